//! What cannot be the catalog is refused here: a login page, an empty list, half a registry, a format we misread.

use std::fmt::{self, Display};

use crate::{
    catalog::{
        Catalog, Connector,
        wire::{Decoded, Warning, WireError},
    },
    store::sides,
    text::{Text, Word, clean},
    words::{Level, Registry},
};

use super::Care;

/// This many lost entries are too many, whatever the size.
const LOST_AT_MOST: usize = 20;
/// One in so many may be lost, and one always.
const LOST_SHARE: usize = 20;
/// How much of a foreign answer is quoted.
const EXCERPT: usize = 80;
const PATHS_NAMED: usize = 3;

/// A document that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its address or path, fit to be shown.
    pub place: String,
    pub why: Why,
}

/// Why it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    NotACatalog {
        found: String,
        expected: String,
        /// How it begins, cleaned.
        excerpt: String,
    },
    Empty,
    /// Several plain registries, and nothing tells of which side they are.
    Sideless,
    /// Fewer than half of the connectors that are known to be listed.
    Shrunk {
        registry: Registry,
        known: usize,
        fetched: usize,
    },
    /// Too many entries could not be read.
    Lossy {
        lost: usize,
        of: usize,
        /// The first of them.
        paths: Vec<String>,
    },
}

impl Why {
    /// Whether a user who insists gets it all the same: less than was known, but never nothing.
    pub fn is_pardonable(&self) -> bool {
        match self {
            Self::Shrunk { .. } => true,
            Self::Lossy { lost, of, .. } => lost < of,
            Self::NotACatalog { .. } | Self::Empty | Self::Sideless => false,
        }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; what was known is kept", self.place, self.why)
    }
}

impl std::error::Error for Refusal {}

impl Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACatalog {
                found,
                expected,
                excerpt,
            } => {
                f.write_str("not a catalog")?;
                if !found.is_empty() {
                    write!(f, ": found {found}")?;
                }
                if !expected.is_empty() {
                    write!(f, ", expected {expected}")?;
                }
                if !excerpt.is_empty() {
                    write!(f, " (it begins \"{excerpt}\")")?;
                }
                Ok(())
            }
            Self::Empty => f.write_str("no connector in it"),
            Self::Sideless => f.write_str(sides::UNTOLD),
            Self::Shrunk {
                registry,
                known,
                fetched,
            } => write!(
                f,
                "only {fetched} connectors for {} where {known} are known",
                registry.label()
            ),
            Self::Lossy { lost, of, paths } => write!(
                f,
                "{lost} of {of} connectors cannot be read: {}{}",
                paths.join(", "),
                if paths.len() < *lost { ", …" } else { "" }
            ),
        }
    }
}

/// What a document that could not be decoded is refused with.
pub(super) fn not_a_catalog(error: &WireError, bytes: &[u8]) -> Why {
    let start = bytes.get(..EXCERPT * 8).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start);
    let words: Vec<_> = start.split_whitespace().collect();
    let excerpt = clean::line(&words.join(" "))
        .chars()
        .take(EXCERPT)
        .collect();
    Why::NotACatalog {
        found: clean::line(&error.found).into_owned(),
        expected: clean::line(&error.expected).into_owned(),
        excerpt,
    }
}

/// Looks at one document by itself.
pub(super) fn document(decoded: &Decoded) -> Result<(), Why> {
    let losses: Vec<_> = decoded.warnings.iter().filter(|w| w.is_loss).collect();
    let (lost, of) = (losses.len(), losses.len() + decoded.catalog.len());
    let is_all = lost > 0 && lost == of;
    if is_all || lost > LOST_AT_MOST || (lost > 1 && lost * LOST_SHARE > of) {
        let paths = losses.into_iter().take(PATHS_NAMED).map(path).collect();
        return Err(Why::Lossy { lost, of, paths });
    }
    if decoded.catalog.is_empty() {
        return Err(Why::Empty);
    }
    Ok(())
}

/// A user who insists gets less than was known, and what could be read; never what is no catalog.
pub(super) fn pardoned(found: Result<(), Why>, care: Care) -> Result<(), Why> {
    match (found, care) {
        (Err(why), Care::Forced) if why.is_pardonable() => Ok(()),
        (found, Care::Usual | Care::Forced) => found,
    }
}

fn path(warning: &Warning) -> String {
    let path = warning.field.as_ref().or(warning.entry.as_ref());
    Text::name(path.unwrap_or(&warning.message)).to_string()
}

/// Compares all that came with what is known, for each registry that it speaks of.
pub(super) fn size(known: &Catalog, fresh: &Catalog, fetched: &[Registry]) -> Result<(), Why> {
    for &registry in fetched {
        let known = known.connectors().iter().filter(|c| is_listed(c, registry));
        let fresh = fresh.connectors().iter().filter(|c| offers(c, registry));
        let (known, fetched) = (known.count(), fresh.count());
        if fetched * 2 < known {
            return Err(Why::Shrunk {
                registry,
                known,
                fetched,
            });
        }
    }
    Ok(())
}

/// Enterprise connectors are known from elsewhere: no registry need list them.
fn is_listed(connector: &Connector, registry: Registry) -> bool {
    offers(connector, registry)
        && !connector.is_gone()
        && !connector.is_own
        && connector.level != Level::Enterprise
}

fn offers(connector: &Connector, registry: Registry) -> bool {
    connector.side(registry).listing.is_offered() == Some(true)
}

#[cfg(test)]
mod tests {
    use crate::{
        catalog::{Listing, wire::Format},
        words::Kind,
    };

    use super::*;

    fn connectors(count: usize, cloud: Listing, oss: Listing) -> Catalog {
        let connectors = (0..count).map(|at| {
            let slug = Text::name(&format!("source-{at}"));
            let mut connector = Connector::new(slug.clone(), Kind::Source, slug);
            connector.cloud.listing = cloud;
            connector.oss.listing = oss;
            connector
        });
        Catalog::of(connectors.collect()).0
    }

    fn decoded(kept: usize, lost: usize) -> Decoded {
        let warning = |at| Warning {
            entry: None,
            field: Some(format!("sources[{at}].name")),
            message: "not a text".into(),
            is_loss: true,
        };
        Decoded {
            catalog: connectors(kept, Listing::Listed, Listing::Unknown),
            format: Format::Cloud,
            is_assumed: false,
            warnings: (0..lost).map(warning).collect(),
        }
    }

    #[test]
    fn few_losses_pass_and_many_are_refused() {
        let table = [
            (600, 0, true),
            (600, 20, true),
            (600, 21, false),
            (38, 2, true),
            (37, 2, false),
            (3, 1, true),
            (3, 2, false),
            (0, 0, false),
            (0, 1, false),
        ];
        for (kept, lost, passes) in table {
            assert_eq!(
                document(&decoded(kept, lost)).is_ok(),
                passes,
                "{lost} of {kept}"
            );
        }
        let refused = document(&decoded(3, 5)).unwrap_err().to_string();
        let expected = "5 of 8 connectors cannot be read: sources[0].name, sources[1].name, sources[2].name, …";
        assert_eq!(refused, expected);
    }

    #[test]
    fn who_insists_gets_what_could_be_read_and_never_nothing() {
        let forced = |kept, lost| pardoned(document(&decoded(kept, lost)), Care::Forced).is_ok();
        assert!(forced(1, 100));
        assert!(!forced(0, 100) && !forced(0, 1) && !forced(0, 0));
    }

    #[test]
    fn half_of_what_is_known_passes_and_less_is_refused() {
        use Listing::{Absent, Listed, Unknown};
        let known = connectors(10, Listed, Absent);
        let cloud = [Registry::Cloud];
        assert_eq!(
            size(&known, &connectors(5, Listed, Unknown), &cloud),
            Ok(())
        );
        let refused = size(&known, &connectors(4, Listed, Unknown), &cloud).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "only 4 connectors for Cloud where 10 are known"
        );
        // A registry that was not fetched says nothing, and one that was empty before cannot shrink.
        let oss = connectors(1, Unknown, Listed);
        assert_eq!(size(&known, &oss, &[Registry::Oss]), Ok(()));
        assert!(size(&known, &oss, Registry::ALL).is_err());
    }

    #[test]
    fn what_is_gone_own_or_enterprise_is_not_missed() {
        let marked = |mark: fn(&mut Connector)| {
            let mut connectors = connectors(10, Listing::Listed, Listing::Listed).into_connectors();
            connectors.iter_mut().for_each(mark);
            Catalog::of(connectors).0
        };
        let fresh = connectors(1, Listing::Listed, Listing::Listed);
        for known in [
            marked(|c| c.removed = crate::date::parse("2026-01-01")),
            marked(|c| c.is_own = true),
            marked(|c| c.level = Level::Enterprise),
            marked(|c| c.level = Level::Archived),
        ] {
            assert_eq!(size(&known, &fresh, Registry::ALL), Ok(()));
        }
    }

    #[test]
    fn a_foreign_answer_is_quoted_clean_and_short() {
        let error = WireError {
            place: None,
            found: "a text that is no JSON".into(),
            expected: "a registry".into(),
        };
        let page = format!(
            "<!doctype html>\n\t<title>\x1b[2J Sign in{}",
            "!".repeat(500)
        );
        let refusal = Refusal {
            place: "https://a.example/x".into(),
            why: not_a_catalog(&error, page.as_bytes()),
        };
        let expected = format!(
            "https://a.example/x: not a catalog: found a text that is no JSON, expected a registry \
             (it begins \"<!doctype html> <title>␛[2J Sign in{}\"); what was known is kept",
            "!".repeat(45)
        );
        assert_eq!(refusal.to_string(), expected);
    }
}
