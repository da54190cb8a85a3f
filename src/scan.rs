//! Connectors in users' files: from the text of one file to what it mentions, and from there to the catalog.
//! Knows no file system, no thread and no verdict.

mod code;
mod document;
mod expression;
mod file;
mod finder;
mod folder;
mod generic;
mod image;
mod interest;
mod json;
mod language;
mod lex;
mod listing;
mod names;
mod notebook;
mod program;
mod project;
mod python;
mod resolve;
mod script;
mod terraform;
#[cfg(test)]
mod told;
mod tree;
mod yaml;

pub use finder::{Fault, Mention, Pin, Place, Reading, Tool, What};
pub use interest::is_of_interest;
pub use resolve::{Answer, Resolver};

use file::Format;
use finder::Finder;

/// Whether documentation counts as usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Docs {
    #[default]
    Skipped,
    Included,
}

/// The path of what comes from standard input: a list of names, or a file of any kind.
pub const STANDARD_INPUT: &str = "-";

/// What the text of one file mentions. The path, with slashes, says what kind of file it is.
pub fn read(path: &str, text: &str, docs: Docs) -> Reading {
    if path == STANDARD_INPUT {
        return read_unnamed(text, docs);
    }
    let is_left_out = docs == Docs::Skipped && is_documentation(path);
    if is_left_out || !is_of_interest(path) {
        return Reading::default();
    }
    if interest::may_mention(text) {
        let mut finder = Finder::new(text);
        read_as(path, docs, &mut finder);
        return finder.reading();
    }
    let settling = structured(path).filter(|_| interest::settles_others(path));
    settling.map_or_else(Reading::default, |structured| {
        let mut finder = Finder::new(text);
        structured(text, &mut finder);
        finder.reading()
    })
}

/// Whether a path is documentation by its name.
pub fn is_documentation(path: &str) -> bool {
    file::of(path).format == Format::Prose
}

/// A list of names, or what the text looks like.
fn read_unnamed(text: &str, docs: Docs) -> Reading {
    let mut finder = Finder::new(text);
    if !listing::read(text, &mut finder) {
        read_as(file::name_for(text), docs, &mut finder);
    }
    finder.reading()
}

/// Reads with what knows the format, and then with what reads anything.
fn read_as(path: &str, docs: Docs, finder: &mut Finder<'_>) {
    let (file, text) = (file::of(path), finder.text());
    match file.format {
        // All that is used in a notebook stands in the strings of its cells.
        Format::Notebook => return notebook::read(text, docs, finder),
        Format::Python => python::read(text, finder),
        Format::Script => script::read(text, finder),
        Format::Project => project::read(text, finder),
        Format::Packages | Format::Prose | Format::Other => {}
    }
    if let Some(structured) = structured(path) {
        structured(text, finder);
    }
    if !matches!(file.format, Format::Python | Format::Script) {
        generic::claim_comments(file.language, finder);
    }
    if file.asks_for_packages {
        generic::read_packages(finder);
    }
    generic::read(finder);
}

type Reader = fn(&str, &mut Finder<'_>);

/// The reader of a structured file, by the end of its name; the longest ends come first.
const STRUCTURED: &[(&str, Reader)] = &[
    (".tf.json", terraform::read_json),
    (".tofu.json", terraform::read_json),
    (".tfvars.json", terraform::read_json_values),
    (".tf", terraform::read),
    (".tofu", terraform::read),
    ("terragrunt.hcl", terraform::read),
    (".tfvars", terraform::read_values),
    (".yaml", yaml::read),
    (".yml", yaml::read),
    (".jsonl", json::read_lines),
    (".ndjson", json::read_lines),
    (".jsonc", json::read),
    (".json", json::read),
];

fn structured(path: &str) -> Option<Reader> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let found = STRUCTURED.iter().find(|(end, _)| name.ends_with(end));
    found.map(|(_, reader)| *reader)
}

/// Follows the references between files: a Terraform resource to the data block that names its connector, a version
/// to the variable that holds it, a module to what calls it. Until then a file speaks for itself alone.
pub fn join(files: &mut [(String, Reading)]) {
    folder::join(files);
}

#[cfg(test)]
mod tests;
