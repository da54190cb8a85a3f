//! One connector in many places, and what makes results the same.

use super::*;
use crate::{
    policy::Ruling,
    text::Text,
    view::check::{Checked, Said, Spot},
    words::Readiness,
};

fn used(file: &str, severities: &[(Severity, &str)]) -> Checked {
    let finding = |(severity, text): &(Severity, &str)| {
        Finding::of_check(CheckRule::Custom, *severity, (*text).to_owned())
    };
    Checked {
        input: "source-a".to_owned(),
        spot: Some(Spot {
            file: std::rc::Rc::from(file),
            line: 3,
            column: 8,
            tool: "image",
            written: Text::name("source-a"),
            source: Text::name("image: source-a"),
            indent: 7,
        }),
        said: std::rc::Rc::new(Said {
            connector: Some(Text::name("source-a")),
            pinned: None,
            latest: None,
            ruling: Ruling {
                verdict: Readiness::Caution,
                fail_on: crate::words::FailOn::Error,
                findings: severities.iter().map(finding).collect(),
            },
        }),
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
        clock: crate::date::parse("2026-03-01").unwrap(),
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
fn a_connector_in_many_places_is_one_result_with_as_many_locations_as_are_taken() {
    let finding = [(Severity::Warning, "It is so.")];
    let checked: Vec<Checked> = (0..114)
        .map(|number| used(&format!("f{number:03}.yml"), &finding))
        .collect();
    let [result] = &results(&checked)[..] else {
        panic!("more than one result");
    };
    assert_eq!(result["locations"].as_array().unwrap().len(), 100);
    let first = &result["locations"][0]["physicalLocation"];
    assert_eq!(first["artifactLocation"]["uri"], "f000.yml");
    assert_eq!(first["region"]["endColumn"], 16);
    assert_eq!(first["region"]["snippet"]["text"], "source-a");
    assert_eq!(first.get("contextRegion"), None);
    assert_eq!(result.get("relatedLocations"), None);
    let text = result["message"]["text"].as_str().unwrap();
    assert_eq!(text, "source-a: It is so. Also in 14 further places.");
}

fn prints(told: &[Value]) -> Vec<&str> {
    told.iter()
        .map(|result| {
            result["partialFingerprints"]["portolan/v1"]
                .as_str()
                .unwrap()
        })
        .collect()
}

#[test]
fn prints_do_not_depend_on_what_else_is_found_nor_on_the_order() {
    let (one, other) = ((Severity::Warning, "One."), (Severity::Error, "Other."));
    let mut checked = [used("a", &[one]), used("b", &[one, other])];
    let before = results(&checked);
    assert_eq!(prints(&before), ["source-a/check-custom"]);
    assert_eq!(before[0]["level"], "error");
    assert_eq!(before[0]["message"]["text"], "source-a: One. Other.");
    checked.reverse();
    assert_eq!(prints(&results(&checked)), prints(&before));
    assert_eq!(prints(&results(&checked[1..])), prints(&before));
}

#[test]
fn what_somebody_answers_for_is_a_suppressed_result_of_its_own() {
    let mut excused = used("b", &[]);
    let mut finding =
        Finding::of_check(CheckRule::Custom, Severity::Warning, "It is so.".to_owned());
    finding.excuse = Some(Text::name("moves in May"));
    std::rc::Rc::get_mut(&mut excused.said)
        .unwrap()
        .ruling
        .findings
        .push(finding);
    let told = results(&[used("a", &[(Severity::Warning, "It is so.")]), excused]);
    let expected = ["source-a/check-custom", "source-a/check-custom/exempted"];
    assert_eq!(prints(&told), expected);
    assert_eq!(told[0].get("suppressions"), None);
    let expected = json!([{ "kind": "external", "justification": "moves in May" }]);
    assert_eq!(told[1]["suppressions"], expected);
}

/// Whatever versions its text names, a finding is about the connector unless it is of the version that is asked for.
#[test]
fn a_finding_is_about_the_version_only_where_it_was_made_so() {
    let text = "It crosses 13.0.1.";
    let label = |is_of_version: bool| {
        let mut checked = used("a.yml", &[(Severity::Warning, text)]);
        let said = std::rc::Rc::get_mut(&mut checked.said).unwrap();
        said.pinned = Some(crate::catalog::Version::new("3.0"));
        said.ruling.findings[0].is_of_version = is_of_version;
        let told = &results(&[checked])[0];
        told["partialFingerprints"]["portolan/v1"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(label(false), "source-a/check-custom");
    assert_eq!(label(true), "source-a@3.0/check-custom");
}
