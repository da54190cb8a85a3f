//! Walks the files that a user wants read, on all cores, and keeps what a reader makes of each. Knows nothing of what
//! stands in them.
//!
//! `.gitignore` and `.ignore` are heeded, in a repository or not. Hidden files are read, since `.github` and
//! `.gitlab-ci.yml` are such; trees of others' code are not. What is named is read whatever ignores it. Links are
//! followed only where they are named, so that a loop is never entered, and nothing is opened that is no regular file.

mod content;
mod crew;
mod signals;

use std::{
    collections::HashSet,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, Instant},
};

use crew::Crew;
use signals::Watch;

/// Folders that hold what others wrote or what a tool makes again, wherever they stand below what is named.
pub const VENDORED: [&str; 18] = [
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".hg",
    ".jj",
    ".mypy_cache",
    ".nox",
    ".pytest_cache",
    ".svn",
    ".terraform",
    ".terragrunt-cache",
    ".tox",
    ".venv",
    "__pycache__",
    "cdktf.out",
    "node_modules",
    "site-packages",
];

/// A larger file is left out of a folder; its name reads it.
pub const LARGE: u64 = 8 << 20;
/// Nothing larger is read.
const HUGE: u64 = 256 << 20;

/// How often one who waits is told how far it is, and a signal is looked for.
const TICK: Duration = Duration::from_millis(50);

/// What a walk brought home.
#[derive(Debug)]
pub struct Walked<T> {
    /// What the reader made of files, in the order of their paths.
    pub kept: Vec<(String, T)>,
    /// How many files were read.
    pub read: usize,
    /// In the order of their paths.
    pub skipped: Vec<Skipped>,
}

/// A file or folder that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    pub path: String,
    pub why: Why,
}

/// Why it was not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Binary,
    /// Larger than so many bytes, and it can be read by its name or not at all.
    Large {
        cap: u64,
        is_named: bool,
    },
    /// A pipe, a socket or a device.
    Irregular,
    Link,
    Unreadable(String),
}

/// How far a walk is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    pub elapsed: Duration,
    pub read: usize,
    pub kept: usize,
}

/// Why a walk came home with nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Halt {
    /// Something named is not there, or cannot be read at all: its name and what is wrong.
    Lost(String, String),
    /// A signal, by its number.
    Signal(u8),
}

/// Who reads the files that are reached.
pub struct Reader<R> {
    /// Whether a file of a folder is worth opening, by its path.
    pub wants: fn(&str) -> bool,
    /// What is kept of a file, from its path and its text.
    pub read: R,
}

/// Reads what is named and all that is below it. Of two names for one file the first counts.
pub fn walk<T, R>(
    roots: &[PathBuf],
    reader: Reader<R>,
    tick: &mut dyn FnMut(Progress),
) -> Result<Walked<T>, Halt>
where
    T: Send + 'static,
    R: Fn(&str, &str) -> Option<T> + Send + Sync + 'static,
{
    let roots = sorted_out(roots)?;
    let begun = Instant::now();
    let watch = Watch::begin();
    let crew = Arc::new(Crew::new(reader));
    let working = Arc::clone(&crew);
    let (done, is_done) = mpsc::channel();
    let work = move || {
        working.go(&roots);
        // Nobody waits any more for a walk that was halted.
        let _ = done.send(());
    };
    let worker = thread::Builder::new().name("walk".to_owned()).spawn(work);
    let worker = worker.map_err(|fault| Halt::Lost("a walk".to_owned(), phrase(&fault)))?;
    while is_done.recv_timeout(TICK) == Err(mpsc::RecvTimeoutError::Timeout) {
        if let Some(signal) = watch.caught() {
            crew.stop();
            return Err(Halt::Signal(signal));
        }
        tick(crew.progress(begun.elapsed()));
    }
    if let Err(panic) = worker.join() {
        std::panic::resume_unwind(panic);
    }
    if let Some(signal) = watch.caught() {
        return Err(Halt::Signal(signal));
    }
    Ok(crew.home())
}

/// All that a stream holds, as text; a phrase where it holds too much or cannot be read.
pub fn text(stream: &mut dyn Read, cap: u64) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = stream.take(cap + 1).read_to_end(&mut bytes);
    read.map_err(|fault| phrase(&fault))?;
    if bytes.len() as u64 > cap {
        return Err(format!("holds more than {} MiB", cap >> 20));
    }
    Ok(content::text(&bytes).into_owned())
}

/// What is named, files apart from folders.
struct Roots {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

fn sorted_out(named: &[PathBuf]) -> Result<Roots, Halt> {
    let mut seen = HashSet::new();
    let mut roots = Roots {
        files: Vec::new(),
        folders: Vec::new(),
    };
    for path in named {
        let lost = |fault: &io::Error| Halt::Lost(shown(path), phrase(fault));
        let found = fs::metadata(path).map_err(|fault| lost(&fault))?;
        if !seen.insert(real(path)) {
            continue;
        }
        if found.is_dir() {
            roots.folders.push(path.clone());
        } else if found.is_file() {
            roots.files.push(path.clone());
        } else {
            let what = "is a pipe, a socket or a device";
            return Err(Halt::Lost(shown(path), what.to_owned()));
        }
    }
    Ok(roots)
}

/// The one path of a file that has many, as far as it can be known.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A path as it is told: from where the user stands, with slashes.
pub fn shown(path: &Path) -> String {
    let plain = path.strip_prefix(".").unwrap_or(path);
    let plain = plain.to_string_lossy();
    let plain = if cfg!(windows) {
        plain.replace('\\', "/")
    } else {
        plain.into_owned()
    };
    if plain.is_empty() {
        ".".to_owned()
    } else {
        crate::text::clean::line(&plain).into_owned()
    }
}

fn phrase(fault: &io::Error) -> String {
    super::read::phrase(fault, "file or folder")
}

#[cfg(test)]
mod tests;
