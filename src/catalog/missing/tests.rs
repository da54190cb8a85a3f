//! The likeliest reasons, in a made catalog and beside another that knows more.

use super::*;
use crate::{
    catalog::{Listing, Side},
    date,
    text::Text,
    words::{Kind, Level},
};

fn connector(slug: &str) -> Connector {
    let kind = if slug.starts_with("source") {
        Kind::Source
    } else {
        Kind::Destination
    };
    let mut made = Connector::new(Text::name(slug), kind, Text::name(slug));
    made.image = Some(Text::name(&format!("airbyte/{slug}")));
    made.id = Some(Text::name(&format!("0000-{slug}")));
    made.level = Level::Marketplace;
    made.cloud = Side::of(Listing::Listed);
    made.oss = Side::of(Listing::Listed);
    made
}

fn with(slug: &str, edit: impl Fn(&mut Connector)) -> Connector {
    let mut made = connector(slug);
    edit(&mut made);
    made
}

fn catalog(registry: Option<Registry>) -> Catalog {
    let slugs = [
        "source-postgres",
        "source-file",
        "source-mongodb-v2",
        "source-db2",
        "source-microsoft-sql",
        "source-netsuite-enterprise",
        "source-quickbooks",
        "source-zendesk",
        "destination-s3",
        "destination-bigquery",
    ];
    let of_one_side = |slug: &&str| {
        with(slug, |made| {
            if *slug == "source-microsoft-sql" {
                made.name = Text::name("MS SQL");
            }
            if let Some(registry) = registry {
                *made.side_mut(registry.other()) = Side::default();
            }
        })
    };
    Catalog::of(slugs.iter().map(of_one_side).collect()).0
}

fn other() -> Catalog {
    let oss_only = |made: &mut Connector| made.cloud = Side::of(Listing::Absent);
    let cloud_only = |made: &mut Connector| made.oss = Side::of(Listing::Absent);
    Catalog::of(vec![
        with("source-zuora", |made| made.level = Level::Archived),
        with("source-orbit", |made| {
            made.removed = date::parse("2025-01-16");
        }),
        with("source-qonto", |made| {
            oss_only(made);
            cloud_only(made);
        }),
        with("source-kafka", oss_only),
        with("source-zendesk-sell", cloud_only),
        with("source-workday", |made| made.level = Level::Enterprise),
        connector("source-hubspot"),
        with("source-quickbooks", |made| {
            let twin = "airbyte/source-quickbooks-strict-encrypt";
            made.cloud.own.image = Some(Text::name(twin));
        }),
    ])
    .0
}

/// The reason as a word and what speaks for it.
fn told(reason: &Reason<'_>) -> String {
    match reason {
        Reason::Owner(owner) => format!("owner {owner}"),
        Reason::Builder => "builder".to_owned(),
        Reason::Id => "id".to_owned(),
        Reason::Twin(of) => format!("twin {}", of.slug),
        Reason::TwinByName(of) => format!("twin by name {}", of.slug),
        Reason::Gone(of) => format!("gone {}", of.slug),
        Reason::Elsewhere(registry, of) => format!("elsewhere {registry} {}", of.slug),
        Reason::Unlisted(of) => format!("unlisted {}", of.slug),
        Reason::Dropped(of) => format!("dropped {}", of.slug),
        Reason::Replaced(by) => format!("replaced {}", by.slug),
        Reason::Enterprise(of) => format!("enterprise {}", of.slug),
        Reason::Plain(of) => format!("plain {}", of.slug),
        Reason::Called(of) => format!("called {}", of.slug),
        Reason::OtherKind(of) => format!("other kind {}", of.slug),
        Reason::Misspelt(near) => format!("misspelt {}", near[0].slug),
        Reason::Unknown => "unknown".to_owned(),
    }
}

#[track_caller]
fn holds(table: &[(&str, Option<Registry>, &str)]) {
    for (name, side, expected) in table {
        let (catalog, other) = (catalog(*side), other());
        assert_eq!(
            told(&why(name, &catalog, &other)),
            *expected,
            "{name} {side:?}"
        );
    }
}

#[test]
fn what_another_catalog_knows_is_a_reason() {
    let (both, oss, cloud) = (None, Some(Registry::Oss), Some(Registry::Cloud));
    holds(&[
        ("source-zuora", both, "gone source-zuora"),
        ("source-orbit", both, "gone source-orbit"),
        ("source_qonto", both, "gone source-qonto"),
        ("source-kafka", cloud, "elsewhere oss source-kafka"),
        ("source-kafka", oss, "dropped source-kafka"),
        (
            "source-zendesk-sell",
            oss,
            "elsewhere cloud source-zendesk-sell",
        ),
        ("source-zendesk-sell", both, "dropped source-zendesk-sell"),
        ("source-workday", oss, "unlisted source-workday"),
        ("source-hubspot", oss, "dropped source-hubspot"),
    ]);
}

#[test]
fn a_name_of_another_form_has_a_reason_of_its_own() {
    let table = [
        ("acme/source-till", "owner acme"),
        ("ghcr.io/acme/source-postgres:1.0.0", "owner ghcr.io/acme"),
        ("airbyte/source-declarative-manifest", "builder"),
        ("64a2f99c-542f-4af8-9a6f-355f1217b436", "builder"),
        ("64a2f99c-542f-4af8-9a6f-355f1217b437", "id"),
        ("source-quickbooks-strict-encrypt", "twin source-quickbooks"),
        (
            "source-postgres-strict-encrypt",
            "twin by name source-postgres",
        ),
        (
            "airbyte/source-file-secure:0.3.0",
            "twin by name source-file",
        ),
        (
            "source-mongodb-strict-encrypt",
            "twin by name source-mongodb-v2",
        ),
        ("source-quickbooks-singer", "replaced source-quickbooks"),
        ("source-zendesk-singer", "replaced source-zendesk"),
        (
            "destination-bigquery-denormalized",
            "replaced destination-bigquery",
        ),
        ("source-netsuite", "enterprise source-netsuite-enterprise"),
        ("source-db2-enterprise", "plain source-db2"),
        ("source-quick-books-enterprise", "plain source-quickbooks"),
        ("source-mongodb", "called source-mongodb-v2"),
        ("source-mongodb-v3", "called source-mongodb-v2"),
        ("source-postgres-v2", "called source-postgres"),
        ("source-mssql", "called source-microsoft-sql"),
        ("destination-mssql", "unknown"),
        ("destination-postgres", "other kind source-postgres"),
        ("source-s3", "other kind destination-s3"),
        ("source-postgrs", "misspelt source-postgres"),
        ("postgrs", "misspelt source-postgres"),
        ("source-zzzzzzzz", "unknown"),
        ("", "unknown"),
    ];
    holds(&table.map(|(name, expected)| (name, None, expected)));
}
