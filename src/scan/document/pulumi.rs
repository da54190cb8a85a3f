//! Pulumi programs that are written in YAML: a resource's type names its connector.

use crate::{
    scan::{
        Pin, Tool, What,
        finder::Finder,
        tree::{Node, Scalar},
    },
    words::Kind,
};

const KINDS: &[(&str, Kind)] = &[("Source", Kind::Source), ("Destination", Kind::Destination)];
/// What follows the kind and is no connector.
const RESERVED: &[&str] = &["", "Custom", "Definition"];

/// Whether a mapping is a resource of Airbyte's provider.
pub(super) fn is_resource(node: &Node) -> bool {
    class(node).is_some()
}

pub(super) fn read(node: &Node, finder: &mut Finder<'_>) {
    let Some((at, class)) = class(node) else {
        return;
    };
    let named = KINDS
        .iter()
        .find_map(|(prefix, kind)| Some((*kind, class.strip_prefix(prefix)?)));
    if let Some((kind, name)) = named.filter(|(_, name)| !RESERVED.contains(name)) {
        let what = What::Name(kind, name.to_owned());
        finder.add(at.at.clone(), Tool::Pulumi, what, Pin::Impossible);
    }
}

/// The class in a type such as `airbyte:SourceHubspot` or `airbyte:index/sourceHubspot:SourceHubspot`.
fn class(node: &Node) -> Option<(&Scalar, &str)> {
    let kind = node.text(&["type"])?;
    let path = kind.text.strip_prefix("airbyte:")?;
    Some((kind, path.rsplit(':').next().unwrap_or(path)))
}
