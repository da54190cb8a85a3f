//! `pick` without a screen: the only match is taken, none is an answer, and without a terminal there is no asking.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{Ran, World};

#[test]
fn the_only_match_is_taken_in_every_form() {
    let world = World::new();
    let table = [
        ("slug", "source-postgres"),
        ("name", "Postgres"),
        ("id", "decd338e-5647-4c0b-adf4-da0e75f5a750"),
        ("image", "airbyte/source-postgres:"),
        ("pyairbyte", "ab.get_source(\"source-postgres\", version="),
        (
            "terraform",
            "data \"airbyte_connector_configuration\" \"postgres\" {",
        ),
        (
            "url",
            "https://docs.airbyte.com/integrations/sources/postgres",
        ),
        ("markdown", "| [Postgres](https://"),
    ];
    for (form, expected) in table {
        let line = format!("pick --select-1 decd338e-5647-4c0b-adf4-da0e75f5a750 --as {form}");
        let ran = world.line(&line).exits(0);
        assert!(ran.out.starts_with(expected), "{form}: {}", ran.out);
        assert!(ran.out.ends_with('\n'));
        assert_eq!(ran.err, "", "{form}");
    }
}

#[test]
fn json_is_one_line_and_the_connector_that_show_tells_of() {
    let world = World::new();
    let id = "decd338e-5647-4c0b-adf4-da0e75f5a750";
    let day = "--as-of 2026-03-01 --on oss";
    let ran = world
        .line(&format!("pick -1 {id} --as json {day}"))
        .exits(0);
    assert_eq!(ran.lines().len(), 1);
    let shown = world.json(&format!("show {id} --json {day}"));
    assert_eq!(ran.json(), shown["connector"]);
    assert_ne!(ran.json()["readiness"], Value::Null);
}

#[test]
fn a_nul_may_end_what_was_taken_and_facets_narrow() {
    let world = World::new();
    let id = "decd338e-5647-4c0b-adf4-da0e75f5a750";
    let narrowed = |kind: &str| {
        let arguments = ["pick", "-1", "-0", "--exit-0", id, "--kind", kind];
        let output = world.program(&arguments).output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    assert_eq!(
        narrowed("source"),
        (Some(0), "source-postgres\0".to_owned())
    );
    assert_eq!(narrowed("destination"), (Some(1), String::new()));
    world.line("pick -1 s3 --level galactic").exits(2);
    world.line("pick -1 s3 --as everything").exits(2);
}

#[test]
fn a_fact_that_is_missing_is_said_and_the_answer_is_no() {
    let world = World::new();
    world.project("[[connector]]\nslug = 'source-till'\nname = 'Till'\n");
    let ran = world.line("pick -1 source-till --as id").exits(1);
    assert_eq!(ran.out, "");
    assert_eq!(
        ran.err,
        "portolan: source-till: no definition id is known of it\n"
    );
}

#[test]
fn nothing_that_matches_is_an_answer_only_if_it_is_wanted() {
    let world = World::new();
    let ran = world.line("pick --exit-0 nobody-by-this-name").exits(1);
    let said = "portolan: no connector matches, and none is called anything like it\n";
    assert_eq!((&*ran.out, &*ran.err), ("", said));
    let quiet = world.line("-q pick --exit-0 nobody-by-this-name").exits(1);
    assert_eq!((quiet.out, quiet.err), (String::new(), String::new()));
}

#[test]
fn where_nothing_matches_a_pick_says_what_a_list_says_of_the_same_query() {
    let world = World::new();
    let table = [
        ("zzzqq hello", "nearest: source-hellobaton"),
        ("google level:enterprise", "there are "),
        ("mysql, mssql", "parted by a bar: mysql | mssql"),
        ("meilisearch", "1 archived or removed one:"),
        ("lvel:airbyte postg", "did you mean level:?"),
    ];
    for (query, said) in table {
        let list = world.run(&["list", query]).exits(0);
        let pick = world.run(&["pick", "--exit-0", query]).exits(1);
        let pick = pick.says(said);
        assert_eq!(pick.out, "", "{query}");
        // A pick does not tell for whom nothing was judged.
        let told = |text: &str| {
            let lines = text
                .lines()
                .filter(|line| !line.contains("connectors, judged"));
            let lines = lines.filter(|line| !line.contains("catalog of"));
            lines.collect::<Vec<_>>().join("\n")
        };
        let of_pick = told(&pick.err).replace("warning: ", "");
        assert_eq!(of_pick, told(&list.err), "{query}");
    }
}

/// The program where there is no terminal at all.
fn alone(world: &World, arguments: &[&str]) -> Ran {
    let program = world.program(arguments);
    let mut detached = Command::new("setsid");
    detached
        .arg("--wait")
        .arg(program.get_program())
        .args(program.get_args())
        .env_clear()
        .envs(program.get_envs().filter_map(|(k, v)| Some((k, v?))))
        .current_dir(world.path("project"))
        .stdin(Stdio::null());
    let output = detached.output().unwrap();
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_terminal_there_is_no_asking() {
    let world = World::new();
    for arguments in [
        &["pick"][..],
        &["pick", "-1", "google"],
        &["pick", "--exit-0", "s3"],
    ] {
        let ran = alone(&world, arguments).exits(2);
        assert_eq!(ran.out, "");
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains("`portolan list`"), "{}", ran.err);
    }
    alone(
        &world,
        &["pick", "-1", "decd338e-5647-4c0b-adf4-da0e75f5a750"],
    )
    .exits(0);
}

#[test]
fn slips_in_the_configuration_are_said_and_do_not_stop_a_pick() {
    let world = World::new();
    world.config("max_age = 'soon'\n");
    let ran = world
        .line("pick -1 decd338e-5647-4c0b-adf4-da0e75f5a750")
        .exits(0);
    assert_eq!(ran.out, "source-postgres\n");
    assert!(ran.err.contains("config.toml:1:11: max_age"), "{}", ran.err);
}

#[test]
fn a_catalog_that_cannot_be_read_is_answered_by_no_other() {
    let world = World::new();
    for options in ["", "-1 ", "-1 --exit-0 "] {
        let ran = world
            .line(&format!("pick {options}--catalog missing.json s3"))
            .exits(2);
        assert_eq!(ran.out, "");
        assert!(ran.err.contains("missing.json"), "{}", ran.err);
    }
}
