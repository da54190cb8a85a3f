//! Pipes that close, disks that are full, colours, locales: what goes to which stream, and how.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read},
    process::Stdio,
};

use crate::program::World;

const COMMANDS: [&[&str]; 8] = [
    &["list", "--all"],
    &["list", "--all", "--json"],
    &["list", "--all", "--format", "ndjson"],
    &["show", "source-postgres"],
    &["explain"],
    &["man"],
    &["completions", "bash"],
    &["--help"],
];

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let world = World::new();
    for command in COMMANDS {
        let mut child = world
            .program(command)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut out = BufReader::with_capacity(16, child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        drop(out);
        let status = child.wait().unwrap();
        let mut err = String::new();
        child
            .stderr
            .take()
            .unwrap()
            .read_to_string(&mut err)
            .unwrap();
        assert!(status.success(), "{command:?}: {status} {err}");
        assert!(!err.contains("ipe"), "{command:?}: {err}");
    }
}

#[test]
fn a_check_that_fails_says_so_to_a_closed_pipe_as_well_or_ends_quietly() {
    let world = World::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = world
        .program(&["check", "source-punk-api", "--json"])
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_in_one_line() {
    let world = World::new();
    for command in COMMANDS {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = world.program(command).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}: {err}");
        let told = err.lines().filter(|line| line.contains("standard output"));
        assert_eq!(told.count(), 1, "{command:?}: {err}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_error_that_cannot_be_written_spoils_nothing() {
    let world = World::new();
    let full = || OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = world
        .program(&["list", "postgres"])
        .stderr(full())
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(!output.stdout.is_empty());
    let output = world
        .program(&["show", "nobody-by-this-name"])
        .stderr(full())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn data_goes_to_standard_output_and_all_else_to_standard_error() {
    let world = World::new();
    for line in [
        "list postgres --json",
        "show source-postgres --json",
        "list postgres",
    ] {
        let ran = world.line(&format!("{line} --as-of 2026-11-20")).exits(0);
        assert!(!ran.out.contains("portolan:"), "{line}");
        assert!(ran.err.contains("older than"), "{line}: {}", ran.err);
        let quiet = world
            .line(&format!("{line} --as-of 2026-11-20 -q"))
            .exits(0);
        assert_eq!((quiet.out, quiet.err), (ran.out, String::new()));
    }
    let ran = world.line("show nobody-by-this-name -q").exits(1);
    assert!(!ran.err.is_empty(), "an error is told even so");
}

/// Standard output as bytes, colours and all.
fn painted(world: &World, line: &str) -> String {
    let arguments: Vec<&str> = line.split_whitespace().collect();
    let output = world.program(&arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn colours_are_for_those_who_want_them() {
    let is_painted = |set: &[(&str, &str)], line: &str| {
        let world = set
            .iter()
            .fold(World::new(), |world, (name, value)| world.with(name, value));
        painted(&world, line).contains('\x1b')
    };
    let show = "show source-postgres";
    assert!(!is_painted(&[], show), "a pipe is plain");
    assert!(is_painted(&[], "show source-postgres --color always"));
    assert!(!is_painted(&[], "show source-postgres --color never"));
    assert!(is_painted(&[("FORCE_COLOR", "1")], show));
    assert!(is_painted(&[("CLICOLOR_FORCE", "1")], show));
    assert!(!is_painted(
        &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")],
        show
    ));
    assert!(!is_painted(
        &[("FORCE_COLOR", "1")],
        "show source-postgres --color never"
    ));
    assert!(is_painted(
        &[("NO_COLOR", "1")],
        "show source-postgres --color always"
    ));
    for line in [
        "list postgres",
        "list --json",
        "show source-postgres --json",
        "check source-postgres --format junit",
    ] {
        assert!(
            !is_painted(&[], &format!("{line} --as-of 2026-03-10")),
            "{line}"
        );
    }
    assert!(
        !is_painted(&[("FORCE_COLOR", "1")], "list --json postgres"),
        "JSON is never painted"
    );
    assert!(
        !is_painted(&[("FORCE_COLOR", "1")], "list --format tsv postgres"),
        "nor is tsv"
    );
}

#[test]
fn colours_change_no_letter() {
    let world = World::new();
    for line in [
        "show source-postgres",
        "check source-postgres",
        "compare source-postgres source-mysql",
        "explain level",
    ] {
        let plain = painted(&world, line);
        let painted = painted(&world, &format!("{line} --color always"));
        let bare: Vec<String> = strip(&painted)
            .lines()
            .map(|line| line.trim_end().to_owned())
            .collect();
        assert_eq!(bare, plain.lines().collect::<Vec<_>>(), "{line}");
    }
}

/// Without the sequences that only set colours; any other stays and is found.
fn strip(text: &str) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        bare.push_str(before);
        let end = after.find(|c: char| !matches!(c, '0'..='9' | ';')).unwrap();
        assert_eq!(&after[end..=end], "m", "only colours are set");
        rest = &after[end + 1..];
    }
    bare + rest
}

#[test]
fn a_plain_locale_gets_plain_marks_of_our_own() {
    for (name, value) in [("LANG", "C"), ("LC_ALL", "POSIX"), ("LC_CTYPE", "C")] {
        let world = World::new().with("LANG", "").with(name, value);
        for line in [
            "show source-postgres",
            "check source-postgres source-punk-api",
            "compare source-postgres source-mysql",
            "list postgres --format table",
        ] {
            let ran = world.line(line);
            for glyph in ['●', '◐', '✔', '✖', '▸', '·', '█', '…', '╭'] {
                assert!(
                    !ran.out.contains(glyph),
                    "{name}={value} {line}: {glyph} in {}",
                    ran.out
                );
            }
        }
    }
}

#[test]
fn input_that_ends_and_no_terminal_are_no_matter() {
    let world = World::new();
    let output = world
        .program(&["list", "postgres"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success());
    let out = world.path("out.txt");
    let status = world
        .program::<&str>(&[])
        .stdout(File::create(&out).unwrap())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    assert!(std::fs::read_to_string(out).unwrap().lines().count() > 500);
    for term in ["dumb", "", "xterm-256color"] {
        World::new()
            .with("TERM", term)
            .line("show source-postgres")
            .exits(0);
    }
}
