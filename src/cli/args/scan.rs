//! The options of commands that read what users have: their repositories.

use std::path::PathBuf;

use clap::Args;

const HEADING: &str = "Scan";

#[derive(Debug, Args, Clone, Default)]
pub struct Scan {
    /// Find the connectors in these files and folders; what .gitignore names is left out of folders. - reads
    /// standard input
    #[arg(long = "scan", value_name = "PATH", num_args = 1.., help_heading = HEADING)]
    pub paths: Vec<PathBuf>,
    /// A connector that documentation mentions counts as used, too
    #[arg(long, requires = "paths", help_heading = HEADING)]
    pub include_docs: bool,
}

impl Scan {
    pub fn is_wanted(&self) -> bool {
        !self.paths.is_empty()
    }
}
