//! Finding connectors: one query language for commands, screens and saved views, and one order of the hits.
//! Knows facts and verdicts; no terminal, no file.

mod complete;
pub mod counts;
mod facet;
mod field;
mod fuzzy;
pub mod highlight;
mod name;
mod pattern;
mod query;
mod rank;
mod vocabulary;
mod written;

pub use complete::{Completion, complete, values};
pub use facet::{Facet, UnknownValue, Wanted};
pub use field::{Bound, Field};
pub use pattern::{Pattern, Place};
pub use query::{Condition, Problem, Query, Settled, Standing, Taken, Term};
pub use rank::Tier;
pub use vocabulary::Vocabulary;

use crate::{catalog::Connector, date::Date, policy::Judgement};

/// What a query is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub connector: &'a Connector,
    pub judgement: &'a Judgement,
    pub today: Date,
}

/// The subjects that match, best first, by their places in the input.
pub fn run(query: &Settled, subjects: &[Subject<'_>]) -> Vec<usize> {
    let mut hits: Vec<(rank::Rank<'_>, usize)> = subjects
        .iter()
        .enumerate()
        .filter_map(|(at, subject)| Some((query.rank(subject)?, at)))
        .collect();
    hits.sort();
    hits.into_iter().map(|(_, at)| at).collect()
}
