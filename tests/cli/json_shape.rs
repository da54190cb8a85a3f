//! JSON: every field of the contract is there, null where nothing is known, of the right kind, and in order.

use serde_json::Value;

use crate::{
    program::World,
    registry::{Entry, registry},
    shape::{
        DEPLOYMENTS, FINDING, MOVED, READINESS, RESULT, check_all, check_connector, check_envelope,
    },
};

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
fn a_list_tells_what_was_asked_and_what_of_it_was_not_understood() {
    let world = World::new();
    let with = "list --json --level airbyte -q lvel:x postgres level:";
    for more in ["", " --fields slug"] {
        let listed = world.json(&format!("{with}{more}"));
        let query = &listed["query"];
        assert_eq!(query["text"], "lvel:x postgres level: level:airbyte");
        let problems = query["problems"].as_array().unwrap();
        assert_eq!(problems.len(), 2, "{query}");
        assert!(
            problems[0]
                .as_str()
                .unwrap()
                .contains("did you mean level:?")
        );
    }
    let all = world.json("list --json");
    assert_eq!(
        all["query"],
        serde_json::json!({"text": "", "problems": []})
    );
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
