//! Where files live: XDG variables on every system, then the platform's own places. The only user of `directories`.

use std::path::PathBuf;

/// The folders in use. `None` where the machine has no home: then nothing is kept there, and nothing fails.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    pub config: Option<PathBuf>,
    pub cache: Option<PathBuf>,
    pub state: Option<PathBuf>,
}
