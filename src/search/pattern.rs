//! A word of a query: what must be hit, and where; how it hits is not known here. Marks are those of fzf: `'exact`,
//! `^start`, `end$`, `!not`.

use crate::text::fold::fold;

use super::written::{self, Letter};

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
    /// Anywhere in all that names a connector; loosely, too, unless it is negated.
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

    /// Reads a word with its marks. What stands in quotes or behind a backslash is no mark.
    pub(super) fn of(letters: &[Letter]) -> Self {
        let (is_negated, rest) = match letters {
            [sign, rest @ ..] if sign.is('!') || sign.is('-') => (true, rest),
            all => (false, all),
        };
        let (is_end, rest) = match rest {
            [start @ .., last] if last.is('$') && !start.is_empty() => (true, start),
            all => (false, all),
        };
        let (mark, rest) = match rest {
            [mark, rest @ ..] if mark.is('\'') || mark.is('^') => (Some(mark.value), rest),
            all => (None, all),
        };
        let place = match (mark, is_end) {
            (Some('^'), true) => Place::Whole,
            (Some('^'), false) => Place::Start,
            (_, true) => Place::End,
            (Some(_), false) => Place::Exact,
            (None, false) => Place::Anywhere,
        };
        Self {
            place,
            is_negated,
            ..Self::word(&written::text(rest))
        }
    }

    /// Whether a folded text has it where it must be.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let needle = self.needle.as_str();
        match self.place {
            Place::Anywhere | Place::Exact => text.contains(needle),
            Place::Start => text.starts_with(needle),
            Place::End => text.ends_with(needle),
            Place::Whole => text == needle,
        }
    }

    /// Reads a single word as it is written.
    #[cfg(test)]
    pub(super) fn read(written: &str) -> Self {
        let parts = written::parts(written);
        Self::of(parts.first().map_or(&[], |part| &part.letters))
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
            ("!word", "word", Anywhere, true),
            ("!'word", "word", Exact, true),
            ("!^word", "word", Start, true),
            ("!word$", "word", End, true),
            ("!\"two words\"", "two words", Anywhere, true),
            ("-word", "word", Anywhere, true),
            ("-^word$", "word", Whole, true),
            ("-\"two words\"", "two words", Anywhere, true),
            ("source-s3", "source-s3", Anywhere, false),
            ("--word", "-word", Anywhere, true),
            ("\\-word", "-word", Anywhere, false),
            ("\\!word", "!word", Anywhere, false),
            ("word\\$", "word$", Anywhere, false),
            ("\\'two\\ words", "'two words", Anywhere, false),
            ("-", "", Anywhere, true),
            ("^\"two words\"", "two words", Start, false),
            ("\"^word$\"", "^word$", Anywhere, false),
            ("wo^rd", "wo^rd", Anywhere, false),
            ("$", "$", Anywhere, false),
            ("!", "", Anywhere, true),
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
