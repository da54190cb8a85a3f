//! What a terminal is asked to show: colours only where they are wanted, and the chosen row always.

use crate::{
    pty::{Program, Pty},
    traffic::colours,
};

fn quit(mut pty: Pty) -> Vec<u8> {
    pty.type_in("q");
    assert_eq!(pty.ended(), 0);
    pty.bytes()
}

#[test]
fn without_colours_the_chosen_row_still_stands_out() {
    let pty = Program::new(&[]).with("NO_COLOR", "1").start();
    // A reversed row is what browsing waits for.
    pty.until_browsing();
    assert_eq!(colours(&quit(pty)), [""; 0]);
}

#[test]
fn with_colours_it_does_too() {
    for (flags, no_color) in [(&[][..], ""), (&["--color", "always"], "1")] {
        let pty = Program::new(flags).with("NO_COLOR", no_color).start();
        pty.until_browsing();
        assert_ne!(colours(&quit(pty)), [""; 0], "{flags:?}");
    }
}

#[test]
fn a_click_chooses_a_row() {
    let pty = Program::new(&[]).start();
    pty.until_browsing();
    let (row, column) = pty.chosen();
    // The report counts from one.
    let (column, below) = (column + 4, row + 3);
    pty.type_in(format!(
        "\x1b[<0;{column};{below}M\x1b[<0;{column};{below}m"
    ));
    pty.until_chosen(row + 2);
    quit(pty);
}

#[test]
fn a_plain_locale_gets_plain_letters() {
    let pty = Program::new(&[]).with("LANG", "C").start();
    pty.until_browsing();
    let bytes = quit(pty);
    let frame = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    assert_eq!(frame, 0, "{}", String::from_utf8_lossy(&bytes));
}
