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
    let plain = set.iter().filter(|(_, decoded)| side(decoded).is_some());
    let told: Vec<_> = set
        .iter()
        .filter_map(|(_, decoded)| told(decoded))
        .collect();
    let all = plain.count();
    let untold = all - told.len();
    if untold == 0 || all == 1 {
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

/// The side of a plain registry.
fn side(decoded: &Decoded) -> Option<Registry> {
    match decoded.format {
        Format::Oss => Some(Registry::Oss),
        Format::Cloud => Some(Registry::Cloud),
        Format::Composite | Format::Report | Format::Snapshot => None,
    }
}

fn told(decoded: &Decoded) -> Option<Registry> {
    side(decoded).filter(|_| !decoded.is_assumed)
}

fn turn(set: &mut Set, told: Registry) {
    let other = told.other();
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
