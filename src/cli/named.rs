//! From the names on the command line to connectors; an unknown or ambiguous one ends the command with help.

use std::sync::LazyLock;

use super::failure::{Failure, Kind};
use crate::{
    catalog::{
        Catalog, Connector,
        lookup::{self, Found},
        missing::{self, Reason},
    },
    search::Query,
    store::bundled,
    text::{Word, clean},
    view::{self, Outlook, outlook::Scope},
};

/// The connector that a name means.
pub(super) fn one<'a>(name: &str, outlook: &Outlook<'a>) -> Result<&'a Connector, Failure> {
    match lookup::find(outlook.catalog, name) {
        Found::One(connector) => Ok(connector),
        Found::Many(candidates) => Err(ambiguous(name, &candidates)),
        Found::Nothing(_) => Err(unknown(name, outlook)),
    }
}

/// The connector that a name of several words means; where each of them is a name, only one was wanted.
pub(super) fn in_words<'a>(
    words: &[String],
    outlook: &Outlook<'a>,
) -> Result<&'a Connector, Failure> {
    let find = |name: &str| lookup::find(outlook.catalog, name);
    let is_name = |word: &String| !matches!(find(word), Found::Nothing(_));
    let name = words.join(" ");
    let are_names = words.len() > 1 && words.iter().all(is_name);
    if !are_names || !matches!(find(&name), Found::Nothing(_)) {
        return one(&name, outlook);
    }
    let failure = Failure::usage(format!(
        "show tells of one connector at a time; {} are named",
        words.len()
    ));
    Err(if words.len() <= COMPARED {
        let name = clean::line(&name);
        failure.hinted(format!("`portolan compare {name}` sets them side by side"))
    } else {
        failure
    })
}

/// How many are compared at most.
const COMPARED: usize = 4;

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

fn unknown(name: &str, outlook: &Outlook<'_>) -> Failure {
    let shown = clean::line(name);
    let failure = Failure::new(
        Kind::NotFound,
        format!("no connector is called \"{shown}\""),
    );
    match missing::why(name, outlook.catalog, &BUNDLED) {
        Reason::Unknown => failure.hinted(match searched(name, outlook) {
            Some(found) => format!("nearest: {found}"),
            None => "`portolan list WORD` searches the catalog".to_owned(),
        }),
        Reason::Misspelt(near) => {
            let names: Vec<&str> = near.iter().map(|connector| &*connector.slug).collect();
            failure.hinted(format!("nearest: {}", names.join(", ")))
        }
        reason => failure.hinted(view::missing::phrase(&reason, &BUNDLED)),
    }
}

/// What a search finds for a word that is no name: it knows what people call connectors for short.
fn searched(name: &str, outlook: &Outlook<'_>) -> Option<String> {
    const NAMED: usize = 3;
    let is_word = name.chars().all(char::is_alphanumeric);
    let hits = is_word.then(|| outlook.find(&Query::parse(name), Scope::Offered))?;
    let slugs: Vec<&str> = hits.iter().map(|(found, _)| &*found.slug).collect();
    let more = if slugs.len() > NAMED { ", …" } else { "" };
    let first = slugs.get(..NAMED).unwrap_or(&slugs).join(", ");
    (!slugs.is_empty()).then(|| format!("{first}{more}"))
}

/// What is said of a name that no connector has.
pub(super) fn why_missing(name: &str, outlook: &Outlook<'_>) -> String {
    let reason = missing::why(name, outlook.catalog, &BUNDLED);
    let found = match reason {
        Reason::Unknown => searched(name, outlook),
        _ => None,
    };
    let why = match found {
        Some(found) => format!("A search for it finds {found}."),
        None => view::missing::phrase(&reason, &BUNDLED),
    };
    format!("No connector of this name is in the catalog. {why}")
        .trim_end()
        .to_owned()
}

/// It may know what has become of a connector that the catalog in use lacks.
static BUNDLED: LazyLock<Catalog> = LazyLock::new(|| {
    let read = bundled::read();
    read.map(|read| read.catalog).unwrap_or_default()
});
