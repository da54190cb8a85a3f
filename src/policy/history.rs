//! What a connector's history says: the last change of its level, and of its place in a registry.

use crate::{
    catalog::{Connector, State},
    date::Date,
    words::{Level, Registry},
};

use super::axis::{Course, Moved};

/// The days between which something changed: last seen as before, first seen as since.
pub(super) type Between = (Date, Date);

/// The last change of level.
pub(super) fn course(connector: &Connector, snapshots: &[Date]) -> (Course, Option<Between>) {
    let known = connector
        .history
        .iter()
        .filter(|state| state.level != Level::Unknown);
    match last_change(known, |state| state.level) {
        None => (Course::Steady, None),
        Some((old, new)) => (
            named(old.level, new.level),
            Some(between(old, new, snapshots)),
        ),
    }
}

/// The last change of whether a registry offers it.
pub(super) fn moved(
    connector: &Connector,
    registry: Registry,
    snapshots: &[Date],
) -> (Moved, Option<Between>) {
    let place = |state: &State| match registry {
        Registry::Cloud => state.cloud,
        Registry::Oss => state.oss,
    };
    let known = connector
        .history
        .iter()
        .filter(|state| place(state).is_some());
    match last_change(known, place) {
        None => (Moved::Steady, None),
        Some((old, new)) if place(new) == Some(false) => {
            (Moved::Left, Some(between(old, new, snapshots)))
        }
        Some((old, new)) => (Moved::Joined, Some(between(old, new, snapshots))),
    }
}

fn named(old: Level, new: Level) -> Course {
    use Level::{Airbyte, Archived, Custom, Enterprise, Marketplace, Unknown};
    match (old, new) {
        (_, Archived) => Course::Archived,
        (Archived, _) => Course::Returned,
        (Airbyte | Enterprise, Marketplace) => Course::Demoted,
        (Marketplace, Airbyte | Enterprise) => Course::Promoted,
        (Airbyte | Enterprise | Custom | Unknown, Airbyte | Enterprise)
        | (Marketplace | Custom | Unknown, Marketplace)
        | (_, Custom | Unknown) => Course::Changed,
    }
}

fn last_change<'a, T: PartialEq>(
    states: impl Iterator<Item = &'a State>,
    of: impl Fn(&State) -> T,
) -> Option<(&'a State, &'a State)> {
    let mut last = None;
    let mut before: Option<&State> = None;
    for state in states {
        last = match before {
            Some(old) if of(old) != of(state) => Some((old, state)),
            _ => last,
        };
        before = Some(state);
    }
    last
}

/// It still was as before in the last snapshot that shows no change.
fn between(old: &State, new: &State, snapshots: &[Date]) -> Between {
    let unchanged = snapshots.iter().filter(|day| **day < new.as_of).max();
    let unchanged = unchanged.map_or(old.as_of, |day| old.as_of.max(*day));
    (unchanged, new.as_of)
}
