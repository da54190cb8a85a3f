//! Stopped and continued: the shell gets its terminal, and the program gets it back.

use rustix::process::{Signal, kill_process};

use crate::{
    pty::{Program, Pty},
    stage::stage,
};

/// A shell that makes a job of the program, says when that stops, and brings it back on Enter.
const SHELL: &str = r#"set -m; "$@"; echo "STOPPED"; read go; fg > /dev/null; echo "ENDED $?""#;

#[track_caller]
fn come_back(pty: &mut Pty) {
    pty.until_text("STOPPED");
    pty.assert_restored();
    pty.resize(90, 20);
    pty.type_in("\n");
}

#[test]
fn the_stop_key_hands_the_terminal_to_the_shell() {
    let mut pty = stage().by(SHELL).start();
    pty.until_text("READY 100x30").type_in("z");
    come_back(&mut pty);
    pty.until_text("READY 90x20").until_text("resumed 1");
    assert!(pty.look(|screen| screen.alternate_screen() && screen.bracketed_paste()));
    pty.type_in("q").until_text("ENDED 0");
    pty.assert_restored();
}

#[test]
fn the_browser_stops_and_comes_back_whole() {
    let mut fresh = Program::new(&[]).sized(90, 20).start();
    fresh.until_browsing();
    let whole = fresh.text();
    fresh.type_in("q");
    assert_eq!(fresh.ended(), 0);

    let mut pty = Program::new(&[]).by(SHELL).start();
    pty.until_browsing();
    pty.type_in(b"\x1a");
    come_back(&mut pty);
    pty.until(|screen| screen.alternate_screen() && screen.contents() == whole);
    pty.type_in("q").until_text("ENDED 0");
    pty.assert_restored();
}

#[test]
fn a_stop_from_outside_is_one_too() {
    // After a SIGSTOP, nothing could be restored before; what was shown stays, and is taken over again.
    for (signal, is_gentle) in [(Signal::TSTP, true), (Signal::STOP, false)] {
        let pty = stage().by(SHELL).start();
        pty.until_text("READY");
        kill_process(pty.job().unwrap(), signal).unwrap();
        pty.until_text("STOPPED");
        assert_eq!(pty.leftovers().is_empty(), is_gentle, "{signal:?}");
        pty.type_in("\n").until_text("resumed 1");
        pty.type_in("b").until_text("keys 1.");
        pty.type_in("q").until_text("ENDED 0");
        pty.assert_restored();
    }
}

#[test]
fn nothing_stops_where_nobody_could_continue_it() {
    let mut pty = stage().start();
    pty.until_text("READY").type_in("z");
    pty.until_text("no shell here could bring it back");
    pty.signal(Signal::TSTP);
    pty.type_in("b").until_text("keys 2.");
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn nothing_stops_that_a_shell_waits_for() {
    let pty = stage().by(r#"set -m; x=$("$@"); echo "ENDED $?""#).start();
    pty.until_text("READY").type_in("z");
    pty.until_text("no shell here could bring it back");
    pty.type_in("q").until_text("ENDED 0");
}
