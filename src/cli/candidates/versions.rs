//! The versions that are known of a connector, for whoever pins one: `source-postgres@3.7.0`. Knows no other part of a
//! command line.

use super::Candidate;
use crate::{
    catalog::{
        Catalog, Connector, Version,
        lookup::{self, Found},
    },
    sort,
    words::Registry,
};

/// Each version behind the name that is typed before it, the newest first.
pub(super) fn of(current: &str, catalog: &Catalog) -> Option<Vec<Candidate>> {
    let (name, typed) = current.rsplit_once('@')?;
    let Found::One(connector) = lookup::find(catalog, name) else {
        return None;
    };
    let known = known(connector).into_iter();
    let begun = known.filter(|(version, _)| version.as_str().starts_with(typed));
    Some(
        begun
            .map(|(version, meaning)| (format!("{name}@{version}"), meaning))
            .collect(),
    )
}

/// With what is known of each; of several things the first.
fn known(connector: &Connector) -> Vec<(&Version, String)> {
    let offered = [Registry::Cloud, Registry::Oss].into_iter();
    let offered = offered.filter_map(|registry| connector.version_on(registry));
    let candidates = connector.rare.release_candidates.iter();
    let changes = connector.breaking_changes.iter();
    let states = connector.history.iter();
    let mut known: Vec<(&Version, String)> = offered
        .map(|version| (version, "on offer".to_owned()))
        .chain(candidates.map(|version| (version, "release candidate".to_owned())))
        .chain(changes.map(|change| {
            let word = if change.is_breaking {
                "breaking change"
            } else {
                "declared change"
            };
            (&change.version, word.to_owned())
        }))
        .chain(states.filter_map(|state| {
            let seen = format!("seen on {}", state.as_of);
            Some((state.version.as_ref()?, seen))
        }))
        .filter(|(version, _)| version.is_version())
        .collect();
    sort::by(&mut known, |(one, _), (other, _)| other.cmp(one));
    known.dedup_by(|(one, _), (before, _)| one == before);
    known
}
