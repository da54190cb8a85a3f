//! What Terraform files mention, as tables.

use crate::scan::{
    Docs, Reading, join, read as read_any,
    told::{alone, leaves, told},
};

use super::{module, read, read_json, read_values};

fn found(text: &str) -> Vec<String> {
    alone(read, text)
}

/// What the files of a folder mention together, with the file that each stands in.
fn together(files: &[(&str, &str)]) -> Vec<String> {
    let read =
        |(path, text): &(&str, &str)| ((*path).to_owned(), read_any(path, text, Docs::Skipped));
    let mut folder: Vec<(String, Reading)> = files.iter().map(read).collect();
    join(&mut folder);
    let lines = folder.iter().flat_map(|(path, reading)| {
        told(reading)
            .into_iter()
            .map(move |line| format!("{path} {line}"))
    });
    lines.collect()
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
fn versions_are_followed_as_far_as_they_are_told() {
    // What stands for the version, what else stands in the file, and the pin.
    let table = [
        ("\"1.2.3\"", "", "1.2.3"),
        ("null", "", "missing"),
        ("\"\"", "", "missing"),
        ("local.v", "locals {\n  v = \"1.0\"\n}", "1.0"),
        ("local.v", "", "unsettled local.v"),
        ("local.v.pg", "locals {\n  v = { pg = \"1.0\" }\n}", "1.0"),
        (
            "local.v[\"pg\"]",
            "locals {\n  v = { \"pg\" : \"1.0\" }\n}",
            "1.0",
        ),
        ("local.v[1]", "locals {\n  v = [\"a\", \"b\"]\n}", "b"),
        (
            "lookup(local.v, \"x\", \"9\")",
            "locals {\n  v = {}\n}",
            "9",
        ),
        ("try(local.v, \"9\")", "", "9"),
        (
            "coalesce(var.v, \"9\")",
            "variable \"v\" {\n  default = null\n}",
            "9",
        ),
        ("var.v", "variable \"v\" {\n  default = \"2.0\"\n}", "2.0"),
        ("var.v", "variable \"v\" {}", "unsettled var.v"),
        ("var.v", "variable \"v\" {\n  default = null\n}", "missing"),
        (
            "\"${var.v}\"",
            "variable \"v\" {\n  default = \"2.0\"\n}",
            "2.0",
        ),
        (
            "\"${var.v}.1\"",
            "variable \"v\" {\n  default = 2\n}",
            "2.1",
        ),
        ("\"${var.v}.1\"", "", "unsettled ${var.v}.1"),
        (
            "local.a",
            "locals {\n  a = local.b\n  b = local.a\n}",
            "unsettled local.a",
        ),
        (
            "var.p ? \"1\" : \"2\"",
            "",
            "unsettled var.p ? \"1\" : \"2\"",
        ),
        ("file(\"v.txt\")", "", "unsettled file(\"v.txt\")"),
        ("(\"1.0\")", "", "1.0"),
        ("<<-EOT\n1.0\nEOT", "", "1.0"),
        ("trimspace(\" 1.0\")", "", "1.0"),
    ];
    for (version, rest, pin) in table {
        let text = format!(
            "data \"airbyte_connector_configuration\" \"a\" {{\n  connector_name = \"source-x\"\n  \
             connector_version = {version}\n}}\n{rest}"
        );
        let expected = format!("2:21 source-x = slug source-x @ {pin}");
        assert_eq!(found(&text), [expected], "{text}");
    }
}

#[test]
fn names_that_double_cost_nothing() {
    let mut locals = "locals {\n  a0 = [\"x\"]\n".to_owned();
    for at in 1..40 {
        locals += &format!(
            "  a{at} = concat(local.a{0}, local.a{0})\n  t{at} = \"${{local.t{0}}}${{local.t{0}}}\"\n",
            at - 1
        );
    }
    locals += "  t0 = \"xxxxxxxxxx\"\n}\n";
    let text = format!(
        "{locals}data \"airbyte_connector_configuration\" \"a\" {{\n  for_each = toset(local.a39)\n  \
         connector_name = each.value\n  connector_version = local.t39\n}}\n"
    );
    let found = found(&text);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].ends_with("each.value = reference each.value @ unsettled local.t39"),
        "{found:?}"
    );
}

#[test]
fn each_element_is_a_mention() {
    let table = [
        (
            "toset([\"source-a\", \"source-b\"])",
            "each.value",
            "\"1\"",
            vec![("source-a", "1"), ("source-b", "1")],
        ),
        (
            "toset([\"a\", \"b\"])",
            "\"source-${each.key}\"",
            "\"1\"",
            vec![("source-a", "1"), ("source-b", "1")],
        ),
        (
            "{ \"source-a\" = \"1\", \"source-b\" = \"2\" }",
            "each.key",
            "each.value",
            vec![("source-a", "1"), ("source-b", "2")],
        ),
        (
            "local.all",
            "each.value.name",
            "each.value.version",
            vec![("source-a", "1"), ("source-b", "missing")],
        ),
        (
            "{ for c in values(local.all) : c.name => c }",
            "each.key",
            "lookup(each.value, \"version\", null)",
            vec![("source-a", "1"), ("source-b", "missing")],
        ),
        (
            "merge(local.all, {})",
            "each.value.name",
            "\"3\"",
            vec![("source-a", "3"), ("source-b", "3")],
        ),
        (
            "toset(keys(local.all))",
            "local.all[each.key].name",
            "\"3\"",
            vec![("source-a", "3"), ("source-b", "3")],
        ),
        (
            "local.all",
            "\"source-x\"",
            "\"3\"",
            vec![("source-x", "3")],
        ),
    ];
    for (each, name, version, expected) in table {
        let text = format!(
            "data \"airbyte_connector_configuration\" \"d\" {{\n  for_each = {each}\n  connector_name = {name}\n  \
             connector_version = {version}\n}}\nlocals {{\n  all = {{\n    a = {{ name = \"source-a\", version = \"1\" }}\n    \
             b = {{ name = \"source-b\", version = null }}\n  }}\n}}\n"
        );
        let found = found(&text);
        let ends: Vec<String> = expected
            .iter()
            .map(|(slug, pin)| format!("= slug {slug} @ {pin}"))
            .collect();
        assert_eq!(found.len(), ends.len(), "{text}\n{found:?}");
        for (line, end) in found.iter().zip(&ends) {
            assert!(
                line.starts_with("3:") && line.ends_with(end.as_str()),
                "{line} {end}"
            );
        }
    }
    let filtered = "data \"airbyte_connector_configuration\" \"d\" {\n  for_each = { for c in [\"source-a\"] : c => c if c != \"\" }\n  \
                    connector_name = each.value\n}\n";
    assert_eq!(
        found(filtered),
        ["3:20 each.value = reference each.value @ missing"]
    );
}

#[test]
fn an_element_of_a_repeated_data_block_is_followed() {
    let text = r#"
data "airbyte_connector_configuration" "all" {
  for_each          = { pg = "3.6.28", s3 = "4.0.0" }
  connector_name    = "source-${each.key}"
  connector_version = each.value
}
resource "airbyte_source" "pg" {
  definition_id = data.airbyte_connector_configuration.all["pg"].definition_id
}
resource "airbyte_source" "every" {
  for_each      = toset(["s3"])
  definition_id = data.airbyte_connector_configuration.all[each.key].definition_id
}
"#;
    let found = found(text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[2].ends_with("= slug source-pg @ 3.6.28"), "{found:?}");
    assert!(found[3].ends_with("= slug source-s3 @ 4.0.0"), "{found:?}");
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
fn files_of_a_folder_settle_each_other() {
    let found = together(&[
        (
            "f/main.tf",
            "resource \"airbyte_source\" \"a\" {\n  definition_id = data.airbyte_connector_configuration.a.definition_id\n}\n",
        ),
        (
            "f/data.tf",
            "data \"airbyte_connector_configuration\" \"a\" {\n  connector_name = local.name\n  connector_version = var.version\n}\n",
        ),
        (
            "f/locals.tf.json",
            "{\"locals\": {\"name\": \"source-${var.short}\"}, \"variable\": {\"short\": {\"default\": \"pg\"}}}",
        ),
        (
            "f/variables.tf",
            "variable \"version\" {\n  default = \"1.0\"\n}\n",
        ),
        ("f/terraform.tfvars", "version = \"2.0\"\n"),
        ("f/z.auto.tfvars.json", "{\"version\": \"3.0\"}"),
        ("f/prod.tfvars", "version = \"4.0\"\n"),
    ]);
    assert_eq!(
        found,
        [
            "f/main.tf 2:19 data.airbyte_connector_configuration.a.definition_id = slug source-pg @ 3.0",
            "f/data.tf 2:20 local.name = slug source-pg @ 3.0",
        ]
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
fn hostile_files_are_read_in_time() {
    let mut texts = vec![
        format!("x = \"{}\"\n", "a".repeat(10_000_000)),
        "a {\n".repeat(100_000),
        format!("x = {}", "[".repeat(100_000)),
        format!(
            "x = {{\n{}}}\n",
            (0..100_000)
                .map(|at| format!("k{at} = 1\n"))
                .collect::<String>()
        ),
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
