//! What was not understood of a query: where it stands, why, and what was made of it.

use std::{fmt, ops::Range};

/// A part of a query that does not mean what was perhaps meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The whole part between blanks.
    pub part: String,
    /// The letters that are to blame, in bytes of the query as it is cleaned.
    pub at: Range<usize>,
    /// The reason, and what would have been right.
    pub message: String,
    pub taken: Taken,
}

/// What was made of a part with a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is searched for as it is written.
    Text,
    /// It has no letter to search for.
    LeftOut,
    /// It asks for nothing yet.
    Nothing,
    /// It was not read.
    Unread,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let taken = match self.taken {
            Taken::Text => "; taken as text",
            Taken::LeftOut => "; left out",
            Taken::Nothing => "; without one it asks for nothing",
            Taken::Unread => "",
        };
        write!(f, "{}{taken}", self.message)
    }
}
