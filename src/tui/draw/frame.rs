//! The frames of panes, and the line in which words to find are typed.

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    symbols::border,
    text::Line,
    widgets::{Block, Borders, Clear, Widget},
};

use super::put;
use crate::{
    text::width,
    tui::{
        app::App,
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
            block = block.title(Line::styled(title, theme.role(Role::Title)));
        }
        if !self.note.is_empty() {
            let note = Line::styled(format!(" {} ", self.note), theme.role(Role::Muted));
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

pub(super) fn finder(app: &App, area: Rect, buffer: &mut Buffer) {
    let Some(line) = &app.finder else {
        return;
    };
    let theme = app.theme;
    let mut column = 1 + put(buffer, area, 1, PROMPT, theme.element(Element::Key));
    column += put(buffer, area, column, line.text(), theme.role(Role::Strong));
    let text = match &app.screen {
        crate::tui::app::Screen::Compare(text) | crate::tui::app::Screen::Check(text) => text,
        _ => &app.detail,
    };
    let count = match (line.text().is_empty(), text.find.hits.len()) {
        (true, _) => String::new(),
        (false, 0) => "not found".to_owned(),
        (false, hits) => format!("{} of {hits}", text.find.at + 1),
    };
    put(buffer, area, column + 2, &count, theme.role(Role::Muted));
}

pub(super) fn finder_cursor(app: &App) -> Option<Position> {
    let line = app.finder.as_ref()?;
    let before = line.text().get(..line.cursor())?;
    let column = u16::try_from(PROMPT.len() + width::of(before)).ok()? + 1;
    let area = app.areas.footer;
    (column < area.width).then(|| Position::new(area.x + column, area.y))
}
