//! Catalog files that are not what they should be: refused in one line, or one entry lost of all, never a panic.

use serde_json::{Value, json};

use crate::{
    program::{Ran, World},
    registry::{Entry, large, registry},
};

const COMMANDS: [&str; 6] = [
    "list",
    "list --json",
    "show source-made-001",
    "check source-made-001",
    "compare source-made-001 source-made-002",
    "changes",
];

/// The commands all refuse the file, with its name, the place and what was expected, on one line.
#[track_caller]
fn refused(world: &World, file: &str, expected: &str) {
    for line in COMMANDS {
        let ran = world.on(file, line).exits(2);
        assert_eq!(ran.out, "", "{line}");
        assert_eq!(ran.err.lines().count(), 1, "{line}: {}", ran.err);
        assert!(ran.err.contains(file), "{line}: {}", ran.err);
        assert!(ran.err.contains(expected), "{line}: {}", ran.err);
    }
}

#[test]
fn what_is_no_catalog_is_refused_in_one_line() {
    let world = World::new();
    let whole = registry(&large(3));
    let cut = &whole[..whole.len() * 6 / 10];
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.json", vec![], "expected"),
        ("blank.json", b" \n\n ".to_vec(), "expected"),
        ("null.json", b"null".to_vec(), "expected"),
        ("number.json", b"42".to_vec(), "expected"),
        ("text.json", b"\"hello\"".to_vec(), "expected"),
        ("empty-list.json", b"[]".to_vec(), "expected"),
        ("empty-object.json", b"{}".to_vec(), "sources"),
        (
            "portal.html",
            b"<!doctype html><p>Log in".to_vec(),
            "expected",
        ),
        ("cut.json", cut.as_bytes().to_vec(), ":1:"),
        ("nul.json", [whole.as_bytes(), b"\0"].concat(), "expected"),
        ("two.json", whole.repeat(2).into_bytes(), "expected"),
        ("utf16.json", utf16(&whole), "UTF-16"),
        ("nan.json", whole.replace("true", "NaN").into_bytes(), ":1:"),
        (
            "comma.json",
            whole.replace("}]", "},]").into_bytes(),
            "expected",
        ),
        (
            "newline.json",
            whole.replace("made", "ma\nde").into_bytes(),
            "expected",
        ),
        ("deep.json", "[".repeat(1_000_000).into_bytes(), "expected"),
        (
            "wrong-lists.json",
            br#"{"sources": 5, "destinations": []}"#.to_vec(),
            "list",
        ),
    ];
    for (name, bytes, expected) in table {
        let file = world.file(name, bytes);
        refused(&world, &file, expected);
    }
    refused(&world, "nowhere.json", "no such file");
    let folder = world.path("home").display().to_string();
    refused(&world, &folder, "folder");
}

fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_place_of_a_fault_is_its_line_and_column() {
    let world = World::new();
    let file = world.file(
        "bad.json",
        "{\n  \"sources\": [\n    {\"name\": oops}\n  ]\n}",
    );
    world.on(&file, "list").exits(2).says("bad.json:3:");
}

#[test]
fn a_file_that_is_cut_anywhere_is_refused_or_read_and_never_a_panic() {
    let world = World::new();
    let whole = registry(&large(2));
    for end in (0..whole.len()).step_by(17) {
        let file = world.file("cut.json", &whole.as_bytes()[..end]);
        world.on(&file, "list").exits(2);
    }
}

#[test]
fn a_file_named_by_a_variable_is_refused_as_well() {
    let world = World::new();
    let file = world.file("x.json", "{}");
    for variable in ["PORTOLAN_CATALOG", "AIRBYTE_LOCAL_REGISTRY"] {
        let world = World::new().with(variable, &file);
        world.line("list").exits(2).says("x.json");
    }
}

/// A registry of 600, in whose first entry something is wrong.
fn with_first(change: impl FnOnce(Entry) -> Entry) -> String {
    let mut entries = large(600);
    let first = entries.remove(0);
    entries.insert(0, change(first));
    registry(&entries)
}

#[track_caller]
fn listed(ran: &Ran) -> (usize, Vec<Value>) {
    let json = ran.json();
    let warnings = json["catalog"]["warnings"].as_array().unwrap().clone();
    (json["connectors"].as_array().unwrap().len(), warnings)
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of it is a table")]
fn one_bad_entry_of_600_loses_itself_and_is_told() {
    let world = World::new();
    let text = |from: &str, to: &str| with_first(|entry| entry).replacen(from, to, 1);
    let table = [
        (
            "no name",
            with_first(|entry| entry.set("name", Value::Null)),
        ),
        (
            "a number for a name",
            with_first(|entry| entry.set("name", 5)),
        ),
        (
            "null for an entry",
            text("[{", "[null,{").replacen("\"name\":\"made-599\"", "\"name\":5", 1),
        ),
        ("a lone surrogate", text("made-000\"", "\\ud800\"")),
        (
            "a number out of range",
            text("\"custom\":false", "\"custom\":1e999"),
        ),
        (
            "a number of 500 digits",
            text(
                "\"custom\":false",
                &format!("\"custom\":{}", "9".repeat(500)),
            ),
        ),
        ("a key twice", text("\"name\":", "\"name\":\"a\",\"name\":")),
        (
            "depth in a known field",
            text(
                "\"custom\":false",
                &format!("\"custom\":{}{}", "[".repeat(200), "]".repeat(200)),
            ),
        ),
        (
            "an entry larger than 2 MiB",
            text(
                "\"custom\":false",
                &format!("\"description\":\"{}\"", "x".repeat(3 << 20)),
            ),
        ),
        (
            "an id twice",
            with_first(|entry| entry.set("sourceDefinitionId", crate::registry::id(1))),
        ),
    ];
    for (what, catalog) in table {
        let file = world.file("composite.json", catalog);
        let ran = world.on(&file, "list --all --json").exits(0);
        let (kept, warnings) = listed(&ran);
        let expected = if what == "null for an entry" {
            599..=600
        } else {
            599..=599
        };
        assert!(expected.contains(&kept), "{what}: {kept}");
        assert!(!warnings.is_empty(), "{what}");
        let told = warnings.iter().any(|warning| warning["is_loss"] == true);
        assert!(told, "{what}: {warnings:?}");
        assert!(ran.err.contains("warning: "), "{what}: {}", ran.err);
    }
}

#[test]
fn what_is_odd_and_harmless_loses_nothing() {
    let world = World::new();
    let text = |from: &str, to: &str| with_first(|entry| entry).replacen(from, to, 1);
    let bom = [&b"\xef\xbb\xbf"[..], text("", "").as_bytes()].concat();
    let mut broken = text("made-000\"", "made-00X\"").into_bytes();
    let at = broken.windows(4).position(|w| w == b"00X\"").unwrap() + 2;
    broken[at] = 0xff;
    let deep = format!(
        "\"unheard_of\":{}{}",
        "[".repeat(1_000_000),
        "]".repeat(1_000_000)
    );
    let table: Vec<(&str, Vec<u8>)> = vec![
        ("a byte order mark", bom),
        ("invalid UTF-8 in a name", broken),
        (
            "a new level",
            with_first(|entry| entry.level("galactic")).into(),
        ),
        ("a new stage", with_first(|entry| entry.stage("rc")).into()),
        (
            "an unknown field, nested deep",
            text("\"custom\":false", &deep).into(),
        ),
        (
            "an escaped NUL in a name",
            text("made-000\"", "made\\u0000\"").into(),
        ),
        (
            "a bad date",
            with_first(|entry| entry.breaks("2.0.0", json!({ "upgradeDeadline": "2026-02-30" })))
                .into(),
        ),
        (
            "no optional fields",
            with_first(|entry| {
                entry
                    .set("documentationUrl", Value::Null)
                    .set("tombstone", Value::Null)
                    .set("public", Value::Null)
            })
            .into(),
        ),
        (
            "a name of a megabyte",
            with_first(|entry| entry.set("name", "n".repeat(1 << 20))).into(),
        ),
    ];
    for (what, catalog) in table {
        let file = world.file("composite.json", catalog);
        let ran = world.on(&file, "list --all --json").exits(0);
        assert_eq!(listed(&ran).0, 600, "{what}: {}", ran.err);
        let lines = world.on(&file, "list --all").exits(0);
        assert_eq!(lines.lines().len(), 600, "{what}");
        assert!(lines.lines().iter().all(|line| line.len() < 2000), "{what}");
    }
}

#[test]
fn a_deadline_that_is_no_date_is_told_by_check() {
    let world = World::new();
    for date in ["2026-02-30", "0000-00-00", "99999-01-01", "soon", ""] {
        let entry = Entry::new("source-a", 1).breaks("2.0.0", json!({ "upgradeDeadline": date }));
        let file = world.file("composite.json", registry(&[entry]));
        let shown = world.on(&file, "show a --json").exits(0).json();
        let pending = &shown["connector"]["upgrade"]["pending"][0];
        assert_eq!(pending["deadline"], Value::Null, "{date}");
        let checked = world
            .on(&file, "check source-a@1.0.0 --as-of 2026-03-01")
            .exits(0);
        let flat = checked.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("2.0.0"), "{date}: {flat}");
    }
}

#[test]
fn a_file_that_somebody_names_may_hold_more_than_any_registry() {
    let world = World::new();
    let one = Entry::new("source-made", 0).value().to_string();
    let many: Vec<String> = (0..12_000)
        .map(|at| {
            one.replace("source-made", &format!("source-{at}"))
                .replace("000000000000", &format!("{at:012}"))
        })
        .collect();
    let file = world.file(
        "composite.json",
        format!("{{\"sources\":[{}]}}", many.join(",")),
    );
    let lines = world.on(&file, "list").exits(0);
    assert_eq!(lines.lines().len(), 12_000);
}

#[test]
fn every_format_since_2023_is_read() {
    let world = World::new();
    let old = json!({ "sources": [{ "sourceDefinitionId": crate::registry::id(1), "name": "Old",
        "dockerRepository": "airbyte/source-old", "dockerImageTag": "0.1.0", "releaseStage": "beta" }], "destinations": [] });
    let report = json!([{ "definitionId": crate::registry::id(1), "name_oss": "Old", "dockerRepository_oss": "airbyte/source-old",
        "dockerImageTag_oss": "0.1.0", "connector_type": "source", "is_oss": true, "is_cloud": false,
        "supportLevel_oss": "community", "releaseStage_oss": "alpha" }]);
    for (name, bytes) in [("a.json", old.to_string()), ("b.json", report.to_string())] {
        let file = world.file(name, bytes);
        let shown = world.on(&file, "show old --json").exits(0).json();
        assert_eq!(shown["connector"]["slug"], "source-old", "{name}");
        assert_eq!(
            shown["connector"]["registries"]["oss"]["available"], true,
            "{name}"
        );
    }
    // Our own snapshot, as `snapshot` writes it, says the same again.
    let before = world.line("snapshot").exits(0);
    let file = world.file("mine.json", &before.out);
    let again = world.on(&file, "list --all --as-of 2026-03-10").exits(0);
    assert_eq!(again.out, world.line("list --all --as-of 2026-03-10").out);
}
