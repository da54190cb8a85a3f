//! What is wrong in a file or variable of the user's, and where. Decides nothing about what follows from it.

use std::path::{Path, PathBuf};

use crate::text::clean;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Said, and passed over.
    Warning,
    /// A command that judges must not go on; the browser may, with what is right.
    Error,
}

/// Where in a text something stands, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    /// `None` where the line says enough.
    pub column: Option<usize>,
}

/// One thing that is wrong; its `Display` is the whole line for people, inert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub file: Option<PathBuf>,
    pub position: Option<Position>,
    message: String,
}

impl Diagnostic {
    pub fn warning(message: &str) -> Self {
        Self::new(Severity::Warning, message)
    }

    pub fn error(message: &str) -> Self {
        Self::new(Severity::Error, message)
    }

    fn new(severity: Severity, message: &str) -> Self {
        Self {
            severity,
            file: None,
            position: None,
            message: clean::line(message).into_owned(),
        }
    }

    #[must_use]
    pub fn in_file(mut self, file: &Path) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// Adds an aside in brackets.
    #[must_use]
    pub fn noting(mut self, aside: &str) -> Self {
        self.message = format!("{} ({})", self.message, clean::line(aside));
        self
    }

    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The text without the place.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}:", shown(file))?;
            if let Some(position) = self.position {
                write!(f, "{position}:")?;
            }
            f.write_str(" ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.line)?;
        match self.column {
            Some(column) => write!(f, ":{column}"),
            None => Ok(()),
        }
    }
}

/// What could be read, with what was wrong in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vetted<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Vetted<T> {
    pub fn right(value: T) -> Self {
        Self {
            value,
            diagnostics: Vec::new(),
        }
    }

    /// Hands over the diagnostics and keeps the value.
    pub fn drain_into(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

/// A path as one inert line.
pub fn shown(path: &Path) -> String {
    clean::line(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_is_one_inert_line_that_starts_with_its_place() {
        let place = |line, column| Position { line, column };
        let plain = Diagnostic::warning("unknown key \"a\x1b[2J\nb\"");
        assert_eq!(plain.to_string(), "unknown key \"a␛[2J b\"");
        let placed = plain.in_file(Path::new("c\u{202e}.toml"));
        assert!(placed.to_string().starts_with("c<U+202E>.toml: unknown"));
        let at = |position| Diagnostic::error("x").in_file(Path::new("f")).at(position);
        assert_eq!(at(place(3, None)).to_string(), "f:3: x");
        assert_eq!(at(place(3, Some(9))).to_string(), "f:3:9: x");
    }
}
