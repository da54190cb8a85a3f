//! `changes`: what moved between two catalogs, and in the history of one.

use serde_json::{Value, json};

use crate::{
    program::World,
    registry::{Entry, large, one_side, registry},
};

#[test]
#[expect(clippy::too_many_lines, reason = "most of it is a table")]
fn everything_that_moved_between_two_files_is_told_once() {
    let world = World::new();
    let old = large(8);
    let mut new = old.clone();
    new[0] = new[0].clone().level("community");
    new[1] = new[1].clone().stage("beta");
    new[2] = new[2].clone().only_in(&["oss"]);
    new[3] = new[3].clone().set("dockerImageTag", "3.1.0");
    new[4] = new[4].clone().set("name", "Renamed");
    new[5] = new[5].clone().breaks(
        "3.0.0",
        json!({ "upgradeDeadline": "2026-05-01", "message": "m" }),
    );
    new.remove(6);
    new.push(Entry::new("destination-new", 99));
    let (old, new) = (
        world.file("old.json", registry(&old)),
        world.file("new.json", registry(&new)),
    );
    let json = world
        .line(&format!("changes {old} {new} --json"))
        .exits(0)
        .json();
    let mut told: Vec<[String; 4]> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            ["slug", "change", "from", "to"]
                .map(|field| change[field].as_str().unwrap_or("-").to_owned())
        })
        .collect();
    told.sort();
    let slugs: Vec<(&str, &str)> = told
        .iter()
        .map(|[slug, change, ..]| (slug.as_str(), change.as_str()))
        .collect();
    assert_eq!(
        slugs,
        [
            ("destination-new", "new"),
            ("source-made-000", "level"),
            ("source-made-001", "stage"),
            ("source-made-002", "availability"),
            ("source-made-003", "version"),
            ("source-made-004", "name"),
            ("source-made-005", "breaking"),
            ("source-made-006", "removed"),
        ]
    );
    assert_eq!(told[1][2..], ["airbyte", "marketplace"]);
    assert_eq!(told[4][2..], ["3.0.0", "3.1.0"]);
    let lines = world
        .line(&format!("changes {old} {new}"))
        .exits(0)
        .says("8 changes");
    assert_eq!(
        lines
            .out
            .lines()
            .filter(|line| !line.starts_with(' '))
            .count(),
        8
    );
    let same = world
        .line(&format!("changes {old} {old}"))
        .exits(0)
        .says("0 changes");
    assert_eq!(same.out, "");
    let against = world
        .line(&format!("changes {old} --catalog {new} --json"))
        .exits(0)
        .json();
    assert_eq!(against["changes"], json["changes"]);
}

#[test]
fn the_history_since_a_day_is_told() {
    let world = World::new();
    let count = |day: &str| {
        let json = world.json(&format!("changes --since {day} --json"));
        json["changes"].as_array().unwrap().len()
    };
    assert!(count("2023-01-01") > count("2025-01-01"));
    assert!(count("2025-01-01") > count("2026-01-01"));
    assert_eq!(count("2027-01-01"), 0);
    let json = world.json("changes --since 2026-01-01 --json");
    let mssql = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["slug"] == "source-mssql");
    let mssql = mssql.unwrap();
    assert_eq!(
        (&mssql["change"], &mssql["from"], &mssql["to"]),
        (
            &json!("stage"),
            &json!("generally_available"),
            &json!("alpha")
        )
    );
    assert_eq!(
        (&mssql["after"], &mssql["by"]),
        (&json!("2025-09-03"), &json!("2026-02-28"))
    );
    assert_eq!(json["changes"][0].get("registry"), Some(&Value::Null));
}

#[test]
fn without_a_day_the_last_look_is_told_and_files_are_read_or_refused() {
    let world = World::new();
    world.line("changes").exits(0).says("2025-09-03");
    world
        .line("changes nowhere.json")
        .exits(2)
        .says("nowhere.json");
    let file = world.file("x.json", "{}");
    world
        .line(&format!("changes {file}"))
        .exits(2)
        .says("x.json");
    world
        .line(&format!("changes {file} --since 2026-01-01"))
        .exits(2);
    let bare = world.file("composite.json", registry(&large(2)));
    world.on(&bare, "changes").exits(0).says("no history");
}

#[test]
fn own_connectors_are_no_news() {
    let world = World::new();
    world.file(
        "home/.config/portolan/custom.toml",
        "[[connector]]\nslug = 'source-mine'\n",
    );
    world.project("[[connector]]\nslug = 'source-ours'\n");
    let file = world.file("composite.json", registry(&large(4)));
    let newer = registry(&[large(4), vec![Entry::new("source-newcomer", 99)]].concat());
    let newer = world.file("newer.json", newer);
    let told = |line: &str| -> Vec<String> {
        let json = world.line(line).exits(0).json();
        let changes = json["changes"].as_array().unwrap();
        changes
            .iter()
            .map(|change| change["slug"].as_str().unwrap().to_owned())
            .collect()
    };
    for line in [
        format!("changes {file} {newer} --json"),
        format!("changes {file} --catalog {newer} --json"),
    ] {
        assert_eq!(told(&line), ["source-newcomer"], "{line}");
    }
    // NEW is read as OLD is: what else is named as the catalog in use does not matter.
    let line = format!("changes {file} {newer} --catalog nowhere.json --json");
    assert_eq!(told(&line), ["source-newcomer"]);
    // The catalog in use holds them, and a snapshot for bundling does not.
    let catalog = ["--catalog", &file];
    let listed = world.run(&[&["list", "--level", "custom"], &catalog[..]].concat());
    assert_eq!(listed.exits(0).lines().len(), 2);
    let snapshot = world.run(&[&["snapshot"], &catalog[..]].concat()).exits(0);
    assert!(!snapshot.out.contains("source-mine"), "{}", snapshot.out);
    let mut held = snapshot.out;
    let own = "{\"slug\":\"source-mine\",\"kind\":\"source\",\"name\":\"Mine\",\"level\":\"custom\",\"own\":true},\n";
    held.insert_str(held.find("\n{").map_or(0, |at| at + 1), own);
    let held = world.file("held.json", held);
    assert_eq!(told(&format!("changes {held} {file} --json")), [""; 0]);
}

fn dated(day: &str, mut entries: Vec<Entry>) -> String {
    let made =
        json!({ "source_file_info": { "registry_entry_generated_at": format!("{day}T00:00:00") } });
    for entry in &mut entries {
        *entry = entry.clone().set("generated", made.clone());
    }
    registry(&entries)
}

/// A world that has seen these connectors on a day.
fn having_seen(day: &str, entries: Vec<Entry>) -> World {
    let world = World::new();
    let file = world.file("first.json", dated(day, entries));
    world
        .line(&format!("refresh --force --from {file}"))
        .exits(0);
    world
}

fn refreshed(world: &World, day: &str, entries: Vec<Entry>) -> Value {
    let file = world.file("next.json", dated(day, entries));
    let line = format!("refresh --force --json --from {file}");
    world.line(&line).exits(0).json()["changes"].clone()
}

#[test]
fn a_removal_has_one_day_everywhere_and_is_told_once() {
    for (next, day, after) in [
        ("2026-06-01", Some("2026-06-01"), "2026-03-05"),
        // Older data cannot date it.
        ("2026-01-01", None, "2026-03-05"),
    ] {
        let world = having_seen("2026-03-05", large(6));
        let told = refreshed(&world, next, large(5));
        let removed = [json!("source-made-005"), json!("removed"), json!(after)];
        let of = |told: &Value| -> Vec<[Value; 3]> {
            let changes = told.as_array().unwrap().iter();
            changes
                .map(|c| ["slug", "change", "after"].map(|field| c[field].clone()))
                .collect()
        };
        assert_eq!(of(&told), [removed], "{next}");
        assert_eq!(world.json("changes --json")["changes"], told, "{next}");
        let shown = world.json("show source-made-005 --json");
        let by = &told[0]["by"];
        assert_eq!(&shown["connector"]["removed"], by);
        let history = shown["connector"]["history"].as_array().unwrap();
        assert_eq!(&history.last().unwrap()["as_of"], by);
        assert!(day.is_none_or(|day| by == day) && by.as_str() > Some(after));
    }
}

#[test]
fn a_history_without_every_version_says_so() {
    let partial = "not every new version is told";
    let bundled = World::new().line("changes --since 2025-09-03").exits(0);
    assert!(bundled.err.contains(partial), "{}", bundled.err);
    let vanished = "destination-mssql-v2  its metadata vanished; no registry offered it  between 2025-01-16 and";
    World::new()
        .line("changes --since 2025-01-16")
        .prints(vanished);
    // A refresh sees every version that moves.
    let world = having_seen("2026-03-05", large(3));
    let mut next = large(3);
    next[0] = next[0].clone().set("dockerImageTag", "3.1.0");
    refreshed(&world, "2026-03-06", next);
    let told = world
        .line("changes")
        .exits(0)
        .prints("version 3.0.0 to 3.1.0");
    assert!(!told.err.contains(partial), "{}", told.err);
}

/// The same connector by its id, under another name, and open to some only.
#[test]
fn another_slug_and_a_grant_are_moves() {
    let world = World::new();
    let granted = Entry::new("source-a", 1).set("public", false);
    let renamed = Entry::new("source-b-v2", 2);
    let [old, new] = [
        (
            "old",
            vec![Entry::new("source-a", 1), Entry::new("source-b", 2)],
        ),
        ("new", vec![granted, renamed]),
    ]
    .map(|(name, entries)| world.file(&format!("{name}/oss_registry.json"), one_side(&entries)));
    let json = world
        .line(&format!("changes {old} {new} --json"))
        .exits(0)
        .json();
    let told: Vec<Value> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            json!([
                change["slug"],
                change["change"],
                change["registry"],
                change["from"],
                change["to"]
            ])
        })
        .collect();
    assert!(
        told.contains(&json!([
            "source-a",
            "availability",
            "oss",
            "listed",
            "granted"
        ])),
        "{told:?}"
    );
    assert!(
        told.contains(&json!([
            "source-b-v2",
            "slug",
            null,
            "source-b",
            "source-b-v2"
        ])),
        "{told:?}"
    );
}

#[test]
fn days_are_told_in_their_order() {
    let world = World::new();
    let newer = world.file("newer.json", dated("2026-11-19", large(3)));
    let older = world.file("older.json", dated("2026-06-01", large(2)));
    world
        .line(&format!("changes {newer} {older}"))
        .exits(0)
        .prints("between 2026-06-01 and 2026-11-19");
}

#[test]
fn versions_and_what_they_break_are_told_from_the_history_too() {
    let world = having_seen("2026-03-05", large(4));
    let mut next = large(4);
    next[1] = next[1].clone().set("dockerImageTag", "3.1.0");
    let declared = json!({ "upgradeDeadline": "2026-09-01", "message": "m" });
    next[2] = next[2].clone().set("dockerImageTag", "4.0.0");
    next[2] = next[2].clone().breaks("4.0.0", declared);
    let told = refreshed(&world, "2026-06-01", next.clone());
    assert_eq!(told.as_array().unwrap().len(), 3, "{told}");
    assert_eq!(world.json("changes --json")["changes"], told);
    let shown = world.json("show source-made-001 --json");
    let standings = shown["connector"]["history"].as_array().unwrap();
    assert_eq!(standings.len(), 1, "its standing did not move");
    next[3] = next[3].clone().set("dockerImageTag", "3.2.0");
    let later = refreshed(&world, "2026-06-10", next);
    assert_eq!(later[0]["slug"], "source-made-003");
    assert_eq!(world.json("changes --json")["changes"], later);
    let all = world.json("changes --since 2026-03-05 --json");
    assert_eq!(all["changes"].as_array().unwrap().len(), 4);
}
