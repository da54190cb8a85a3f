//! How a pipeline uses a connector: what it says of the version, and which streams it syncs.

use super::Pinned;

/// One use of a connector.
#[derive(Debug, Clone, Copy, Default)]
pub struct Usage<'a> {
    /// The version that is asked for, judged.
    pub pinned: Option<&'a Pinned>,
    pub pinning: Pinning,
    /// The only streams that are synced; empty where nobody says.
    pub streams: &'a [String],
}

/// How a version is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pinning {
    /// Nobody asks about versions: a bare name.
    #[default]
    Unasked,
    /// What names the connector has no place for a version.
    Impossible,
    /// There is a place for a version, and none stands there.
    Missing,
    /// One version.
    Fixed,
    /// An image's digest without a tag: one version, and not known which.
    Digest,
    /// An expression that the files at hand do not settle.
    Unsettled,
}

impl<'a> Usage<'a> {
    /// A name, and the version behind it if there is one.
    pub fn of(pinned: Option<&'a Pinned>) -> Self {
        Self {
            pinned,
            ..Self::default()
        }
    }
}
