//! Who has the terminal: the one lock that frames, signals, panics and leaving go through, and the one list of what
//! was changed.

use std::{
    io::{self, Write},
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::mode::Mode;

/// The terminal, as all threads know it.
pub struct Station(Mutex<Held>);

struct Held {
    to: Box<dyn Write + Send>,
    /// What is to be changed while the terminal is ours, in order.
    wanted: Vec<Mode>,
    /// What has been changed, in order.
    entered: Vec<Mode>,
    stage: Stage,
    is_unknown: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Away,
    Here,
    /// Nothing is drawn any more.
    Gone,
}

impl Station {
    pub fn new(to: Box<dyn Write + Send>, wanted: Vec<Mode>) -> Self {
        Self(Mutex::new(Held {
            to,
            wanted,
            entered: Vec::new(),
            stage: Stage::Away,
            is_unknown: true,
        }))
    }

    pub fn enter(&self) -> io::Result<()> {
        self.held().enter()
    }

    pub fn leave(&self) -> io::Result<()> {
        self.held().leave()
    }

    /// Takes the terminal again, whatever happened to it meanwhile. Only a signal asks for it.
    #[cfg(any(unix, test))]
    pub fn return_to(&self) -> io::Result<()> {
        let mut held = self.held();
        // What fails here fails again, and more tellingly, below.
        let _ = held.leave();
        held.enter()
    }

    /// Leaves for good.
    pub fn depart(&self) -> io::Result<()> {
        let mut held = self.held();
        let left = held.leave();
        held.stage = Stage::Gone;
        left
    }

    /// Writes in one go; while the terminal is not ours nothing is written.
    pub fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut held = self.held();
        if held.stage != Stage::Here || bytes.is_empty() {
            return Ok(());
        }
        held.send(bytes)
    }

    pub fn switch_on(&self, mode: Mode) -> io::Result<()> {
        let mut held = self.held();
        if !held.wanted.contains(&mode) {
            held.wanted.push(mode);
        }
        match held.stage {
            Stage::Here => held.enter(),
            Stage::Away | Stage::Gone => Ok(()),
        }
    }

    pub fn switch_off(&self, mode: Mode) -> io::Result<()> {
        let mut held = self.held();
        held.wanted.retain(|&wanted| wanted != mode);
        held.undo(|entered| entered == mode)
    }

    /// What the screen shows is not what was drawn any more.
    pub fn lose_sight(&self) {
        self.held().is_unknown = true;
    }

    /// Whether the screen shows something else than was drawn; asking makes it known.
    pub fn take_unknown(&self) -> bool {
        std::mem::take(&mut self.held().is_unknown)
    }

    /// Whether the screen shows something else than was drawn.
    pub fn is_unknown(&self) -> bool {
        self.held().is_unknown
    }

    /// A panic elsewhere does not make the list wrong.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Makes the changes that are wanted and not made yet; all or none.
    fn enter(&mut self) -> io::Result<()> {
        if self.stage == Stage::Gone {
            return Ok(());
        }
        self.is_unknown |= self.stage == Stage::Away;
        let entered = self.make_changes();
        if entered.is_ok() {
            self.stage = Stage::Here;
        } else {
            let _ = self.leave();
        }
        entered
    }

    fn make_changes(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        for &mode in &self.wanted {
            if !self.entered.contains(&mode) {
                // Listed first: undoing what was only half done is harmless.
                self.entered.push(mode);
                mode.enter(&mut bytes)?;
            }
        }
        self.send(&bytes)
    }

    fn leave(&mut self) -> io::Result<()> {
        if self.stage == Stage::Here {
            self.stage = Stage::Away;
        }
        self.undo(|_| true)
    }

    /// Undoes changes, the latest first; a failure does not stop the others. Keys come unseen until nothing that the
    /// terminal says of itself is left to come.
    fn undo(&mut self, which: impl Fn(Mode) -> bool) -> io::Result<()> {
        let (undone, kept) = self.entered.iter().partition(|&&mode| which(mode));
        self.entered = kept;
        let undone: Vec<Mode> = undone;
        let latest_first = || undone.iter().rev();
        let sequences = latest_first().map(|mode| mode.way_out());
        let outcome = self.send(&sequences.collect::<Vec<_>>().concat());
        latest_first().fold(outcome, |outcome, mode| outcome.and(mode.release()))
    }

    /// All in one go: a terminal is woken once.
    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !bytes.is_empty() {
            self.to.write_all(bytes)?;
        }
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// A terminal that keeps what it is told, and can be told to refuse.
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<(String, bool)>>);

    impl Paper {
        fn read(&self) -> String {
            std::mem::take(&mut self.0.lock().unwrap().0)
        }

        fn refuse(&self, refuses: bool) {
            self.0.lock().unwrap().1 = refuses;
        }
    }

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let mut paper = self.0.lock().unwrap();
            if paper.1 {
                return Err(io::Error::other("refused"));
            }
            paper.0.push_str(&String::from_utf8_lossy(bytes));
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const SOME: [Mode; 3] = [
        Mode::AlternateScreen,
        Mode::HiddenCursor,
        Mode::BracketedPaste,
    ];
    const IN: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h";
    const OUT: &str = "\x1b[?2004l\x1b[?25h\x1b[?1049l";

    fn station() -> (Paper, Station) {
        let paper = Paper::default();
        let station = Station::new(Box::new(paper.clone()), SOME.to_vec());
        (paper, station)
    }

    #[test]
    fn what_was_entered_is_left_backwards_and_once() {
        let (paper, station) = station();
        station.enter().unwrap();
        station.enter().unwrap();
        assert_eq!(paper.read(), IN);
        station.leave().unwrap();
        station.leave().unwrap();
        assert_eq!(paper.read(), OUT);
        station.return_to().unwrap();
        assert_eq!(paper.read(), IN);
        station.return_to().unwrap();
        assert_eq!(paper.read(), format!("{OUT}{IN}"));
    }

    /// Windows takes the mouse by a call on its console, not by bytes.
    #[cfg(unix)]
    #[test]
    fn a_mode_that_was_switched_is_switched_the_next_time_too() {
        let (paper, station) = station();
        station.switch_on(Mode::Mouse).unwrap();
        assert_eq!(paper.read(), "");
        station.enter().unwrap();
        assert!(paper.read().ends_with("\x1b[?1000h\x1b[?1006h"));
        station.switch_off(Mode::Mouse).unwrap();
        station.switch_off(Mode::Mouse).unwrap();
        assert_eq!(paper.read(), "\x1b[?1006l\x1b[?1000l");
        station.return_to().unwrap();
        assert_eq!(paper.read(), format!("{OUT}{IN}"));
    }

    #[test]
    fn nothing_is_drawn_on_a_terminal_that_is_not_ours() {
        let (paper, station) = station();
        station.write(b"early").unwrap();
        station.enter().unwrap();
        station.write(b"in time").unwrap();
        station.depart().unwrap();
        station.write(b"late").unwrap();
        station.enter().unwrap();
        station.return_to().unwrap();
        assert_eq!(paper.read(), format!("{IN}in time{OUT}"));
    }

    #[test]
    fn a_failed_entry_leaves_nothing_behind() {
        let (paper, station) = station();
        paper.refuse(true);
        station.enter().unwrap_err();
        paper.refuse(false);
        station.leave().unwrap();
        station.write(b"frame").unwrap();
        assert_eq!(paper.read(), "");
    }

    #[cfg(unix)]
    #[test]
    fn a_screen_is_unknown_after_each_entry() {
        let (_paper, station) = station();
        station.enter().unwrap();
        assert!(station.take_unknown());
        station.switch_on(Mode::Mouse).unwrap();
        assert!(!station.take_unknown());
        station.return_to().unwrap();
        assert!(station.take_unknown());
        station.lose_sight();
        assert!(station.take_unknown());
    }
}
