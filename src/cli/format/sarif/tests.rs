//! One connector in many places, and what makes results the same.

use super::*;
use crate::{
    policy::Ruling,
    text::Text,
    view::check::{Checked, Spot},
    words::Readiness,
};

fn used(file: &str, severities: &[(Severity, &str)]) -> Checked {
    let finding = |(severity, text): &(Severity, &str)| {
        Finding::of_check("check-custom", *severity, (*text).to_owned())
    };
    Checked {
        input: "source-a".to_owned(),
        spot: Some(Spot {
            file: file.to_owned(),
            line: 3,
            column: 8,
            tool: "image",
            written: Text::name("source-a"),
            source: Text::name("image: source-a"),
            indent: 7,
        }),
        connector: Some(Text::name("source-a")),
        pinned: None,
        latest: None,
        ruling: Ruling {
            verdict: Readiness::Caution,
            fail_on: crate::words::FailOn::Error,
            findings: severities.iter().map(finding).collect(),
        },
    }
}

fn results(checked: &[Checked]) -> Vec<Value> {
    let policy = Policy::bundled().unwrap();
    let provenance = Provenance {
        origin: "bundled",
        path: None,
        as_of: None,
        fetched_at: None,
        entries: 0,
        warnings: Vec::new(),
        today: crate::date::parse("2026-03-01").unwrap(),
        max_age: 30,
        is_deployment_given: true,
    };
    let run = Run {
        results: checked,
        report: None,
        policy: &policy,
        provenance: &provenance,
    };
    of(&run)["runs"][0]["results"].as_array().unwrap().clone()
}

#[test]
fn a_connector_in_many_places_is_one_result_with_many_locations() {
    let finding = [(Severity::Warning, "It is so.")];
    let checked: Vec<Checked> = (0..14)
        .map(|number| used(&format!("f{number:02}.yml"), &finding))
        .collect();
    let [result] = &results(&checked)[..] else {
        panic!("more than one result");
    };
    assert_eq!(result["locations"].as_array().unwrap().len(), 14);
    let first = &result["locations"][0]["physicalLocation"];
    assert_eq!(first["artifactLocation"]["uri"], "f00.yml");
    assert_eq!(first["region"]["endColumn"], 16);
    let related = result["relatedLocations"].as_array().unwrap();
    assert_eq!((related.len(), &related[12]["id"]), (13, &json!(13)));
    let text = result["message"]["text"].as_str().unwrap();
    assert!(
        text.starts_with("source-a: It is so. Also at [f01.yml:3](1), "),
        "{text}"
    );
    assert!(text.ends_with("[f10.yml:3](10) and 3 more."), "{text}");
}

#[test]
fn other_words_are_another_result_with_a_print_of_its_own() {
    let (one, other) = ((Severity::Warning, "One."), (Severity::Error, "Other."));
    let told = results(&[used("a", &[one]), used("b", &[one, other])]);
    let prints: Vec<&Value> = told
        .iter()
        .map(|result| &result["partialFingerprints"]["portolan/v1"])
        .collect();
    assert_eq!(prints, ["source-a/check-custom", "source-a/check-custom#2"]);
    let levels: Vec<&Value> = told.iter().map(|result| &result["level"]).collect();
    assert_eq!(levels, ["warning", "error"]);
}
