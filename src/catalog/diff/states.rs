//! What moved in the history of a catalog, look by look.

use crate::{
    catalog::{Catalog, Connector, State, Version},
    date::Date,
    sort,
    words::Registry,
};

use super::{Change, What, change};

/// What a catalog's own history shows to have moved after a day, the oldest first.
pub fn since(catalog: &Catalog, day: Date) -> Vec<Change> {
    let mut changes: Vec<Change> = catalog
        .connectors()
        .iter()
        .flat_map(|connector| history(connector, &catalog.snapshots))
        .filter(|change| change.by.is_some_and(|by| by > day))
        .collect();
    sort::by(&mut changes, |a, b| (a.by, &a.slug).cmp(&(b.by, &b.slug)));
    changes
}

/// Everything that a connector's history tells, the oldest first.
pub fn history(connector: &Connector, snapshots: &[Date]) -> Vec<Change> {
    let before = |day: Date| snapshots.iter().copied().rfind(|s| *s < day);
    let seen = |by: Date, what| change(connector, before(by), Some(by), what);
    let mut changes = Vec::new();
    if let Some(first) = connector.history.first()
        && before(first.as_of).is_some()
    {
        changes.push(seen(first.as_of, What::New));
    }
    for pair in connector.history.windows(2) {
        if let [old, new] = pair
            && !is_removal(connector, old, new)
        {
            changes.extend(
                state_moves(old, new)
                    .into_iter()
                    .map(|what| seen(new.as_of, what)),
            );
        }
    }
    if let Some(removed) = connector.removed {
        changes.push(seen(removed, gone(connector)));
    }
    let steps = || {
        let pairs = connector.history.windows(2);
        pairs.filter_map(|pair| step(pair, &before))
    };
    for (day, from, to) in steps() {
        let what = What::Version(Some(from.clone()), Some(to.clone()));
        changes.push(seen(day, what));
    }
    for declared in connector.breaking() {
        let what = What::Breaking(declared.clone());
        if let Some(released) = declared.released {
            changes.push(change(connector, None, Some(released), what));
        } else if let Some((day, ..)) = steps().find(|(_, from, to)| {
            from.is_behind(&declared.version) && !to.is_behind(&declared.version)
        }) {
            changes.push(seen(day, what));
        }
    }
    sort::by_key(&mut changes, |change| change.by);
    changes
}

/// Whether versions moved after a day of which the history does not tell when. One that was made from few looks keeps
/// the versions of those that showed more; a refresh keeps them all.
pub fn is_without_versions(catalog: &Catalog, day: Date) -> bool {
    let Some(first) = catalog.snapshots.iter().find(|look| **look > day) else {
        return false;
    };
    let pairs = || {
        catalog
            .connectors()
            .iter()
            .flat_map(|c| c.history.windows(2))
    };
    let is_kept = |pair: &[State]| matches!(pair, [old, new] if new.as_of == *first && new.is_same_but_for_version(old));
    let has_moved = |connector: &Connector| {
        let last = connector
            .history
            .last()
            .and_then(|last| last.version.as_ref());
        let now = connector
            .version
            .as_ref()
            .filter(|_| connector.removed.is_none());
        last.zip(now).is_some_and(|(last, now)| last != now)
    };
    !pairs().any(is_kept) && catalog.connectors().iter().any(has_moved)
}

/// A version that moved from one look to the next. Between states that lie further apart nobody saw when it did.
fn step<'a>(
    pair: &'a [State],
    before: &impl Fn(Date) -> Option<Date>,
) -> Option<(Date, &'a Version, &'a Version)> {
    let [old, new] = pair else {
        return None;
    };
    let (from, to) = (old.version.as_ref()?, new.version.as_ref()?);
    let is_next = before(new.as_of) == Some(old.as_of);
    (is_next && from != to).then_some((new.as_of, from, to))
}

/// What it means that a connector vanished.
pub(super) fn gone(connector: &Connector) -> What {
    if connector.is_forgotten() {
        What::Forgotten
    } else {
        What::Removed
    }
}

/// Whether a state is what the removal of a connector left, which is told as such.
fn is_removal(connector: &Connector, old: &State, new: &State) -> bool {
    let was_offered = old.cloud == Some(true) || old.oss == Some(true);
    connector
        .removed
        .is_some_and(|removed| removed >= new.as_of)
        && connector.history.last() == Some(new)
        && (new.cloud, new.oss) == (Some(false), Some(false))
        && was_offered
        && (old.level, old.stage) == (new.level, new.stage)
}

fn state_moves(old: &State, new: &State) -> Vec<What> {
    let mut moves = Vec::new();
    if old.level != new.level {
        moves.push(What::Level(old.level, new.level));
    }
    if old.stage != new.stage {
        moves.push(What::Stage(old.stage, new.stage));
    }
    for (registry, before, after) in [
        (Registry::Cloud, old.cloud, new.cloud),
        (Registry::Oss, old.oss, new.oss),
    ] {
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            moves.push(What::Availability(registry, before, after));
        }
    }
    moves
}
