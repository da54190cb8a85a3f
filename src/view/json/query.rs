//! A query in JSON, with what of it was not understood. Knows no stream, so it is there for those who want quiet, too.

use serde::Serialize;

use crate::search::Query;

/// What was asked for.
#[derive(Serialize)]
pub struct QueryJson {
    /// As it would be typed, with the facets that were options.
    text: String,
    problems: Vec<String>,
}

impl QueryJson {
    pub fn new(query: &Query) -> Self {
        Self {
            text: query.to_string(),
            problems: query.problems.iter().map(ToString::to_string).collect(),
        }
    }
}
