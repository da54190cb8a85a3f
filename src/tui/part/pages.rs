//! Documents as they flow at some width, and those that were shown lately: going back to one of them costs nothing.

use std::collections::VecDeque;

use crate::{
    catalog::Key,
    view::layout::{Line, Page},
};

/// As many as a user steps over and comes back to.
const KEPT: usize = 32;

/// A document, and its lines for a width.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Flowed {
    page: Page,
    width: usize,
    pub lines: Vec<Line>,
}

impl Flowed {
    /// Where there is no room nothing flows.
    pub fn new(page: Page, width: usize) -> Self {
        let lines = if width == 0 {
            Vec::new()
        } else {
            page.lines(width)
        };
        Self { page, width, lines }
    }

    /// The same at a width, which is what it was most of the time.
    #[must_use]
    pub fn at(self, width: usize) -> Self {
        if width == self.width {
            self
        } else {
            Self::new(self.page, width)
        }
    }
}

/// The documents of connectors, the latest first. They hold for one profile and one catalog.
#[derive(Debug, Clone, Default)]
pub struct Pages(VecDeque<(Key, Flowed)>);

impl Pages {
    pub fn keep(&mut self, key: Key, flowed: Flowed) {
        self.0.truncate(KEPT - 1);
        self.0.push_front((key, flowed));
    }

    /// Takes a document out: it is kept again when another is shown.
    pub fn take(&mut self, key: &Key) -> Option<Flowed> {
        let at = self.0.iter().position(|(known, _)| known == key)?;
        self.0.remove(at).map(|(_, flowed)| flowed)
    }

    pub fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, view::layout::plain};

    fn page(text: &str) -> Page {
        let mut page = Page::default();
        page.paragraph(vec![plain(text)], 0, 2);
        page
    }

    proptest::proptest! {
        #[test]
        fn what_was_kept_is_what_would_be_made(
            shown in proptest::collection::vec((0usize..40, 20usize..50), 1..80),
        ) {
            let key = |at: usize| Key(Text::name(&at.to_string()));
            let text = |at: usize| format!("{at} {}", "one two three four ".repeat(at));
            let mut pages = Pages::default();
            for (at, width) in shown {
                let fresh = Flowed::new(page(&text(at)), width);
                let flowed = match pages.take(&key(at)) {
                    Some(kept) => kept.at(width),
                    None => fresh.clone(),
                };
                proptest::prop_assert_eq!(&flowed, &fresh);
                pages.keep(key(at), flowed);
                proptest::prop_assert!(pages.0.len() <= KEPT);
            }
        }
    }
}
