//! A word of a query: what must be hit, and where. Marks are those of fzf: `'exact`, `^start`, `end$`, `!not`.

use crate::{catalog::Connector, text::fold::fold};

use super::{
    fuzzy,
    rank::{self, Tier},
    written::{self, Letter},
};

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
    /// In the order of its letters: what is left for a word that hits nothing in the whole catalog.
    Scattered,
}

/// Shorter words are in order in nearly every name.
const SCATTERED_FROM: usize = 3;

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
            (None, false) if is_negated => Place::Exact,
            (None, false) => Place::Anywhere,
        };
        Self {
            place,
            is_negated,
            ..Self::word(&written::text(rest))
        }
    }

    /// Reads a single word as it is written.
    #[cfg(test)]
    pub(super) fn read(written: &str) -> Self {
        let parts = written::parts(written);
        Self::of(parts.first().map_or(&[], |part| &part.letters))
    }

    /// The same, loosened if it is a plain word that hits none of all connectors.
    pub(super) fn settled(&self, connectors: &[Connector]) -> Self {
        let is_plain = self.place == Place::Anywhere && !self.is_negated;
        let is_long = self.needle.chars().nth(SCATTERED_FROM - 1).is_some();
        let is_hit = || {
            connectors
                .iter()
                .any(|connector| self.tier(connector).is_some())
        };
        if !is_plain || !is_long || is_hit() {
            return self.clone();
        }
        Self {
            place: Place::Scattered,
            ..self.clone()
        }
    }

    pub(super) fn is_met_by(&self, connector: &Connector) -> bool {
        self.needle.is_empty() || self.tier(connector).is_some() != self.is_negated
    }

    /// How well the word hits, whether or not it is wanted.
    pub(super) fn tier(&self, connector: &Connector) -> Option<Tier> {
        let is_hit = match self.place {
            Place::Anywhere => return rank::tier(connector, &self.needle),
            Place::Scattered => {
                return fuzzy::is_hit(connector, &self.needle).then_some(Tier::Subsequence);
            }
            Place::Exact => self.hits(connector, |text, needle| text.contains(needle)),
            Place::Start => self.hits(connector, |text, needle| text.starts_with(needle)),
            Place::End => self.hits(connector, |text, needle| text.ends_with(needle)),
            Place::Whole => self.hits(connector, |text, needle| text == needle),
        };
        is_hit.then(|| rank::tier(connector, &self.needle).unwrap_or(Tier::Substring))
    }

    /// Whether name, slug or the slug without its kind are hit; slugs have hyphens where names have blanks.
    fn hits(&self, connector: &Connector, hits: fn(&str, &str) -> bool) -> bool {
        let dashed = self.needle.replace([' ', '_'], "-");
        hits(&fold(&connector.name), &self.needle)
            || hits(&connector.slug, &dashed)
            || hits(connector.tail(), &dashed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, words::Kind};

    fn connector(slug: &str, name: &str) -> Connector {
        Connector::new(Text::name(slug), Kind::Source, Text::name(name))
    }

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
            ("-word", "word", Exact, true),
            ("-^word$", "word", Whole, true),
            ("-\"two words\"", "two words", Exact, true),
            ("source-s3", "source-s3", Anywhere, false),
            ("--word", "-word", Exact, true),
            ("\\-word", "-word", Anywhere, false),
            ("\\!word", "!word", Anywhere, false),
            ("word\\$", "word$", Anywhere, false),
            ("\\'two\\ words", "'two words", Anywhere, false),
            ("-", "", Exact, true),
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

    #[test]
    fn a_mark_says_where_name_or_slug_must_be_hit() {
        let sheets = connector("source-google-sheets", "Google Sheets");
        let table = [
            ("^goog", true),
            ("^source-g", true),
            ("^sheets", false),
            ("sheets$", true),
            ("google$", false),
            ("^google-sheets$", true),
            ("^\"google sheets\"$", true),
            ("^google$", false),
            ("'gle sh", true),
            ("'gogle", false),
            ("!sheets", false),
            ("!excel", true),
            ("!^sheets", true),
            ("!sheets$", false),
            ("!", true),
            ("^", true),
            ("'", true),
        ];
        for (written, expected) in table {
            assert_eq!(
                Pattern::read(written).is_met_by(&sheets),
                expected,
                "{written}"
            );
        }
    }

    #[test]
    fn only_a_plain_word_that_hits_nothing_at_all_is_loosened() {
        let catalog = [
            connector("source-google-sheets", "Google Sheets"),
            connector("source-s3", "S3"),
        ];
        let table = [
            ("shets", Place::Scattered),
            ("sheets", Place::Anywhere),
            ("gs", Place::Anywhere),
            ("'shets", Place::Exact),
            ("!shets", Place::Exact),
            ("^shets", Place::Start),
        ];
        for (written, expected) in table {
            let settled = Pattern::read(written).settled(&catalog);
            assert_eq!(settled.place, expected, "{written}");
        }
        let loose = Pattern::read("gogle").settled(&catalog);
        assert_eq!(loose.tier(&catalog[0]), Some(Tier::Subsequence));
        assert_eq!(loose.tier(&catalog[1]), None);
    }
}
