//! The facet options, and how they become part of the query: `--level airbyte,enterprise` is `level:airbyte,enterprise`.

use std::borrow::Cow;

use clap::Args;

use super::failure::Failure;
use crate::{
    catalog::Connector,
    search::{Facet, Query, Vocabulary},
    text::clean,
};

const HEADING: &str = "Facets (repeat or comma; ! leaves out)";

#[derive(Debug, Args, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// airbyte, enterprise, marketplace, custom, archived or unknown; legacy names are accepted, !LEVEL leaves out
    #[arg(long, value_name = "LEVEL", value_delimiter = ',', help_heading = HEADING)]
    pub level: Vec<String>,
    /// alpha, beta, ga, deprecated or none
    #[arg(long, value_name = "STAGE", value_delimiter = ',', help_heading = HEADING)]
    pub stage: Vec<String>,
    /// source or destination
    #[arg(long, value_name = "KIND", value_delimiter = ',', help_heading = HEADING)]
    pub kind: Vec<String>,
    /// api, database, file, vectorstore …
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', help_heading = HEADING)]
    pub subtype: Vec<String>,
    /// python, java, manifest-only …
    #[arg(long, value_name = "LANGUAGE", value_delimiter = ',', help_heading = HEADING)]
    pub language: Vec<String>,
    /// ELv2, MIT …
    #[arg(
        long,
        visible_alias = "licence",
        value_name = "LICENSE",
        value_delimiter = ',',
        help_heading = HEADING
    )]
    pub license: Vec<String>,
    /// ready, caveats, caution, unknown, unavailable or avoid
    #[arg(long, value_name = "READINESS", value_delimiter = ',', help_heading = HEADING)]
    pub readiness: Vec<String>,
}

/// The catalog's own words, where anything is asked for that could be one; to gather them takes a walk through it.
pub(super) fn vocabulary(text: &str, facets: &Facets, connectors: &[Connector]) -> Vocabulary {
    if text.is_empty() && *facets == Facets::default() {
        Vocabulary::default()
    } else {
        Vocabulary::of(connectors)
    }
}

/// Adds the facet options to a query.
pub(super) fn add(
    facets: &Facets,
    vocabulary: &Vocabulary,
    query: &mut Query,
) -> Result<(), Failure> {
    for (facet, values) in given(facets) {
        let values: Vec<Cow<'_, str>> = values.iter().map(|value| clean::typed(value)).collect();
        let (unwanted, wanted): (Vec<&str>, Vec<&str>) = values
            .iter()
            .map(AsRef::as_ref)
            .partition(|value| value.starts_with('!'));
        for (values, is_negated) in [(wanted, false), (unwanted, true)] {
            let values = values
                .into_iter()
                .map(|value| value.trim_start_matches('!').trim())
                .map(|value| vocabulary.read(facet, value))
                .collect::<Result<Vec<_>, _>>()
                .map_err(Failure::usage)?;
            query.and(facet, values, is_negated);
        }
    }
    Ok(())
}

fn given(facets: &Facets) -> [(Facet, &[String]); 7] {
    [
        (Facet::Level, &facets.level),
        (Facet::Stage, &facets.stage),
        (Facet::Kind, &facets.kind),
        (Facet::Type, &facets.subtype),
        (Facet::Language, &facets.language),
        (Facet::License, &facets.license),
        (Facet::Readiness, &facets.readiness),
    ]
}
