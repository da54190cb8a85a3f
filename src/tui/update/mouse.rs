//! The mouse: a click selects what is under it, a second one opens it, the wheel scrolls the pane under the pointer.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{edit, filter, go, menus};
use crate::{
    search::Standing,
    tui::{
        action::Action,
        app::{App, Focus, Screen},
        draw::{begun, menu::MenuBox, offered},
        effect::Effect,
        layout::inside,
    },
};

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;

pub(super) fn update(app: &mut App, mouse: MouseEvent) -> Vec<Effect> {
    let at = Position::new(mouse.column, mouse.row);
    let is_meant = matches!(
        mouse.kind,
        MouseEventKind::Down(_) | MouseEventKind::ScrollUp | MouseEventKind::ScrollDown
    );
    let is_begun = !app.pending.is_empty() && app.menu.is_none() && app.finder.is_none();
    if let (true, MouseEventKind::Down(button)) = (is_begun, mouse.kind) {
        return click_begun(app, at, button);
    }
    if is_meant {
        app.pending.clear();
    }
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => click(app, at, Standing::Included),
        MouseEventKind::Down(MouseButton::Right) => click(app, at, Standing::Excluded),
        MouseEventKind::ScrollUp => wheel(app, at, -NOTCH),
        MouseEventKind::ScrollDown => wheel(app, at, NOTCH),
        _ => Vec::new(),
    }
}

/// The right button leaves a filter out and opens nothing; elsewhere both do the same.
fn click(app: &mut App, at: Position, wish: Standing) -> Vec<Effect> {
    let clicked = app.list.clicked.take();
    if app.menu.is_some() {
        return click_menu(app, at, wish);
    }
    if app.finder.take().is_some() {
        return Vec::new();
    }
    let body = app.body();
    if let Screen::Chart(chart) = &mut app.screen {
        if body.contains(at) {
            let taken = chart.click(at.x - body.x, at.y - body.y, &app.world);
            go::take(app, taken);
        }
        return Vec::new();
    }
    if !matches!(app.screen, Screen::Browse) {
        return Vec::new();
    }
    if app.is_offering()
        && let Some(item) = offered(app).item_at(app.body(), at)
    {
        edit::choose(app, item);
        return Vec::new();
    }
    let areas = app.areas;
    if areas.query.contains(at) {
        return super::act(app, Action::EditQuery);
    }
    if areas.filters.contains(at) {
        app.focus = Focus::Filters;
        edit::settle(app);
        if let Some(line) = line_at(areas.filters, at, app.filters.view.offset)
            && app.filters.go(line)
        {
            filter::choose(app, wish);
        }
    } else if areas.list.contains(at) {
        let row = line_at(areas.list, at, app.list.view.offset);
        if let Some(row) = row.filter(|row| *row < app.list.hits.len()) {
            let is_selected = app.focus == Focus::List && app.list.view.cursor == row;
            let is_second = is_selected && clicked == Some(row);
            return click_row(app, row, (wish, is_second));
        }
        app.focus = Focus::List;
    } else if areas.detail.contains(at) {
        app.focus = Focus::Detail;
    }
    Vec::new()
}

/// The left button selects a row, and opens it when it was the last that was clicked.
fn click_row(app: &mut App, row: usize, (wish, is_second): (Standing, bool)) -> Vec<Effect> {
    let is_left = wish == Standing::Included;
    app.focus = Focus::List;
    if is_left && is_second {
        return super::act(app, Action::Open);
    }
    app.list.view.go(row);
    app.list.clicked = is_left.then_some(row);
    app.show_selected();
    Vec::new()
}

/// An item is taken where it stands; a click beside the box closes it.
fn click_menu(app: &mut App, at: Position, wish: Standing) -> Vec<Effect> {
    let body = app.body();
    let Some(menu) = &mut app.menu else {
        return Vec::new();
    };
    let drawn = MenuBox {
        menu,
        theme: app.theme,
        glyphs: app.world.glyphs,
    };
    let (item, is_inside) = (drawn.item_at(body, at), drawn.contains(body, at));
    match item {
        Some(item) if wish == Standing::Included => {
            menu.go(item);
            menus::act(app, Action::Accept)
        }
        _ => {
            if !is_inside {
                app.menu = None;
            }
            Vec::new()
        }
    }
}

/// What may follow the keys pressed so far is a menu, too.
fn click_begun(app: &mut App, at: Position, button: MouseButton) -> Vec<Effect> {
    let (begun, body) = (begun(app), app.body());
    let action = begun.action_at(body, at);
    if let Some(action) = action.filter(|_| button == MouseButton::Left) {
        app.pending.clear();
        return super::act(app, action);
    }
    if !begun.contains(body, at) {
        app.pending.clear();
    }
    Vec::new()
}

/// The line of a pane's content under a position.
fn line_at(pane: Rect, at: Position, offset: usize) -> Option<usize> {
    let content = inside(pane);
    content
        .contains(at)
        .then(|| offset + usize::from(at.y - content.y))
}

fn wheel(app: &mut App, at: Position, by: isize) -> Vec<Effect> {
    let (areas, body) = (app.areas, app.body());
    if let Some(menu) = &mut app.menu {
        menu.step(by.signum());
        return Vec::new();
    }
    match &mut app.screen {
        Screen::Compare(text) | Screen::Check(text) => text.scroll(by),
        Screen::Chart(chart) => chart.wheel(
            at.x - body.x.min(at.x),
            at.y - body.y.min(at.y),
            by.signum(),
        ),
        Screen::Browse if areas.filters.contains(at) => app.filters.scroll(by),
        Screen::Browse if areas.detail.contains(at) => app.detail.scroll(by),
        Screen::Browse => {
            app.list.view.step(by);
            app.show_selected();
        }
    }
    Vec::new()
}
