//! Of which side the plain registries of one set are, where one by itself does not tell.

use crate::{
    catalog::wire::{Decoded, Format},
    text::Word,
    words::Registry,
};

/// What is said of several registries that nothing tells apart.
pub(super) const UNTOLD: &str = "nothing tells which of them is the OSS registry and which the Cloud one; \
                                 call the files oss_registry.json and cloud_registry.json, \
                                 or set [refresh] oss and cloud in the configuration";

/// Documents, each with its place as it may be shown.
pub(super) type Set = Vec<(String, Decoded)>;

/// Takes the one that does not tell as the other side of those that do; where that is no answer, the places of those
/// that do not tell are handed back. One registry alone is what it was assumed to be.
pub(super) fn settle(set: &mut Set) -> Result<(), Vec<String>> {
    let plain: Vec<_> = set.iter().filter_map(|(_, d)| plain(d)).collect();
    let told: Vec<_> = plain.iter().copied().flatten().collect();
    let untold = plain.len() - told.len();
    if untold == 0 || plain.len() == 1 {
        return Ok(());
    }
    match told.first() {
        Some(side) if untold == 1 && told.iter().all(|other| other == side) => {
            turn(set, *side);
            Ok(())
        }
        _ => Err(set
            .iter()
            .filter(|(_, decoded)| decoded.is_assumed)
            .map(|(place, _)| place.clone())
            .collect()),
    }
}

/// Of a plain registry the side, where that is told.
fn plain(decoded: &Decoded) -> Option<Option<Registry>> {
    let side = match decoded.format {
        Format::Oss => Registry::Oss,
        Format::Cloud => Registry::Cloud,
        Format::Composite | Format::Report | Format::Snapshot => return None,
    };
    Some((!decoded.is_assumed).then_some(side))
}

fn turn(set: &mut Set, told: Registry) {
    let other = match told {
        Registry::Oss => Registry::Cloud,
        Registry::Cloud => Registry::Oss,
    };
    let taken = std::mem::take(set).into_iter();
    *set = taken
        .map(|(place, decoded)| {
            if !decoded.is_assumed {
                return (place, decoded);
            }
            let warning = format!(
                "{place}: nothing in it tells the OSS registry from the Cloud one: read as {}, \
                 as the other file is {}",
                other.label(),
                told.label()
            );
            let decoded = decoded.read_as(other, warning);
            (place, decoded)
        })
        .collect();
}
