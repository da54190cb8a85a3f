//! Connectors in users' files: from the text of one file to what it mentions, and from there to the catalog.
//! Knows no file system, no thread and no verdict.

mod document;
mod finder;
mod folder;
mod image;
mod json;
mod resolve;
mod terraform;
#[cfg(test)]
mod told;
mod tree;
mod yaml;

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
    let _ = docs;
    let mut finder = finder::Finder::new(text);
    if let Some(structured) = structured(path) {
        structured(text, &mut finder);
    }
    finder.reading()
}

type Reader = fn(&str, &mut finder::Finder<'_>);

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

/// Follows the references between the files of one folder: a Terraform resource to the data block that names its
/// connector, a version to the variable that holds it. Until then a file speaks for itself alone.
pub fn join(folder: &mut [(String, Reading)]) {
    folder::join(folder);
}
