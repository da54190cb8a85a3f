//! How names are followed within a folder of Terraform files, as tables.

use crate::scan::{
    Docs, Reader, Reading, join,
    terraform::read,
    told::{alone, told},
};

fn found(text: &str) -> Vec<String> {
    alone(read, text)
}

/// What the files of a folder mention together, with the file that each stands in.
pub(super) fn together(files: &[(&str, &str)]) -> Vec<String> {
    let read = |(path, text): &(&str, &str)| {
        (
            (*path).to_owned(),
            Reader::default().read(path, text, Docs::Skipped),
        )
    };
    let mut folder: Vec<(String, Reading)> = files.iter().map(read).collect();
    join(&mut folder);
    let lines = folder.iter().flat_map(|(path, reading)| {
        told(reading)
            .into_iter()
            .map(move |line| format!("{path} {line}"))
    });
    lines.collect()
}

/// What stands for the version, what else stands in the file, and the pin.
const VERSIONS: &[(&str, &str, &str)] = &[
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

#[test]
fn versions_are_followed_as_far_as_they_are_told() {
    for (version, rest, pin) in VERSIONS {
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
    let doubled = (1..40).map(|at| {
        let one = at - 1;
        format!("  a{at} = concat(local.a{one}, local.a{one})\n  t{at} = \"${{local.t{one}}}${{local.t{one}}}\"\n")
    });
    let doubled: Vec<String> = doubled.collect();
    let locals = format!(
        "locals {{\n  a0 = [\"x\"]\n  t0 = \"xxxxxxxxxx\"\n{}}}\n",
        doubled.concat()
    );
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

/// The collection, the name and the version in each element, and what is mentioned.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);
const ELEMENTS: &[Row] = &[
    (
        "toset([\"source-a\", \"source-b\"])",
        "each.value",
        "\"1\"",
        &[("source-a", "1"), ("source-b", "1")],
    ),
    (
        "toset([\"a\", \"b\"])",
        "\"source-${each.key}\"",
        "\"1\"",
        &[("source-a", "1"), ("source-b", "1")],
    ),
    (
        "{ \"source-a\" = \"1\", \"source-b\" = \"2\" }",
        "each.key",
        "each.value",
        &[("source-a", "1"), ("source-b", "2")],
    ),
    (
        "local.all",
        "each.value.name",
        "each.value.version",
        &[("source-a", "1"), ("source-b", "missing")],
    ),
    (
        "{ for c in values(local.all) : c.name => c }",
        "each.key",
        "lookup(each.value, \"version\", null)",
        &[("source-a", "1"), ("source-b", "missing")],
    ),
    (
        "merge(local.all, {})",
        "each.value.name",
        "\"3\"",
        &[("source-a", "3"), ("source-b", "3")],
    ),
    (
        "toset(keys(local.all))",
        "local.all[each.key].name",
        "\"3\"",
        &[("source-a", "3"), ("source-b", "3")],
    ),
    ("local.all", "\"source-x\"", "\"3\"", &[("source-x", "3")]),
];

#[test]
fn each_element_is_a_mention() {
    for (each, name, version, expected) in ELEMENTS {
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

const GITHUB: &str = "ef69ef6e-aa7f-4af1-a01d-ef775033524e";
const PG: &str = "decd338e-5647-4c0b-adf4-da0e75f5a750";

#[test]
fn both_sides_of_a_condition_are_possible_uses() {
    // How the connector is told, what else stands in the file, and what it may be.
    let table: &[(&str, &str, &[&str])] = &[
        ("var.p ? \"source-a\" : \"source-b\"", "", &["a", "b"]),
        (
            "var.p ? \"source-a\" : var.q ? \"source-b\" : \"source-c\"",
            "",
            &["a", "b", "c"],
        ),
        ("\"source-${var.p ? \"a\" : \"b\"}\"", "", &["a", "b"]),
        (
            "local.n",
            "locals {\n  n = var.p ? \"source-a\" : \"source-b\"\n}",
            &["a", "b"],
        ),
        ("var.p ? var.open : \"source-b\"", "", &["b"]),
        (
            "local.l[count.index]",
            "locals {\n  l = [\"source-a\", \"source-b\"]\n}",
            &["a", "b"],
        ),
        (
            "element([\"source-a\", \"source-b\"], count.index)",
            "",
            &["a", "b"],
        ),
    ];
    for (name, rest, expected) in table {
        let text = format!(
            "data \"airbyte_connector_configuration\" \"a\" {{\n  connector_name = {name}\n  \
             connector_version = \"1.0\"\n}}\n{rest}"
        );
        let found = found(&text);
        assert_eq!(found.len(), expected.len(), "{text}\n{found:?}");
        for (line, tail) in found.iter().zip(*expected) {
            assert!(
                line.ends_with(&format!("= slug source-{tail} @ 1.0")),
                "{line}"
            );
        }
    }
    let ids = format!(
        "resource \"airbyte_source\" \"a\" {{\n  definition_id = var.p ? \"{PG}\" : upper(\"{GITHUB}\")\n}}"
    );
    let ids = found(&ids);
    assert!(ids[0].ends_with(&format!("= definition {PG}")), "{ids:?}");
    let upper = GITHUB.to_uppercase();
    assert!(
        ids[1].ends_with(&format!("= definition {upper}")),
        "{ids:?}"
    );
    let followed = "data \"airbyte_connector_configuration\" \"a\" {\n  connector_name = \"source-a\"\n  \
                    connector_version = var.p ? \"1\" : \"2\"\n}\n\
                    resource \"airbyte_source\" \"a\" {\n  definition_id = data.airbyte_connector_configuration.a.id\n}";
    let pin = "slug source-a @ unsettled var.p ? \"1\" : \"2\"";
    assert!(found(followed).iter().all(|line| line.ends_with(pin)));
}

#[test]
fn the_blocks_of_a_repeated_data_block_are_elements() {
    let text = r#"
data "airbyte_connector_configuration" "each" {
  for_each          = { pg = "3.6.28", s3 = "4.0.0" }
  connector_name    = "source-${each.key}"
  connector_version = each.value
}
resource "airbyte_source" "every" {
  for_each      = data.airbyte_connector_configuration.each
  definition_id = each.value.definition_id
}
"#;
    let found = found(text);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[2].ends_with("each.value.definition_id = slug source-pg @ 3.6.28"));
    assert!(found[3].ends_with("each.value.definition_id = slug source-s3 @ 4.0.0"));
}
