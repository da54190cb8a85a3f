//! What follows from a catalog, whoever looks at it: made where the catalog was read, so that the screen need not wait.

use std::sync::Arc;

use super::{hands::Two, part::filters::FACETS, stock::Stock};
use crate::{
    catalog::{
        Catalog, Connector,
        diff::{self, What},
    },
    date::Date,
    policy::Windows,
    search::{self, Facet, Vocabulary},
    words::Way,
};

/// A catalog, and what is known of it before anybody is judged.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Without verdicts.
    pub(super) stock: Stock,
    /// The words that it uses of its own.
    pub(super) vocabulary: Vocabulary,
    pub(super) windows: Windows,
    /// Which levels moved lately, in the order of the catalog.
    pub(super) moves: Vec<Option<Way>>,
}

impl Survey {
    pub fn of(catalog: impl Into<Arc<Catalog>>) -> Self {
        let catalog: Arc<Catalog> = catalog.into();
        let connectors = catalog.connectors();
        let vocabulary = Vocabulary::of(connectors);
        let values = |facet: Facet| (facet, vocabulary.values(facet));
        let snapshots = &catalog.snapshots;
        let since = catalog.look_before();
        let moved = |connector| since.and_then(|since| moved(connector, snapshots, since));
        Self {
            windows: Windows::of(&catalog),
            moves: connectors.iter().map(moved).collect(),
            stock: Stock {
                facets: FACETS.into_iter().map(values).collect(),
                by_name: search::by_name(connectors, &Two).into(),
                catalog: Arc::clone(&catalog),
                ..Stock::default()
            },
            vocabulary,
        }
    }

    /// The same with its index, where nobody waits for the catalog yet: the first letter need not wait for it then.
    pub fn indexed(catalog: impl Into<Arc<Catalog>>) -> Self {
        let survey = Self::of(catalog);
        survey.stock.index();
        survey
    }
}

impl<C: Into<Arc<Catalog>>> From<C> for Survey {
    fn from(catalog: C) -> Self {
        Self::of(catalog)
    }
}

fn moved(connector: &Connector, snapshots: &[Date], since: Date) -> Option<Way> {
    // Most have not been seen anew, and need no history told.
    let mut states = connector.history.iter().rev();
    states.find(|state| state.as_of > since)?;
    let changes = diff::history(connector, snapshots);
    let lately = changes
        .iter()
        .rev()
        .filter(|change| change.by > Some(since));
    lately.into_iter().find_map(|change| match change.what {
        What::Level(from, to) => from.way_to(to),
        _ => None,
    })
}
