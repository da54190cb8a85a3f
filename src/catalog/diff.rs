//! What moved: between two catalogs, or in one connector's history after a day.

use std::collections::BTreeMap;

use crate::{
    date::Date,
    text::Text,
    words::{Kind, Level, Registry, Stage},
};

use super::{BreakingChange, Catalog, Connector, Key, State, Version};

/// One thing that moved on one connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub slug: Text,
    pub kind: Kind,
    pub name: Text,
    /// The last look before the move and the first after it, where known.
    pub after: Option<Date>,
    pub by: Option<Date>,
    pub what: What,
}

/// The ways in which a connector moves.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    New,
    Removed,
    Level(Level, Level),
    Stage(Stage, Stage),
    Availability(Registry, bool, bool),
    Renamed(Text, Text),
    Version(Option<Version>, Option<Version>),
    /// A breaking change that was not declared before.
    Breaking(BreakingChange),
    /// A declared breaking change with another deadline.
    Deadline(Version, Option<Date>, Option<Date>),
}

impl What {
    /// The stable word of this way.
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Removed => "removed",
            Self::Level(..) => "level",
            Self::Stage(..) => "stage",
            Self::Availability(..) => "availability",
            Self::Renamed(..) => "name",
            Self::Version(..) => "version",
            Self::Breaking(_) => "breaking",
            Self::Deadline(..) => "deadline",
        }
    }
}

/// What differs between two catalogs, in the order of the slugs.
pub fn between(old: &Catalog, new: &Catalog) -> Vec<Change> {
    let known: BTreeMap<Key, &Connector> = old.connectors().iter().map(|c| (c.key(), c)).collect();
    let now: BTreeMap<Key, &Connector> = new.connectors().iter().map(|c| (c.key(), c)).collect();
    let mut changes = Vec::new();
    for connector in new.connectors() {
        let moves = match known.get(&connector.key()) {
            None if connector.removed.is_some() => Vec::new(),
            None => vec![What::New],
            Some(before) => moves(before, connector),
        };
        changes.extend(
            moves
                .into_iter()
                .map(|what| change(connector, old.as_of, new.as_of, what)),
        );
    }
    for connector in old.connectors() {
        if connector.removed.is_none() && !now.contains_key(&connector.key()) {
            changes.push(change(connector, old.as_of, new.as_of, What::Removed));
        }
    }
    changes.sort_by(|a, b| a.slug.cmp(&b.slug));
    changes
}

fn moves(old: &Connector, new: &Connector) -> Vec<What> {
    match (old.removed.is_some(), new.removed.is_some()) {
        (true, true) => return Vec::new(),
        (false, true) => return vec![What::Removed],
        (true, false) => return vec![What::New],
        (false, false) => {}
    }
    let mut moves = Vec::new();
    if old.level != new.level {
        moves.push(What::Level(old.level, new.level));
    }
    if old.stage != new.stage {
        moves.push(What::Stage(old.stage, new.stage));
    }
    for registry in [Registry::Cloud, Registry::Oss] {
        let offered = |connector: &Connector| connector.side(registry).listing.is_offered();
        if let (Some(before), Some(after)) = (offered(old), offered(new))
            && before != after
        {
            moves.push(What::Availability(registry, before, after));
        }
    }
    if old.name != new.name {
        moves.push(What::Renamed(old.name.clone(), new.name.clone()));
    }
    if old.version != new.version {
        moves.push(What::Version(old.version.clone(), new.version.clone()));
    }
    moves.extend(new.breaking().filter_map(|declared| {
        match old.breaking().find(|b| b.version == declared.version) {
            None => Some(What::Breaking(declared.clone())),
            Some(before) if before.deadline != declared.deadline => Some(What::Deadline(
                declared.version.clone(),
                before.deadline,
                declared.deadline,
            )),
            Some(_) => None,
        }
    }));
    moves
}

fn change(connector: &Connector, after: Option<Date>, by: Option<Date>, what: What) -> Change {
    Change {
        slug: connector.slug.clone(),
        kind: connector.kind,
        name: connector.name.clone(),
        after,
        by,
        what,
    }
}

/// What a catalog's own history shows to have moved after a day, the oldest first.
pub fn since(catalog: &Catalog, day: Date) -> Vec<Change> {
    let mut changes: Vec<Change> = catalog
        .connectors()
        .iter()
        .flat_map(|connector| history(connector, &catalog.snapshots))
        .filter(|change| change.by.is_some_and(|by| by > day))
        .collect();
    changes.sort_by(|a, b| (a.by, &a.slug).cmp(&(b.by, &b.slug)));
    changes
}

/// Everything that a connector's history tells, the oldest first.
pub fn history(connector: &Connector, snapshots: &[Date]) -> Vec<Change> {
    let before = |day: Date| snapshots.iter().copied().rfind(|s| *s < day);
    let seen = |by: Date, what| change(connector, before(by), Some(by), what);
    let mut changes = Vec::new();
    if let Some(first) = connector.history.first()
        && before(first.as_of).is_some()
    {
        changes.push(seen(first.as_of, What::New));
    }
    for pair in connector.history.windows(2) {
        if let [old, new] = pair {
            changes.extend(
                state_moves(old, new)
                    .into_iter()
                    .map(|what| seen(new.as_of, what)),
            );
        }
    }
    if let Some(removed) = connector.removed {
        changes.push(seen(removed, What::Removed));
    }
    for declared in connector.breaking() {
        if let Some(released) = declared.released {
            changes.push(change(
                connector,
                None,
                Some(released),
                What::Breaking(declared.clone()),
            ));
        }
    }
    changes.sort_by_key(|change| change.by);
    changes
}

fn state_moves(old: &State, new: &State) -> Vec<What> {
    let mut moves = Vec::new();
    if old.level != new.level {
        moves.push(What::Level(old.level, new.level));
    }
    if old.stage != new.stage {
        moves.push(What::Stage(old.stage, new.stage));
    }
    for (registry, before, after) in [
        (Registry::Cloud, old.cloud, new.cloud),
        (Registry::Oss, old.oss, new.oss),
    ] {
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            moves.push(What::Availability(registry, before, after));
        }
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Listing, date, words::DeadlineAction};

    fn day(text: &str) -> Date {
        date::parse(text).unwrap()
    }

    fn connector(slug: &str) -> Connector {
        let mut made = Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
        made.id = Some(Text::name(slug));
        made.level = Level::Airbyte;
        made.version = Some(Version::new("1.0.0"));
        made.cloud.listing = Listing::Listed;
        made
    }

    fn words(changes: &[Change]) -> Vec<(&str, &str)> {
        changes
            .iter()
            .map(|c| (c.slug.as_str(), c.what.word()))
            .collect()
    }

    #[test]
    fn every_move_between_two_catalogs_is_told_once() {
        let mut moved = connector("b");
        moved.level = Level::Marketplace;
        moved.version = Some(Version::new("2.0.0"));
        moved.cloud.listing = Listing::Absent;
        moved.breaking_changes = vec![BreakingChange {
            version: Version::new("2.0.0"),
            deadline: Some(day("2026-05-01")),
            released: None,
            action: DeadlineAction::Unstated,
            streams: Vec::new(),
            guide: None,
            is_breaking: true,
            safe_to_downgrade: None,
        }];
        let mut removed = connector("d");
        removed.removed = Some(day("2026-03-01"));
        let (old, _) = Catalog::of(vec![connector("a"), connector("b"), connector("d")]);
        let (new, _) = Catalog::of(vec![moved, connector("c"), removed]);
        assert_eq!(
            words(&between(&old, &new)),
            [
                ("a", "removed"),
                ("b", "level"),
                ("b", "availability"),
                ("b", "version"),
                ("b", "breaking"),
                ("c", "new"),
                ("d", "removed"),
            ]
        );
        assert_eq!(between(&new, &new), []);
    }

    #[test]
    fn what_does_not_break_is_no_breaking_change() {
        let declaring = |is_breaking| {
            let mut made = connector("a");
            made.breaking_changes = vec![BreakingChange {
                version: Version::new("2.0.0"),
                deadline: Some(day("2026-05-01")),
                released: Some(day("2026-04-01")),
                action: DeadlineAction::Unstated,
                streams: Vec::new(),
                guide: None,
                is_breaking,
                safe_to_downgrade: None,
            }];
            made
        };
        let of = |made: Connector| Catalog::of(vec![made]).0;
        let moves = |old: Connector, new: Connector| between(&of(old), &of(new)).len();
        assert_eq!(moves(connector("a"), declaring(false)), 0);
        assert_eq!(moves(declaring(false), declaring(true)), 1, "now it breaks");
        assert_eq!(history(&declaring(false), &[]), []);
        assert_eq!(declaring(false).next_deadline(day("2026-01-01")), None);
    }

    #[test]
    fn a_registry_that_was_not_at_hand_moves_nothing() {
        let mut unseen = connector("a");
        unseen.cloud.listing = Listing::Unknown;
        let (old, _) = Catalog::of(vec![connector("a")]);
        let (new, _) = Catalog::of(vec![unseen]);
        assert_eq!(between(&old, &new), []);
    }

    #[test]
    fn history_says_between_which_looks_something_moved() {
        let mut demoted = connector("a");
        let mut first = demoted.state(day("2023-09-10"));
        first.cloud = Some(true);
        let mut second = first.clone();
        second.as_of = day("2025-09-03");
        second.level = Level::Marketplace;
        demoted.history = vec![first, second];
        let (mut catalog, _) = Catalog::of(vec![demoted]);
        catalog.snapshots = ["2023-09-10", "2025-04-10", "2025-09-03"].map(day).to_vec();
        let changes = since(&catalog, day("2025-01-01"));
        assert_eq!(words(&changes), [("a", "level")]);
        assert_eq!(changes[0].after, Some(day("2025-04-10")));
        assert_eq!(changes[0].by, Some(day("2025-09-03")));
        assert_eq!(since(&catalog, day("2025-09-03")), []);
    }
}
