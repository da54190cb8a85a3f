//! A line of text being edited, by graphemes. Of queries it knows only how long one may be.

use unicode_segmentation::UnicodeSegmentation;

/// More than this is not typed; it is pasted by mistake.
pub const CAP: usize = crate::search::LONGEST;

/// The text and the cursor, as a byte offset at a grapheme's edge.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    cursor: usize,
}

impl Line {
    pub fn new(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cursor as a byte offset.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts text at the cursor: cleaned, blanks for line breaks, never beyond the cap; `false` where some of it was.
    pub fn insert(&mut self, text: &str) -> bool {
        let cleaned = crate::text::clean::typed(text);
        let room = CAP.saturating_sub(self.text.chars().count());
        let kept: String = cleaned.chars().take(room).collect();
        self.text.insert_str(self.cursor, &kept);
        self.cursor += kept.len();
        self.settle();
        kept.len() == cleaned.len()
    }

    /// Puts text in the place of all from there to the cursor; `false` where it is too much.
    pub fn replace_back(&mut self, from: usize, text: &str) -> bool {
        let Some(replaced) = self.text.get(from..self.cursor) else {
            return false;
        };
        let kept = self.text.chars().count() - replaced.chars().count();
        if kept + text.chars().count() > CAP {
            return false;
        }
        self.text.replace_range(from..self.cursor, text);
        self.cursor = from + text.len();
        self.settle();
        true
    }

    /// Joining text can move the edges of graphemes.
    fn settle(&mut self) {
        let edge = self
            .text
            .grapheme_indices(true)
            .map(|(at, _)| at)
            .chain([self.text.len()]);
        self.cursor = edge
            .into_iter()
            .find(|at| *at >= self.cursor)
            .unwrap_or(self.text.len());
    }

    fn before(&self) -> usize {
        let mut graphemes = self.text[..self.cursor].grapheme_indices(true);
        graphemes.next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let before = self.text[..self.cursor].trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        })
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let start = rest.len() - rest.trim_start().len();
        let end = rest[start..]
            .find(char::is_whitespace)
            .map_or(rest.len(), |at| start + at);
        self.cursor + end
    }

    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    pub fn right(&mut self) {
        self.cursor = self.after();
    }

    pub fn word_left(&mut self) {
        self.cursor = self.word_before();
    }

    pub fn word_right(&mut self) {
        self.cursor = self.word_after();
    }

    pub fn home(&mut self) {
        self.cursor = 0;
    }

    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    pub fn delete_back(&mut self) {
        self.delete(self.before(), self.cursor);
    }

    pub fn delete_forward(&mut self) {
        self.delete(self.cursor, self.after());
    }

    pub fn delete_word(&mut self) {
        self.delete(self.word_before(), self.cursor);
    }

    pub fn delete_word_forward(&mut self) {
        self.delete(self.cursor, self.word_after());
    }

    pub fn delete_to_start(&mut self) {
        self.delete(0, self.cursor);
    }

    pub fn delete_to_end(&mut self) {
        self.delete(self.cursor, self.text.len());
    }

    fn delete(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
        self.settle();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_moves_by_letters_and_words() {
        let mut line = Line::new("level:airbyte pg");
        line.delete_word();
        assert_eq!(line.text(), "level:airbyte ");
        line.insert("日本");
        line.left();
        line.delete_back();
        assert_eq!((line.text(), line.cursor()), ("level:airbyte 本", 14));
        line.home();
        line.word_right();
        line.delete_to_end();
        assert_eq!(line.text(), "level:airbyte");
        line.delete_to_start();
        assert_eq!(line.text(), "");
        line.delete_back();
        line.delete_forward();
    }

    #[test]
    fn what_replaces_the_letters_before_the_cursor_keeps_to_the_cap() {
        let mut line = Line::new("level:air pg");
        line.word_left();
        line.left();
        assert!(line.replace_back(6, "airbyte"));
        assert_eq!((line.text(), line.cursor()), ("level:airbyte pg", 13));
        assert!(!line.replace_back(6, &"x".repeat(CAP)));
        assert!(!line.replace_back(14, "x"));
        assert_eq!(line.text(), "level:airbyte pg");
    }

    #[test]
    fn a_paste_is_one_inert_line_of_bounded_length() {
        let mut line = Line::default();
        assert!(line.insert("a"));
        assert!(!line.insert(&"a\n\x1b".repeat(1 << 10)));
        assert_eq!(line.text().chars().count(), CAP);
        assert!(!line.text().chars().any(char::is_control));
    }

    proptest::proptest! {
        #[test]
        fn the_cursor_stays_at_an_edge(steps in proptest::collection::vec((0u8..9, ".{0,4}"), 0..40)) {
            let mut line = Line::default();
            for (step, text) in steps {
                match step {
                    0 => line.left(),
                    1 => line.right(),
                    2 => line.delete_back(),
                    3 => line.delete_forward(),
                    4 => line.word_left(),
                    5 => line.delete_word(),
                    6 => line.home(),
                    7 => line.delete_word_forward(),
                    _ => {
                        line.insert(&text);
                    }
                }
                proptest::prop_assert!(line.text().is_char_boundary(line.cursor()));
                proptest::prop_assert!(line.text().chars().count() <= CAP + 1);
            }
        }
    }
}
