//! A registry entry as published in any year: only the fields that are used, every one of them optional.
//! Authors, secrets' names and the connector's specification are never read.

use serde::{Deserialize, de::IgnoredAny};

use super::field::{List, Members, Object, Scalar};

/// One entry of a registry.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Entry<'a> {
    #[serde(borrow)]
    pub source_definition_id: Scalar<'a>,
    pub destination_definition_id: Scalar<'a>,
    /// In the report.
    pub definition_id: Scalar<'a>,
    pub name: Scalar<'a>,
    pub docker_repository: Scalar<'a>,
    pub docker_image_tag: Scalar<'a>,
    pub documentation_url: Scalar<'a>,
    pub support_level: Scalar<'a>,
    pub release_stage: Scalar<'a>,
    pub release_date: Scalar<'a>,
    pub source_type: Scalar<'a>,
    pub connector_subtype: Scalar<'a>,
    pub license: Scalar<'a>,
    pub language: Scalar<'a>,
    pub tags: List<'a, Scalar<'a>>,
    pub tombstone: Scalar<'a>,
    pub custom: Scalar<'a>,
    pub public: Scalar<'a>,
    /// In the composite registry: the registries that list it.
    pub availability: List<'a, Scalar<'a>>,
    pub releases: Object<'a, Releases<'a>>,
    pub allowed_hosts: Object<'a, AllowedHosts<'a>>,
    pub suggested_streams: Object<'a, SuggestedStreams<'a>>,
    pub remote_registries: Object<'a, RemoteRegistries<'a>>,
    pub erd_url: Scalar<'a>,
    pub generated: Object<'a, Generated<'a>>,
    #[serde(rename = "ab_internal")]
    pub internal: Object<'a, Internal<'a>>,
    pub supports_dbt: Scalar<'a>,
    pub supports_normalization: Scalar<'a>,
    pub supports_refreshes: Scalar<'a>,
    pub supports_file_transfer: Scalar<'a>,
    pub supports_data_activation: Scalar<'a>,
}

impl<'a> Entry<'a> {
    /// Declared capabilities by the names that the registry gives them.
    pub(super) fn features(&self) -> [(&'static str, &Scalar<'a>); 5] {
        [
            ("supportsDataActivation", &self.supports_data_activation),
            ("supportsDbt", &self.supports_dbt),
            ("supportsFileTransfer", &self.supports_file_transfer),
            ("supportsNormalization", &self.supports_normalization),
            ("supportsRefreshes", &self.supports_refreshes),
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Releases<'a> {
    #[serde(borrow)]
    pub breaking_changes: Object<'a, Members<'a, Object<'a, Change<'a>>>>,
    pub migration_documentation_url: Scalar<'a>,
    /// Whole entries by version; only the versions are of use.
    pub release_candidates: Object<'a, Members<'a, IgnoredAny>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Change<'a> {
    #[serde(borrow)]
    pub upgrade_deadline: Scalar<'a>,
    pub deadline_action: Scalar<'a>,
    pub migration_documentation_url: Scalar<'a>,
    pub scoped_impact: List<'a, Object<'a, Impact<'a>>>,
    pub is_breaking: Scalar<'a>,
    pub safe_to_downgrade: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Impact<'a> {
    #[serde(borrow)]
    pub scope_type: Scalar<'a>,
    pub impacted_scopes: List<'a, Scalar<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AllowedHosts<'a> {
    #[serde(borrow)]
    pub hosts: List<'a, Scalar<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SuggestedStreams<'a> {
    #[serde(borrow)]
    pub streams: List<'a, Scalar<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct RemoteRegistries<'a> {
    #[serde(borrow)]
    pub pypi: Object<'a, PyPi<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct PyPi<'a> {
    #[serde(borrow)]
    pub enabled: Scalar<'a>,
    pub package_name: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Generated<'a> {
    #[serde(borrow)]
    pub metrics: Object<'a, Metrics<'a>>,
    pub source_file_info: Object<'a, FileInfo<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Metrics<'a> {
    #[serde(borrow)]
    pub all: Object<'a, Measures<'a>>,
    pub cloud: Object<'a, Measures<'a>>,
    pub oss: Object<'a, Measures<'a>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Measures<'a> {
    #[serde(borrow)]
    pub usage: Scalar<'a>,
    pub sync_success_rate: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct FileInfo<'a> {
    #[serde(borrow)]
    pub metadata_last_modified: Scalar<'a>,
    pub registry_entry_generated_at: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Internal<'a> {
    #[serde(borrow)]
    pub sl: Scalar<'a>,
    pub ql: Scalar<'a>,
    #[serde(rename = "isEnterprise")]
    pub is_enterprise: Scalar<'a>,
}
