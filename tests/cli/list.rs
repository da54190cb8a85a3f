//! `list`: what is counted, in which order, and in each format one connector a line.

use std::collections::BTreeMap;

use serde_json::json;

use crate::{
    program::World,
    registry::{Entry, registry},
};

fn catalog() -> String {
    let levels = [
        "certified",
        "community",
        "community",
        "archived",
        "galactic",
    ];
    let stages = ["generally_available", "alpha", "beta", "deprecated"];
    let entries: Vec<Entry> = (0..60)
        .map(|at| {
            let kind = ["source", "destination"][usize::from(at % 7 == 0)];
            let mut entry = Entry::new(&format!("{kind}-made-{at}"), at)
                .level(levels[at % 5])
                .stage(stages[at % 4])
                .set(
                    "tags",
                    json!([format!("language:{}", ["python", "java"][at % 2])]),
                )
                .set("license", ["MIT", "ELv2", "Elv2"][at % 3])
                .set("sourceType", "api");
            for version in 1..=at % 3 {
                let deadline = json!({ "upgradeDeadline": "2026-03-10", "message": "m" });
                entry = entry.breaks(&format!("{version}.0.0"), deadline);
            }
            entry
        })
        .collect();
    registry(&entries)
}

#[test]
#[expect(clippy::too_many_lines, reason = "most of it is a table")]
fn counts_per_level_stage_kind_and_breaking_change_are_exact() {
    let world = World::new();
    let file = world.file("composite.json", catalog());
    let all = world
        .on(&file, "list --all --json --as-of 2026-03-10")
        .exits(0)
        .json();
    let connectors = all["connectors"].as_array().unwrap();
    assert_eq!(connectors.len(), 60);
    assert_eq!(all["catalog"]["entries"], 60);
    let mut counted = BTreeMap::<String, usize>::new();
    for connector in connectors {
        for field in ["level", "stage", "kind", "license"] {
            *counted
                .entry(format!("{field}:{}", connector[field].as_str().unwrap()))
                .or_default() += 1;
        }
        let changes = connector["upgrade"]["pending"].as_array().unwrap().len();
        *counted.entry("breaking".to_owned()).or_default() += changes;
    }
    for (what, count) in [
        ("level:airbyte", 12),
        ("level:marketplace", 24),
        ("level:archived", 12),
        ("level:unknown", 12),
        ("stage:generally_available", 15),
        ("stage:alpha", 15),
        ("stage:beta", 15),
        ("stage:deprecated", 15),
        ("kind:destination", 9),
        ("kind:source", 51),
        ("license:MIT", 20),
        ("license:ELv2", 40),
        ("breaking", 60),
    ] {
        assert_eq!(counted.get(what), Some(&count), "{what}");
        if let Some((field, word)) = what.split_once(':') {
            let line = format!("list --all --{field} {word}");
            assert_eq!(
                world.on(&file, &line).exits(0).lines().len(),
                count,
                "{line}"
            );
        }
    }
    // The archived ones are left out unless asked for.
    assert_eq!(world.on(&file, "list").exits(0).lines().len(), 48);
    for (line, count) in [
        ("--level airbyte,archived", 24),
        ("--level airbyte --stage ga", 3),
        ("--level !airbyte", 36),
        ("--language python --all", 30),
        ("--type api --all", 60),
        ("--limit 5", 5),
        ("--limit 0", 0),
        ("made-1 --all", 11),
    ] {
        assert_eq!(
            world
                .on(&file, &format!("list {line}"))
                .exits(0)
                .lines()
                .len(),
            count,
            "{line}"
        );
    }
}

#[test]
fn the_bundled_catalog_has_the_known_numbers() {
    let world = World::new();
    let count = |line: &str| world.line(&format!("list {line}")).exits(0).lines().len();
    assert_eq!(count("--level enterprise --all"), 11);
    assert!(count("--level airbyte") > 60);
    let info = world.json("info --json");
    assert_eq!(info["catalog"]["entries"], count("--all"));
}

#[test]
fn in_a_pipe_every_line_is_one_connector_with_the_same_cells() {
    let world = World::new();
    let nasty = [
        "a\tb",
        "a\nb",
        "a\r\nb",
        "a\u{2028}b",
        "a|b",
        "a,b",
        "\"a\"",
        "=1+1",
        "-a",
        "@a",
        "+a",
        "'a'",
        "a\u{b}b",
        "a\u{85}b",
        "a\u{0}b",
        "",
        " ",
    ];
    let entries: Vec<Entry> = nasty
        .iter()
        .enumerate()
        .map(|(at, name)| Entry::new(&format!("source-made-{at:02}"), at).set("name", *name))
        .collect();
    let file = world.file("composite.json", registry(&entries));
    let tsv = world.on(&file, "list --sort slug").exits(0);
    let kept = tsv.lines().len();
    assert!(kept >= nasty.len() - 2, "{}", tsv.out);
    assert!(
        tsv.lines().iter().all(|line| line.split('\t').count() == 8),
        "{}",
        tsv.out
    );
    let csv = world.on(&file, "list --sort slug --format csv").exits(0);
    assert_eq!(csv.lines().len(), kept + 1);
    csv.prints("slug,kind,name,level,stage,version,readiness,image")
        .prints("'=1+1");
    let headless = world.on(&file, "list --format csv --no-header").exits(0);
    assert_eq!(headless.lines().len(), kept);
    let markdown = world.on(&file, "list --format markdown").exits(0);
    assert_eq!(markdown.lines().len(), kept + 2);
    for line in markdown.lines() {
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 9, "{line}");
    }
    let ndjson = world.on(&file, "list --format ndjson").exits(0);
    assert_eq!(ndjson.lines().len(), kept);
    let table = world.on(&file, "list --format table").exits(0);
    assert_eq!(table.lines().len(), kept + 1);
}

#[test]
fn fields_are_those_asked_for_in_that_order() {
    let world = World::new();
    let ran = world.line("list source-postgres --fields version,slug,cloud");
    assert_eq!(ran.exits(0).out, "3.7.0\tsource-postgres\tyes\n");
    let json = world.json("list source-postgres --fields slug,readiness,upgrade --json");
    let keys: Vec<&String> = json["connectors"][0].as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 3);
    assert!(json["connectors"][0]["upgrade"].is_object());
    let csv = world
        .line("list source-postgres --fields slug --format csv")
        .exits(0);
    assert_eq!(csv.out, "slug\nsource-postgres\n");
}

#[test]
fn a_field_that_is_none_is_told_in_every_format_whether_anything_is_found_or_not() {
    let world = World::new();
    for format in ["json", "ndjson", "tsv", "csv", "markdown", "table"] {
        for word in ["source-postgres", "zzzz"] {
            let ran = world.line(&format!("list {word} --fields slug,nope --format {format}"));
            let told = ran.exits(2).err;
            assert!(told.contains("nope"), "{format} {word}: {told}");
        }
    }
}

#[test]
fn rows_are_sorted_and_what_is_not_known_comes_last() {
    let world = World::new();
    let entries: Vec<Entry> = ["1.10.0", "1.9.0", "0.1.0", ""]
        .iter()
        .enumerate()
        .map(|(at, version)| {
            let entry = Entry::new(&format!("source-{at}"), at);
            if version.is_empty() {
                entry.set("dockerImageTag", serde_json::Value::Null)
            } else {
                entry.set("dockerImageTag", *version)
            }
        })
        .collect();
    let file = world.file("composite.json", registry(&entries));
    for (sort, expected) in [
        ("version", "0.1.0 1.9.0 1.10.0 "),
        ("version:asc", "0.1.0 1.9.0 1.10.0 "),
        ("version:desc", "1.10.0 1.9.0 0.1.0 "),
    ] {
        let line = format!("list --fields version --sort {sort}");
        let ran = world.on(&file, &line).exits(0);
        assert_eq!(ran.lines().join(" "), expected, "{sort}");
    }
}

#[test]
fn nothing_found_is_an_answer_with_a_suggestion() {
    let world = World::new();
    let ran = world.line("list hubsopt").exits(0);
    assert!(
        ran.out.contains("source-hubspot") || ran.err.contains("source-hubspot"),
        "{ran:?}"
    );
    let ran = world
        .line("list qqqqqqqqqqq")
        .exits(0)
        .says("no connector matches");
    assert_eq!(ran.out, "");
    let json = world.line("list qqqqqqqqqqq --json").exits(0).json();
    assert_eq!(json["connectors"], json!([]));
    world.line("list levle:airbyte").exits(0).says("level");
    world.line("list level:airbyt").exits(0).says("airbyte");
}

#[test]
fn without_a_command_it_lists() {
    let world = World::new();
    assert_eq!(world.run::<&str>(&[]).exits(0).out, world.line("list").out);
    assert_eq!(
        world.line("postgres").exits(0).out,
        world.line("list postgres").out
    );
    let asked = world
        .line("postgres --kind source --json --as-of 2026-03-10")
        .exits(0);
    assert_eq!(asked.json()["connectors"].as_array().unwrap().len(), 1);
}

#[test]
fn options_stand_before_or_behind_the_query() {
    let world = World::new();
    let expected = world
        .line("list --on smc --as-of 2026-03-10 postgres --json")
        .exits(0);
    for line in [
        "list postgres --on smc --as-of 2026-03-10 --json",
        "--on smc list postgres --json --as-of 2026-03-10",
        "postgres --json --as-of 2026-03-10 --on smc",
        "--json --as-of 2026-03-10 --on smc postgres",
    ] {
        assert_eq!(world.line(line).exits(0).out, expected.out, "{line}");
    }
    world
        .line("--json show source-postgres")
        .exits(2)
        .says("behind it");
    let negated = world.line("list -kind:source postgres").exits(0);
    assert_eq!(negated.lines().len(), 1, "{}", negated.out);
    world.line("list postgres -q").exits(0);
    let quiet = world.line("list postgres -q");
    assert_eq!(quiet.err, "");
    let ambiguous = world.line("show postgres -q").exits(2);
    ambiguous
        .says("source-postgres")
        .says("destination-postgres");
    world
        .line("show hubsopt -q")
        .exits(1)
        .says("source-hubspot");
}

#[test]
fn people_get_where_they_want() {
    let world = World::new();
    for (query, first) in [
        ("s3", "s3"),
        ("postgres", "postgres"),
        ("Hubspot", "hubspot"),
        ("sheets google", "google-sheets"),
        ("GA4", "google-analytics-data-api"),
        ("mssql", "mssql"),
        ("gogle shets", "google-sheets"),
        ("salesfrce", "salesforce"),
        ("^google sheets$", "google-sheets"),
        ("decd338e-5647-4c0b-adf4-da0e75f5a750", "postgres"),
        ("airbyte/source-postgres", "postgres"),
    ] {
        let ran = world.line(&format!("list {query} --fields slug")).exits(0);
        let slug = ran
            .lines()
            .first()
            .map_or("", |slug| slug.split_once('-').unwrap().1);
        assert_eq!(slug, first, "{query}: {}", ran.out);
    }
}

#[test]
fn the_version_is_the_one_that_the_deployment_is_offered() {
    let world = World::new();
    let at = |version: &str| Entry::new("source-two", 1).set("dockerImageTag", version);
    let side = |name: &str, version: &str| {
        let entries = [at(version), Entry::new("source-other", 2)];
        world.file(name, crate::registry::one_side(&entries))
    };
    let files = [
        side("oss_registry.json", "3.10.0"),
        side("cloud_registry.json", "3.9.0"),
    ];
    let ran = |line: &str| {
        let files = files.iter().flat_map(|file| ["--catalog", file]);
        let words: Vec<&str> = line.split_whitespace().chain(files).collect();
        world.run(&words).exits(0)
    };
    for (on, version) in [("cloud", "3.9.0"), ("smc", "3.10.0")] {
        let fields = "list two --fields version";
        assert_eq!(
            ran(&format!("{fields} --on {on}")).out,
            format!("{version}\n")
        );
        let title = format!("two · source · {version} · source-two\n");
        ran(&format!("show source-two --on {on}")).prints(&title);
        ran(&format!("compare source-two source-other --on {on}")).prints(version);
        let checked = ran(&format!("check source-two --json --on {on}")).json();
        assert_eq!(checked["results"][0]["latest"], version);
        let shown = ran(&format!("show source-two --json --on {on}")).json();
        assert_eq!(shown["connector"]["version"], "3.10.0");
        let picked = ran(&format!("{fields} --json --on {on}")).json();
        assert_eq!(picked["connectors"][0]["version"], "3.10.0");
    }
    let sorted = |on: &str| ran(&format!("list --sort version --fields slug --on {on}")).out;
    assert_eq!(sorted("cloud"), "source-other\nsource-two\n");
}

#[test]
fn marks_of_the_query_say_where_a_word_must_be_hit() {
    let world = World::new();
    let names = [
        "Google Sheets",
        "Google Ads",
        "Bing Ads",
        "Sheets",
        "Smartsheets",
        "S3",
    ];
    let entries: Vec<Entry> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let slug = format!("source-{}", name.to_lowercase().replace(' ', "-"));
            Entry::new(&slug, at).set("name", *name)
        })
        .chain([Entry::new("source-old-sheets", 90)
            .level("archived")
            .set("name", "Old Sheets")])
        .collect();
    let file = world.file("composite.json", registry(&entries));
    let found = |query: &str| -> Vec<String> {
        let line = ["list", query, "--fields", "name", "--catalog", &file];
        let ran = world.run(&line).exits(0);
        let mut names: Vec<String> = ran.lines().into_iter().map(str::to_owned).collect();
        names.sort();
        names
    };
    let table: [(&str, &[&str]); 18] = [
        ("sheets -google", &["Sheets", "Smartsheets"]),
        ("-sheets -ads", &["S3"]),
        ("google\\ ads | 's3", &["Google Ads", "S3"]),
        ("name:\"google ads\",s3", &["Google Ads", "S3"]),
        ("'sheets", &["Google Sheets", "Sheets", "Smartsheets"]),
        ("^google", &["Google Ads", "Google Sheets"]),
        ("ads$", &["Bing Ads", "Google Ads"]),
        ("^sheets$", &["Sheets"]),
        ("sheets !google", &["Sheets", "Smartsheets"]),
        ("sheets !^google !^smart", &["Sheets"]),
        ("!sheets !ads", &["S3"]),
        ("^bing | ^s3", &["Bing Ads", "S3"]),
        ("google sheets | ads", &["Google Ads", "Google Sheets"]),
        ("google | bing !sheets", &["Bing Ads", "Google Ads"]),
        ("^google | \"bing ads\" ads$", &["Bing Ads", "Google Ads"]),
        // Letters in order count only where a word is in no name at all, not even in one that is left out.
        ("gogle shets", &["Google Sheets"]),
        ("'gogle", &[]),
        ("old", &[]),
    ];
    for (query, expected) in table {
        assert_eq!(found(query), expected, "{query}");
    }
    assert_eq!(found("level:archived | s3"), ["Old Sheets", "S3"]);
    let ran = world.run(&["list", "gogle", "--format", "table", "--catalog", &file]);
    assert!(!ran.exits(0).err.contains("no connector matches"));
}
