//! What can go wrong, what is said then, and the exit status that follows.

use std::io;

/// Why a command did not answer.
#[derive(Debug)]
pub struct Failure {
    pub kind: Kind,
    pub message: String,
    /// What to do next, a line each.
    pub hints: Vec<String>,
}

/// The kinds of failure; each is an exit status of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing by that name.
    NotFound,
    Usage,
    Config,
    Data,
    Network,
    Refused,
    CacheWrite,
    /// A signal ended it, by its number.
    Signal(u8),
    /// Standard output could not be written.
    Output,
    /// Standard output was closed by its reader, which is no failure.
    Closed,
}

impl Kind {
    pub fn status(self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::NotFound | Self::Output => 1,
            Self::Usage | Self::Config | Self::Data => 2,
            Self::Network => 4,
            Self::Refused => 5,
            Self::CacheWrite => 6,
            // What a shell makes of a program that a signal ended.
            Self::Signal(number) => 128 + number,
        }
    }
}

impl Failure {
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            hints: Vec::new(),
        }
    }

    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Kind::Usage, message)
    }

    #[must_use]
    pub fn hinted(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::new(Kind::Closed, "");
        }
        Self::new(
            Kind::Output,
            format!("cannot write to standard output: {error}"),
        )
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() {
            return Self::from(io::Error::from(error));
        }
        Self::new(Kind::Output, format!("cannot write JSON: {error}"))
    }
}
