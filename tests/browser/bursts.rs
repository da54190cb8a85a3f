//! More input than anybody types: nothing stalls, nothing is lost, and a burst is a handful of frames.

use rustix::process::Signal;

use crate::{
    pty::{Program, Pty},
    stage::stage,
};

/// How many frames the stage says it painted.
fn frames(pty: &Pty) -> usize {
    let text = pty.text();
    let (_, rest) = text.split_once("frames ").unwrap();
    let (number, _) = rest.split_once('.').unwrap();
    number.parse().unwrap()
}

#[test]
fn unmarked_bursts_arrive_whole() {
    for length in [5_000, 20_000] {
        let mut pty = stage().start();
        pty.until_text("READY");
        pty.type_in(vec![b'b'; length]);
        pty.until_text(&format!("keys {length}."));
        // A quiet machine needs ten.
        assert!(frames(&pty) < length / 20, "{}", frames(&pty));
        pty.type_in("q");
        assert_eq!(pty.ended(), 0);
    }
}

#[test]
fn a_marked_paste_is_one_event() {
    let mut pty = stage().start();
    pty.until_text("READY");
    let paste = "q\n".repeat(1 << 19);
    pty.type_in(format!("\x1b[200~{paste}\x1b[201~"));
    pty.until_text("keys 0. pasted 1048576.");
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn a_paste_that_never_ends_does_not_keep_signals_out() {
    for program in [stage(), Program::new(&[])] {
        let mut pty = program.start();
        pty.until(vt100::Screen::bracketed_paste);
        // No ^C: what the line has not taken when it is given back, it would act upon.
        pty.type_in("\x1b[200~q\n");
        pty.signal(Signal::TERM);
        assert_eq!(pty.ended(), 143);
        pty.assert_restored();
    }
}

#[test]
fn the_browser_takes_a_burst_of_movements() {
    let mut pty = Program::new(&[]).start();
    pty.until_browsing();
    let first = pty.text();
    pty.type_in("j".repeat(20_000));
    pty.until(|screen| screen.contents() != first);
    pty.type_in("gg".to_owned() + "q");
    assert_eq!(pty.ended(), 0);
    pty.assert_restored();
}

#[test]
fn a_paste_is_words_to_search_for() {
    let mut pty = Program::new(&[]).start();
    pty.until_browsing();
    let paste = "zzzzzzzzzzzzzq\n".repeat(70_000);
    pty.type_in("/")
        .type_in(format!("\x1b[200~{paste}\x1b[201~"));
    pty.until_text("zzzzzzzz");
    let letters = pty.text().matches('z').count();
    // The query, and what is said of it.
    assert!(letters <= 3 * 128, "{letters}:\n{}", pty.text());
    pty.signal(Signal::TERM);
    assert_eq!(pty.ended(), 143);
}

#[test]
fn a_paste_beside_the_search_line_is_no_command() {
    let mut pty = Program::new(&[]).start();
    pty.until_browsing();
    let (row, _) = pty.chosen();
    pty.type_in("\x1b[200~q\nj\x03j\x1b[201~j");
    pty.until_chosen(row + 1);
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
}
