//! From the names on the command line to connectors; an unknown or ambiguous one ends the command with help.

use super::failure::{Failure, Kind};
use crate::{
    catalog::{
        Catalog, Connector,
        lookup::{self, Found},
    },
    text::{Word, clean},
};

/// The connector that a name means.
pub(super) fn one<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Connector, Failure> {
    match lookup::find(catalog, name) {
        Found::One(connector) => Ok(connector),
        Found::Many(candidates) => Err(ambiguous(name, &candidates)),
        Found::Nothing(near) => Err(unknown(name, &near)),
    }
}

pub(super) fn ambiguous(name: &str, candidates: &[&Connector]) -> Failure {
    let name = clean::line(name);
    let failure = Failure::usage(format!(
        "\"{name}\" could be {} connectors; name one of them:",
        candidates.len()
    ));
    candidates.iter().fold(failure, |failure, candidate| {
        let by = if candidates
            .iter()
            .filter(|other| other.slug == candidate.slug)
            .count()
            > 1
        {
            candidate.key().0.to_string()
        } else {
            candidate.slug.to_string()
        };
        failure.hinted(format!(
            "{by}  {} ({}, {})",
            candidate.name,
            candidate.kind.word(),
            candidate.level.label()
        ))
    })
}

pub(super) fn unknown(name: &str, near: &[&Connector]) -> Failure {
    let name = clean::line(name);
    let failure = Failure::new(Kind::NotFound, format!("no connector is called \"{name}\""));
    if near.is_empty() {
        return failure.hinted("`portolan list WORD` searches the catalog");
    }
    let names: Vec<String> = near
        .iter()
        .map(|connector| connector.slug.to_string())
        .collect();
    failure.hinted(format!("nearest: {}", names.join(", ")))
}
