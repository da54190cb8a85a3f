//! What a refresh needs of the network, and what can go wrong there. Knows no client library:
//! [`crate::store::http`] is the real one, tests bring their own.

pub mod address;
mod trouble;

use url::Url;

pub use trouble::{FetchError, Stage, Trouble};

/// Gets documents.
pub trait Fetch {
    /// Gets one document. With validators the answer may be that it is unchanged.
    fn get(
        &self,
        url: &Url,
        validators: &Validators,
        watch: &dyn Watch,
    ) -> Result<Fetched, FetchError>;
}

/// Whoever waits for documents: told how far they have come, and asked whether they are still wanted.
pub trait Watch {
    fn tell(&self, progress: Progress<'_>);

    fn is_called_off(&self) -> bool {
        false
    }
}

impl<F: Fn(Progress<'_>)> Watch for F {
    fn tell(&self, progress: Progress<'_>) {
        self(progress);
    }
}

/// What a server gave with a document, so that it can answer "unchanged" the next time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

impl Validators {
    pub fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// A server's good answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// What the validators speak of still holds.
    Unchanged,
    Document {
        bytes: Vec<u8>,
        validators: Validators,
    },
}

/// How far a document has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The document's address, fit to be shown.
    pub source: &'a str,
    /// Bytes so far, after decompression.
    pub received: u64,
    /// Bytes in all, where the server said so.
    pub total: Option<u64>,
}
