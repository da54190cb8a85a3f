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
mod keys;
mod language;
mod lex;
mod listing;
mod names;
mod notebook;
mod own;
mod program;
mod project;
mod prose;
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

use crate::catalog::Catalog;
use file::Format;
use finder::Finder;
use own::Own;

/// Whether documentation counts as usage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Docs {
    #[default]
    Skipped,
    Included,
}

/// The path of what comes from standard input: a list of names, or a file of any kind.
pub const STANDARD_INPUT: &str = "-";

/// Reads files with what a catalog knows of images; made once for a catalog.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    own: Own,
}

impl Reader {
    /// One that knows every image of a catalog, whoever made it.
    pub fn new(catalog: &Catalog) -> Self {
        let images = catalog.connectors().iter();
        let images = images.filter_map(|connector| connector.image.as_deref());
        Self {
            own: Own::of(images),
        }
    }

    /// What the text of one file mentions. The path, with slashes, says what kind of file it is.
    pub fn read(&self, path: &str, text: &str, docs: Docs) -> Reading {
        let is_left_out = docs == Docs::Skipped && is_documentation(path);
        let is_unnamed = path == STANDARD_INPUT;
        if !is_unnamed && (is_left_out || !is_of_interest(path)) {
            return Reading::default();
        }
        if is_unnamed {
            return self.reading(text, |finder| read_unnamed(docs, finder));
        }
        if interest::may_mention(text) || self.own.may_stand_in(text) {
            return self.reading(text, |finder| read_as(path, docs, finder));
        }
        match structured(path) {
            Some((Use::Folder, structured)) => {
                self.reading(text, |finder| structured(text, finder))
            }
            Some((Use::Alone, _)) | None => Reading::default(),
        }
    }

    fn reading(&self, text: &str, read: impl FnOnce(&mut Finder<'_>)) -> Reading {
        let mut finder = Finder::knowing(&self.own, text);
        read(&mut finder);
        finder.reading()
    }
}

/// Whether a path is documentation by its name.
pub fn is_documentation(path: &str) -> bool {
    file::of(path).format == Format::Prose
}

/// Whether a path is a text that may be documentation or anything else.
pub fn is_plain_text(path: &str) -> bool {
    interest::ending(interest::name(path)).eq_ignore_ascii_case("txt")
}

/// A list of names, or what the text looks like.
fn read_unnamed(docs: Docs, finder: &mut Finder<'_>) {
    let text = finder.text();
    if !listing::read(text, finder) {
        read_as(file::name_for(text), docs, finder);
    }
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
    if let Some((_, structured)) = structured(path) {
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

type Structured = fn(&str, &mut Finder<'_>);

/// Whether the other files of its folder may use what stands in a file, whatever it mentions itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Alone,
    Folder,
}

/// The reader of a structured file, by the end of its name; the longest ends come first.
const STRUCTURED: &[(&str, Use, Structured)] = &[
    (".tf.json", Use::Folder, terraform::read_json),
    (".tofu.json", Use::Folder, terraform::read_json),
    (".tfvars.json", Use::Folder, terraform::read_json_values),
    (".tf", Use::Folder, terraform::read),
    (".tofu", Use::Folder, terraform::read),
    ("terragrunt.hcl", Use::Folder, terraform::read),
    (".tfvars", Use::Folder, terraform::read_values),
    (".yaml", Use::Alone, yaml::read),
    (".yml", Use::Alone, yaml::read),
    (".jsonl", Use::Alone, json::read_lines),
    (".ndjson", Use::Alone, json::read_lines),
    (".jsonc", Use::Alone, json::read),
    (".json", Use::Alone, json::read),
];

fn structured(path: &str) -> Option<(Use, Structured)> {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let found = STRUCTURED.iter().find(|(end, ..)| name.ends_with(end));
    found.map(|(_, uses, reader)| (*uses, *reader))
}

/// Follows the references between files: a Terraform resource to the data block that names its connector, a version
/// to the variable that holds it, a module to what calls it. Until then a file speaks for itself alone.
pub fn join(files: &mut [(String, Reading)]) {
    folder::join(files);
}

#[cfg(test)]
mod tests;
