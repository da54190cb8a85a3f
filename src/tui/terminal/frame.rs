//! From one screen to the next in as few bytes as it takes, all of them at once.

use std::io;

use crossterm::{
    cursor::{Hide, MoveTo, Show},
    queue,
    style::{Attribute, SetAttribute},
    terminal::{BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate},
};
use ratatui::{
    backend::{Backend, CrosstermBackend},
    buffer::{Buffer, Cell},
    layout::Position,
};

use crate::text::width;

/// Two screens and their cursors.
pub struct Frame<'a> {
    /// `None` where nobody knows what the terminal shows: it is wiped away.
    pub before: (Option<&'a Buffer>, Option<Position>),
    pub after: (&'a Buffer, Option<Position>),
}

impl Frame<'_> {
    /// The bytes that lead from one to the other; none where they are alike.
    pub fn encode(&self) -> io::Result<Vec<u8>> {
        let (before, was_at) = self.before;
        let (after, is_at) = self.after;
        let changes = before.map_or_else(|| filled(after), |before| changes(before, after));
        let paints = before.is_none() || !changes.is_empty();
        let mut bytes = Vec::new();
        if !paints && was_at == is_at {
            return Ok(bytes);
        }
        queue!(bytes, BeginSynchronizedUpdate)?;
        if was_at.is_some() && (paints || is_at.is_none()) {
            queue!(bytes, Hide)?;
        }
        if before.is_none() {
            queue!(bytes, SetAttribute(Attribute::Reset), Clear(ClearType::All))?;
        }
        if !changes.is_empty() {
            CrosstermBackend::new(&mut bytes).draw(changes.into_iter())?;
        }
        if let Some(Position { x, y }) = is_at {
            queue!(bytes, MoveTo(x, y), Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        Ok(bytes)
    }
}

/// A cell with its column and row.
type Change<'b> = (u16, u16, &'b Cell);

/// The cells that differ. Rows of nothing but narrow letters need no thought of what wide ones leave behind.
fn changes<'b>(before: &Buffer, after: &'b Buffer) -> Vec<Change<'b>> {
    let columns = usize::from(after.area.width);
    if columns == 0 || before.area != after.area {
        return before.diff(after);
    }
    let mut changes = Vec::new();
    let rows = before
        .content
        .chunks(columns)
        .zip(after.content.chunks(columns));
    for (y, (old, new)) in (after.area.y..).zip(rows) {
        if old == new {
            continue;
        }
        if !old.iter().chain(new).all(is_narrow) {
            return before.diff(after);
        }
        let cells = (after.area.x..).zip(old.iter().zip(new));
        changes.extend(
            cells
                .filter(|(_, (old, new))| old != new)
                .map(|(x, (_, new))| (x, y, new)),
        );
    }
    changes
}

/// The cells that differ from a screen that was wiped.
fn filled(after: &Buffer) -> Vec<Change<'_>> {
    if !after.content.iter().all(is_narrow) {
        return Buffer::empty(after.area).diff(after);
    }
    let columns = usize::from(after.area.width).max(1);
    let rows = (after.area.y..).zip(after.content.chunks(columns));
    let cells =
        rows.flat_map(|(y, row)| (after.area.x..).zip(row).map(move |(x, cell)| (x, y, cell)));
    cells.filter(|(.., cell)| **cell != Cell::EMPTY).collect()
}

fn is_narrow(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() == 1 || width::of(symbol) == 1
}

#[cfg(test)]
mod tests {
    use std::num::NonZero;

    use proptest::prelude::*;
    use ratatui::{
        layout::Rect,
        style::{Color, Modifier, Style},
        widgets::Widget,
    };

    use super::*;
    use crate::{
        tui::{
            draw::menu::MenuBox,
            part::menu::Menu,
            theme::{Palette, Theme},
        },
        view::Glyphs,
    };

    /// An independent terminal.
    fn paper(columns: u16, rows: u16) -> vt100::Parser {
        let side = |length| NonZero::new(length).unwrap();
        vt100::Parser::new(side(rows), side(columns), 0)
    }

    fn screen(lines: &[String]) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 4));
        for (row, line) in (0..4).zip(lines) {
            let style = match row {
                0 => Style::new().add_modifier(Modifier::REVERSED),
                1 => Style::new().fg(Color::Green),
                _ => Style::new(),
            };
            buffer.set_stringn(0, row, line, 12, style);
        }
        buffer
    }

    fn shown(buffer: &Buffer) -> Vec<String> {
        let row = |row| {
            let mut line = String::new();
            let mut column = 0;
            while let Some(cell) = buffer.cell((column, row)) {
                line.push_str(cell.symbol());
                column += if cell.symbol() == "連" { 2 } else { 1 };
            }
            line.trim_end().to_owned()
        };
        (0..4).map(row).collect()
    }

    fn read(paper: &vt100::Parser) -> Vec<String> {
        let rows = paper.screen().rows(0, 12);
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    #[test]
    fn what_did_not_change_is_not_written() {
        let one = screen(&["one".to_owned()]);
        let at = Some(Position::new(2, 1));
        let frame = |before, after| {
            let frame = Frame { before, after };
            String::from_utf8(frame.encode().unwrap()).unwrap()
        };
        let known = Some(&one);
        assert_eq!(frame((known, None), (&one, None)), "");
        assert_eq!(frame((known, at), (&one, at)), "");
        assert_eq!(
            frame((known, None), (&one, at)),
            "\x1b[?2026h\x1b[2;3H\x1b[?25h\x1b[?2026l"
        );
        assert_eq!(
            frame((known, at), (&one, None)),
            "\x1b[?2026h\x1b[?25l\x1b[?2026l"
        );
        assert!(frame((None, None), (&one, None)).contains("\x1b[2J"));
        let none = Buffer::empty(Rect::ZERO);
        assert!(frame((None, None), (&none, None)).contains("\x1b[2J"));
    }

    #[test]
    fn looks_arrive() {
        let lines = ["picked", "green", "plain"].map(str::to_owned);
        let after = screen(&lines);
        let frame = Frame {
            before: (None, None),
            after: (&after, None),
        };
        let mut paper = paper(12, 4);
        paper.process(&frame.encode().unwrap());
        let cell = |row| paper.screen().cell(row, 0).unwrap();
        assert!(cell(0).inverse());
        assert_eq!(cell(1).fgcolor(), vt100::Color::Idx(2));
        assert_eq!(cell(2).fgcolor(), vt100::Color::Default);
        assert!(!cell(2).inverse());
    }

    #[test]
    fn a_box_over_wide_letters_is_whole_on_the_terminal() {
        let menu = Menu::new("Over", Vec::new());
        for shift in 0..2 {
            let mut after = Buffer::empty(Rect::new(0, 0, 50, 6));
            let line = format!("{}{}", " ".repeat(shift), "連".repeat(25));
            for row in 0..6 {
                after.set_stringn(0, row, &line, 50, Style::new());
            }
            let menu_box = MenuBox {
                menu: &menu,
                theme: Theme::new(Palette::Plain),
                glyphs: Glyphs::Unicode,
            };
            menu_box.render(after.area, &mut after);
            let frame = Frame {
                before: (None, None),
                after: (&after, None),
            };
            let mut paper = paper(50, 6);
            paper.process(&frame.encode().unwrap());
            let rows: Vec<String> = paper.screen().rows(0, 50).collect();
            let edges = |row: &String| row.matches(['╭', '╮', '│', '╰', '╯']).count();
            assert_eq!(
                rows.iter().map(edges).collect::<Vec<_>>(),
                [0, 2, 2, 2, 2, 0],
                "{rows:#?}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_changes_are_those_that_any_letters_need(
            old in prop::collection::vec("[a-b 連é❤\u{fe0f}]{0,8}", 4),
            new in prop::collection::vec("[a-b 連é❤\u{fe0f}]{0,8}", 4),
        ) {
            let (old, new) = (screen(&old), screen(&new));
            prop_assert_eq!(changes(&old, &new), old.diff(&new));
            let wiped = Buffer::empty(new.area);
            prop_assert_eq!(filled(&new), wiped.diff(&new));
        }

        #[test]
        fn each_frame_leads_to_its_screen(
            screens in prop::collection::vec(prop::collection::vec("[a-c 連é]{0,8}", 4), 1..6)
        ) {
            let mut paper = paper(12, 4);
            let mut before = None;
            for lines in &screens {
                let after = screen(lines);
                let frame = Frame {
                    before: (before.as_ref(), None),
                    after: (&after, None),
                };
                paper.process(&frame.encode().unwrap());
                prop_assert_eq!(read(&paper), shown(&after));
                before = Some(after);
            }
        }
    }
}
