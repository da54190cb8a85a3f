//! The facet options as part of the query: `--level airbyte,enterprise` is `level:airbyte,enterprise`.

use super::{args::Facets, failure::Failure};
use crate::{
    catalog::Catalog,
    search::{Facet, Query},
};

/// Adds the facet options to a query.
pub(super) fn add(facets: &Facets, catalog: &Catalog, query: &mut Query) -> Result<(), Failure> {
    for (facet, values) in given(facets) {
        let (unwanted, wanted): (Vec<&str>, Vec<&str>) = values
            .iter()
            .map(String::as_str)
            .partition(|value| value.starts_with('!'));
        for (values, is_negated) in [(wanted, false), (unwanted, true)] {
            let values = values
                .into_iter()
                .map(|value| value.trim_start_matches('!').trim())
                .map(|value| {
                    facet.check(value, catalog.connectors())?;
                    facet.value(value)
                })
                .collect::<Result<Vec<_>, _>>()
                .map_err(|unknown| Failure::usage(unknown.0))?;
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
