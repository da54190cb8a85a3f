//! The cache: what the last refresh left behind, in one file with a checksum, for this user alone.
//! A fault in it is a message for the caller, who falls back to the bundled catalog.

mod envelope;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    catalog::{
        Catalog,
        wire::{self, Format, Reach},
    },
    date::{self, Date},
    text::clean,
};

pub use super::lock::Busy;
use super::{
    atomic, lock,
    read::{self, Unread},
};
use envelope::Header;

/// The largest file that is read: a catalog at its largest, and its header.
const CAP: u64 = 65 << 20;

/// What a refresh left behind.
#[derive(Debug, Clone)]
pub struct Cached {
    pub catalog: Catalog,
    /// When the last refresh brought it.
    pub fetched_at: Timestamp,
    /// Where each part came from, with what a server needs to answer "unchanged".
    pub parts: Vec<Part>,
}

/// One fetched document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    pub url: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

impl Part {
    /// Whether a server sent it; a file speaks for nobody but itself. No path that is refreshed from has a scheme.
    pub fn is_served(&self) -> bool {
        self.url.contains("://")
    }
}

/// When servers last confirmed all the parts of a catalog that was brought at this moment, if servers did.
pub(super) fn confirmed_at(brought_at: Timestamp, parts: &[Part]) -> Option<Timestamp> {
    parts.iter().all(Part::is_served).then_some(brought_at)
}

/// A cache that is there and cannot be used, or cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub path: PathBuf,
    /// One clean line.
    pub message: String,
}

impl Fault {
    pub(super) fn new(path: &Path, message: &str) -> Self {
        Self {
            path: path.to_owned(),
            message: clean::line(message).into_owned(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let path = self.path.to_string_lossy();
        write!(f, "{}: {}", clean::line(&path), self.message)
    }
}

impl std::error::Error for Fault {}

impl Cached {
    /// When servers last confirmed it; never, where a part of it is a file.
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        confirmed_at(self.fetched_at, &self.parts)
    }

    /// Whether it goes before the bundled catalog: unless that one is of a later day than the last fetch.
    pub fn outranks(&self, bundled: Option<Date>) -> bool {
        bundled.is_none_or(|day| day <= date::of(self.fetched_at))
    }
}

/// The cache file of this program version in a cache folder. A later version's has another name, and is left alone.
pub fn file(dir: &Path) -> PathBuf {
    dir.join("catalog-v1.json")
}

/// Reads the cache; `None` when there is none.
pub fn read(dir: &Path) -> Result<Option<Cached>, Fault> {
    let path = file(dir);
    let fault = |message: &str| Fault::new(&path, message);
    let bytes = match read::whole(&path, CAP) {
        Ok(content) => content.bytes,
        Err(Unread::Unseen(_)) => return Ok(None),
        Err(Unread::Refused(message)) => return Err(fault(&message)),
    };
    let (header, body) = envelope::open(&bytes).map_err(|message| fault(&message))?;
    let decoded = wire::decode_within(Reach::Kept, body, None)
        .map_err(|error| fault(&format!("found {}, not a catalog", error.found)))?;
    if decoded.format != Format::Snapshot {
        return Err(fault("it holds a catalog in another format"));
    }
    Ok(Some(Cached {
        catalog: decoded.catalog,
        fetched_at: header.fetched_at,
        parts: header.parts,
    }))
}

/// The right to write a cache; one program has it at a time.
#[derive(Debug)]
pub struct Writer<'a> {
    dir: &'a Path,
    lock: lock::Lock,
}

const LOCK: &str = "refresh.lock";

/// Waits up to `patience` for the right to write.
pub fn writer(dir: &Path, patience: Duration) -> Result<Writer<'_>, Busy> {
    let lock = lock::acquire(dir, LOCK, patience)?;
    Ok(Writer { dir, lock })
}

impl Writer<'_> {
    /// Replaces the cache whole, or leaves the old one.
    pub fn write(self, cached: Cached) -> Result<PathBuf, Fault> {
        let path = file(self.dir);
        let header = Header {
            fetched_at: cached.fetched_at,
            parts: cached.parts,
        };
        let body = wire::encode(&cached.catalog);
        let sealed = envelope::seal(header, &body).map_err(|why| Fault::new(&path, &why))?;
        atomic::replace(&path, sealed.as_bytes(), self.lock.rivals())
            .map_err(|error| Fault::new(&path, &error.to_string()))?;
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snapshot_of_a_later_day_outdoes_the_cache() {
        let table = [
            ("2026-02-27T23:59:59Z", "2026-02-28", false),
            ("2026-02-28T00:00:00Z", "2026-02-28", true),
            ("2026-03-01T12:00:00Z", "2026-02-28", true),
        ];
        for (fetched, bundled, expected) in table {
            let cached = Cached {
                catalog: Catalog::default(),
                fetched_at: fetched.parse().unwrap(),
                parts: Vec::new(),
            };
            assert_eq!(cached.outranks(date::parse(bundled)), expected, "{fetched}");
            assert!(cached.outranks(None));
        }
    }

    #[test]
    fn only_servers_confirm() {
        let part = |url: &str| Part {
            url: url.to_owned(),
            etag: None,
            last_modified: None,
        };
        let now = "2026-03-01T00:00:00Z".parse().unwrap();
        let served = part("https://a.example/x");
        let table = [
            (vec![served.clone()], true),
            (vec![served.clone(), part("http://127.0.0.1:1/x")], true),
            (vec![part("oss.json")], false),
            (vec![served, part("C:\\x\\oss.json")], false),
        ];
        for (parts, expected) in table {
            assert_eq!(confirmed_at(now, &parts).is_some(), expected, "{parts:?}");
        }
    }
}
