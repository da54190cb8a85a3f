//! Laying a fresh catalog over the known one: what vanished is remembered, what changed goes down in history.

use std::collections::BTreeMap;

use crate::{
    catalog::{Catalog, Connector, Key, Listing, Side, State},
    date::Date,
    words::{Level, Registry},
};

use super::{REGISTRIES, fill, side_seen_from};

/// Lays a fresh catalog over the known one: what vanished is kept as removed, history grows by what changed, and
/// facts that registries do not carry are kept. `fetched` are the registries that the fresh one speaks of.
pub fn advance(known: &Catalog, fresh: Catalog, fetched: &[Registry], today: Date) -> Catalog {
    let as_of = fresh.as_of.unwrap_or(today);
    let look = Look {
        fetched,
        // A registry that is older than the last look shows nothing new of its own day.
        day: match known.snapshots.last() {
            Some(last) if as_of < *last => today.max(*last),
            _ => as_of,
        },
        before: known.as_of,
        today,
    };
    let mut unmatched: BTreeMap<Key, &Connector> = known
        .connectors()
        .iter()
        .map(|connector| (connector.key(), connector))
        .collect();
    let (mut connectors, mut strangers) = (Vec::new(), Vec::new());
    for connector in fresh.into_connectors() {
        match unmatched.remove(&connector.key()) {
            Some(known) => connectors.push(look.renewed(known, &connector)),
            None => strangers.push(connector),
        }
    }
    for connector in strangers {
        let same = unmatched
            .iter()
            .find(|(_, known)| is_same(known, &connector))
            .map(|(key, _)| key.clone());
        connectors.push(match same.and_then(|key| unmatched.remove(&key)) {
            Some(known) => look.renewed(known, &connector),
            None => look.first_seen(&connector),
        });
    }
    connectors.extend(unmatched.into_values().map(|known| look.missed(known)));

    let mut snapshots = known.snapshots.clone();
    snapshots.extend((snapshots.last() != Some(&look.day)).then_some(look.day));
    let days = Catalog {
        as_of: Some(as_of),
        snapshots,
        ..Catalog::default()
    };
    days.with_connectors(connectors).0
}

/// Whether two connectors under different keys are one: its id was not known before, is not told now, or was changed.
/// An Enterprise connector may share its image with a community one, which it is not.
fn is_same(known: &Connector, fresh: &Connector) -> bool {
    let is_same_image = known.image.is_some() && known.image == fresh.image;
    let is_same_slug = known.image.is_none() && known.slug == fresh.slug;
    let is_twin =
        known.id.is_some() && known.level == Level::Enterprise && fresh.level != Level::Enterprise;
    !known.is_own && known.kind == fresh.kind && (is_same_image || is_same_slug) && !is_twin
}

fn offered(connector: &Connector) -> impl Iterator<Item = Registry> {
    REGISTRIES
        .into_iter()
        .filter(|registry| connector.side(*registry).listing.is_offered() == Some(true))
}

/// One look at the registries.
struct Look<'a> {
    fetched: &'a [Registry],
    /// The day that it shows.
    day: Date,
    /// The day that the known catalog showed.
    before: Option<Date>,
    today: Date,
}

impl Look<'_> {
    fn first_seen(&self, fresh: &Connector) -> Connector {
        let mut now = fresh.clone();
        for registry in REGISTRIES {
            *now.side_mut(registry) = side_seen_from(fresh, fresh, registry);
        }
        let shown = now.state(self.day);
        if now
            .history
            .last()
            .is_none_or(|last| !is_alike(last, &shown))
        {
            push(&mut now.history, shown);
        }
        now
    }

    /// A known connector that was seen again.
    fn renewed(&self, known: &Connector, fresh: &Connector) -> Connector {
        if known.is_own {
            return known.clone();
        }
        let mut now = fresh.clone();
        // The OSS entry names a connector; one that was only seen in the Cloud registry now keeps the names it had.
        if !self.fetched.contains(&Registry::Oss) && known.oss.listing.is_offered() == Some(true) {
            now.slug = known.slug.clone();
            now.name = known.name.clone();
            now.image.clone_from(&known.image);
            now.version.clone_from(&known.version);
        }
        fill(&mut now, known);
        for registry in REGISTRIES {
            let seen = if self.fetched.contains(&registry) {
                fresh
            } else {
                known
            };
            let side = side_seen_from(&now, seen, registry);
            *now.side_mut(registry) = side;
        }
        // The day of a version does not move once it is known; what is published may be the day of generation.
        if now.version == known.version {
            now.version_released = known.version_released.or(now.version_released);
        }
        for change in &mut now.breaking_changes {
            if let Some(before) = known
                .breaking_changes
                .iter()
                .find(|before| before.version == change.version)
            {
                change.released = change.released.or(before.released);
                change.guide = change.guide.take().or_else(|| before.guide.clone());
            }
        }
        self.record(known, &mut now);
        now
    }

    /// A known connector that was not seen.
    fn missed(&self, known: &Connector) -> Connector {
        let mut now = known.clone();
        let lost: Vec<Registry> = offered(known)
            .filter(|registry| self.fetched.contains(registry))
            .collect();
        if known.is_own || known.removed.is_some() || lost.is_empty() {
            return now;
        }
        let is_elsewhere = offered(known).count() > lost.len();
        let (listing, is_removed) = match known.level {
            // Which registry lists an Enterprise connector changes, and says nothing of its being sold.
            Level::Enterprise => (Listing::Unknown, false),
            Level::Archived => (Listing::Absent, false),
            Level::Airbyte | Level::Marketplace | Level::Custom | Level::Unknown => {
                (Listing::Absent, !is_elsewhere)
            }
        };
        if is_removed {
            now.removed = Some(self.today);
            now.cloud = Side::default();
            now.oss = Side::default();
            return now;
        }
        for registry in lost {
            *now.side_mut(registry) = Side {
                listing,
                ..Side::default()
            };
        }
        self.record(known, &mut now);
        now
    }

    /// Writes down what changed since the last look.
    fn record(&self, known: &Connector, now: &mut Connector) {
        let mut history = known.history.clone();
        if history.is_empty() {
            history.extend(self.before.map(|day| known.state(day)));
        }
        let is_renamed = known.name != now.name;
        for state in &mut history {
            let then = state
                .name
                .take()
                .or_else(|| is_renamed.then(|| known.name.clone()));
            state.name = then.filter(|name| *name != now.name);
        }
        let shown = now.state(self.day);
        let is_changed = history.last().is_none_or(|last| !is_alike(last, &shown));
        let is_back = known.removed.is_some() && now.removed.is_none();
        if is_changed || is_renamed || is_back {
            push(&mut history, shown);
        }
        now.history = history;
    }
}

/// A day has one state: the last that was seen on it.
fn push(history: &mut Vec<State>, shown: State) {
    if history.last().is_some_and(|last| last.as_of >= shown.as_of) {
        history.pop();
    }
    history.push(shown);
}

/// Whether two states differ in nothing that a person would call a change; versions move all the time.
fn is_alike(a: &State, b: &State) -> bool {
    (a.level, a.stage, a.cloud, a.oss) == (b.level, b.stage, b.cloud, b.oss)
}
