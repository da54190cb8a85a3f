//! A registry as Airbyte publishes them: the fields that are used among many that are not, first of all the
//! specification, which takes most of the room.

use std::fmt::Write;

use portolan::{catalog::Connector, store::bundled, words::Kind};

use super::{random::Random, synthetic::Maker};

/// How many entries the largest published one has had, and its size.
pub(crate) const REAL: (usize, usize) = (559, 2_700_000);

/// A registry with this many entries and, nearly, this many bytes.
pub(crate) fn registry(entries: usize, bytes: usize) -> String {
    let bundled = bundled::read().unwrap().catalog;
    let mut maker = Maker::new(&bundled);
    let mut random = Random::new(7);
    let mut lists = [String::new(), String::new()];
    let mut left = bytes;
    for at in 0..entries {
        let room = left / (entries - at);
        let made = maker.connector();
        let entry = entry(&made, room, &mut random);
        left = left.saturating_sub(entry.len());
        let list = &mut lists[usize::from(made.kind == Kind::Destination)];
        if !list.is_empty() {
            list.push(',');
        }
        list.push_str(&entry);
    }
    let [sources, destinations] = lists;
    format!("{{\"destinations\":[{destinations}],\"sources\":[{sources}]}}")
}

fn entry(connector: &Connector, room: usize, random: &mut Random) -> String {
    let text = |text: &str| serde_json::to_string(text).unwrap();
    let (id, kind) = match connector.kind {
        Kind::Source => ("sourceDefinitionId", "source"),
        Kind::Destination => ("destinationDefinitionId", "destination"),
    };
    let slug = connector.slug.as_str();
    let version = connector.version.as_ref().map_or("0.1.0", |v| v.as_str());
    let language = connector.languages.first().map_or("python", |l| l.as_str());
    let level = ["certified", "community", "community", "archived"][random.below(4)];
    let stage = ["alpha", "alpha", "beta", "generally_available"][random.below(4)];
    let head = format!(
        r#"{{"{id}":"{}","name":{},"dockerRepository":"airbyte/{slug}","dockerImageTag":"{version}","documentationUrl":"https://docs.airbyte.com/integrations/{kind}s/{slug}","icon":"icon.svg","iconUrl":"https://connectors.airbyte.com/files/metadata/airbyte/{slug}/latest/icon.svg","githubIssueLabel":"{slug}","#,
        connector.id.as_deref().unwrap_or_default(),
        text(&connector.name),
    );
    let tail = format!(
        r#","tombstone":false,"public":true,"custom":false,"supportLevel":"{level}","releaseStage":"{stage}","releaseDate":"2022-08-10","sourceType":"api","license":"ELv2","language":"{language}","tags":["language:{language}","cdk:low-code"],"supportsRefreshes":false,"resourceRequirements":{{"jobSpecific":[{{"jobType":"sync","resourceRequirements":{{"memory_limit":"1Gi","memory_request":"1Gi"}}}}]}},"allowedHosts":{{"hosts":["api.{slug}.com","*.{slug}.io"]}},"remoteRegistries":{{"pypi":{{"enabled":true,"packageName":"airbyte-{slug}"}}}},"releases":{releases},"ab_internal":{{"sl":100,"ql":300,"isEnterprise":false}},"generated":{generated},"packageInfo":{{"cdk_version":"python:6.45.10"}}}}"#,
        releases = releases(random, slug),
        generated = generated(random, slug),
    );
    let spec = spec(random, room.saturating_sub(head.len() + tail.len()));
    format!("{head}{spec}{tail}")
}

/// Every fourth connector has declared breaking changes.
fn releases(random: &mut Random, slug: &str) -> String {
    if random.below(4) > 0 {
        return "{}".to_owned();
    }
    let change = |version: usize| {
        format!(
            r#""{version}.0.0":{{"message":"The schema of several streams changes; refresh the source schema and reset the affected streams after the upgrade.","upgradeDeadline":"2025-0{version}-15","deadlineAction":"auto_upgrade","scopedImpact":[{{"scopeType":"stream","impactedScopes":["orders","customers","refunds"]}}],"migrationDocumentationUrl":"https://docs.airbyte.com/integrations/sources/{slug}-migrations"}}"#
        )
    };
    let changes: Vec<String> = (1..2 + random.below(3)).map(change).collect();
    format!(
        r#"{{"rolloutConfiguration":{{"enableProgressiveRollout":false}},"breakingChanges":{{{}}}}}"#,
        changes.join(",")
    )
}

fn generated(random: &mut Random, slug: &str) -> String {
    let usage = random.one(&["low", "medium", "high"]);
    format!(
        r#"{{"git":{{"commit_sha":"{sha}","commit_timestamp":"2025-01-10T09:11:10Z","commit_author":"Octavia Squidington","commit_author_email":"octavia@example.com"}},"source_file_info":{{"metadata_etag":"CJ/3z4","metadata_file_path":"metadata/airbyte/{slug}/latest/metadata.yaml","metadata_bucket_name":"prod-metadata-bucket","metadata_last_modified":"2025-01-12T09:11:10.000Z","registry_entry_generated_at":"2025-01-13T10:00:00.000Z"}},"metrics":{{"all":{{"usage":"{usage}","sync_success_rate":"high","connector_version":"1.0.0"}},"cloud":{{"usage":"{usage}","sync_success_rate":"high"}},"oss":{{"usage":"low","sync_success_rate":"low"}}}},"sbomUrl":"https://connectors.airbyte.com/files/sbom/airbyte/{slug}/1.0.0.spdx.json"}}"#,
        sha = random.id().replace('-', ""),
    )
}

/// A specification that takes about this room: properties with titles, descriptions, patterns and examples.
fn spec(random: &mut Random, room: usize) -> String {
    const WORDS: [&str; 16] = [
        "account",
        "token",
        "start",
        "date",
        "stream",
        "replicate",
        "schema",
        "access",
        "client",
        "secret",
        "region",
        "window",
        "records",
        "(optional)",
        "\\\"quoted\\\"",
        "format",
    ];
    let mut properties = String::new();
    let mut at = 0;
    while properties.len() + 400 < room {
        let mut description = String::new();
        for _ in 0..8 + random.below(40) {
            description.push_str(random.one(&WORDS));
            description.push(' ');
        }
        let comma = if at == 0 { "" } else { "," };
        write!(
            properties,
            r#"{comma}"{}_{at}":{{"type":"string","title":"{} {}","description":"{description}","order":{at},"airbyte_secret":{},"pattern":"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:]+Z$","examples":["2017-01-25T00:00:00Z",{at}]}}"#,
            random.one(&WORDS[..10]),
            random.one(&WORDS[..10]),
            random.one(&WORDS[..10]),
            at % 2 == 0,
        )
        .unwrap();
        at += 1;
    }
    format!(
        r#""spec":{{"documentationUrl":"https://docs.airbyte.com/","connectionSpecification":{{"$schema":"http://json-schema.org/draft-07/schema#","title":"Specification","type":"object","required":["start_0"],"additionalProperties":true,"properties":{{{properties}}}}},"supported_destination_sync_modes":[]}}"#
    )
}
