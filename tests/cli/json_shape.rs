//! JSON: every field of the contract is there, null where nothing is known, of the right kind, and in order.

use serde_json::Value;

use crate::{
    program::World,
    registry::{Entry, registry},
};

/// A field and what it may be: letters of `is`, any of them.
type Shape = &'static [(&'static str, &'static str)];

const CATALOG: Shape = &[
    ("origin", "s"),
    ("as_of", "d0"),
    ("fetched_at", "s0"),
    ("age_days", "n0"),
    ("entries", "n"),
    ("warnings", "a"),
];
const PROFILE: Shape = &[
    ("deployment", "s"),
    ("premium_support", "s"),
    ("enterprise_license", "s"),
];
const CONNECTOR: Shape = &[
    ("slug", "s"),
    ("id", "s0"),
    ("kind", "s"),
    ("name", "s"),
    ("image", "s0"),
    ("version", "s0"),
    ("level", "s"),
    ("stage", "s"),
    ("type", "s0"),
    ("license", "s0"),
    ("languages", "a"),
    ("docs_url", "s0"),
    ("maintainer", "s"),
    ("first_released", "d0"),
    ("version_released", "d0"),
    ("removed", "d0"),
    ("registries", "o"),
    ("deployments", "o"),
    ("readiness", "s"),
    ("reasons", "a"),
    ("upgrade", "o"),
    ("metrics", "o0"),
    ("history", "a"),
    ("allowed_hosts", "a0"),
    ("links", "o"),
];
const SIDE: Shape = &[("available", "b0"), ("image", "s0"), ("version", "s0")];
const PLACEMENT: Shape = &[
    ("availability", "s"),
    ("support", "s"),
    ("sla", "s"),
    ("footnote", "s0"),
    ("readiness", "s"),
];
const REASON: Shape = &[
    ("rule", "s"),
    ("text", "s"),
    ("source", "s"),
    ("effect", "s"),
];
const UPGRADE: Shape = &[
    ("promise", "s"),
    ("text", "s"),
    ("median_days", "n0"),
    ("shortest_days", "n0"),
    ("samples", "n"),
    ("basis", "s0"),
    ("pending", "a"),
    ("past", "a"),
];
const CHANGE: Shape = &[
    ("version", "s"),
    ("deadline", "d0"),
    ("released", "d0"),
    ("window_days", "n0"),
    ("days_left", "n0"),
    ("action", "s0"),
    ("streams", "a"),
    ("guide", "s0"),
];
const METRICS: Shape = &[("usage", "s0"), ("sync_success", "s0"), ("as_of", "d0")];
const STATE: Shape = &[
    ("as_of", "d"),
    ("level", "s"),
    ("stage", "s"),
    ("cloud", "b0"),
    ("oss", "b0"),
];
const RESULT: Shape = &[
    ("input", "s"),
    ("location", "o0"),
    ("connector", "s0"),
    ("pinned", "s0"),
    ("latest", "s0"),
    ("verdict", "s"),
    ("passed", "b"),
    ("findings", "a"),
];
const FINDING: Shape = &[
    ("rule", "s"),
    ("severity", "s"),
    ("text", "s"),
    ("source", "s"),
];
const MOVED: Shape = &[
    ("slug", "s"),
    ("kind", "s"),
    ("name", "s"),
    ("change", "s"),
    ("from", "s0"),
    ("to", "s0"),
    ("after", "d0"),
    ("by", "d0"),
];

const KINDS: &[&str] = &["source", "destination"];
const LEVELS: &[&str] = &[
    "airbyte",
    "enterprise",
    "marketplace",
    "custom",
    "archived",
    "unknown",
];
const STAGES: &[&str] = &[
    "alpha",
    "beta",
    "generally_available",
    "deprecated",
    "none",
    "unknown",
];
const READINESS: &[&str] = &[
    "ready",
    "caveats",
    "caution",
    "unknown",
    "unavailable",
    "avoid",
];
const VOCABULARY: &[(&str, &[&str])] = &[
    ("/kind", KINDS),
    ("/level", LEVELS),
    ("/stage", STAGES),
    ("/readiness", READINESS),
    (
        "/maintainer",
        &["airbyte", "community", "you", "nobody", "unknown"],
    ),
    (
        "/upgrade/promise",
        &[
            "adequate_window",
            "none",
            "yours",
            "no_updates",
            "migrate",
            "unknown",
        ],
    ),
    (
        "/deployments/cloud/availability",
        &[
            "available",
            "with_license",
            "your_workspace",
            "granted_only",
            "not_available",
            "unknown",
        ],
    ),
    (
        "/deployments/cloud/support",
        &["portal", "best_effort", "slack", "none", "not_applicable"],
    ),
    (
        "/deployments/cloud/sla",
        &["yes", "with_premium_support", "no"],
    ),
];
const DEPLOYMENTS: [&str; 4] = [
    "cloud",
    "powered",
    "self_managed_enterprise",
    "self_managed_community",
];

fn is_day(text: &str) -> bool {
    portolan::date::parse(text).is_some() && text.len() == 10
}

#[track_caller]
fn check(value: &Value, shape: Shape, what: &str) {
    for (field, allowed) in shape {
        let found = value.get(field).unwrap_or_else(|| {
            panic!("{what}: {field} is missing in {value}");
        });
        let is_allowed = allowed.chars().any(|kind| match kind {
            's' => found.is_string(),
            'd' => found.as_str().is_some_and(is_day),
            'n' => found.is_i64(),
            'b' => found.is_boolean(),
            'a' => found.is_array(),
            'o' => found.is_object(),
            _ => found.is_null(),
        });
        assert!(is_allowed, "{what}: {field} is {found}");
    }
}

#[track_caller]
fn check_all(values: &Value, shape: Shape, what: &str) {
    for value in values.as_array().unwrap() {
        check(value, shape, what);
    }
}

#[track_caller]
fn check_sorted(values: &Value, what: &str) {
    let texts: Vec<&str> = values
        .as_array()
        .into_iter()
        .flatten()
        .map(|value| value.as_str().unwrap())
        .collect();
    assert!(texts.is_sorted(), "{what}: {texts:?}");
}

#[track_caller]
pub(crate) fn check_envelope(value: &Value) {
    assert_eq!(value["schema_version"], 1);
    check(&value["catalog"], CATALOG, "catalog");
    check(&value["profile"], PROFILE, "profile");
    check(value, &[("as_of", "d")], "the document");
    check_snake_case(value);
}

/// Keys that are data (rules, links) are words as well.
fn check_snake_case(value: &Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_snake = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_');
                assert!(key.chars().all(is_snake), "{key}");
                check_snake_case(value);
            }
        }
        Value::Array(values) => values.iter().for_each(check_snake_case),
        _ => {}
    }
}

#[track_caller]
fn check_connector(connector: &Value) {
    let slug = connector["slug"].as_str().unwrap();
    check(connector, CONNECTOR, slug);
    for registry in ["cloud", "oss"] {
        check(&connector["registries"][registry], SIDE, slug);
    }
    for deployment in DEPLOYMENTS {
        check(&connector["deployments"][deployment], PLACEMENT, slug);
    }
    for (place, words) in VOCABULARY {
        let word = connector.pointer(place).unwrap().as_str().unwrap();
        assert!(words.contains(&word), "{slug}: {place} is {word}");
    }
    let upgrade = &connector["upgrade"];
    check_all(&connector["reasons"], REASON, slug);
    check(upgrade, UPGRADE, slug);
    for changes in ["pending", "past"] {
        check_all(&upgrade[changes], CHANGE, slug);
        for change in upgrade[changes].as_array().unwrap() {
            check_sorted(&change["streams"], slug);
        }
    }
    if !connector["metrics"].is_null() {
        check(&connector["metrics"], METRICS, slug);
    }
    check_all(&connector["history"], STATE, slug);
    let days: Vec<&str> = connector["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|state| state["as_of"].as_str().unwrap())
        .collect();
    assert!(days.is_sorted(), "{slug}: {days:?}");
    check_sorted(&connector["languages"], slug);
    check_sorted(&connector["allowed_hosts"], slug);
    let basis = upgrade["basis"].as_str();
    assert!(matches!(basis, None | Some("own" | "kind")), "{slug}");
    assert_eq!(basis.is_some(), !upgrade["median_days"].is_null(), "{slug}");
}

#[test]
fn every_bundled_connector_has_every_field_on_every_deployment() {
    let world = World::new();
    for deployment in DEPLOYMENTS {
        let listed = world.json(&format!(
            "list --all --json --as-of 2026-03-10 --on {deployment}"
        ));
        check_envelope(&listed);
        assert_eq!(listed["profile"]["deployment"], deployment);
        assert_eq!(listed["as_of"], "2026-03-10");
        assert_eq!(listed["catalog"]["origin"], "bundled");
        assert_eq!(listed["catalog"]["as_of"], "2026-02-28");
        assert_eq!(listed["catalog"]["age_days"], 10);
        let connectors = listed["connectors"].as_array().unwrap();
        assert_eq!(listed["catalog"]["entries"], connectors.len());
        for connector in connectors {
            check_connector(connector);
            let here = &connector["deployments"][deployment]["readiness"];
            assert_eq!(&connector["readiness"], here);
        }
    }
}

#[test]
fn show_and_list_and_compare_and_check_tell_the_same_of_a_connector() {
    let world = World::new();
    let with = "--as-of 2026-03-10 --on sme --premium-support yes";
    let shown = world.json(&format!("show source-hubspot --json {with}"));
    check_envelope(&shown);
    check_connector(&shown["connector"]);
    let listed = world.json(&format!("list slug-hubspot source-hubspot --json {with}"));
    check_envelope(&listed);
    let listed = world.json(&format!("list source-hubspot --format json {with}"));
    assert_eq!(listed["connectors"][0], shown["connector"]);
    let compared = world.json(&format!(
        "compare source-hubspot destination-hubspot --json {with}"
    ));
    check_envelope(&compared);
    assert_eq!(compared["connectors"][0], shown["connector"]);
    let checked = world.json(&format!("check source-hubspot --json {with}"));
    assert_eq!(
        checked["results"][0]["verdict"],
        shown["connector"]["readiness"]
    );
    let lines = world.line(&format!("list source-hubspot --format ndjson {with}"));
    let first: Value = serde_json::from_str(lines.lines()[0]).unwrap();
    assert_eq!(first, shown["connector"]);
}

#[test]
fn check_and_changes_have_their_fields() {
    let world = World::new();
    let checked = world.run(&[
        "check",
        "source-hubspot@5.0.0",
        "source-nothing-like-it@1.0.0",
        "source-punk-api",
        "--json",
        "--as-of",
        "2026-03-10",
    ]);
    let checked = checked.exits(1).json();
    check_envelope(&checked);
    check_all(&checked["results"], RESULT, "results");
    assert_eq!(checked["passed"], false);
    for result in checked["results"].as_array().unwrap() {
        check_all(&result["findings"], FINDING, "findings");
        let verdict = result["verdict"].as_str().unwrap();
        assert!(READINESS.contains(&verdict), "{verdict}");
        for finding in result["findings"].as_array().unwrap() {
            let severity = finding["severity"].as_str().unwrap();
            assert!(["error", "warning", "note"].contains(&severity));
        }
    }
    let [hubspot, nothing, punk] = &checked["results"].as_array().unwrap()[..] else {
        panic!("{checked}");
    };
    assert_eq!(hubspot["connector"], "source-hubspot");
    assert_eq!(hubspot["pinned"], "5.0.0");
    assert_eq!(hubspot["input"], "source-hubspot@5.0.0");
    assert_eq!(nothing["connector"], Value::Null);
    assert_eq!(nothing["pinned"], "1.0.0");
    assert_eq!(nothing["passed"], false);
    assert_eq!(punk["pinned"], Value::Null);
    assert_eq!(punk["verdict"], "avoid");

    let changed = world.json("changes --since 2025-01-01 --json --as-of 2026-03-10");
    check_envelope(&changed);
    check_all(&changed["changes"], MOVED, "changes");
    assert!(changed["changes"].as_array().unwrap().len() > 100);
    for more in [
        "explain --json",
        "explain rule --json",
        "info --json",
        "explain level airbyte --json",
    ] {
        check_envelope(&world.json(&format!("{more} --as-of 2026-03-10")));
    }
}

#[test]
fn what_an_entry_does_not_say_is_null_and_not_missing() {
    let world = World::new();
    let bare = Entry::new("source-bare", 1)
        .set("dockerImageTag", Value::Null)
        .set("documentationUrl", Value::Null)
        .set("supportLevel", Value::Null)
        .set("releaseStage", Value::Null);
    let catalog = world.file("composite.json", registry(&[bare]));
    let shown = world.on(&catalog, "show bare --json --as-of 2026-03-10");
    let shown = shown.exits(0).json();
    check_envelope(&shown);
    check_connector(&shown["connector"]);
    for field in [
        "version", "docs_url", "type", "license", "removed", "metrics",
    ] {
        assert_eq!(shown["connector"][field], Value::Null, "{field}");
    }
    assert_eq!(shown["connector"]["level"], "unknown");
    assert_eq!(shown["connector"]["stage"], "none");
}

#[test]
fn the_same_question_has_the_same_answer_byte_for_byte() {
    let world = World::new();
    let elsewhere = World::new()
        .with("TZ", "Pacific/Kiritimati")
        .with("LANG", "tr_TR.UTF-8");
    for line in [
        "list --json --as-of 2026-03-10",
        "show source-hubspot --json --as-of 2026-03-10",
        "check source-hubspot@5.0.0 --json --as-of 2026-03-10",
        "list --as-of 2026-03-10",
    ] {
        assert_eq!(world.line(line).out, elsewhere.line(line).out, "{line}");
    }
}
