//! Those who read: a thread a core, one place where all put down what they found.

use crate::sort;
use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use ignore::{DirEntry, Error, WalkBuilder, WalkState};

use super::{
    HUGE, LARGE, Progress, Reader, Roots, Skipped, VENDORED, Walked, Why, content, real, shown,
};

/// What all of them share.
pub(super) struct Crew<T, R> {
    reader: Reader<R>,
    found: Mutex<Found<T>>,
    is_over: AtomicBool,
    read_so_far: AtomicUsize,
    kept_so_far: AtomicUsize,
}

struct Found<T> {
    kept: Vec<(String, T)>,
    skipped: Vec<Skipped>,
    /// What was reached already; empty where nothing can be reached twice.
    seen: HashSet<PathBuf>,
}

/// Where a walk begins: the path as it was named, and the one that it really has, where others could lead to it.
struct Start<'a> {
    named: &'a Path,
    real: Option<PathBuf>,
}

impl<T, R> Crew<T, R>
where
    T: Send,
    R: Fn(&str, &str) -> Option<T> + Sync,
{
    pub(super) fn new(reader: Reader<R>) -> Self {
        let found = Found {
            kept: Vec::new(),
            skipped: Vec::new(),
            seen: HashSet::new(),
        };
        Self {
            reader,
            found: Mutex::new(found),
            is_over: AtomicBool::new(false),
            read_so_far: AtomicUsize::new(0),
            kept_so_far: AtomicUsize::new(0),
        }
    }

    /// Reads all: what is named first, then one folder after the other, so that it is settled by which of two names
    /// a file goes.
    pub(super) fn go(&self, roots: &Roots) {
        let is_alone = roots.files.is_empty() && roots.folders.len() < 2;
        let mut buffer = Vec::new();
        for file in &roots.files {
            self.found().seen.insert(real(file));
            self.file(file, (HUGE, true), &mut buffer);
        }
        for folder in &roots.folders {
            self.folder(&Start {
                named: folder,
                real: (!is_alone).then(|| real(folder)),
            });
        }
    }

    fn folder(&self, start: &Start<'_>) {
        let mut walk = WalkBuilder::new(start.named);
        walk.hidden(false)
            .require_git(false)
            .git_global(false)
            .filter_entry(|entry| entry.depth() == 0 || !is_vendored(entry));
        walk.build_parallel().run(|| {
            let mut buffer = Vec::new();
            Box::new(move |entry| {
                if self.is_over.load(Ordering::Relaxed) {
                    return WalkState::Quit;
                }
                match entry {
                    Ok(entry) => self.entry(&entry, start, &mut buffer),
                    Err(error) => self.unreached(&error, start),
                }
                WalkState::Continue
            })
        });
    }

    fn entry(&self, entry: &DirEntry, start: &Start<'_>, buffer: &mut Vec<u8>) {
        let path = entry.path();
        match entry.file_type() {
            Some(kind) if kind.is_dir() => {}
            Some(kind) if kind.is_file() => {
                if (self.reader.wants)(&shown(path)) && self.is_new(path, start) {
                    self.file(path, (LARGE, false), buffer);
                }
            }
            Some(kind) if kind.is_symlink() => self.skip(path, Why::Link),
            Some(_) | None => self.skip(path, Why::Irregular),
        }
    }

    /// No link is followed below what is named, so one real path leads to a file from each name.
    fn is_new(&self, path: &Path, start: &Start<'_>) -> bool {
        let Some(real) = &start.real else {
            return true;
        };
        let below = path.strip_prefix(start.named).unwrap_or(path);
        self.found().seen.insert(real.join(below))
    }

    fn file(&self, path: &Path, (cap, is_named): (u64, bool), buffer: &mut Vec<u8>) {
        if let Err(why) = content::fill(path, (cap, is_named), buffer) {
            self.skip(path, why);
            return;
        }
        self.read_so_far.fetch_add(1, Ordering::Relaxed);
        let name = shown(path);
        if let Some(kept) = (self.reader.read)(&name, &content::text(buffer)) {
            self.kept_so_far.fetch_add(1, Ordering::Relaxed);
            self.found().kept.push((name, kept));
        }
    }

    fn skip(&self, path: &Path, why: Why) {
        let path = shown(path);
        self.found().skipped.push(Skipped { path, why });
    }

    fn unreached(&self, error: &Error, start: &Start<'_>) {
        let fault = error.io_error();
        // What went away while it was walked is nothing that could be read.
        if fault.is_some_and(|fault| fault.kind() == io::ErrorKind::NotFound) {
            return;
        }
        let path = place(error).unwrap_or(start.named);
        let why = fault.map_or_else(|| error.to_string(), super::phrase);
        self.skip(path, Why::Unreadable(why));
    }

    pub(super) fn stop(&self) {
        self.is_over.store(true, Ordering::Relaxed);
    }

    pub(super) fn progress(&self, elapsed: Duration) -> Progress {
        Progress {
            elapsed,
            read: self.read_so_far.load(Ordering::Relaxed),
            kept: self.kept_so_far.load(Ordering::Relaxed),
        }
    }

    /// All that was found, in the order of the paths.
    pub(super) fn home(&self) -> Walked<T> {
        let mut found = self.found();
        let mut walked = Walked {
            kept: std::mem::take(&mut found.kept),
            read: self.read_so_far.load(Ordering::Relaxed),
            skipped: std::mem::take(&mut found.skipped),
        };
        sort::by(&mut walked.kept, |(a, _), (b, _)| a.cmp(b));
        sort::plain(&mut walked.skipped);
        walked
    }

    /// One who fell over leaves nothing half done here.
    fn found(&self) -> MutexGuard<'_, Found<T>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_vendored(entry: &DirEntry) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let name = entry.file_name().to_str();
    is_folder && name.is_some_and(|name| VENDORED.contains(&name))
}

/// Where an error happened, if it says so.
fn place(error: &Error) -> Option<&Path> {
    match error {
        Error::WithPath { path, .. } => Some(path),
        Error::WithDepth { err, .. } | Error::WithLineNumber { err, .. } => place(err),
        Error::Partial(errors) => errors.iter().find_map(place),
        _ => None,
    }
}
