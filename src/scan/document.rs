//! What a document of any tool says of connectors, by the keys of its mappings. Knows trees, no syntax.

mod api;
mod images;
mod inner;
mod pulumi;
mod runs;

use super::{
    finder::Finder,
    keys::{CONFIGURATIONS, KIND_IDS},
    own::Own,
    tree::{Node, Scalar},
};

/// Without any of these words a document says nothing of connectors.
const WORDS: &[&str] = &[
    "airbyte",
    "Airbyte",
    "AIRBYTE",
    "sourceType",
    "destinationType",
    "efinitionId",
    "efinition_id",
    "dockerRepository",
    "docker_repository",
];

/// Whether a document may say anything of connectors, before it is parsed.
pub(super) fn concerns(text: &str, own: &Own) -> bool {
    WORDS.iter().any(|word| text.contains(word)) || own.may_stand_in(text)
}

/// Whether a text is the source of a document rather than one: a chart of Helm, or what Jinja fills in.
pub(super) fn is_template(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Where a mapping stands.
#[derive(Clone, Copy)]
struct Around<'n> {
    /// The key that it stands under.
    key: &'n str,
    /// Whether the keys around it are those of Airbyte's API.
    is_api: bool,
    /// Whether the keys above it, or the text anywhere, speak of Airbyte by name.
    is_under: bool,
    is_told: bool,
    document: Document,
}

/// Which document a mapping stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Document {
    /// The file's own.
    Files,
    /// One in a text of the file's.
    Inner,
}

/// What Airbyte's API puts next to a connector's configuration. Other tools know the single words too.
const OWNERS: [&str; 3] = ["workspaceId", "workspace_id", "definitionId"];
/// The keys by which a registry describes a connector. It lists it and does not use it.
const REGISTRY: &[&str] = &[
    "supportLevel",
    "ab_internal",
    "supportsRefreshes",
    "connectorSubtype",
    "connectorType",
    "githubIssueLabel",
    "packageInfo",
];

pub(super) fn read(document: &Node, text: &str, finder: &mut Finder<'_>) {
    let told = ["airbyte", "Airbyte", "AIRBYTE"];
    let around = Around {
        key: "",
        is_api: false,
        is_under: false,
        is_told: told.iter().any(|word| text.contains(word)),
        document: Document::Files,
    };
    visit(document, around, finder);
}

fn visit(node: &Node, around: Around<'_>, finder: &mut Finder<'_>) {
    match node {
        Node::List(items) => items.iter().for_each(|item| visit(item, around, finder)),
        Node::Map(entries) => {
            if node.has(REGISTRY) && node.has(&["dockerRepository"]) {
                return claim(node, finder);
            }
            let around = Around {
                is_api: is_api(node)
                    || pulumi::is_resource(node)
                    || around.is_api
                        && (CONFIGURATIONS.contains(&around.key) || around.key == "properties"),
                ..around
            };
            images::read(node, around, finder);
            api::read(node, around, finder);
            pulumi::read(node, finder);
            runs::read(node, around, finder);
            for (key, held) in entries {
                if let Some(text) = held.scalar().filter(|text| is_said(key, text)) {
                    finder.claim(text.at.clone());
                    continue;
                }
                let is_under = around.is_under || key.text.to_ascii_lowercase().contains("airbyte");
                let key = key.text.as_str();
                visit(
                    held,
                    Around {
                        key,
                        is_under,
                        ..around
                    },
                    finder,
                );
            }
        }
        Node::Scalar(scalar) => inner::read(scalar, around, finder),
        Node::Empty => {}
    }
}

/// Whether it is a text about something, for people to read.
fn is_said(key: &Scalar, text: &Scalar) -> bool {
    let keys = ["description", "summary", "title", "comment"];
    keys.contains(&key.text.as_str()) && text.text.trim().contains(char::is_whitespace)
}

fn is_api(node: &Node) -> bool {
    node.has(&CONFIGURATIONS) && (node.has(&OWNERS) || node.has(&KIND_IDS))
}

/// Leaves a whole mapping out: nothing in it is usage.
fn claim(node: &Node, finder: &mut Finder<'_>) {
    match node {
        Node::Scalar(scalar) => finder.claim(scalar.at.clone()),
        Node::List(items) => items.iter().for_each(|item| claim(item, finder)),
        Node::Map(entries) => entries.iter().for_each(|(_, held)| claim(held, finder)),
        Node::Empty => {}
    }
}

#[cfg(test)]
mod tests;
