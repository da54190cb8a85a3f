//! Catalogs into one: registries of one moment joined by key, and a fresh catalog laid over what was known.

use crate::{date::Date, words::Registry};

use super::{Catalog, wire::Decoded};

/// Joins what was read at one moment: OSS and Cloud become one connector with two sides; the first wins otherwise.
pub fn join(_parts: Vec<Decoded>) -> Catalog {
    Catalog::default()
}

/// Lays a fresh catalog over the known one: what vanished is kept as removed, history grows by what changed, and
/// facts that registries do not carry are kept. `fetched` are the registries that the fresh one speaks of.
pub fn advance(_known: &Catalog, fresh: Catalog, _fetched: &[Registry], _today: Date) -> Catalog {
    fresh
}
