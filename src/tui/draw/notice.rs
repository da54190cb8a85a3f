//! What is said to the user: in the place of the hints, and over the body where one line is too short.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{frame::clear_box, put};
use crate::{
    text::width,
    tui::{app::App, theme::Element},
};

/// More lines than this hide what the notice is about.
const LINES: usize = 3;

pub(super) fn draw(app: &App, buffer: &mut Buffer) {
    let Some(text) = app.notices.current() else {
        return;
    };
    let footer = app.areas.footer;
    let room = usize::from(footer.width.saturating_sub(2));
    let lines = lines(text, app.notices.waiting(), room);
    let height = u16::try_from(lines.len()).unwrap_or(1);
    let area = Rect {
        y: footer.bottom().saturating_sub(height),
        height,
        ..footer
    };
    clear_box(area, buffer);
    for (row, line) in area.rows().zip(&lines) {
        put(buffer, row, 1, line, app.theme.element(Element::Notice));
    }
}

/// The text in as few lines as it takes, and how many more notices wait.
fn lines(text: &str, waiting: usize, room: usize) -> Vec<String> {
    let more = match waiting {
        0 => String::new(),
        waiting => format!(" (+{waiting})"),
    };
    let mut lines = if fits(text, "", room) {
        vec![text.to_owned()]
    } else {
        width::wrap(text, room)
    };
    if lines.len() < LINES && lines.last().is_some_and(|last| !fits(last, &more, room)) {
        lines.push(String::new());
    }
    let rest = lines.split_off(lines.len().min(LINES) - 1).join(" ");
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
            assert_eq!(lines(text, *waiting, 19), *expected, "{text}");
        }
        for room in 0..5 {
            assert!((1..=LINES).contains(&lines("a long notice of words", 3, room).len()));
        }
    }
}
