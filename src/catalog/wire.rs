//! Reading what is published: every registry format of every year, recognised by content, entry by entry.

mod breaking;
mod encode;
mod encoding;
mod entry;
mod field;
mod list;
mod marks;
mod place;
mod reading;
mod registry;
mod report;
mod skip;
mod snapshot;
mod swift;
mod vocabulary;
mod walker;
mod warnings;

use crate::{
    date::Date,
    text::{Text, clean},
    words::Registry,
};

pub(super) use breaking::sort as sort_changes;
pub use encode::encode;
use warnings::Warnings;

use super::{Catalog, Connector};

/// What was read, and what was lost on the way.
#[derive(Debug, Clone)]
pub struct Decoded {
    pub catalog: Catalog,
    pub format: Format,
    /// Whether the format was assumed, as nothing told the OSS registry from the Cloud one.
    pub is_assumed: bool,
    pub warnings: Vec<Warning>,
}

impl Decoded {
    /// A registry whose side was only assumed, as one of the side that it turned out to be of.
    #[must_use]
    pub fn read_as(self, side: Registry, warning: String) -> Self {
        let Self {
            mut catalog,
            format,
            mut warnings,
            ..
        } = self;
        let days = Catalog {
            as_of: catalog.as_of,
            snapshots: std::mem::take(&mut catalog.snapshots),
            ..Catalog::default()
        };
        let mut connectors = catalog.into_connectors();
        if format != Format::of(side) {
            for connector in &mut connectors {
                std::mem::swap(&mut connector.oss, &mut connector.cloud);
            }
        }
        warnings.retain(|warning| warning.message != registry::ASSUMED);
        warnings.push(Warning {
            entry: None,
            field: None,
            message: warning,
            is_loss: false,
        });
        Self {
            catalog: days.with_connectors(connectors).0,
            format: Format::of(side),
            is_assumed: false,
            warnings,
        }
    }

    /// Whether it tells what a registry offers. A snapshot may be made of one registry only.
    pub fn speaks_of(&self, registry: Registry) -> bool {
        match self.format {
            Format::Snapshot => self.catalog.speaks_of(registry),
            format => format.speaks_of(registry),
        }
    }
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
    fn of(registry: Registry) -> Self {
        match registry {
            Registry::Oss => Self::Oss,
            Registry::Cloud => Self::Cloud,
        }
    }

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

impl WireError {
    /// Something that is no catalog at all.
    fn no_catalog(found: impl Into<String>) -> Self {
        Self {
            place: None,
            found: found.into(),
            expected: "a connector registry of Airbyte's (OSS, Cloud or composite), its connector registry report, \
                       or a portolan snapshot"
                .to_owned(),
        }
    }
}

impl std::fmt::Display for WireError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "not a catalog: found {}", self.found)?;
        if let Some((line, column)) = self.place {
            write!(f, " at line {line}, column {column}")?;
        }
        write!(f, "; expected {}", self.expected)
    }
}

impl std::error::Error for WireError {}

/// What every format comes down to.
struct Parts {
    connectors: Vec<Connector>,
    as_of: Option<Date>,
    snapshots: Vec<Date>,
    format: Format,
    is_assumed: bool,
    warnings: Warnings,
}

/// How much of a catalog is read, by where it comes from: what a server sends is bounded more closely than what the
/// user keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Fetched,
    Kept,
}

impl Reach {
    /// The most entries. No registry has ever had a tenth of the smaller number.
    pub fn entries(self) -> usize {
        match self {
            Self::Fetched => 10_000,
            Self::Kept => 1_000_000,
        }
    }
}

/// Reads a catalog of any format, as one that was fetched; see [`decode_within`].
pub fn decode(bytes: &[u8], hint: Option<Registry>) -> Result<Decoded, WireError> {
    decode_within(Reach::Fetched, bytes, hint)
}

/// Reads a snapshot that lasts as long as the program: its long texts are kept where they stand.
pub fn decode_lasting(snapshot: &'static str) -> Result<Decoded, WireError> {
    let cap = Reach::Kept.entries();
    let parts = snapshot::read(snapshot, Text::lasting, (Warnings::default(), cap))?;
    Ok(decoded(parts))
}

/// Reads a catalog of any format. `hint` is what the file's name or address suggests; it only counts where the
/// content does not tell the OSS registry from the Cloud one.
pub fn decode_within(
    reach: Reach,
    bytes: &[u8],
    hint: Option<Registry>,
) -> Result<Decoded, WireError> {
    let (text, replaced) = encoding::text(bytes)?;
    let mut warnings = Warnings::default();
    if replaced > 0 {
        warnings.file(format!(
            "{replaced} byte sequences were no UTF-8 and were replaced"
        ));
    }
    let cap = reach.entries();
    let parts = match text.trim_ascii_start().bytes().next() {
        Some(b'{') if snapshot::is_ours(&text) => {
            snapshot::read(&text, Text::from, (warnings, cap))?
        }
        Some(b'{') => registry::read(&text, hint, (warnings, cap))?,
        Some(b'[') => report::read(&text, warnings, cap)?,
        _ => return Err(other(&text)),
    };
    Ok(decoded(parts))
}

/// Names JSON that is neither an object nor a list, or text that is no JSON.
fn other(text: &str) -> WireError {
    let opening: String = text.trim().chars().take(40).collect();
    WireError::no_catalog(format!("\"{}\"", clean::line(&opening)))
}

fn decoded(parts: Parts) -> Decoded {
    let Parts {
        connectors,
        as_of,
        snapshots,
        format,
        is_assumed,
        mut warnings,
    } = parts;
    let days = Catalog {
        as_of,
        snapshots,
        ..Catalog::default()
    };
    let (catalog, twice) = days.with_connectors(connectors);
    for second in twice {
        let message = format!(
            "a second entry with the key {}; the other one is kept",
            second.key().0
        );
        warnings.loss(Some(&second.name), None, message);
    }
    Decoded {
        catalog,
        format,
        is_assumed,
        warnings: warnings.into_vec(),
    }
}
