//! Text from the catalog cannot act on a terminal, forge a line or hide: in no command, format or message.
//! That no hostile character is printed is asserted by every run of the program.

use serde_json::json;

use crate::{
    program::World,
    registry::{Entry, large, registry},
};

fn attacks() -> Vec<(&'static str, String)> {
    vec![
        ("csi_clear", "\u{1b}[2J\u{1b}[H".into()),
        ("osc52", "\u{1b}]52;c;aGk=\u{7}".into()),
        ("osc8", "\u{1b}]8;;http://x".into()),
        ("title", "\u{1b}]0;owned\u{7}".into()),
        ("c1_csi", "\u{9b}2J".into()),
        ("dcs_apc", "\u{1b}Pq\u{1b}\\\u{1b}_x\u{1b}\\".into()),
        ("rlo", "evil\u{202e}txt".into()),
        ("isolates", "a\u{2066}b\u{2069}\u{200f}".into()),
        ("zwsp", "post\u{200b}gres\u{feff}".into()),
        ("tags", "a\u{e0041}\u{e007f}".into()),
        ("zalgo", format!("e{}", "\u{301}".repeat(300))),
        ("tabs", "a\tb\r\nc\u{b}\u{c}".into()),
        ("separators", "a\u{2028}b\u{2029}c\u{85}d".into()),
        ("nul", "a\u{0}b\u{7f}".into()),
        ("long", "x".repeat(1 << 18)),
        ("cjk", "日本語コネクタ".into()),
        ("emoji", "👨‍👩‍👧‍👦🇩🇪♻️".into()),
        ("arabic", "مرحبا".into()),
        ("github", "::error file=x::owned %0A::".into()),
        ("xml", "]]><x a='\"'>&amp;".into()),
        ("markdown", "[x](javascript:alert(1)) | `b` |".into()),
        ("formula", "=HYPERLINK(\"http://x\")".into()),
    ]
}

/// An entry in which every text is hostile.
fn entry(at: usize, text: &str) -> Entry {
    let short: String = text.chars().take(60).collect();
    Entry::new(&format!("source-made-{at:03}"), at)
        .set("name", text)
        .set("dockerImageTag", format!("1.0.0-{short}"))
        .set(
            "documentationUrl",
            format!("https://docs.airbyte.com/{short}"),
        )
        .set("releaseStage", short.as_str())
        .set("license", short.as_str())
        .set("sourceType", short.as_str())
        .set("tags", json!([format!("language:{short}"), short]))
        .set("allowedHosts", json!({ "hosts": [short] }))
        .set("erdUrl", format!("javascript:{short}"))
        .breaks(
            "2.0.0",
            json!({ "upgradeDeadline": short, "deadlineAction": short, "message": text,
                "migrationDocumentationUrl": format!("file:///etc/{short}"),
                "scopedImpact": [{ "scopeType": "stream", "impactedScopes": [short, text] }] }),
        )
}

#[test]
fn no_command_and_no_format_lets_it_through() {
    let world = World::new();
    let attacks = attacks();
    let entries: Vec<Entry> = attacks
        .iter()
        .enumerate()
        .map(|(at, (_, text))| entry(at, text))
        .collect();
    let file = world.file("composite.json", registry(&entries));
    for format in ["table", "tsv", "csv", "markdown", "ndjson", "json"] {
        let ran = world
            .on(&file, &format!("list --all --format {format}"))
            .exits(0);
        let lines = ran.lines().len();
        match format {
            "json" => assert_eq!(
                ran.json()["connectors"].as_array().unwrap().len(),
                attacks.len()
            ),
            "tsv" | "ndjson" => assert_eq!(lines, attacks.len(), "{format}"),
            "markdown" => assert_eq!(lines, attacks.len() + 2, "{format}"),
            _ => assert_eq!(lines, attacks.len() + 1, "{format}"),
        }
        if matches!(format, "tsv" | "ndjson") {
            assert!(
                !ran.out.contains("x".repeat(300).as_str()),
                "names are capped"
            );
        }
    }
    let all =
        "list --all --fields slug,name,version,docs_url,license,type,languages,stage,deadline";
    assert_eq!(world.on(&file, all).exits(0).lines().len(), attacks.len());
    for (at, (what, _)) in attacks.iter().enumerate() {
        for line in [
            "show",
            "show --json",
            "check",
            "check --format sarif",
            "check --format junit",
        ] {
            let ran = world.on(
                &file,
                &format!("{line} source-made-{at:03} --as-of 2026-03-01"),
            );
            assert_ne!(ran.status, 2, "{line} {what}: {}", ran.err);
        }
        let github = world.on(
            &file,
            &format!("check --format github --require ready source-made-{at:03}"),
        );
        for line in github.lines() {
            assert!(line.starts_with("::"), "{what}: {line}");
        }
    }
    let slugs: Vec<String> = (0..4)
        .map(|at| format!("source-made-{:03}", at * 4))
        .collect();
    world
        .on(&file, &format!("compare {}", slugs.join(" ")))
        .exits(0);
}

#[test]
fn letters_of_all_scripts_stay_as_they_are() {
    let world = World::new();
    let entries = [
        Entry::new("source-a", 1).set("name", "مرحبا"),
        Entry::new("source-b", 2).set("name", "日本語"),
        Entry::new("source-c", 3).set("name", "Crème Brûlée"),
    ];
    let file = world.file("composite.json", registry(&entries));
    let ran = world.on(&file, "list --fields name --sort slug").exits(0);
    assert_eq!(ran.out, "مرحبا\n日本語\nCrème Brûlée\n");
    world.on(&file, "show creme-brulee").exits(1);
    let ran = world.run(&["show", "creme brulee", "--catalog", &file, "--json"]);
    assert_eq!(ran.exits(0).json()["connector"]["slug"], "source-c");
}

#[test]
fn hostile_names_of_files_words_and_settings_are_cleaned_too() {
    let world = World::new();
    for text in ["\u{1b}[2J", "\u{202e}x", "a\tb\nc", "\u{9b}31m"] {
        world.run(&["show", text]).exits(1);
        world.run(&["list", text]).exits(0);
        world.run(&["check", text]).exits(1);
        world.run(&["explain", text]).exits(2);
        world.run(&["--catalog", text, "list"]).exits(2);
        world.run(&["list", "--fields", text]).exits(2);
        world.run(&["list", "--sort", text]).exits(2);
        world.run(&["list", "--level", text]).exits(2);
        world
            .run(&["check", &format!("source-postgres@{text}")])
            .exits(2);
        world.run(&["refresh", "--from", text]).exits(2);
        let told = World::new().with("PORTOLAN_DEPLOYMENT", text);
        told.run(&["list"]).exits(2);
        let named = World::new().with("PORTOLAN_CACHE_DIR", text);
        named.run(&["info"]).exits(0);
    }
}

#[test]
fn hostile_values_of_options_that_clap_reads_are_cleaned_too() {
    let world = World::new();
    for line in [
        ["list", "--on"],
        ["list", "--as-of"],
        ["list", "--color"],
        ["list", "--format"],
        ["list", "--limit"],
    ] {
        for text in ["\u{1b}[2J", "\u{9b}31m", "\u{202e}x"] {
            world.run(&[line[0], line[1], text]).exits(2);
        }
    }
    world.run(&["list", "--\u{1b}[2J"]).exits(2);
}

#[test]
fn links_that_lead_elsewhere_are_not_offered() {
    let world = World::new();
    let urls = [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-rf",
        "http://docs.airbyte.com/x",
        "https://user:pw@docs.airbyte.com/",
        "vscode://x",
        "//x",
        "https://",
        "",
    ];
    let entries: Vec<Entry> = urls
        .iter()
        .enumerate()
        .map(|(at, url)| {
            Entry::new(&format!("source-made-{at:03}"), at)
                .set("documentationUrl", *url)
                .set("erdUrl", *url)
        })
        .collect();
    let file = world.file("composite.json", registry(&entries));
    for connector in world.on(&file, "list --json").exits(0).json()["connectors"]
        .as_array()
        .unwrap()
    {
        for what in ["docs", "erd"] {
            assert!(
                connector["links"]
                    .get(what)
                    .is_none_or(serde_json::Value::is_null),
                "{connector}"
            );
        }
    }
    let idn = [Entry::new("source-a", 1).set("documentationUrl", "https://аpple.com/")];
    let file = world.file("composite.json", registry(&idn));
    let shown = world.on(&file, "show a --json").exits(0).json();
    assert_eq!(
        shown["connector"]["links"]["docs"],
        "https://xn--pple-43d.com/"
    );
}

/// A small, repeatable source of chance.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

#[test]
fn mutated_catalogs_never_panic_and_never_print_a_control_character() {
    const CONSTANTS: [&str; 12] = [
        "null",
        "-1",
        "1e999",
        "\"\\ud800\"",
        "\"\\u001b[2J\"",
        "[]",
        "{}",
        "\"\"",
        "\u{9b}",
        "\u{202e}",
        "true",
        "\"9999-99-99\"",
    ];
    let world = World::new();
    let mut entries = large(4);
    entries.push(entry(5, "Nested"));
    let whole = registry(&entries).into_bytes();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for _ in 0..80 {
        let mut bytes = whole.clone();
        for _ in 0..=dice.roll(4) {
            let at = dice.roll(bytes.len());
            match dice.roll(5) {
                0 => bytes[at] ^= 1 << dice.roll(8),
                1 => bytes.truncate(at.max(1)),
                2 => {
                    let end = (at + dice.roll(200)).min(bytes.len());
                    let slice = bytes[at..end].to_vec();
                    bytes.splice(at..at, slice);
                }
                3 => {
                    // In place of the value behind the next colon.
                    let from = bytes[at..]
                        .iter()
                        .position(|b| *b == b':')
                        .map_or(at, |colon| at + colon + 1);
                    let to = bytes[from..]
                        .iter()
                        .position(|b| matches!(b, b',' | b'}'))
                        .map_or(from, |end| from + end);
                    bytes.splice(from..to, CONSTANTS[dice.roll(12)].bytes());
                }
                _ => {
                    bytes.splice(at..at, CONSTANTS[dice.roll(12)].bytes());
                }
            }
        }
        let file = world.file("mutated.json", &bytes);
        let ran = world.on(&file, "list --all --json");
        assert!(matches!(ran.status, 0 | 2), "{}: {}", ran.status, ran.err);
        world.on(&file, "show source-made-002 --as-of 2026-03-01");
    }
}
