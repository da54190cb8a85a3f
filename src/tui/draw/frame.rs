//! The frames of panes, and the line in which words to find are typed.

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    symbols::border,
    text,
    widgets::{Block, Borders, Clear, Widget},
};

use super::put;
use crate::{
    text::width,
    tui::{
        app::{App, Screen},
        part::line::Line,
        theme::{Element, Theme},
    },
    view::{Glyphs, Role},
};

/// A bordered pane.
pub(super) struct Pane {
    pub title: String,
    /// What stands at the right of the lower border.
    pub note: String,
    pub is_focused: bool,
}

/// Borders that any terminal can show.
const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// The borders for a set of marks.
pub(in crate::tui) fn borders(glyphs: Glyphs) -> border::Set<'static> {
    match glyphs {
        Glyphs::Unicode => border::ROUNDED,
        Glyphs::Ascii => ASCII,
    }
}

impl Pane {
    pub(super) fn draw(&self, area: Rect, app: &App, buffer: &mut Buffer) {
        let area = area.intersection(buffer.area);
        let theme: Theme = app.theme;
        let element = if self.is_focused {
            Element::FocusedBorder
        } else {
            Element::Border
        };
        let room = usize::from(area.width.saturating_sub(4));
        let title = format!(" {} ", width::truncate(&self.title, room));
        let mut block = Block::new()
            .borders(Borders::ALL)
            .border_set(borders(app.world.glyphs))
            .border_style(theme.element(element));
        if !self.title.is_empty() {
            block = block.title(text::Line::styled(title, theme.role(Role::Title)));
        }
        if !self.note.is_empty() {
            let note = text::Line::styled(format!(" {} ", self.note), theme.role(Role::Muted));
            block = block.title_bottom(note.alignment(Alignment::Right));
        }
        block.render(area, buffer);
    }
}

/// Clears the ground of a box. A wide letter that reaches into it goes too: a terminal would show it over the border.
pub(super) fn clear_box(area: Rect, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    for (row, back) in area
        .rows()
        .flat_map(|row| (1..=WIDEST).map(move |back| (row, back)))
    {
        let cell = row.x.checked_sub(back).map(|left| (left, row.y));
        if let Some(cell) = cell.and_then(|at| buffer.cell_mut(at))
            && width::of(cell.symbol()) > usize::from(back)
        {
            cell.set_symbol(" ");
        }
    }
    Clear.render(area, buffer);
}

/// No letter reaches further into a box than this.
const WIDEST: u16 = 2;

const PROMPT: &str = "find: ";
/// Between what is looked for and how often it was found.
const GAP: usize = 2;

pub(super) fn finder(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(line) = &app.finder else {
        return;
    };
    let theme = app.theme;
    let count = count(app, line);
    let room = room(&count, area);
    let parts = line.text().split_at_checked(line.cursor());
    let (before, after) = parts.unwrap_or((line.text(), ""));
    let text = format!("{}{after}", width::end(before, room));
    let mut column = 1 + put(buffer, area, 1, PROMPT, theme.element(Element::Key));
    let cut = width::truncate(&text, room + 1);
    column += put(buffer, area, column, &cut, theme.role(Role::Strong));
    let gap = u16::try_from(GAP).unwrap_or(0);
    put(buffer, area, column + gap, &count, theme.role(Role::Muted));
}

/// How often the words are found.
fn count(app: &App, line: &Line) -> String {
    let text = match &app.screen {
        Screen::Compare(text) | Screen::Check(text) => text,
        Screen::Browse | Screen::Chart(_) => &app.detail,
    };
    match (line.text().is_empty(), text.find.hits.len()) {
        (true, _) => String::new(),
        (false, 0) => "not found".to_owned(),
        (false, hits) => format!("{} of {hits}", text.find.at + 1),
    }
}

/// The room for what is before the cursor: the cursor itself and the count are in sight, too.
fn room(count: &str, area: Rect) -> usize {
    let taken = 1 + PROMPT.len() + 1 + GAP + width::of(count) + 1;
    usize::from(area.width).saturating_sub(taken)
}

pub(super) fn finder_cursor(app: &App) -> Option<Position> {
    let line = app.finder.as_ref()?;
    let area = app.areas.footer;
    let before = line.text().get(..line.cursor())?;
    let before = width::end(before, room(&count(app, line), area));
    let column = u16::try_from(PROMPT.len() + width::of(before)).ok()? + 1;
    (column < area.width).then(|| Position::new(area.x + column, area.y))
}
