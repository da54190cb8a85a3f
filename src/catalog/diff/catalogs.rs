//! What moved between two catalogs. A registry that one of them does not speak of moved nothing.

use crate::{
    catalog::{
        Catalog, Connector, Listing,
        absence::{Absence, offered},
        identity::{self, Lists},
    },
    sort,
    words::Registry,
};

use super::{Change, What, change, states::gone};

/// What differs between two catalogs, in the order of the slugs.
pub fn between(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let pairs = identity::pairs(old.connectors(), new.connectors(), Lists::InTurn);
    let mut is_missed = vec![true; old.len()];
    let mut told: Vec<(&Connector, Vec<What>)> = Vec::new();
    for (connector, pair) in new.connectors().iter().zip(pairs) {
        let moves = match pair {
            Some(at) => {
                is_missed[at] = false;
                since_seen(&old.connectors()[at], connector, old)
            }
            None => arrived(connector, old).into_iter().collect(),
        };
        told.push((connector, moves));
    }
    for (connector, is_missed) in old.connectors().iter().zip(is_missed) {
        if is_missed {
            told.push((connector, left(connector, new)));
        }
    }
    let mut changes: Vec<Change> = told
        .into_iter()
        .flat_map(|(connector, moves)| moves.into_iter().map(move |what| (connector, what)))
        .map(|(connector, what)| change(connector, old.as_of, new.as_of, what))
        .collect();
    sort::by(&mut changes, |a, b| a.slug.cmp(&b.slug));
    changes
}

/// New is what a registry offers that did not offer it before.
fn arrived(connector: &Connector, old: &Catalog) -> Option<What> {
    let is_new = offered(connector).any(|registry| old.speaks_of(registry));
    (is_new && connector.removed.is_none()).then_some(What::New)
}

fn left(connector: &Connector, new: &Catalog) -> Vec<What> {
    match Absence::of(connector, |registry| new.speaks_of(registry)) {
        Absence::Nothing | Absence::Unclear(_) => Vec::new(),
        Absence::Removed => vec![What::Removed],
        Absence::From(lost) => lost
            .into_iter()
            .map(|registry| What::Availability(registry, true, false))
            .collect(),
    }
}

fn since_seen(before: &Connector, now: &Connector, old: &Catalog) -> Vec<What> {
    match (before.removed.is_some(), now.removed.is_some()) {
        (true, true) => Vec::new(),
        (false, true) => vec![gone(now)],
        (true, false) => arrived(now, old).map_or_else(|| moves(before, now), |new| vec![new]),
        (false, false) => moves(before, now),
    }
}

fn moves(old: &Connector, new: &Connector) -> Vec<What> {
    let mut moves = Vec::new();
    if old.level != new.level {
        moves.push(What::Level(old.level, new.level));
    }
    if old.stage != new.stage {
        moves.push(What::Stage(old.stage, new.stage));
    }
    for registry in Registry::EACH {
        let offered = |connector: &Connector| connector.side(registry).listing.is_offered();
        if let (Some(before), Some(after)) = (offered(old), offered(new))
            && before != after
        {
            moves.push(What::Availability(registry, before, after));
        }
        let is_granted =
            |connector: &Connector| connector.side(registry).listing == Listing::Granted;
        if told(old, registry) && told(new, registry) && is_granted(old) != is_granted(new) {
            moves.push(What::Granted(registry, is_granted(new)));
        }
    }
    if old.name != new.name {
        moves.push(What::Renamed(old.name.clone(), new.name.clone()));
    }
    // The registries may name its image each in its way.
    if old.slug != new.slug && common(old, new).is_some() {
        moves.push(What::Slug(old.slug.clone(), new.slug.clone()));
    }
    moves.extend(version(old, new));
    moves.extend(breaking(old, new));
    moves
}

/// Whether a registry was seen to offer a connector, by an entry of its own.
fn told(connector: &Connector, registry: Registry) -> bool {
    let side = connector.side(registry);
    side.listing.is_offered() == Some(true) && !side.is_presumed
}

/// A registry that told both. The OSS entry names a connector.
fn common(old: &Connector, new: &Connector) -> Option<Registry> {
    [Registry::Oss, Registry::Cloud]
        .into_iter()
        .find(|registry| told(old, *registry) && told(new, *registry))
}

/// A version moved where one registry told both. Where none did, the two registries may simply differ, and only what
/// is ahead must have moved.
fn version(old: &Connector, new: &Connector) -> Option<What> {
    let common = common(old, new);
    let [before, now] = [old, new].map(|connector| match common {
        Some(registry) => connector.version_on(registry),
        None => connector.version.as_ref(),
    });
    let is_apart = offered(old).next().is_some() && offered(new).next().is_some();
    let has_moved = match common {
        None if is_apart => now > before,
        None | Some(_) => now != before,
    };
    has_moved.then(|| What::Version(before.cloned(), now.cloned()))
}

/// Whether the version that names a connector moved.
pub(in crate::catalog) fn has_new_version(old: &Connector, new: &Connector) -> bool {
    old.version != new.version && version(old, new).is_some()
}

fn breaking(old: &Connector, new: &Connector) -> Vec<What> {
    let moved = new.breaking().filter_map(|declared| {
        match old.breaking().find(|b| b.version == declared.version) {
            None => Some(What::Breaking(declared.clone())),
            Some(before) if before.deadline != declared.deadline => Some(What::Deadline(
                declared.version.clone(),
                before.deadline,
                declared.deadline,
            )),
            Some(_) => None,
        }
    });
    moved.collect()
}
