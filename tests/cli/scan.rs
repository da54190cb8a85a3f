//! `check --scan` and `deadlines --scan`: what files use, where, and what is said of it.

use serde_json::{Value, json};

use crate::{
    deadlines::{calendar, values},
    program::{Ran, World},
    registry::{Entry, registry},
};

/// Stripe at 3.0.0 broke twice: 2.0.0 is due by 2026-03-10, and 3.0.0 by 2026-06-01.
fn entries() -> Vec<Entry> {
    let due = |day: &str| json!({ "upgradeDeadline": day, "message": "m" });
    vec![
        Entry::new("source-stripe", 1)
            .breaks("2.0.0", due("2026-03-10"))
            .breaks("3.0.0", due("2026-06-01")),
        Entry::new("source-market", 2)
            .level("community")
            .stage("alpha"),
        Entry::new("source-gone", 3).level("archived"),
        Entry::new("destination-lake", 4),
    ]
}

/// A project that uses four connectors in five places, and the catalog that knows them.
pub(crate) fn world() -> (World, String) {
    let world = World::new();
    let file = world.file("composite.json", registry(&entries()));
    world.file(
        "project/ci/jobs.yml",
        "jobs:\n  a:\n    image: airbyte/source-stripe:1.9.0\n  b:\n    image: airbyte/source-market:3.0.0\n",
    );
    world.file(
        "project/ci/more.yml",
        "job:\n  image: airbyte/source-stripe:1.9.0\n",
    );
    world.file(
        "project/infra/main.tf",
        "resource \"airbyte_source_gone\" \"a\" {\n  name = \"a\"\n}\n",
    );
    world.file(
        "project/load.py",
        "import airbyte as ab\n\nlake = ab.get_destination(\"destination-lake\")\n",
    );
    world.file("project/README.md", "Uses `airbyte/source-gone:1.0.0`.\n");
    (world, file)
}

/// The place and the connector of each result, in their order.
#[track_caller]
pub(crate) fn uses(ran: &Ran) -> Vec<String> {
    let results = ran.json()["results"].as_array().unwrap().clone();
    let told = |result: &Value| {
        let at = &result["location"];
        let slug = result["connector"].as_str().unwrap_or("-");
        let file = at["file"].as_str().unwrap_or("-");
        format!("{file}:{}:{} {slug}", at["line"], at["column"])
    };
    results.iter().map(told).collect()
}

#[test]
fn images_of_the_users_own_connectors_are_found_whatever_else_the_file_says() {
    let (world, file) = world();
    let own = "[[connector]]\nslug = 'source-acme'\nimage = 'ghcr.io/acme/source-acme'\n\
               [[connector]]\nslug = 'destination-lakehouse'\nimage = 'acme/lakehouse'\n";
    world.file("project/portolan.toml", own);
    world.file(
        "project/compose.yml",
        "services:\n  a:\n    image: ghcr.io/acme/source-acme:1.2.0\n  b:\n    image: acme/lakehouse\n",
    );
    world.file(
        "project/own.tf",
        "resource \"airbyte_source_definition\" \"a\" {\n  docker_repository = \"ghcr.io/acme/source-acme\"\n}\n",
    );
    world.file(
        "project/own.py",
        "import airbyte as ab\nab.get_source(\"source-acme\", docker_image=\"registry.acme.example/source-acme:1.4.0\")\n",
    );
    let ran = world.on(&file, "check --scan compose.yml own.tf own.py --json");
    assert_eq!(
        uses(&ran),
        [
            "compose.yml:3:12 source-acme",
            "compose.yml:5:12 destination-lakehouse",
            "own.py:2:16 source-acme",
            "own.tf:2:24 source-acme",
        ]
    );
}

#[test]
fn a_plain_text_is_read_where_it_is_named_and_other_documentation_is_not() {
    let (world, file) = world();
    world.file(
        "project/pull.txt",
        "docker pull airbyte/source-stripe:3.0.0\n",
    );
    let ran = world.on(&file, "check --scan pull.txt README.md --json");
    assert_eq!(uses(&ran), ["pull.txt:1:13 source-stripe"]);
    let ran = world.on(&file, "check --scan . --json");
    assert!(!uses(&ran).iter().any(|found| found.starts_with("pull.txt")));
}

#[test]
fn every_place_is_a_result_in_the_order_of_the_files() {
    let (world, file) = world();
    let scan = "check --scan . --json --as-of 2026-03-01";
    let ran = world.on(&file, scan).exits(1);
    assert_eq!(
        uses(&ran),
        [
            "ci/jobs.yml:3:12 source-stripe",
            "ci/jobs.yml:5:12 source-market",
            "ci/more.yml:2:10 source-stripe",
            "infra/main.tf:1:11 source-gone",
            "load.py:3:28 destination-lake",
        ]
    );
    let json = ran.json();
    assert_eq!(json["passed"], false);
    assert_eq!(json["scan"]["troubles"], json!([]));
    let [stripe, market, _, gone, lake] = &json["results"].as_array().unwrap()[..] else {
        panic!("{json}");
    };
    assert_eq!(stripe["input"], "airbyte/source-stripe:1.9.0");
    assert_eq!(
        (&stripe["pinned"], &stripe["latest"]),
        (&json!("1.9.0"), &json!("3.0.0"))
    );
    assert_eq!(
        (&stripe["tool"], &stripe["source"]),
        (
            &json!("image"),
            &json!("image: airbyte/source-stripe:1.9.0")
        )
    );
    let passed = [stripe, market, gone, lake].map(|result| result["passed"].as_bool().unwrap());
    assert_eq!(passed, [true, true, false, true]);
    assert_eq!(gone["tool"], "terraform");
    for _ in 0..3 {
        assert_eq!(
            world.on(&file, scan).out,
            ran.out,
            "the order is always the same"
        );
    }
}

#[test]
fn paths_are_told_as_they_were_given() {
    let (world, file) = world();
    let absolute = world.path("project/ci").display().to_string();
    let table = [
        ("ci", "ci/jobs.yml"),
        ("./ci", "ci/jobs.yml"),
        ("ci/jobs.yml", "ci/jobs.yml"),
        ("../project/ci", "../project/ci/jobs.yml"),
        (absolute.as_str(), &format!("{absolute}/jobs.yml")),
    ];
    for (given, expected) in table {
        let ran = world.on(&file, &format!("check --json --scan {given}"));
        assert_eq!(
            ran.json()["results"][0]["location"]["file"],
            expected,
            "{given}"
        );
    }
}

#[test]
fn ignored_files_are_read_by_their_name_only_and_documentation_where_it_is_asked_for() {
    let (world, file) = world();
    world.file("project/.gitignore", "/infra\n");
    world.file(
        "project/node_modules/x/a.yml",
        "image: airbyte/source-gone:1.0.0\n",
    );
    let ran = world
        .on(&file, "check --scan . --json --as-of 2026-03-01")
        .exits(0);
    assert!(!ran.out.contains("source-gone"), "{}", ran.out);
    world
        .on(&file, "check --scan infra/main.tf --json")
        .exits(1);
    world.on(&file, "check --scan node_modules --json").exits(1);
    let ran = world
        .on(&file, "check --scan . --include-docs --json")
        .exits(1);
    assert!(
        uses(&ran).contains(&"README.md:1:7 source-gone".to_owned()),
        "{:?}",
        uses(&ran)
    );
}

#[test]
fn the_requirement_and_the_facets_hold_for_what_is_found() {
    let (world, file) = world();
    let table = [
        ("--scan ci --as-of 2026-03-01", 0),
        ("--scan ci --as-of 2026-03-11", 1),
        ("--scan ci --as-of 2026-03-01 --within 30d", 1),
        ("--scan ci --as-of 2026-03-01 --require ready", 1),
        ("--scan ci --as-of 2026-03-01 --max-level airbyte", 1),
        (
            "--scan ci --as-of 2026-03-01 --level airbyte,marketplace",
            0,
        ),
        ("--scan ci --as-of 2026-03-01 --level airbyte", 1),
        ("--scan load.py --require ready", 0),
        ("source-gone --scan load.py", 1),
    ];
    for (line, status) in table {
        world.on(&file, &format!("check {line}")).exits(status);
    }
}

#[test]
fn a_policy_asks_by_the_place_of_a_file() {
    let (world, file) = world();
    world.project("[check]\n[[check.for]]\npaths = ['infra/**']\nrequire = 'avoid'\n");
    let ran = world
        .on(&file, "check --scan . --json --as-of 2026-03-01")
        .exits(0);
    assert_eq!(uses(&ran).len(), 5);
    world.on(&file, "check source-gone").exits(1);
}

#[test]
fn streams_narrow_what_a_pinned_version_crosses() {
    let world = World::new();
    let scoped = json!({ "upgradeDeadline": "2026-03-10", "message": "m",
        "scopedImpact": [{ "scopeType": "stream", "impactedScopes": ["refunds", "charges"] }] });
    let entry = Entry::new("source-stripe", 1).breaks("2.0.0", scoped);
    let file = world.file("composite.json", registry(&[entry]));
    world.file("project/a.yml", "image: airbyte/source-stripe:1.9.0\n");
    for (streams, status) in [
        ("", 1),
        ("--streams refunds,events", 1),
        ("--streams events", 0),
    ] {
        let line = format!("check --scan . --as-of 2026-03-11 {streams}");
        world.on(&file, &line).exits(status);
    }
}

#[test]
fn what_no_file_can_tell_is_noted_and_passes() {
    let (world, file) = world();
    world.file(
        "project/dags/sync.py",
        "from airflow.providers.airbyte.operators.airbyte import AirbyteTriggerSyncOperator\n\
         sync = AirbyteTriggerSyncOperator(\n    task_id='s',\n    connection_id='15bc3800-82e4-48c3-a32d-620661273f28',\n)\n",
    );
    let ran = world.on(&file, "check --scan dags --json").exits(0).json();
    let result = &ran["results"][0];
    assert_eq!(
        (&result["connector"], &result["passed"]),
        (&Value::Null, &json!(true))
    );
    assert_eq!(result["findings"][0]["rule"], "check-needs-instance");
    assert_eq!(result["findings"][0]["severity"], "note");
}

#[test]
fn an_unknown_name_fails_and_somebodys_own_is_judged_as_custom() {
    let (world, file) = world();
    world.file("project/x/a.yml", "image: airbyte/source-strpe:1.0.0\n");
    world.file(
        "project/y/a.yml",
        "airbyte:\n  image: ghcr.io/acme-airbyte/source-till:1.0.0\n",
    );
    let ran = world.on(&file, "check --scan x --json").exits(1).json();
    let finding = &ran["results"][0]["findings"][0];
    assert_eq!(finding["rule"], "check-unknown");
    assert!(
        finding["text"].as_str().unwrap().contains("source-stripe"),
        "{finding}"
    );
    let ran = world.on(&file, "check --scan y --json").json();
    let rules: Vec<&str> = ran["results"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert!(rules.contains(&"check-custom"), "{ran}");
    assert_eq!(ran["results"][0]["connector"], Value::Null);
    world
        .on(&file, "check --scan y --max-level marketplace")
        .exits(1)
        .prints("custom");
}

#[test]
fn a_scan_that_finds_nothing_says_so_and_passes() {
    let (world, file) = world();
    world.file("project/empty/a.tf", "locals {}\n");
    let ran = world.on(&file, "check --scan empty").exits(0);
    assert_eq!(ran.out, "");
    let ran = ran.says("no connector found in 1 file, judged for");
    assert!(ran.err.lines().count() == 2, "{}", ran.err);
    let quiet = world.on(&file, "check --scan empty -q").exits(0);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
    let json = world.on(&file, "check --scan empty --json").exits(0).json();
    assert_eq!(
        (&json["results"], &json["passed"]),
        (&json!([]), &json!(true))
    );
    assert_eq!(json["scan"]["files"], 1);
}

#[test]
fn the_summary_counts_files_places_and_connectors() {
    let (world, file) = world();
    world
        .on(&file, "check --scan ci infra load.py --as-of 2026-03-01")
        .exits(1)
        .says("4 files read, 5 uses of 4 connectors checked, 1 failed, judged for Cloud (assumed)")
        .says("catalog of");
}

#[track_caller]
fn fed(world: &World, line: &str, input: &str) -> Ran {
    let words: Vec<&str> = line.split_whitespace().collect();
    let output = assert_cmd::Command::from_std(world.program(&words))
        .write_stdin(input)
        .output()
        .unwrap();
    Ran {
        status: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn standard_input_is_a_list_of_names_or_a_file() {
    let (world, file) = world();
    let on = format!("--catalog {file} --as-of 2026-03-01 --json");
    let ran = fed(
        &world,
        &format!("check - {on}"),
        "source-stripe@1.9.0\n\n# later\nsource-gone\r\n",
    );
    let inputs: Vec<Value> = ran.exits(1).json()["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| result["input"].clone())
        .collect();
    assert_eq!(inputs, ["source-stripe@1.9.0", "source-gone"]);
    let ran = fed(
        &world,
        &format!("check --scan - {on}"),
        "source-stripe@1.9.0\nsource-gone\n",
    )
    .exits(1);
    assert_eq!(
        uses(&ran),
        ["<stdin>:1:1 source-stripe", "<stdin>:2:1 source-gone"]
    );
    assert_eq!(ran.json()["results"][0]["pinned"], "1.9.0");
    let yaml = "a:\n  image: airbyte/source-gone:1.0.0\n";
    let ran = fed(&world, &format!("check --scan - {on}"), yaml).exits(1);
    assert_eq!(uses(&ran), ["<stdin>:2:10 source-gone"]);
}

#[test]
fn deadlines_of_a_scan_are_those_that_its_places_wait_for() {
    let (world, file) = world();
    let line = "deadlines --scan ci --as-of 2026-03-01";
    let ran = world
        .on(&file, line)
        .exits(0)
        .says("2 files read, 1 deadline within 90 days");
    let cells: Vec<&str> = ran.out.trim_end().split('\t').collect();
    assert_eq!(
        (cells.len(), cells[2], cells[5]),
        (10, "source-stripe", "2.0.0")
    );
    assert_eq!(cells[9], "ci/jobs.yml:3, ci/more.yml:2");
    let all = world
        .on(&file, &format!("{line} --within 200d --json"))
        .exits(0)
        .json();
    let deadlines = all["deadlines"].as_array().unwrap();
    assert_eq!(deadlines.len(), 2);
    assert_eq!(
        deadlines[0]["locations"],
        json!([
            { "file": "ci/jobs.yml", "line": 3, "column": 12, "pinned": "1.9.0" },
            { "file": "ci/more.yml", "line": 2, "column": 10, "pinned": "1.9.0" },
        ])
    );
    let overdue = world
        .on(&file, "deadlines --scan ci --as-of 2026-04-01")
        .exits(0);
    assert!(
        overdue.out.contains("2026-03-10\t-22\t"),
        "what was missed is told: {}",
        overdue.out
    );
    let ics = calendar(&world, &format!("{line} --format ics --catalog {file}"));
    let told = values(&ics, "DESCRIPTION").concat();
    assert!(
        told.contains("Used in ci/jobs.yml:3\\, ci/more.yml:2."),
        "{told}"
    );
    let plain = calendar(
        &world,
        &format!("deadlines --as-of 2026-03-01 --format ics --catalog {file}"),
    );
    assert_eq!(
        values(&ics, "UID"),
        values(&plain, "UID"),
        "a calendar that has it keeps one"
    );
    assert_eq!(values(&ics, "TRIGGER"), ["-P7D", "-P1D"]);
    let none = world
        .on(&file, "deadlines --json --as-of 2026-03-01")
        .exits(0)
        .json();
    assert_eq!(none["deadlines"][0]["locations"], Value::Null);
}

#[test]
fn what_moved_under_the_connectors_in_use_is_told_on_them() {
    let world = World::new();
    world.file("project/a.yml", "image: airbyte/source-mixpanel:3.6.1\n");
    let line = "check --scan a.yml --changed-since 2025-01-01 --as-of 2026-03-01";
    let ran = world.line(&format!("{line} --json")).exits(0);
    let findings = ran.json()["results"][0]["findings"].clone();
    let changed: Vec<&Value> = findings
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "check-changed")
        .collect();
    let demoted = changed
        .iter()
        .find(|finding| finding["text"].as_str().unwrap().contains("level down"));
    assert_eq!(demoted.unwrap()["severity"], "warning", "{changed:?}");
    world
        .line(line)
        .prints("Moved after 2025-01-01: level down: Airbyte to Marketplace");
    let later =
        world.line("check --scan a.yml --changed-since 2026-02-28 --as-of 2026-03-01 --json");
    assert!(!later.out.contains("check-changed"));
}

#[test]
fn a_path_that_is_not_there_is_an_error_that_names_it() {
    let (world, file) = world();
    for command in ["check", "deadlines"] {
        let ran = world.on(&file, &format!("{command} --scan ci nowhere/at/all"));
        let ran = ran
            .exits(2)
            .says("nowhere/at/all: there is no such file or folder");
        assert_eq!(ran.out, "");
    }
    world.on(&file, "check --include-docs source-gone").exits(2);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_a_scan_quietly() {
    let (world, file) = world();
    let many = "  - airbyte/source-gone:1.0.0\n".repeat(4000);
    world.file("project/many.yml", format!("images:\n{many}"));
    let mut child = world
        .program(&["check", "--scan", "many.yml", "--json", "--catalog", &file])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}
