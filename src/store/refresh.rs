//! A refresh: fetch what is published, refuse what cannot be true, lay it over what is known, keep it.
//! Until the last step, the writing, nothing that was there is touched.

mod gather;
mod guard;
mod plan;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    catalog::{
        Catalog,
        diff::{self, Change},
        merge,
        wire::Warning,
    },
    date,
};

use super::{
    cache::{self, Busy, Cached, Fault, Part, Writer},
    fetch::{Fetch, FetchError, Watch},
    load::Origin,
};
use gather::{Gathered, News};
pub use guard::{Refusal, Why};
pub use plan::{Choice, Need, PUBLISHED, Plan, Source};

/// How long another refresh is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// All that a refresh works with.
pub struct Job<'a> {
    pub plan: &'a Plan,
    pub fetch: &'a dyn Fetch,
    /// What is known where there is no cache, or an older one.
    pub bundled: &'a Catalog,
    /// The cache folder; `None` where the machine has no place for one.
    pub dir: Option<&'a Path>,
    pub now: Timestamp,
    pub mode: Mode,
    pub care: Care,
}

/// Whether anything is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Write,
    /// Only to see what would change: no file and no folder is made.
    CheckOnly,
}

/// How much a catalog may fall short of what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Less than half, or many unreadable entries, is refused.
    Usual,
    /// The user knows that there is less: a mirror of some connectors only.
    Forced,
}

/// What a refresh brought.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub catalog: Catalog,
    pub changes: Vec<Change>,
    /// Every server said that nothing had changed.
    pub unchanged: bool,
    pub warnings: Vec<Warning>,
    /// The documents that make the catalog, fit to be shown.
    pub fetched_from: Vec<String>,
    /// When servers confirmed what is in the cache now; `None` for files, and where nothing is kept.
    pub fetched_at: Option<Timestamp>,
    /// The cache file, unless only looking.
    pub written: Option<PathBuf>,
    /// The files among what it was asked of.
    files: Vec<PathBuf>,
}

impl Outcome {
    /// Where the catalog is now.
    pub fn origin(&self) -> Origin {
        match &self.written {
            Some(cache) => Origin::Cache(cache.clone()),
            None if self.files.is_empty() => Origin::Fetched,
            None => Origin::File(self.files.clone()),
        }
    }
}

/// Why there is no fresh catalog. What was known is untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefreshError {
    /// A document did not come, or none is published.
    Network(FetchError),
    /// A file that the user named cannot be read.
    Unreadable(Fault),
    /// What came cannot be the catalog.
    Refused(Refusal),
    CacheWrite(Fault),
    /// The machine has no place for a cache.
    NoCache,
    /// Another refresh was writing all the time.
    Busy(Busy),
    /// Whoever asked for it did not want it any more; nothing was written.
    CalledOff,
}

impl std::fmt::Display for RefreshError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Network(error) => error.fmt(f),
            Self::Unreadable(fault) => fault.fmt(f),
            Self::Refused(refusal) => refusal.fmt(f),
            Self::CacheWrite(fault) => write!(f, "the cache cannot be written: {fault}"),
            Self::NoCache => {
                f.write_str("there is no folder to keep a cache in; set XDG_CACHE_HOME")
            }
            Self::Busy(busy) => write!(
                f,
                "{busy} and has not ended within {} seconds; this one wrote nothing",
                PATIENCE.as_secs()
            ),
            Self::CalledOff => f.write_str("the refresh was called off; it wrote nothing"),
        }
    }
}

impl std::error::Error for RefreshError {}

/// What is known before anything is asked.
pub(in crate::store) struct Known {
    catalog: Catalog,
    /// Empty when it is not from the cache: then nothing may be answered with "unchanged".
    parts: Vec<Part>,
}

impl Known {
    fn of(cached: Option<Cached>, bundled: &Catalog) -> Self {
        match cached.filter(|cached| cached.outranks(bundled.as_of)) {
            Some(cached) => Self {
                catalog: cached.catalog,
                parts: cached.parts,
            },
            None => Self {
                catalog: bundled.clone(),
                parts: Vec::new(),
            },
        }
    }
}

/// Runs a refresh. Called off before the writing, it leaves everything as it was.
pub fn run(job: &Job<'_>, watch: &dyn Watch) -> Result<Outcome, RefreshError> {
    if job.dir.is_none() && job.mode == Mode::Write {
        return Err(RefreshError::NoCache);
    }
    let (cached, fault) = recall(job.dir);
    let known = Known::of(cached, job.bundled);
    let mut gathered = gather::first_good(job, &known, watch)?;
    gathered.warnings.extend(
        fault.map(|fault| warning(format!("the cache was of no use and is replaced: {fault}"))),
    );
    match (job.mode, job.dir) {
        (Mode::Write, Some(dir)) => {
            let writer = cache::writer(dir, PATIENCE).map_err(RefreshError::Busy)?;
            keep(job, writer, (known, gathered), watch)
        }
        (Mode::CheckOnly, _) | (Mode::Write, None) => Ok(renew(job, known, gathered)),
    }
}

/// Writes, on top of what another refresh may have written since this one looked.
fn keep(
    job: &Job<'_>,
    writer: Writer<'_>,
    (known, gathered): (Known, Gathered),
    watch: &dyn Watch,
) -> Result<Outcome, RefreshError> {
    let (since, _) = recall(job.dir);
    let since = Known::of(since, job.bundled);
    let known = if since.parts.is_empty() { known } else { since };
    let parts = gathered.parts.clone();
    let mut outcome = renew(job, known, gathered);
    let cached = Cached {
        catalog: outcome.catalog.clone(),
        fetched_at: job.now,
        parts,
    };
    outcome.fetched_at = cached.confirmed_at();
    still_wanted(watch)?;
    let path = writer.write(cached).map_err(RefreshError::CacheWrite)?;
    outcome.written = Some(path);
    Ok(outcome)
}

fn still_wanted(watch: &dyn Watch) -> Result<(), RefreshError> {
    if watch.is_called_off() {
        return Err(RefreshError::CalledOff);
    }
    Ok(())
}

fn renew(job: &Job<'_>, known: Known, gathered: Gathered) -> Outcome {
    let files = gathered.parts.iter().filter(|part| !part.is_served());
    let files = files.map(|part| part.url.clone().into()).collect();
    let fetched_from = gathered.parts.into_iter().map(|part| part.url).collect();
    let (catalog, changes, unchanged) = match gathered.news {
        News::None => (known.catalog, Vec::new(), true),
        News::Fresh(fresh, registries) => {
            let today = date::of(job.now);
            let catalog = merge::advance(&known.catalog, fresh, &registries, today);
            let changes = dated(diff::between(&known.catalog, &catalog), &catalog);
            (catalog, changes, false)
        }
    };
    Outcome {
        catalog,
        changes,
        unchanged,
        warnings: gathered.warnings,
        fetched_from,
        fetched_at: None,
        written: None,
        files,
    }
}

/// The days of a refresh are those of the history that it wrote.
fn dated(mut changes: Vec<Change>, catalog: &Catalog) -> Vec<Change> {
    let mut looks = catalog.snapshots.iter().rev().copied();
    let (by, after) = (looks.next(), looks.next());
    for change in &mut changes {
        (change.after, change.by) = (after.or(change.after), by.or(change.by));
    }
    changes
}

fn recall(dir: Option<&Path>) -> (Option<Cached>, Option<Fault>) {
    match dir.map_or(Ok(None), cache::read) {
        Ok(cached) => (cached, None),
        Err(fault) => (None, Some(fault)),
    }
}

fn warning(message: String) -> Warning {
    Warning {
        entry: None,
        field: None,
        message,
        is_loss: false,
    }
}
