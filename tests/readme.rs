//! The README's examples are what the program prints: each is run, and compared line by line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;

/// More of an output than this is cut, and said so by the last line.
const SHOWN: usize = 24;
const CUT: &str = "…";

fn readme() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// A small project that the examples are run in.
fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/readme")
}

fn settle(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&place).unwrap();
            settle(&entry.path(), &place);
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// What a shell prints for `$ portolan …`, standard error included, in a world of its own.
fn printed(line: &str) -> String {
    let mut arguments = words(line).into_iter();
    assert_eq!(arguments.next().as_deref(), Some("portolan"), "{line}");
    let home = tempfile::tempdir().unwrap();
    settle(&project(), home.path());
    let output = Command::cargo_bin("portolan")
        .unwrap()
        .args(arguments)
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .current_dir(home.path())
        .output()
        .unwrap();
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{line}: {output:?}"
    );
    let mut lines: Vec<String> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    if lines.len() > SHOWN {
        lines.truncate(SHOWN);
        lines.push(CUT.to_owned());
    }
    lines.extend(
        String::from_utf8(output.stderr)
            .unwrap()
            .lines()
            .map(str::to_owned),
    );
    lines.join("\n")
}

/// The words of a command line; single quotes keep blanks.
fn words(line: &str) -> Vec<String> {
    let quoted = line.split('\'').enumerate();
    quoted
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// The README with its examples' outputs as they are now.
fn current(text: &str) -> String {
    let mut current = String::new();
    let mut blocks = text.split("```console\n");
    current.push_str(blocks.next().unwrap());
    for block in blocks {
        let (example, rest) = block.split_once("```").unwrap();
        let command = example.lines().next().unwrap().strip_prefix("$ ").unwrap();
        current.extend([
            "```console\n$ ",
            command,
            "\n",
            &printed(command),
            "\n```",
            rest,
        ]);
    }
    current
}

#[test]
fn the_examples_are_real() {
    let written = fs::read_to_string(readme()).unwrap();
    let current = current(&written);
    assert!(
        current.contains("$ portolan check"),
        "no examples were found"
    );
    if std::env::var_os("PORTOLAN_README").is_some_and(|wish| wish == "write") {
        write(&current);
    } else {
        assert!(
            written == current,
            "README.md shows other output than the program's; PORTOLAN_README=write cargo test --test readme\n{}",
            first_difference(&written, &current)
        );
    }
}

fn first_difference(written: &str, current: &str) -> String {
    let pairs = written.lines().zip(current.lines());
    let differing = pairs.into_iter().find(|(a, b)| a != b);
    differing.map_or_else(String::new, |(a, b)| format!("README: {a}\nprogram: {b}"))
}

#[expect(clippy::disallowed_methods, reason = "git keeps the old README")]
fn write(text: &str) {
    fs::write(readme(), text).unwrap();
}
