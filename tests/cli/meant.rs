//! What is said to whoever meant something else than was written: another command, another place, another name.

use serde_json::Value;

use crate::program::World;

#[test]
fn a_path_is_no_name_and_is_read_with_an_option_of_its_own() {
    let world = World::new();
    world.file("project/infra/main.tf", "");
    world.file("project/source-postgres/x", "");
    world.file("project/source-our-own/metadata.yaml", "");
    for path in [".", "infra", "infra/main.tf"] {
        let ran = world.run(&["check", path]).exits(2);
        let ran = ran.says(&format!("\"{path}\" is a path"));
        ran.says(&format!("`portolan check --scan {path}`"));
    }
    // What is a name stays one, and what is neither is unknown.
    world.run(&["check", "source-postgres"]).exits(0);
    world.run(&["check", "source-our-own"]).exits(1);
    world.run(&["check", "infra/other.tf"]).exits(1);
}

#[test]
fn a_slip_in_a_command_is_told_where_the_line_finds_nothing() {
    let world = World::new();
    let ran = world.line("chek source-postgres").exits(0);
    ran.says("did you mean `portolan check source-postgres`?");
    let found = world.line("list postgres").exits(0);
    assert!(!found.err.contains("did you mean"), "{}", found.err);
    let told = world.line("dedlines").exits(0);
    told.says("did you mean the command `portolan deadlines`?");
}

#[test]
fn several_names_are_compared_and_not_shown() {
    let world = World::new();
    let ran = world.line("show source-postgres source-mysql").exits(2);
    let ran = ran.says("one connector at a time");
    ran.says("`portolan compare source-postgres source-mysql`");
    let of_words = world.run(&["show", "Google", "Ads"]).exits(0);
    of_words.prints("source-google-ads");
    world.line("show source-postgres nobody-at-all").exits(1);
}

#[test]
fn an_option_before_a_command_is_sent_where_it_belongs() {
    let world = World::new();
    let table = [
        (
            "--fields slug deadlines",
            "deadlines takes no --fields",
            "--fields is for `portolan list`, and for `portolan` without a command",
        ),
        (
            "--on cloud --theme dark list x",
            "list takes no --theme",
            "--theme is for `portolan pick`, and",
        ),
        (
            "--limit 3 list x",
            "--limit stands behind its command: portolan list --limit N",
            "",
        ),
        ("--all list x", "portolan list --all", ""),
    ];
    for (line, said, hint) in table {
        world.line(line).exits(2).says(said).says(hint);
    }
}

#[test]
fn a_number_that_is_none_is_told_in_words() {
    let world = World::new();
    for line in ["list --limit abc", "list --limit -1", "--limit 1.5"] {
        world.line(line).exits(2).says("wanted a whole number");
    }
    let ran = world.line("list -n 3").exits(2);
    assert!(!ran.err.contains("-- -n"), "{}", ran.err);
}

#[test]
fn a_name_that_the_search_knows_is_suggested() {
    let world = World::new();
    for (name, slug) in [("pg", "source-postgres"), ("bq", "destination-bigquery")] {
        let shown = world.run(&["show", name]).exits(1);
        let hint = shown.err.lines().find(|line| line.contains("nearest: "));
        assert!(hint.unwrap().contains(slug), "{}", shown.err);
        let checked = world.run(&["check", name]).exits(1);
        let found = checked
            .out
            .lines()
            .find(|line| line.contains("A search for it finds"));
        assert!(found.is_some(), "{}", checked.out);
    }
    world
        .line("show zzqxzzqx")
        .exits(1)
        .says("`portolan list WORD`");
}

#[test]
fn what_was_wrong_with_the_cache_is_in_the_json_too() {
    let world = World::new();
    world.file("home/.cache/portolan/catalog-v1.json", "not a catalog");
    let ran = world.line("show source-postgres --json").exits(0);
    let warnings = ran.json()["catalog"]["warnings"].clone();
    let told = warnings[0]["message"].as_str().unwrap();
    assert!(told.contains("cache"), "{told}");
    assert!(ran.err.contains(told), "{} {told}", ran.err);
    let sound = World::new().json("show source-postgres --json");
    assert_eq!(sound["catalog"]["warnings"], Value::Array(Vec::new()));
}

#[test]
fn a_level_is_explained_under_the_name_that_the_user_gives_it() {
    let world = World::new();
    let legacy = world.line("--words legacy explain level airbyte").exits(0);
    assert_eq!(legacy.lines()[0], "certified  level");
    let current = world.line("explain level airbyte").exits(0);
    assert_eq!(current.lines()[0], "airbyte  level");
}

#[test]
fn what_a_check_prints_is_explained_as_it_stands_there() {
    let world = World::new();
    let rule = world.line("explain check-readiness").exits(0).out;
    assert_eq!(
        rule,
        world.line("explain rule check-readiness").exits(0).out
    );
    for word in [
        "ready",
        "caveats",
        "caution",
        "unavailable",
        "avoid",
        "unknown",
    ] {
        let told = world.run(&["explain", word]).exits(0);
        told.prints(&format!("{word}  readiness"));
    }
    let unknown = world.line("explain unknown").exits(0);
    unknown.prints("unknown  level");
    let all = world.line("explain readiness").exits(0);
    all.prints("ready  readiness").prints("avoid  readiness");
    let rules = world.line("explain caution").exits(0);
    rules.prints("level-marketplace-caution");
}
