//! The list: one connector a row. Columns give way in a sensible order as the width shrinks; state is always a mark
//! and, where there is room, a word.

mod reason;

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{empty, frame::Pane, put};
use crate::{
    catalog::{Connector, Version},
    date,
    policy::Judgement,
    text::{Word, width},
    tui::{
        app::{App, Focus},
        layout::inside,
        part::list::Columns,
        theme::Element,
        world::World,
    },
    view::{Role, reason::Reason},
    words::{Kind, Level, Way},
};

/// A name that is cut shorter than this says nothing.
const NAME: u16 = 12;

/// A cell: its text, its look, and its width.
type Cell<'a> = (Cow<'a, str>, Style, u16);

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    let area = app.areas.list;
    let view = app.list.view;
    let note = note(app);
    let marks = app.list.marks.len();
    let marked = if marks == 0 {
        String::new()
    } else {
        format!(" ({marks} marked)")
    };
    let order = app
        .list
        .sort
        .map_or_else(String::new, |sort| format!(", {sort}"));
    let half = app.query.half();
    let half = half.map_or_else(String::new, |half| format!(", {half}"));
    let title = format!("Connectors{marked}{order}{half}");
    let is_focused = matches!(app.focus, Focus::List | Focus::Query);
    let noted = u16::try_from(width::of(&note)).unwrap_or(area.width);
    Pane {
        title,
        note,
        is_focused,
    }
    .draw(area, app, buffer);
    let content = inside(area);
    if view.total == 0 {
        empty::list(app, content, buffer);
        return;
    }
    let mut rows: Vec<Row<'_>> = seen(app);
    let badges = rows
        .iter()
        .map(|row| width::of(&row.badge.0))
        .max()
        .unwrap_or(0);
    let mut untold = None;
    for (at, row) in rows.iter_mut().enumerate() {
        row.badges = u16::try_from(badges).unwrap_or(0);
        let area = Rect {
            y: content.y + u16::try_from(at).unwrap_or(0),
            height: 1,
            ..content
        };
        let reason = draw_row(row, area, buffer);
        untold = untold.or(reason.filter(|_| row.is_current));
    }
    if let Some(reason) = untold {
        reason::draw_below(app, reason, (area, noted), buffer);
    }
}

/// What stands on the lower border.
fn note(app: &App) -> String {
    let view = app.list.view;
    if app.pursuit.is_awaited() {
        // What is listed is the answer to another question.
        "searching…".to_owned()
    } else if view.total == 0 {
        String::new()
    } else {
        format!("{} of {}", view.cursor + 1, view.total)
    }
}

/// The lower border between its corner and what stands on it.
pub(super) fn below(app: &App) -> Rect {
    let area = app.areas.list;
    let taken = u16::try_from(width::of(&note(app)) + 4).unwrap_or(u16::MAX);
    Rect {
        x: area.x + 1,
        y: area.bottom().saturating_sub(1),
        width: area.width.saturating_sub(taken),
        height: area.height.min(1),
    }
}

/// The rows in sight.
fn seen(app: &App) -> Vec<Row<'_>> {
    let view = app.list.view;
    let places = app
        .list
        .hits
        .get(view.range())
        .unwrap_or_default()
        .iter()
        .enumerate();
    let row = |(at, place): (usize, &usize)| {
        let connector = app.world.connector(*place)?;
        let judgement = app.world.judgement(*place)?;
        Some(Row {
            app,
            badges: 0,
            badge: badge(&app.world, *place, (connector, judgement)),
            connector,
            judgement,
            is_current: view.offset + at == view.cursor,
        })
    };
    places.filter_map(row).collect()
}

struct Row<'a> {
    app: &'a App,
    /// How wide the badges in sight are.
    badges: u16,
    badge: (Cow<'static, str>, Role),
    connector: &'a Connector,
    judgement: &'a Judgement,
    is_current: bool,
}

impl Row<'_> {
    fn is_selected(&self) -> bool {
        self.is_current && matches!(self.app.focus, Focus::List | Focus::Query)
    }
}

/// Draws a row; the reason for it, if that had no room.
fn draw_row(row: &Row<'_>, area: Rect, buffer: &mut Buffer) -> Option<Reason> {
    let app = row.app;
    let theme = app.theme;
    let is_selected = row.is_selected();
    let base = if is_selected {
        theme.element(Element::Selected)
    } else if row.is_current {
        theme.element(Element::Resting)
    } else {
        Style::new()
    };
    buffer.set_style(area.intersection(buffer.area), base);
    let glyphs = app.world.glyphs;
    let cursor = if row.is_current { glyphs.cursor() } else { " " };
    let readiness = row.judgement.readiness;
    let lit = |style: Style| if is_selected { lit(base, style) } else { style };
    let mut column = put(buffer, area, 0, cursor, lit(theme.element(Element::Key)));
    column += put(
        buffer,
        area,
        column,
        mark(row),
        lit(theme.element(Element::Key)),
    );
    let glyph = glyphs.readiness(readiness);
    column += put(
        buffer,
        area,
        column,
        glyph,
        lit(theme.role(Role::Verdict(readiness))),
    );
    column += 1;
    let cells = fitting(row, area.width.saturating_sub(column));
    let name = area.width.saturating_sub(column + breadth(&cells));
    let place = Rect {
        x: area.x + column,
        width: name,
        ..area
    };
    let styles = (lit(Style::new()), lit(theme.role(Role::Muted)));
    let untold = reason::draw_name(app, row.connector, (place, styles), buffer);
    column += name;
    for (text, style, width) in cells {
        put(
            buffer,
            area,
            column + 1,
            &width::truncate(&text, usize::from(width)),
            lit(style),
        );
        column += width + 1;
    }
    untold
}

/// The looks of a selected row; what was hit stays marked.
fn lit(base: Style, style: Style) -> Style {
    base.add_modifier(style.add_modifier & Modifier::UNDERLINED)
}

/// Whether it is marked, or pinned.
fn mark(row: &Row<'_>) -> &'static str {
    let (marks, pins) = (&row.app.list.marks, &row.app.memory.pins);
    if marks.is_empty() && pins.is_empty() {
        return " ";
    }
    let glyphs = row.app.world.glyphs;
    let key = row.connector.key();
    if marks.contains(&key) {
        glyphs.mark()
    } else if pins.iter().any(|pin| *pin == *key.0) {
        glyphs.pin()
    } else {
        " "
    }
}

/// The columns that leave the name its room: the last ones go first, and the badge after them.
fn fitting<'a>(row: &Row<'a>, room: u16) -> Vec<Cell<'a>> {
    let mut cells = cells(row);
    while room < breadth(&cells) + NAME && !cells.is_empty() {
        let optional = cells.len() - usize::from(row.badges > 0);
        cells.remove(optional.saturating_sub(1));
    }
    cells
}

/// The room that columns take, each with a blank before it.
fn breadth(cells: &[Cell<'_>]) -> u16 {
    cells.iter().map(|(_, _, width)| width + 1).sum()
}

/// The columns that are wanted after the name, the most wanted first, and a badge at the end.
fn cells<'a>(row: &Row<'a>) -> Vec<Cell<'a>> {
    let app = row.app;
    let columns = app.areas.list.width;
    let theme = app.theme;
    let connector = row.connector;
    let muted = theme.role(Role::Muted);
    let kind = match connector.kind {
        Kind::Source => "source",
        Kind::Destination => "dest",
    };
    let is_wide = app.list.columns == Columns::Wide;
    let is_asked = app.list.letters.says_kind(connector.kind);
    let style = if is_asked {
        muted.patch(theme.element(Element::Match))
    } else {
        muted
    };
    let mut cells = vec![(Cow::Borrowed(kind), style, 6)];
    if columns >= 48 || is_wide {
        let level = connector.level.name_in(app.world.words);
        cells.push((level.into(), Style::new(), 11));
    }
    if columns >= 62 || is_wide {
        cells.push((connector.stage.label().into(), muted, 5));
    }
    if columns >= 72 || is_wide {
        let version = connector.version_on(app.world.profile.deployment.registry());
        cells.push((version.map_or("", Version::as_str).into(), Style::new(), 9));
    }
    if row.badges > 0 {
        let (badge, role) = &row.badge;
        cells.push((badge.clone(), theme.role(*role), row.badges));
    }
    cells
}

/// What a user should not miss: a deadline, a level that moved, or that it is gone.
fn badge(
    world: &World,
    place: usize,
    (connector, judgement): (&Connector, &Judgement),
) -> (Cow<'static, str>, Role) {
    if connector.removed.is_some() {
        return ("gone".into(), Role::Alert);
    }
    if connector.level == Level::Archived {
        return ("arch.".into(), Role::Alert);
    }
    if connector.is_withdrawn() {
        return ("withd.".into(), Role::Alert);
    }
    if judgement.wants_license(&world.profile) {
        return ("licence".into(), Role::Alert);
    }
    if let Some(deadline) =
        connector.next_deadline(world.today, world.profile.deployment.registry())
    {
        let days = date::days_between(world.today, deadline);
        return (format!("!{days}d").into(), Role::Alert);
    }
    let moved = match world.moved(place) {
        None => "",
        Some(Way::Up) => "level+",
        Some(Way::Down) => "level-",
    };
    (moved.into(), Role::Alert)
}
