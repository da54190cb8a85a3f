//! `check`: deadlines on the day before, the day and the day after; pinned versions; requirements; output formats.

use serde_json::{Value, json};

use crate::{
    program::{Ran, World},
    registry::{Entry, registry},
};

/// Stripe at 3.0.0 broke twice: 2.0.0 is due by 2026-03-10, and 3.0.0 by 2026-06-01 for two streams.
fn stripe() -> Entry {
    Entry::new("source-stripe", 1)
        .breaks("2.0.0", json!({ "upgradeDeadline": "2026-03-10", "deadlineAction": "auto_upgrade",
            "message": "m", "migrationDocumentationUrl": "https://docs.airbyte.com/x" }))
        .breaks("3.0.0", json!({ "upgradeDeadline": "2026-06-01", "message": "m",
            "scopedImpact": [{ "scopeType": "stream", "impactedScopes": ["refunds", "charges"] }] }))
}

fn world() -> (World, String) {
    let world = World::new();
    let entries = [
        stripe(),
        Entry::new("source-market", 2)
            .level("community")
            .stage("alpha"),
        Entry::new("source-gone", 3).level("archived"),
        Entry::new("destination-stripe", 4),
        Entry::new("source-undated", 5)
            .breaks("2.0.0", json!({ "message": "m" }))
            .breaks(
                "3.0.0",
                json!({ "upgradeDeadline": "2026-02-30", "message": "m" }),
            ),
    ];
    let file = world.file("composite.json", registry(&entries));
    (world, file)
}

#[track_caller]
fn result(ran: &Ran) -> Value {
    ran.json()["results"][0].clone()
}

#[test]
fn a_deadline_takes_effect_the_day_after_it() {
    let (world, file) = world();
    // Pinned, the day, whether it passes, the verdict, days left to the nearest deadline.
    let table = [
        ("1.9.0", "2026-03-09", 0, "caveats"),
        ("1.9.0", "2026-03-10", 0, "caveats"),
        ("1.9.0", "2026-03-11", 1, "avoid"),
        ("2.0.0", "2026-03-11", 0, "caveats"),
        ("2.5.1", "2026-06-01", 0, "caveats"),
        ("2.5.1", "2026-06-02", 1, "avoid"),
        ("3.0.0", "2026-06-02", 0, "ready"),
    ];
    for (pinned, day, status, _) in table {
        let line = format!("check source-stripe@{pinned} --as-of {day} --json");
        let ran = world.on(&file, &line).exits(status);
        let result = result(&ran);
        assert_eq!(result["pinned"], pinned);
        assert_eq!(result["latest"], "3.0.0");
        assert_eq!(result["passed"], status == 0);
    }
}

#[test]
fn days_left_are_counted_from_the_day_that_is_asked_about() {
    let (world, file) = world();
    for (day, left, place) in [
        ("2026-03-09", 1, "pending"),
        ("2026-03-10", 0, "pending"),
        ("2026-03-11", -1, "past"),
    ] {
        let shown = world.on(&file, &format!("show source-stripe --json --as-of {day}"));
        let shown = shown.exits(0).json();
        let changes = shown["connector"]["upgrade"][place].as_array().unwrap();
        let change = changes.iter().find(|change| change["version"] == "2.0.0");
        assert_eq!(change.unwrap()["days_left"], left, "{day}");
        assert_eq!(change.unwrap()["action"], "auto_upgrade");
        assert_eq!(change.unwrap()["guide"], "https://docs.airbyte.com/x");
    }
    let listed = world.on(
        &file,
        "list stripe --kind source --as-of 2026-03-01 --fields deadline,days_left",
    );
    assert_eq!(listed.exits(0).out, "2026-03-10\t9\n");
}

#[test]
fn within_fails_deadlines_that_near() {
    let (world, file) = world();
    let table = [
        ("source-stripe@1.9.0", "30d", 0),
        ("source-stripe@1.9.0", "31d", 1),
        ("source-stripe@1.9.0", "5w", 1),
        ("source-stripe@2.0.0", "31d", 0),
        ("source-stripe", "31d", 1),
        ("source-stripe", "30d", 0),
        ("source-undated@1.0.0", "365d", 0),
    ];
    for (name, within, status) in table {
        let line = format!("check {name} --as-of 2026-02-07 --within {within}");
        world.on(&file, &line).exits(status);
    }
}

#[test]
fn deadlines_ahead_are_told_of_what_is_not_pinned_and_fail_nothing() {
    let (world, file) = world();
    let told = |line: &str| {
        let ran = world.on(&file, line).exits(0);
        let findings = result(&ran)["findings"].clone();
        let findings = findings.as_array().unwrap().iter();
        let of_deadlines = findings.filter(|finding| finding["rule"] == "check-deadline");
        of_deadlines
            .map(|finding| (finding["severity"].clone(), finding["text"].to_string()))
            .collect::<Vec<_>>()
    };
    let ahead = told("check source-stripe --json --as-of 2026-03-01");
    let [first, second] = &ahead[..] else {
        panic!("{ahead:?}");
    };
    assert_eq!((&first.0, &second.0), (&json!("note"), &json!("note")));
    assert!(
        first.1.contains("2.0.0 is due by 2026-03-10, in 9 days"),
        "{}",
        first.1
    );
    assert!(
        second.1.contains("3.0.0 is due by 2026-06-01"),
        "{}",
        second.1
    );
    // What has passed is ahead of nobody, other streams have no deadline, and a pinned version has a rule of its own.
    assert_eq!(
        told("check source-stripe --json --as-of 2026-06-02").len(),
        0
    );
    assert_eq!(
        told("check source-stripe --streams users --json --as-of 2026-03-11").len(),
        0
    );
    assert_eq!(
        told("check source-stripe@2.0.0 --json --as-of 2026-03-01").len(),
        0
    );
}

#[test]
fn a_pinned_version_is_told_what_lies_between_it_and_the_latest() {
    let (world, file) = world();
    let ran = world
        .on(&file, "check source-stripe@1.9.0 --as-of 2026-03-01")
        .exits(0);
    let flat = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "2 breaking changes",
        "2.0.0",
        "3.0.0",
        "2026-03-10",
        "latest 3.0.0",
    ] {
        assert!(flat.contains(part), "{part}: {flat}");
    }
    let ran = world
        .on(&file, "check source-stripe@3.0.0 --as-of 2026-03-01")
        .exits(0);
    assert!(!ran.out.contains("breaking changes ("), "{}", ran.out);
    // What the guide and the streams are is part of the answer.
    let shown = world
        .on(&file, "show source-stripe --as-of 2026-03-01")
        .exits(0);
    shown
        .prints("refunds")
        .prints("charges")
        .prints("2026-06-01");
}

#[test]
fn one_line_per_connector_and_the_reasons_under_it() {
    let (world, file) = world();
    let ran = world.on(
        &file,
        "check source-stripe source-market source-gone --as-of 2026-03-01",
    );
    let ran = ran.exits(1);
    let heads: Vec<&str> = ran
        .lines()
        .into_iter()
        .filter(|line| !line.starts_with(' '))
        .collect();
    assert_eq!(
        heads,
        [
            "✔ source-stripe  READY on Cloud, 3.0.0",
            "✔ source-market  CAUTION on Cloud, 3.0.0",
            "✖ source-gone  AVOID on Cloud, 3.0.0",
        ]
    );
    assert!(
        ran.err.contains("3 connectors checked, 1 failed"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("assumed"),
        "the profile is told: {}",
        ran.err
    );
}

#[test]
fn what_is_asked_for_decides() {
    let (world, file) = world();
    let table = [
        ("source-market", 0),
        ("source-market --require caution", 0),
        ("source-market --require caveats", 1),
        ("source-market --require ready", 1),
        ("source-stripe --require ready", 0),
        ("source-gone --require avoid", 0),
        ("source-gone --require unavailable", 1),
        ("source-market --max-level airbyte", 1),
        ("source-market --max-level enterprise", 1),
        ("source-market --max-level marketplace", 0),
        ("source-market --max-level community", 0),
        ("source-stripe --max-level certified", 0),
        ("source-nothing-like-it", 1),
        ("source-stripe source-nothing-like-it", 1),
        ("--level marketplace", 0),
        ("--level marketplace --require ready", 1),
    ];
    for (line, status) in table {
        let line = format!("check {line} --as-of 2026-03-01");
        world.on(&file, &line).exits(status);
    }
}

#[test]
fn a_kind_chooses_among_the_candidates_of_a_name() {
    let (world, file) = world();
    world.on(&file, "check stripe --as-of 2026-03-01").exits(2);
    let ran = world.on(&file, "check stripe --kind destination --as-of 2026-03-01");
    ran.exits(0).prints("destination-stripe");
}

#[test]
fn versions_of_every_writing_are_understood_or_refused() {
    let (world, file) = world();
    let table = [
        ("source-stripe@latest", 0),
        ("source-stripe@dev", 0),
        ("source-stripe@9.0.0", 0),
        ("source-stripe@2.0.0-rc.1", 0),
        ("airbyte/source-stripe:2.0.0", 0),
        ("airbyte/source-stripe:2.0.0@sha256:abcdef", 0),
        ("docker.io/airbyte/source-stripe:2.0.0", 0),
        ("00000000-0000-4000-8000-000000000001@2.0.0", 0),
        ("source-stripe@", 2),
        ("source-stripe@banana", 2),
        ("source-stripe@1.2.x", 2),
        ("source-stripe@99999999999999999999999.0.0", 2),
    ];
    for (name, status) in table {
        let line = format!("check {name} --as-of 2026-02-07");
        world.on(&file, &line).exits(status);
    }
    world
        .on(&file, "check source-stripe@banana")
        .exits(2)
        .says("3.7.2");
}

#[test]
fn an_unknown_name_is_repeated_as_it_was_written() {
    let (world, file) = world();
    let ran = world.on(&file, "check source-nothing@1.0.0").exits(1);
    assert!(
        ran.out.starts_with("✖ source-nothing@1.0.0  UNKNOWN"),
        "{}",
        ran.out
    );
}

#[test]
fn other_formats_hold_the_same_findings() {
    let (world, file) = world();
    let line = "check source-stripe@1.9.0 source-gone --as-of 2026-03-11 --format";
    let sarif = world.on(&file, &format!("{line} sarif")).exits(1).json();
    assert_eq!(sarif["version"], "2.1.0");
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["level"] == "error"));
    let junit = world.on(&file, &format!("{line} junit")).exits(1);
    assert!(junit.out.starts_with("<?xml"), "{}", junit.out);
    junit.prints("tests=\"2\"").prints("failures=\"2\"");
    let github = world.on(&file, &format!("{line} github")).exits(1);
    assert!(
        github.out.lines().any(|line| line.starts_with("::error")),
        "{}",
        github.out
    );
    world.on(&file, &format!("{line} human")).exits(1);
    let json = world.on(&file, &format!("{line} json")).exits(1);
    assert_eq!(
        json.json(),
        world.on(&file, &line.replace("--format", "--json")).json()
    );
}

#[test]
fn a_check_of_nothing_is_a_mistake() {
    let (world, file) = world();
    world.on(&file, "check").exits(2).says("nothing to check");
}

#[test]
fn a_policy_of_the_project_holds_and_the_command_line_over_it() {
    let (world, file) = world();
    world.project("[profile]\ndeployment = 'smc'\n[check]\nrequire = 'ready'\nwithin = '31d'\n");
    let market = "check source-market --as-of 2026-02-07";
    world
        .on(&file, market)
        .exits(1)
        .prints("Self-Managed Community")
        .prints("portolan.toml");
    world
        .on(&file, &format!("{market} --require caution"))
        .exits(0);
    world
        .on(&file, "check source-stripe --as-of 2026-02-07")
        .exits(1);
    let own = world.file("strict.toml", "[check]\nmax_level = 'airbyte'\n");
    world
        .on(&file, &format!("{market} --policy {own}"))
        .exits(1)
        .prints("check-level");
    let broken = world.file("broken.toml", "[check]\nrequire = 'fine'\n");
    world
        .on(&file, &format!("{market} --policy {broken}"))
        .exits(2)
        .says("broken.toml:2");
    world
        .on(&file, &format!("{market} --policy nowhere.toml"))
        .exits(2)
        .says("nowhere.toml");
}

#[test]
fn an_exception_holds_on_its_last_day_and_no_longer() {
    let (world, file) = world();
    world.project(
        "[[check.except]]\nconnector = 'source-gone'\nreason = 'moves in May'\nexpires = 2026-05-31\n",
    );
    world
        .on(&file, "check source-gone --as-of 2026-05-31")
        .exits(0)
        .prints("moves in May");
    world
        .on(&file, "check source-gone --as-of 2026-06-01")
        .exits(1)
        .prints("expired");
}
