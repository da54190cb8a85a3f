//! What was published from 2023 to 2026, in small.

use portolan::{
    catalog::{
        Connector, Listing,
        wire::{self, Format},
    },
    words::{DeadlineAction, Grade, Kind, Level, Registry, Stage},
};
use serde_json::{Value, json};

use crate::made::{day, entry, entry_with, of, only, registry};

use Listing::{Absent, Granted, Listed, Tombstoned, Unknown};

fn texts(list: &[portolan::text::Text]) -> Vec<&str> {
    list.iter().map(portolan::text::Text::as_str).collect()
}

/// The only connector of a catalog in which one connector stands.
fn sole(bytes: &[u8], hint: Option<Registry>) -> (Format, Connector) {
    let decoded = wire::decode(bytes, hint).unwrap();
    assert_eq!(decoded.catalog.len(), 1, "{:?}", decoded.warnings);
    (decoded.format, decoded.catalog.into_connectors().remove(0))
}

#[test]
fn a_file_of_2023_has_no_level_and_few_fields() {
    let bytes = json!({"destinations": [{
        "destinationDefinitionId": "1fa90628-2b9e-f1ed-a261-0242ac120002", "name": "Doris",
        "dockerRepository": "airbyte/destination-doris", "dockerImageTag": "0.1.0",
        "documentationUrl": "https://docs.airbyte.io/integrations/destinations/doris",
        "releaseStage": "generally_available", "normalizationConfig": {"normalizationTag": "0.2"},
        "public": true, "custom": false, "tombstone": false, "supportsDbt": true,
    }], "sources": []});
    let (format, doris) = sole(bytes.to_string().as_bytes(), Some(Registry::Oss));
    assert_eq!((format, doris.kind), (Format::Oss, Kind::Destination));
    assert_eq!(
        (doris.level, &doris.level_word, doris.stage),
        (Level::Unknown, &None, Stage::GenerallyAvailable)
    );
    assert_eq!((doris.cloud.listing, doris.oss.listing), (Unknown, Listed));
    assert_eq!(
        (
            texts(&doris.rare.features),
            &doris.allowed_hosts,
            &doris.subtype
        ),
        (vec!["supportsDbt"], &None, &None)
    );
}

#[test]
fn a_file_of_2025_is_read_in_full() {
    let full = json!({
        "supportLevel": "certified", "releaseStage": "beta", "releaseDate": "2023-05-01", "language": null,
        "tags": ["language:java", "language:unknown", "cdk:python"],
        "allowedHosts": {"hosts": ["*.a.com", "${host}"]}, "suggestedStreams": {"streams": []},
        "remoteRegistries": {"pypi": {"enabled": true, "packageName": "airbyte-source-number-1"}},
        "erdUrl": "https://dbdocs.io/x", "ab_internal": {"sl": 300, "ql": 400, "isEnterprise": false},
        "supportsRefreshes": true, "supportsDbt": false,
        "connectorTestSuitesOptions": [null, {"testSecrets": [{"name": "SECRET"}]}],
        "generated": {
            "git": {"commit_author_email": "someone@example.com"},
            "metrics": {"all": {"usage": null, "sync_success_rate": "high"}, "cloud": {"usage": "low"}},
            "source_file_info": {"metadata_last_modified": "2025-01-20T08:54:13.520000+00:00",
                                 "registry_entry_generated_at": "2025-01-28T08:56:53.278595"},
        },
        "releases": {
            "breakingChanges": {
                "1.0.0": {"upgradeDeadline": "2024-01-02T00:00:00Z", "message": "m", "migrationDocumentationUrl": "https://x.com/guide"},
                "10.0.0": {"upgradeDeadline": "2025-02-03", "message": "m", "deadlineAction": "auto_upgrade",
                    "scopedImpact": [{"scopeType": "stream", "impactedScopes": ["a", "b"]}]},
            },
            "releaseCandidates": {"1.3.0-rc.1": {"name": "nested", "dockerRepository": "airbyte/source-nested"}},
        },
    });
    let c = only(&full);
    assert_eq!(
        (c.level, c.level_word.as_deref(), c.stage),
        (Level::Airbyte, Some("certified"), Stage::Beta)
    );
    assert_eq!(
        (c.license.as_deref(), texts(&c.languages)),
        (Some("ELv2"), vec!["java"])
    );
    assert_eq!(
        c.allowed_hosts.as_deref().map(texts),
        Some(vec!["*.a.com", "${host}"])
    );
    assert_eq!(c.rare.suggested_streams, Some(Vec::new()));
    assert_eq!(
        (c.rare.pypi.as_deref(), c.rare.erd.as_deref()),
        (Some("airbyte-source-number-1"), Some("https://dbdocs.io/x"))
    );
    assert_eq!(
        (c.support_score, c.quality_score, texts(&c.rare.features)),
        (Some(300), Some(400), vec!["supportsRefreshes"])
    );
    assert_eq!(
        (c.first_released, c.version_released),
        (Some(day("2023-05-01")), Some(day("2025-01-20")))
    );
    let metrics = c.metrics.as_ref().unwrap();
    assert_eq!(
        (metrics.usage, metrics.sync_success, metrics.as_of),
        (Some(Grade::Low), Some(Grade::High), Some(day("2025-01-28")))
    );
    assert_eq!(
        c.rare
            .release_candidates
            .iter()
            .map(portolan::catalog::Version::as_str)
            .collect::<Vec<_>>(),
        ["1.3.0-rc.1"]
    );
    let [newest, oldest] = &c.breaking_changes[..] else {
        panic!("{:?}", c.breaking_changes)
    };
    assert_eq!(
        (newest.version.as_str(), newest.deadline),
        ("10.0.0", Some(day("2025-02-03")))
    );
    assert_eq!(
        (newest.action, texts(&newest.streams)),
        (DeadlineAction::AutoUpgrade, vec!["a", "b"])
    );
    assert_eq!(
        newest.guide.as_deref(),
        Some("https://docs.airbyte.com/integrations/sources/number-1-migrations#10.0.0")
    );
    assert_eq!(
        (oldest.deadline, oldest.action),
        (Some(day("2024-01-02")), DeadlineAction::Unstated)
    );
    assert_eq!(
        (oldest.guide.as_deref(), oldest.is_breaking),
        (Some("https://x.com/guide"), true)
    );
}

#[test]
fn a_file_of_2026_has_nulls_and_no_identity() {
    let new = json!({
        "sourceDefinitionId": null, "language": null, "sourceType": null, "connectorSubtype": "message_queue",
        "dockerImageTag": "2.0.0-rc.3", "public": false, "allowedHosts": {}, "remoteRegistries": {"pypi": null},
        "generated": {"metrics": {}, "source_file_info": {
            "metadata_last_modified": "2026-08-01T10:00:00.123+00:00", "registry_entry_generated_at": "2026-08-01T10:00:00.124+00:00"}},
        "releases": {"migrationDocumentationUrl": "https://x.com/m", "unsafeDowngrades": {"1.0.0": {"message": "m"}},
            "releaseCandidates": {"2.1.0": {}}, "rolloutConfiguration": null, "breakingChanges": {
                "2.0.0": {"upgradeDeadline": null, "isBreaking": false, "safeToDowngrade": true, "deadlineAction": "disable",
                    "scopedImpact": [{"scopeType": "operation", "impactedScopes": ["x"]}]}}},
    });
    let c = only(&new);
    assert_eq!(
        (c.id.as_ref(), c.key().0.as_str()),
        (None, "airbyte/source-number-1")
    );
    assert_eq!(
        (c.oss.listing, c.subtype.as_deref()),
        (Granted, Some("message_queue"))
    );
    assert_eq!(
        (
            &c.allowed_hosts,
            &c.metrics,
            &c.rare.pypi,
            c.version_released
        ),
        (&None, &None, &None, None)
    );
    let change = &c.breaking_changes[0];
    assert_eq!(
        (change.is_breaking, change.safe_to_downgrade, change.action),
        (false, Some(true), DeadlineAction::Disable)
    );
    assert_eq!(
        (change.guide.as_deref(), change.streams.len()),
        (Some("https://x.com/m#2.0.0"), 0)
    );
}

#[test]
fn levels_follow_identity_then_the_custom_mark_then_the_word() {
    let oracle =
        "https://docs.airbyte.com/integrations/enterprise-connectors/source-oracle-enterprise";
    let table = [
        (json!({"supportLevel": "community"}), Level::Marketplace),
        (json!({"supportLevel": "ARCHIVED"}), Level::Archived),
        (json!({"supportLevel": "none"}), Level::Custom),
        (json!({"supportLevel": "integration"}), Level::Unknown),
        (json!({"supportLevel": null}), Level::Unknown),
        (
            json!({"supportLevel": "community", "custom": true}),
            Level::Custom,
        ),
        (
            json!({"documentationUrl": oracle, "custom": true}),
            Level::Enterprise,
        ),
        (
            json!({"sourceDefinitionId": "7b8b9550-331c-46c8-a299-943fb6ae2a72"}),
            Level::Enterprise,
        ),
        (
            json!({"ab_internal": {"isEnterprise": true}}),
            Level::Enterprise,
        ),
        (
            json!({"dockerRepository": "airbyte/source-db2"}),
            Level::Marketplace,
        ),
    ];
    for (fields, level) in table {
        assert_eq!(only(&fields).level, level, "{fields}");
    }
}

#[test]
fn the_registry_is_told_by_content_then_by_its_name() {
    let plain = registry(&[entry(1)]);
    let decoded = wire::decode(&plain, None).unwrap();
    assert_eq!(decoded.format, Format::Oss);
    assert!(
        decoded.warnings[0].message.contains("cloud_registry.json"),
        "a guess is said to be one"
    );
    let (format, connector) = sole(&plain, Some(Registry::Cloud));
    assert_eq!(
        (format, connector.cloud.listing, connector.oss.listing),
        (Format::Cloud, Listed, Unknown)
    );
    let mut twin = entry(1);
    twin["dockerRepository"] = json!("airbyte/source-mysql-strict-encrypt");
    let (format, connector) = sole(&registry(&[twin]), None);
    assert_eq!(
        (format, connector.slug.as_str()),
        (Format::Cloud, "source-mysql")
    );
    assert_eq!(
        connector.image.as_deref(),
        Some("airbyte/source-mysql-strict-encrypt")
    );
}

#[test]
fn each_measure_is_the_first_that_is_told() {
    let measured = |metrics: Value| {
        let read = only(&json!({"generated": {"metrics": metrics}})).metrics;
        read.map(|metrics| (metrics.usage, metrics.sync_success))
    };
    let oss = json!({"usage": "high", "sync_success_rate": "medium"});
    let table = [
        (
            json!({"all": {}, "oss": oss}),
            Some((Some(Grade::High), Some(Grade::Medium))),
        ),
        (
            json!({"all": {"usage": null, "sync_success_rate": "low"}, "cloud": null, "oss": oss}),
            Some((Some(Grade::High), Some(Grade::Low))),
        ),
        (
            json!({"all": {"usage": "low"}, "cloud": {"usage": "high"}}),
            Some((Some(Grade::Low), None)),
        ),
        (
            json!({"all": {"usage": null, "sync_success_rate": null}}),
            None,
        ),
        (json!({}), None),
    ];
    for (metrics, expected) in table {
        assert_eq!(measured(metrics.clone()), expected, "{metrics}");
    }
}

#[test]
fn of_two_entries_with_one_id_the_one_that_is_no_twin_is_kept() {
    let twin = |number| {
        let image = format!("airbyte/source-number-{number}-strict-encrypt");
        entry_with(number, &json!({"dockerRepository": image}))
    };
    let decoded = wire::decode(
        &registry(&[twin(1), entry(1), entry(2), twin(2)]),
        Some(Registry::Oss),
    )
    .unwrap();
    assert_eq!(decoded.format, Format::Cloud, "two twins are proof");
    for number in [1, 2] {
        let kept = of(&decoded.catalog, &format!("source-number-{number}"));
        let base = format!("airbyte/source-number-{number}");
        assert_eq!(kept.image.as_deref(), Some(base.as_str()));
    }
    assert_eq!((decoded.catalog.len(), decoded.warnings.len()), (2, 3));
}

#[test]
fn a_name_that_only_ends_as_a_twins_is_a_name() {
    let vault = only(&json!({"dockerRepository": "acme/source-vault-secure"}));
    assert_eq!(
        (vault.slug.as_str(), vault.image.as_deref()),
        ("source-vault-secure", Some("acme/source-vault-secure"))
    );
    let twin = json!({"dockerRepository": "airbyte/source-mysql-strict-encrypt"});
    let named = registry(&[entry_with(1, &twin), entry(2)]);
    let decoded = wire::decode(&named, Some(Registry::Oss)).unwrap();
    assert_eq!(
        decoded.format,
        Format::Oss,
        "one image does not overrule a name"
    );
}

#[test]
fn a_definition_id_has_one_spelling() {
    let capitals = "7B8B9550-331C-46C8-A299-943FB6AE2A72";
    let expected = "7b8b9550-331c-46c8-a299-943fb6ae2a72";
    let workday = only(&json!({"sourceDefinitionId": capitals}));
    assert_eq!(
        (workday.id.as_deref(), workday.level),
        (Some(expected), Level::Enterprise)
    );
    let report = json!([{"definitionId": capitals, "is_oss": true, "name_oss": "Workday",
                         "dockerRepository_oss": "airbyte/source-workday"}]);
    let (_, workday) = sole(report.to_string().as_bytes(), None);
    assert_eq!(workday.id.as_deref(), Some(expected));
    let snapshot = format!(
        "{{\"portolan_catalog\":1,\"connectors\":[{{\"slug\":\"source-workday\",\"id\":\"{capitals}\",\
         \"kind\":\"source\",\"name\":\"Workday\",\"level\":\"enterprise\"}}]}}"
    );
    let (_, workday) = sole(snapshot.as_bytes(), None);
    assert_eq!(workday.id.as_deref(), Some(expected));
}

#[test]
fn a_tombstone_is_told_and_a_composite_says_where() {
    let placed = |fields: &Value| {
        let one = entry_with(1, fields);
        let (format, connector) = sole(&registry(&[one]), Some(Registry::Oss));
        (format, connector.cloud.listing, connector.oss.listing)
    };
    let table = [
        (
            json!({"tombstone": true}),
            (Format::Oss, Unknown, Tombstoned),
        ),
        (
            json!({"availability": ["cloud"], "tombstone": true, "public": false}),
            (Format::Composite, Tombstoned, Absent),
        ),
        (
            json!({"availability": ["oss"]}),
            (Format::Composite, Absent, Listed),
        ),
        (
            json!({"availability": ["cloud", "oss"]}),
            (Format::Composite, Listed, Listed),
        ),
        (
            json!({"availability": ["cloud", "oss"], "public": false}),
            (Format::Composite, Granted, Listed),
        ),
        (
            json!({"availability": ["oss"], "public": false}),
            (Format::Composite, Absent, Granted),
        ),
    ];
    for (fields, expected) in table {
        assert_eq!(placed(&fields), expected, "{fields}");
    }
}

#[test]
fn the_composite_entry_of_what_both_list_is_the_cloud_one() {
    let placed = |image: &str, availability: Value| {
        let fields = json!({"dockerRepository": image, "availability": availability});
        sole(&registry(&[entry_with(1, &fields)]), None).1
    };
    let (twin, plain) = (
        "airbyte/source-oracle-strict-encrypt",
        "airbyte/source-oracle",
    );
    let table = [
        (twin, json!(["cloud", "oss"]), plain, Some(twin), true),
        (plain, json!(["oss", "cloud"]), plain, None, true),
        (plain, json!(["oss"]), plain, None, false),
        (twin, json!(["cloud"]), twin, None, false),
    ];
    for (image, availability, own, on_cloud, is_presumed) in table {
        let one = placed(image, availability.clone());
        assert_eq!(
            (one.slug.as_str(), one.image.as_deref()),
            ("source-oracle", Some(own)),
            "{availability}"
        );
        assert_eq!(
            (one.cloud.own.image.as_deref(), one.oss.is_presumed),
            (on_cloud, is_presumed),
            "{availability}"
        );
        assert_eq!((&one.oss.own.image, &one.oss.own.version), (&None, &None));
    }
}

#[test]
fn a_report_joins_both_halves_of_a_row() {
    let report = json!([
        {"definitionId": "b", "connector_type": "source", "is_oss": true, "is_cloud": 1.0, "license": "MIT",
         "name_oss": "MySQL", "name_cloud": "MySQL", "supportLevel_oss": "certified", "supportLevel_cloud": "certified",
         "dockerRepository_oss": "airbyte/source-mysql", "dockerRepository_cloud": "airbyte/source-mysql-strict-encrypt",
         "dockerImageTag_oss": "3.1.0", "dockerImageTag_cloud": "3.0.9", "github_url": "https://x",
         "releases_oss": {"breakingChanges": {"3.0.0": {"upgradeDeadline": "2024-01-01"}}}, "releases_cloud": null},
        {"definitionId": "c", "is_oss": false, "is_cloud": true, "name_oss": null, "name_cloud": "Sell",
         "dockerRepository_cloud": "airbyte/source-zendesk-sell", "supportLevel_cloud": "community"},
        {"name": "Plain", "dockerRepository": "airbyte/destination-plain", "is_oss": true, "is_cloud": false},
        {"definitionId": "d", "name_oss": "Neither", "is_oss": true},
        17,
    ]);
    let decoded = wire::decode(report.to_string().as_bytes(), None).unwrap();
    assert_eq!((decoded.format, decoded.catalog.len()), (Format::Report, 3));
    let lost: Vec<_> = decoded
        .warnings
        .iter()
        .map(|warning| warning.field.as_deref())
        .collect();
    assert_eq!(lost, [Some("[3].connector_type"), Some("[4]")]);
    let mysql = of(&decoded.catalog, "source-mysql");
    assert_eq!(
        (
            mysql.level,
            mysql.license.as_deref(),
            mysql.breaking_changes.len()
        ),
        (Level::Airbyte, Some("MIT"), 1)
    );
    assert_eq!(
        mysql.cloud.own.image.as_deref(),
        Some("airbyte/source-mysql-strict-encrypt")
    );
    assert_eq!(
        mysql
            .cloud
            .own
            .version
            .as_ref()
            .map(portolan::catalog::Version::as_str),
        Some("3.0.9")
    );
    assert_eq!(
        (mysql.cloud.listing, &mysql.oss.own.version),
        (Listed, &None)
    );
    let sell = of(&decoded.catalog, "source-zendesk-sell");
    assert_eq!((sell.cloud.listing, sell.oss.listing), (Listed, Absent));
    assert_eq!(
        of(&decoded.catalog, "destination-plain").kind,
        Kind::Destination
    );
}
