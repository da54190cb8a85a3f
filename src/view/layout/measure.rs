//! How wide lines may be, and what becomes of a word that is wider. Knows no document.

/// Lines narrower than this are not asked for.
const LEAST: usize = 20;

#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub width: usize,
    /// A word that is too wide stays whole: whoever reads it is a program, or knows how to break lines.
    pub keeps_words: bool,
}

impl Measure {
    pub fn strict(width: usize) -> Self {
        Self {
            width: width.max(LEAST),
            keeps_words: false,
        }
    }

    pub fn of_whole_words(width: usize) -> Self {
        Self {
            keeps_words: true,
            ..Self::strict(width)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::view::layout::{Line, Page, muted, plain};

    const ADDRESS: &str = "https://docs.airbyte.com/integrations/destinations/snowflake";

    fn page() -> Page {
        let mut page = Page::default();
        page.paragraph(vec![plain("read about it at "), muted(ADDRESS)], 2, 4);
        page.labelled("Documentation", plain(ADDRESS), 17);
        let row = vec![plain("2026-03-01"), plain(ADDRESS), plain("upgrade soon")];
        page.table(vec!["Deadline", "Guide", "Then"], vec![row], 0);
        page
    }

    fn addresses(lines: &[Line]) -> usize {
        let whole = lines.iter().filter(|line| line.text().contains(ADDRESS));
        whole.count()
    }

    #[test]
    fn no_word_is_broken_where_words_are_kept_whole() {
        for width in 20..100 {
            let whole = page().lines_of_whole_words(width);
            assert_eq!(addresses(&whole), 3, "{width}");
            let strict = page().lines(width);
            let rows = whole
                .iter()
                .filter(|line| line.text().contains("2026-03-01"));
            let is_row = |line: &&Line| line.text().contains(ADDRESS);
            assert_eq!(rows.filter(is_row).count(), 1, "{width}");
            assert!(strict.iter().all(|line| line.width() <= width), "{width}");
        }
        assert!(addresses(&page().lines(50)) < 3);
    }
}
