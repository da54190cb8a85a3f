//! The catalog: plain facts about connectors, read tolerantly and merged from what was published.
//! Knows no file, clock, network or terminal, and judges nothing.

mod breaking;
mod connector;
pub mod diff;
pub mod enterprise;
pub mod lookup;
pub mod merge;
mod version;
pub mod wire;

use std::collections::HashSet;

pub use breaking::BreakingChange;
pub use connector::{Connector, Key, Listing, Metrics, Side, State};
pub use version::Version;

use crate::date::Date;

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
    /// Sorts connectors into a catalog. Of two with one key the first is kept, the others are returned.
    pub fn of(connectors: Vec<Connector>) -> (Self, Vec<Connector>) {
        let mut seen = HashSet::with_capacity(connectors.len());
        let is_second: Vec<bool> = connectors
            .iter()
            .map(|c| !seen.insert(c.key_text()))
            .collect();
        let (mut kept, mut twice) = (connectors, Vec::new());
        // Connectors are large, and nearly always all of them stay where they are.
        if is_second.contains(&true) {
            let mut is_second = is_second.into_iter();
            (twice, kept) = kept
                .into_iter()
                .partition(|_| is_second.next() == Some(true));
        }
        let place =
            |a: &Connector, b: &Connector| (&a.slug, a.key_text()).cmp(&(&b.slug, b.key_text()));
        if !kept.is_sorted_by(|a, b| place(a, b).is_le()) {
            kept.sort_by(place);
        }
        let catalog = Self {
            connectors: kept,
            ..Self::default()
        };
        (catalog, twice)
    }

    pub fn connectors(&self) -> &[Connector] {
        &self.connectors
    }

    pub fn into_connectors(self) -> Vec<Connector> {
        self.connectors
    }

    pub fn len(&self) -> usize {
        self.connectors.len()
    }

    pub fn is_empty(&self) -> bool {
        self.connectors.is_empty()
    }
}
