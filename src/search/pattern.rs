//! A word of a query: what must be hit, and where; how it hits is not known here. Marks are those of fzf: `'exact`, `^start`, `end$`, `!not`.

use crate::text::fold::fold;

/// A word or phrase, and how it must hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// Folded; an empty one, while a person is still typing, asks for nothing.
    pub needle: String,
    pub place: Place,
    pub is_negated: bool,
}

/// Where a word must hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Anywhere in all that names a connector.
    Anywhere,
    /// Letter by letter in its name or slug.
    Exact,
    Start,
    End,
    Whole,
}

impl Pattern {
    /// A word without marks.
    pub(super) fn word(text: &str) -> Self {
        Self {
            needle: fold(text.trim()).into_owned(),
            place: Place::Anywhere,
            is_negated: false,
        }
    }

    /// Reads a word with its marks, as it was written. What stands in quotes is no mark.
    pub(super) fn read(written: &str) -> Self {
        let (is_negated, rest) = match written.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, written),
        };
        let (is_end, rest) = match rest.strip_suffix('$') {
            Some(start) if !start.is_empty() => (true, start),
            Some(_) | None => (false, rest),
        };
        let (mark, rest) = match rest.strip_prefix(['\'', '^']) {
            Some(after) => (rest.chars().next(), after),
            None => (None, rest),
        };
        let place = match (mark, is_end) {
            (Some('^'), true) => Place::Whole,
            (Some('^'), false) => Place::Start,
            (_, true) => Place::End,
            (Some(_), false) => Place::Exact,
            (None, false) if is_negated => Place::Exact,
            (None, false) => Place::Anywhere,
        };
        Self {
            place,
            is_negated,
            ..Self::word(&rest.replace('"', ""))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_as_fzf_reads_them() {
        use Place::{Anywhere, End, Exact, Start, Whole};
        let table = [
            ("Word", "word", Anywhere, false),
            ("'word", "word", Exact, false),
            ("^word", "word", Start, false),
            ("word$", "word", End, false),
            ("^word$", "word", Whole, false),
            ("!word", "word", Exact, true),
            ("!'word", "word", Exact, true),
            ("!^word", "word", Start, true),
            ("!word$", "word", End, true),
            ("!\"two words\"", "two words", Exact, true),
            ("^\"two words\"", "two words", Start, false),
            ("\"^word$\"", "^word$", Anywhere, false),
            ("wo^rd", "wo^rd", Anywhere, false),
            ("$", "$", Anywhere, false),
            ("!", "", Exact, true),
            ("^", "", Start, false),
        ];
        for (written, needle, place, is_negated) in table {
            let expected = Pattern {
                needle: needle.to_owned(),
                place,
                is_negated,
            };
            assert_eq!(Pattern::read(written), expected, "{written}");
        }
    }
}
