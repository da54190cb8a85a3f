//! What is said to the user: in the place of the hints, and over the body where one line is too short.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{frame::clear_box, put};
use crate::{
    text::width,
    tui::{app::App, theme::Element},
    view::Role,
};

/// More lines than this hide what the notice is about.
const LINES: usize = 3;

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    let Some(text) = app.notices.current() else {
        return;
    };
    let room = usize::from(app.areas.footer.width.saturating_sub(2));
    let lines = lines(text, (app.notices.waiting(), LINES), room);
    write(&lines, app.theme.element(Element::Notice), (app, buffer));
}

/// What was not understood of the query that is typed: over one line of the body at most.
pub(super) fn problem(app: &App, text: &str, buffer: &mut Buffer) {
    let room = usize::from(app.areas.footer.width.saturating_sub(2));
    let lines = lines(text, (0, 2), room);
    write(&lines, app.theme.role(Role::Alert), (app, buffer));
}

fn write(lines: &[String], style: Style, (app, buffer): (&App, &mut Buffer)) {
    let footer = app.areas.footer;
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let area = Rect {
        y: footer.bottom().saturating_sub(height),
        height,
        ..footer
    };
    lift(footer, area, buffer);
    clear_box(area, buffer);
    for (row, line) in area.rows().zip(lines) {
        put(buffer, row, 1, line, style);
    }
}

/// A notice of several lines leaves the panes closed: their last row stands above it.
fn lift(footer: Rect, area: Rect, buffer: &mut Buffer) {
    let (Some(from), Some(to)) = (footer.y.checked_sub(1), area.y.checked_sub(1)) else {
        return;
    };
    if from == to {
        return;
    }
    for x in footer.left()..footer.right() {
        let cell = buffer.cell((x, from)).cloned();
        if let (Some(cell), Some(place)) = (cell, buffer.cell_mut((x, to))) {
            *place = cell;
        }
    }
}

/// The text in as few lines as it takes, and how many more notices wait.
fn lines(text: &str, (waiting, most): (usize, usize), room: usize) -> Vec<String> {
    let more = match waiting {
        0 => String::new(),
        waiting => format!(" (+{waiting})"),
    };
    let mut lines = if fits(text, "", room) {
        vec![text.to_owned()]
    } else {
        width::wrap(text, room)
    };
    if lines.len() < most && lines.last().is_some_and(|last| !fits(last, &more, room)) {
        lines.push(String::new());
    }
    let rest = lines.split_off(lines.len().min(most) - 1).join(" ");
    let cut = width::truncate(&rest, room.saturating_sub(width::of(&more)));
    lines.push(format!("{cut}{more}").trim_start().to_owned());
    lines
}

fn fits(line: &str, more: &str, room: usize) -> bool {
    width::of(line) + width::of(more) <= room
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_takes_the_lines_that_it_needs_and_says_what_waits() {
        let table: &[(&str, usize, &[&str])] = &[
            ("theme: dark", 0, &["theme: dark"]),
            ("theme: dark", 2, &["theme: dark (+2)"]),
            (
                "one two three four five",
                0,
                &["one two three four", "five"],
            ),
            ("one two three four", 1, &["one two three four", "(+1)"]),
            (
                "one two three four one two three four one two three four five",
                12,
                &[
                    "one two three four",
                    "one two three four",
                    "one two thre… (+12)",
                ],
            ),
        ];
        for (text, waiting, expected) in table {
            assert_eq!(lines(text, (*waiting, LINES), 19), *expected, "{text}");
        }
        for room in 0..5 {
            assert!((1..=LINES).contains(&lines("a long notice of words", (3, LINES), room).len()));
        }
    }
}
