//! What moved: between two catalogs, or in one connector's history after a day.

mod catalogs;
mod states;

pub use catalogs::between;
pub(super) use catalogs::has_new_version;
pub use states::{history, is_without_versions, since};

use crate::{
    date::Date,
    text::Text,
    words::{Kind, Level, Registry, Stage},
};

use super::{BreakingChange, Connector, Version};

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
    /// Its metadata vanished when no registry offered it.
    Forgotten,
    Level(Level, Level),
    Stage(Stage, Stage),
    Availability(Registry, bool, bool),
    /// For granted workspaces only from then on, or for everybody again.
    Granted(Registry, bool),
    Renamed(Text, Text),
    /// It is the same connector by its id.
    Slug(Text, Text),
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
            Self::Removed | Self::Forgotten => "removed",
            Self::Level(..) => "level",
            Self::Stage(..) => "stage",
            Self::Availability(..) | Self::Granted(..) => "availability",
            Self::Renamed(..) => "name",
            Self::Slug(..) => "slug",
            Self::Version(..) => "version",
            Self::Breaking(_) => "breaking",
            Self::Deadline(..) => "deadline",
        }
    }
}

fn change(connector: &Connector, after: Option<Date>, by: Option<Date>, what: What) -> Change {
    // Who goes back to older data reads the days in their order all the same.
    let (after, by) = match (after, by) {
        (Some(after), Some(by)) if by < after => (Some(by), Some(after)),
        days => days,
    };
    Change {
        slug: connector.slug.clone(),
        kind: connector.kind,
        name: connector.name.clone(),
        after,
        by,
        what,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Catalog, Listing, State},
        date,
    };

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
            deadline: Some(day("2026-05-01")),
            ..BreakingChange::new(Version::new("2.0.0"))
        }]
        .into();
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
    fn a_grant_and_another_slug_are_moves_where_one_registry_told_both() {
        let of = |edit: fn(&mut Connector)| {
            let mut made = connector("a");
            edit(&mut made);
            Catalog::of(vec![made]).0
        };
        let open = of(|_| ());
        let granted = of(|made| made.cloud.listing = Listing::Granted);
        let renamed = of(|made| made.slug = Text::name("a-v2"));
        let moves = |old, new| {
            let changes = between(old, new).into_iter();
            changes.map(|change| change.what).collect::<Vec<_>>()
        };
        let grant = |is_now| vec![What::Granted(Registry::Cloud, is_now)];
        assert_eq!(moves(&open, &granted), grant(true));
        assert_eq!(moves(&granted, &open), grant(false));
        let [a, b] = ["a", "a-v2"].map(Text::name);
        assert_eq!(moves(&open, &renamed), [What::Slug(a, b)]);
        let other_side = of(|made| {
            made.slug = Text::name("a-v2");
            made.cloud.listing = Listing::Unknown;
            made.oss.listing = Listing::Listed;
        });
        assert_eq!(
            moves(&open, &other_side),
            [],
            "registries name it as they like"
        );
        let presumed = of(|made| {
            made.cloud.listing = Listing::Granted;
            made.cloud.is_presumed = true;
        });
        assert_eq!(moves(&open, &presumed), []);
    }

    #[test]
    fn what_does_not_break_is_no_breaking_change() {
        let declaring = |is_breaking| {
            let mut made = connector("a");
            made.breaking_changes = vec![BreakingChange {
                deadline: Some(day("2026-05-01")),
                released: Some(day("2026-04-01")),
                is_breaking,
                ..BreakingChange::new(Version::new("2.0.0"))
            }]
            .into();
            made
        };
        let of = |made: Connector| Catalog::of(vec![made]).0;
        let moves = |old: Connector, new: Connector| between(&of(old), &of(new)).len();
        assert_eq!(moves(connector("a"), declaring(false)), 0);
        assert_eq!(moves(declaring(false), declaring(true)), 1, "now it breaks");
        assert_eq!(history(&declaring(false), &[]), []);
        assert_eq!(
            declaring(false).next_deadline(day("2026-01-01"), Registry::Cloud),
            None
        );
    }

    #[test]
    fn a_registry_that_was_not_at_hand_moves_nothing() {
        let mut unseen = connector("a");
        unseen.cloud.listing = Listing::Unknown;
        let (old, _) = Catalog::of(vec![connector("a")]);
        let (new, _) = Catalog::of(vec![unseen]);
        assert_eq!(between(&old, &new), []);
    }

    fn placed(slug: &str, cloud: Listing, oss: Listing) -> Connector {
        let mut made = connector(slug);
        (made.cloud.listing, made.oss.listing) = (cloud, oss);
        made
    }

    type Edit = fn(&mut Connector);
    type Sides = (Listing, Listing);

    /// What is told of a connector from a catalog that has it to one that lacks it, and back.
    fn told(has: Sides, lacks: Sides, edit: Edit) -> Vec<What> {
        let catalog = |(cloud, oss), mut more: Vec<Connector>| {
            more.push(placed("z", cloud, oss));
            Catalog::of(more).0
        };
        let mut a = placed("a", has.0, has.1);
        edit(&mut a);
        let (has, lacks) = (catalog(has, vec![a]), catalog(lacks, Vec::new()));
        let both_ways = [between(&has, &lacks), between(&lacks, &has)].concat();
        let of_a = both_ways.into_iter().filter(|change| change.slug == "a");
        of_a.map(|change| change.what).collect()
    }

    #[test]
    fn what_a_catalog_does_not_speak_of_it_neither_has_nor_lacks() {
        use Listing::{Absent, Listed, Unknown};
        let (both, oss, cloud) = ((Listed, Listed), (Unknown, Listed), (Listed, Unknown));
        let gone = |registry| What::Availability(registry, true, false);
        let (removed, new) = (What::Removed, What::New);
        let table: [(Sides, Sides, Edit, Vec<What>); 12] = [
            (both, both, |_| (), vec![removed.clone(), new.clone()]),
            (oss, oss, |_| (), vec![removed.clone(), new.clone()]),
            (oss, both, |_| (), vec![removed.clone(), new.clone()]),
            (cloud, oss, |_| (), vec![]),
            (both, oss, |_| (), vec![gone(Registry::Oss), new.clone()]),
            (both, oss, |c| c.oss.listing = Absent, vec![]),
            (
                both,
                oss,
                |c| c.cloud.listing = Absent,
                vec![removed, new.clone()],
            ),
            (
                both,
                both,
                |c| (c.cloud.listing, c.oss.listing) = (Absent, Absent),
                vec![],
            ),
            (
                both,
                both,
                |c| (c.cloud.listing, c.oss.listing) = (Unknown, Unknown),
                vec![],
            ),
            (both, both, |c| c.removed = Some(day("2026-01-01")), vec![]),
            (both, both, |c| c.level = Level::Enterprise, vec![new]),
            (both, (Unknown, Unknown), |_| (), vec![]),
        ];
        for (at, (has, lacks, edit, expected)) in table.into_iter().enumerate() {
            assert_eq!(told(has, lacks, edit), expected, "row {at}");
        }
    }

    #[test]
    fn another_id_is_no_other_connector() {
        let of = |id: &str| {
            let mut made = connector("a");
            (made.id, made.image) = (Some(Text::name(id)), Some(Text::name("airbyte/a")));
            Catalog::of(vec![made]).0
        };
        assert_eq!(between(&of("1"), &of("2")), []);
    }

    #[test]
    fn what_returns_is_new_again() {
        let mut gone = connector("a");
        gone.cloud.listing = Listing::Unknown;
        gone.removed = Some(day("2026-01-01"));
        let of = |a: Connector| Catalog::of(vec![a, connector("z")]).0;
        let returned = between(&of(gone.clone()), &of(connector("a")));
        assert_eq!(words(&returned), [("a", "new")]);
        let mut archived = connector("a");
        (archived.level, archived.cloud.listing) = (Level::Archived, Listing::Absent);
        let archived = between(&of(gone), &of(archived));
        assert_eq!(words(&archived), [("a", "level")], "nothing offers it");
    }

    #[test]
    fn versions_are_compared_within_one_registry() {
        let version = |text: &str| Some(Version::new(text));
        let made = |edit: Edit| {
            let mut made = placed("a", Listing::Listed, Listing::Listed);
            edit(&mut made);
            Catalog::of(vec![made]).0
        };
        // OSS has 1.0.0, and Cloud is held back.
        let held: Edit = |c| c.cloud.own.version = Some(Version::new("0.9.0"));
        let oss_only: Edit = |c| c.cloud.listing = Listing::Unknown;
        let through_cloud: Edit =
            |c| (c.version, c.oss.is_presumed) = (Some(Version::new("0.9.0")), true);
        let moved: Edit = |c| (c.version, c.oss.is_presumed) = (Some(Version::new("1.1.0")), true);
        let table = [
            (held, through_cloud, None),
            (through_cloud, held, None),
            (oss_only, through_cloud, None),
            (held, oss_only, None),
            (held, moved, Some((version("0.9.0"), version("1.1.0")))),
            (oss_only, moved, Some((version("1.0.0"), version("1.1.0")))),
        ];
        for (at, (old, new, expected)) in table.into_iter().enumerate() {
            let told = between(&made(old), &made(new)).into_iter().map(|c| c.what);
            let expected = expected.map(|(from, to)| What::Version(from, to));
            assert_eq!(
                told.collect::<Vec<_>>(),
                Vec::from_iter(expected),
                "row {at}"
            );
        }
    }

    #[test]
    fn a_removal_is_told_once_and_a_return_as_what_it_gave_back() {
        let state = |as_of: &str, offered| State {
            as_of: day(as_of),
            cloud: Some(offered),
            oss: Some(offered),
            ..connector("a").state(day(as_of))
        };
        let snapshots = ["2026-01-01", "2026-02-01", "2026-03-01"].map(day);
        let told = |made: &Connector| -> Vec<(&str, Option<Date>)> {
            let told = history(made, &snapshots).into_iter();
            told.map(|change| (change.what.word(), change.by)).collect()
        };
        let mut made = connector("a");
        let mut states = vec![state("2026-01-01", true), state("2026-02-01", false)];
        made.history = states.clone().into();
        made.removed = Some(day("2026-02-02"));
        assert_eq!(told(&made), [("removed", Some(day("2026-02-02")))]);
        made.removed = None;
        states.push(state("2026-03-01", true));
        made.history = states.into();
        let (gone, back) = (Some(day("2026-02-01")), Some(day("2026-03-01")));
        let moved = [gone, gone, back, back].map(|by| ("availability", by));
        assert_eq!(told(&made), moved);
    }

    #[test]
    fn history_says_between_which_looks_something_moved() {
        let mut demoted = connector("a");
        let mut first = demoted.state(day("2023-09-10"));
        first.cloud = Some(true);
        let mut second = first.clone();
        second.as_of = day("2025-09-03");
        second.level = Level::Marketplace;
        demoted.history = vec![first, second].into();
        let (mut catalog, _) = Catalog::of(vec![demoted]);
        catalog.snapshots = ["2023-09-10", "2025-04-10", "2025-09-03"].map(day).to_vec();
        let changes = since(&catalog, day("2025-01-01"));
        assert_eq!(words(&changes), [("a", "level")]);
        assert_eq!(changes[0].after, Some(day("2025-04-10")));
        assert_eq!(changes[0].by, Some(day("2025-09-03")));
        assert_eq!(since(&catalog, day("2025-09-03")), []);
    }
}
