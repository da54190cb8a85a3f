//! What may follow the keys pressed so far: a box in the lower right corner while a sequence is begun.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Block, Widget},
};

use super::frame::{borders, clear_box};
use crate::{
    text::{Word, width},
    tui::{
        action::Action,
        layout::inside,
        theme::{Element, Theme},
    },
    view::{Glyphs, Role},
};

/// Smaller than this, the keys that follow are not told.
const SMALLEST: (u16, u16) = (12, 3);
/// Nothing is lost without them.
const ARTICLES: [&str; 2] = ["the ", "a "];

/// The keys pressed so far and what each further one does.
pub struct PrefixBox {
    pub pressed: String,
    pub next: Vec<(String, Action)>,
    pub theme: Theme,
    pub glyphs: Glyphs,
}

impl PrefixBox {
    /// What a click there asks for.
    pub fn action_at(&self, area: Rect, at: Position) -> Option<Action> {
        let inner = self.contains(area, at).then(|| inside(self.outer(area)))?;
        let row =
            at.y.checked_sub(inner.y)
                .filter(|row| *row < inner.height)?;
        let column = at.x.checked_sub(inner.x)? / self.cell(inner, area).max(1);
        let place = usize::from(column) * usize::from(inner.height) + usize::from(row);
        self.next.get(place).map(|(_, action)| *action)
    }

    /// Whether a click meets the box at all.
    pub fn contains(&self, area: Rect, at: Position) -> bool {
        self.is_drawn(area) && self.outer(area).contains(at)
    }

    fn is_drawn(&self, area: Rect) -> bool {
        area.width >= SMALLEST.0 && area.height >= SMALLEST.1 && !self.next.is_empty()
    }

    /// The width of a column within the box.
    fn cell(&self, inner: Rect, area: Rect) -> u16 {
        inner.width / u16::try_from(self.columns(area)).unwrap_or(1)
    }

    /// What all that follows has in common: it is told once, in the title.
    fn verb(&self) -> Option<&'static str> {
        let (verb, _) = self.next.first()?.1.label().split_once(' ')?;
        let mut labels = self.next.iter().map(|(_, action)| action.label());
        let is_common = labels.all(|label| rest_of(label, verb).is_some());
        (is_common && self.next.len() > 1).then_some(verb)
    }

    fn title(&self) -> String {
        match self.verb() {
            Some(verb) => format!("{}: {verb}", self.pressed),
            None => format!("{}, and then", self.pressed),
        }
    }

    fn label(&self, action: Action) -> &'static str {
        let label = action.label();
        let rest = self.verb().and_then(|verb| rest_of(label, verb));
        let without = |rest: &'static str| ARTICLES.iter().find_map(|a| rest.strip_prefix(a));
        rest.map_or(label, |rest| without(rest).unwrap_or(rest))
    }

    fn keys_width(&self) -> usize {
        let widths = self.next.iter().map(|(keys, _)| width::of(keys));
        widths.max().unwrap_or(0)
    }

    /// Side by side where the height does not do.
    fn columns(&self, area: Rect) -> usize {
        let room = usize::from(area.height.saturating_sub(2)).max(1);
        self.next.len().div_ceil(room).max(1)
    }

    fn outer(&self, area: Rect) -> Rect {
        let labels = self.next.iter();
        let labels = labels.map(|(_, action)| width::of(self.label(*action)));
        let cell = self.keys_width() + 2 + labels.max().unwrap_or(0) + 2;
        let fit = |wanted: usize, room: u16| u16::try_from(wanted).unwrap_or(room).min(room);
        let rows = self.next.len().div_ceil(self.columns(area));
        let title = width::of(&self.title()) + 4;
        let width = fit((cell * self.columns(area)).max(title) + 2, area.width);
        let height = fit(rows + 2, area.height);
        Rect {
            x: area.right() - width,
            y: area.bottom() - height,
            width,
            height,
        }
    }

    /// A blank stands before each, and behind where there is room.
    fn line(&self, keys: &str, action: Action, room: u16) -> Line<'static> {
        let keys = width::fit(keys, self.keys_width());
        let room = usize::from(room).saturating_sub(width::of(&keys) + 3);
        let label = width::truncate(self.label(action), room);
        Line::from(vec![
            Span::raw(" "),
            Span::styled(keys, self.theme.element(Element::Key)),
            Span::raw("  "),
            Span::raw(self.glyphs.legible(&label).into_owned()),
        ])
    }
}

fn rest_of(label: &'static str, verb: &str) -> Option<&'static str> {
    label.strip_prefix(verb)?.strip_prefix(' ')
}

impl Widget for PrefixBox {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if !self.is_drawn(area) {
            return;
        }
        let outer = self.outer(area);
        let title = Span::styled(format!(" {} ", self.title()), self.theme.role(Role::Title));
        let block = Block::bordered()
            .border_set(borders(self.glyphs))
            .border_style(self.theme.element(Element::FocusedBorder))
            .title(title);
        let inner = block.inner(outer);
        clear_box(outer, buf);
        block.render(outer, buf);
        let columns = u16::try_from(self.columns(area)).unwrap_or(1);
        let cell = self.cell(inner, area);
        let places = (0..columns).flat_map(|column| {
            let x = inner.x + column * cell;
            inner.rows().map(move |row| (x, row.y))
        });
        for ((keys, action), (x, y)) in self.next.iter().zip(places) {
            buf.set_line(x, y, &self.line(keys, *action, cell), cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{
        context::Context,
        draw::menu::tests::{SIZES, assert_what_is_cut_says_so, frame, heading},
        keymap::{Keymap, tests::press},
        theme::Palette,
    };

    #[test]
    fn what_follows_y_stands_in_the_corner() {
        let keymap = Keymap::default();
        let next = keymap.continuations(Context::List, &press("y"));
        let mut told = String::new();
        for (size, glyphs) in SIZES {
            let popup = PrefixBox {
                pressed: "y".to_owned(),
                next: next.clone(),
                theme: Theme::new(Palette::Plain),
                glyphs,
            };
            told.push_str(&heading(&size));
            told.push_str(&frame(size, |area, buf| popup.render(area, buf)));
        }
        insta::assert_snapshot!(told);
    }

    #[test]
    fn the_title_says_what_follows_and_nothing_is_told_twice() {
        let keymap = Keymap::default();
        for (pressed, title, first) in [
            ("y", "y: copy", "slug"),
            ("g", "g, and then", "pinned ones"),
        ] {
            let popup = PrefixBox {
                pressed: pressed.to_owned(),
                next: keymap.continuations(Context::List, &press(pressed)),
                theme: Theme::new(Palette::Plain),
                glyphs: Glyphs::Unicode,
            };
            assert_eq!(popup.title(), title);
            let labels: Vec<_> = popup.next.iter().map(|(_, a)| popup.label(*a)).collect();
            assert_eq!(labels[0], first);
            let mut once = labels.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), labels.len(), "{labels:?}");
        }
    }

    #[test]
    fn what_is_cut_says_so() {
        let keymap = Keymap::default();
        for pressed in ["y", "g"] {
            let next = keymap.continuations(Context::List, &press(pressed));
            let popup = |area, buf: &mut Buffer| {
                let popup = PrefixBox {
                    pressed: pressed.to_owned(),
                    next: next.clone(),
                    theme: Theme::new(Palette::Plain),
                    glyphs: Glyphs::Unicode,
                };
                popup.render(area, buf);
            };
            let sizes = (20..90).flat_map(|width| [(width, 9), (width, 24)]);
            assert_what_is_cut_says_so(sizes, popup);
        }
    }
}
