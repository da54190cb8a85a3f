//! What the keys of documents say of connectors, as tables of YAML.

use crate::scan::{
    json,
    told::{alone, leaves},
    yaml,
};

const PG: &str = "decd338e-5647-4c0b-adf4-da0e75f5a750";
const LINK: &str = "7f3a2c10-9b1d-4c55-8e62-0a4b6f1d2e93";

fn found(text: &str) -> Vec<String> {
    let text = text.replace("PG", PG).replace("LINK", LINK);
    let short = |line: String| line.replace(PG, "PG").replace(LINK, "LINK");
    alone(yaml::read, &text).into_iter().map(short).collect()
}

/// What stands in a mapping, and the mentions in it.
const IMAGES: &[(&str, &[&str])] = &[
    (
        "{airbyte_spec: {image: airbyte/source-x, tag: 0.1.6}}",
        &["1:24 airbyte/source-x = image airbyte/source-x @ 0.1.6"],
    ),
    (
        "{airbyte_spec: {image: acme/source-x, tag: latest}}",
        &["1:24 acme/source-x = image acme/source-x @ latest"],
    ),
    (
        "{airbyte_spec: {image: airbyte/source-x}}",
        &["1:24 airbyte/source-x = image airbyte/source-x @ missing"],
    ),
    (
        "{repository: airbyte/source-x, tag: 1.10}",
        &["1:14 airbyte/source-x = image airbyte/source-x @ 1.10"],
    ),
    (
        "{repository: ghcr.io/m/airbyte/source-x, tag: ''}",
        &["1:14 ghcr.io/m/airbyte/source-x = image airbyte/source-x @ missing"],
    ),
    ("{repository: acme/source-control, tag: 1.0} # airbyte", &[]),
    ("{repository: airbyte/worker, tag: 1.0}", &[]),
    (
        "{image: 'airbyte/source-x:2.0', tag: 1.0}",
        &["1:10 airbyte/source-x:2.0 = image airbyte/source-x @ 2.0"],
    ),
    (
        "{image: 'airbyte/source-x@sha256:abc'}",
        &["1:10 airbyte/source-x@sha256:abc = image airbyte/source-x @ digest sha256:abc"],
    ),
    (
        "{image: 'airbyte/source-x:${TAG:-1.0}'}",
        &["1:10 airbyte/source-x:${TAG:-1.0} = image airbyte/source-x @ 1.0"],
    ),
    (
        "{images: [{name: airbyte/source-x, newTag: 1.0}]}",
        &["1:18 airbyte/source-x = image airbyte/source-x @ 1.0"],
    ),
    (
        "{container: 'airbyte/source-x:1'}",
        &["1:14 airbyte/source-x:1 = image airbyte/source-x @ 1"],
    ),
    (
        "{dockerRepository: acme/source-x, dockerImageTag: dev}",
        &["1:20 acme/source-x = image acme/source-x @ dev"],
    ),
    (
        "{dockerRepository: airbyte/source-x, dockerImageTag: 1.0, sourceDefinitionId: PG}",
        &[
            "1:20 airbyte/source-x = image airbyte/source-x @ 1.0",
            "1:79 PG = PG beside image airbyte/source-x",
        ],
    ),
    (
        "{dockerRepository: airbyte/source-x, dockerImageTag: 1.0, supportLevel: community, sourceDefinitionId: PG}",
        &[],
    ),
    (
        "{connector_image: airbyte/source-x, version: 3.4.10}",
        &["1:19 airbyte/source-x = image airbyte/source-x @ 3.4.10"],
    ),
    (
        "{dockerRepository: airbyte/source-x, dockerImageTag: 1.0, connectorType: source}",
        &[],
    ),
    ("{name: airbyte/source-x}", &[]),
    (
        "{image: {registry: r.io, name: airbyte/source-x, tag: v1.8.0}}",
        &["1:32 airbyte/source-x = image airbyte/source-x @ v1.8.0"],
    ),
    (
        "{repository: airbyte/source-x, version: '1.8.0'}",
        &["1:14 airbyte/source-x = image airbyte/source-x @ 1.8.0"],
    ),
    (
        "{airbyte_spec.image: acme/source-x, airbyte_spec.tag: 3.0.1}",
        &["1:22 acme/source-x = image acme/source-x @ 3.0.1"],
    ),
    (
        "{images: [{name: airbyte/source-x, newName: r.io/m/airbyte/source-x, newTag: 1.8.0}]}",
        &["1:45 r.io/m/airbyte/source-x = image airbyte/source-x @ 1.8.0"],
    ),
    (
        "{images: [{name: airbyte/source-x, newName: r.io/copies/x, newTag: 1.8.0}]}",
        &["1:18 airbyte/source-x = image airbyte/source-x @ 1.8.0"],
    ),
];

#[test]
fn an_image_is_told_with_the_tag_beside_it() {
    for (text, expected) in IMAGES {
        assert_eq!(found(text), *expected, "{text}");
    }
}

#[test]
fn octavia_names_image_version_and_id() {
    let text = "definition_type: source\ndefinition_id: PG\ndefinition_image: airbyte/source-postgres\ndefinition_version: 1.0.21\nconfiguration: {}\n";
    assert_eq!(
        found(text),
        [
            "2:16 PG = PG beside image airbyte/source-postgres",
            "3:19 airbyte/source-postgres = image airbyte/source-postgres @ 1.0.21",
        ]
    );
}

#[test]
fn a_type_counts_by_its_neighbours() {
    let table: [(&str, &[&str]); 13] = [
        (
            "{workspaceId: w, configuration: {sourceType: postgres}}",
            &["1:46 postgres = slug source-postgres"],
        ),
        (
            "{configuration: {sourceType: postgres}}",
            &["1:30 postgres = any slug source-postgres"],
        ),
        (
            "{configuration: {destinationType: s3}}",
            &["1:35 s3 = any slug destination-s3"],
        ),
        ("{sourceType: postgres}", &[]),
        (
            "{sourceType: postgres} # airbyte",
            &["1:14 postgres = any slug source-postgres"],
        ),
        ("{configuration: {sourceType: FILE}}", &[]),
        ("{configuration: {sourceType: 'my file'}}", &[]),
        (
            "{workspaceId: w, definitionId: PG, configuration: {x: 1}}",
            &["1:32 PG = definition PG"],
        ),
        (
            "{workspaceId: w, definitionId: PG, configuration: {sourceType: postgres}}",
            &[
                "1:32 PG = PG beside slug source-postgres",
                "1:98 postgres = slug source-postgres",
            ],
        ),
        ("{definitionId: PG}", &["1:16 PG = any id PG"]),
        ("{destinationDefinitionId: PG}", &["1:27 PG = any id PG"]),
        (
            "{destinationDefinitionId: PG} # airbyte",
            &["1:27 PG = definition PG"],
        ),
        ("{workspaceId: w, sourceType: postgres}", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(found(text), expected, "{text}");
    }
    assert_eq!(
        found("{destinationDefinitionId: '{{ id }}', definitionId: x}"),
        [""; 0]
    );
}

#[test]
fn a_resource_of_pulumi_is_told_by_its_type() {
    let table: [(&str, &[&str]); 5] = [
        (
            "{type: 'airbyte:SourceHubspot'}",
            &["1:9 airbyte:SourceHubspot = name Source Hubspot"],
        ),
        (
            "{type: 'airbyte:index/destinationS3:DestinationS3'}",
            &["1:9 airbyte:index/destinationS3:DestinationS3 = name Destination S3"],
        ),
        ("{type: 'airbyte:Connection'}", &[]),
        ("{type: 'other:SourceHubspot'} # airbyte", &[]),
        (
            "{type: 'airbyte:Source', properties: {definitionId: PG}}",
            &["1:53 PG = definition PG"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn a_connection_counts_by_its_neighbours() {
    let table: [(&str, &[&str]); 10] = [
        (
            "{type: io.kestra.plugin.airbyte.connections.Sync, connectionId: LINK}",
            &["1:65 LINK = connection LINK"],
        ),
        (
            "{type: io.kestra.plugin.airbyte.cloud.jobs.Sync, connectionId: '{{ inputs.id }}'}",
            &["1:65 {{ inputs.id }} = connection {{ inputs.id }}"],
        ),
        (
            "{operator: airflow.x.AirbyteTriggerSyncOperator, connection_id: LINK}",
            &["1:65 LINK = connection LINK"],
        ),
        (
            "{type: dagster_airbyte.X, connection_id: LINK}",
            &["1:42 LINK = connection LINK"],
        ),
        (
            "{airbyte: {nightly: {connection_id: LINK}}}",
            &["1:37 LINK = connection LINK"],
        ),
        (
            "{connectionId: LINK, jobType: sync} # airbyte",
            &["1:16 LINK = connection LINK"],
        ),
        ("{connectionId: LINK} # airbyte", &[]),
        ("{type: rabbitmq, connectionId: LINK}", &[]),
        ("{type: x.airbyte.y, connectionId: my-connection}", &[]),
        (
            "{sourceId: a, destinationId: b, connectionId: LINK} # airbyte",
            &["1:47 LINK = connection LINK"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn what_is_said_for_people_is_no_use() {
    let text = "airbyte: {description: 'see airbyte/source-a:1', title: airbyte/source-b:1, x: 'y airbyte/source-c:1'}";
    for (word, is_left) in [("source-a", false), ("source-b", true), ("source-c", true)] {
        assert_eq!(leaves(yaml::read, text, word), is_left, "{word}");
    }
}

#[test]
fn a_body_in_a_text_is_read_one_level_deep() {
    let body = r#"{"url": "https://api.airbyte.com/v1/sources", "raw": "{\"configuration\":{\"sourceType\":\"jira\"}}"}"#;
    assert_eq!(
        alone(json::read, body),
        ["1:92 jira = any slug source-jira"]
    );
    let deeper =
        r#"{"airbyte": "{\"x\": \"{\\\"configuration\\\":{\\\"sourceType\\\":\\\"jira\\\"}}\"}"}"#;
    assert_eq!(alone(json::read, deeper), [""; 0]);
}
