//! However the program ends, the terminal is as it was, and the status says how it ended.

use std::{
    fs,
    time::{Duration, Instant},
};

use rustix::process::Signal;

use crate::{
    processor::is_resting,
    pty::{Program, Pty, count, poll},
    stage::stage,
    traffic::private_modes,
};

/// A tenth of it is meant; machines under load are slow.
const AT_ONCE: Duration = Duration::from_secs(3);

/// How a test waits until the program is up, with how to leave it.
type Kind = (fn() -> Program, fn(&Pty));

const STAGE: Kind = (stage, |pty| {
    pty.until_text("READY");
});
const BROWSER: Kind = (|| Program::new(&[]), |pty| pty.until_browsing());

fn up(kind: Kind) -> Pty {
    let pty = kind.0().start();
    kind.1(&pty);
    pty
}

#[track_caller]
fn assert_each_mode_is_undone_once(pty: &Pty) {
    let bytes = pty.bytes();
    let (set, reset) = private_modes(&bytes);
    assert_eq!(set, reset);
    assert!(
        set.is_superset(&[25, 1000, 1006, 1049, 2004].into()),
        "{set:?}"
    );
    for sequence in [
        "\x1b[22;0t",
        "\x1b[23;0t",
        "\x1b[?1000h",
        "\x1b[?1000l",
        "\x1b[?1006l",
        "\x1b[?1049h",
        "\x1b[?1049l",
        "\x1b[?2004l",
        "\x1b[?25h",
    ] {
        assert_eq!(count(&bytes, sequence.as_bytes()), 1, "{sequence:?}");
    }
}

#[test]
fn quitting_restores_the_terminal() {
    for kind in [STAGE, BROWSER] {
        let mut pty = up(kind);
        assert_eq!(pty.leftovers().len(), 5);
        pty.type_in("q");
        assert_eq!(pty.ended(), 0);
        pty.assert_restored();
        assert_each_mode_is_undone_once(&pty);
    }
}

#[test]
fn signals_restore_the_terminal_and_are_told_by_the_status() {
    for kind in [STAGE, BROWSER] {
        for (signal, status) in [
            (Signal::INT, 130),
            (Signal::TERM, 143),
            (Signal::HUP, 129),
            (Signal::QUIT, 131),
        ] {
            let mut pty = up(kind);
            let since = Instant::now();
            pty.signal(signal);
            assert_eq!(pty.ended(), status);
            assert!(
                since.elapsed() < AT_ONCE,
                "{signal:?}: {:?}",
                since.elapsed()
            );
            pty.assert_restored();
            assert_each_mode_is_undone_once(&pty);
        }
    }
}

#[test]
fn a_busy_loop_keeps_no_signal_waiting() {
    let mut pty = up(STAGE);
    pty.type_in("w").until_text("READY");
    pty.signal(Signal::TERM);
    assert_eq!(pty.ended(), 143);
    pty.assert_restored();
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_takes_nothing_keeps_no_signal_waiting() {
    let mut pty = up(STAGE);
    let hearing = pty.hearing();
    let heard = pty.bytes().len();
    // It paints without end, so that it rests only where it is blocked.
    pty.type_in("f");
    let paints = poll(|| (pty.bytes().len() > heard + 10_000).then_some(()));
    let deaf = hearing.lock().unwrap();
    let is_blocked = poll(|| is_resting(&pty).then_some(()));
    pty.signal(Signal::TERM);
    let status = pty.status();
    drop(deaf);
    assert_eq!((paints, is_blocked, status), (Some(()), Some(()), 143));
}

#[test]
fn a_hang_up_ends_it_even_where_the_signal_is_ignored() {
    let script = "trap '' HUP; \"$@\"; echo $? > ended";
    for kind in [STAGE, BROWSER] {
        let mut pty = kind.0().by(script).start();
        kind.1(&pty);
        let since = Instant::now();
        pty.hang_up();
        let told = pty.path("ended");
        let status = poll(|| {
            fs::read_to_string(&told)
                .ok()
                .filter(|text| text.ends_with('\n'))
        });
        assert_eq!(status.as_deref(), Some("129\n"));
        assert!(since.elapsed() < AT_ONCE, "{:?}", since.elapsed());
    }
}

#[test]
fn a_hang_up_ends_the_leader_of_a_session() {
    for kind in [STAGE, BROWSER] {
        let mut pty = up(kind);
        pty.hang_up();
        assert_eq!(pty.ended(), 129);
    }
}

#[test]
fn a_panic_restores_the_terminal_before_it_speaks() {
    for (key, message) in [("!", "the stage␛[2J broke"), ("?", "the wings broke")] {
        let mut pty = up(STAGE);
        pty.type_in(key);
        assert_eq!(pty.ended(), 101);
        pty.assert_restored();
        let text = pty.text();
        for part in [message, "please report it", "tests/browser/stage.rs:"] {
            assert!(text.contains(part), "{part}:\n{text}");
        }
        let (set, reset) = private_modes(&pty.bytes());
        assert_eq!(set, reset);
    }
}
