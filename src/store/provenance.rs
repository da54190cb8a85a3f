//! Where a value in use was taken from, so that `portolan info` can say it of each.

use std::path::PathBuf;

use super::{diagnostic::shown, environment::Variable};

/// What gave a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChosenBy {
    /// An option on the command line.
    Flag,
    Variable(Variable),
    /// The project's `portolan.toml`.
    Project(PathBuf),
    /// The user's configuration file.
    Config(PathBuf),
    /// The usual place on this system.
    System,
    /// Nobody said anything.
    Assumed,
}

impl std::fmt::Display for ChosenBy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag => f.write_str("command line"),
            Self::Variable(variable) => f.write_str(variable.name()),
            Self::Project(file) | Self::Config(file) => f.write_str(&shown(file)),
            Self::System => f.write_str("system"),
            Self::Assumed => f.write_str("assumed"),
        }
    }
}

/// A value, and what gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen<T> {
    pub value: T,
    pub by: ChosenBy,
}

impl<T> Chosen<T> {
    pub fn new(value: T, by: ChosenBy) -> Self {
        Self { value, by }
    }

    pub fn assumed(value: T) -> Self {
        Self::new(value, ChosenBy::Assumed)
    }

    pub fn is_assumed(&self) -> bool {
        self.by == ChosenBy::Assumed
    }
}
