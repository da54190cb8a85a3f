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
    let mut bare = Connector::new(
        Text::name("destination-streams"),
        Kind::Destination,
        Text::name("Acme Streams"),
    );
    bare.image = Some(Text::name("ghcr.io/acme/acme-streams"));
    read.extended(vec![own, twin, odd, bare]).0
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
        Answer::Contradiction(owner) => format!("contradicts: {}", owner.slug),
        Answer::Nothing => "nothing".into(),
    }
}

fn check(table: &[(Tool, What, &str)]) {
    let catalog = bundled();
    let resolver = Resolver::new(&catalog);
    for (tool, what, expected) in table {
        assert_eq!(told(&resolver, *tool, what.clone()), *expected, "{what:?}");
    }
}

const RUNNER_TOLD: &str = "custom: a runner for connectors made in the Builder";

#[test]
fn images_lead_to_connectors() {
    let table = [
        ("airbyte/source-postgres", "source-postgres"),
        ("airbyte/source-postgres-strict-encrypt", "source-postgres"),
        ("airbyte/source-file-secure", "source-file"),
        (
            "farosai/airbyte-customer-io-source",
            "airbyte-customer-io-source",
        ),
        ("acme/source-postgres", "custom: another owner's image"),
        ("airbyte/source-declarative-manifest", RUNNER_TOLD),
        ("airbyte/source-postgers", "missing: source-postgres"),
        ("acme/source-faker", "source-faker"),
        ("acme/source-acme", "source-acme"),
        ("source-acme", "source-acme"),
        ("other/source-acme", "custom: another owner's image"),
        ("acme/acme-streams", "destination-streams"),
    ];
    check(&table.map(|(image, told)| (Tool::Image, What::Image(image.into()), told)));
}

#[test]
fn slugs_lead_to_connectors() {
    let table = [
        ("source-acme", "source-acme"),
        ("source-google-sheets", "source-google-sheets"),
        ("source-mysql-strict-encrypt", "source-mysql"),
        (
            "source-airbyte-customer-io-source",
            "airbyte-customer-io-source",
        ),
        ("source-airbyte-github-source", "source-github"),
        ("destination-acme-streams", "destination-streams"),
        ("source-acme-streams", "missing: "),
        ("source-declarative-manifest", RUNNER_TOLD),
    ];
    check(&table.map(|(slug, told)| (Tool::Terraform, What::Slug(slug.into()), told)));
    let slug = |slug: &str| slug.to_owned();
    let own_build = "custom: a build of one's own";
    check(&[
        (
            Tool::Package,
            What::Slug(slug("source-github")),
            "source-github",
        ),
        (Tool::Pyairbyte, What::Own(slug("source-ours")), own_build),
        (
            Tool::Pyairbyte,
            What::Own(slug("source-github")),
            "source-github",
        ),
        (
            Tool::Api,
            What::AnySlug(slug("source-nothing-like")),
            "nothing",
        ),
        (
            Tool::Api,
            What::AnySlug(slug("source-github")),
            "source-github",
        ),
    ]);
}

#[test]
fn names_of_classes_and_of_people_lead_to_connectors() {
    let table = [
        (
            Tool::Api,
            "GoogleAnalyticsDataAPI",
            "source-google-analytics-data-api",
        ),
        (Tool::Api, "E2eTest", "source-e2e-test"),
        (Tool::Api, "PostgresUpdateMethod", "nothing"),
        (Tool::Pulumi, "MicrosoftSqlServerMSSQL", "source-mssql"),
        (Tool::Cdktf, "MongodbV2", "source-mongodb-v2"),
        (Tool::Dagster, "Linkedin Ads", "source-linkedin-ads"),
        (Tool::Dagster, "LinkedinAds", "source-linkedin-ads"),
        (
            Tool::Dagster,
            "Google Analytics 4 (GA4)",
            "source-google-analytics-data-api",
        ),
        (Tool::Dagster, "Nosuch Thing At All", "missing: "),
    ];
    check(&table.map(|(tool, name, told)| (tool, What::Name(Kind::Source, name.into()), told)));
    let table = [
        ("S3DataLake", "destination-s3-data-lake"),
        ("DevNull", "destination-dev-null"),
        ("Hubsopt", "missing: destination-hubspot"),
    ];
    let to = |name: &str| What::Name(Kind::Destination, name.into());
    check(&table.map(|(name, told)| (Tool::Pulumi, to(name), told)));
    let table = [
        ("postgres", "many: destination-postgres source-postgres"),
        (
            "google sheets",
            "many: destination-google-sheets source-google-sheets",
        ),
        ("GitHub", "source-github"),
    ];
    check(&table.map(|(name, told)| (Tool::Name, What::AnyName(name.into()), told)));
}

#[test]
fn ids_lead_to_connectors() {
    const GITHUB: &str = "ef69ef6e-aa7f-4af1-a01d-ef775033524e";
    const OTHER: &str = "11111111-2222-3333-4444-555555555555";
    let any = |id: &str| What::AnyId(id.into());
    let definition = |id: &str| What::Definition(id.into());
    let beside = |id: &str, image: &str| {
        let image = What::Image(format!("airbyte/{image}"));
        What::Beside(id.into(), Box::new(image))
    };
    let table = [
        (any(OTHER), "nothing"),
        (any(GITHUB), "source-github"),
        (any(&GITHUB.to_uppercase()), "source-github"),
        (any("64a2f99c-542f-4af8-9a6f-355f1217b436"), RUNNER_TOLD),
        (
            definition("8dbab097-db1e-4555-87e8-52f5f94bfad4"),
            RUNNER_TOLD,
        ),
        (
            definition(OTHER),
            "custom: a definition id that is in no registry",
        ),
        (beside(GITHUB, "source-github"), "nothing"),
        (
            beside(GITHUB, "source-gitlab"),
            "contradicts: source-github",
        ),
        (beside(OTHER, "source-github"), "nothing"),
        (What::Connection(OTHER.into()), "instance"),
        (What::Reference("data.x.y".into()), "unsettled"),
    ];
    check(&table.map(|(what, told)| (Tool::Terraform, what, told)));
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
