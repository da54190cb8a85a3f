//! Where there is no terminal to browse in, and where there is one beside a pipe.

use std::fs;

use crate::pty::{Program, contains};

/// What a program that needs no keys prints.
fn printed(arguments: &[&str], term: &str) -> Vec<u8> {
    let mut pty = Program::new(arguments).with("TERM", term).start();
    assert_eq!(pty.ended(), 0);
    pty.bytes()
}

#[test]
fn a_dumb_terminal_gets_the_list() {
    let list = printed(&["list"], "dumb");
    assert!(contains(&list, b"Postgres"));
    assert!(printed(&[], "dumb") == list);
    assert!(!contains(&list, b"\x1b"));
}

#[test]
fn a_pipe_gets_the_list() {
    let filed = |arguments: &[&str]| {
        let mut pty = Program::new(arguments).by("\"$@\" > out 2> notes").start();
        assert_eq!(pty.ended(), 0);
        assert_eq!(pty.bytes(), b"");
        fs::read(pty.path("out")).unwrap()
    };
    let list = filed(&["list"]);
    assert!(contains(&list, b"Postgres"));
    assert!(filed(&[]) == list);
}

#[test]
fn without_keys_to_read_there_is_the_list() {
    let mut pty = Program::new(&[]).by("\"$@\" < /dev/null").start();
    assert_eq!(pty.ended(), 0);
    assert!(contains(&pty.bytes(), b"Postgres"));
    assert!(!contains(&pty.bytes(), b"\x1b[?"));
}

#[test]
fn keys_come_from_the_terminal_when_standard_input_does_not() {
    let mut pty = Program::new(&["pick"]).by("\"$@\" < /dev/null").start();
    pty.until_browsing();
    pty.type_in("\x1b");
    assert_eq!(pty.ended(), 130);
    pty.assert_restored();
}

/// Picks inside `$(…)`: the screen is on the terminal, the choice is not.
const PICKING: &str = r#"choice=$("$@"); echo "CHOSE <$choice> $?""#;

#[test]
fn a_choice_goes_down_the_pipe() {
    let mut pty = Program::new(&["pick"]).by(PICKING).start();
    pty.until_browsing();
    pty.type_in("postgres");
    pty.until_text("postgres");
    pty.until(|screen| screen.contents().contains("Postgres"));
    pty.type_in("\r").until_text("CHOSE <");
    assert_eq!(pty.ended(), 0);
    pty.assert_restored();
    let text = pty.text();
    assert!(text.contains("postgres> 0"), "{text}");
}

#[test]
fn no_choice_is_told_by_the_status() {
    let mut pty = Program::new(&["pick"]).by(PICKING).start();
    pty.until_browsing();
    pty.type_in("\x1b").until_text("CHOSE <> 130");
    assert_eq!(pty.ended(), 0);
    pty.assert_restored();
}
