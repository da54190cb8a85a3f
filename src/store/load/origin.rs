//! Where a catalog was read from, as data, as a word for scripts and as a phrase for people.

use std::path::PathBuf;

use crate::store::diagnostic::shown;

/// Where a catalog was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The whole catalog, named by the user.
    File(Vec<PathBuf>),
    Cache(PathBuf),
    /// Just fetched, and kept nowhere.
    Fetched,
    Bundled,
}

impl Origin {
    /// The stable word of scripts and JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Cache(_) => "cache",
            Self::Fetched => "fetched",
            Self::Bundled => "bundled",
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(files) => {
                let files: Vec<String> = files.iter().map(|file| shown(file)).collect();
                f.write_str(&files.join(", "))
            }
            Self::Cache(file) => f.write_str(&shown(file)),
            Self::Fetched => f.write_str("fetched and not kept"),
            Self::Bundled => f.write_str("bundled with portolan"),
        }
    }
}
