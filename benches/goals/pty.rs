//! A program in a terminal of ours, with every piece of its output and the moment when it came. The screen is made
//! from these afterwards, so that the emulator's own cost is in no figure.

use std::{
    io::{Read, Write},
    num::NonZero,
    sync::mpsc::{self, Receiver},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::process::Tree;

/// Columns and rows.
const SCREEN: (u16, u16) = (120, 40);

/// A screen that stays as it is for so long is settled.
pub(crate) const QUIET: Duration = Duration::from_millis(60);
/// Nobody waits longer.
const LONG: Duration = Duration::from_secs(20);

/// How the terminal answers questions that come together. fzf asks twice for the cursor before it draws, and may wait
/// for the second answer when it comes with the first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    OneByOne,
    Together,
}

/// A piece of output and when it came.
pub(crate) type Piece = (Instant, Vec<u8>);

pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    pieces: Receiver<Piece>,
    _master: Box<dyn MasterPty + Send>,
    answers: Answers,
    pub(crate) since: Instant,
    pub(crate) log: Vec<Piece>,
}

impl Pty {
    pub(crate) fn start(command: CommandBuilder, answers: Answers) -> Self {
        let (cols, rows) = SCREEN;
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut chunk = vec![0; 1 << 16];
            while let Ok(read @ 1..) = reader.read(&mut chunk) {
                if sender
                    .send((Instant::now(), chunk[..read].to_vec()))
                    .is_err()
                {
                    return;
                }
            }
        });
        let since = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Self {
            child,
            keys,
            pieces,
            _master: pair.master,
            answers,
            since,
            log: Vec::new(),
        }
    }

    pub(crate) fn tree(&self) -> Tree {
        Tree(self.child.process_id().unwrap_or(0))
    }

    /// Waits until the screen is as wanted, and then until it is quiet; whether it came to that.
    pub(crate) fn until(&mut self, wanted: &[&str]) -> bool {
        let end = Instant::now() + LONG;
        let mut paper = paper();
        let mut fed = 0;
        while Instant::now() < end {
            let is_over = !self.hear(QUIET);
            for (_, piece) in &self.log[fed..] {
                paper.process(piece);
            }
            fed = self.log.len();
            if shows(&paper, wanted) {
                return true;
            }
            if is_over && self.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                return false;
            }
        }
        false
    }

    /// Takes what comes until nothing has come for a while; whether anything came.
    pub(crate) fn hear(&mut self, quiet: Duration) -> bool {
        let heard = self.log.len();
        while let Ok(piece) = self.pieces.recv_timeout(quiet) {
            self.answer(&piece.1);
            self.log.push(piece);
        }
        self.log.len() > heard
    }

    /// What a terminal says when it is asked.
    fn answer(&mut self, output: &[u8]) {
        const ANSWERS: [(&[u8], &[u8]); 5] = [
            (b"\x1b[6n", b"\x1b[1;1R"),
            (b"\x1b[?2004$p", b"\x1b[?2004;2$y"),
            (b"\x1b[c", b"\x1b[?62;22c"),
            (b"\x1b]11;?", b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"),
            (b"\x1b]10;?", b"\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\"),
        ];
        let mut together = Vec::new();
        for (question, answer) in ANSWERS {
            let asked = output.windows(question.len());
            for _ in asked.filter(|part| *part == question) {
                match self.answers {
                    Answers::OneByOne => self.press(answer),
                    Answers::Together => together.extend_from_slice(answer),
                }
            }
        }
        if !together.is_empty() {
            self.press(&together);
        }
    }

    pub(crate) fn press(&mut self, keys: &[u8]) {
        // A program that has ended takes none, and its figures are missing then.
        let _ = self.keys.write_all(keys).and_then(|()| self.keys.flush());
    }

    /// Waits for the program to end by itself.
    pub(crate) fn end(&mut self) {
        self.child.wait().unwrap();
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn paper() -> vt100::Parser {
    let (columns, rows) = SCREEN;
    let side = |length| NonZero::new(length).unwrap();
    vt100::Parser::new(side(rows), side(columns), 0)
}

pub(crate) fn shows(paper: &vt100::Parser, wanted: &[&str]) -> bool {
    let contents = paper.screen().contents();
    wanted.iter().all(|wanted| contents.contains(wanted))
}
