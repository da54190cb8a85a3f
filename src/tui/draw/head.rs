//! The head: the search line with what was misunderstood marked, and what the answers stand on.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::put;
use crate::{
    text::{Word, width},
    tui::{
        action::Action,
        app::{App, Awaited, Focus},
        theme::Element,
    },
    view::{Role, provenance::Freshness},
    words::Deployment,
};

const NAME: &str = " portolan ";
/// So many letters of a query keep their room beside the status.
const LEAST_QUERY: usize = 16;

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    query(app, buffer);
    status(app, buffer);
}

/// The room for the query: all that the status leaves of a line that they share.
fn room(app: &App) -> Rect {
    let (query, line) = (app.areas.query, status_area(app));
    if query.y != line.y {
        return query;
    }
    let taken = u16::try_from(length(&parts(app), app) + 3).unwrap_or(u16::MAX);
    Rect {
        width: line.width.saturating_sub(taken),
        ..query
    }
}

fn prompt(app: &App) -> u16 {
    if app.areas.all.width >= 60 {
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
        if let Some(key) = app.key_of(Action::EditQuery) {
            let how = format!("type {key} to search");
            put(buffer, area, start + 2, &how, theme.role(Role::Muted));
        }
        return;
    }
    let room = usize::from(area.width.saturating_sub(start + 3));
    let skip = skipped(app, room);
    let mut column = start + 1;
    for (at, letter) in width::graphemes(text).filter(|(at, _)| *at >= skip) {
        let is_odd = app
            .query
            .query
            .problems
            .iter()
            .any(|problem| problem.at.start < at + letter.len() && at < problem.at.end);
        let style = if is_odd {
            theme.element(Element::Misunderstood)
        } else {
            theme.role(Role::Strong)
        };
        if usize::from(column) > usize::from(start) + room + 1 {
            break;
        }
        column += put(buffer, area, column, letter, style);
    }
    if let Some(ghost) = app.query.offer.ghost(&app.query.line).filter(|_| is_typing) {
        put(buffer, area, column, ghost, theme.role(Role::Muted));
    }
}

/// Bytes of the query that are out of sight on the left, so that the cursor is in sight.
fn skipped(app: &App, room: usize) -> usize {
    let line = &app.query.line;
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let mut skip = 0;
    for (at, _) in width::graphemes(before).chain([(before.len(), "")]) {
        skip = at;
        if width::of(&before[at..]) <= room {
            break;
        }
    }
    skip
}

pub(super) fn cursor(app: &App) -> Position {
    let column = column(app, app.query.line.cursor());
    Position::new(column, room(app).y)
}

/// The column of the screen on which a letter of the query stands.
pub(super) fn column(app: &App, at: usize) -> u16 {
    let area = room(app);
    let start = prompt(app);
    let room = usize::from(area.width.saturating_sub(start + 3));
    let before = app.query.line.text().get(skipped(app, room)..at);
    let before = width::of(before.unwrap_or_default());
    let column = u16::try_from(before)
        .unwrap_or(u16::MAX)
        .saturating_add(start + 1);
    area.x + column.min(area.width.saturating_sub(1))
}

/// The whole of a shared line: what the query leaves is blank.
fn status_area(app: &App) -> Rect {
    let (query, status) = (app.areas.query, app.areas.status);
    if query.y != status.y {
        return status;
    }
    Rect {
        width: query.width + status.width,
        ..query
    }
}

/// Columns of a shared line that the query does not need.
fn spare(app: &App) -> usize {
    let (query, status) = (app.areas.query, app.areas.status);
    if query.y != status.y {
        return 0;
    }
    let typed = width::of(app.query.line.text()).max(LEAST_QUERY);
    let taken = usize::from(prompt(app)) + typed + 4;
    usize::from(query.width).saturating_sub(taken)
}

fn separator(app: &App) -> &'static str {
    app.world.glyphs.separator()
}

/// What the status tells of, each with looks of its own.
#[derive(Clone, Copy)]
enum Told {
    Work,
    Count,
    Age,
    Place,
}

/// How many, how old, for whom, and what is going on: in full where there is room. The age is never left out.
fn parts(app: &App) -> Vec<(Told, String)> {
    let room = usize::from(app.areas.status.width) + spare(app);
    let fits = |parts: &[(Told, String)]| length(parts, app) + 2 <= room;
    let forms = forms(app);
    let last = forms.len().saturating_sub(1);
    let fitting = forms.iter().position(|form| fits(form)).unwrap_or(last);
    forms.into_iter().nth(fitting).unwrap_or_default()
}

/// The forms of the status, the longest first.
fn forms(app: &App) -> Vec<Vec<(Told, String)>> {
    let deployment = app.world.profile.deployment;
    let assumed = if app.world.provenance.is_deployment_given {
        ""
    } else {
        " (assumed)"
    };
    let place = (Told::Place, format!("{}{assumed}", deployment.label()));
    let short = short_place(deployment);
    let brief_place = (Told::Place, format!("{short}{assumed}"));
    let short_place = (Told::Place, short.to_owned());
    if let Some(Awaited { what, .. }) = &app.awaited {
        let work = |text: String| (Told::Work, text);
        return vec![
            vec![work(format!("loading {what}…")), place],
            vec![work("loading…".to_owned()), short_place],
        ];
    }
    let count = if app.pursuit.is_awaited() {
        (Told::Work, "searching…".to_owned())
    } else {
        let hits = app.list.hits.len();
        (Told::Count, format!("{hits} of {}", app.total))
    };
    let (age, short_age) = ((Told::Age, age(app)), (Told::Age, short_age(app)));
    let Some(refreshing) = &app.refreshing else {
        let of_age = (Told::Age, format!("{}, {}", origin(app), short_age.1));
        return vec![
            vec![count.clone(), age.clone(), place.clone()],
            vec![count.clone(), age.clone(), brief_place.clone()],
            vec![count.clone(), age, short_place.clone()],
            vec![count.clone(), of_age.clone(), place],
            vec![count.clone(), of_age.clone(), brief_place.clone()],
            vec![count.clone(), of_age, short_place.clone()],
            vec![count.clone(), short_age.clone(), brief_place],
            vec![count, short_age, short_place],
        ];
    };
    let work = (Told::Work, "refreshing".to_owned());
    let mut forms = vec![
        vec![work.clone(), age, place],
        vec![work, short_age.clone(), short_place.clone()],
    ];
    if app.settings.has_motion && !refreshing.progress.is_empty() {
        let progress = (Told::Work, format!("refreshing: {}", refreshing.progress));
        forms.insert(0, vec![progress, short_age, short_place]);
    }
    forms
}

fn length(parts: &[(Told, String)], app: &App) -> usize {
    let texts: usize = parts.iter().map(|(_, part)| width::of(part)).sum();
    texts + parts.len().saturating_sub(1) * width::of(separator(app))
}

fn status(app: &App, buffer: &mut Buffer) {
    let (area, theme) = (status_area(app), app.theme);
    let separator = separator(app);
    let parts = parts(app);
    let taken = u16::try_from(length(&parts, app) + 1).unwrap_or(u16::MAX);
    let mut column = area.width.saturating_sub(taken);
    for (at, (told, part)) in parts.iter().enumerate() {
        if at > 0 {
            column += put(buffer, area, column, separator, theme.role(Role::Muted));
        }
        let style = match told {
            Told::Age => match app.world.provenance.freshness() {
                Freshness::Fresh => theme.role(Role::Muted),
                Freshness::Ageing => theme.element(Element::Ageing),
                Freshness::Old => theme.element(Element::Old),
            },
            Told::Place => theme.role(Role::Own),
            Told::Work => theme.role(Role::Strong),
            Told::Count => theme.role(Role::Plain),
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
    format!("{} catalog {day}, {}", origin(app), short_age(app))
}

/// With where the facts came from: a user's own file is not taken for what is published.
fn origin(app: &App) -> &'static str {
    match app.world.provenance.origin {
        "cache" => "cached",
        other => other,
    }
}

fn short_age(app: &App) -> String {
    match app.world.provenance.age_days() {
        None => "age unknown".to_owned(),
        Some(0) => "today's".to_owned(),
        Some(days) if days < 60 => format!("{days} d old"),
        Some(days) => format!("{} mo old", days / 30),
    }
}
