//! The catalog: plain facts about connectors, read tolerantly and merged from what was published.
//! Knows no file, clock, network or terminal, and judges nothing.

mod absence;
mod breaking;
mod connector;
pub mod diff;
mod docs;
pub mod enterprise;
mod identity;
pub mod image;
pub mod lookup;
pub mod merge;
pub mod missing;
mod presumed;
mod rare;
pub mod successor;
pub mod twin;
mod unique;
mod version;
pub mod wire;

use std::collections::HashSet;

pub use breaking::BreakingChange;
pub use connector::{Connector, Key, Listing, Metrics, Side, State};
pub use docs::Docs;
pub use rare::{Facts, Own, Rare, Seldom};
pub use version::Version;

use crate::{date::Date, sort, words::Registry};

/// Every known connector, in the order of slug and then key; keys are unique.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Catalog {
    connectors: Vec<Connector>,
    /// The day that the facts speak of, when the source said one.
    pub as_of: Option<Date>,
    /// The days on which the whole catalog was looked at, oldest first: a change happened between two of them.
    pub snapshots: Vec<Date>,
}

impl Catalog {
    /// A catalog of no known day; see `with_connectors`.
    pub fn of(connectors: Vec<Connector>) -> (Self, Vec<Connector>) {
        Self::default().with_connectors(connectors)
    }

    /// The catalog of the same days with these connectors in the place of its own, sorted. Of two with one key the
    /// first is kept, the others are returned.
    pub fn with_connectors(self, connectors: Vec<Connector>) -> (Self, Vec<Connector>) {
        let (mut kept, mut twice) = (connectors, Vec::new());
        if !unique::surely_differ(kept.iter().map(|c| c.key_text().as_str())) {
            (kept, twice) = parted(kept);
        }
        let place =
            |a: &Connector, b: &Connector| (&a.slug, a.key_text()).cmp(&(&b.slug, b.key_text()));
        if !kept.is_sorted_by(|a, b| place(a, b).is_le()) {
            sort::by(&mut kept, place);
        }
        let catalog = Self {
            connectors: kept,
            ..self
        };
        (catalog, twice)
    }

    /// The catalog with more connectors; those that it has are kept before others of the same key.
    pub fn extended(mut self, more: Vec<Connector>) -> (Self, Vec<Connector>) {
        let mut connectors = std::mem::take(&mut self.connectors);
        connectors.extend(more);
        self.with_connectors(connectors)
    }

    /// Whether it tells of anything where it stands in a registry. One that it does not speak of was not at hand.
    pub fn speaks_of(&self, registry: Registry) -> bool {
        let told = |connector: &Connector| connector.side(registry).listing.is_offered();
        self.connectors
            .iter()
            .any(|connector| told(connector).is_some())
    }

    pub fn connectors(&self) -> &[Connector] {
        &self.connectors
    }

    pub fn into_connectors(self) -> Vec<Connector> {
        self.connectors
    }

    /// The day of the last look but one: what moved since then moved lately.
    pub fn look_before(&self) -> Option<Date> {
        self.snapshots.iter().rev().nth(1).copied()
    }

    pub fn len(&self) -> usize {
        self.connectors.len()
    }

    pub fn is_empty(&self) -> bool {
        self.connectors.is_empty()
    }
}

/// The first connector of each key, and the others.
fn parted(connectors: Vec<Connector>) -> (Vec<Connector>, Vec<Connector>) {
    let mut seen = HashSet::with_capacity(connectors.len());
    let is_first: Vec<bool> = connectors
        .iter()
        .map(|c| seen.insert(c.key_text()))
        .collect();
    // Connectors are large, and nearly always all of them stay where they are.
    if !is_first.contains(&false) {
        return (connectors, Vec::new());
    }
    let mut is_first = is_first.into_iter();
    connectors
        .into_iter()
        .partition(|_| is_first.next() == Some(true))
}

#[cfg(test)]
mod tests {
    use crate::{date, text::Text, words::Kind};

    use super::*;

    #[test]
    fn other_connectors_change_no_day() {
        let connector = |slug| Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
        let known = Catalog {
            as_of: date::parse("2026-02-28"),
            snapshots: date::parse("2025-09-03").into_iter().collect(),
            ..Catalog::default()
        };
        let connectors = ["b", "a", "b"].map(connector).to_vec();
        let (catalog, twice) = known.clone().with_connectors(connectors);
        let slugs: Vec<_> = catalog.connectors().iter().map(|c| &*c.slug).collect();
        assert_eq!((slugs, twice.len()), (vec!["a", "b"], 1));
        assert_eq!(
            (catalog.as_of, catalog.snapshots),
            (known.as_of, known.snapshots)
        );
    }
}
