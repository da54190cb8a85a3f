//! What is shipped for CI: the action and the pre-commit hook are YAML, name nothing that is not there, and ask the
//! program for what it understands.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value};

fn shipped(name: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    tree(&fs::read_to_string(file).unwrap())
}

/// A YAML text without anchors or tags; every scalar is a string.
fn tree(text: &str) -> Value {
    let mut events = Parser::new_from_str(text)
        .map(|event| event.unwrap().0)
        .filter(|event| {
            !matches!(
                event,
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_)
            )
        });
    let first = events.next().unwrap();
    node(first, &mut events)
}

fn node<'t>(event: Event<'t>, rest: &mut impl Iterator<Item = Event<'t>>) -> Value {
    match event {
        Event::Scalar(text, ..) => Value::String(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut list = Vec::new();
            loop {
                match rest.next().unwrap() {
                    Event::SequenceEnd => return Value::Array(list),
                    event => list.push(node(event, rest)),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut map = Map::new();
            loop {
                match rest.next().unwrap() {
                    Event::MappingEnd => return Value::Object(map),
                    key => {
                        let key = node(key, rest).as_str().unwrap().to_owned();
                        let value = rest.next().unwrap();
                        let value = node(value, rest);
                        assert!(
                            map.insert(key.clone(), value).is_none(),
                            "{key} stands twice"
                        );
                    }
                }
            }
        }
        other => panic!("{other:?} has no place here"),
    }
}

/// What stands in the `${{ }}` of a text.
fn expressions(text: &str) -> Vec<&str> {
    let parts = text.split("${{").skip(1);
    parts
        .map(|part| part.split_once("}}").unwrap().0.trim())
        .collect()
}

/// A project with a Terraform file that names a connector, in a world without the user's own files.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| {
            let file = fs::File::create(dir.path().join(name)).unwrap();
            std::io::Write::write_all(&mut { file }, text.as_bytes()).unwrap();
        };
        put(
            "good.tf",
            "resource \"airbyte_source_postgres\" \"crm\" {}\n",
        );
        put("bad.yml", "image: airbyte/source-punk-api:0.1.0\n");
        Self(dir)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        Command::new(program)
            .args(arguments)
            .env_clear()
            .env("HOME", self.0.path())
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(variables.iter().copied())
            .current_dir(self.0.path())
            .output()
            .unwrap()
    }
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_portolan");

#[test]
fn the_hook_asks_for_what_the_program_understands() {
    let hooks = shipped(".pre-commit-hooks.yaml");
    let [hook] = &hooks.as_array().unwrap()[..] else {
        panic!("{hooks}");
    };
    for key in ["id", "name", "entry", "language"] {
        assert!(hook[key].is_string(), "{key} is missing");
    }
    assert_eq!(hook["language"], "rust");
    let words = hook["entry"].as_str().unwrap().split_whitespace();
    let mut words: Vec<&str> = words.collect();
    assert_eq!(words.remove(0), env!("CARGO_PKG_NAME"), "the binary's name");
    let own = hook["args"].as_array().unwrap().iter();
    words.extend(own.map(|word| word.as_str().unwrap()));
    // Files that are not handed over are read all the same: references lead from one to another.
    assert_eq!(hook["pass_filenames"], "false");
    assert_eq!(hook["types"], serde_json::json!(["text"]));
    assert!(hook["files"].is_null(), "no kind of file is left out");
    let project = Project::new();
    let output = project.run(PROGRAM, &words, &[]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    fs::remove_file(project.path("bad.yml")).unwrap();
    let output = project.run(PROGRAM, &words, &[]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

#[test]
fn the_action_names_only_what_is_there() {
    let action = shipped("action.yml");
    let inputs = action["inputs"].as_object().unwrap();
    for (name, input) in inputs {
        assert!(input["description"].is_string(), "{name}");
        assert!(input["default"].is_string(), "{name}");
    }
    assert_eq!(action["runs"]["using"], "composite");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let ids: Vec<&str> = steps
        .iter()
        .filter_map(|step| step["id"].as_str())
        .collect();
    let text = action.to_string();
    let mut used = 0;
    for expression in expressions(&text) {
        for name in expression.split("||").map(str::trim) {
            let parts: Vec<&str> = name.split('.').collect();
            match parts[..] {
                ["inputs", input] => assert!(inputs.contains_key(input), "{name}"),
                ["steps", id, "outputs", _] => assert!(ids.contains(&id), "{name}"),
                ["github" | "runner", _] => {}
                _ => panic!("{name} is not understood"),
            }
            used += 1;
        }
    }
    assert!(used > inputs.len(), "every input is for something");
    for name in inputs.keys() {
        assert!(
            text.contains(&format!("${{{{ inputs.{name} }}}}")),
            "{name}"
        );
    }
    for step in steps {
        assert!(
            step["uses"].is_string() || step["shell"] == "bash",
            "{step}"
        );
        // Whatever an input holds, it reaches a script as a variable and is never a part of one.
        assert!(
            !step["run"].as_str().unwrap_or_default().contains("${{"),
            "{step}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_action_checks_and_writes_what_it_says() {
    let action = shipped("action.yml");
    let steps = action["runs"]["steps"].as_array().unwrap();
    let check = steps.iter().find(|step| step["id"] == "check").unwrap();
    let script = check["run"].as_str().unwrap();
    let default = |name: &str| {
        action["inputs"][name]["default"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    // The paths, further options, the status, and what the log holds.
    let table = [
        (default("paths"), default("args"), 1, "::error"),
        ("good.tf".to_owned(), "--as-of 2026-03-01".to_owned(), 0, ""),
        (
            "good.tf bad.yml".to_owned(),
            "--fail-on never".to_owned(),
            0,
            "::error",
        ),
        ("good.tf".to_owned(), "--frobnicate".to_owned(), 2, ""),
    ];
    for (paths, args, status, log) in table {
        let project = Project::new();
        let output = project.path("output");
        let format = default("format");
        let ran = project.run(
            "bash",
            &["-e", "-o", "pipefail", "-c", script],
            &[
                ("PATHS", &paths),
                ("ARGS", &args),
                ("FORMAT", &format),
                ("SARIF", "portolan.sarif"),
                ("PORTOLAN", PROGRAM),
                ("GITHUB_OUTPUT", output.to_str().unwrap()),
            ],
        );
        assert_eq!(ran.status.code(), Some(status), "{paths} {args}: {ran:?}");
        let told = String::from_utf8(ran.stdout).unwrap();
        assert!(told.contains(log), "{told}");
        let written = fs::read_to_string(output).unwrap();
        assert_eq!(written, format!("status={status}\nsarif=portolan.sarif\n"));
        let sarif = fs::read(project.path("portolan.sarif")).unwrap();
        assert_eq!(sarif.is_empty(), status == 2);
        if status < 2 {
            let sarif: Value = serde_json::from_slice(&sarif).unwrap();
            assert_eq!(sarif["version"], "2.1.0");
        }
    }
}
