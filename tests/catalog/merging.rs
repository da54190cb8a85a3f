//! Joining the registries of one moment, and advancing what was known.

use portolan::{
    catalog::{
        Catalog, Connector, Listing, Version, diff,
        merge::{advance, join},
        wire::{self, Decoded, Format},
    },
    text::{Few, Text},
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
        (both.image.as_deref(), both.cloud.own.image.as_deref()),
        (Some("airbyte/source-mongodb-v2"), Some(mongo))
    );
    assert_eq!(both.cloud.own.version, Some(Version::new("1.2.2")));
    assert_eq!((&both.oss.own.image, &both.oss.own.version), (&None, &None));
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

#[test]
fn entries_without_an_id_are_folded_by_their_image() {
    let nameless = |number, image: &str| {
        let fields = json!({"sourceDefinitionId": null, "dockerRepository": image});
        entry_with(number, &fields)
    };
    let (one, two) = ("airbyte/source-number-1", "airbyte/source-number-2");
    let twin = "airbyte/source-number-2-strict-encrypt";
    let table = [
        ("neither has one", nameless(1, one), nameless(1, one), 1),
        ("OSS has one", entry(1), nameless(1, one), 1),
        ("Cloud has one", nameless(1, one), entry(1), 1),
        ("Cloud runs a twin", nameless(2, two), nameless(2, twin), 1),
        (
            "each has its own",
            entry(1),
            entry_with(2, &json!({"dockerRepository": one})),
            2,
        ),
    ];
    for (what, oss, cloud, count) in table {
        let joined = join(vec![
            part(&[oss, entry(8)], Registry::Oss),
            part(&[cloud, entry(9)], Registry::Cloud),
        ]);
        assert_eq!(joined.len(), count + 2, "{what}");
        if count == 1 {
            let folded = joined
                .connectors()
                .iter()
                .find(|c| !c.slug.ends_with(['8', '9']));
            assert_eq!(folded.map(listings), Some((Listed, Listed)), "{what}");
        }
    }
}

/// A composite registry of these entries, each listed by both.
fn composite(entries: &[Value]) -> Decoded {
    let listed = entries.iter().cloned().map(|mut entry| {
        entry["availability"] = json!(["oss", "cloud"]);
        entry
    });
    wire::decode(&registry(&listed.collect::<Vec<_>>()), None).unwrap()
}

#[test]
fn a_cloud_entry_that_speaks_for_both_is_known_for_what_it_is() {
    let mongo = json!({"dockerRepository": "airbyte/source-mongodb-strict-encrypt"});
    let joined = join(vec![
        composite(&[entry_with(1, &mongo)]),
        part(&[entry_with(1, &mongo)], Registry::Cloud),
    ]);
    let one = of(&joined, "source-mongodb");
    assert_eq!(listings(one), (Listed, Listed));
    assert_eq!(
        (
            one.image.as_deref(),
            one.cloud.own.image.as_deref(),
            one.oss.is_presumed
        ),
        (
            Some("airbyte/source-mongodb"),
            Some("airbyte/source-mongodb-strict-encrypt"),
            true
        )
    );
    let told = part(
        &[entry_with(
            1,
            &json!({"dockerRepository": "airbyte/source-mongodb-v2"}),
        )],
        Registry::Oss,
    );
    let joined = join(vec![composite(&[entry_with(1, &mongo)]), told]);
    let one = of(&joined, "source-mongodb-v2");
    assert_eq!(
        (one.image.as_deref(), one.oss.is_presumed),
        (Some("airbyte/source-mongodb-v2"), false)
    );
}

#[test]
fn what_is_known_of_oss_outlives_a_cloud_entry_that_speaks_for_both() {
    type Told<'a> = [(&'a str, &'a str); 2];
    type Row<'a> = (&'a str, Told<'a>, (&'a str, &'a str), Told<'a>, bool);
    // Image and version as known on OSS and on Cloud, the entry that came, and what is known then.
    let (plain, twin) = ("airbyte/source-m", "airbyte/source-m-strict-encrypt");
    let (v2, other) = ("airbyte/source-m-v2", "airbyte/source-n");
    let table: [Row; 9] = [
        (
            "the same",
            [(plain, "1.0.0"); 2],
            (plain, "1.0.0"),
            [(plain, "1.0.0"); 2],
            false,
        ),
        (
            "both moved",
            [(plain, "1.0.0"); 2],
            (plain, "1.1.0"),
            [(plain, "1.1.0"); 2],
            true,
        ),
        (
            "a twin",
            [(plain, "1.0.0"), (twin, "1.0.0")],
            (twin, "1.1.0"),
            [(plain, "1.1.0"), (twin, "1.1.0")],
            true,
        ),
        (
            "Cloud is held back",
            [(plain, "1.0.0"), (plain, "0.9.0")],
            (plain, "0.9.0"),
            [(plain, "1.0.0"), (plain, "0.9.0")],
            false,
        ),
        (
            "Cloud is held back no more",
            [(plain, "1.0.0"), (plain, "0.9.0")],
            (plain, "1.2.0"),
            [(plain, "1.2.0"); 2],
            true,
        ),
        (
            "OSS is held back",
            [(plain, "1.0.0"), (plain, "1.1.0")],
            (plain, "1.2.0"),
            [(plain, "1.0.0"), (plain, "1.2.0")],
            false,
        ),
        (
            "a candidate of the metadata",
            [(plain, "1.1.0-rc.1"); 2],
            (plain, "1.0.0"),
            [(plain, "1.0.0"); 2],
            true,
        ),
        (
            "another image of its own",
            [(v2, "1.0.0"), (twin, "1.0.0")],
            (twin, "1.1.0"),
            [(v2, "1.1.0"), (twin, "1.1.0")],
            true,
        ),
        (
            "another image for both",
            [(plain, "1.0.0"); 2],
            (other, "1.1.0"),
            [(other, "1.1.0"); 2],
            true,
        ),
    ];
    for (what, known_as, came, expected, is_presumed) in table {
        let one = |(image, version): (&str, &str)| {
            entry_with(
                1,
                &json!({"dockerRepository": image, "dockerImageTag": version}),
            )
        };
        let before = join(vec![
            part(&[one(known_as[0])], Registry::Oss),
            part(&[one(known_as[1])], Registry::Cloud),
        ]);
        let known = advance(&Catalog::default(), before, &BOTH, day("2026-01-31"));
        let fresh = join(vec![composite(&[one(came)])]);
        let after = advance(&known, fresh.clone(), &BOTH, day("2026-02-28"));
        let [now] = after.connectors() else {
            panic!("{what}: {after:?}")
        };
        let told = [Registry::Oss, Registry::Cloud].map(|registry| {
            let version = now.version_on(registry).map(Version::as_str);
            (now.image_on(registry).unwrap().as_str(), version.unwrap())
        });
        assert_eq!(
            (told, now.oss.is_presumed),
            (expected, is_presumed),
            "{what}"
        );
        let tail = told[0].0.rsplit('/').next();
        assert_eq!(
            Some(now.slug.as_str()),
            tail,
            "{what}: the slug goes with OSS's image"
        );
        assert_eq!(
            advance(&after, fresh, &BOTH, day("2026-02-28")),
            after,
            "{what}"
        );
    }
}

#[test]
fn a_version_that_is_kept_keeps_its_day_and_what_it_breaks() {
    let changes = |version: &str, broken: &[&str]| {
        let breaking: serde_json::Map<_, _> = broken
            .iter()
            .map(|version| {
                (
                    (*version).to_owned(),
                    json!({"upgradeDeadline": "2026-03-01"}),
                )
            })
            .collect();
        json!({"dockerImageTag": version, "releases": {"breakingChanges": breaking}})
    };
    let before = join(vec![
        part(
            &[entry_with(1, &changes("2.0.0", &["2.0.0", "1.0.0"]))],
            Registry::Oss,
        ),
        part(
            &[entry_with(1, &changes("1.9.0", &["1.0.0"]))],
            Registry::Cloud,
        ),
    ]);
    let mut before = before.into_connectors().remove(0);
    before.version_released = Some(day("2026-01-15"));
    let fresh = join(vec![composite(&[entry_with(
        1,
        &changes("1.9.0", &["1.0.0"]),
    )])]);
    let after = advance(&known(vec![before]), fresh, &BOTH, day("2026-03-01"));
    let one = of(&after, "source-number-1");
    let broken: Vec<_> = one
        .breaking_changes
        .iter()
        .map(|c| c.version.as_str())
        .collect();
    assert_eq!(
        (one.version_released, broken),
        (Some(day("2026-01-15")), vec!["2.0.0", "1.0.0"])
    );
}

#[test]
fn a_snapshot_of_one_registry_says_nothing_of_the_other() {
    let oss = join(vec![part(&[entry(1)], Registry::Oss)]);
    let again = wire::decode(wire::encode(&oss).as_bytes(), None).unwrap();
    assert_eq!(
        BOTH.map(|registry| again.speaks_of(registry)),
        [false, true]
    );
    let both = part(&[entry(1)], Registry::Cloud);
    let known = advance(
        &Catalog::default(),
        join(vec![both, part(&[entry(1)], Registry::Oss)]),
        &BOTH,
        day("2026-01-31"),
    );
    let after = advance(&known, again.catalog, &BOTH, day("2026-02-28"));
    assert_eq!(listings(of(&after, "source-number-1")), (Listed, Listed));
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
            (true, Unknown, Unknown, 2),
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
            (true, Unknown, Unknown, 2),
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
    assert_eq!(after.connectors()[0].removed, Some(day("2026-02-28")));
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
fn a_day_to_come_is_no_look_of_its_own() {
    let known = known(vec![listed("a", Listed, Listed)]);
    let wrong = catalog(vec![listed("a", Listed, Absent)], "9999-12-31");
    let after = advance(&known, wrong, &BOTH, day("2026-03-01"));
    assert_eq!(after.as_of, Some(day("2026-03-01")));
    assert_eq!(after.snapshots.last(), Some(&day("2026-03-01")));
    let after = seen(&after, vec![listed("a", Listed, Listed)], "2026-04-01");
    assert_eq!(after.snapshots.last(), Some(&day("2026-04-01")));
}

fn shown(catalog: &Catalog) -> Vec<(String, Option<bool>, Option<bool>)> {
    let states = of(catalog, "a").history.iter();
    states
        .map(|state| (state.as_of.to_string(), state.cloud, state.oss))
        .collect()
}

fn seen(known: &Catalog, after: Vec<Connector>, as_of: &str) -> Catalog {
    advance(known, catalog(after, as_of), &BOTH, day(as_of))
}

#[test]
fn a_removal_and_a_return_stay_in_the_history() {
    let here = || vec![listed("a", Listed, Listed)];
    let first = known(here());
    let gone = seen(&first, Vec::new(), "2026-02-28");
    let (there, away) = (Some(true), Some(false));
    let state = |day: &str, offered| (day.to_owned(), offered, offered);
    assert_eq!(
        shown(&gone),
        [state("2026-01-31", there), state("2026-02-28", away)]
    );
    let still = seen(&gone, Vec::new(), "2026-03-31");
    assert_eq!(
        (of(&still, "a").removed, shown(&still)),
        (Some(day("2026-02-28")), shown(&gone))
    );
    let back = seen(&still, here(), "2026-04-30");
    assert_eq!(shown(&back)[2..], [state("2026-04-30", there)]);
    let told = |catalog: &Catalog| -> Vec<(&str, String)> {
        let told = diff::history(of(catalog, "a"), &catalog.snapshots).into_iter();
        told.map(|change| (change.what.word(), change.by.unwrap().to_string()))
            .collect()
    };
    assert_eq!(told(&still), [("removed", "2026-02-28".to_owned())]);
    let days = ["2026-02-28", "2026-02-28", "2026-04-30", "2026-04-30"];
    assert_eq!(
        told(&back),
        days.map(|day| ("availability", day.to_owned()))
    );

    // A catalog of old has the day alone.
    let mut marked = of(&gone, "a").clone();
    marked.history = marked.history.iter().rev().skip(1).rev().cloned().collect();
    let back = seen(&catalog(vec![marked], "2026-02-28"), here(), "2026-04-30");
    assert_eq!(
        told(&back),
        days.map(|day| ("availability", day.to_owned()))
    );
}

#[test]
fn what_was_undone_on_the_same_day_did_not_happen() {
    let level = |level| {
        let mut connector = listed("a", Listed, Listed);
        connector.level = level;
        vec![connector]
    };
    let first = known(level(Level::Marketplace));
    let changed = seen(&first, level(Level::Airbyte), "2026-02-28");
    assert_eq!(of(&changed, "a").history.len(), 2);
    let undone = seen(&changed, level(Level::Marketplace), "2026-02-28");
    assert_eq!(of(&undone, "a").history, of(&first, "a").history);
    let gone = seen(&first, Vec::new(), "2026-02-28");
    let back = seen(&gone, level(Level::Marketplace), "2026-02-28");
    assert_eq!(of(&back, "a").history, of(&first, "a").history);
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
        (|c| c.version = Some(Version::new("9.0.0")), 2),
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
        .map(|state| state.name.as_ref().map(|name| name.as_str()))
        .collect();
    assert_eq!(names, [Some("a"), None]);
}

#[test]
fn a_look_at_one_registry_keeps_what_was_known_of_the_other() {
    let mut before = listed("a", Listed, Listed);
    before.cloud.own.version = Some(Version::new("0.9.0"));
    let mut fresh = listed("a", Unknown, Listed);
    fresh.version = Some(Version::new("1.1.0"));
    let after = advanced(before.clone(), vec![fresh], &[Registry::Oss]);
    let one = of(&after, "a");
    assert_eq!(
        (one.version.clone(), one.cloud.own.version.clone()),
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
        (one.image.as_deref(), one.cloud.own.image.as_deref()),
        (Some("airbyte/a"), Some("airbyte/a-strict-encrypt"))
    );
    assert_eq!(
        (&one.cloud.own.version, listings(one)),
        (&None, (Listed, Listed))
    );
}

#[test]
fn what_a_registry_no_longer_says_is_not_kept() {
    let mut before = listed("source-a", Listed, Listed);
    before.rare.release_candidates = vec![Version::new("2.0.0-rc.1")];
    before.rare.suggested_streams = Some(vec![Text::name("old")]);
    let mut fresh = listed("source-a", Listed, Listed);
    fresh.rare.release_candidates = vec![Version::new("3.0.0-rc.1")];
    let after = advanced(before, vec![fresh], &BOTH);
    let rare = &of(&after, "source-a").rare;
    assert_eq!(rare.release_candidates, [Version::new("3.0.0-rc.1")]);
    assert_eq!(rare.suggested_streams, None);
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
    before.rare.pypi = Some(Text::name("airbyte-source-number-1"));
    let after = advance(
        &known(vec![before.clone()]),
        fresh(),
        &[Registry::Oss],
        day("2026-03-01"),
    );
    let one = of(&after, "source-number-1");
    assert_eq!(
        (one.first_released, one.version_released, &one.rare.pypi),
        (
            before.first_released,
            before.version_released,
            &before.rare.pypi
        )
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
            connector.history = Few::NONE;
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
