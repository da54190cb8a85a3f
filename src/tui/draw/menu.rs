//! A menu as a box in the middle of the screen: what is typed, the items that it leaves, and how many.

use ratatui::{
    buffer::Buffer,
    layout::{Margin, Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::frame::{borders, clear_box};
use crate::{
    text::width,
    tui::{
        part::menu::{Item, Menu},
        theme::{Element, Theme},
    },
    view::{Glyphs, Role},
};

/// Wider lines are not read at a glance.
const WIDEST: usize = 84;
/// The keys of an item take no more of its line than this.
const KEYS_WIDEST: usize = 22;
/// Smaller than this, there is no room for borders.
const SMALLEST: (u16, u16) = (10, 4);
const BLANKS: usize = 2;
/// Fewer letters of a hint say nothing.
const HINT_LEAST: usize = 8;

/// A menu over whatever is drawn beneath.
pub struct MenuBox<'a> {
    pub menu: &'a Menu,
    pub theme: Theme,
    pub glyphs: Glyphs,
}

/// Where the parts of the box are.
struct Places {
    outer: Rect,
    filter: Rect,
    items: Rect,
}

/// How wide the columns of the items are.
struct Columns {
    keys: usize,
    label: usize,
    hint: usize,
}

impl MenuBox<'_> {
    /// Where the cursor of the filter stands; the menu has the focus.
    pub fn cursor(&self, area: Rect) -> Option<Position> {
        let filter = self.places(area).filter;
        let typed = Line::from(self.filter_text(filter)).width();
        let column = u16::try_from(typed).unwrap_or(u16::MAX);
        let last = filter.width.checked_sub(1)?;
        let x = filter.x + column.min(last);
        (filter.height > 0).then_some(Position { x, y: filter.y })
    }

    /// The item under a click, counted among the visible ones.
    pub fn item_at(&self, area: Rect, at: Position) -> Option<usize> {
        let items = self.places(area).items;
        let total = self.menu.visible().len();
        let first = first_seen(self.menu.cursor, total, items.height);
        let row = items.contains(at).then(|| usize::from(at.y - items.y))?;
        Some(first + row).filter(|item| *item < total)
    }

    /// Whether a click meets the box at all.
    pub fn contains(&self, area: Rect, at: Position) -> bool {
        self.places(area).outer.contains(at)
    }

    /// The box keeps its size while the filter changes, so that nothing jumps.
    fn places(&self, area: Rect) -> Places {
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return Places::bare(area);
        }
        let columns = self.columns();
        let inner = 2 + columns.keys + BLANKS + columns.label + BLANKS + columns.hint;
        let title = width::of(&self.menu.title) + 4;
        let wanted = (inner.max(title) + 4).clamp(30, WIDEST);
        let outer = centred(area, wanted, self.menu.items.len().max(1) + 3);
        let inner = outer.inner(Margin::new(2, 1));
        Places {
            outer,
            filter: Rect { height: 1, ..inner },
            items: Rect {
                y: inner.y + 1,
                height: inner.height.saturating_sub(1),
                ..inner
            },
        }
    }

    fn columns(&self) -> Columns {
        let widest = |of: fn(&Item) -> &str| {
            let widths = self.menu.items.iter().map(|item| width::of(of(item)));
            widths.max().unwrap_or(0)
        };
        Columns {
            keys: widest(|item| &item.keys).min(KEYS_WIDEST),
            label: widest(|item| &item.label),
            hint: widest(|item| &item.hint),
        }
    }

    /// The end of what was typed, behind its prompt.
    fn filter_text(&self, room: Rect) -> String {
        let room = usize::from(room.width).saturating_sub(3);
        format!("> {}", width::end(&self.menu.filter, room))
    }

    fn block(&self, total: usize, columns: u16) -> Block<'_> {
        let style = self.theme.element(Element::FocusedBorder);
        let room = usize::from(columns).saturating_sub(4);
        let title = format!(" {} ", self.cut(&self.menu.title, room));
        let at = total.min(self.menu.cursor + 1);
        let count = format!(" {at} of {total} ");
        Block::bordered()
            .border_set(borders(self.glyphs))
            .border_style(style)
            .title(Span::styled(title, self.theme.role(Role::Title)))
            .title_bottom(Line::styled(count, self.theme.role(Role::Muted)).right_aligned())
    }

    fn draw_items(&self, places: &Places, buf: &mut Buffer) {
        let area = places.items;
        let visible = self.menu.visible();
        if visible.is_empty() {
            let told = self.fit("Nothing matches; Backspace widens.", area.width.into());
            buf.set_span(area.x, area.y, &Span::raw(told), area.width);
            return;
        }
        let columns = self.columns().within(area.width.into());
        let first = first_seen(self.menu.cursor, visible.len(), area.height);
        let seen = visible.iter().enumerate().skip(first);
        for ((at, item), row) in seen.zip(area.rows()) {
            let is_chosen = at == self.menu.cursor;
            let mark = if is_chosen { self.glyphs.here() } else { " " };
            buf.set_line(row.x, row.y, &self.line(mark, item, &columns), row.width);
            if is_chosen {
                // One look for the whole row: colours that are reversed would break it into pieces.
                buf.set_style(row, Style::reset());
                buf.set_style(row, self.theme.element(Element::Selected));
            }
        }
        self.draw_thumb(places, first, visible.len(), buf);
    }

    fn line<'i>(&self, mark: &'i str, item: &'i Item, columns: &Columns) -> Line<'i> {
        let key = self.theme.element(Element::Key);
        let muted = self.theme.role(Role::Muted);
        let mut spans = vec![Span::raw(mark), Span::raw(" ")];
        if columns.keys > 0 {
            spans.push(Span::styled(self.fit(&item.keys, columns.keys), key));
            spans.push(Span::raw(" ".repeat(BLANKS)));
        }
        spans.push(Span::raw(self.fit(&item.label, columns.label)));
        spans.push(Span::raw(" ".repeat(BLANKS)));
        spans.push(Span::styled(self.cut(&item.hint, columns.hint), muted));
        Line::from(spans)
    }

    /// Cuts or pads to a width, with a mark that the terminal can show.
    fn fit(&self, text: &str, width: usize) -> String {
        self.glyphs.legible(&width::fit(text, width)).into_owned()
    }

    /// Cuts to a width, with the same mark.
    fn cut(&self, text: &str, width: usize) -> String {
        self.glyphs
            .legible(&width::truncate(text, width))
            .into_owned()
    }

    /// Which part of the items is seen, on the right border.
    fn draw_thumb(&self, places: &Places, first: usize, total: usize, buf: &mut Buffer) {
        let height = usize::from(places.items.height);
        let track = Rect {
            x: places.outer.right().saturating_sub(1),
            width: 1,
            ..places.items
        };
        if total <= height || height == 0 || track.x < places.items.right() {
            return;
        }
        let size = (height * height / total).max(1);
        let start = first * (height - size) / (total - height);
        let style = self.theme.element(Element::Bar);
        for row in track.rows().skip(start).take(size) {
            buf.set_string(row.x, row.y, self.glyphs.bar(), style);
        }
    }
}

impl Columns {
    /// The columns where there is less room: hints go first, then the ends of labels.
    fn within(self, room: usize) -> Self {
        let keys = if self.keys > 0 { self.keys + BLANKS } else { 0 };
        let left = room.saturating_sub(2 + keys);
        let label = self.label.min(left);
        let left = left.saturating_sub(label + BLANKS);
        let is_told = left >= self.hint.min(HINT_LEAST);
        Self {
            label,
            hint: if is_told { self.hint.min(left) } else { 0 },
            ..self
        }
    }
}

impl Places {
    /// Without borders: the filter where there are two lines, else only an item.
    fn bare(area: Rect) -> Self {
        let typed = u16::from(area.height > 1);
        Self {
            outer: area,
            filter: Rect {
                height: typed,
                ..area
            },
            items: Rect {
                y: area.y + typed,
                height: area.height - typed.min(area.height),
                ..area
            },
        }
    }
}

impl Widget for MenuBox<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        let places = self.places(area);
        clear_box(places.outer, buf);
        if places.outer.height >= SMALLEST.1 && places.outer.width >= SMALLEST.0 {
            let total = self.menu.visible().len();
            self.block(total, places.outer.width)
                .render(places.outer, buf);
        }
        let filter = places.filter;
        if !filter.is_empty() {
            let style = self.theme.role(Role::Own);
            let typed = Span::styled(self.filter_text(filter), style);
            buf.set_span(filter.x, filter.y, &typed, filter.width);
        }
        if !places.items.is_empty() {
            self.draw_items(&places, buf);
        }
    }
}

/// The first item that is seen: the cursor stays in the middle, except near the ends.
fn first_seen(cursor: usize, total: usize, height: u16) -> usize {
    let height = usize::from(height);
    let last = total.saturating_sub(height);
    cursor.saturating_sub(height / 2).min(last)
}

fn centred(area: Rect, width: usize, height: usize) -> Rect {
    let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(room).min(room);
    let (width, height) = (fit(width, area.width), fit(height, area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}

#[cfg(test)]
pub(super) mod tests;
