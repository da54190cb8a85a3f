//! Joining the registries of one moment, and advancing what was known.

use portolan::{
    catalog::{
        Catalog, Connector, Listing, Version,
        merge::{advance, join},
        wire::{self, Decoded, Format},
    },
    text::Text,
    words::{Level, Registry, Stage},
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made::{any_catalog, catalog, connector, day, entry, entry_with, of, registry};

const BOTH: [Registry; 2] = [Registry::Cloud, Registry::Oss];

fn part(entries: &[Value], registry_of: Registry) -> Decoded {
    wire::decode(&registry(entries), Some(registry_of)).unwrap()
}

fn listings(connector: &Connector) -> (Listing, Listing) {
    (connector.cloud.listing, connector.oss.listing)
}

use Listing::{Absent, Listed, Unknown};

type Edit = fn(&mut Connector);

#[test]
fn two_registries_become_one_connector_with_two_sides() {
    let mongo = "airbyte/source-mongodb-strict-encrypt";
    let oss = part(
        &[
            entry_with(
                1,
                &json!({"dockerRepository": "airbyte/source-mongodb-v2", "language": null}),
            ),
            entry(2),
        ],
        Registry::Oss,
    );
    let cloud = part(
        &[
            entry_with(
                1,
                &json!({"dockerRepository": mongo, "dockerImageTag": "1.2.2"}),
            ),
            entry(3),
        ],
        Registry::Cloud,
    );
    let joined = join(vec![cloud, oss]);
    assert_eq!(joined.len(), 3);
    let both = of(&joined, "source-mongodb-v2");
    assert_eq!(listings(both), (Listed, Listed));
    assert_eq!(
        (both.image.as_deref(), both.cloud.image.as_deref()),
        (Some("airbyte/source-mongodb-v2"), Some(mongo))
    );
    assert_eq!(both.cloud.version, Some(Version::new("1.2.2")));
    assert_eq!((&both.oss.image, &both.oss.version), (&None, &None));
    assert_eq!(
        both.languages.len(),
        1,
        "what the OSS entry lacks comes from the Cloud one"
    );
    assert_eq!(listings(of(&joined, "source-number-2")), (Absent, Listed));
    assert_eq!(listings(of(&joined, "source-number-3")), (Listed, Absent));
}

#[test]
fn a_registry_that_was_not_at_hand_stays_unknown() {
    let joined = join(vec![part(&[entry(1)], Registry::Oss)]);
    assert_eq!(listings(of(&joined, "source-number-1")), (Unknown, Listed));
}

#[test]
fn a_registry_knows_itself_better_than_the_composite_does() {
    let composite = wire::decode(
        &registry(&[entry_with(1, &json!({"availability": ["cloud", "oss"]}))]),
        None,
    )
    .unwrap();
    assert_eq!(composite.format, Format::Composite);
    let joined = join(vec![composite, part(&[entry(2)], Registry::Oss)]);
    assert_eq!(listings(of(&joined, "source-number-1")), (Listed, Absent));
    assert_eq!(listings(of(&joined, "source-number-2")), (Absent, Listed));
}

fn listed(slug: &str, cloud: Listing, oss: Listing) -> Connector {
    let mut connector = connector(slug);
    (connector.cloud.listing, connector.oss.listing) = (cloud, oss);
    connector
}

/// What was known on the last day of January, with one state of history.
fn known(connectors: Vec<Connector>) -> Catalog {
    advance(
        &Catalog::default(),
        catalog(connectors, "2026-01-31"),
        &BOTH,
        day("2026-01-31"),
    )
}

fn advanced(before: Connector, after: Vec<Connector>, fetched: &[Registry]) -> Catalog {
    advance(
        &known(vec![before]),
        catalog(after, "2026-02-28"),
        fetched,
        day("2026-03-01"),
    )
}

#[test]
fn what_vanished_is_remembered() {
    let gone = |before: Connector, fetched: &[Registry]| {
        let after = advanced(before, Vec::new(), fetched);
        let one = &after.connectors()[0];
        (
            one.removed.is_some(),
            one.cloud.listing,
            one.oss.listing,
            one.history.len(),
        )
    };
    let level = |level: Level, cloud, oss| {
        let mut connector = listed("a", cloud, oss);
        connector.level = level;
        connector
    };
    let mut own = listed("a", Listed, Listed);
    own.is_own = true;
    let table = [
        (
            "from both",
            listed("a", Listed, Listed),
            &BOTH[..],
            (true, Unknown, Unknown, 1),
        ),
        (
            "from the one at hand, still in the other",
            listed("a", Listed, Listed),
            &BOTH[1..],
            (false, Listed, Absent, 2),
        ),
        (
            "from the only one that had it",
            listed("a", Absent, Listed),
            &BOTH[1..],
            (true, Unknown, Unknown, 1),
        ),
        (
            "only ever in the other",
            listed("a", Listed, Absent),
            &BOTH[1..],
            (false, Listed, Absent, 1),
        ),
        (
            "withdrawn before",
            listed("a", Absent, Absent),
            &BOTH[..],
            (false, Absent, Absent, 1),
        ),
        (
            "archived",
            level(Level::Archived, Absent, Absent),
            &BOTH[..],
            (false, Absent, Absent, 1),
        ),
        (
            "documented",
            level(Level::Enterprise, Unknown, Unknown),
            &BOTH[..],
            (false, Unknown, Unknown, 1),
        ),
        ("the user's own", own, &BOTH[..], (false, Listed, Listed, 1)),
    ];
    for (what, before, fetched, expected) in table {
        assert_eq!(gone(before, fetched), expected, "{what}");
    }
    let after = advanced(listed("a", Listed, Listed), Vec::new(), &BOTH);
    assert_eq!(after.connectors()[0].removed, Some(day("2026-03-01")));
}

#[test]
fn what_returns_is_no_longer_removed() {
    let gone = advanced(listed("a", Listed, Listed), Vec::new(), &BOTH);
    let back = advance(
        &gone,
        catalog(vec![listed("a", Listed, Listed)], "2026-04-01"),
        &BOTH,
        day("2026-04-01"),
    );
    let one = of(&back, "a");
    assert_eq!((one.removed, listings(one)), (None, (Listed, Listed)));
    assert_eq!(
        one.history.last().map(|state| state.as_of),
        Some(day("2026-04-01")),
        "its return is dated"
    );
}

#[test]
fn history_grows_by_what_changed_and_by_nothing_else() {
    let days = |after: Connector| {
        let after = advanced(listed("a", Listed, Listed), vec![after], &BOTH);
        assert_eq!(after.snapshots, [day("2026-01-31"), day("2026-02-28")]);
        assert_eq!(after.as_of, Some(day("2026-02-28")));
        of(&after, "a")
            .history
            .iter()
            .map(|state| state.as_of.to_string())
            .collect::<Vec<_>>()
    };
    let changed = |change: Edit| {
        let mut connector = listed("a", Listed, Listed);
        change(&mut connector);
        connector
    };
    let table: [(Edit, usize); 7] = [
        (|_| (), 1),
        (|c| c.version = Some(Version::new("9.0.0")), 1),
        (|c| c.cloud.listing = Listing::Granted, 1),
        (|c| c.level = Level::Airbyte, 2),
        (|c| c.stage = Stage::Beta, 2),
        (|c| c.cloud.listing = Absent, 2),
        (|c| c.name = Text::name("Another"), 2),
    ];
    for (at, (change, states)) in table.into_iter().enumerate() {
        assert_eq!(
            days(changed(change)),
            ["2026-01-31", "2026-02-28"][..states],
            "row {at}"
        );
    }
    let renamed = advanced(
        listed("a", Listed, Listed),
        vec![changed(|c| c.name = Text::name("Another"))],
        &BOTH,
    );
    let names: Vec<_> = of(&renamed, "a")
        .history
        .iter()
        .map(|state| state.name.as_deref())
        .collect();
    assert_eq!(names, [Some("a"), None]);
}

#[test]
fn a_look_at_one_registry_keeps_what_was_known_of_the_other() {
    let mut before = listed("a", Listed, Listed);
    before.cloud.version = Some(Version::new("0.9.0"));
    let mut fresh = listed("a", Unknown, Listed);
    fresh.version = Some(Version::new("1.1.0"));
    let after = advanced(before.clone(), vec![fresh], &[Registry::Oss]);
    let one = of(&after, "a");
    assert_eq!(
        (one.version.clone(), one.cloud.version.clone()),
        (Some(Version::new("1.1.0")), Some(Version::new("0.9.0")))
    );
    assert_eq!(listings(one), (Listed, Listed));

    let mut fresh = listed("a-folded", Listed, Unknown);
    (fresh.id, fresh.image) = (
        before.id.clone(),
        Some(Text::name("airbyte/a-strict-encrypt")),
    );
    let after = advanced(before, vec![fresh], &[Registry::Cloud]);
    let one = of(&after, "a");
    assert_eq!(
        (one.image.as_deref(), one.cloud.image.as_deref()),
        (Some("airbyte/a"), Some("airbyte/a-strict-encrypt"))
    );
    assert_eq!(
        (&one.cloud.version, listings(one)),
        (&None, (Listed, Listed))
    );
}

#[test]
fn facts_that_registries_do_not_carry_are_kept() {
    let change =
        json!({"releases": {"breakingChanges": {"1.2.0": {"upgradeDeadline": "2026-03-01"}}}});
    let fresh = || join(vec![part(&[entry_with(1, &change)], Registry::Oss)]);
    let mut before = fresh().into_connectors().remove(0);
    before.first_released = Some(day("2020-01-01"));
    before.version_released = Some(day("2025-12-01"));
    before.breaking_changes[0].released = Some(day("2026-01-15"));
    before.pypi = Some(Text::name("airbyte-source-number-1"));
    let after = advance(
        &known(vec![before.clone()]),
        fresh(),
        &[Registry::Oss],
        day("2026-03-01"),
    );
    let one = of(&after, "source-number-1");
    assert_eq!(
        (one.first_released, one.version_released, &one.pypi),
        (before.first_released, before.version_released, &before.pypi)
    );
    assert_eq!(one.breaking_changes, before.breaking_changes);
}

#[test]
fn a_documented_connector_is_found_again_by_its_image_unless_that_is_shared() {
    let mut documented = connector("source-workday-rest");
    (documented.id, documented.level) = (None, Level::Enterprise);
    let mut twin = connector("source-db2-enterprise");
    (twin.image, twin.level) = (Some(Text::name("airbyte/source-db2")), Level::Enterprise);
    let mut workday = listed("source-workday-rest", Listed, Absent);
    workday.level = Level::Enterprise;
    let fresh = catalog(
        vec![workday, listed("source-db2", Listed, Listed)],
        "2026-02-28",
    );
    let after = advance(
        &known(vec![documented, twin]),
        fresh,
        &BOTH,
        day("2026-02-28"),
    );
    let slugs: Vec<_> = after.connectors().iter().map(|c| c.slug.as_str()).collect();
    assert_eq!(
        slugs,
        ["source-db2", "source-db2-enterprise", "source-workday-rest"]
    );
    assert_eq!(
        of(&after, "source-workday-rest").id.as_deref(),
        Some("id-source-workday-rest")
    );
}

#[test]
fn a_new_definition_id_is_no_new_connector() {
    let mut again = listed("a", Listed, Listed);
    again.id = Some(Text::name("another"));
    let after = advanced(listed("a", Listed, Listed), vec![again], &BOTH);
    assert_eq!(
        (after.len(), of(&after, "a").id.as_deref()),
        (1, Some("another"))
    );
}

fn any_fetched() -> impl Strategy<Value = Vec<Registry>> {
    proptest::sample::subsequence(BOTH.to_vec(), 1..=2)
}

/// As read from registries, which tell no history.
fn any_fresh() -> impl Strategy<Value = Catalog> {
    any_catalog().prop_map(|mut catalog| {
        let as_of = catalog.as_of.take();
        let mut connectors = catalog.into_connectors();
        for connector in &mut connectors {
            connector.history.clear();
            (connector.removed, connector.is_own) = (None, false);
        }
        let (mut catalog, _) = Catalog::of(connectors);
        catalog.as_of = as_of;
        catalog
    })
}

proptest! {
    #[test]
    fn advancing_twice_is_advancing_once(known in any_catalog(), fresh in any_fresh(), fetched in any_fetched()) {
        let today = day("2026-03-01");
        let once = advance(&known, fresh.clone(), &fetched, today);
        let twice = advance(&once, fresh, &fetched, today);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn nothing_known_is_ever_lost(known in any_catalog(), fresh in any_fresh(), fetched in any_fetched()) {
        let after = advance(&known, fresh.clone(), &fetched, day("2026-03-01"));
        prop_assert!(after.len() >= known.len().max(fresh.len()));
    }
}
