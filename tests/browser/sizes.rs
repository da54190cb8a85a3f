//! Terminals of any size, and of many sizes in a row.

use crate::{pty::Program, stage::stage};

/// Sizes as a window manager gone wild gives them: none twice in a row, one by one among them.
fn storm() -> impl Iterator<Item = (u16, u16)> {
    (0..500u16).map(|step| match step % 7 {
        0 => (1, 1),
        1 => (1, 60),
        2 => (400, 1),
        _ => (1 + (step * 13) % 200, 1 + (step * 7) % 60),
    })
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let mut pty = stage().start();
    pty.until_text("READY");
    storm().for_each(|(columns, rows)| pty.resize(columns, rows));
    pty.resize(77, 11);
    pty.until_text("READY 77x11");
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
}

#[test]
fn the_browser_outlives_a_storm_of_sizes() {
    let mut pty = Program::new(&[]).start();
    pty.until_browsing();
    let before = pty.text();
    storm().for_each(|(columns, rows)| pty.resize(columns, rows));
    pty.resize(100, 30);
    pty.until(|screen| screen.contents() == before);
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
    pty.assert_restored();
}

#[test]
fn the_browser_starts_and_quits_in_any_size() {
    for (columns, rows) in [
        (0, 0),
        (1, 1),
        (2, 2),
        (500, 1),
        (1, 300),
        (20, 5),
        (65_535, 1),
    ] {
        let mut pty = Program::new(&[]).sized(columns, rows).start();
        pty.until_bytes("\x1b[?2026l").type_in("q");
        assert_eq!(pty.ended(), 0, "{columns}x{rows}");
        pty.assert_restored();
    }
}
