//! The cache: what the last refresh left behind, in one file with a checksum, for this user alone.
//! A fault in it is a message for the caller, who falls back to the bundled catalog.

mod envelope;

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    catalog::{
        Catalog,
        wire::{self, Format},
    },
    text::clean,
};

pub use super::lock::Busy;
use super::{atomic, lock};
use envelope::Header;

/// The largest file that is read: a catalog at its largest, and its header.
const CAP: u64 = 65 << 20;

/// What a refresh left behind.
#[derive(Debug, Clone)]
pub struct Cached {
    pub catalog: Catalog,
    /// When a server last confirmed it.
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
    /// Whether it goes before a bundled catalog: unless that one is of a later day than the last fetch.
    pub fn outranks(&self, bundled: &Catalog) -> bool {
        bundled
            .as_of
            .is_none_or(|day| day <= crate::store::day(self.fetched_at))
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
    let bytes = match bytes(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(&error.to_string())),
    };
    let (header, body) = envelope::open(&bytes).map_err(|message| fault(&message))?;
    let decoded = wire::decode(body, None)
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

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(CAP + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > CAP {
        return Err(io::Error::other("it is larger than any catalog"));
    }
    Ok(bytes)
}

/// The right to write a cache; one program has it at a time.
#[derive(Debug)]
pub struct Writer<'a> {
    dir: &'a Path,
    _lock: lock::Lock,
}

/// Waits up to `patience` for the right to write.
pub fn writer(dir: &Path, patience: Duration) -> Result<Writer<'_>, Busy> {
    let lock = lock::acquire(dir, patience)?;
    Ok(Writer { dir, _lock: lock })
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
        atomic::replace(&path, sealed.as_bytes())
            .map_err(|error| Fault::new(&path, &error.to_string()))?;
        Ok(path)
    }
}
