//! Catalogs into one: registries of one moment joined by key, and a fresh catalog laid over what was known.

mod advance;

use std::collections::{BTreeMap, BTreeSet};

pub use advance::advance;

use crate::{
    date::Date,
    words::{Level, Registry},
};

use super::{
    Catalog, Connector, Key, Listing, Side,
    wire::{Decoded, Format, sort_changes},
};

const REGISTRIES: [Registry; 2] = [Registry::Cloud, Registry::Oss];

/// Joins what was read at one moment: OSS and Cloud become one connector with two sides; the first wins otherwise.
pub fn join(mut parts: Vec<Decoded>) -> Catalog {
    parts.sort_by_key(|part| rank(part.format));
    let listed = REGISTRIES.map(|registry| (registry, listed(&parts, registry)));
    let as_of = parts.iter().filter_map(|part| part.catalog.as_of).max();
    let snapshots: BTreeSet<Date> = parts
        .iter()
        .flat_map(|part| &part.catalog.snapshots)
        .copied()
        .collect();

    let mut all: BTreeMap<Key, Connector> = BTreeMap::new();
    for connector in parts
        .into_iter()
        .flat_map(|part| part.catalog.into_connectors())
    {
        let key = connector.key();
        let connector = match all.remove(&key) {
            Some(first) => joined(first, &connector),
            None => connector,
        };
        all.insert(key, connector);
    }
    for (registry, keys) in listed {
        let Some(keys) = keys else { continue };
        for (_, connector) in all.iter_mut().filter(|(key, _)| !keys.contains(key)) {
            *connector.side_mut(registry) = Side {
                listing: Listing::Absent,
                ..Side::default()
            };
        }
    }
    let days = Catalog {
        as_of,
        snapshots: snapshots.into_iter().collect(),
        ..Catalog::default()
    };
    days.with_connectors(all.into_values().collect()).0
}

/// Whose facts come first. A registry's own file knows best what that registry lists.
fn rank(format: Format) -> usize {
    match format {
        Format::Oss => 0,
        Format::Cloud => 1,
        Format::Composite => 2,
        Format::Report => 3,
        Format::Snapshot => 4,
    }
}

/// The keys in a registry, as told by its own file or, without that, by those that speak of it;
/// `None` when it was not at hand.
fn listed(parts: &[Decoded], registry: Registry) -> Option<BTreeSet<Key>> {
    let speaking = parts
        .iter()
        .filter(|part| part.format != Format::Snapshot && part.format.speaks_of(registry));
    let best = speaking.clone().map(|part| rank(part.format)).min()?;
    let best = speaking.filter(|part| rank(part.format) == best);
    Some(
        best.flat_map(|part| part.catalog.connectors().iter().map(Connector::key))
            .collect(),
    )
}

/// Two views of one connector: what the first does not tell is taken from the other.
pub(super) fn joined(first: Connector, other: &Connector) -> Connector {
    let mut joined = first;
    for registry in REGISTRIES {
        if joined.side(registry).listing == Listing::Unknown {
            let side = side_seen_from(&joined, other, registry);
            *joined.side_mut(registry) = side;
        }
    }
    let is_unrated = joined.level == Level::Unknown && joined.level_word.is_none();
    if is_unrated || other.level == Level::Enterprise {
        joined.level = other.level;
        joined.level_word = joined.level_word.or_else(|| other.level_word.clone());
    }
    if joined.stage == crate::words::Stage::None {
        joined.stage = other.stage;
    }
    joined
        .breaking_changes
        .extend(other.breaking_changes.iter().cloned());
    sort_changes(&mut joined.breaking_changes);
    joined
        .release_candidates
        .extend(other.release_candidates.iter().cloned());
    joined.release_candidates.sort();
    joined.release_candidates.dedup();
    if joined.history.is_empty() {
        joined.history.clone_from(&other.history);
    }
    joined.allowed_hosts = joined.allowed_hosts.or_else(|| other.allowed_hosts.clone());
    joined.suggested_streams = joined
        .suggested_streams
        .or_else(|| other.suggested_streams.clone());
    joined.version_released = joined.version_released.or(other.version_released);
    fill(&mut joined, other);
    joined
}

/// Describing facts that one view has and the other lacks.
fn fill(into: &mut Connector, from: &Connector) {
    fn absent<T: Clone>(into: &mut Option<T>, from: Option<&T>) {
        if into.is_none() {
            *into = from.cloned();
        }
    }
    absent(&mut into.id, from.id.as_ref());
    absent(&mut into.image, from.image.as_ref());
    absent(&mut into.version, from.version.as_ref());
    absent(&mut into.subtype, from.subtype.as_ref());
    absent(&mut into.license, from.license.as_ref());
    absent(&mut into.docs_url, from.docs_url.as_ref());
    absent(&mut into.first_released, from.first_released.as_ref());
    absent(&mut into.metrics, from.metrics.as_ref());
    absent(&mut into.pypi, from.pypi.as_ref());
    absent(&mut into.erd, from.erd.as_ref());
    absent(&mut into.support_score, from.support_score.as_ref());
    absent(&mut into.quality_score, from.quality_score.as_ref());
    absent(&mut into.notes, from.notes.as_ref());
    if into.languages.is_empty() {
        into.languages.clone_from(&from.languages);
    }
    if into.features.is_empty() {
        into.features.clone_from(&from.features);
    }
}

/// One connector's place in a registry, told against another view of it: image and version only where they differ.
fn side_seen_from(view: &Connector, owner: &Connector, registry: Registry) -> Side {
    let side = owner.side(registry);
    if side.listing.is_offered() != Some(true) {
        return Side {
            listing: side.listing,
            ..Side::default()
        };
    }
    let image = side.image.as_ref().or(owner.image.as_ref());
    let version = side.version.as_ref().or(owner.version.as_ref());
    Side {
        listing: side.listing,
        image: image
            .filter(|image| view.image.as_ref() != Some(image))
            .cloned(),
        version: version
            .filter(|version| view.version.as_ref() != Some(version))
            .cloned(),
    }
}
