//! The registries: OSS and Cloud, which have one shape, and the composite of both.

use serde::de::IgnoredAny;

use crate::{
    catalog::{Connector, Listing, presumed, twin},
    sort,
    words::{Kind, Registry},
};

use super::{
    Format, Parts, WireError,
    entry::Entry,
    list::{Lists, add},
    marks::{self, Told},
    reading::{Draft, draft},
    walker::Walker,
    warnings::Warnings,
};

/// What is said of a registry whose side nothing tells.
pub(super) const ASSUMED: &str = "nothing in it tells the OSS registry from the Cloud one: read as OSS; \
                                  if it is the Cloud registry, name the file cloud_registry.json";

/// Reads `{"sources": […], "destinations": […]}`.
pub(super) fn read(
    text: &str,
    hint: Option<Registry>,
    (warnings, cap): (Warnings, usize),
) -> Result<Parts, WireError> {
    let mut walker = Walker::new(text);
    let mut lists = Lists::new(warnings, cap);
    let mut drafts = Vec::new();
    let mut is_registry = false;
    walker.object(|walker, key| {
        let (list, kind) = match key {
            "sources" => ("sources", Kind::Source),
            "destinations" => ("destinations", Kind::Destination),
            _ => return walker.value::<IgnoredAny>().map(drop),
        };
        is_registry = true;
        let read = lists.read_some(walker, list, |entry: &Entry, spot| draft(entry, kind, spot))?;
        add(&mut drafts, read);
        Ok(())
    })?;
    walker.end()?;
    if !is_registry {
        return Err(WireError::no_catalog(
            "an object without \"sources\" and \"destinations\"",
        ));
    }
    let mut warnings = lists.finish();
    let (format, is_assumed) = format(&drafts, hint, &mut warnings);
    let as_of = drafts.iter().filter_map(|draft| draft.generated).max();
    // Of two entries with one id the first is kept, and a twin is the lesser one.
    sort::by_key(&mut drafts, |draft| {
        let image = draft.connector.image.as_deref();
        image.and_then(twin::base_of).is_some()
    });
    let connectors = drafts
        .into_iter()
        .map(|draft| placed(draft, format, &mut warnings))
        .collect();
    Ok(Parts {
        connectors,
        as_of,
        snapshots: Vec::new(),
        format,
        is_assumed,
        warnings,
    })
}

/// The format, and whether it is only assumed.
fn format(drafts: &[Draft], hint: Option<Registry>, warnings: &mut Warnings) -> (Format, bool) {
    if drafts.iter().any(|draft| draft.availability.is_some()) {
        return (Format::Composite, false);
    }
    match marks::tell(drafts.iter().map(|draft| &draft.connector), hint) {
        Told::ByHint(registry) => (Format::of(registry), false),
        Told::ByContent(registry) => {
            if hint.is_some_and(|hint| hint != registry) {
                warnings.file(format!(
                    "what it lists is the {registry} registry's, whatever its name says"
                ));
            }
            (Format::of(registry), false)
        }
        Told::NotAtAll => {
            warnings.file(ASSUMED);
            (Format::Oss, true)
        }
    }
}

/// Puts a connector in its place in each registry that the format speaks of.
fn placed(draft: Draft, format: Format, warnings: &mut Warnings) -> Connector {
    let Draft {
        mut connector,
        availability,
        listing,
        ..
    } = draft;
    match format {
        Format::Oss => connector.oss.listing = listing,
        Format::Cloud => connector.cloud.listing = listing,
        Format::Composite | Format::Report | Format::Snapshot => match availability {
            Some(registries) => place_in_both(&mut connector, &registries, listing),
            None => warnings.file(format!(
                "{}: an entry of a composite registry that does not say where it is available",
                connector.slug
            )),
        },
    }
    connector
}

/// Where both registries list a connector, its composite entry is the Cloud one: what it says of being offered, of
/// image and of version holds for Cloud alone.
fn place_in_both(connector: &mut Connector, registries: &[Registry], listing: Listing) {
    let is_cloud_entry = registries.contains(&Registry::Cloud);
    for registry in Registry::EACH {
        let is_own = is_cloud_entry == (registry == Registry::Cloud);
        connector.side_mut(registry).listing = match (registries.contains(&registry), is_own) {
            (false, _) => Listing::Absent,
            (true, true) => listing,
            (true, false) => Listing::Listed,
        };
    }
    if is_cloud_entry && registries.contains(&Registry::Oss) {
        presumed::speak_for_both(connector, Listing::Listed);
    }
}
