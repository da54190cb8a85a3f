//! What a scan says in each format, and that each is what its readers expect.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::{
    program::{Ran, World},
    registry::{Entry, registry},
    scan::world,
    shape::check_envelope,
};

#[track_caller]
fn scanned(world: &World, file: &str, format: &str) -> Ran {
    let line = format!("check --scan . --as-of 2026-03-01 --format {format}");
    world.on(file, &line).exits(1)
}

#[test]
fn people_see_each_place_with_its_line_and_each_reason_once() {
    let (world, file) = world();
    world.file(
        "project/ci/third.yml",
        "x:\n  image: airbyte/source-gone:3.0.0\n",
    );
    insta::assert_snapshot!(scanned(&world, &file, "human").out);
}

#[test]
fn a_narrow_plain_terminal_shows_the_same() {
    let (world, file) = world();
    let world = world.with("LANG", "C").with("NO_COLOR", "1");
    let ran = scanned(&world, &file, "human");
    assert!(ran.out.is_ascii(), "{}", ran.out);
    for line in ran.out.lines() {
        assert!(line.len() <= 100, "{line}");
    }
}

#[test]
fn json_is_one_envelope_with_a_result_a_place() {
    let (world, file) = world();
    let json = scanned(&world, &file, "json").json();
    check_envelope(&json);
    for result in json["results"].as_array().unwrap() {
        let place = result["location"].as_object().unwrap();
        assert_eq!(place.keys().collect::<Vec<_>>(), ["column", "file", "line"]);
        for key in [
            "input",
            "tool",
            "source",
            "connector",
            "pinned",
            "latest",
            "verdict",
            "passed",
            "findings",
        ] {
            assert!(result.get(key).is_some(), "{key}: {result}");
        }
    }
}

#[track_caller]
fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_else(|| panic!("{pointer} in {value}"))
}

const LEVELS: [&str; 3] = ["error", "warning", "note"];

/// The run of a document whose frame is as the standard wants it.
#[track_caller]
fn run(sarif: &Value) -> &Value {
    assert_eq!(text(sarif, "/version"), "2.1.0");
    assert!(text(sarif, "/$schema").ends_with("sarif-2.1.0.json"));
    let run = &sarif["runs"][0];
    assert_eq!(text(run, "/tool/driver/name"), "portolan");
    assert_eq!(text(run, "/columnKind"), "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    run
}

#[track_caller]
fn assert_is_place(place: &Value) {
    let physical = &place["physicalLocation"];
    let uri = text(physical, "/artifactLocation/uri");
    assert!(
        uri.bytes().all(|b| b.is_ascii_graphic() && b != b'\\'),
        "{uri}"
    );
    assert_eq!(text(physical, "/artifactLocation/uriBaseId"), "%SRCROOT%");
    let region = &physical["region"];
    let at = |key: &str| region[key].as_u64();
    assert!(at("startLine") > Some(0) && at("startColumn") > Some(0));
    assert!(at("endColumn") > at("startColumn"));
    assert!(!text(region, "/snippet/text").is_empty());
}

#[test]
fn sarif_has_what_the_standard_and_code_scanning_require() {
    let (world, file) = world();
    let sarif = scanned(&world, &file, "sarif").json();
    let run = run(&sarif);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let texts = [
        "/id",
        "/shortDescription/text",
        "/fullDescription/text",
        "/help/text",
        "/help/markdown",
    ];
    for rule in rules {
        for pointer in texts {
            assert!(!text(rule, pointer).is_empty(), "{pointer}: {rule}");
        }
        assert!(LEVELS.contains(&text(rule, "/defaultConfiguration/level")));
    }
    let mut prints = HashSet::new();
    for result in run["results"].as_array().unwrap() {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert!(LEVELS.contains(&text(result, "/level")));
        assert!(!text(result, "/message/text").is_empty());
        let print = text(result, "/partialFingerprints/portolan~1v1");
        assert!(prints.insert(print.to_owned()), "{print}");
        let places = result["locations"].as_array().unwrap();
        places.iter().for_each(assert_is_place);
    }
}

#[test]
fn sarif_tells_a_connector_once_for_all_its_places_and_what_was_left_out() {
    let (world, file) = world();
    world.file(
        "project/a b/broken.tf",
        "resource \"airbyte_source_x\" \"a\" {\n",
    );
    let sarif = scanned(&world, &file, "sarif").json();
    let run = run(&sarif);
    let mut results = run["results"].as_array().unwrap().iter();
    let pending = results.find(|result| result["ruleId"] == "pin-deadline-ahead");
    let pending = pending.unwrap();
    let places: Vec<&str> = pending["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| text(place, "/physicalLocation/artifactLocation/uri"))
        .collect();
    assert_eq!(places, ["ci/jobs.yml", "ci/more.yml"]);
    let notes = &run["invocations"][0]["toolExecutionNotifications"];
    assert_eq!(notes.as_array().unwrap().len(), 1, "{notes}");
    let place = &notes[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    let expected = json!({ "uri": "a%20b/broken.tf", "uriBaseId": "%SRCROOT%" });
    assert_eq!(place, &expected);
}

#[test]
fn the_prints_of_sarif_stay_where_lines_move() {
    let (world, file) = world();
    let prints = |ran: Ran| -> Vec<String> {
        let json = ran.json();
        let results = json["runs"][0]["results"].as_array().unwrap().clone();
        results
            .iter()
            .map(|result| result["partialFingerprints"].to_string())
            .collect()
    };
    let before = prints(scanned(&world, &file, "sarif"));
    world.file(
        "project/ci/more.yml",
        "# one\n# two\njob:\n  image: airbyte/source-stripe:1.9.0\n",
    );
    assert_eq!(prints(scanned(&world, &file, "sarif")), before);
}

#[test]
fn junit_is_a_suite_a_file_and_a_case_a_place() {
    let (world, file) = world();
    let xml = scanned(&world, &file, "junit").out;
    let parts = [
        "<testsuites tests=\"5\" failures=\"1\" errors=\"0\" skipped=\"0\">",
        "<testsuite name=\"ci/jobs.yml\" tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"0\">",
        "<testsuite name=\"infra/main.tf\" tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\">",
        "<testcase classname=\"ci/jobs.yml\" name=\"source-stripe@1.9.0 at 3:12\" file=\"ci/jobs.yml\" line=\"3\">",
        "type=\"avoid\"",
    ];
    for part in parts {
        assert!(xml.contains(part), "{part}: {xml}");
    }
    for element in [
        "testsuite",
        "testcase",
        "failure",
        "system-out",
        "properties",
    ] {
        let open = xml.matches(&format!("<{element}>")).count()
            + xml.matches(&format!("<{element} ")).count();
        assert_eq!(
            open,
            xml.matches(&format!("</{element}>")).count(),
            "{element}"
        );
    }
    let both = world
        .on(&file, "check source-gone --scan ci --format junit")
        .exits(1)
        .out;
    assert!(
        both.contains("<testsuite name=\"portolan check\" tests=\"1\" failures=\"1\""),
        "{both}"
    );
    world.file("project/empty/a.tf", "locals {}\n");
    let none = world
        .on(&file, "check --scan empty --format junit")
        .exits(0);
    let empty = "<testsuite name=\"portolan check\" tests=\"0\"";
    assert!(none.out.contains(empty), "{}", none.out);
}

/// What could not be read fails only where warnings do.
#[test]
fn what_was_not_read_fails_where_warnings_fail() {
    let world = World::new();
    let file = world.file("composite.json", registry(&[Entry::new("source-a", 1)]));
    world.file(
        "project/x/broken.tf",
        "resource \"airbyte_source_a\" \"a\" {\n",
    );
    let line = "check --scan x --as-of 2026-03-01";
    let skipped = world.on(&file, &format!("{line} --format junit")).exits(0);
    skipped
        .prints("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"1\"")
        .prints("<skipped message=");
    assert_eq!(
        world.on(&file, &format!("{line} --json")).exits(0).json()["passed"],
        true
    );
    let line = format!("{line} --fail-on warning");
    let failed = world.on(&file, &format!("{line} --format junit")).exits(1);
    failed
        .prints("tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"0\"")
        .prints("<testcase classname=\"x/broken.tf\"")
        .prints("<error message=");
    assert_eq!(
        world.on(&file, &format!("{line} --json")).exits(1).json()["passed"],
        false
    );
    let github = world.on(&file, &format!("{line} --format github")).exits(1);
    github.prints("::error file=x/broken.tf,line=");
}

/// A file that never ends is told up to a measure.
#[test]
fn a_file_with_too_many_places_is_told_in_part() {
    let world = World::new();
    let file = world.file("composite.json", registry(&[Entry::new("source-a", 1)]));
    let images = vec!["airbyte/source-a:3.0.0"; 12_000].join(", ");
    world.file("project/x/many.yml", format!("images: [{images}]\n"));
    let line = "check --scan x --as-of 2026-03-01 --json";
    let ran = world.on(&file, line).exits(0);
    let ran = ran.says("many.yml: 2000 more places in this file left out");
    assert_eq!(ran.json()["results"].as_array().unwrap().len(), 10_000);
    let line = format!("{line} --fail-on warning");
    world.on(&file, &line).exits(1);
}

#[test]
fn github_annotates_each_place() {
    let (world, file) = world();
    let out = scanned(&world, &file, "github").out;
    let lines: Vec<&str> = out.lines().collect();
    let is_annotation =
        |line: &&str| line.starts_with("::error file=") || line.starts_with("::warning file=");
    assert!(lines.iter().all(is_annotation), "{out}");
    let gone = lines
        .iter()
        .find(|line| line.starts_with("::error"))
        .unwrap();
    assert!(
        gone.starts_with("::error file=infra/main.tf,line=1,col=11,endColumn=30,title=source-gone%3A check-readiness::"),
        "{gone}"
    );
    let stripe = lines
        .iter()
        .filter(|line| line.contains("title=source-stripe"));
    assert_eq!(stripe.count(), 2, "each place has its own: {out}");
}

#[test]
fn a_quiet_scan_says_nothing_beside_its_answer() {
    let (world, file) = world();
    for format in ["human", "json", "sarif", "junit", "github"] {
        let line = format!("check --scan . --format {format} -q");
        assert_eq!(world.on(&file, &line).exits(1).err, "", "{format}");
    }
}
