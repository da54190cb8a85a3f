//! Never a blank pane: why there is nothing, and which keys of this place lead on.

use ratatui::{buffer::Buffer, layout::Rect};

use super::put;
use crate::{
    text::width,
    tui::{action::Action, app::App},
    view::{Role, nothing, outlook::Scope, phrase},
};

/// In place of the list.
pub(super) fn list(app: &App, area: Rect, buffer: &mut Buffer) {
    if let Some(waiting) = waiting(app) {
        write(&waiting, app, area, buffer);
        return;
    }
    let query = &app.query.query;
    let mut lines = vec!["No connector matches.".to_owned()];
    lines.extend(query.told().iter().map(|told| phrase::sentence(told)));
    lines.extend(app.near.instead.as_deref().map(phrase::sentence));
    match nothing::in_the_way(query, &app.obstacles) {
        Some(told) => lines.push(phrase::sentence(&told)),
        None if query.is_empty() => lines.push("The catalog is empty.".to_owned()),
        None => {}
    }
    if !app.near.nearest.is_empty() {
        lines.push(format!("Nearest: {}", app.near.nearest.join(", ")));
    } else if nothing::is_unknown(query, &app.near) {
        lines.push("None is called anything like it.".to_owned());
    }
    lines.extend(ways_on(app));
    write(&lines, app, area, buffer);
}

/// What the list waits for, if it does.
fn waiting(app: &App) -> Option<Vec<String>> {
    if app.pursuit.is_awaited() {
        return Some(vec!["Searching…".to_owned()]);
    }
    let loading = format!("Loading {}…", app.awaited.as_ref()?.what);
    let promise =
        "The list is here as soon as it is read. You can type what to search for meanwhile.";
    Some(vec![loading, promise.to_owned()])
}

/// In place of what is told of a connector.
pub(super) fn detail(app: &App, area: Rect, buffer: &mut Buffer) {
    write(&["No connector is selected.".to_owned()], app, area, buffer);
}

/// What can be done about it, with the keys that do it here.
fn ways_on(app: &App) -> Vec<String> {
    let key = |action| app.key_of(action);
    let clear = key(Action::ClearQuery).or_else(|| key(Action::DeleteToStart));
    let clear = clear.filter(|_| !app.query.query.is_empty());
    let gone = key(Action::ShowGone).filter(|_| app.scope == Scope::Offered);
    let gone = gone.zip(app.near.told());
    let ways = [
        clear.map(|key| format!("{key} clears the query.")),
        gone.map(|(key, told)| format!("{key} shows {told}.")),
    ];
    ways.into_iter().flatten().collect()
}

fn write(lines: &[String], app: &App, area: Rect, buffer: &mut Buffer) {
    let room = usize::from(area.width).max(2);
    let wrapped = lines.iter().flat_map(|line| width::wrap(line, room));
    for (line, row) in wrapped.zip(area.rows()) {
        put(buffer, row, 0, &line, app.theme.role(Role::Muted));
    }
}
