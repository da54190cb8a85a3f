//! Hostile texts and mutated files: nothing that reaches a text can act on a terminal, and nothing panics.

use portolan::{catalog::wire, text::clean::is_hostile, words::Registry};
use proptest::prelude::*;
use serde_json::json;

use crate::made::{all_texts, decode, of, with};

#[test]
fn texts_arrive_inert() {
    let table = [
        ("nul_escape", "a\u{0}b", "a␀b"),
        ("csi_clear", "\u{1b}[2Jx", "␛[2Jx"),
        ("osc52", "\u{1b}]52;c;aGk=\u{7}", "␛]52;c;aGk=␇"),
        ("c1_csi", "\u{9b}2J", "\u{fffd}2J"),
        ("rlo_name", "a\u{202e}b", "a<U+202E>b"),
        ("arabic_ok", "مرحبا", "مرحبا"),
        ("tabs_crlf", "a\tb\r\nc", "a b  c"),
    ];
    for (name, raw, shown) in table {
        let fields =
            json!({"name": raw, "license": raw, "dockerImageTag": raw, "releaseStage": raw});
        let decoded = decode(&with(&fields));
        assert_eq!(
            of(&decoded.catalog, "source-number-3").name,
            shown,
            "{name}"
        );
        let mut texts = all_texts(&decoded.catalog);
        texts.extend(
            decoded
                .warnings
                .iter()
                .map(|warning| format!("{warning:?}")),
        );
        texts.extend(decoded.warnings.into_iter().map(|warning| warning.message));
        assert!(
            !texts.iter().flat_map(|text| text.chars()).any(is_hostile),
            "{name}"
        );
    }
    let long = decode(&with(&json!({"name": "x".repeat(1 << 20)})));
    assert_eq!(
        of(&long.catalog, "source-number-3").name.chars().count(),
        257
    );
}

/// What a mutation may put in the place of a few bytes.
const HOSTILE: [&str; 12] = [
    "\u{1b}]52;c;x\u{7}",
    "\\u001b[2J",
    "\u{202e}",
    "null",
    "[[[[",
    "1e999",
    "\\ud800",
    "\"",
    "}",
    "{\"name\":{}}",
    "NaN",
    "\u{9b}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = wire::decode(&bytes, None);
    }

    #[test]
    fn a_mutated_catalog_does_no_harm(
        seed in 0usize..3,
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..9, 0..HOSTILE.len()), 1..8),
    ) {
        let mut bytes = seeds()[seed].clone();
        for (at, removed, hostile) in edits {
            let start = at.index(bytes.len());
            let end = (start + removed).min(bytes.len());
            bytes.splice(start..end, HOSTILE[hostile].bytes());
        }
        match wire::decode(&bytes, None) {
            Ok(decoded) => {
                let texts = all_texts(&decoded.catalog);
                prop_assert!(!texts.iter().flat_map(|text| text.chars()).any(is_hostile));
                for warning in &decoded.warnings {
                    let shown = [Some(&warning.message), warning.field.as_ref(), warning.entry.as_ref()];
                    prop_assert!(!shown.into_iter().flatten().flat_map(|t| t.chars()).any(is_hostile), "{warning:?}");
                }
                let again = wire::decode(wire::encode(&decoded.catalog).as_bytes(), None).unwrap();
                prop_assert_eq!(again.catalog, decoded.catalog);
            }
            Err(error) => prop_assert!(!error.to_string().chars().any(is_hostile), "{error:?}"),
        }
    }
}

/// A registry, a report and a snapshot, small and whole.
fn seeds() -> [Vec<u8>; 3] {
    let rich = json!({
        "availability": ["oss"], "ab_internal": {"sl": 100, "ql": 200}, "tags": ["language:java", "cdk:python"],
        "allowedHosts": {"hosts": ["a.com"]}, "suggestedStreams": {"streams": ["s"]},
        "releases": {"breakingChanges": {"2.0.0": {"upgradeDeadline": "2025-02-01", "message": "m",
            "scopedImpact": [{"scopeType": "stream", "impactedScopes": ["s"]}]}}},
    });
    let registry = with(&rich);
    let snapshot = wire::encode(
        &wire::decode(&registry, Some(Registry::Oss))
            .unwrap()
            .catalog,
    );
    let report = json!([{"definitionId": "1", "connector_type": "source", "is_oss": true, "is_cloud": false,
        "name_oss": "One", "dockerRepository_oss": "airbyte/source-one", "supportLevel_oss": "certified"}]);
    [
        registry,
        report.to_string().into_bytes(),
        snapshot.into_bytes(),
    ]
}
