//! `deadlines`: which are told, in which order, and as what.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    program::World,
    registry::{Entry, id, registry},
    shape::{DEADLINE, check_all, check_envelope},
};

fn due(day: &str) -> Value {
    json!({ "upgradeDeadline": day, "message": "m" })
}

fn world() -> (World, String) {
    let world = World::new();
    let guided = json!({ "upgradeDeadline": "2026-03-10", "message": "m", "deadlineAction": "auto_upgrade",
        "migrationDocumentationUrl": "https://docs.airbyte.com/x#2.0.0",
        "scopedImpact": [{ "scopeType": "stream", "impactedScopes": ["refunds", "charges"] }] });
    let entries = [
        Entry::new("source-soon", 1)
            .set(
                "name",
                "Soon; \\ \"and\", \u{1f389} very long names that have to be folded somewhere",
            )
            .breaks("2.0.0", guided)
            .breaks("3.0.0", due("2026-06-10")),
        Entry::new("destination-later", 2).breaks("1.0.0", due("2026-05-30")),
        Entry::new("source-past", 3).breaks("1.0.0", due("2026-02-28")),
        Entry::new("source-long-past", 4).breaks("1.0.0", due("2025-02-28")),
        Entry::new("source-undated", 5).breaks("1.0.0", json!({ "message": "m" })),
        Entry::new("source-gone", 6)
            .level("archived")
            .breaks("1.0.0", due("2026-03-10")),
        Entry::new("source-only-oss", 7)
            .only_in(&["oss"])
            .breaks("1.0.0", due("2026-03-11")),
        Entry::new("source-today", 8)
            .level("community")
            .breaks("1.0.0", due("2026-03-01")),
    ];
    let file = world.file("composite.json", registry(&entries));
    (world, file)
}

/// The slugs and versions that are told, in their order.
#[track_caller]
fn told(line: &str) -> Vec<String> {
    let (world, file) = world();
    let ran = world.on(&file, &format!("deadlines {line} --as-of 2026-03-01"));
    let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
    let ran = ran.exits(0);
    let rows = ran.lines().into_iter().map(cells);
    rows.map(|row| {
        assert_eq!(row.len(), 9, "{row:?}");
        format!("{} {}", row[2], row[5])
    })
    .collect()
}

#[test]
fn what_is_on_offer_here_and_due_in_time_is_told_nearest_first() {
    let table: [(&str, &[&str]); 9] = [
        (
            "",
            &[
                "source-today 1.0.0",
                "source-soon 2.0.0",
                "destination-later 1.0.0",
            ],
        ),
        ("--within 8d", &["source-today 1.0.0"]),
        ("--within 9d", &["source-today 1.0.0", "source-soon 2.0.0"]),
        ("--within 0d", &["source-today 1.0.0"]),
        (
            "--on smc --within 2w",
            &[
                "source-today 1.0.0",
                "source-soon 2.0.0",
                "source-only-oss 1.0.0",
            ],
        ),
        ("--level marketplace", &["source-today 1.0.0"]),
        ("--kind destination", &["destination-later 1.0.0"]),
        ("--level archived", &[]),
        (
            "--all",
            &[
                "source-today 1.0.0",
                "source-soon 2.0.0",
                "destination-later 1.0.0",
                "source-soon 3.0.0",
                "source-past 1.0.0",
                "source-long-past 1.0.0",
            ],
        ),
    ];
    for (line, expected) in table {
        assert_eq!(told(line), expected, "{line}");
    }
    let (world, file) = world();
    world.on(&file, "deadlines --within 9d --all").exits(2);
    world.on(&file, "deadlines --within soon").exits(2);
    world.on(&file, "deadlines --level galactic").exits(2);
    world
        .on(&file, "deadlines --as-of 2026-03-01")
        .says("3 deadlines within 90 days")
        .says("assumed");
    world
        .on(&file, "deadlines --as-of 2020-03-01")
        .exits(0)
        .says("0 deadlines");
}

/// Whoever runs Airbyte is warned, and a version that is not offered yet asks for nothing.
#[test]
fn what_follows_is_told_for_the_deployment_that_is_asked_about() {
    let world = World::new();
    let action = |word: &str| json!({ "upgradeDeadline": "2026-03-10", "message": "m", "deadlineAction": word });
    let entries = [
        Entry::new("source-upgraded", 1).breaks("1.0.0", action("auto_upgrade")),
        Entry::new("source-paused", 2).breaks("1.0.0", action("disable")),
        Entry::new("source-open", 3).breaks("1.0.0", due("2026-03-10")),
        Entry::new("source-later", 4).breaks("9.0.0", action("disable")),
    ];
    let file = world.file("composite.json", registry(&entries));
    let told = |on: &str| {
        let line = format!("deadlines --all --on {on} --as-of 2026-03-01 --format");
        let tsv = world.on(&file, &format!("{line} tsv")).exits(0);
        let table = world.on(&file, &format!("{line} table")).exits(0).out;
        let cell = |line: &str| line.split('\t').nth(6).unwrap().to_owned();
        let cells: Vec<String> = tsv.lines().into_iter().map(cell).collect();
        (cells.join(" "), table)
    };
    let (cells, table) = told("cloud");
    assert_eq!(cells, "announced  disable auto_upgrade");
    for part in ["announced only", "syncs paused", "upgraded automatically"] {
        assert!(table.contains(part), "{table}");
    }
    for on in ["sme", "oss"] {
        let (cells, table) = told(on);
        assert_eq!(cells, "announced warn warn warn", "{on}");
        assert!(table.contains("a warning only"), "{table}");
        assert!(!table.contains("syncs paused"), "{table}");
        assert!(!table.contains("automatically"), "{table}");
    }
}

#[test]
fn json_holds_what_follows_from_each() {
    let (world, file) = world();
    let json = world
        .on(&file, "deadlines --json --as-of 2026-03-01")
        .exits(0)
        .json();
    check_envelope(&json);
    check_all(&json["deadlines"], DEADLINE, "deadlines");
    let soon = &json["deadlines"][1];
    assert_eq!(soon["slug"], "source-soon");
    assert_eq!(soon["days_left"], 9);
    assert_eq!(soon["action"], "auto_upgrade");
    assert_eq!(soon["streams"], json!(["charges", "refunds"]));
    assert_eq!(soon["guide"], "https://docs.airbyte.com/x#2.0.0");
    assert!(soon["consequence"].as_str().unwrap().contains("2026-03-10"));
    let bundled = world.json("deadlines --all --format json --as-of 2026-03-01");
    check_envelope(&bundled);
    check_all(&bundled["deadlines"], DEADLINE, "deadlines");
    assert!(bundled["deadlines"].as_array().unwrap().len() > 100);
}

/// The content lines of a calendar, unfolded. It is checked on the way.
#[track_caller]
pub(crate) fn calendar(world: &World, line: &str) -> Vec<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let output = world.program(&words).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n"), "{text}");
    for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let unfolded = text.replace("\r\n ", "");
    let lines: Vec<String> = unfolded.lines().map(str::to_owned).collect();
    let mut open = Vec::new();
    for line in &lines {
        let (name, value) = line.split_once(':').unwrap();
        match name {
            "BEGIN" => open.push(value),
            "END" => assert_eq!(open.pop(), Some(value)),
            _ => assert!(!open.is_empty()),
        }
    }
    lines
}

pub(crate) fn values<'a>(lines: &'a [String], property: &str) -> Vec<&'a str> {
    let of = |line: &'a String| line.strip_prefix(property)?.strip_prefix(':');
    lines.iter().filter_map(of).collect()
}

#[test]
fn a_calendar_has_a_day_long_event_for_each_and_reminds_before() {
    let (world, file) = world();
    let line = format!("deadlines --format ics --catalog {file} --as-of");
    let lines = calendar(&world, &format!("{line} 2026-03-01"));
    let uids = values(&lines, "UID");
    assert_eq!(uids[1], format!("{}-2.0.0@portolan", id(1)));
    assert_eq!(uids.iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(values(&lines, "DTSTART;VALUE=DATE")[1], "20260310");
    assert_eq!(values(&lines, "DTEND;VALUE=DATE")[1], "20260311");
    assert_eq!(values(&lines, "DTSTAMP"), ["20260301T000000Z"; 3]);
    let reminders = ["PT0S", "-P7D", "-P1D", "-P30D", "-P7D", "-P1D"];
    assert_eq!(values(&lines, "TRIGGER"), reminders);
    assert_eq!(values(&lines, "URL")[1], "https://docs.airbyte.com/x#2.0.0");
    let told = values(&lines, "DESCRIPTION")[2];
    assert!(
        told.starts_with("Soon\\; \\\\ \"and\"\\, \u{1f389} very long names"),
        "{told}"
    );
    assert!(told.contains("(source-soon)\\n"), "{told}");
    // The same deadline is the same event on another day.
    let later = calendar(&world, &format!("{line} 2026-03-02"));
    assert_eq!(values(&later, "UID"), uids[1..]);
    // A month's end, and a calendar without any.
    assert_eq!(values(&lines, "DTEND;VALUE=DATE")[2], "20260531");
    let none = calendar(&world, &format!("{line} 2020-01-01"));
    assert!(none.contains(&"BEGIN:VTIMEZONE".to_owned()), "{none:?}");
    calendar(&world, "deadlines --all --format ics --as-of 2026-03-01");
}
