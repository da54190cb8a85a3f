//! The policy of a project: what it asks for where, for whom it makes exceptions, and what of it fails a check.

use serde_json::json;

use crate::{
    program::World,
    registry::{Entry, registry},
};

fn world() -> (World, String) {
    let world = World::new();
    let entries = [
        Entry::new("source-good", 1),
        Entry::new("source-market", 2).level("community"),
        Entry::new("source-gone", 3).level("archived"),
        Entry::new("source-announced", 4).breaks(
            "4.0.0",
            json!({ "upgradeDeadline": "2026-03-10", "message": "m" }),
        ),
        Entry::new("source-due", 5).breaks(
            "3.0.0",
            json!({ "upgradeDeadline": "2026-03-10", "message": "m" }),
        ),
        Entry::new("source-google-analytics-v4", 6).level("archived"),
        Entry::new("source-failing", 7).level("community").set(
            "generated",
            json!({ "metrics": { "all": { "usage": "high", "sync_success_rate": "low" } } }),
        ),
        Entry::new("source-licensed-enterprise", 8),
        Entry::new("source-only-oss", 9).only_in(&["oss"]),
    ];
    let file = world.file("composite.json", registry(&entries));
    (world, file)
}

#[track_caller]
fn statuses(world: &World, file: &str, table: &[(&str, i32)]) {
    for (line, status) in table {
        let ran = world.on(file, &format!("check {line} --as-of 2026-03-01"));
        assert_eq!(ran.status, *status, "{line}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn an_environment_is_chosen_by_option_or_variable() {
    let (world, file) = world();
    world.project(
        "[check]\nrequire = 'caution'\n\
         [[check.for]]\nenvironment = ['prod', 'stage']\nrequire = 'ready'\n\
         [[check.for]]\nenvironment = 'prod'\nwithin = '30d'\n\
         [[check.for]]\nenvironment = 'prod'\npaths = 'elsewhere/**'\nrequire = 'avoid'\n",
    );
    let table = [
        ("source-market", 0),
        ("source-market --env prod", 1),
        ("source-market --env PROD", 1),
        ("source-market --env stage", 1),
        ("source-due --env stage", 0),
        ("source-due --env prod", 1),
        ("source-market --env prod --require caution", 0),
        ("source-market --env prd", 2),
    ];
    statuses(&world, &file, &table);
    world
        .on(&file, "check source-market --env prd")
        .says("no [[check.for]] is for the environment \"prd\"")
        .says("did you mean \"prod\"?");
    let world = world.with("PORTOLAN_ENV", "prod");
    statuses(
        &world,
        &file,
        &[
            ("source-market", 1),
            ("source-market --env stage", 1),
            ("source-due --env stage", 0),
        ],
    );
    let world = world.with("PORTOLAN_ENV", "porduction");
    world
        .on(&file, "check source-market --as-of 2026-03-01")
        .exits(0)
        .says("PORTOLAN_ENV: no [[check.for]] is for the environment \"porduction\"");
    // Where the policy knows no environment the variable may be about anything, and the option is a mistake.
    world.project("");
    let ran = world
        .on(&file, "check source-market --as-of 2026-03-01")
        .exits(0);
    assert!(!ran.err.contains("PORTOLAN_ENV"), "{}", ran.err);
    world
        .on(&file, "check source-market --env prod")
        .exits(2)
        .says("names no environment");
}

#[test]
fn what_is_for_some_paths_is_not_for_a_name() {
    let (world, file) = world();
    world.project(
        "[[check.for]]\npaths = 'prod/**'\nrequire = 'ready'\n\
         [[check.except]]\nconnector = 'source-gone'\npaths = 'demo/**'\nreason = 'r'\nexpires = 2026-12-31\n",
    );
    statuses(&world, &file, &[("source-market", 0), ("source-gone", 1)]);
}

#[test]
fn a_pattern_that_is_none_stops_the_check_with_its_place() {
    let (world, file) = world();
    let table = [
        (
            "[[check.for]]\npaths = ['a', 'b[']\nrequire = 'ready'\n",
            "portolan.toml:2:15: paths: \"b[\" is no pattern",
        ),
        (
            "[[check.for]]\npaths = '../x'\nrequire = 'ready'\n",
            "portolan.toml:2:9: paths: \"../x\" leads out",
        ),
        (
            "[[check.except]]\nconnector = 'source-good'\nreason = 'r'\nexpires = 2026-12-31\npaths = '{'\n",
            "portolan.toml:5:9: paths: \"{\" is no pattern",
        ),
        (
            "[[check.for]]\nrequire = 'ready'\n",
            "neither \"paths\" nor \"environment\"",
        ),
        (
            "[[check.for]]\npaths = 'a'\nrequir = 'ready'\n",
            "did you mean \"require\"?",
        ),
        ("[[check.fro]]\npaths = 'a'\n", "did you mean \"for\"?"),
        (
            "[[check.for]]\npaths = 'a'\nlevels = ['custom']\nmax_level = 'airbyte'\n",
            "nothing can pass",
        ),
    ];
    for (text, told) in table {
        world.project(text);
        let ran = world.on(&file, "check source-good").exits(2).says(told);
        assert_eq!(ran.out, "", "{text}");
    }
}

#[test]
fn what_fails_is_the_policys_choice_and_the_command_lines_over_it() {
    let (world, file) = world();
    let table = [
        ("source-good --fail-on warning", 0),
        ("source-failing", 0),
        ("source-failing --fail-on warning", 1),
        ("source-gone --fail-on never", 0),
        ("source-good@latest", 0),
        ("source-good@latest --fail-on warning", 1),
        ("source-nothing-like-it --fail-on never", 0),
    ];
    statuses(&world, &file, &table);
    world.project("[check]\nfail_on = 'never'\n");
    statuses(
        &world,
        &file,
        &[("source-gone", 0), ("source-gone --fail-on error", 1)],
    );
    let json = world.on(&file, "check source-gone --json").exits(0).json();
    assert_eq!(json["passed"], true);
    let severity = &json["results"][0]["findings"][0]["severity"];
    assert_eq!(severity, "error", "what is wrong is told nonetheless");
    for (line, failures) in [
        ("source-gone", 0),
        ("source-gone --fail-on error", 1),
        ("source-good@latest --fail-on warning", 1),
    ] {
        let junit = world.on(&file, &format!("check {line} --format junit")).out;
        let count = format!("failures=\"{failures}\"");
        assert!(junit.contains(&count), "{line}: {junit}");
        assert_eq!(junit.matches("<failure").count(), failures, "{line}");
    }
    // An exception excuses whatever fails.
    world.project(
        "[check]\nfail_on = 'warning'\n\
         [[check.except]]\nconnector = 'source-failing'\nreason = 'r'\nexpires = 2026-12-31\n",
    );
    statuses(
        &world,
        &file,
        &[("source-failing", 0), ("source-good@latest", 1)],
    );
}

#[test]
fn a_final_version_is_asked_for_where_one_is_named() {
    let (world, file) = world();
    let table = [
        ("source-good@3.0.0 --require-pinned", 0),
        ("source-good --require-pinned", 0),
        ("source-good@latest --require-pinned", 1),
        ("source-good@0.0.0 --require-pinned", 1),
        ("source-good@3.0.0-rc.1 --require-pinned", 1),
        ("source-good@3.0.0-rc.1", 0),
    ];
    statuses(&world, &file, &table);
    world.project("[check]\nrequire_pinned = true\n");
    world
        .on(&file, "check source-good@dev")
        .exits(1)
        .prints("\"dev\" is no version that stays")
        .prints("A final version")
        .prints("check-pinned]");
}

#[test]
fn what_is_only_announced_is_asked_of_nobody_anywhere() {
    let (world, file) = world();
    let day = "--as-of 2026-03-01";
    statuses(
        &world,
        &file,
        &[
            ("source-announced --within 30d", 0),
            ("source-announced@3.0.0 --within 30d", 0),
            ("source-due --within 30d", 1),
            ("source-due@2.0.0 --within 30d", 1),
        ],
    );
    let told = |line: &str| world.on(&file, &format!("{line} {day}")).exits(0).out;
    let listed = told("list due:<60d --fields slug");
    assert_eq!(listed, "source-due\n");
    assert_eq!(
        told("list announced --fields slug,deadline"),
        "source-announced\t\n"
    );
    let due = told("deadlines --within 60d");
    assert!(
        due.contains("source-due") && !due.contains("source-announced"),
        "{due}"
    );
    assert!(told("deadlines --all").contains("source-announced"));
    let shown = told("show source-announced");
    assert!(
        shown.contains("4.0.0 announced, to be taken by 2026-03-10."),
        "{shown}"
    );
    assert!(shown.contains("It is announced only"), "{shown}");
    for (slug, is_announced) in [("source-announced", true), ("source-due", false)] {
        let shown = world.on(&file, &format!("show {slug} --json {day}")).json();
        let pending = &shown["connector"]["upgrade"]["pending"][0];
        assert_eq!(pending["announced"], is_announced, "{slug}");
        assert_eq!(pending["days_left"], 9, "{slug}");
    }
}

#[test]
fn a_check_says_what_is_wrong_with_a_connector_and_where_to_go() {
    let (world, file) = world();
    let table = [
        ("source-gone", 1, "frozen"),
        (
            "source-google-analytics-v4",
            1,
            "source-google-analytics-data-api has taken its place",
        ),
        ("source-only-oss", 1, "does not have it"),
        (
            "source-licensed-enterprise --enterprise-license no",
            1,
            "licence, which you do not hold",
        ),
        ("source-licensed-enterprise", 0, "LICENCE"),
        ("source-failing", 0, "fail"),
    ];
    for (line, status, told) in table {
        for format in ["human", "github", "sarif"] {
            let line = format!("check {line} --as-of 2026-03-01 --format {format}");
            let ran = world.on(&file, &line).exits(status);
            let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(told), "{line}: {flat}");
        }
    }
}

#[test]
fn a_policy_to_start_from_is_printed_and_holds() {
    let (world, file) = world();
    // A policy that is broken does not keep anybody from a new one.
    world.project("[check]\nrequre = 'ready'\n");
    let start = world.line("check --init").exits(0).out;
    assert!(
        start.contains("[[check.for]]") && start.contains("fail_on"),
        "{start}"
    );
    world.project(&start);
    let ran = world
        .on(&file, "check source-market --as-of 2026-03-01")
        .exits(0);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
    let own = world.file("own.toml", &start);
    world
        .on(&file, &format!("check source-gone --policy {own}"))
        .exits(1);
}

/// Three files of a repository, and the policy beside them.
fn repository(world: &World, policy: &str) {
    world.file(
        "project/prod/main.yml",
        "image: airbyte/source-market:3.0.0\n",
    );
    world.file(
        "project/demo/main.yml",
        "image: airbyte/source-gone:3.0.0\n",
    );
    world.file(
        "project/dev/main.yml",
        "image: airbyte/source-market:latest\n",
    );
    world.project(policy);
}

/// Where something fails, and by which rules.
#[track_caller]
fn failed(world: &World, file: &str, line: &str) -> Vec<String> {
    let line = format!("check {line} --json --as-of 2026-03-01");
    let checked = world.on(file, &line).json();
    let mut failed = Vec::new();
    for result in checked["results"].as_array().unwrap() {
        for finding in result["findings"].as_array().unwrap() {
            if finding["severity"] == "error" {
                let place = result["location"]["file"].as_str().unwrap();
                failed.push(format!("{place} {}", finding["rule"].as_str().unwrap()));
            }
        }
    }
    failed
}

#[test]
fn what_is_asked_for_depends_on_where_a_connector_is_used() {
    let (world, file) = world();
    repository(&world, "");
    let gone = "demo/main.yml check-readiness";
    assert_eq!(failed(&world, &file, "--scan ."), [gone]);
    let policy = "[[check.for]]\npaths = 'prod/**'\nrequire = 'ready'\n\
         [[check.for]]\npaths = ['dev', 'elsewhere']\nrequire_pinned = true\n\
         [[check.except]]\nconnector = 'source-gone'\nreason = 'r'\nexpires = 2026-12-31\npaths = 'demo/**'\n";
    repository(&world, policy);
    let strict = ["dev/main.yml check-pinned", "prod/main.yml check-readiness"];
    for paths in [".", "dev prod demo"] {
        let mut failed = failed(&world, &file, &format!("--scan {paths}"));
        failed.sort();
        assert_eq!(failed, strict, "{paths}");
    }
    assert_eq!(
        failed(&world, &file, "--scan . --require caution"),
        strict[..1]
    );
    // An exemption that nothing needs is told.
    let ran = world.on(&file, "check --scan prod --as-of 2026-03-01");
    ran.exits(1)
        .says("the exception for \"source-gone\" matches nothing that was found");
    let ran = world
        .on(&file, "check --scan demo --as-of 2026-03-01")
        .exits(0);
    assert!(!ran.err.contains("exemption"), "{}", ran.err);
    // The policy of a file further down is seen from that file's folder.
    world.project("");
    let own = world.file(
        "project/dev/own.toml",
        "[[check.for]]\npaths = 'main.yml'\nrequire_pinned = true\n",
    );
    let found = failed(&world, &file, &format!("--scan dev prod --policy {own}"));
    assert_eq!(found, ["dev/main.yml check-pinned"]);
}
