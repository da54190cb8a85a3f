//! What is changed about a terminal, each change with its way back.

use std::io;

/// A change to the terminal that lasts until it is undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Keys come one by one, unseen and unanswered.
    Raw,
    Title,
    AlternateScreen,
    HiddenCursor,
    BracketedPaste,
    Mouse,
}

impl Mode {
    /// In the order of entering. Raw mode comes first: where the program may not have the terminal, it stops there.
    pub const ALWAYS: [Self; 5] = [
        Self::Raw,
        Self::Title,
        Self::AlternateScreen,
        Self::HiddenCursor,
        Self::BracketedPaste,
    ];

    /// Makes the change, but for what a sequence does: that is put to those to be written.
    pub fn enter(self, sequences: &mut Vec<u8>) -> io::Result<()> {
        self.beyond_bytes(Way::In)?;
        sequences.extend(self.sequences().0.as_bytes());
        Ok(())
    }

    /// What undoes as much of it as a sequence can.
    pub fn way_out(self) -> &'static [u8] {
        self.sequences().1.as_bytes()
    }

    /// Undoes the rest.
    pub fn release(self) -> io::Result<()> {
        self.beyond_bytes(Way::Out)
    }

    /// The way in and the way out.
    fn sequences(self) -> (&'static str, &'static str) {
        match self {
            Self::Raw => ("", ""),
            Self::Title => ("\x1b[22;0t\x1b]0;portolan\x07", "\x1b[23;0t"),
            Self::AlternateScreen => ("\x1b[?1049h", "\x1b[?1049l"),
            Self::HiddenCursor => ("\x1b[?25l", "\x1b[?25h"),
            Self::BracketedPaste => ("\x1b[?2004h", "\x1b[?2004l"),
            // Presses and the wheel, with coordinates of any size; moves are not asked for.
            Self::Mouse => ("\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"),
        }
    }

    /// What no sequence can do.
    fn beyond_bytes(self, way: Way) -> io::Result<()> {
        match (self, way) {
            (Self::Raw, Way::In) => crossterm::terminal::enable_raw_mode(),
            (Self::Raw, Way::Out) => crossterm::terminal::disable_raw_mode(),
            #[cfg(windows)]
            (Self::Mouse, Way::In) => {
                crossterm::execute!(io::stdout(), crossterm::event::EnableMouseCapture)
            }
            #[cfg(windows)]
            (Self::Mouse, Way::Out) => {
                crossterm::execute!(io::stdout(), crossterm::event::DisableMouseCapture)
            }
            _ => Ok(()),
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Way {
    In,
    Out,
}
