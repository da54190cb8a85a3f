//! The catalog from bytes to bytes: every shape that was published, bad input, joining and advancing, the bundle.

#![expect(clippy::unwrap_used, reason = "what a test builds is whole")]
#![expect(clippy::too_many_lines, reason = "tables are long")]

#[path = "catalog/corpus.rs"]
mod corpus;
#[path = "catalog/hostile.rs"]
mod hostile;
#[path = "catalog/made.rs"]
mod made;
#[path = "catalog/merging.rs"]
mod merging;
#[path = "catalog/shapes.rs"]
mod shapes;
#[path = "catalog/snapshots.rs"]
mod snapshots;
