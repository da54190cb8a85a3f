//! Catalogs into one: registries of one moment joined by key, and a fresh catalog laid over what was known.

mod advance;
mod history;

use std::collections::BTreeSet;

pub use advance::advance;

use crate::{
    date::Date,
    sort,
    words::{Level, Registry},
};

use super::{
    Catalog, Connector, Facts, Listing, Own, Side,
    identity::{self, Lists},
    presumed,
    wire::{Decoded, Format, sort_changes},
};

/// Joins what was read at one moment: OSS and Cloud become one connector with two sides; the first wins otherwise.
pub fn join(mut parts: Vec<Decoded>) -> Catalog {
    sort::by_key(&mut parts, |part| rank(part.format));
    let authorities = Registry::EACH.map(|registry| (registry, authorities(&parts, registry)));
    let as_of = parts.iter().filter_map(|part| part.catalog.as_of).max();
    let snapshots: BTreeSet<Date> = parts
        .iter()
        .flat_map(|part| &part.catalog.snapshots)
        .copied()
        .collect();

    let is_alone = parts.len() == 1;
    let mut all: Vec<Connector> = Vec::new();
    // For each of them whether a part names it that knows what the registry lists.
    let mut named = Registry::EACH.map(|_| Vec::<bool>::new());
    let most: usize = parts.iter().map(|part| part.catalog.len()).sum();
    for (part, decoded) in parts.into_iter().enumerate() {
        let connectors = decoded.catalog.into_connectors();
        let pairs = identity::pairs(&all, &connectors, Lists::Together);
        let places = add(&mut all, connectors, pairs);
        // Once, and no more than is needed: connectors are large.
        all.reserve_exact(most.saturating_sub(all.len()));
        for (named, (_, authorities)) in named.iter_mut().zip(&authorities) {
            named.resize(all.len(), false);
            if authorities.iter().flatten().any(|known| *known == part) {
                for at in &places {
                    named[*at] = true;
                }
            }
        }
    }
    for ((registry, authorities), named) in authorities.into_iter().zip(named) {
        if authorities.is_none() {
            continue;
        }
        for (connector, is_named) in all.iter_mut().zip(named) {
            if !is_named {
                *connector.side_mut(registry) = Side::of(Listing::Absent);
            }
        }
    }
    let days = Catalog {
        as_of,
        snapshots: snapshots.into_iter().collect(),
        ..Catalog::default()
    };
    if is_alone {
        // It was put in order when it was read.
        return Catalog {
            connectors: all,
            ..days
        };
    }
    days.with_connectors(all).0
}

/// Lays connectors over those that they are the same as, and adds the others. Answers where each of them is now.
fn add(all: &mut Vec<Connector>, more: Vec<Connector>, pairs: Vec<Option<usize>>) -> Vec<usize> {
    if all.is_empty() {
        *all = more;
        return (0..all.len()).collect();
    }
    let pairs = more.into_iter().zip(pairs);
    let place = |(connector, pair): (Connector, Option<usize>)| {
        if let Some(at) = pair {
            absorb(&mut all[at], &connector);
            return at;
        }
        all.push(connector);
        all.len() - 1
    };
    pairs.map(place).collect()
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

/// The parts that tell what a registry lists: its own file or, without that, those that speak of it;
/// `None` when it was not at hand.
fn authorities(parts: &[Decoded], registry: Registry) -> Option<Vec<usize>> {
    let speaking = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.format != Format::Snapshot && part.format.speaks_of(registry));
    let best = speaking.clone().map(|(_, part)| rank(part.format)).min()?;
    let best = speaking.filter(|(_, part)| rank(part.format) == best);
    Some(best.map(|(at, _)| at).collect())
}

/// Two views of one connector: what the first does not tell is taken from the other.
pub(super) fn absorb(joined: &mut Connector, other: &Connector) {
    for registry in Registry::EACH {
        if joined.side(registry).listing == Listing::Unknown {
            let side = side_seen_from(joined, other, registry);
            if side.is_presumed && registry == Registry::Oss {
                presumed::speak_for_both(joined, side.listing);
            } else {
                *joined.side_mut(registry) = side;
            }
        }
    }
    let is_unrated = joined.level == Level::Unknown && joined.level_word.is_none();
    if is_unrated || other.level == Level::Enterprise {
        joined.level = other.level;
        joined.level_word = joined
            .level_word
            .take()
            .or_else(|| other.level_word.clone());
    }
    if joined.stage == crate::words::Stage::None {
        joined.stage = other.stage;
    }
    if !other.breaking_changes.is_empty() {
        let others = other.breaking_changes.iter().cloned();
        joined.breaking_changes.extend(others);
        sort_changes(&mut joined.breaking_changes);
    }
    if !joined.rare.is_empty() || !other.rare.is_empty() {
        absorb_rare(&mut joined.rare, &other.rare);
    }
    if joined.history.is_empty() {
        joined.history.clone_from(&other.history);
    }
    absent(&mut joined.allowed_hosts, other.allowed_hosts.as_ref());
    absent(
        &mut joined.version_released,
        other.version_released.as_ref(),
    );
    fill(joined, other);
}

/// Describing facts that one view has and the other lacks.
fn fill(into: &mut Connector, from: &Connector) {
    absent(&mut into.id, from.id.as_ref());
    absent(&mut into.image, from.image.as_ref());
    absent(&mut into.version, from.version.as_ref());
    absent(&mut into.subtype, from.subtype.as_ref());
    absent(&mut into.license, from.license.as_ref());
    absent(&mut into.docs_url, from.docs_url.as_ref());
    absent(&mut into.first_released, from.first_released.as_ref());
    absent(&mut into.metrics, from.metrics.as_ref());
    absent(&mut into.support_score, from.support_score.as_ref());
    absent(&mut into.quality_score, from.quality_score.as_ref());
    if into.languages.is_empty() {
        into.languages.clone_from(&from.languages);
    }
    if !into.rare.is_empty() || !from.rare.is_empty() {
        fill_rare(&mut into.rare, &from.rare);
    }
}

fn absorb_rare(joined: &mut Facts, other: &Facts) {
    let candidates = other.release_candidates.iter().cloned();
    joined.release_candidates.extend(candidates);
    sort::plain(&mut joined.release_candidates);
    joined.release_candidates.dedup();
    absent(
        &mut joined.suggested_streams,
        other.suggested_streams.as_ref(),
    );
}

fn fill_rare(into: &mut Facts, from: &Facts) {
    absent(&mut into.pypi, from.pypi.as_ref());
    absent(&mut into.erd, from.erd.as_ref());
    absent(&mut into.notes, from.notes.as_ref());
    if into.features.is_empty() {
        into.features.clone_from(&from.features);
    }
}

fn absent<T: Clone>(into: &mut Option<T>, from: Option<&T>) {
    if into.is_none() {
        *into = from.cloned();
    }
}

/// One connector's place in a registry, told against another view of it: image and version only where they differ.
fn side_seen_from(view: &Connector, owner: &Connector, registry: Registry) -> Side {
    let side = owner.side(registry);
    if side.listing.is_offered() != Some(true) {
        return Side::of(side.listing);
    }
    if side.is_presumed {
        return presumed::place(side.listing, true);
    }
    let own = Own {
        image: owner
            .image_on(registry)
            .filter(|image| view.image.as_ref() != Some(image))
            .cloned(),
        version: owner
            .version_on(registry)
            .filter(|version| view.version.as_ref() != Some(version))
            .cloned(),
    };
    Side {
        listing: side.listing,
        own: own.into(),
        is_presumed: false,
    }
}
