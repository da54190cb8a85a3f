//! Terraform and OpenTofu: what the blocks of a file say of connectors. Knows neither of the two syntaxes.

mod comments;
mod hcl;
mod json;
mod modules;
mod rough;

use std::ops::Range;

use crate::words::Kind;

use super::{
    Pin, Tool, What,
    finder::Finder,
    folder::{Form, Named, Naming, Pinning, Site, Value},
    image::is_slug,
    keys::TERRAFORM_IDS,
};

pub(super) use hcl::{read, read_values};
pub(super) use json::{read as read_json, read_values as read_json_values};
pub(super) use modules::module;

/// A block, of either syntax.
struct Block {
    /// `resource`, `data`, `module` and the like.
    keyword: String,
    labels: Vec<Label>,
    attributes: Vec<Attribute>,
}

struct Label {
    text: String,
    at: Range<usize>,
}

struct Attribute {
    name: String,
    value: Value,
    /// Where the value stands, without its quotes.
    at: Range<usize>,
    written: String,
}

/// What follows `airbyte_source_` and is no connector.
const RESERVED: &[&str] = &[
    "custom",
    "definition",
    "definitions",
    "schema",
    "schema_catalog",
    "connection",
    "oauth",
];
/// The attributes that hold a definition id under a name of their own.
/// Where some providers keep what a definition says.
const NESTED: &[&str] = &["source_definition", "destination_definition"];
/// The blocks in a variable or an output that say what is wrong with a value.
const SAYING: &[&str] = &["validation", "precondition"];
/// The runner of connectors that were made in the Builder.
const RUNNER: &str = "airbyte/source-declarative-manifest";

impl Block {
    fn get(&self, name: &str) -> Option<&Attribute> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name == name)
    }

    fn label(&self, at: usize) -> &str {
        self.labels.get(at).map_or("", |label| &label.text)
    }

    /// Whether it defines a connector of one's own.
    fn is_definition(&self) -> bool {
        self.label(0).ends_with("_definition")
    }

    /// How the rest of the folder refers to it.
    fn address(&self) -> String {
        let data = if self.keyword == "data" { "data." } else { "" };
        format!("{data}{}.{}", self.label(0), self.label(1))
    }
}

/// Whether a block of this head may say anything of connectors; the others need not be understood.
fn concerns(keyword: &str, label: &str) -> bool {
    match keyword {
        "resource" | "data" => label.starts_with("airbyte"),
        "locals" | "variable" | "output" | "module" | "terraform" => true,
        _ => false,
    }
}

/// Notes what a block tells of connectors, and of the values that others refer to.
fn note(block: Block, tool: Tool, finder: &mut Finder<'_>) {
    match block.keyword.as_str() {
        "locals" => share(block.attributes, "local", finder),
        "variable" => {
            describe(&block, finder);
            share_one(block, ("default", "var"), finder);
        }
        "output" => {
            describe(&block, finder);
            share_one(block, ("value", "output"), finder);
        }
        "module" | "terraform" => modules::note(&block, tool, finder),
        "resource" | "data" => airbyte_block(&block, tool, finder),
        _ => {}
    }
}

fn share(attributes: Vec<Attribute>, root: &str, finder: &mut Finder<'_>) {
    let named = attributes
        .into_iter()
        .map(|attribute| (format!("{root}.{}", attribute.name), attribute.value));
    finder.shared().values.extend(named);
}

/// What a variable is by default, or what an output gives.
fn share_one(mut block: Block, (held, root): (&str, &str), finder: &mut Finder<'_>) {
    let name = format!("{root}.{}", block.label(0));
    block.attributes.retain(|attribute| attribute.name == held);
    let found = block.attributes.pop();
    let values = &mut finder.shared().values;
    values.extend(found.map(|found| (name, found.value)));
}

/// What is said of a variable is no use of what it names.
fn describe(block: &Block, finder: &mut Finder<'_>) {
    let said = ["description", "error_message"];
    let attributes = block.attributes.iter();
    for said in attributes.filter(|attribute| said.contains(&attribute.name.as_str())) {
        finder.claim(said.at.clone());
    }
}

fn airbyte_block(block: &Block, tool: Tool, finder: &mut Finder<'_>) {
    let label = block.label(0);
    match label {
        "airbyte_connector_configuration" => {
            let version = block.get("connector_version");
            place(
                block,
                tool,
                finder,
                By("connector_name", Form::Slug, pinning(version)),
            );
        }
        "airbyte_source"
        | "airbyte_destination"
        | "airbyte_source_custom"
        | "airbyte_destination_custom" => {
            definition(block, tool, finder);
        }
        "airbyte_connector_version_override" => {
            let version = pinning(block.get("version"));
            place(
                block,
                tool,
                finder,
                By("actor_definition_id", Form::Definition, version),
            );
        }
        "airbyte_source_definition" => own_definition(block, Kind::Source, tool, finder),
        "airbyte_destination_definition" => own_definition(block, Kind::Destination, tool, finder),
        "airbyte_declarative_source_definition" if block.get("docker_repository").is_none() => {
            let what = What::Image(RUNNER.to_owned());
            head(block, what, tool, finder);
        }
        "airbyte_declarative_source_definition" => {
            own_definition(block, Kind::Source, tool, finder);
        }
        _ => match typed(label) {
            Some(slug) => typed_block(block, slug, tool, finder),
            None => ids(block, tool, finder),
        },
    }
}

/// The slug behind a type such as `airbyte_source_google_sheets`.
fn typed(label: &str) -> Option<String> {
    let (kind, name) = label.strip_prefix("airbyte_")?.split_once('_')?;
    let is_kind = matches!(kind, "source" | "destination");
    let slug = format!("{kind}-{}", name.replace('_', "-"));
    (is_kind && !RESERVED.contains(&name) && is_slug(&slug)).then_some(slug)
}

fn typed_block(block: &Block, slug: String, tool: Tool, finder: &mut Finder<'_>) {
    let what = What::Slug(slug);
    if let Some(id) = block.get("definition_id")
        && let Value::Text(text) = &id.value
    {
        let beside = What::Beside(text.clone(), Box::new(what.clone()));
        finder.add(id.at.clone(), tool, beside, Pin::Impossible);
    }
    head(block, what, tool, finder);
}

/// A connector that the block's own type tells.
fn head(block: &Block, what: What, tool: Tool, finder: &mut Finder<'_>) {
    let Some(label) = block.labels.first() else {
        return;
    };
    let naming = Naming {
        name: Named::Fixed(what.clone()),
        pin: Pinning::Impossible,
        each: None,
    };
    finder.shared().namings.push((block.address(), naming));
    finder.add(label.at.clone(), tool, what, Pin::Impossible);
}

/// A source or destination of any connector, which a definition id tells.
fn definition(block: &Block, tool: Tool, finder: &mut Finder<'_>) {
    if block.get("definition_id").is_some() {
        place(
            block,
            tool,
            finder,
            By("definition_id", Form::Definition, Pinning::Impossible),
        );
    } else {
        ids(block, tool, finder);
    }
}

fn ids(block: &Block, tool: Tool, finder: &mut Finder<'_>) {
    for id in &TERRAFORM_IDS {
        place(
            block,
            tool,
            finder,
            By(id, Form::Definition, Pinning::Impossible),
        );
    }
}

/// A definition by its image, by its display name, or by its id.
fn own_definition(block: &Block, kind: Kind, tool: Tool, finder: &mut Finder<'_>) {
    let by = if block.get("docker_repository").is_some() {
        By(
            "docker_repository",
            Form::Image,
            pinning(block.get("docker_image_tag")),
        )
    } else if let Some(id) = ["definition_id", "id"]
        .into_iter()
        .chain(TERRAFORM_IDS.iter().copied())
        .find(|id| block.get(id).is_some())
    {
        By(id, Form::Definition, Pinning::Impossible)
    } else {
        By("name", Form::Display(kind), Pinning::Impossible)
    };
    place(block, tool, finder, by);
}

/// The attribute that names a connector, what its text stands for, and where the version stands.
struct By<'a>(&'a str, Form, Pinning);

fn place(block: &Block, tool: Tool, finder: &mut Finder<'_>, by: By<'_>) {
    let By(name, form, pin) = by;
    let Some(attribute) = block.get(name) else {
        return;
    };
    let naming = Naming {
        name: Named::By(form, attribute.value.clone()),
        pin,
        each: block.get("for_each").map(|each| each.value.clone()),
    };
    let what = What::Reference(attribute.written.clone());
    let mention = finder.mention(&attribute.at, tool, what, Pin::Impossible);
    for claimed in ["connector_version", "docker_image_tag", "version"] {
        if let Some(version) = block.get(claimed) {
            finder.claim(version.at.clone());
        }
    }
    finder.claim(attribute.at.clone());
    let shared = finder.shared();
    if block.labels.len() > 1 {
        shared.namings.push((block.address(), naming.clone()));
    }
    shared.sites.push(Site { mention, naming });
}

fn pinning(version: Option<&Attribute>) -> Pinning {
    version.map_or(Pinning::Missing, |version| {
        Pinning::At(version.value.clone(), version.written.clone())
    })
}

/// An expression as it is shown.
fn first_line(written: &str) -> String {
    let line = written.lines().next().unwrap_or_default();
    line.chars().take(160).collect()
}

#[cfg(test)]
mod tests;
