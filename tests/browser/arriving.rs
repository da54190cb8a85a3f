//! A catalog that takes long to read: the screen is there before it, and takes keys.

use std::{fmt::Write as _, fs::File, io::Write as _};

use crate::pty::{Program, contains};

/// More than may be read before there is a screen.
const SIZE: usize = 9_000_000;

/// A registry with a few connectors and very long specifications.
fn large(end: &str) -> String {
    let specification = "no more of it than letters ".repeat(SIZE / 27 / 100);
    let mut text = String::with_capacity(SIZE + 100_000);
    for at in 0..100 {
        let name = if at == 7 { "Needle" } else { "Hay" };
        let _ = write!(
            text,
            r#"{}{{"name":"{name} {at}","dockerRepository":"airbyte/source-{at}","dockerImageTag":"1.0.{at}","spec":"{specification}"}}"#,
            if at == 0 { "" } else { "," },
        );
    }
    format!(r#"{{"destinations":[],"sources":[{text}]{end}"#)
}

fn program(arguments: &[&str], end: &str) -> Program {
    let program = Program::new(&[arguments, &["--catalog", "large.json"]].concat());
    let mut file = File::create(program.path("large.json")).unwrap();
    file.write_all(large(end).as_bytes()).unwrap();
    program
}

#[test]
fn the_screen_is_there_before_a_large_catalog() {
    let mut pty = program(&[], "}").start();
    pty.until_bytes("loading large.json (9 MB)…");
    pty.type_in("/needle");
    pty.until_text("1 of 100").until_text("Needle 7");
    assert!(pty.text().contains("/needle"), "{}", pty.text());
    assert!(!pty.text().contains("loading"), "{}", pty.text());
    pty.type_in("\rq");
    assert_eq!(pty.ended(), 0);
    pty.assert_restored();
}

#[test]
fn a_large_catalog_that_cannot_be_read_ends_the_browser_with_its_fault() {
    for command in [&[][..], &["pick"]] {
        let mut pty = program(command, "").start();
        pty.until_bytes("loading large.json (9 MB)…");
        assert_eq!(pty.ended(), 2);
        pty.assert_restored();
        let text = pty.text();
        assert!(text.contains("portolan: large.json:1:"), "{text}");
        assert!(
            text.contains("the catalog cannot be used: found "),
            "{text}"
        );
    }
}

#[test]
fn a_small_catalog_that_cannot_be_read_leaves_the_terminal_alone() {
    let program = Program::new(&["--catalog", "small.json"]);
    let mut file = File::create(program.path("small.json")).unwrap();
    file.write_all(b"{\"sources\": [").unwrap();
    let mut pty = program.start();
    assert_eq!(pty.ended(), 2);
    assert!(!contains(&pty.bytes(), b"\x1b[?1049h"));
    assert!(
        pty.text().contains("portolan: small.json:1:"),
        "{}",
        pty.text()
    );
}

#[test]
fn whoever_waits_for_a_large_catalog_can_leave() {
    let mut pty = program(&[], "}").start();
    pty.until_bytes("loading large.json (9 MB)…");
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
    pty.assert_restored();
}

#[test]
fn a_large_catalog_can_be_chosen_from() {
    let script = r#"x=$("$@"); echo "GOT $x""#;
    let pty = program(&["pick", "hay", "--language", "unknown"], "}")
        .by(script)
        .start();
    pty.until_bytes("loading large.json (9 MB)…");
    pty.until_text("99 of 100").type_in("\r");
    pty.until_text("GOT source-");
}

#[test]
fn a_choice_before_a_large_catalog_is_made_from_it() {
    let script = r#"x=$("$@"); echo "GOT $x""#;
    let pty = program(&["pick", "needle"], "}").by(script).start();
    pty.until_bytes("loading large.json (9 MB)…").type_in("\r");
    pty.until_text("GOT source-7");
}
