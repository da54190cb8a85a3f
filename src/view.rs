//! What a frontend may show: documents, rows and JSON, all from one assessment. Knows no terminal, file or clock.

pub mod changes;
pub mod chart;
pub mod check;
pub mod columns;
pub mod compare;
pub mod deadlines;
pub mod glyph;
pub mod json;
pub mod layout;
pub mod links;
pub mod missing;
pub mod nothing;
pub mod order;
pub mod outlook;
pub mod page;
pub mod phrase;
pub mod provenance;
pub mod reason;
mod reasoned;
mod role;
pub mod snippet;

pub use glyph::Glyphs;
pub use outlook::Outlook;
pub use provenance::Provenance;
pub use role::Role;
