//! Reading what is published: every registry format of every year, recognised by content, entry by entry.

use crate::words::Registry;

use super::Catalog;

/// What was read, and what was lost on the way.
#[derive(Debug, Clone)]
pub struct Decoded {
    pub catalog: Catalog,
    pub format: Format,
    pub warnings: Vec<Warning>,
}

/// The formats, as recognised by content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `oss_registry.json`.
    Oss,
    /// `cloud_registry.json`.
    Cloud,
    /// `composite_registry.json`.
    Composite,
    /// `connector_registry_report.json`.
    Report,
    /// Our own.
    Snapshot,
}

impl Format {
    /// Whether the format tells what a registry offers.
    pub fn speaks_of(self, registry: Registry) -> bool {
        match self {
            Self::Oss => registry == Registry::Oss,
            Self::Cloud => registry == Registry::Cloud,
            Self::Composite | Self::Report | Self::Snapshot => true,
        }
    }
}

/// Something that was lost or changed while reading.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Warning {
    /// The entry's name, cleaned; `None` when it is about the whole file.
    pub entry: Option<String>,
    /// The path of the field: `sources[3].releases.breakingChanges.2.0.0.upgradeDeadline`.
    pub field: Option<String>,
    pub message: String,
    /// Whether the entry was lost with it.
    pub is_loss: bool,
}

/// Why a text is no catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireError {
    /// Line and column, counted from one, where that is known.
    pub place: Option<(usize, usize)>,
    pub found: String,
    pub expected: String,
}

/// Reads a catalog of any format. `hint` is what the file's name or address suggests; it only counts where the
/// content does not tell the OSS registry from the Cloud one.
pub fn decode(_bytes: &[u8], _hint: Option<Registry>) -> Result<Decoded, WireError> {
    Err(WireError {
        place: None,
        found: String::new(),
        expected: String::new(),
    })
}

/// Writes our own format: one connector a line, sorted, absent values left out.
pub fn encode(_catalog: &Catalog) -> String {
    String::new()
}
