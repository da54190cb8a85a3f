//! Declared breaking changes and release candidates of an entry. A change whose details cannot be read is kept:
//! that it breaks is what matters.

use std::fmt::{self, Display};

use crate::{
    catalog::{BreakingChange, Connector, Docs, Version},
    date, sort,
    text::Text,
    words::DeadlineAction,
};

use super::{
    entry::{Change, Entry, Impact},
    field::{List, Object},
    vocabulary::{ACTIONS, meaning},
    warnings::{At, In, Lost, Spot, firm},
};

/// The guide that Airbyte's generator assumes where none is named.
pub(super) fn default_guide(docs_url: Option<&Docs>, version: &Version) -> Option<Text> {
    const PAGE: &str = "-migrations#";
    docs_url.map(|docs| {
        let [beginning, rest] = docs.parts();
        let parts = [beginning, rest, PAGE, version.as_str()];
        let mut address = String::with_capacity(parts.map(str::len).iter().sum());
        address.extend(parts);
        Text::made_url(address)
    })
}

/// Reads the releases of an entry into its connector, newest version first.
pub(super) fn read(entry: &Entry, connector: &mut Connector, spot: &mut Spot) -> Result<(), Lost> {
    let Some(releases) = firm("releases", entry.releases.object())? else {
        return Ok(());
    };
    let guide = spot.soft(
        "releases.migrationDocumentationUrl",
        releases.migration_documentation_url.text(),
    );
    if let Some(changes) = firm(
        "releases.breakingChanges",
        releases.breaking_changes.object(),
    )? {
        for (version, change) in &changes.0 {
            let Ok(Some(version)) = version.text() else {
                continue;
            };
            let mut change = one(Version::new(version), change, spot);
            change.guide = change
                .guide
                .or_else(|| guide.map(|guide| Text::url(&format!("{guide}#{version}"))))
                .or_else(|| default_guide(connector.docs_url.as_ref(), &change.version));
            connector.breaking_changes.push(change);
        }
        sort(&mut connector.breaking_changes);
    }
    if let Some(candidates) = spot.soft(
        "releases.releaseCandidates",
        releases.release_candidates.object(),
    ) {
        let versions = candidates
            .0
            .iter()
            .filter_map(|(version, _)| version.text().ok().flatten());
        let versions: Vec<Version> = versions.map(Version::new).collect();
        if !versions.is_empty() {
            connector.rare.release_candidates = versions;
        }
    }
    Ok(())
}

/// Newest first, each version once.
pub(in crate::catalog) fn sort(changes: &mut Vec<BreakingChange>) {
    if changes.is_sorted_by(|a, b| a.version > b.version) {
        return;
    }
    sort::by(changes, |a, b| b.version.cmp(&a.version));
    changes.dedup_by(|later, first| later.version == first.version);
}

/// The place of a change, written out only where something is wrong there.
#[derive(Clone, Copy)]
struct Named<'v>(&'v Version);

impl Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "releases.breakingChanges.{}", self.0)
    }
}

fn one(version: Version, change: &Object<Change>, spot: &mut Spot) -> BreakingChange {
    let place = version.clone();
    let path = Named(&place);
    let mut read = BreakingChange::new(version);
    let Some(change) = spot.soft(path, change.object()) else {
        return read;
    };
    let field = |name| In(path, name);
    if let Some(deadline) = spot.soft(field("upgradeDeadline"), change.upgrade_deadline.text()) {
        read.deadline = date::parse(deadline);
        if read.deadline.is_none() {
            let message = format!(
                "\"{}\" is no date; the deadline is unknown",
                Text::name(deadline)
            );
            spot.note(field("upgradeDeadline"), message);
        }
    }
    if let Some(word) = spot.soft(field("deadlineAction"), change.deadline_action.text()) {
        read.action = meaning(ACTIONS, word).unwrap_or_else(|| {
            spot.note(
                field("deadlineAction"),
                format!("unknown action \"{}\"", Text::name(word)),
            );
            DeadlineAction::Unstated
        });
    }
    let guide = spot.soft(
        field("migrationDocumentationUrl"),
        change.migration_documentation_url.text(),
    );
    read.guide = guide.map(Text::url);
    read.streams = streams(field("scopedImpact"), &change.scoped_impact, spot);
    read.is_breaking = spot
        .soft(field("isBreaking"), change.is_breaking.flag())
        .unwrap_or(true);
    read.safe_to_downgrade = spot.soft(field("safeToDowngrade"), change.safe_to_downgrade.flag());
    read
}

/// The streams that a change touches. Where its scope cannot be told for certain, all are: an empty list.
fn streams(field: impl Display, impacts: &List<Object<Impact>>, spot: &mut Spot) -> Vec<Text> {
    let Some(impacts) = spot.soft(&field, impacts.list()) else {
        return Vec::new();
    };
    let mut streams = Vec::new();
    for (at, impact) in impacts.0.iter().enumerate() {
        let path = At(&field, at);
        let scope = spot
            .soft(path, impact.object())
            .filter(|impact| matches!(impact.scope_type.text(), Ok(Some("stream"))));
        let names = scope
            .and_then(|impact| spot.texts(In(path, "impactedScopes"), &impact.impacted_scopes));
        match names {
            Some(names) if !names.is_empty() => streams.extend(names.into_iter().map(Text::name)),
            _ => return Vec::new(),
        }
    }
    streams
}
