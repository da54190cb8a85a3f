//! What happens: keys, clicks, pastes, sizes, and the ends of jobs. Never what the user wants by it.

use crossterm::event::{KeyEvent, MouseEvent};

use crate::launch::{Arrived, Fresh};

use super::{effect::JobId, seek::Sought, survey::Survey};

/// Something that happened.
pub enum Event {
    Key(KeyEvent),
    Mouse(MouseEvent),
    Paste(String),
    Resize(u16, u16),
    /// The program was suspended and is back.
    Resumed,
    /// Text came to the clipboard, or did not.
    Copied(Copied),
    /// Nothing could be opened; the address is shown instead.
    NotOpened {
        address: String,
        why: String,
    },
    Progress(JobId, String),
    Refreshed(JobId, Box<Result<Fresh<Survey>, String>>),
    /// The catalog that the browser was started with is read, or cannot be.
    Arrived(Box<Result<Arrived<Survey>, String>>),
    /// The answer to a search, by its number.
    Sought(u64, Box<Sought>),
    /// A notice's time is over.
    Faded,
}

/// How copying went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What was asked to be copied, on one inert line.
    pub text: String,
    pub reason: Reason,
    /// `the terminal (OSC 52)`, `wl-copy`; or why it was not.
    pub by: Result<String, String>,
}

/// Why a text is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    Wanted,
    /// An address that was not opened, and why: `over SSH nothing is opened here`.
    NotOpened(String),
    /// It is a view for the configuration.
    View,
}
