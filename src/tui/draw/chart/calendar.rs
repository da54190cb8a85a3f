//! The weeks ahead drawn to scale, and the deadlines in them one by one.

use ratatui::layout::Rect;

use crate::{
    text::{days, width},
    tui::{
        part::chart::{Block, Strip},
        theme::Element,
    },
    view::{Glyphs, Role, chart::Deadline},
};

use super::{ChartScreen, pen::Pen};

/// Nearer ones are told in the colour of what is near.
const NEAR: i64 = 30;
/// Columns of the day and of what is left; the day is told where the whole row has so much room.
const DAY: usize = 11;
const LEFT: usize = 8;
const WITH_DAY: usize = 34;
/// The kind is told where name, version and kind have so much room.
const WITH_KIND: usize = 24;

pub(super) fn title(screen: &ChartScreen<'_>) -> String {
    let deadlines = &screen.part.chart.calendar.deadlines;
    match deadlines.first() {
        None => "No deadline ahead".to_owned(),
        Some(next) => {
            let (count, left) = (deadlines.len(), left(next));
            format!("Deadlines ahead: {count}, the next {}", later(&left))
        }
    }
}

fn later(left: &str) -> String {
    match left {
        "today" => left.to_owned(),
        left => format!("in {left}"),
    }
}

pub(super) fn draw(screen: &ChartScreen<'_>, inner: Rect, pen: &mut Pen<'_>) {
    if screen.part.chart.calendar.deadlines.is_empty() {
        return nothing(screen, inner, pen);
    }
    let strip = screen.part.strip();
    if strip.height() > 0 {
        weeks(screen, strip, inner, pen);
    }
    let top = inner.y + strip.height();
    let view = screen.part.deadlines;
    let deadlines = &screen.part.chart.calendar.deadlines;
    for (y, at) in (top..inner.bottom()).zip(view.range()) {
        if let Some(deadline) = deadlines.get(at) {
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            self::row(screen, deadline, row, pen);
            if at == view.cursor {
                let (mark, style) = screen.cursor(Block::Deadlines);
                pen.line(row.x, row.y, row.right()).role(mark, Role::Own);
                pen.restyle(row, style);
            }
        }
    }
}

fn nothing(screen: &ChartScreen<'_>, inner: Rect, pen: &mut Pen<'_>) {
    let known = match screen.part.chart.as_of {
        Some(day) => format!(
            "No upgrade deadline ahead. The catalog is of {day}; what was declared since is not in it."
        ),
        None => "No upgrade deadline ahead.".to_owned(),
    };
    super::say(&known, inner, pen);
}

fn weeks(screen: &ChartScreen<'_>, strip: Strip, inner: Rect, pen: &mut Pen<'_>) {
    let calendar = &screen.part.chart.calendar;
    let (dot, line, tick, today) = match screen.world.glyphs {
        Glyphs::Unicode => ("·", "─", "┬", "┼"),
        Glyphs::Ascii => (".", "-", "+", "|"),
    };
    let column = strip.column;
    let mut counts = pen.line(inner.x, inner.y, inner.right());
    for count in calendar.weeks(strip.weeks) {
        match count {
            0 => counts.role(&width::fit(dot, column), Role::Muted),
            count => counts.role(&width::fit(&shown(*count, column), column), Role::Alert),
        }
    }
    match calendar.later(strip.weeks) {
        0 => {}
        later => counts.role(&format!("+{later}"), Role::Alert),
    }
    let border = screen.theme.element(Element::Border);
    let length = strip.weeks * column;
    pen.line(inner.x, inner.y + 1, inner.right())
        .write(&line.repeat(length), border);
    pen.line(inner.x, inner.y + 1, inner.right())
        .role(today, Role::Own);
    let mut names = pen.line(inner.x, inner.y + 2, inner.right());
    names.role("today", Role::Own);
    let mut free = "today".len() + 1;
    for (days, name) in calendar.months(strip.weeks) {
        let days = usize::try_from(days).unwrap_or(0);
        let at = days * column / 7;
        let x = inner.x + u16::try_from(at).unwrap_or(0);
        pen.line(x, inner.y + 1, inner.right()).write(tick, border);
        if at >= free && at + name.len() <= length {
            pen.line(x, inner.y + 2, inner.right())
                .role(name, Role::Muted);
            free = at + name.len() + 1;
        }
    }
}

/// A week's count in its columns.
fn shown(count: usize, column: usize) -> String {
    let number = count.to_string();
    if number.len() < column {
        number
    } else {
        "+".to_owned()
    }
}

fn left(deadline: &Deadline) -> String {
    match deadline.days_left {
        0 => "today".to_owned(),
        left => days(left),
    }
}

fn row(screen: &ChartScreen<'_>, deadline: &Deadline, row: Rect, pen: &mut Pen<'_>) {
    let end = row.right().saturating_sub(1);
    let mut line = pen.line(row.x + 2.min(row.width), row.y, end);
    let role = if deadline.days_left <= NEAR {
        Role::Alert
    } else {
        Role::Plain
    };
    if line.room() >= WITH_DAY {
        line.role(&width::fit(&deadline.day.to_string(), DAY), Role::Muted);
    }
    line.role(&format!("{:>LEFT$} ", left(deadline)), role);
    let version = deadline.version.to_string();
    let kind = if line.room() >= WITH_KIND {
        super::kind(deadline.kind, screen)
    } else {
        String::new()
    };
    let taken = width::of(&version) + 1 + width::of(&kind);
    let room = line.room().saturating_sub(taken);
    let name = width::truncate(&deadline.name, room).into_owned();
    line.role(&name, Role::Strong);
    line.role(&format!(" {version}"), Role::Plain);
    line.role(&kind, Role::Muted);
}
