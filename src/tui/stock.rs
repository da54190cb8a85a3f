//! What is searched: it stays as it is while another thread searches it. Its index and its classes are made once, by
//! whoever needs them first, and nobody makes them twice.

use std::sync::{Arc, OnceLock};

use super::hands::Two;
use crate::{
    catalog::{Catalog, Connector},
    date::Date,
    policy::Judgement,
    search::{
        Classes, Facet, Ground, Index, Subject, Wanted,
        counts::{Found, Listed},
        overview::{self, View},
    },
};

/// A catalog with its verdicts, to be searched.
#[derive(Debug, Clone, Default)]
pub struct Stock {
    pub(super) catalog: Arc<Catalog>,
    /// In the order of the catalog.
    pub(super) judgements: Arc<[Judgement]>,
    /// The values of each facet that is offered.
    pub(super) facets: Arc<[(Facet, Vec<Wanted>)]>,
    /// Places in the order of name.
    pub(super) by_name: Arc<[u32]>,
    pub(super) today: Date,
    /// For a catalog, whatever the verdicts.
    pub(super) index: Arc<OnceLock<Index>>,
    /// For a catalog and its verdicts.
    pub(super) classes: Arc<OnceLock<Classes>>,
}

impl Stock {
    pub fn index(&self) -> &Index {
        let connectors = self.catalog.connectors();
        let made = || Index::in_order(connectors, &self.by_name, &Two);
        self.index.get_or_init(made)
    }

    /// By the values of the facets that are offered.
    pub fn classes(&self) -> &Classes {
        let made = || Classes::of(&self.ground(), &self.facets);
        self.classes.get_or_init(made)
    }

    pub fn ground(&self) -> Ground<'_> {
        Ground {
            index: self.index(),
            connectors: self.catalog.connectors(),
            judgements: &self.judgements,
            today: self.today,
        }
    }

    /// Whether a search could begin at once.
    pub fn is_ready(&self) -> bool {
        self.classes.get().is_some()
    }

    /// Makes what a search needs, so that the first one does not wait for it.
    pub fn prepare(&self) {
        self.classes();
    }

    /// What a query without terms finds; it needs nothing that is not here already.
    pub fn overview(&self, listed: impl Fn(&Connector) -> Listed) -> Found {
        let connectors = self.catalog.connectors();
        let subject = |place: usize| {
            Some(Subject {
                connector: connectors.get(place)?,
                judgement: self.judgements.get(place)?,
                today: self.today,
            })
        };
        let view = View {
            facets: &self.facets,
            by_name: &self.by_name,
        };
        overview::run(view, subject, listed)
    }
}
