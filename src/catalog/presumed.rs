//! OSS where only Cloud was told of: the composite registry has one entry for both, and that is the Cloud one. What is
//! known of OSS's own image and version from elsewhere outlives such an entry; nothing else about it is certain.

use crate::{
    text::Text,
    words::Registry::{Cloud, Oss},
};

use super::{Connector, Listing, Side, Version, twin};

/// Takes a connector that was read from its Cloud entry for what both registries list.
pub(super) fn speak_for_both(connector: &mut Connector, oss: Listing) {
    connector.oss = place(oss, true);
    let image = connector.image.as_deref();
    let base = image.and_then(twin::base_of).map(Text::name);
    if let Some(base) = base {
        let twin = connector.image.replace(base);
        connector.cloud.own.image = connector.cloud.own.image.take().or(twin);
    }
}

pub(super) fn place(listing: Listing, is_presumed: bool) -> Side {
    Side {
        is_presumed,
        ..Side::of(listing)
    }
}

/// Whether a connector was read from its Cloud entry alone.
pub(super) fn is_through_cloud(connector: &Connector) -> bool {
    let is_offered = connector.oss.listing.is_offered() == Some(true);
    is_offered && connector.oss.is_presumed && !connector.cloud.is_presumed
}

/// Gives a connector that was seen through its Cloud entry the names that OSS is known to have for it. Answers its
/// place in the OSS registry.
pub(super) fn keep_oss(known: &Connector, now: &mut Connector) -> Side {
    let version = version(known, now).cloned();
    if let Some(image) = image(known, now) {
        now.image = Some(image.clone());
        now.slug = known.slug.clone();
    }
    let is_presumed = version.is_none();
    now.version = version.or(now.version.take());
    place(now.oss.listing, is_presumed)
}

/// The image that OSS is known to run, unless it is the one that Cloud ran and runs no more.
fn image<'c>(known: &'c Connector, fresh: &Connector) -> Option<&'c Text> {
    let image = if known.oss.is_presumed {
        known.image.as_ref()
    } else {
        known.image_on(Oss)
    };
    let image = image?;
    let on_cloud = |of: &Connector| {
        let is_offered = of.cloud.listing.is_offered() == Some(true);
        let cloud = of.image_on(Cloud).filter(|_| is_offered)?;
        Some(twin::folded(cloud) == image.as_str())
    };
    let has_moved = on_cloud(known) == Some(true) && on_cloud(fresh) == Some(false);
    // An entry without an id is found again by its image alone.
    let is_found_again =
        fresh.id.is_some() || fresh.image.as_deref().map(twin::folded) == Some(twin::folded(image));
    (is_found_again && !has_moved).then_some(image)
}

/// The version that OSS was told to have, as long as it is no older than Cloud's, or was older before.
fn version<'c>(known: &'c Connector, fresh: &Connector) -> Option<&'c Version> {
    let on_cloud = |of: &'_ Connector| {
        let is_offered = of.cloud.listing.is_offered() == Some(true);
        of.version_on(Cloud).filter(|_| is_offered).cloned()
    };
    let told = known.version_on(Oss).filter(|told| {
        // A candidate is what metadata name, not what a registry offers.
        !known.oss.is_presumed && !told.is_prerelease()
    })?;
    let is_not_older = on_cloud(fresh).is_none_or(|now| *told >= now);
    let is_held_back = on_cloud(known).is_some_and(|before| *told < before);
    (is_not_older || is_held_back).then_some(told)
}
