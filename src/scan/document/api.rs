//! Bodies of Airbyte's API: connectors by their type or by their definition id.
//!
//! `sourceType` is a word of many tools. It counts where the keys around it are Airbyte's own; where it stands in a
//! `configuration`, or in a document that speaks of Airbyte, it counts if the catalog knows such a connector; and
//! nowhere else. An id counts in the same places; elsewhere only if the catalog knows it.

use crate::{
    scan::{
        Pin, Tool, What,
        finder::Finder,
        image::{is_id, is_tail},
        keys::{CONFIGURATIONS, IDS, KIND_IDS, TYPES},
        tree::{Node, Scalar},
    },
    words::Kind,
};

use super::Around;

pub(super) fn read(node: &Node, around: Around<'_>, finder: &mut Finder<'_>) {
    // What has an image has been told by it, and its `sourceType` says what it reads from: `api`, `file`.
    if node.has(&["dockerRepository", "docker_repository", "definition_image"]) {
        return;
    }
    let typed = configured(node);
    for name in KIND_IDS.iter().chain(&IDS) {
        let Some(id) = node.text(&[name]).filter(|id| is_id(&id.text)) else {
            continue;
        };
        if !finder.is_free(&id.at) {
            continue;
        }
        let what = match &typed {
            Some(typed) => What::Beside(id.text.clone(), Box::new(typed.clone())),
            None if around.is_api || around.is_told && KIND_IDS.contains(name) => {
                What::Definition(id.text.clone())
            }
            None => What::AnyId(id.text.clone()),
        };
        finder.add(id.at.clone(), Tool::Api, what, Pin::Impossible);
    }
    for (key, slug) in TYPES
        .iter()
        .filter_map(|(key, kind)| slug(node, key, *kind))
    {
        let what = if around.is_api {
            What::Slug(slug)
        } else if CONFIGURATIONS.contains(&around.key) || around.is_told {
            What::AnySlug(slug)
        } else {
            continue;
        };
        finder.add(key.at.clone(), Tool::Api, what, Pin::Impossible);
    }
}

/// What the configuration in a body says that it is for.
fn configured(node: &Node) -> Option<What> {
    let inner = CONFIGURATIONS.iter().filter_map(|name| node.get(name));
    let mut found = inner.chain([node]).flat_map(|held| {
        let slugs = TYPES
            .iter()
            .filter_map(move |(key, kind)| slug(held, key, *kind));
        slugs.map(|(_, slug)| What::Slug(slug))
    });
    found.next()
}

fn slug<'n>(node: &'n Node, key: &str, kind: Kind) -> Option<(&'n Scalar, String)> {
    let given = node.text(&[key]).filter(|given| is_tail(&given.text))?;
    Some((given, kind.slug(&given.text)))
}
