//! Starting, and doing nothing.

use crate::{
    processor::is_resting,
    pty::{Program, poll},
    stage::stage,
    traffic::queries,
};

#[test]
fn it_starts_with_a_list_and_a_title() {
    let mut pty = Program::new(&[]).start();
    pty.until_browsing();
    assert_eq!(pty.title(), "portolan");
    assert!(pty.look(vt100::Screen::alternate_screen));
    assert!(pty.text().contains("Connectors"), "{}", pty.text());
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn the_terminal_is_asked_nothing() {
    for program in [stage(), Program::new(&[]), Program::new(&["pick"])] {
        let mut pty = program.start();
        pty.until_bytes("\x1b[?2026l");
        pty.type_in("j\x1bq");
        pty.signal(rustix::process::Signal::TERM);
        pty.ended();
        assert_eq!(queries(&pty.bytes()), [""; 0]);
    }
}

#[test]
fn what_is_shown_already_is_not_written_again() {
    let pty = stage().start();
    pty.until_text("READY");
    let before = pty.bytes().len();
    pty.type_in("b").until_text("keys 1.");
    let written = pty.bytes().len() - before;
    assert!(written < 200, "{written}");
}

#[cfg(target_os = "linux")]
#[test]
fn doing_nothing_costs_nothing() {
    for program in [stage(), Program::new(&[])] {
        let pty = program.start();
        pty.until_bytes("\x1b[?2026l");
        // Starting may still have something to do; that it comes to rest is the test.
        let rests = poll(|| is_resting(&pty).then_some(()));
        let written = pty.bytes().len();
        assert!(rests.is_some() && is_resting(&pty));
        assert_eq!(pty.bytes().len(), written);
    }
}
