//! Laying a fresh catalog over the known one: what vanished is remembered, what changed goes down in history.

use crate::{
    catalog::{
        BreakingChange, Catalog, Connector, Listing, Side,
        absence::Absence,
        identity::{self, Lists},
        presumed,
    },
    date::Date,
    words::Registry,
};

use super::{
    fill,
    history::{add, gone, record},
    side_seen_from, sort_changes,
};

/// Lays a fresh catalog over the known one: what vanished is kept as removed, history grows by what changed, and
/// facts that registries do not carry are kept. `fetched` are the registries that the fresh one speaks of.
pub fn advance(known: &Catalog, fresh: Catalog, fetched: &[Registry], today: Date) -> Catalog {
    // One wrong date of a day to come would date every later look.
    let as_of = fresh.as_of.map_or(today, |day| day.min(today));
    let look = Look {
        fetched,
        // A registry that is older than the last look shows nothing new of its own day.
        day: match known.snapshots.last() {
            Some(last) if as_of < *last => today.max(*last),
            _ => as_of,
        },
        before: known.as_of,
    };
    let mut snapshots = known.snapshots.clone();
    snapshots.extend((snapshots.last() != Some(&look.day)).then_some(look.day));
    let days = Catalog {
        as_of: Some(as_of),
        snapshots,
        ..Catalog::default()
    };
    days.with_connectors(look.over(known.connectors(), &fresh.into_connectors()))
        .0
}

/// One look at the registries.
struct Look<'a> {
    fetched: &'a [Registry],
    /// The day that it shows.
    day: Date,
    /// The day that the known catalog showed.
    before: Option<Date>,
}

impl Look<'_> {
    fn over(&self, known: &[Connector], fresh: &[Connector]) -> Vec<Connector> {
        let pairs = identity::pairs(known, fresh, Lists::InTurn);
        let mut is_missed = vec![true; known.len()];
        let mut connectors = Vec::with_capacity(known.len().max(fresh.len()));
        for (fresh, pair) in fresh.iter().zip(pairs) {
            connectors.push(match pair {
                Some(at) => {
                    is_missed[at] = false;
                    self.renewed(&known[at], fresh)
                }
                None => self.first_seen(fresh),
            });
        }
        let missed = known.iter().zip(is_missed);
        let missed = missed.filter_map(|(known, is_missed)| is_missed.then_some(known));
        connectors.extend(missed.map(|known| self.missed(known)));
        connectors
    }

    fn first_seen(&self, fresh: &Connector) -> Connector {
        let mut now = fresh.clone();
        for registry in Registry::EACH {
            *now.side_mut(registry) = side_seen_from(fresh, fresh, registry);
        }
        let shown = now.state(self.day);
        let mut history = now.history.into_vec();
        add(&mut history, shown);
        now.history = history.into();
        now
    }

    /// A known connector that was seen again.
    fn renewed(&self, known: &Connector, fresh: &Connector) -> Connector {
        if known.is_own {
            return known.clone();
        }
        let mut now = fresh.clone();
        let oss = self.name(known, &mut now);
        fill(&mut now, known);
        for registry in Registry::EACH {
            let is_told = fresh.side(registry).listing != Listing::Unknown;
            let seen = if is_told && self.fetched.contains(&registry) {
                fresh
            } else {
                known
            };
            *now.side_mut(registry) = side_seen_from(&now, seen, registry);
        }
        now.oss = oss.unwrap_or(now.oss);
        keep_changes(known, fresh, &mut now);
        let shown = now.state(self.day);
        record(known, &mut now, shown, self.before);
        now
    }

    /// The OSS entry names a connector: one that was only seen in the Cloud registry now keeps the names it had.
    /// Answers its place in the OSS registry where that is settled with the names.
    fn name(&self, known: &Connector, now: &mut Connector) -> Option<Side> {
        if known.oss.listing.is_offered() != Some(true) {
            return None;
        }
        if self.fetched.contains(&Registry::Oss) {
            let is_through_cloud =
                self.fetched.contains(&Registry::Cloud) && presumed::is_through_cloud(now);
            return is_through_cloud.then(|| presumed::keep_oss(known, now));
        }
        now.slug = known.slug.clone();
        now.name = known.name.clone();
        now.image.clone_from(&known.image);
        now.version.clone_from(&known.version);
        None
    }

    /// A known connector that was not seen.
    fn missed(&self, known: &Connector) -> Connector {
        let mut now = known.clone();
        let (lost, listing) = match Absence::of(known, |registry| self.fetched.contains(&registry))
        {
            Absence::Nothing => return now,
            Absence::Removed => {
                now.removed = Some(self.day);
                (now.cloud, now.oss) = (Side::default(), Side::default());
                record(known, &mut now, gone(known, self.day), self.before);
                return now;
            }
            Absence::Unclear(lost) => (lost, Listing::Unknown),
            Absence::From(lost) => (lost, Listing::Absent),
        };
        for registry in lost {
            *now.side_mut(registry) = Side::of(listing);
        }
        let shown = now.state(self.day);
        record(known, &mut now, shown, self.before);
        now
    }
}

/// Keeps what is known of versions and is not told again.
fn keep_changes(known: &Connector, fresh: &Connector, now: &mut Connector) {
    let is_kept = now.version != fresh.version;
    // The day of a version does not move once it is known; what is published may be the day of generation.
    if now.version == known.version {
        let told = now.version_released.filter(|_| !is_kept);
        now.version_released = known.version_released.or(told);
    }
    // An entry of an older version does not tell what the newer ones break.
    if is_kept {
        let is_newer = |change: &&BreakingChange| {
            let told = fresh.version.as_ref();
            told.is_none_or(|told| told.is_behind(&change.version))
        };
        let mut changes = now.breaking_changes.to_vec();
        changes.extend(known.breaking_changes.iter().filter(is_newer).cloned());
        sort_changes(&mut changes);
        now.breaking_changes = changes.into();
    }
    if now.breaking_changes.is_empty() {
        return;
    }
    for change in now.breaking_changes.iter_mut() {
        let mut before = known.breaking_changes.iter();
        if let Some(before) = before.find(|before| before.version == change.version) {
            change.released = change.released.or(before.released);
            change.guide = change.guide.take().or_else(|| before.guide.clone());
        }
    }
}
