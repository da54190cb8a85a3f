//! Each fault of a policy file is found, and its message names the rule or the case.

use portolan::policy::Policy;
use serde_json::{Value, json};

fn bundled() -> Value {
    serde_json::from_str(include_str!("../../assets/policy.json")).unwrap()
}

fn rules<'a>(policy: &'a mut Value, aspect: &str) -> &'a mut Vec<Value> {
    policy["aspects"][aspect]["rules"].as_array_mut().unwrap()
}

/// A fault, how to make it, and what its message must hold.
type Fault = (&'static str, fn(&mut Value), &'static str);

const FAULTS: [Fault; 17] = [
    (
        "hole",
        |p| rules(p, "maintainer").retain(|r| r["id"] != "maintained-by-you"),
        "maintainer: no rule covers the case level=custom",
    ),
    (
        "hole in two dimensions",
        |p| rules(p, "level").retain(|r| r["id"] != "derived-beta-caveats"),
        "level: no rule covers the case level=missing stage=beta fate=present",
    ),
    (
        "shadowed rule",
        |p| rules(p, "stage").reverse(),
        "stage: the rule \"stage-deprecated-avoid\" never decides",
    ),
    (
        "unknown word in a condition",
        |p| rules(p, "level")[1]["when"]["level"] = json!("certified"),
        "\"level-airbyte-ready\": unknown level \"certified\"",
    ),
    (
        "empty condition",
        |p| rules(p, "level")[1]["when"]["level"] = json!(" "),
        "\"level-airbyte-ready\": no level is named",
    ),
    (
        "unknown axis",
        |p| rules(p, "level")[1]["when"]["levle"] = json!("airbyte"),
        "\"level-airbyte-ready\": unknown axis \"levle\"; did you mean \"level\"?",
    ),
    (
        "axis that is not read",
        |p| rules(p, "level")[1]["when"]["premium"] = json!("yes"),
        "level: the rule \"level-airbyte-ready\" asks for \"premium\"",
    ),
    (
        "unknown word in a conclusion",
        |p| rules(p, "level")[1]["then"]["readiness"] = json!("redy"),
        "\"level-airbyte-ready\": unknown readiness \"redy\"; did you mean \"ready\"?",
    ),
    (
        "missing conclusion",
        |p| rules(p, "access")[0]["then"] = json!({"availability": "unknown"}),
        "the rule \"archived-not-offered\" concludes no readiness",
    ),
    (
        "foreign conclusion",
        |p| rules(p, "level")[1]["then"]["sla"] = json!("yes"),
        "the rule \"level-airbyte-ready\" concludes \"sla\", which has no place here",
    ),
    (
        "duplicate id",
        |p| p["notes"][0]["id"] = json!("level-airbyte-ready"),
        "\"level-airbyte-ready\" is there twice",
    ),
    (
        "id of another shape",
        |p| p["notes"][0]["id"] = json!("Note 1"),
        "\"Note 1\": an id is words of small letters",
    ),
    (
        "empty source",
        |p| rules(p, "level")[1]["source"]["section"] = json!(""),
        "the source of \"level-airbyte-ready\" lacks",
    ),
    (
        "unlisted document",
        |p| rules(p, "level")[1]["source"]["document"] = json!("hearsay"),
        "the source of \"level-airbyte-ready\" names \"hearsay\"",
    ),
    (
        "empty text",
        |p| rules(p, "level")[1]["text"] = json!(" "),
        "the text of \"level-airbyte-ready\" is empty",
    ),
    (
        "placeholder that cannot be filled there",
        |p| rules(p, "level")[1]["text"] = json!("{latest}"),
        "the text of \"level-airbyte-ready\" asks for {latest}",
    ),
    (
        "unknown word in the glossary",
        |p| p["glossary"][0]["word"] = json!("certified"),
        "\"level certified\": no level is called \"certified\"",
    ),
];

#[test]
fn each_fault_is_found_and_named() {
    for (name, spoil, expected) in FAULTS {
        let mut policy = bundled();
        spoil(&mut policy);
        let error = Policy::parse(policy.to_string().leak()).expect_err(name);
        let message = error.to_string();
        assert!(message.contains(expected), "{name}: {message}");
    }
}

#[test]
fn the_bundled_policy_holds_none() {
    Policy::parse(include_str!("../../assets/policy.json")).unwrap();
}

#[test]
fn what_is_no_policy_is_refused_with_its_place() {
    for (json, expected) in [
        ("", "EOF"),
        ("{", "line 1"),
        ("{\"documents\": {}}", "missing field"),
    ] {
        let message = Policy::parse(json).unwrap_err().to_string();
        assert!(
            message.starts_with("the policy cannot be read"),
            "{message}"
        );
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn no_document_is_listed_without_being_cited() {
    let policy = bundled();
    let rest = format!(
        "{}{}{}",
        policy["aspects"], policy["notes"], policy["glossary"]
    );
    for document in policy["documents"].as_object().unwrap().keys() {
        assert!(
            rest.contains(&format!("\"document\":\"{document}\"")),
            "{document}"
        );
    }
}
