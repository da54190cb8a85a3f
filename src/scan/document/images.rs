//! Images whose tag stands beside them, under a key of its own, and images under a key of theirs.

use crate::scan::{
    Pin, Tool, What,
    finder::Finder,
    image::{Image, is_id, is_slug, tagged},
    keys::{API_IDS, IDS},
    tree::{Node, Scalar},
};

use super::Around;

/// An image's key and the key of its tag.
struct Pair {
    image: &'static str,
    tag: &'static str,
    tool: Tool,
    /// Whether only Airbyte writes this key, so that anybody's image under it is a connector.
    is_airbytes: bool,
}

const fn pair(image: &'static str, tag: &'static str, tool: Tool, is_airbytes: bool) -> Pair {
    Pair {
        image,
        tag,
        tool,
        is_airbytes,
    }
}

/// The first that fits a mapping with its tag explains it, or else the first that fits without.
const PAIRS: &[Pair] = &[
    pair(
        "definition_image",
        "definition_version",
        Tool::Octavia,
        true,
    ),
    pair("dockerRepository", "dockerImageTag", Tool::Api, true),
    pair("docker_repository", "docker_image_tag", Tool::Api, true),
    pair("image", "tag", Tool::Image, false),
    pair("repository", "tag", Tool::Image, false),
    pair("repository", "version", Tool::Image, false),
    pair("newName", "newTag", Tool::Image, false),
    pair("name", "newTag", Tool::Image, false),
    pair("name", "tag", Tool::Image, false),
    pair("name", "version", Tool::Image, false),
    pair(
        "airbyte_spec.image",
        "airbyte_spec.tag",
        Tool::Meltano,
        true,
    ),
    pair("image", "version", Tool::Image, false),
    pair("docker_image", "docker_image_tag", Tool::Image, false),
    pair("dockerImage", "dockerImageTag", Tool::Image, false),
    pair("connector_image", "version", Tool::Image, false),
    pair("container", "", Tool::Image, false),
];
pub(super) fn read(node: &Node, around: Around<'_>, finder: &mut Finder<'_>) {
    let fitting = || {
        PAIRS
            .iter()
            .filter_map(|pair| fitting(pair, (node, around), finder))
    };
    let tagged_one = fitting().find(|(_, _, tag)| tag.is_some());
    let Some((pair, image, tag)) = tagged_one.or_else(|| fitting().next()) else {
        return;
    };
    let read = Image::of(&image.text);
    let is_meltano = around.key == "airbyte_spec";
    let tool = if is_meltano { Tool::Meltano } else { pair.tool };
    let pin = match tag {
        Some(tag) if read.pin == Pin::Missing => tagged(&tag.text),
        _ => read.pin,
    };
    // What an image is called before it is renamed is no other image.
    let renamed = node.text(&["name"]).filter(|_| pair.image == "newName");
    let explained = tag.into_iter().chain(node.text(&["definition_type"]));
    for explained in explained.chain(renamed) {
        finder.claim(explained.at.clone());
    }
    let what = What::Image(read.repository);
    let id = node
        .text(&IDS)
        .or_else(|| node.text(&API_IDS))
        .filter(|id| is_id(&id.text) && pair.is_airbytes);
    if let Some(id) = id {
        let beside = What::Beside(id.text.clone(), Box::new(what.clone()));
        finder.add(id.at.clone(), tool, beside, Pin::Impossible);
    }
    finder.add(image.at.clone(), tool, what, pin);
}

type Found<'n> = (&'static Pair, &'n Scalar, Option<&'n Scalar>);

fn fitting<'n>(
    pair: &'static Pair,
    (node, around): (&'n Node, Around<'_>),
    finder: &Finder<'_>,
) -> Option<Found<'n>> {
    let image = node.text(&[pair.image])?;
    let tag = node.text(&[pair.tag]);
    // Only what rewrites a tag means an image by so plain a key.
    if (pair.tag == "newTag" || pair.image == "name") && tag.is_none() {
        return None;
    }
    let read = Image::of(&image.text);
    let is_any = pair.is_airbytes || around.key == "airbyte_spec";
    let last = read.repository.rsplit('/').next().unwrap_or_default();
    let is_connector = if finder.own().knows(&read.repository) {
        image.text.contains('/')
    } else if is_any {
        is_slug(last) && read.repository.contains('/')
    } else {
        read.is_airbyte()
    };
    is_connector.then_some((pair, image, tag))
}
