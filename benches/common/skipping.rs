//! The least that serde_json can do with a registry: the fields that are used, borrowed, and all else skipped.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
pub(crate) struct Registry<'a> {
    #[serde(borrow)]
    pub(crate) sources: Vec<Entry<'a>>,
    #[serde(borrow)]
    pub(crate) destinations: Vec<Entry<'a>>,
}

type Word<'a> = Option<Cow<'a, str>>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is what counts here")]
pub(crate) struct Entry<'a> {
    #[serde(borrow)]
    source_definition_id: Word<'a>,
    #[serde(borrow)]
    destination_definition_id: Word<'a>,
    #[serde(borrow)]
    name: Cow<'a, str>,
    #[serde(borrow)]
    docker_repository: Cow<'a, str>,
    #[serde(borrow)]
    docker_image_tag: Cow<'a, str>,
    #[serde(borrow)]
    documentation_url: Word<'a>,
    #[serde(borrow)]
    support_level: Word<'a>,
    #[serde(borrow)]
    release_stage: Word<'a>,
    #[serde(borrow)]
    release_date: Word<'a>,
    #[serde(borrow)]
    source_type: Word<'a>,
    #[serde(borrow)]
    license: Word<'a>,
    #[serde(borrow)]
    language: Word<'a>,
    tags: Option<Vec<&'a str>>,
    tombstone: Option<bool>,
    custom: Option<bool>,
    public: Option<bool>,
    supports_refreshes: Option<bool>,
    #[serde(borrow)]
    releases: Option<&'a RawValue>,
    #[serde(borrow)]
    allowed_hosts: Option<Hosts<'a>>,
    #[serde(borrow)]
    remote_registries: Option<&'a RawValue>,
    #[serde(borrow)]
    generated: Option<&'a RawValue>,
    #[serde(borrow, rename = "ab_internal")]
    internal: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Hosts<'a> {
    #[serde(borrow)]
    hosts: Vec<Cow<'a, str>>,
}

/// How many entries there are.
pub(crate) fn read(text: &str) -> usize {
    let registry: Registry<'_> = serde_json::from_str(text).unwrap();
    registry.sources.len() + registry.destinations.len()
}
