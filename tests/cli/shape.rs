//! The fields of the JSON contract, and what each may be.

use serde_json::Value;

/// A field and what it may be: letters of `is`, any of them.
pub(crate) type Shape = &'static [(&'static str, &'static str)];

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
    ("announced", "b"),
];
pub(crate) const DEADLINE: Shape = &[
    ("slug", "s"),
    ("kind", "s"),
    ("name", "s"),
    ("version", "s"),
    ("deadline", "d"),
    ("released", "d0"),
    ("window_days", "n0"),
    ("days_left", "n"),
    ("action", "s0"),
    ("streams", "a"),
    ("guide", "s0"),
    ("announced", "b"),
    ("consequence", "s"),
];
const METRICS: Shape = &[("usage", "s0"), ("sync_success", "s0"), ("as_of", "d0")];
const STATE: Shape = &[
    ("as_of", "d"),
    ("level", "s"),
    ("stage", "s"),
    ("cloud", "b0"),
    ("oss", "b0"),
];
pub(crate) const RESULT: Shape = &[
    ("input", "s"),
    ("location", "o0"),
    ("connector", "s0"),
    ("pinned", "s0"),
    ("latest", "s0"),
    ("verdict", "s"),
    ("passed", "b"),
    ("findings", "a"),
];
pub(crate) const FINDING: Shape = &[
    ("rule", "s"),
    ("severity", "s"),
    ("text", "s"),
    ("source", "s"),
];
pub(crate) const MOVED: Shape = &[
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
pub(crate) const READINESS: &[&str] = &[
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
pub(crate) const DEPLOYMENTS: [&str; 4] = [
    "cloud",
    "powered",
    "self_managed_enterprise",
    "self_managed_community",
];

fn is_day(text: &str) -> bool {
    portolan::date::parse(text).is_some() && text.len() == 10
}

#[track_caller]
pub(crate) fn check(value: &Value, shape: Shape, what: &str) {
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
pub(crate) fn check_all(values: &Value, shape: Shape, what: &str) {
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
                // A variable of the environment keeps its name.
                if key == "environment" {
                    continue;
                }
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
pub(crate) fn check_connector(connector: &Value) {
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
