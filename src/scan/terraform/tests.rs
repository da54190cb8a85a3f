//! What Terraform files mention, as tables.

use crate::scan::told::{alone, leaves};

use super::{module, read, read_json, read_values};

fn found(text: &str) -> Vec<String> {
    alone(read, text)
}

const PG: &str = "decd338e-5647-4c0b-adf4-da0e75f5a750";

#[test]
fn a_typed_block_tells_its_connector() {
    let table = [
        (
            "resource \"airbyte_source_hubspot\" \"a\" {}",
            "1:11 airbyte_source_hubspot = slug source-hubspot",
        ),
        (
            "data \"airbyte_destination_s3\" \"a\" {}",
            "1:7 airbyte_destination_s3 = slug destination-s3",
        ),
        (
            "resource \"airbyte_source_google_sheets\" \"a\" {\n  x {\n    y = 1\n  }\n}",
            "1:11 airbyte_source_google_sheets = slug source-google-sheets",
        ),
        (
            "resource \"airbyte_source_airbyte_customer_io_source\" \"a\" {}",
            "1:11 airbyte_source_airbyte_customer_io_source = slug source-airbyte-customer-io-source",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(found(text), [expected], "{text}");
    }
    for reserved in [
        "source_custom",
        "source_definition",
        "source_schema",
        "connection",
        "workspace",
        "sources",
    ] {
        let text = format!("resource \"airbyte_{reserved}\" \"a\" {{}}");
        assert_eq!(found(&text), [""; 0], "{text}");
    }
    assert_eq!(
        found("resource \"other_airbyte_source_hubspot\" \"a\" {}"),
        [""; 0]
    );
    assert_eq!(found("output \"airbyte_source_hubspot\" {}"), [""; 0]);
}

#[test]
fn an_id_in_a_typed_block_stands_beside_its_type() {
    let text =
        format!("resource \"airbyte_source_postgres\" \"a\" {{\n  definition_id = \"{PG}\"\n}}");
    assert_eq!(
        found(&text),
        [
            "1:11 airbyte_source_postgres = slug source-postgres".to_owned(),
            format!("2:20 {PG} = {PG} beside slug source-postgres"),
        ]
    );
}

#[test]
fn a_generic_block_is_told_by_its_definition() {
    for head in [
        "airbyte_source",
        "airbyte_source_custom",
        "airbyte_destination",
    ] {
        let text = format!("resource \"{head}\" \"a\" {{\n  definition_id = \"{PG}\"\n}}");
        assert_eq!(found(&text), [format!("2:20 {PG} = definition {PG}")]);
    }
    let text =
        format!("resource \"airbyte_source\" \"a\" {{\n  source_definition_id = \"{PG}\"\n}}");
    assert_eq!(found(&text), [format!("2:27 {PG} = definition {PG}")]);
}

#[test]
fn a_resource_follows_its_data_block() {
    let text = r#"
data "airbyte_connector_configuration" "pg" {
  connector_name    = "source-postgres"
  connector_version = "3.6.28"
}
resource "airbyte_source" "pg" {
  definition_id = data.airbyte_connector_configuration.pg.definition_id
}
resource "airbyte_source" "gone" {
  definition_id = data.airbyte_connector_configuration.gone.definition_id
}
"#;
    assert_eq!(
        found(text),
        [
            "3:24 source-postgres = slug source-postgres @ 3.6.28",
            "7:19 data.airbyte_connector_configuration.pg.definition_id = slug source-postgres @ 3.6.28",
            "10:19 data.airbyte_connector_configuration.gone.definition_id = reference \
             data.airbyte_connector_configuration.gone.definition_id",
        ]
    );
}

#[test]
fn a_definition_of_ones_own_is_told_by_image_name_or_id() {
    let definition = |kind: &str, body: &str| format!("{kind} {{\n  {body}\n}}\n");
    let table = [
        (
            definition("resource \"airbyte_source_definition\" \"a\"", "docker_repository = \"acme/source-x\"\n  docker_image_tag = \"1.0\""),
            "2:24 acme/source-x = image acme/source-x @ 1.0".to_owned(),
        ),
        (
            definition("resource \"airbyte_destination_definition\" \"a\"", "docker_repository = \"ghcr.io/m/airbyte/destination-x\""),
            "2:24 ghcr.io/m/airbyte/destination-x = image airbyte/destination-x @ missing".to_owned(),
        ),
        (
            definition("data \"airbyte_source_definition\" \"a\"", "name = \"Postgres\""),
            "2:11 Postgres = name Source Postgres".to_owned(),
        ),
        (
            definition("data \"airbyte_source_definition\" \"a\"", &format!("id = \"{PG}\"\n  name = \"x\"")),
            format!("2:9 {PG} = definition {PG}"),
        ),
        (
            definition("resource \"airbyte_declarative_source_definition\" \"a\"", "name = \"Ours\""),
            "1:11 airbyte_declarative_source_definition = image airbyte/source-declarative-manifest".to_owned(),
        ),
    ];
    for (text, expected) in table {
        assert_eq!(found(&text), [expected], "{text}");
    }
    let pinned = format!(
        "resource \"airbyte_connector_version_override\" \"a\" {{\n  actor_definition_id = \"{PG}\"\n  version = \"3.6.27\"\n}}"
    );
    assert_eq!(
        found(&pinned),
        [format!("2:26 {PG} = definition {PG} @ 3.6.27")]
    );
    let nested = "resource \"airbyte_source_definition\" \"a\" {\n  source_definition = {\n    docker_repository = \"airbyte/source-slack\"\n    \
                  docker_image_tag = \"0.3.5\"\n  }\n}\n";
    let slack = "image airbyte/source-slack @ 0.3.5";
    assert_eq!(
        found(nested),
        [format!("3:26 airbyte/source-slack = {slack}")]
    );
    let nested = "{\"resource\": {\"airbyte_source_definition\": {\"a\": {\"source_definition\":\n{\"docker_repository\": \
                  \"airbyte/source-slack\", \"docker_image_tag\": \"0.3.5\"}}}}}";
    assert_eq!(
        alone(read_json, nested),
        [format!("2:24 airbyte/source-slack = {slack}")]
    );
    let used = "resource \"airbyte_source_definition\" \"a\" {\n  docker_repository = \"acme/source-x\"\n  docker_image_tag = \"1.0\"\n}\n\
                resource \"airbyte_source_custom\" \"a\" {\n  definition_id = airbyte_source_definition.a.id\n}\n";
    assert_eq!(
        found(used)[1],
        "6:19 airbyte_source_definition.a.id = image acme/source-x @ 1.0"
    );
}

#[test]
fn modules_tell_name_and_version() {
    let table = [
        (
            "github.com/airbytehq/airbyte-terraform-modules//sources/source-postgres/3.6.28",
            Some("source-postgres @ 3.6.28"),
        ),
        (
            "git::https://github.com/airbytehq/airbyte-terraform-modules.git//destinations/destination-dev-null/0.8.5?ref=main",
            Some("destination-dev-null @ 0.8.5"),
        ),
        (
            "github.com/airbytehq/airbyte-terraform-modules//sources/postgres",
            Some("source-postgres @ missing"),
        ),
        (
            "github.com/airbytehq/airbyte-terraform-modules//examples/x",
            None,
        ),
        ("github.com/airbytehq/airbyte-terraform-modules", None),
        ("github.com/acme/modules//sources/source-postgres/1", None),
    ];
    for (address, expected) in table {
        assert_eq!(module(address).is_some(), expected.is_some(), "{address}");
        let text = format!("module \"a\" {{\n  source = \"{address}\"\n}}");
        let expected = expected.map(|slug| format!("2:13 {address} = slug {slug}"));
        assert_eq!(found(&text), expected.as_slice());
    }
    let own = "module \"a\" {\n  source = \"./x\"\n  connector_name = \"source-pg\"\n  connector_version = \"1.0\"\n}";
    assert_eq!(found(own), ["3:21 source-pg = slug source-pg @ 1.0"]);
    assert_eq!(
        found("module \"a\" {\n  source = \"./x\"\n  connector_name = \"crm\"\n}"),
        [""; 0]
    );
}

#[test]
fn a_file_that_is_not_whole_is_read_roughly() {
    let text = "resource \"airbyte_source_hubspot\" \"a\" {\n  x = {\n\nresource \"airbyte_source\" \"b\" {\n  \
                name = \n  definition_id = \"decd338e-5647-4c0b-adf4-da0e75f5a750\"\n}\n\n\
                module \"m\" {\n  source = \"github.com/airbytehq/airbyte-terraform-modules//sources/source-x/1.0\"\n";
    let found = found(text);
    assert_eq!(
        found[0],
        "1:11 airbyte_source_hubspot = slug source-hubspot"
    );
    assert!(found[1].starts_with("6:20 decd338e"), "{found:?}");
    assert!(found[2].ends_with("= slug source-x @ 1.0"), "{found:?}");
    assert_eq!(found.len(), 4);
    assert!(
        found[3].starts_with("4:11 fault: this is not whole HCL: "),
        "{found:?}"
    );
    assert!(
        found[3].ends_with("; the file was read only roughly"),
        "{found:?}"
    );
    let values = alone(read_values, "a = \n");
    assert!(
        values[0].contains("its variables were not read"),
        "{values:?}"
    );
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    let text = "\u{feff}resource \"airbyte_source\" \"é\" {\r\n  name = \"é\" # é\r\n  source_definition_id = var.id\r\n}\r\n\
                variable \"id\" {\r\n  default = \"decd338e-5647-4c0b-adf4-da0e75f5a750\"\r\n}\r\n";
    assert_eq!(found(text), [format!("3:26 var.id = definition {PG}")]);
}

#[test]
fn comments_are_marked_and_texts_are_left() {
    let text = "# airbyte/source-a\nx = \"airbyte/source-b\" // airbyte/source-c\n/*\nairbyte/source-d */\ny = <<A\nairbyte/source-e\nA\n";
    for (word, is_left) in [
        ("source-a", false),
        ("source-b", true),
        ("source-c", false),
        ("source-d", false),
        ("source-e", true),
    ] {
        assert_eq!(leaves(read, text, word), is_left, "{word}");
    }
    let broken = "# airbyte/source-a\nx = {\n";
    assert!(!leaves(read, broken, "source-a"));
}

#[test]
fn json_is_read_as_blocks() {
    let text = r#"{
  "//": {"metadata": {"backend": "local"}},
  "resource": {
    "airbyte_source_hubspot": {"crm": {"name": "x"}},
    "airbyte_source": {"pg": [{"definition_id": "${data.airbyte_connector_configuration.pg.definition_id}"}]}
  },
  "data": {"airbyte_connector_configuration": {"pg": {"connector_name": "source-postgres", "connector_version": 3}}},
  "module": {"m": {"source": "github.com/airbytehq/airbyte-terraform-modules//sources/source-x/1.0"}}
}"#;
    assert_eq!(
        alone(read_json, text),
        [
            "4:6 airbyte_source_hubspot = slug source-hubspot",
            "5:50 ${data.airbyte_connector_configuration.pg.definition_id} = slug source-postgres @ 3",
            "7:74 source-postgres = slug source-postgres @ 3",
            "8:31 github.com/airbytehq/airbyte-terraform-modules//sources/source-x/1.0 = slug source-x @ 1.0",
        ]
    );
    let broken = alone(read_json, "{\"resource\": ");
    assert!(
        broken[0].contains("fault: this is not whole JSON"),
        "{broken:?}"
    );
}

#[test]
fn a_large_file_is_read_in_parts() {
    let block = |name: &str, size| {
        let note = "x".repeat(size);
        format!("resource \"airbyte_source_{name}\" \"a\" {{\n  note = \"{note}\"\n}}\n")
    };
    let parts: Vec<String> = (0..10).map(|at| block(&format!("p{at}"), 30_000)).collect();
    let large = parts.concat() + &block("huge", 70_000) + &block("last", 1);
    let read = found(&large);
    assert_eq!(read.len(), 12, "{read:?}");
    assert_eq!(read[10], "34:11 airbyte_source_last = slug source-last");
    assert_eq!(
        read[11],
        "31:1 fault: this block is too large: it was not read"
    );
    let larger = found(&block("x", 3 << 20));
    assert_eq!(
        larger,
        ["fault: too large for Terraform: its blocks were not read"]
    );
}

#[test]
fn hostile_files_are_read_in_time() {
    let many: Vec<String> = (0..100_000).map(|at| format!("k{at} = 1\n")).collect();
    let mut texts = vec![
        format!("x = \"{}\"\n", "a".repeat(10_000_000)),
        "a {\n".repeat(100_000),
        format!("x = {}", "[".repeat(100_000)),
        format!("x = {{\n{}}}\n", many.concat()),
        "resource \"airbyte_source_x\" \"a\" {\n".repeat(20_000),
        "\"${".repeat(100_000),
    ];
    texts.push(format!(
        "resource \"airbyte_source\" \"é\" {{\n definition_id = \"{}\n",
        "é".repeat(1000)
    ));
    for text in texts {
        std::thread::Builder::new()
            .stack_size(2 << 20)
            .spawn(move || found(&text))
            .unwrap()
            .join()
            .unwrap();
    }
}

#[test]
fn what_is_said_of_variables_and_outputs_is_no_use() {
    let text = "variable \"a\" {\n  description = \"airbyte/source-a:1\"\n  default = \"airbyte/source-b:1\"\n  \
                validation {\n    error_message = \"airbyte/source-c:1\"\n  }\n}\noutput \"o\" {\n  description = <<A\nairbyte/source-d:1\nA\n}\n";
    let json = "{\"variable\": {\"a\": {\"description\": \"airbyte/source-a:1\", \"default\": \"airbyte/source-b:1\", \
                \"validation\": [{\"error_message\": \"airbyte/source-c:1\"}]}}, \"output\": {\"o\": {\"description\": \"airbyte/source-d:1\"}}}";
    for (word, is_left) in [
        ("source-a", false),
        ("source-b", true),
        ("source-c", false),
        ("source-d", false),
    ] {
        assert_eq!(leaves(read, text, word), is_left, "{word}");
        assert_eq!(leaves(read_json, json, word), is_left, "{word}");
    }
}
