//! What moved between two catalogs.

use crate::{
    date::Date,
    text::Text,
    words::{Kind, Level, Registry, Stage},
};

use super::{BreakingChange, Catalog, Connector, Version};

/// One thing that moved on one connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub slug: Text,
    pub kind: Kind,
    pub name: Text,
    /// Days between which it moved, where known: the last look before and the first after.
    pub between: Option<(Option<Date>, Date)>,
    pub what: What,
}

/// The ways in which a connector moves.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    New,
    Removed,
    Level(Level, Level),
    Stage(Stage, Stage),
    Availability(Registry, Option<bool>, Option<bool>),
    Renamed(Text, Text),
    Version(Option<Version>, Option<Version>),
    Breaking(BreakingChange),
    /// A known breaking change with another deadline.
    Deadline(Version, Option<Date>, Option<Date>),
}

/// What differs between two catalogs, sorted by slug.
pub fn between(_old: &Catalog, _new: &Catalog) -> Vec<Change> {
    Vec::new()
}

/// What the history shows to have moved after a day.
pub fn since(_connector: &Connector, _snapshots: &[Date], _after: Date) -> Vec<Change> {
    Vec::new()
}
