//! Writing within an area: nothing leaves it, wherever it lies.

use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

use crate::{text::width, tui::theme::Theme, view::Role};

/// Writes at places that count from the area's corner.
pub(super) struct Pen<'a> {
    area: Rect,
    clip: Rect,
    buf: &'a mut Buffer,
    theme: Theme,
}

/// A line being written from left to right.
pub(super) struct Line<'p, 'a> {
    pen: &'p mut Pen<'a>,
    x: u16,
    y: u16,
    end: u16,
}

impl<'a> Pen<'a> {
    pub fn new(area: Rect, buf: &'a mut Buffer, theme: Theme) -> Self {
        Self {
            area,
            clip: area.intersection(buf.area),
            buf,
            theme,
        }
    }

    fn place(&self, rect: Rect) -> Rect {
        let moved = Rect {
            x: self.area.x.saturating_add(rect.x),
            y: self.area.y.saturating_add(rect.y),
            ..rect
        };
        moved.intersection(self.clip)
    }

    pub fn widget(&mut self, rect: Rect, widget: impl Widget) {
        let rect = self.place(rect);
        if !rect.is_empty() {
            widget.render(rect, self.buf);
        }
    }

    /// A line from one column up to another.
    pub fn line(&mut self, x: u16, y: u16, end: u16) -> Line<'_, 'a> {
        Line {
            pen: self,
            x,
            y,
            end,
        }
    }

    /// Gives a place another look, over what is written there.
    pub fn restyle(&mut self, rect: Rect, style: Style) {
        let rect = self.place(rect);
        self.buf.set_style(rect, style);
    }
}

impl Line<'_, '_> {
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// Writes what there is room for; nothing of what stood there shines through.
    pub fn write(&mut self, text: &str, style: Style) {
        let text = width::truncate(text, self.room());
        let columns = u16::try_from(width::of(&text)).unwrap_or(u16::MAX);
        let place = self.pen.place(Rect {
            x: self.x,
            y: self.y,
            width: columns,
            height: 1,
        });
        if !place.is_empty() {
            let room = usize::from(place.width);
            self.pen
                .buf
                .set_stringn(place.x, place.y, text, room, Style::reset().patch(style));
        }
        self.x = self.x.saturating_add(columns);
    }

    pub fn role(&mut self, text: &str, role: Role) {
        self.write(text, self.pen.theme.role(role));
    }
}
