//! A text that is scrolled and searched: the detail pane, a comparison, a check.

use super::pages::Flowed;
use crate::{
    text::fold::fold,
    tui::viewport::Viewport,
    view::layout::{Line, Page},
};

/// A text in a pane.
#[derive(Debug, Clone, Default)]
pub struct TextPart {
    flowed: Flowed,
    width: usize,
    pub view: Viewport,
    pub find: Find,
}

/// The words that are looked for in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Find {
    /// Folded.
    pub words: String,
    /// The lines that hold them.
    pub hits: Vec<usize>,
    /// Which of these was gone to last.
    pub at: usize,
}

impl TextPart {
    /// Shows another text from its start; what was looked for in the one before is forgotten.
    pub fn show(&mut self, page: Page) {
        self.exchange(Flowed::new(page, self.width));
    }

    /// Shows another text from its start, and gives back the one before.
    pub fn exchange(&mut self, flowed: Flowed) -> Flowed {
        self.find = Find::default();
        self.view.offset = 0;
        let before = std::mem::take(&mut self.flowed);
        self.flow(flowed);
        before
    }

    /// Shows the same text anew: its place is kept.
    pub fn renew(&mut self, page: Page) {
        self.flow(Flowed::new(page, self.width));
    }

    pub fn lines(&self) -> &[Line] {
        &self.flowed.lines
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn resize(&mut self, width: usize, height: usize) {
        self.view.resize(height);
        if width != self.width {
            self.width = width;
            let flowed = std::mem::take(&mut self.flowed);
            self.flow(flowed);
        }
        self.view.scroll(0);
    }

    fn flow(&mut self, flowed: Flowed) {
        self.flowed = flowed.at(self.width);
        self.view.total = self.lines().len();
        self.view.cursor = 0;
        self.view.scroll(0);
        self.seek();
    }

    pub fn scroll(&mut self, by: isize) {
        self.view.scroll(by);
    }

    /// Looks for words, and goes to the first place from here on.
    pub fn find(&mut self, words: &str) {
        self.find.words = fold(words.trim()).into_owned();
        self.seek();
        let from = self.view.offset;
        let next = self.find.hits.iter().position(|line| *line >= from);
        self.go_to(next.unwrap_or(0));
    }

    pub fn find_next(&mut self) {
        let count = self.find.hits.len();
        if count > 0 {
            self.go_to((self.find.at + 1) % count);
        }
    }

    pub fn find_previous(&mut self) {
        let count = self.find.hits.len();
        if count > 0 {
            self.go_to((self.find.at + count - 1) % count);
        }
    }

    fn go_to(&mut self, hit: usize) {
        if let Some(line) = self.find.hits.get(hit) {
            self.find.at = hit;
            let above = self.view.height / 3;
            self.view.offset = line.saturating_sub(above);
            self.view.scroll(0);
        }
    }

    fn seek(&mut self) {
        let words = &self.find.words;
        self.find.hits = if words.is_empty() {
            Vec::new()
        } else {
            let holds = |(_, line): &(usize, &Line)| fold(&line.text()).contains(words.as_str());
            self.lines()
                .iter()
                .enumerate()
                .filter(holds)
                .map(|(at, _)| at)
                .collect()
        };
        self.find.at = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::layout::plain;

    fn page(lines: usize) -> Page {
        let mut page = Page::default();
        for at in 0..lines {
            page.paragraph(vec![plain(format!("Line {at}"))], 0, 0);
        }
        page
    }

    #[test]
    fn finding_goes_round_and_scrolling_ends_at_the_ends() {
        let mut text = TextPart::default();
        text.resize(40, 10);
        text.show(page(50));
        text.scroll(1000);
        assert_eq!(text.view.offset, 40);
        text.scroll(isize::MIN);
        text.find("LINE 3");
        assert_eq!(text.find.hits.len(), 11);
        assert_eq!(text.find.hits[text.find.at], 3);
        text.find_previous();
        assert_eq!(text.find.hits[text.find.at], 39);
        text.find_next();
        assert_eq!(text.find.hits[text.find.at], 3);
        let mut renewed = text.clone();
        renewed.renew(page(35));
        assert_eq!(
            (renewed.find.words.as_str(), renewed.find.hits.len()),
            ("line 3", 6)
        );
        renewed.show(page(35));
        assert_eq!(renewed.find, Find::default());
        text.find("nowhere");
        text.find_next();
        text.resize(0, 0);
        text.resize(20, 5);
        text.show(page(0));
        text.scroll(isize::MAX);
        assert_eq!(text.view.offset, 0);
    }
}
