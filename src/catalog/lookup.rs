//! From what a user wrote to the connector that was meant: slug, image, definition id or display name.

use super::{Catalog, Connector};

/// The answer to a name.
#[derive(Debug)]
pub enum Found<'a> {
    One(&'a Connector),
    /// More than one could be meant.
    Many(Vec<&'a Connector>),
    /// None is; the nearest, if any.
    Nothing(Vec<&'a Connector>),
}

/// Finds the connector that a name means.
pub fn find<'a>(_catalog: &'a Catalog, _name: &str) -> Found<'a> {
    Found::Nothing(Vec::new())
}
