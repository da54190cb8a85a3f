//! Moving, and what Enter and clicks take.

use super::{empty_world, part, small_world};
use portolan::{
    text::Word,
    tui::{
        action::Action,
        part::chart::{Block, ChartPart, Taken},
        world::World,
    },
};
use proptest::prelude::*;

fn taken(part: &mut ChartPart, actions: &str, world: &World) -> Option<String> {
    let mut last = None;
    for word in actions.split_whitespace() {
        last = part.act(Action::parse(word).unwrap(), world);
    }
    last.map(|taken| match taken {
        Taken::Query(query) => query,
        Taken::Connector(key) => key.0.to_string(),
    })
}

#[test]
fn enter_takes_what_is_under_the_cursor() {
    let world = small_world();
    let table = [
        (
            "right right open",
            Some("level:airbyte stage:generally_available on:cloud"),
        ),
        ("last right right right right open", Some("on:cloud")),
        ("last right open", Some("stage:beta on:cloud")),
        (
            "down down open",
            Some("level:marketplace stage:alpha on:cloud"),
        ),
        (
            "down down right right right right right open",
            Some("level:marketplace stage:alpha on:powered"),
        ),
        (
            "down down right right right right right left open",
            Some("level:marketplace on:cloud"),
        ),
        // Nothing there, and walls all around.
        ("open", None),
        ("up left open", None),
        ("down open", None),
        ("next_pane open", Some("source-postgres")),
        ("next_pane down open", Some("destination-postgres")),
        ("next_pane last open", Some("source-postgres")),
        ("previous_pane open", Some("source-old")),
        ("next_pane next_pane down down open", Some("source-gone")),
        (
            "next_pane next_pane next_pane last open",
            Some("stage:alpha on:cloud"),
        ),
        (
            "previous_pane right left page_down accept",
            Some("source-fresh"),
        ),
    ];
    for size in [(120, 36), (80, 24), (40, 12), (20, 5), (1, 1)] {
        for (actions, expected) in table {
            let mut part = part(&world, size.0, size.1);
            if size.1 < 12 && actions.contains("page") {
                continue;
            }
            let taken = taken(&mut part, actions, &world);
            assert_eq!(taken.as_deref(), expected, "{actions} at {size:?}");
        }
    }
}

#[test]
fn an_empty_chart_gives_nothing() {
    let world = empty_world();
    for actions in [
        "open",
        "next_pane open",
        "next_pane next_pane down last open",
    ] {
        assert_eq!(taken(&mut part(&world, 80, 24), actions, &world), None);
    }
}

#[test]
fn a_click_moves_and_a_second_one_takes() {
    let world = small_world();
    let mut part = part(&world, 120, 36);
    let heat = part.areas.pane(Block::Heat).inner();
    let (column, row) = (heat.x + part.grid.label + part.grid.cell, heat.y + 2 + 2);
    assert_eq!(part.click(column, row, &world), None);
    let query = "level:marketplace stage:beta on:cloud".to_owned();
    assert_eq!(part.click(column, row, &world), Some(Taken::Query(query)));
    let list = part.areas.pane(Block::Deadlines).inner();
    let row = list.y + part.strip().height();
    assert_eq!(part.click(list.x, row, &world), None, "the focus only");
    assert_eq!(part.focus, Block::Deadlines);
    assert!(matches!(
        part.click(list.x, row, &world),
        Some(Taken::Connector(_))
    ));
    assert_eq!(
        part.click(list.x, list.y, &world),
        None,
        "the strip is no row"
    );
    assert_eq!(part.click(500, 500, &world), None);
}

#[test]
fn cursors_survive_another_catalog() {
    let mut world = small_world();
    let mut part = part(&world, 120, 36);
    taken(&mut part, "next_pane last", &world);
    let (catalog, provenance) = (empty_world().catalog, world.provenance.clone());
    world.replace(catalog, provenance);
    part.renew(&world);
    assert_eq!((part.focus, part.deadlines.cursor), (Block::Deadlines, 0));
    assert_eq!(part.act(Action::Open, &world), None);
}

#[derive(Debug, Clone)]
enum Step {
    Act(usize),
    Click(u16, u16),
    Wheel(u16, u16, isize),
    Resize(u16, u16),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..Action::ALL.len()).prop_map(Step::Act),
        2 => (0u16..210, 0u16..70).prop_map(|(x, y)| Step::Click(x, y)),
        1 => (0u16..210, 0u16..70, -9isize..9).prop_map(|(x, y, by)| Step::Wheel(x, y, by)),
        1 => (0u16..210, 0u16..70).prop_map(|(w, h)| Step::Resize(w, h)),
    ]
}

fn is_valid(part: &ChartPart) -> bool {
    let grid = &part.grid;
    let views = [
        grid.rows,
        grid.groups,
        grid.columns,
        part.deadlines,
        part.moves,
    ];
    views.iter().all(|view| {
        let is_inside = view.cursor < view.total.max(1);
        let is_seen = view.height == 0 || view.total == 0 || view.range().contains(&view.cursor);
        is_inside && is_seen
    })
}

proptest! {
    #[test]
    fn no_storm_loses_the_cursor(steps in proptest::collection::vec(step(), 0..60)) {
        let worlds = [small_world(), empty_world()];
        for world in &worlds {
            let mut part = part(world, 80, 24);
            for step in &steps {
                match step {
                    Step::Act(at) => { part.act(Action::ALL[*at], world); }
                    Step::Click(x, y) => { part.click(*x, *y, world); }
                    Step::Wheel(x, y, by) => part.wheel(*x, *y, *by),
                    Step::Resize(width, height) => part.resize(*width, *height),
                }
                prop_assert!(is_valid(&part), "{part:?}");
            }
        }
    }
}
