//! Our own format and the bundled catalog in it.

use std::collections::BTreeMap;

use portolan::{
    catalog::{Catalog, Listing, Version, wire},
    text::Few,
    words::{DeadlineAction, Kind, Level, Stage},
};
use proptest::prelude::*;
use serde_json::json;

use crate::made::{any_catalog, catalog, connector, day, of};

const BUNDLE: &str = include_str!("../../assets/catalog.json");

fn bundle() -> Catalog {
    let decoded = wire::decode(BUNDLE.as_bytes(), None).unwrap();
    assert_eq!(decoded.format, wire::Format::Snapshot);
    assert_eq!(decoded.warnings, []);
    decoded.catalog
}

#[test]
fn a_snapshot_is_one_connector_a_line() {
    let mut plain = connector("source-a");
    plain.docs_url = Some(portolan::catalog::Docs::new("https://docs.airbyte.com/a"));
    plain.cloud.listing = Listing::Listed;
    let mut other = connector("source-b");
    other.level_word = None;
    other.allowed_hosts = Some(Few::default());
    insta::assert_snapshot!(wire::encode(&catalog(vec![other, plain], "2026-02-28")), @r#"
    {"portolan_catalog":1,"as_of":"2026-02-28","connectors":[
    {"slug":"source-a","id":"id-source-a","kind":"source","name":"source-a","image":"airbyte/source-a","version":"1.0.0","level":"marketplace","stage":"alpha","cloud":"listed","docs":"https://docs.airbyte.com/a"},
    {"slug":"source-b","id":"id-source-b","kind":"source","name":"source-b","image":"airbyte/source-b","version":"1.0.0","level":"marketplace","level_word":null,"stage":"alpha","hosts":[]}
    ]}
    "#);
    assert_eq!(
        wire::encode(&Catalog::default()),
        "{\"portolan_catalog\":1,\"connectors\":[\n]}\n"
    );
}

#[test]
fn a_reformatted_snapshot_is_still_one() {
    let value: serde_json::Value = serde_json::from_str(BUNDLE).unwrap();
    let connectors = &value["connectors"];
    let pretty = format!(
        "{{\n  \"portolan_catalog\": 1,\n \"more\": [], \"connectors\": {connectors:#}\n}}"
    );
    assert_eq!(
        wire::decode(pretty.as_bytes(), None)
            .unwrap()
            .catalog
            .connectors(),
        bundle().connectors()
    );
}

/// A snapshot of one connector, with some fields of its line set otherwise.
fn line_with(fields: &serde_json::Value) -> wire::Decoded {
    let mut line = json!({"slug": "source-a", "kind": "source", "name": "A", "version": "1.0.0",
        "level": "airbyte", "stage": "generally_available", "cloud": "listed", "oss": "listed"});
    let fields = fields.as_object().unwrap().clone();
    line.as_object_mut().unwrap().extend(fields);
    let text = format!("{{\"portolan_catalog\":1,\"connectors\":[{line}]}}");
    wire::decode(text.as_bytes(), None).unwrap()
}

#[test]
fn an_unknown_level_is_not_a_missing_one() {
    let table = [
        (json!({"level": "platinum"}), Some("platinum"), 1),
        (
            json!({"level": "platinum", "level_word": "shiny"}),
            Some("shiny"),
            1,
        ),
        (
            json!({"level": "platinum", "level_word": null}),
            Some("platinum"),
            1,
        ),
        (json!({"level": "unknown"}), None, 0),
    ];
    for (fields, word, notes) in table {
        let decoded = line_with(&fields);
        let [read] = decoded.catalog.connectors() else {
            panic!("{fields}: {:?}", decoded.warnings)
        };
        assert_eq!(
            (read.level, read.level_word.as_deref()),
            (Level::Unknown, word),
            "{fields}"
        );
        assert_eq!(decoded.warnings.len(), notes, "{:?}", decoded.warnings);
        let again = wire::decode(wire::encode(&decoded.catalog).as_bytes(), None).unwrap();
        assert_eq!(again.catalog, decoded.catalog);
    }
}

#[test]
fn what_a_verdict_rests_on_is_readable_or_the_line_is_lost() {
    let table = [
        (json!({"removed": "2026-02-31"}), "connectors[0].removed"),
        (json!({"removed": true}), "connectors[0].removed"),
        (json!({"level": 5}), "connectors[0].level"),
        (json!({"breaking": "2.0.0"}), "connectors[0].breaking"),
        (json!({"breaking": ["2.0.0"]}), "connectors[0].breaking[0]"),
        (
            json!({"breaking": [{"version": null}]}),
            "connectors[0].breaking[0].version",
        ),
    ];
    for (fields, field) in table {
        let decoded = line_with(&fields);
        let [lost] = &decoded.warnings[..] else {
            panic!("{fields}: {:?}", decoded.warnings)
        };
        assert!(decoded.catalog.is_empty() && lost.is_loss, "{fields}");
        assert_eq!(lost.field.as_deref(), Some(field), "{fields}");
    }
}

#[test]
fn a_breaking_change_breaks_whatever_is_told_of_it() {
    let odd = json!({"breaking": [{"version": "2.0.0", "deadline": "2026-02-31", "released": 5,
        "action": {}, "streams": "s", "guide": 7, "breaks": "no", "safe_to_downgrade": []}]});
    let decoded = line_with(&odd);
    let change = &decoded.catalog.connectors()[0].breaking_changes[0];
    assert_eq!(
        (change.deadline, change.is_breaking, change.streams.len()),
        (None, true, 0)
    );
    assert_eq!(decoded.warnings.len(), 7, "{:?}", decoded.warnings);
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(catalog in any_catalog()) {
        let text = wire::encode(&catalog);
        prop_assert_eq!(text.lines().count(), catalog.len() + 2);
        let decoded = wire::decode(text.as_bytes(), None).unwrap();
        prop_assert_eq!(&decoded.warnings, &[]);
        prop_assert_eq!(&decoded.catalog, &catalog);
        prop_assert_eq!(wire::encode(&decoded.catalog), text);
    }
}

#[test]
fn the_bundle_is_in_the_very_form_that_is_written() {
    assert_eq!(wire::encode(&bundle()), BUNDLE);
}

#[test]
fn the_bundle_holds_what_was_counted() {
    let bundle = bundle();
    assert_eq!(
        (bundle.as_of, bundle.snapshots.len()),
        (Some(day("2026-02-28")), 7)
    );
    assert_eq!(bundle.snapshots.first(), Some(&day("2023-09-10")));
    let live: Vec<_> = bundle
        .connectors()
        .iter()
        .filter(|c| !c.is_gone())
        .collect();
    let mut levels = BTreeMap::new();
    for connector in &live {
        *levels.entry(connector.level).or_insert(0) += 1;
    }
    let counted = [
        (Level::Airbyte, 68),
        (Level::Enterprise, 11),
        (Level::Marketplace, 562),
    ];
    assert_eq!((live.len(), levels), (641, BTreeMap::from(counted)));
    let count = |holds: &dyn Fn(&portolan::catalog::Connector) -> bool| {
        bundle
            .connectors()
            .iter()
            .filter(|connector| holds(connector))
            .count()
    };
    assert_eq!(bundle.len(), 690);
    assert_eq!(count(&|c| c.removed.is_some()), 8);
    assert_eq!(
        count(&|c| c.level == Level::Archived && c.removed.is_none()),
        32
    );
    assert_eq!(count(&|c| c.is_withdrawn()), 9);
    assert_eq!(
        count(&|c| c.kind == Kind::Destination && c.level == Level::Archived),
        20
    );
    // Two of the 171 published ones were declared on strict-encrypt twins.
    let changes = || {
        bundle
            .connectors()
            .iter()
            .flat_map(|c| c.breaking_changes.iter())
    };
    assert_eq!(changes().count(), 169);
    assert_eq!(
        changes()
            .filter(|change| change.action == DeadlineAction::AutoUpgrade)
            .count(),
        6
    );
    assert!(changes().all(|change| change.guide.is_some() && change.window_days().is_some()));
    let measured: Vec<_> = bundle
        .connectors()
        .iter()
        .filter_map(|c| c.metrics.as_ref())
        .collect();
    assert_eq!(measured.len(), 356);
    assert!(
        measured
            .iter()
            .all(|metrics| metrics.as_of == Some(day("2025-01-29")))
    );
}

#[test]
fn the_bundle_tells_the_special_cases_apart() {
    let bundle = bundle();
    let clickhouse = of(&bundle, "source-clickhouse");
    assert_eq!(
        clickhouse.cloud.own.image.as_deref(),
        Some("airbyte/source-clickhouse-strict-encrypt")
    );
    // Both registries hold back the version that the metadata names.
    for (slug, version, candidates) in [
        ("source-postgres", "3.7.0", &["3.7.2-rc.1"][..]),
        ("source-faker", "6.2.24", &[]),
        ("source-quickbooks", "4.0.4", &[]),
    ] {
        let held = of(&bundle, slug);
        assert_eq!(held.version, Some(Version::new(version)), "{slug}");
        assert_eq!(
            (&held.cloud.own.version, &held.oss.own.version),
            (&None, &None)
        );
        let candidates: Vec<_> = candidates.iter().map(|c| Version::new(c)).collect();
        assert_eq!(held.rare.release_candidates, candidates, "{slug}");
    }
    for (slug, level) in [
        ("source-oracle", Level::Marketplace),
        ("source-oracle-enterprise", Level::Enterprise),
        ("source-serpstat", Level::Marketplace),
        ("source-declarative-manifest", Level::Custom),
        ("source-google-analytics-v4", Level::Archived),
    ] {
        assert_eq!(of(&bundle, slug).level, level, "{slug}");
    }
    let documented = of(&bundle, "source-sharepoint-enterprise");
    assert_eq!(
        (documented.cloud.listing, documented.stage),
        (Listing::Unknown, Stage::None)
    );
    assert_eq!(
        documented.version.as_ref().map(Version::as_str),
        Some("0.3.0")
    );
    assert_eq!(of(&bundle, "destination-salesforce").name, "Salesforce");
    let orbit = of(&bundle, "source-orbit");
    assert_eq!(
        (orbit.removed, orbit.history.len()),
        (Some(day("2025-01-16")), 2)
    );
    let twin = |slug: &str| {
        slug.ends_with("-strict-encrypt") || slug.ends_with("-secure") || slug.contains("scaffold")
    };
    assert!(!bundle.connectors().iter().any(|c| twin(&c.slug)));
    let jira = &of(&bundle, "source-jira").breaking_changes;
    assert!(jira.is_sorted_by(|a, b| a.version > b.version));
}
