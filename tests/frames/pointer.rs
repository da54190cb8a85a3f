//! Clicks: one selects, a second opens, and a menu's items are taken where they stand.

use crossterm::event::{
    KeyModifiers,
    MouseButton::{Left, Right},
    MouseEvent, MouseEventKind,
};
use portolan::tui::{app::Focus, event::Event};

use crate::stage::Stage;

/// A row of the list, counted from the first.
fn row(stage: &Stage, row: u16) -> (u16, u16) {
    let list = stage.app.areas.list;
    (list.x + 3, list.y + 1 + row)
}

#[test]
fn one_click_selects_and_a_second_one_opens() {
    let mut stage = Stage::new(120, 36);
    let (first, third) = (row(&stage, 0), row(&stage, 2));
    stage.click(Left, first);
    assert!(
        !stage.app.shape.is_zoomed,
        "it was selected, but not by a click"
    );
    stage.click(Left, third).click(Left, first);
    assert!(!stage.app.shape.is_zoomed, "these were different rows");
    stage.press("jk").click(Left, first);
    assert!(!stage.app.shape.is_zoomed, "keys came between");
    stage.happen(Event::Mouse(MouseEvent {
        kind: MouseEventKind::ScrollDown,
        column: first.0,
        row: first.1,
        modifiers: KeyModifiers::NONE,
    }));
    assert_ne!(stage.app.list.view.cursor, 0);
    stage.click(Left, first);
    assert!(!stage.app.shape.is_zoomed, "the wheel chose another row");
    stage.click(Left, first);
    assert!(stage.app.shape.is_zoomed);
}

#[test]
fn a_click_that_brings_the_focus_opens_nothing() {
    let mut stage = Stage::new(120, 36);
    let first = row(&stage, 0);
    let detail = stage.app.areas.detail;
    stage
        .click(Left, first)
        .click(Left, (detail.x + 3, detail.y + 3));
    assert_eq!(stage.app.focus, Focus::Detail);
    stage.click(Left, first);
    assert_eq!(stage.app.focus, Focus::List);
    assert!(!stage.app.shape.is_zoomed);
}

#[test]
fn the_right_button_opens_nothing() {
    let mut stage = Stage::new(120, 36);
    let (first, third) = (row(&stage, 0), row(&stage, 2));
    stage
        .click(Right, third)
        .click(Right, third)
        .click(Right, third);
    assert_eq!(stage.app.list.view.cursor, 2);
    stage.click(Left, first).click(Right, first);
    assert!(!stage.app.shape.is_zoomed);
}

#[test]
fn a_begun_sequence_ends_with_a_click_and_with_a_paste() {
    let mut stage = Stage::new(120, 36);
    stage.press("g");
    assert!(!stage.app.pending.is_empty());
    let third = row(&stage, 2);
    stage.click(Left, third);
    assert!(stage.app.pending.is_empty());
    assert_eq!(stage.app.list.view.cursor, 0, "the click only closed");
    stage.press("g").happen(Event::Paste("g".to_owned()));
    assert!(stage.app.pending.is_empty());
}

#[test]
fn what_follows_a_key_is_taken_by_a_click() {
    for (width, height) in [(120, 36), (40, 12)] {
        let mut stage = Stage::new(width, height);
        stage.press("y");
        let name = stage.place("n  name");
        stage.click(Right, name);
        assert!(
            !stage.app.pending.is_empty(),
            "the right button takes nothing"
        );
        let border = (width - 1, height - 2);
        stage.click(Left, border);
        assert!(
            !stage.app.pending.is_empty(),
            "a click on the border keeps it"
        );
        stage.click(Left, name);
        assert!(stage.app.pending.is_empty());
        let copied: Vec<_> = stage.effects.drain(..).collect();
        let expected = Stage::new(width, height).press("yn").effects.clone();
        assert_eq!(copied, expected);
        assert_eq!(stage.app.focus, Focus::List);

        stage.press("y").click(Left, (0, 2));
        assert!(stage.app.pending.is_empty());
        assert_eq!(stage.effects, [], "a click beside the box closes it");
    }
}

#[test]
fn a_menus_item_is_taken_by_a_click() {
    let mut stage = Stage::new(120, 36);
    stage.press("s");
    let item = stage.place("Name          A");
    stage.click(Right, item);
    assert!(stage.app.menu.is_some(), "the right button takes nothing");
    let title = stage.place("Sort by");
    stage.click(Left, title);
    assert!(stage.app.menu.is_some(), "a click within the box keeps it");
    stage.click(Left, item);
    assert!(stage.app.menu.is_none());
    let sort = stage.app.list.sort.map(|sort| sort.column.to_string());
    assert_eq!(sort.as_deref(), Some("name"));

    stage.press("s").click(Left, (0, 35));
    assert!(stage.app.menu.is_none(), "a click beside the box closes it");
}
