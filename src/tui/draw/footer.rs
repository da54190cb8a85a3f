//! The line of hints at the bottom: which keys matter here. What does not fit is left out whole, from the right.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
    widgets::Widget,
};

use crate::{
    text::width,
    tui::theme::{Element, Theme},
    view::Role,
};

/// Blanks between two hints.
const GAP: usize = 2;
/// The last hints stay longest: the way to help and the way out.
const ANCHORED: usize = 2;

/// The footer; a hint is a key and a word for what it does.
pub struct Footer<'a> {
    pub hints: &'a [(String, &'a str)],
    pub theme: Theme,
}

impl Footer<'_> {
    /// The hints that fit, in their order.
    fn fitting(&self, room: usize) -> Vec<&(String, &str)> {
        let (first, last) = self
            .hints
            .split_at(self.hints.len().saturating_sub(ANCHORED));
        for kept in (0..=first.len()).rev() {
            let shown: Vec<_> = first.iter().take(kept).chain(last).collect();
            if breadth(&shown) <= room {
                return shown;
            }
        }
        let mut shown: Vec<_> = last.iter().rev().collect();
        while breadth(&shown) > room && shown.pop().is_some() {}
        shown
    }
}

fn breadth(hints: &[&(String, &str)]) -> usize {
    let one = |(key, word): &(String, &str)| width::of(key) + 1 + width::of(word) + GAP;
    1 + hints.iter().map(|hint| one(hint)).sum::<usize>() - GAP.min(hints.len() * GAP)
}

impl Widget for Footer<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let mut spans = vec![Span::raw(" ")];
        for (key, word) in self.fitting(area.width.into()) {
            spans.push(Span::styled(key, self.theme.element(Element::Key)));
            spans.push(Span::styled(
                format!(" {word}"),
                self.theme.role(Role::Muted),
            ));
            spans.push(Span::raw(" ".repeat(GAP)));
        }
        buf.set_line(area.x, area.y, &Line::from(spans), area.width);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::{
        context::Context,
        draw::menu::tests::{frame, heading},
        keymap::Keymap,
        theme::Palette,
    };

    #[test]
    fn the_hints_of_every_context_at_every_width() {
        let keymap = Keymap::default();
        let theme = Theme::new(Palette::Plain);
        let mut told = String::new();
        for contexts in [
            &[Context::List][..],
            &[Context::Filters],
            &[Context::Detail],
            &[Context::Query],
            &[Context::Menu],
            &[Context::Compare],
            &[Context::Chart],
            &[Context::Check],
            &[Context::Offer, Context::Query],
            &[Context::Pick, Context::Query],
            &[Context::Pick, Context::List],
        ] {
            let hints = keymap.hints(contexts);
            told.push_str(&heading(&contexts));
            for width in [120, 80, 40, 20, 1] {
                let footer = Footer {
                    hints: &hints,
                    theme,
                };
                told.push_str(&frame((width, 1), |area, buf| footer.render(area, buf)));
            }
        }
        insta::assert_snapshot!(told);
    }

    #[test]
    fn no_size_is_too_small() {
        let hints = Keymap::default();
        let hints = hints.hints(&[Context::List]);
        for width in 0..130 {
            let footer = Footer {
                hints: &hints,
                theme: Theme::new(Palette::Terminal),
            };
            let shown = footer.fitting(width.into());
            assert!(shown.is_empty() || breadth(&shown) <= width.into());
            frame((width, 1), |area, buf| footer.render(area, buf));
        }
        let mut buf = Buffer::empty(Rect::new(0, 0, 3, 1));
        let beyond = Rect::new(2, 0, 40, 3);
        let theme = Theme::new(Palette::Plain);
        Footer { hints: &[], theme }.render(beyond, &mut buf);
    }
}
