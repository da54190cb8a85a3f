//! Where in somebody's files a connector is named, and what kept files from being read.

use std::{fmt, rc::Rc};

use crate::text::Text;

/// A place in a file that names a connector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// From where the user stands, with slashes, cleaned; shared by all that stands in it.
    pub file: Rc<str>,
    /// Both count from 1, columns in characters.
    pub line: usize,
    pub column: usize,
    /// The stable word of what wrote it there.
    pub tool: &'static str,
    /// What stands there.
    pub written: Text,
    /// The line that it stands in, or the part of it that shows it.
    pub source: Text,
    /// How far into `source` it stands, in characters.
    pub indent: usize,
}

impl Spot {
    /// `infra/main.tf:12`.
    pub fn line_name(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// How many characters what stands there is long.
    pub fn length(&self) -> usize {
        self.written.chars().count().max(1)
    }

    /// The column behind what stands there.
    pub fn end_column(&self) -> usize {
        self.column + self.length()
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// What reading files came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many files were read.
    pub files: usize,
    /// What was left out or not understood, in the order of the files.
    pub troubles: Vec<Trouble>,
}

impl Report {
    /// Whether what was not read fails the check.
    pub fn is_failing(&self) -> bool {
        self.troubles.iter().any(|trouble| trouble.is_failing)
    }
}

/// Why a file, or a part of it, was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub file: String,
    pub place: Option<(usize, usize)>,
    pub text: String,
    pub gravity: Gravity,
    /// Whether the check fails for it: where warnings fail.
    pub is_failing: bool,
}

/// How much that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gravity {
    /// It is as the user would have it: a picture, a link.
    Expected,
    /// Something may be missed.
    Loss,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.text)
    }
}
