//! The mouse: a click selects what is under it, a second one opens it, the wheel scrolls the pane under the pointer.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::{filter, go};
use crate::{
    search::Standing,
    tui::{
        action::Action,
        app::{App, Focus, Screen},
        effect::Effect,
        layout::inside,
    },
};

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;

pub(super) fn update(app: &mut App, mouse: MouseEvent) -> Vec<Effect> {
    let at = Position::new(mouse.column, mouse.row);
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => click(app, at, Standing::Included),
        MouseEventKind::Down(MouseButton::Right) => click(app, at, Standing::Excluded),
        MouseEventKind::ScrollUp => wheel(app, at, -NOTCH),
        MouseEventKind::ScrollDown => wheel(app, at, NOTCH),
        _ => Vec::new(),
    }
}

/// The right button leaves a filter out; elsewhere both do the same.
fn click(app: &mut App, at: Position, wish: Standing) -> Vec<Effect> {
    if app.menu.take().is_some() || app.finder.take().is_some() {
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
    let areas = app.areas;
    if areas.query.contains(at) {
        return super::act(app, Action::EditQuery);
    }
    if areas.filters.contains(at) {
        app.focus = Focus::Filters;
        if let Some(line) = line_at(areas.filters, at, app.filters.view.offset)
            && app.filters.go(line)
        {
            filter::choose(app, wish);
        }
    } else if areas.list.contains(at) {
        return click_row(app, at);
    } else if areas.detail.contains(at) {
        app.focus = Focus::Detail;
    }
    Vec::new()
}

fn click_row(app: &mut App, at: Position) -> Vec<Effect> {
    app.focus = Focus::List;
    let Some(row) = line_at(app.areas.list, at, app.list.view.offset) else {
        return Vec::new();
    };
    if row >= app.list.hits.len() {
        return Vec::new();
    }
    if app.list.view.cursor == row {
        return super::act(app, Action::Open);
    }
    app.list.view.go(row);
    app.show_selected();
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
        Screen::Browse if areas.filters.contains(at) => app.filters.step(by.signum()),
        Screen::Browse if areas.detail.contains(at) => app.detail.scroll(by),
        Screen::Browse => {
            app.list.view.step(by);
            app.show_selected();
        }
    }
    Vec::new()
}
