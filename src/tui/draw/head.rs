//! The head: the search line with what was misunderstood marked, and what the answers stand on.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::put;
use crate::{
    text::{Word, width},
    tui::{
        app::{App, Focus},
        theme::Element,
    },
    view::Role,
    words::Deployment,
};

const NAME: &str = " portolan ";

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    query(app, buffer);
    status(app, buffer);
}

/// The room for the query: all that the status leaves of a line that they share.
fn room(app: &App) -> Rect {
    let (query, status) = (app.areas.query, app.areas.status);
    if query.y != status.y {
        return query;
    }
    let taken = u16::try_from(width::of(&parts(app).join(separator(app))) + 3).unwrap_or(u16::MAX);
    Rect {
        width: (query.width + status.width).saturating_sub(taken),
        ..query
    }
}

fn prompt(app: &App) -> u16 {
    if app.areas.query.width >= 60 {
        u16::try_from(NAME.len()).unwrap_or(0)
    } else {
        1
    }
}

fn query(app: &App, buffer: &mut Buffer) {
    let (area, theme) = (room(app), app.theme);
    let is_typing = app.focus == Focus::Query;
    let start = prompt(app);
    if start > 1 {
        put(buffer, area, 0, NAME, theme.role(Role::Title));
    }
    let slash = if is_typing {
        theme.element(Element::Key)
    } else {
        theme.role(Role::Muted)
    };
    put(buffer, area, start, "/", slash);
    let text = app.query.line.text();
    if text.is_empty() && !is_typing {
        put(
            buffer,
            area,
            start + 2,
            "type / to search",
            theme.role(Role::Muted),
        );
        return;
    }
    let room = usize::from(area.width.saturating_sub(start + 3));
    let skip = skipped(app, room);
    let mut column = start + 1;
    for (at, letter) in text.char_indices().filter(|(at, _)| *at >= skip) {
        let is_odd = app
            .query
            .query
            .problems
            .iter()
            .any(|problem| problem.at.contains(&at));
        let style = if is_odd {
            theme.element(Element::Misunderstood)
        } else {
            theme.role(Role::Strong)
        };
        if usize::from(column) > usize::from(start) + room + 1 {
            break;
        }
        column += put(buffer, area, column, letter.encode_utf8(&mut [0; 4]), style);
    }
}

/// Bytes of the query that are out of sight on the left, so that the cursor is in sight.
fn skipped(app: &App, room: usize) -> usize {
    let line = &app.query.line;
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let mut skip = 0;
    for (at, _) in before.char_indices().chain([(before.len(), ' ')]) {
        skip = at;
        if width::of(&before[at..]) <= room {
            break;
        }
    }
    skip
}

pub(super) fn cursor(app: &App) -> Option<Position> {
    let area = room(app);
    let line = &app.query.line;
    let start = prompt(app);
    let room = usize::from(area.width.saturating_sub(start + 3));
    let before = line.text().get(skipped(app, room)..line.cursor())?;
    let column = start + 1 + u16::try_from(width::of(before)).ok()?;
    Some(Position::new(
        area.x + column.min(area.width.saturating_sub(1)),
        area.y,
    ))
}

fn separator(app: &App) -> &'static str {
    app.world.glyphs.separator()
}

/// How many, how old, for whom: in full where there is room.
fn parts(app: &App) -> [String; 3] {
    let count = format!("{} of {}", app.list.hits.len(), app.total);
    let deployment = app.world.profile.deployment;
    let assumed = if app.world.provenance.is_deployment_given {
        ""
    } else {
        " (assumed)"
    };
    let age = match &app.refreshing {
        Some(refreshing) => format!("refreshing: {}", refreshing.progress),
        None => age(app),
    };
    let wide = [
        count.clone(),
        age,
        format!("{}{assumed}", deployment.label()),
    ];
    let fits = width::of(&wide.join(separator(app))) + 2 <= usize::from(app.areas.status.width);
    if fits {
        wide
    } else {
        let age = match &app.refreshing {
            Some(_) => "refreshing".to_owned(),
            None => short_age(app),
        };
        [count, age, short_place(deployment).to_owned()]
    }
}

fn status(app: &App, buffer: &mut Buffer) {
    let (area, theme) = (app.areas.status, app.theme);
    let separator = separator(app);
    let parts = parts(app);
    let total = width::of(&parts.join(separator));
    let mut column = area
        .width
        .saturating_sub(u16::try_from(total + 1).unwrap_or(u16::MAX));
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            column += put(buffer, area, column, separator, theme.role(Role::Muted));
        }
        let style = match at {
            1 if app.world.provenance.is_old() => theme.element(Element::Stale),
            1 => theme.role(Role::Muted),
            2 => theme.role(Role::Own),
            _ => theme.role(Role::Plain),
        };
        column += put(buffer, area, column, part, style);
    }
}

fn short_place(deployment: Deployment) -> &'static str {
    match deployment {
        Deployment::Cloud => "Cloud",
        Deployment::Powered => "Powered",
        Deployment::SelfManagedEnterprise => "SM Enterprise",
        Deployment::SelfManagedCommunity => "SM Community",
    }
}

fn age(app: &App) -> String {
    let provenance = &app.world.provenance;
    let day = provenance
        .as_of
        .map_or_else(|| "?".to_owned(), |day| day.to_string());
    format!("catalog {day}, {}", short_age(app))
}

fn short_age(app: &App) -> String {
    match app.world.provenance.age_days() {
        None => "age unknown".to_owned(),
        Some(0) => "today's".to_owned(),
        Some(days) if days < 60 => format!("{days} d old"),
        Some(days) => format!("{} mo old", days / 30),
    }
}
