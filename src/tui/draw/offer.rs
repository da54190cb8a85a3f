//! What is offered at the cursor of the search line: a box below it, the next one marked, and what each means.

use ratatui::{
    buffer::Buffer,
    layout::{Alignment, Position, Rect},
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::frame::{borders, clear_box};
use crate::{
    search::Completion,
    text::width,
    tui::{
        part::offer::Offer,
        theme::{Element, Theme},
    },
    view::{Glyphs, Role},
};

/// More are told by their number: the list below is what the user looks at.
const SHOWN: usize = 6;
/// Between a word and what it means.
const BLANKS: usize = 2;
const SMALLEST: (u16, u16) = (16, 5);
/// Where the body is lower, the list has a few rows only: what is offered stands on the border below them.
const LOW: u16 = 12;

/// The box and what it is drawn with.
pub struct OfferBox<'a> {
    pub offer: &'a Offer,
    /// The column of the letters that are completed.
    pub column: u16,
    /// Where the list has a neighbour on its right, which may be covered before the list is.
    pub aside: Option<u16>,
    /// The border of the list below its rows, as far as it says nothing.
    pub below: Rect,
    /// The key that takes the next one, as a person reads it.
    pub key: Option<String>,
    pub theme: Theme,
    pub glyphs: Glyphs,
}

impl OfferBox<'_> {
    /// The completion at a position.
    pub fn item_at(&self, area: Rect, at: Position) -> Option<usize> {
        if area.height < LOW {
            let shown = self.row().into_iter();
            let mut hit = shown.filter(|(_, place)| place.contains(at));
            return hit.next().map(|(item, _)| item);
        }
        let inner = crate::tui::layout::inside(self.outer(area));
        let row = inner.contains(at).then(|| usize::from(at.y - inner.y))?;
        Some(self.first() + row).filter(|item| *item < self.offer.completions.len())
    }

    /// Where the few stand that fit into a row, the marked one among them; nothing where they have a box.
    fn row(&self) -> Vec<(usize, Rect)> {
        if !self.offer.has_box() {
            return Vec::new();
        }
        let mut shown = self.row_from(0);
        while let Some((last, _)) = shown.last().filter(|(last, _)| *last < self.marked()) {
            shown = self.row_from(last + 1);
        }
        shown
    }

    fn row_from(&self, first: usize) -> Vec<(usize, Rect)> {
        let mut rest = self.below;
        let all = self.offer.completions.iter().enumerate();
        let place = |(item, completion): (usize, &Completion)| {
            let width = u16::try_from(width::of(&completion.text) + 2).unwrap_or(u16::MAX);
            let place = Rect { width, ..rest };
            rest.width = rest.width.checked_sub(width)?;
            rest.x += width;
            Some((item, place))
        };
        all.skip(first).map_while(place).collect()
    }

    fn draw_row(&self, buf: &mut Buffer) {
        let completions = &self.offer.completions;
        let row = self.row();
        for (item, place) in &row {
            let Some(completion) = completions.get(*item) else {
                continue;
            };
            clear_box(*place, buf);
            let line = Line::raw(format!(" {} ", completion.text));
            buf.set_line(place.x, place.y, &line, place.width);
            if *item == self.marked() {
                buf.set_style(*place, self.theme.element(Element::Selected));
            }
        }
        if let Some((_, place)) = row.last().filter(|(last, _)| last + 1 < completions.len()) {
            let room = self.below.right().saturating_sub(place.right());
            let style = self.theme.role(Role::Muted);
            buf.set_stringn(place.right(), place.y, "… ", room.into(), style);
        }
    }

    /// Nothing where there is no room, and no box for a single field.
    fn outer(&self, area: Rect) -> Rect {
        let completions = &self.offer.completions;
        let has_room = area.width >= SMALLEST.0 && area.height >= SMALLEST.1;
        if !self.offer.has_box() || !has_room {
            return Rect::default();
        }
        let hints = completions.iter().map(|c| width::of(&c.hint)).max();
        let hints = hints.filter(|hints| *hints > 0);
        let inner = self.words() + hints.map_or(0, |hints| hints + BLANKS);
        let inner = inner.max(width::of(&self.note()));
        let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(room).min(room);
        let width = fit(inner + 4, area.width);
        let height = fit(completions.len().min(SHOWN) + 2, area.height);
        // Names are what is looked for: they stand on the left of the list.
        let column = self.column.saturating_sub(2);
        let x = self.aside.map_or(area.right(), |aside| aside.max(column));
        Rect {
            x: x.min(area.right().saturating_sub(width)),
            y: area.y,
            width,
            height,
        }
    }

    fn words(&self) -> usize {
        let words = self.offer.completions.iter().map(|c| width::of(&c.text));
        words.max().unwrap_or(0)
    }

    /// The one that is marked: what stands in the line, or what comes next.
    fn marked(&self) -> usize {
        self.offer.taken.unwrap_or(0)
    }

    /// The first that is seen, so that the marked one is.
    fn first(&self) -> usize {
        (self.marked() + 1).saturating_sub(SHOWN)
    }

    fn note(&self) -> String {
        let total = self.offer.completions.len();
        let count = (total > SHOWN).then(|| format!("{} of {total}", self.marked() + 1));
        let parts = [self.key.clone(), count];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Widget for OfferBox<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.height < LOW {
            self.draw_row(buf);
            return;
        }
        let outer = self.outer(area);
        if outer.is_empty() {
            return;
        }
        let theme = self.theme;
        let note = Line::styled(format!(" {} ", self.note()), theme.role(Role::Muted));
        let block = Block::bordered()
            .border_set(borders(self.glyphs))
            .border_style(theme.element(Element::FocusedBorder))
            .title_bottom(note.alignment(Alignment::Right));
        clear_box(outer, buf);
        let inner = block.inner(outer);
        block.render(outer, buf);
        let (marked, words) = (self.marked(), self.words());
        let seen = self.offer.completions.iter().enumerate().skip(self.first());
        for ((at, completion), row) in seen.zip(inner.rows()) {
            let room = usize::from(row.width).saturating_sub(1);
            let word = width::fit(&completion.text, words.min(room));
            let left = room.saturating_sub(words + BLANKS);
            let hint = width::truncate(&completion.hint, left);
            let line = Line::from(vec![
                Span::raw(" "),
                Span::raw(word),
                Span::raw(" ".repeat(BLANKS)),
                Span::styled(hint, theme.role(Role::Muted)),
            ]);
            buf.set_line(row.x, row.y, &line, row.width);
            if at == marked {
                buf.set_style(row, theme.element(Element::Selected));
            }
        }
    }
}
