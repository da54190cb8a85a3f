//! The numbers.

use super::{connector, day, due, empty_world, small_world, world};
use portolan::{
    catalog::{Catalog, Listing, diff::What},
    search::Query,
    store::bundled,
    text::Word,
    tui::world::World,
    view::{
        Outlook,
        chart::{Cell, Chart, Shade, WEEKS},
        deadlines::{self, Horizon},
        outlook::Scope,
    },
    words::{Availability, Deployment, Level, Stage},
};

fn chart(world: &World) -> Chart {
    Chart::of(world.subjects(), &world.catalog, world.today)
}

fn bundled_world() -> World {
    world(bundled::read().unwrap().catalog, day("2026-03-01"))
}

fn cell(level: Level, stage: Stage, on: Deployment) -> Cell {
    Cell {
        level: Some(level),
        stage: Some(stage),
        on,
    }
}

#[test]
fn connectors_are_counted_where_they_can_be_used() {
    use Deployment::{Cloud, SelfManagedCommunity, SelfManagedEnterprise};
    let heat = chart(&small_world()).heat;
    assert_eq!(
        heat.stages,
        [
            Stage::Alpha,
            Stage::Beta,
            Stage::GenerallyAvailable,
            Stage::None
        ]
    );
    assert_eq!(
        heat.levels.len(),
        5,
        "nothing archived can be used: {:?}",
        heat.levels
    );
    let table = [
        (Level::Airbyte, Stage::GenerallyAvailable, Cloud, 2),
        (Level::Marketplace, Stage::Alpha, Cloud, 1),
        (Level::Marketplace, Stage::Alpha, SelfManagedCommunity, 2),
        (Level::Marketplace, Stage::Beta, Cloud, 1),
        (Level::Enterprise, Stage::None, SelfManagedCommunity, 0),
        (Level::Enterprise, Stage::None, SelfManagedEnterprise, 1),
        (Level::Archived, Stage::Alpha, Cloud, 0),
        (Level::Unknown, Stage::Unknown, Cloud, 0),
    ];
    for (level, stage, on, expected) in table {
        assert_eq!(
            heat.count(cell(level, stage, on)),
            expected,
            "{level} {stage} {on}"
        );
    }
}

#[test]
fn a_shade_says_how_large_a_part_is() {
    let heat = chart(&bundled_world()).heat;
    let on = Deployment::Cloud;
    let shade = |level, stage| heat.shade(cell(level, stage, on));
    assert_eq!(shade(Level::Marketplace, Stage::Alpha), Shade::Most);
    assert_eq!(shade(Level::Airbyte, Stage::Beta), Shade::Trace);
    assert_eq!(shade(Level::Enterprise, Stage::Alpha), Shade::Nothing);
    assert!(Shade::STEPS.is_sorted_by_key(|(_, from)| *from));
}

/// What a count promises is what the list shows.
#[test]
fn every_cell_counts_what_its_query_finds() {
    for world in [small_world(), bundled_world()] {
        let heat = chart(&world).heat;
        let outlook = world.outlook();
        let levels = heat.levels.iter().copied().map(Some).chain([None]);
        for level in levels {
            for stage in heat.stages.iter().copied().map(Some).chain([None]) {
                for on in Deployment::ALL.iter().copied() {
                    let cell = Cell { level, stage, on };
                    let query = Query::parse(&cell.query());
                    assert_eq!(query.problems, []);
                    let found = outlook.find(&query, Scope::Offered).len();
                    assert_eq!(heat.count(cell), found, "{}", cell.query());
                }
            }
        }
    }
}

#[test]
fn the_stages_of_a_level_add_up_to_a_straightforward_count() {
    let world = bundled_world();
    let heat = chart(&world).heat;
    for on in Deployment::ALL.iter().copied() {
        for level in [Level::Airbyte, Level::Enterprise, Level::Marketplace] {
            let plainly = world
                .subjects()
                .filter(|subject| subject.connector.level == level && !subject.connector.is_gone())
                .filter(|subject| {
                    subject.judgement.placement(on).availability != Availability::NotAvailable
                })
                .count();
            let stages = heat.stages.iter();
            let sum: usize = stages
                .map(|stage| heat.count(cell(level, *stage, on)))
                .sum();
            assert_eq!(sum, plainly, "{level} {on}");
            assert!(sum > 0 || level == Level::Enterprise, "{level} {on}");
        }
        let levels = heat.levels.iter().map(|level| {
            heat.count(Cell {
                level: Some(*level),
                stage: None,
                on,
            })
        });
        assert_eq!(levels.sum::<usize>(), heat.total(on));
    }
}

/// Announced changes and connectors that the deployment lacks ask nothing of anybody, in the chart as in the list.
#[test]
fn the_chart_counts_the_deadlines_that_the_list_of_deadlines_shows() {
    let mut ahead = connector("source-ahead", "Ahead", Level::Airbyte, Stage::Beta);
    due(&mut ahead, "10.0.0", "2026-03-20");
    let mut here = connector("source-here", "Here", Level::Airbyte, Stage::Beta);
    due(&mut here, "9.0.0", "2026-03-20");
    let mut elsewhere = connector("source-else", "Else", Level::Airbyte, Stage::Beta);
    elsewhere.cloud.listing = Listing::Absent;
    due(&mut elsewhere, "9.0.0", "2026-03-21");
    let (made, _) = Catalog::of(vec![ahead, here, elsewhere]);
    let made = world(made, day("2026-03-01"));
    for (world, expected) in [
        (made, Some(1)),
        (small_world(), Some(4)),
        (bundled_world(), None),
    ] {
        let outlook = Outlook::new(&world.catalog, &world.policy, world.profile, world.today);
        let listed = deadlines::of(&outlook, &Query::default(), Horizon::Days(i64::MAX));
        let mut listed: Vec<_> = listed
            .iter()
            .map(|due| {
                (
                    due.deadline,
                    due.connector.key(),
                    due.pending.change.version.clone(),
                )
            })
            .collect();
        let charted = chart(&world).calendar.deadlines;
        let mut charted: Vec<_> = charted
            .into_iter()
            .map(|due| (due.day, due.connector, due.version))
            .collect();
        listed.sort();
        charted.sort();
        assert_eq!(charted, listed);
        assert_eq!(expected.unwrap_or(listed.len()), listed.len());
    }
}

#[test]
fn deadlines_stand_in_their_weeks_and_the_passed_are_gone() {
    let calendar = chart(&small_world()).calendar;
    let told: Vec<(String, i64)> = calendar
        .deadlines
        .iter()
        .map(|deadline| {
            (
                format!("{} {}", deadline.name, deadline.version),
                deadline.days_left,
            )
        })
        .collect();
    let expected = [
        ("Postgres 4.0.0", 0),
        ("Postgres 2.0.0", 17),
        ("Google Sheets 1.0.0", 18),
        ("Postgres 5.0.0", 298),
    ];
    assert_eq!(told, expected.map(|(name, days)| (name.to_owned(), days)));
    assert_eq!(calendar.weeks(4), [1, 0, 2, 0]);
    assert_eq!(
        (calendar.later(2), calendar.later(12), calendar.later(WEEKS)),
        (3, 1, 1)
    );
    assert_eq!(calendar.months(12), [(31, "Apr"), (61, "May")]);
}

#[test]
fn the_weightiest_of_the_newest_moves_come_first() {
    let chart = chart(&small_world());
    let told: Vec<(&str, &str)> = chart
        .moves
        .iter()
        .map(|moved| (moved.name.as_str(), moved.what.word()))
        .collect();
    let expected = [
        ("Old", "level"),
        ("Postgres", "level"),
        ("Gone", "removed"),
        ("Fresh", "new"),
    ];
    assert_eq!(told, expected);
    assert_eq!(chart.since, Some(day("2025-09-03")));
    assert!(
        !chart
            .moves
            .iter()
            .any(|moved| matches!(moved.what, What::Version(..)))
    );
}

#[test]
fn an_empty_catalog_has_an_empty_chart() {
    let chart = chart(&empty_world());
    assert_eq!((chart.heat.largest(), chart.heat.stages.len()), (0, 0));
    assert_eq!(
        (
            chart.calendar.deadlines.len(),
            chart.moves.len(),
            chart.since
        ),
        (0, 0, None)
    );
}
