//! Text that is safe to show: cleaning, width, wrapping, folding, words, near misses.
//! Knows nothing of connectors, terminals or colours.

pub mod clean;
mod count;
mod few;
pub mod fold;
pub mod json;
pub mod nearest;
mod plain;
mod short;
mod start;
pub mod width;
mod word;

pub use clean::Text;
pub use count::{count, days};
pub use few::Few;
pub use plain::Plain;
pub(crate) use short::Short;
pub(crate) use start::{behind, joined};
pub(crate) use word::words;
pub use word::{UnknownWord, Word};
