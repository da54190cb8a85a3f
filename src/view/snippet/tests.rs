//! What each form makes of a connector, of one without facts, and of a hostile one.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::{
    catalog::{Catalog, Docs, Version},
    date,
    policy::{Policy, Profile},
    text::clean::is_hostile,
    words::{Answer, Deployment, Level, Stage},
};

fn postgres() -> Connector {
    let name = |text| Text::name(text);
    let mut connector = Connector::new(name("source-postgres"), Kind::Source, name("Postgres"));
    connector.id = Some(name("decd338e-5647-4c0b-adf4-da0e75f5a750"));
    connector.image = Some(name("airbyte/source-postgres"));
    connector.version = Some(Version::new("3.7.2"));
    connector.level = Level::Airbyte;
    connector.stage = Stage::GenerallyAvailable;
    connector.docs_url = Some(Docs::new("https://docs.airbyte.com/sources/postgres"));
    connector.cloud.own.image = Some(name("airbyte/source-postgres-strict-encrypt"));
    connector.cloud.own.version = Some(Version::new("3.7.1"));
    connector
}

fn own() -> Connector {
    let name = |text| Text::name(text);
    let mut connector = Connector::new(
        name("destination-acme"),
        Kind::Destination,
        name("Acme \"${x}\" | ERP"),
    );
    connector.image = Some(name("registry.acme.example/destination-acme"));
    connector.version = Some(Version::new("1.4.0"));
    connector.level = Level::Custom;
    connector.is_own = true;
    connector
}

fn taken(snippet: Snippet, connector: &Connector, deployment: Deployment) -> Taken {
    static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy::bundled().unwrap());
    let catalog = Catalog::default();
    let profile = Profile {
        deployment,
        premium_support: Answer::Unknown,
        enterprise_license: Answer::Unknown,
    };
    let today = date::parse("2026-03-01").unwrap();
    snippet.of(connector, &Outlook::new(&catalog, &POLICY, profile, today))
}

fn on_oss(snippet: Snippet, connector: &Connector) -> Taken {
    taken(snippet, connector, Deployment::SelfManagedCommunity)
}

#[test]
fn each_form_is_made_from_the_facts() {
    let table = [
        (Snippet::Slug, "source-postgres"),
        (Snippet::Name, "Postgres"),
        (Snippet::Id, "decd338e-5647-4c0b-adf4-da0e75f5a750"),
        (Snippet::Image, "airbyte/source-postgres:3.7.2"),
        (Snippet::Url, "https://docs.airbyte.com/sources/postgres"),
        (
            Snippet::Pyairbyte,
            r#"ab.get_source("source-postgres", version="3.7.2")"#,
        ),
        (
            Snippet::Terraform,
            r#"data "airbyte_connector_configuration" "postgres" {
  connector_name    = "source-postgres"
  connector_version = "3.7.2"
  configuration     = {}
}

resource "airbyte_source" "postgres" {
  name          = "Postgres"
  workspace_id  = var.workspace_id
  definition_id = data.airbyte_connector_configuration.postgres.definition_id
  configuration = data.airbyte_connector_configuration.postgres.configuration_json
}"#,
        ),
    ];
    for (snippet, expected) in table {
        assert_eq!(on_oss(snippet, &postgres()).as_deref(), Ok(expected));
    }
    let row = on_oss(Snippet::Markdown, &postgres()).unwrap();
    assert!(
        row.starts_with(
            "| [Postgres](https://docs.airbyte.com/sources/postgres) | source | Airbyte | "
        ),
        "{row}"
    );
    let json = on_oss(Snippet::Json, &postgres()).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["slug"], "source-postgres");
    assert!(json["reasons"].is_array());
}

#[test]
fn the_profile_s_registry_decides_image_and_version_and_tools_know_one_name() {
    let table = [
        (
            Snippet::Image,
            "airbyte/source-postgres-strict-encrypt:3.7.1",
        ),
        (
            Snippet::Pyairbyte,
            r#"ab.get_source("source-postgres", version="3.7.1")"#,
        ),
        (
            Snippet::Markdown,
            "| [Postgres](https://docs.airbyte.com/sources/postgres) | source | Airbyte | GA | 3.7.1 | unknown on Cloud |",
        ),
    ];
    for (snippet, expected) in table {
        let taken = taken(snippet, &postgres(), Deployment::Cloud);
        assert_eq!(taken.as_deref(), Ok(expected));
    }
}

#[test]
fn an_own_connector_goes_by_its_image_and_terraform_cannot_find_it() {
    let table = [
        (Snippet::Slug, Ok("destination-acme")),
        (
            Snippet::Image,
            Ok("registry.acme.example/destination-acme:1.4.0"),
        ),
        (
            Snippet::Pyairbyte,
            Ok(
                r#"ab.get_destination("destination-acme", docker_image="registry.acme.example/destination-acme:1.4.0")"#,
            ),
        ),
        (
            Snippet::Terraform,
            Err(Missing(
                "Terraform finds only connectors that Airbyte publishes",
            )),
        ),
        (Snippet::Id, Err(Missing("no definition id is known of it"))),
        (
            Snippet::Url,
            Err(Missing("no documentation is known of it")),
        ),
    ];
    for (snippet, expected) in table {
        let taken = on_oss(snippet, &own());
        assert_eq!(taken.as_deref().map_err(|missing| *missing), expected);
    }
    let row = on_oss(Snippet::Markdown, &own()).unwrap();
    assert!(
        row.starts_with(r#"| Acme "${x}" \| ERP | destination | "#),
        "{row}"
    );
}

#[test]
fn a_name_ends_no_string_of_terraform() {
    let mut connector = postgres();
    connector.name = Text::name("a\" } ${file(\"/x\")} %{if} \\");
    let block = on_oss(Snippet::Terraform, &connector).unwrap();
    assert!(
        block.contains(r#"name          = "a\" } $${file(\"/x\")} %%{if} \\""#),
        "{block}"
    );
}

#[test]
fn what_would_mean_something_to_a_shell_is_no_image() {
    let table = [
        ("airbyte/source-x", "1.0.0", true),
        ("docker.example.com/a_b/source-x", "1.0.0-rc.1", true),
        ("airbyte/source-x;reboot", "1.0.0", false),
        ("airbyte/source-x$(id)", "1.0.0", false),
        ("airbyte/source x", "1.0.0", false),
        ("airbyte/Source", "1.0.0", false),
        ("-v/source-x", "1.0.0", false),
        ("airbyte/source-x", "1.0.0+build", false),
        ("airbyte/source-x", "latest\nreboot", false),
        ("airbyte/source-x", "", false),
    ];
    for (image, version, is_taken) in table {
        let mut connector = postgres();
        connector.image = Some(Text::name(image));
        connector.version = Some(Version::new(version));
        for snippet in [Snippet::Image, Snippet::Pyairbyte] {
            let taken = on_oss(snippet, &connector);
            assert_eq!(taken.is_ok(), is_taken, "{image:?} {version:?}");
        }
    }
}

#[test]
fn only_https_documentation_is_taken() {
    for address in ["http://docs.example.com", "javascript:alert(1)", "docs"] {
        let mut connector = postgres();
        connector.docs_url = Some(Docs::new(address));
        let missing = Missing("its documentation has no https address");
        assert_eq!(on_oss(Snippet::Url, &connector), Err(missing));
    }
}

proptest! {
    #[test]
    fn nothing_taken_can_act_on_a_terminal(texts in proptest::collection::vec(".{0,30}", 5)) {
        let text = |at: usize| Text::name(&texts[at]);
        let mut connector = Connector::new(text(0), Kind::Source, text(1));
        connector.id = Some(text(2));
        connector.image = Some(text(3));
        connector.version = Some(Version::new(&texts[4]));
        connector.docs_url = Some(text(2).into());
        for snippet in Snippet::ALL {
            let Ok(taken) = on_oss(*snippet, &connector) else { continue };
            let has_lines = matches!(snippet, Snippet::Json | Snippet::Terraform);
            let is_inert = |c: char| !is_hostile(c) || c == '\n' && has_lines;
            prop_assert!(taken.chars().all(is_inert), "{snippet}: {taken:?}");
        }
    }
}
