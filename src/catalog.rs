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

use std::collections::BTreeMap;

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
        let mut kept: BTreeMap<Key, Connector> = BTreeMap::new();
        let mut twice = Vec::new();
        for connector in connectors {
            match kept.entry(connector.key()) {
                std::collections::btree_map::Entry::Vacant(place) => {
                    place.insert(connector);
                }
                std::collections::btree_map::Entry::Occupied(_) => twice.push(connector),
            }
        }
        let mut connectors: Vec<Connector> = kept.into_values().collect();
        connectors.sort_by(|a, b| (&a.slug, &a.id).cmp(&(&b.slug, &b.id)));
        let catalog = Self {
            connectors,
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
