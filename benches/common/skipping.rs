//! The least that serde_json can do with a registry: the fields that are used, borrowed, and all else skipped.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Deserialize;

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
    releases: Option<Releases<'a>>,
    #[serde(borrow)]
    allowed_hosts: Option<Hosts<'a>>,
    #[serde(borrow)]
    remote_registries: Option<Remote<'a>>,
    #[serde(borrow)]
    generated: Option<Generated<'a>>,
    #[serde(rename = "ab_internal")]
    internal: Option<Internal>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Releases<'a> {
    #[serde(borrow)]
    breaking_changes: Option<BTreeMap<&'a str, Change<'a>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Change<'a> {
    #[serde(borrow)]
    upgrade_deadline: Word<'a>,
    #[serde(borrow)]
    deadline_action: Word<'a>,
    #[serde(borrow)]
    migration_documentation_url: Word<'a>,
    scoped_impact: Option<Vec<Impact<'a>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Impact<'a> {
    #[serde(borrow)]
    scope_type: Word<'a>,
    impacted_scopes: Option<Vec<&'a str>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Remote<'a> {
    #[serde(borrow)]
    pypi: Option<PyPi<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is what counts here")]
struct PyPi<'a> {
    enabled: Option<bool>,
    #[serde(borrow)]
    package_name: Word<'a>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Generated<'a> {
    #[serde(borrow)]
    source_file_info: Option<FileInfo<'a>>,
    metrics: Option<BTreeMap<&'a str, Measures<'a>>>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is what counts here")]
struct FileInfo<'a> {
    #[serde(borrow)]
    metadata_last_modified: Word<'a>,
    #[serde(borrow)]
    registry_entry_generated_at: Word<'a>,
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Measures<'a> {
    #[serde(borrow)]
    usage: Word<'a>,
    #[serde(borrow)]
    sync_success_rate: Word<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(dead_code, reason = "what is read is what counts here")]
struct Internal {
    sl: Option<i64>,
    ql: Option<i64>,
    is_enterprise: Option<bool>,
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
