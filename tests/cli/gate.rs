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
fn an_exemption_from_a_rule_that_is_none_is_told() {
    let (world, file) = world();
    let line = "check source-gone --as-of 2026-03-01";
    world.project(&except("source-gone", "rule = 'check-readines'"));
    world
        .on(&file, line)
        .exits(1)
        .says("\"check-readines\"; did you mean \"check-readiness\"?");
    world.project(&except("source-gone", "rule = 'check-readiness'"));
    let ran = world.on(&file, line).exits(0);
    assert!(!ran.err.contains("warning"), "{}", ran.err);
    // The policy's own rules are known as well.
    world.project(&except("source-good", "rule = 'level-airbyte-ready'"));
    let ran = world.on(&file, "check source-good").exits(0);
    assert!(!ran.err.contains("names no rule"), "{}", ran.err);
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
