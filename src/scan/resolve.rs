//! From what a file mentions to the connector that is meant.

use crate::catalog::{Catalog, Connector};

use super::Mention;

/// What a mention turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<'c> {
    Connector(&'c Connector),
    /// More than one could be meant.
    Many(Vec<&'c Connector>),
    /// Somebody's own: another owner's image, or a runner for connectors made in the Builder.
    Custom(&'static str),
    /// A connector's name by its form, and none in the catalog; the nearest first, if any.
    Missing(Vec<&'c Connector>),
    /// A connection: the instance alone knows its connectors.
    NeedsInstance,
    /// No connector at all: an id that the catalog does not know, where any id may stand.
    Nothing,
}

/// Finds connectors by all that files call them; made once for a catalog.
pub struct Resolver<'c> {
    catalog: &'c Catalog,
}

impl<'c> Resolver<'c> {
    pub fn new(catalog: &'c Catalog) -> Self {
        Self { catalog }
    }

    pub fn resolve(&self, mention: &Mention) -> Answer<'c> {
        let _ = (self.catalog, mention);
        Answer::Nothing
    }
}
