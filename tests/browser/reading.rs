//! Reading many files on a terminal: a line that says how far it is, and an end at once when somebody interrupts it.

use std::{fs, fs::File, io::Write};

use rustix::process::Signal;

use crate::pty::Program;

/// A folder that takes long to read: one large file under many names.
fn slow() -> Program {
    let program = Program::new(&["check", "--scan", "many"]);
    let folder = program.path("many");
    fs::create_dir_all(&folder).unwrap();
    let first = folder.join("first.yml");
    let text = "key: value of a line\n".repeat(380_000);
    let mut file = File::create(&first).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    for number in 0..600 {
        fs::hard_link(&first, folder.join(format!("{number}.yml"))).unwrap();
    }
    program
}

#[test]
fn an_interrupted_scan_ends_at_once_and_leaves_nothing_behind() {
    for (signal, status) in [(Signal::INT, 130), (Signal::TERM, 143)] {
        let mut pty = slow().start();
        pty.until_text("portolan: reading files: ");
        pty.signal(signal);
        assert_eq!(pty.ended(), status);
        pty.assert_restored();
        let text = pty.text();
        assert_eq!(text.trim(), "portolan: interrupted", "{text}");
        let left: Vec<_> = fs::read_dir(pty.path("")).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "{left:?}");
    }
}
