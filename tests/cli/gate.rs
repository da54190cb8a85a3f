//! `check` as a gate: nothing that is misspelt, empty or out of place may let a connector pass unseen.

use serde_json::json;

use crate::{
    program::World,
    registry::{Entry, id, registry},
};

fn world() -> (World, String) {
    let world = World::new();
    let entries = [
        Entry::new("source-good", 1),
        Entry::new("source-market", 2).level("community"),
        Entry::new("source-gone", 3).level("archived"),
        Entry::new("destination-good", 4),
        Entry::new("source-twice", 5)
            .breaks(
                "2.0.0",
                json!({ "upgradeDeadline": "2026-03-10", "message": "m" }),
            )
            .breaks(
                "3.0.0",
                json!({ "upgradeDeadline": "2026-03-20", "message": "m" }),
            ),
    ];
    let file = world.file("composite.json", registry(&entries));
    (world, file)
}

fn except(connector: &str, more: &str) -> String {
    format!(
        "[[check.except]]\nconnector = '{connector}'\nreason = 'agreed'\nexpires = 2026-12-31\n{more}\n"
    )
}

#[test]
fn an_exemption_is_for_whatever_its_name_means() {
    let (world, file) = world();
    let line = "check source-gone --as-of 2026-03-01";
    for name in [
        "source-gone",
        "SOURCE-gone",
        "airbyte/source-gone",
        "gone",
        &id(3),
    ] {
        world.project(&except(name, ""));
        world.on(&file, line).exits(0).prints("agreed");
    }
    // One that could be for two is for none, and said so.
    world.project(&except("good", ""));
    world
        .on(&file, line)
        .exits(1)
        .says("\"good\" could be for destination-good, source-good");
    world.project(&except("source-gon", ""));
    world
        .on(&file, line)
        .exits(1)
        .says("\"source-gon\" is for no connector that is known; nearest: source-gone");
    world.project(&except("zzzzzzzz", ""));
    let ran = world.on(&file, line).exits(1);
    assert!(ran.err.contains("connector that is known\n"), "{}", ran.err);
}

#[test]
fn an_exemption_from_a_rule_that_is_none_stops_the_check() {
    let (world, file) = world();
    let line = "check source-gone --as-of 2026-03-01";
    world.project(&except("source-gone", "rule = 'check-readines'"));
    world
        .on(&file, line)
        .exits(2)
        .says("portolan.toml:")
        .says("\"check-readines\" is no rule that is known; did you mean \"check-readiness\"?");
    world.project(&except("source-gone", "rule = 'check-readiness'"));
    let ran = world.on(&file, line).exits(0);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
    // The policy's own rules are known as well.
    world.project(&except("source-good", "rule = 'level-airbyte-ready'"));
    let ran = world.on(&file, "check source-good").exits(0);
    assert!(!ran.err.contains("is no rule"), "{}", ran.err);
}

#[test]
fn a_policy_that_is_not_understood_whole_checks_nothing() {
    let (world, file) = world();
    let table = [
        ("[check]\nrequre = 'ready'\n", "requre"),
        (
            "[check]\nrequire = 'ready'\nmax_leval = 'airbyte'\n",
            "max_leval",
        ),
        (&except("source-good", "rle = 'check-level'"), "rle"),
        ("[[check.exept]]\nconnector = 'source-good'\n", "exept"),
        ("[chek]\nrequire = 'ready'\n", "chek"),
    ];
    for (text, key) in table {
        world.project(text);
        let ran = world.on(&file, "check source-market").exits(2).says(key);
        assert!(ran.err.contains("portolan.toml:"), "{}", ran.err);
        assert_eq!(ran.out, "", "{text}");
        // Whoever does not check is only told.
        world.on(&file, "list").exits(0).says(key);
        let named = world.file("named.toml", text);
        world.project("");
        let line = format!("check source-market --policy {named}");
        let ran = world.on(&file, &line).exits(2).says(key);
        assert_eq!(ran.out, "", "{text}");
    }
    // What has nothing to do with checks does not stop one, and an own policy does not need the project's.
    world.project("[profile]\ndeploymet = 'cloud'\n");
    world
        .on(&file, "check source-good")
        .exits(0)
        .says("deploymet");
    world.project("[check]\nrequre = 'ready'\n");
    let own = world.file("own.toml", "[check]\nrequire = 'caution'\n");
    world
        .on(&file, &format!("check source-good --policy {own}"))
        .exits(0);
    let none = world.file("none.toml", "[colour]\n");
    world
        .on(&file, &format!("check source-good --policy {none}"))
        .exits(2)
        .says("has no [check] table");
}

#[test]
fn levels_and_the_furthest_level_both_hold() {
    let (world, file) = world();
    let levels = "[check]\nlevels = ['marketplace', 'airbyte']\n";
    let table = [
        (levels.to_owned(), "", 0),
        (format!("{levels}max_level = 'airbyte'\n"), "", 1),
        (format!("{levels}max_level = 'marketplace'\n"), "", 0),
        (
            format!("{levels}max_level = 'airbyte'\n"),
            "--max-level marketplace",
            0,
        ),
        ("[check]\nmax_level = 'airbyte'\n".to_owned(), "", 1),
        (
            "[check]\nlevels = ['marketplace']\nmax_level = 'airbyte'\n".to_owned(),
            "",
            2,
        ),
    ];
    for (text, more, status) in table {
        world.project(&text);
        let line = format!("check source-market {more} --as-of 2026-03-01");
        let ran = world.on(&file, &line);
        assert_eq!(ran.status, status, "{text} {more}: {} {}", ran.out, ran.err);
    }
    world.project("[check]\nlevels = ['marketplace', 'airbyte']\nmax_level = 'airbyte'\n");
    world
        .on(&file, "check source-market")
        .prints("allowed is airbyte.");
}

#[test]
fn facets_that_select_nothing_pass_nothing() {
    let (world, file) = world();
    for line in [
        "check --level enterprise",
        "check --level airbyte --kind destination --stage alpha",
        "check --level enterprise --format junit",
        "check --level enterprise --json",
    ] {
        let ran = world.on(&file, line).exits(2).says("nothing to check");
        assert_eq!(ran.out, "", "{line}");
    }
}

#[test]
fn a_named_connector_outside_the_facets_fails() {
    let (world, file) = world();
    let table = [
        ("check source-market --level airbyte", 1),
        ("check source-market --level marketplace", 0),
        ("check source-market --level !airbyte", 0),
        ("check source-good source-market --level airbyte", 1),
        ("check source-good --kind destination", 1),
        ("check good --kind destination", 0),
        ("check source-gone --level archived --require avoid", 0),
    ];
    for (line, status) in table {
        let ran = world.on(&file, &format!("{line} --as-of 2026-03-01"));
        assert_eq!(ran.status, status, "{line}: {}", ran.out);
        assert_eq!(ran.out.contains("check-facets"), status == 1, "{line}");
    }
    world
        .on(&file, "check source-market --level airbyte")
        .prints("level:airbyte");
    world.line("explain rule check-facets").exits(0);
}

#[test]
fn an_empty_name_is_a_mistake() {
    let (world, file) = world();
    for name in ["", " ", "@3.0.0", "\u{a0}"] {
        let ran = world.run(&["check", "source-good", name, "--catalog", &file]);
        ran.exits(2).says("an empty name");
    }
}

#[test]
fn a_passed_deadline_fails_a_pin_even_where_the_latest_is_not_known() {
    let world = World::new();
    for tag in [json!(null), json!("dev")] {
        let entry = Entry::new("source-untold", 1)
            .set("dockerImageTag", tag)
            .breaks(
                "2.0.0",
                json!({ "upgradeDeadline": "2026-03-10", "message": "m" }),
            );
        let file = world.file("composite.json", registry(&[entry]));
        for (pinned, day, status) in [
            ("1.0.0", "2026-03-10", 0),
            ("1.0.0", "2026-03-11", 1),
            ("2.0.0", "2026-03-11", 0),
        ] {
            let line = format!("check source-untold@{pinned} --as-of {day}");
            world.on(&file, &line).exits(status);
        }
    }
}

#[test]
fn each_finding_has_a_fingerprint_of_its_own_that_stays_from_day_to_day() {
    let (world, file) = world();
    world.project(
        &["first", "second"]
            .map(|reason| {
                format!("[[check.except]]\nconnector = 'source-twice'\nreason = '{reason}'\nexpires = 2026-01-01\n")
            })
            .concat(),
    );
    let prints = |day: &str| -> Vec<String> {
        let line = format!("check source-twice --within 60d --format sarif --as-of {day}");
        let sarif = world.on(&file, &line).exits(1).json();
        let results = sarif["runs"][0]["results"].as_array().unwrap().iter();
        results
            .map(|result| result["partialFingerprints"]["portolan/v1"].to_string())
            .collect()
    };
    let first = prints("2026-03-01");
    assert_eq!(first.len(), 4, "{first:?}");
    let distinct: std::collections::BTreeSet<_> = first.iter().collect();
    assert_eq!(distinct.len(), first.len(), "{first:?}");
    assert_eq!(first, prints("2026-03-02"));
}

#[test]
fn junit_is_well_formed_whatever_was_asked() {
    let (world, file) = world();
    let reason = "because <b> & \\\"x\\\" ]]> \\uFFFE";
    world.project(&format!(
        "[[check.except]]\nconnector = 'source-gone'\nreason = \"{reason}\"\nexpires = 2026-12-31\n"
    ));
    let odd = "no <such> & \"thing\" ]]> '\u{ffff}\u{fffe}\u{b}\u{1}";
    let names = ["source-gone", "source-good", odd];
    let ran = world.run(
        &[
            &[
                "check",
                "--format",
                "junit",
                "--catalog",
                &file,
                "--as-of",
                "2026-03-01",
            ][..],
            &names,
        ]
        .concat(),
    );
    let xml = ran.exits(1).out;
    let is_allowed = |c: char| c == '\n' || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    assert!(xml.chars().all(is_allowed), "{xml:?}");
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').unwrap();
        assert!(!text.contains('>'), "{text}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let name = tag.split([' ', '/']).next().unwrap();
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.starts_with('?') || tag.ends_with('/') => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, [""; 0]);
}

#[test]
fn all_notes_are_told_to_those_who_ask_and_counted_for_the_others() {
    let world = World::new();
    let line = "check source-hubspot --as-of 2026-03-10";
    world.line(line).exits(0).prints("more notes with -v");
    let ran = world.line(&format!("{line} -v")).exits(0);
    assert!(!ran.out.contains("with -v"), "{}", ran.out);
    assert!(ran.out.contains("note-window-rule"), "{}", ran.out);
}
