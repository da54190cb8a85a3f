//! Calls of modules: those that Airbyte publishes, those of the same scan, and those of somebody else that are handed a
//! connector's name or id as it is.

use super::{Attribute, Block, By, pinning, place};
use crate::{
    scan::{
        Pin, Tool, What,
        finder::Finder,
        folder::{Call, Form, Given, Pinning, Value},
        image::{self, is_id, is_slug},
        keys::TERRAFORM_IDS,
    },
    words::Kind,
};

/// What a call says to Terraform rather than to the module.
const OWN: &[&str] = &[
    "source",
    "version",
    "providers",
    "count",
    "for_each",
    "depends_on",
];

/// Notes a call whose module stands in a folder nearby.
fn call(block: &Block, tool: Tool, finder: &mut Finder<'_>) {
    let Some(Value::Text(folder)) = block.get("source").map(|source| &source.value) else {
        return;
    };
    if block.keyword != "module" || !folder.starts_with("./") && !folder.starts_with("../") {
        return;
    }
    let given = block.attributes.iter();
    let given = given.filter(|given| !OWN.contains(&given.name.as_str()));
    let given: Vec<Given> = given.map(|given| handed(given, tool, finder)).collect();
    finder.shared().calls.push(Call {
        name: block.label(0).to_owned(),
        folder: folder.clone(),
        each: block.get("for_each").map(|each| each.value.clone()),
        given,
    });
}

fn handed(given: &Attribute, tool: Tool, finder: &Finder<'_>) -> Given {
    let what = What::Reference(given.written.clone());
    Given {
        name: given.name.clone(),
        value: given.value.clone(),
        mention: finder.mention(&given.at, tool, what, Pin::Impossible),
        until: finder.place(given.at.end),
    }
}

pub(super) fn note(block: &Block, tool: Tool, finder: &mut Finder<'_>) {
    call(block, tool, finder);
    if let Some(source) = block
        .get("source")
        .filter(|source| source.written.contains(MODULES))
    {
        // Whatever else they publish names no connector.
        let is_other = matches!(&source.value, Value::Text(address) if module(address).is_none());
        if !is_other {
            place(
                block,
                tool,
                finder,
                By("source", Form::Module, Pinning::Missing),
            );
        }
        return;
    }
    let holds = |name: &str, fits: fn(&str) -> bool| match block.get(name).map(|given| &given.value)
    {
        Some(Value::Text(text)) => fits(text),
        _ => false,
    };
    if holds("connector_name", is_slug) {
        let version = pinning(block.get("connector_version"));
        place(
            block,
            tool,
            finder,
            By("connector_name", Form::Slug, version),
        );
    }
    if holds("docker_repository", |text| {
        image::Image::of(text).is_airbyte()
    }) {
        let tag = pinning(block.get("docker_image_tag"));
        place(
            block,
            tool,
            finder,
            By("docker_repository", Form::Image, tag),
        );
    }
    for id in ["definition_id"].iter().chain(&TERRAFORM_IDS) {
        if holds(id, is_id) {
            place(
                block,
                tool,
                finder,
                By(id, Form::Definition, Pinning::Impossible),
            );
        }
    }
}

const MODULES: &str = "airbyte-terraform-modules";

/// The connector and the version in the address of one of Airbyte's modules, such as
/// `github.com/airbytehq/airbyte-terraform-modules//sources/source-postgres/3.6.28`.
pub(in crate::scan) fn module(address: &str) -> Option<(What, Pin)> {
    let (_, rest) = address.split_once(MODULES)?;
    let rest = rest
        .strip_prefix(".git")
        .unwrap_or(rest)
        .strip_prefix("//")?;
    let mut parts = rest.split('?').next()?.trim_matches('/').split('/');
    let kind = match parts.next()? {
        "sources" => Kind::Source,
        "destinations" => Kind::Destination,
        _ => return None,
    };
    let name = parts.next().filter(|name| image::is_tail(name))?;
    let slug = match Kind::split_slug(name) {
        Some((said, _)) if said == kind => name.to_owned(),
        _ => kind.slug(name),
    };
    let version = parts.next().map_or(Pin::Missing, image::tagged);
    Some((What::Slug(slug), version))
}
