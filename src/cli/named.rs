//! From the names on the command line to connectors; an unknown or ambiguous one ends the command with help.

use std::sync::LazyLock;

use super::failure::{Failure, Kind};
use crate::{
    catalog::{
        Catalog, Connector,
        lookup::{self, Found},
        missing::{self, Reason},
    },
    store::bundled,
    text::{Word, clean},
    view,
};

/// The connector that a name means.
pub(super) fn one<'a>(catalog: &'a Catalog, name: &str) -> Result<&'a Connector, Failure> {
    match lookup::find(catalog, name) {
        Found::One(connector) => Ok(connector),
        Found::Many(candidates) => Err(ambiguous(name, &candidates)),
        Found::Nothing(_) => Err(unknown(name, catalog)),
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

fn unknown(name: &str, catalog: &Catalog) -> Failure {
    let shown = clean::line(name);
    let failure = Failure::new(
        Kind::NotFound,
        format!("no connector is called \"{shown}\""),
    );
    match missing::why(name, catalog, &BUNDLED) {
        Reason::Unknown => failure.hinted("`portolan list WORD` searches the catalog"),
        Reason::Misspelt(near) => {
            let names: Vec<&str> = near.iter().map(|connector| &*connector.slug).collect();
            failure.hinted(format!("nearest: {}", names.join(", ")))
        }
        reason => failure.hinted(view::missing::phrase(&reason, &BUNDLED)),
    }
}

/// What is said of a name that no connector has.
pub(super) fn why_missing(name: &str, catalog: &Catalog) -> String {
    let reason = missing::why(name, catalog, &BUNDLED);
    let why = view::missing::phrase(&reason, &BUNDLED);
    format!("No connector of this name is in the catalog. {why}")
        .trim_end()
        .to_owned()
}

/// It may know what has become of a connector that the catalog in use lacks.
static BUNDLED: LazyLock<Catalog> = LazyLock::new(|| {
    let read = bundled::read();
    read.map(|read| read.catalog).unwrap_or_default()
});
