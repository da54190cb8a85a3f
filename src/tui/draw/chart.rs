//! The chart on the screen: the heat map, the weeks ahead and what moved, each in its box, or one open and the others
//! folded to their titles.

mod calendar;
mod heat;
mod moves;
mod pen;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    widgets::{Block as Border, Widget},
};

use crate::{
    text::width,
    tui::{
        part::chart::{Block, ChartPart, Frame},
        theme::{Element, Theme},
        world::World,
    },
    view::{Glyphs, Role},
    words::Kind,
};

use super::frame::borders;
use pen::Pen;

/// The whole chart.
pub struct ChartScreen<'a> {
    pub part: &'a ChartPart,
    pub world: &'a World,
    pub theme: Theme,
}

impl Widget for ChartScreen<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let mut pen = Pen::new(area, buf, self.theme);
        for block in Block::ALL {
            self.frame(block, &mut pen);
            let inner = self.part.areas.pane(block).inner();
            if inner.is_empty() {
                continue;
            }
            match block {
                Block::Heat => heat::draw(&self, inner, &mut pen),
                Block::Deadlines => calendar::draw(&self, inner, &mut pen),
                Block::Moves => moves::draw(&self, inner, &mut pen),
            }
        }
    }
}

impl ChartScreen<'_> {
    fn frame(&self, block: Block, pen: &mut Pen<'_>) {
        let pane = self.part.areas.pane(block);
        let is_focused = self.part.focus == block;
        let border = self.theme.element(if is_focused {
            Element::FocusedBorder
        } else {
            Element::Border
        });
        match pane.frame {
            Frame::Bare => {}
            Frame::Boxed => {
                let set = borders(self.world.glyphs);
                pen.widget(
                    pane.rect,
                    Border::bordered().border_set(set).border_style(border),
                );
                let mut line = pen.line(
                    pane.rect.x + 2,
                    pane.rect.y,
                    pane.rect.right().saturating_sub(2),
                );
                line.write(" ", Style::new());
                line.role(&self.title(block), Role::Heading);
                line.write(" ", Style::new());
            }
            Frame::Open | Frame::Folded => {
                let mark = match (pane.frame == Frame::Open, self.world.glyphs) {
                    (true, Glyphs::Unicode) => "▾ ",
                    (true, Glyphs::Ascii) => "v ",
                    (false, Glyphs::Unicode) => "▸ ",
                    (false, Glyphs::Ascii) => "> ",
                };
                let role = if is_focused {
                    Role::Heading
                } else {
                    Role::Muted
                };
                let mut line = pen.line(pane.rect.x, pane.rect.y, pane.rect.right());
                line.write(mark, border);
                line.role(&self.title(block), role);
            }
        }
    }

    fn title(&self, block: Block) -> String {
        match block {
            Block::Heat => heat::title(self),
            Block::Deadlines => calendar::title(self),
            Block::Moves => moves::title(self),
        }
    }

    /// How a row under the cursor looks, and the mark that says so without looks.
    fn cursor(&self, block: Block) -> (&'static str, Style) {
        if self.part.focus == block {
            (
                self.world.glyphs.here(),
                self.theme.element(Element::Selected),
            )
        } else {
            (" ", self.theme.element(Element::Resting))
        }
    }
}

/// The kind behind a name, as briefly as in the list.
fn kind(kind: Kind, screen: &ChartScreen<'_>) -> String {
    let kind = match kind {
        Kind::Source => "source",
        Kind::Destination => "dest",
    };
    format!("{}{kind}", screen.world.glyphs.separator())
}

/// A few words where there is nothing else.
fn say(text: &str, inner: Rect, pen: &mut Pen<'_>) {
    let lines = width::wrap(text, usize::from(inner.width));
    for (y, line) in (inner.y..inner.bottom()).zip(lines) {
        pen.line(inner.x, y, inner.right()).role(&line, Role::Muted);
    }
}
