//! What the policy must be beyond what is needed to judge by it: its texts, names, sources and words. Each fault of a
//! policy file is found, and its message names the rule or the case.

use serde_json::{Value, json};

use super::{
    Aspect, Policy, PolicyError, Rule, read,
    sentence::{self, Slot},
};
use crate::{sort, text::Word};

const BUNDLED: &str = include_str!("../../assets/policy.json");

/// What is wrong with a policy: reading and compiling it tell the first, the rest is for us.
fn fault(json: &'static str) -> Option<String> {
    let policy = match read::policy(json) {
        Ok(policy) => policy,
        Err(error) => return Some(error.to_string()),
    };
    let rules = policy.rules();
    let mut faults = rules.iter().filter_map(fault_of_rule);
    faults
        .next()
        .or_else(|| twice(rules.iter().map(|rule| rule.id.to_owned()).collect()))
        .or_else(|| fault_of_glossary(&policy))
}

fn fault_of_rule(rule: &Rule) -> Option<String> {
    let is_kebab = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    if !rule.id.split('-').all(is_kebab) {
        let id = rule.id;
        return Some(format!(
            "\"{id}\": an id is words of small letters, joined by hyphens"
        ));
    }
    let text = fault_of_text(&rule.text, rule.aspect).map(|what| PolicyError::Text {
        rule: rule.id.to_owned(),
        what,
    });
    let error = text.or_else(|| rule.cited.check(rule.id).err())?;
    Some(error.to_string())
}

/// It is read only where somebody asks.
fn fault_of_glossary(policy: &Policy) -> Option<String> {
    match policy.glossary() {
        Err(error) => Some(error.to_string()),
        Ok(entries) => {
            let names = entries.iter().map(|entry| {
                let document = &entry.source.document;
                format!("{} {} ({document})", entry.topic, entry.word)
            });
            twice(names.collect())
        }
    }
}

fn twice(mut names: Vec<String>) -> Option<String> {
    sort::plain(&mut names);
    let mut neighbours = names.windows(2);
    let two = neighbours.find(|two| two[0] == two[1])?;
    Some(format!("\"{}\" is there twice", two[0]))
}

/// The placeholders that can be filled where an aspect's rules are told.
fn slots(aspect: Aspect) -> &'static [Slot] {
    use Slot::{
        Between, Crossed, Days, Deadline, Deployment, Latest, Left, LevelWord, Measured, Registry,
        Removed, Streams, Success, Usage, Version,
    };
    match aspect {
        Aspect::Deadline | Aspect::Scope => &[Deployment, Deadline, Streams],
        Aspect::Pin => &[Deployment, Version, Latest, Crossed, Deadline, Days],
        Aspect::Level
        | Aspect::Access
        | Aspect::Stage
        | Aspect::Support
        | Aspect::Sla
        | Aspect::Maintainer
        | Aspect::Promise
        | Aspect::Note => &[
            Deployment, Registry, Removed, LevelWord, Between, Left, Usage, Success, Measured,
        ],
    }
}

/// What is wrong with a rule's text, if anything.
fn fault_of_text(template: &str, aspect: Aspect) -> Option<String> {
    if template.trim().is_empty() {
        return Some("is empty".to_owned());
    }
    let mut rest = template;
    while let Some((_, name, after)) = sentence::next_slot(rest) {
        match Slot::parse(name) {
            Err(unknown) => return Some(format!("holds an {unknown}")),
            Ok(slot) if !slots(aspect).contains(&slot) => {
                return Some(format!("asks for {{{slot}}}, which is not known there"));
            }
            Ok(_) => rest = after,
        }
    }
    None
}

fn bundled() -> Value {
    serde_json::from_str(BUNDLED).unwrap()
}

fn rules<'a>(policy: &'a mut Value, aspect: &str) -> &'a mut Vec<Value> {
    policy["aspects"][aspect]["rules"].as_array_mut().unwrap()
}

/// A fault, how to make it, and what its message must hold.
type Fault = (&'static str, fn(&mut Value), &'static str);

const FAULTS: [Fault; 20] = [
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
        "unknown placeholder",
        |p| rules(p, "level")[1]["text"] = json!("{deploymnt}"),
        "the text of \"level-airbyte-ready\" holds an unknown placeholder \"deploymnt\"; did you mean \"deployment\"?",
    ),
    (
        "entry that is there twice",
        |p| {
            let first = p["glossary"][0].clone();
            p["glossary"].as_array_mut().unwrap().push(first);
        },
        "is there twice",
    ),
    (
        "entry without a text",
        |p| p["glossary"][0]["text"] = json!(" "),
        "is empty",
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
        let message = fault(policy.to_string().leak()).expect(name);
        assert!(message.contains(expected), "{name}: {message}");
    }
}

#[test]
fn the_bundled_policy_holds_none() {
    assert_eq!(fault(BUNDLED), None);
}

#[test]
fn what_is_no_policy_is_refused_with_its_place() {
    for (json, expected) in [
        ("", "EOF"),
        ("{", "line 1"),
        ("{\"documents\": {}}", "missing field"),
    ] {
        let message = fault(json).unwrap();
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
