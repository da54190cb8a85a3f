//! The resolver against the bundled catalog and some connectors of its own.

use super::*;
use crate::{
    catalog::wire,
    scan::{Pin, Place},
    text::Text,
};

fn bundled() -> Catalog {
    let bundled = include_bytes!("../../../assets/catalog.json");
    let read = wire::decode(bundled, None).unwrap().catalog;
    let mut own = Connector::new(
        Text::name("source-acme"),
        Kind::Source,
        Text::name("Acme CRM"),
    );
    own.is_own = true;
    own.image = Some(Text::name("ghcr.io/acme/source-acme"));
    let mut twin = Connector::new(
        Text::name("source-faker"),
        Kind::Source,
        Text::name("Our Faker"),
    );
    twin.is_own = true;
    twin.image = Some(Text::name("acme/source-faker"));
    let mut odd = Connector::new(
        Text::name("airbyte-customer-io-source"),
        Kind::Source,
        Text::name("Customer.io (farosai)"),
    );
    odd.image = Some(Text::name("farosai/airbyte-customer-io-source"));
    read.extended(vec![own, twin, odd]).0
}

fn told(resolver: &Resolver<'_>, tool: Tool, what: What) -> String {
    let mention = Mention {
        place: Place { line: 1, column: 1 },
        written: Text::name(""),
        source: Text::name(""),
        indent: 0,
        tool,
        what,
        pin: Pin::Impossible,
    };
    let slugs = |list: &[&Connector]| {
        list.iter()
            .map(|c| c.slug.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    match resolver.resolve(&mention) {
        Answer::Connector(one) => one.slug.to_string(),
        Answer::Many(many) => format!("many: {}", slugs(&many)),
        Answer::Custom(why) => format!("custom: {why}"),
        Answer::Missing(near) => format!("missing: {}", slugs(&near)),
        Answer::NeedsInstance => "instance".into(),
        Answer::Unsettled => "unsettled".into(),
        Answer::Nothing => "nothing".into(),
    }
}

#[test]
fn every_way_to_name_a_connector_leads_to_it() {
    let catalog = bundled();
    let resolver = Resolver::new(&catalog);
    let image = |image: &str| (Tool::Image, What::Image(image.into()));
    let slug = |slug: &str| (Tool::Terraform, What::Slug(slug.into()));
    let class = |name: &str| (Tool::Api, What::Name(Kind::Source, name.into()));
    let to = |name: &str| (Tool::Pulumi, What::Name(Kind::Destination, name.into()));
    let dagster = |name: &str| (Tool::Dagster, What::Name(Kind::Source, name.into()));
    let id = |id: &str| (Tool::Definition, What::AnyId(id.into()));
    let definition = |id: &str| (Tool::Definition, What::Definition(id.into()));
    let beside = |id: &str, tail: &str| {
        let other = What::Image(format!("airbyte/source-{tail}"));
        (Tool::Octavia, What::Beside(id.into(), Box::new(other)))
    };
    let other = "11111111-2222-3333-4444-555555555555";
    let table = [
        (image("airbyte/source-postgres"), "source-postgres"),
        (
            image("airbyte/source-postgres-strict-encrypt"),
            "source-postgres",
        ),
        (image("airbyte/source-file-secure"), "source-file"),
        (
            image("farosai/airbyte-customer-io-source"),
            "airbyte-customer-io-source",
        ),
        (
            image("acme/source-postgres"),
            "custom: another owner's image",
        ),
        (
            image("airbyte/source-declarative-manifest"),
            "custom: a runner for connectors made in the Builder",
        ),
        (image("airbyte/source-postgers"), "missing: source-postgres"),
        (image("acme/source-faker"), "source-faker"),
        (slug("source-acme"), "source-acme"),
        (slug("source-google-sheets"), "source-google-sheets"),
        (
            slug("source-airbyte-customer-io-source"),
            "airbyte-customer-io-source",
        ),
        (
            slug("source-declarative-manifest"),
            "custom: a runner for connectors made in the Builder",
        ),
        (
            class("GoogleAnalyticsDataAPI"),
            "source-google-analytics-data-api",
        ),
        (
            class("GoogleAnalyticsDataApi"),
            "source-google-analytics-data-api",
        ),
        (class("E2eTest"), "source-e2e-test"),
        (class("PostgresUpdateMethod"), "nothing"),
        (class("MicrosoftSqlServerMSSQL"), "source-mssql"),
        (to("S3DataLake"), "destination-s3-data-lake"),
        (to("DevNull"), "destination-dev-null"),
        (to("MongodbV2"), "missing: destination-mongodb"),
        (dagster("Linkedin Ads"), "source-linkedin-ads"),
        (dagster("LinkedinAds"), "source-linkedin-ads"),
        (
            dagster("Google Analytics 4 (GA4)"),
            "source-google-analytics-data-api",
        ),
        (dagster("Nosuch Thing At All"), "missing: "),
        (id("ECD28E18-06FC-4B9B-8CF1-000000000000"), "nothing"),
        (
            id("decd338e-5647-4c0b-adf4-da0e75f5a750"),
            "source-postgres",
        ),
        (
            id("DECD338E-5647-4C0B-ADF4-DA0E75F5A750"),
            "source-postgres",
        ),
        (
            id("64a2f99c-542f-4af8-9a6f-355f1217b436"),
            "custom: a runner for connectors made in the Builder",
        ),
        (
            definition("8dbab097-db1e-4555-87e8-52f5f94bfad4"),
            "custom: a runner for connectors made in the Builder",
        ),
        (
            definition(other),
            "custom: a definition id that is in no registry",
        ),
        (
            (Tool::Name, What::AnyName("postgres".into())),
            "many: destination-postgres source-postgres",
        ),
        (
            (Tool::Name, What::AnyName("google sheets".into())),
            "many: destination-google-sheets source-google-sheets",
        ),
        (
            (Tool::Name, What::AnyName("GitHub".into())),
            "source-github",
        ),
        (
            (Tool::Package, What::Slug("source-github".into())),
            "source-github",
        ),
        (
            (Tool::Pyairbyte, What::Own("source-ours".into())),
            "custom: a build of one's own",
        ),
        (
            (Tool::Pyairbyte, What::Own("source-github".into())),
            "source-github",
        ),
        (
            (Tool::Octavia, What::AnySlug("source-nothing-like".into())),
            "nothing",
        ),
        (
            (Tool::Octavia, What::AnySlug("source-github".into())),
            "source-github",
        ),
        (
            beside("ef69ef6e-aa7f-4af1-a01d-ef775033524e", "github"),
            "nothing",
        ),
        (
            beside("ef69ef6e-aa7f-4af1-a01d-ef775033524e", "gitlab"),
            "source-github",
        ),
        (beside(other, "github"), "nothing"),
        ((Tool::Airflow, What::Connection(other.into())), "instance"),
        (
            (Tool::Terraform, What::Reference("data.x.y".into())),
            "unsettled",
        ),
    ];
    for ((tool, what), expected) in table {
        assert_eq!(told(&resolver, tool, what.clone()), expected, "{what:?}");
    }
}

#[test]
fn every_connector_is_found_by_what_is_its_alone() {
    let catalog = bundled();
    let resolver = Resolver::new(&catalog);
    for connector in catalog
        .connectors()
        .iter()
        .filter(|c| !c.is_own && !c.is_gone())
    {
        if let Some(id) = &connector.id
            && *connector.slug != *RUNNER_SLUG
        {
            let found = told(
                &resolver,
                Tool::Definition,
                What::Definition(id.to_string()),
            );
            assert_eq!(found, connector.slug.as_str(), "{id}");
        }
        let class: String = connector.tail().split('-').map(capitalised).collect();
        let found = told(
            &resolver,
            Tool::Api,
            What::Name(connector.kind, class.clone()),
        );
        let tail = connector.tail();
        assert!(found.contains(tail), "{class} gives {found}, not {tail}");
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
