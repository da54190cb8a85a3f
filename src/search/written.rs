//! The letters of a query: what blanks, quotes and backslashes make of them. Knows no word of the language.

use std::ops::Range;

/// What a backslash takes the meaning from; before anything else it is a letter itself.
const MARKS: &str = "\\\"'^$!-|:,<>=.";

/// One letter of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub value: char,
    /// Quotes or a backslash made it a letter like any other.
    pub is_literal: bool,
    /// Where it stands in the query, in bytes, with its backslash.
    start: usize,
    end: usize,
}

impl Letter {
    /// Whether it is this mark, and means it.
    pub(super) fn is(self, mark: char) -> bool {
        self.value == mark && !self.is_literal
    }
}

/// What stands between blanks, without its quotes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Part {
    pub letters: Vec<Letter>,
    /// Where it stands in the query, quotes included.
    pub at: Range<usize>,
    /// What ends it, so that it swallows nothing that is written behind it.
    pub end: &'static str,
}

impl Part {
    /// A single letter that means what it is.
    pub(super) fn is(&self, mark: char) -> bool {
        matches!(self.letters.as_slice(), [letter] if letter.is(mark))
    }

    /// How it is written in its query.
    pub(super) fn written<'q>(&self, query: &'q str) -> &'q str {
        query.get(self.at.clone()).unwrap_or_default()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.letters.iter().all(|l| l.value.is_whitespace())
    }
}

/// The parts of a text; one that is nothing but blanks in quotes is none.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.peek().copied() {
        if c.is_whitespace() {
            rest.next();
            continue;
        }
        let part = part(start, &mut rest);
        if !part.is_blank() {
            parts.push(part);
        }
    }
    parts
}

type Rest<'a> = std::iter::Peekable<std::str::CharIndices<'a>>;

/// The part that begins here.
fn part(start: usize, rest: &mut Rest<'_>) -> Part {
    let mut letters = Vec::new();
    let mut is_quoted = false;
    let mut is_begun = false;
    let mut end = start;
    while let Some((start, c)) = rest.next_if(|(_, c)| is_quoted || !c.is_whitespace()) {
        end = start + c.len_utf8();
        is_begun = false;
        if c == '"' {
            is_quoted = !is_quoted;
            continue;
        }
        let mut letter = Letter {
            value: c,
            is_literal: is_quoted,
            start,
            end,
        };
        if c == '\\' {
            is_begun = rest.peek().is_none();
            let marked = rest.next_if(|(_, next)| is_mark(*next));
            if let Some((at, mark)) = marked {
                end = at + mark.len_utf8();
                letter = Letter {
                    value: mark,
                    is_literal: true,
                    end,
                    ..letter
                };
            }
        }
        letters.push(letter);
    }
    let ending = match (is_begun, is_quoted) {
        (false, false) => "",
        (false, true) => "\"",
        (true, false) => "\\",
        (true, true) => "\\\"",
    };
    Part {
        letters,
        at: start..end,
        end: ending,
    }
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || MARKS.contains(c)
}

/// The text that letters spell.
pub(super) fn text(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.value).collect()
}

/// Where letters stand in the query; `None` where there are none.
pub(super) fn place(letters: &[Letter]) -> Option<Range<usize>> {
    Some(letters.first()?.start..letters.last()?.end)
}

/// A word written so that it means nothing but itself.
pub(super) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '+' | '.');
    if word.chars().all(is_plain) && !word.starts_with('-') && !word.contains("..") {
        return word.to_owned();
    }
    let escaped = word.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelt(written: &str) -> Vec<String> {
        parts(written).iter().map(|p| text(&p.letters)).collect()
    }

    #[test]
    fn blanks_part_and_quotes_and_backslashes_keep_together() {
        let table: [(&str, &[&str]); 12] = [
            ("a  b\u{a0}c", &["a", "b", "c"]),
            ("\"a b\" c", &["a b", "c"]),
            ("a\\ b c", &["a b", "c"]),
            ("a\\\"b c", &["a\"b", "c"]),
            ("\"a \\\" b\" c", &["a \" b", "c"]),
            ("C:\\dir\\sub", &["C:\\dir\\sub"]),
            ("a\\", &["a\\"]),
            ("a\\\\ b", &["a\\", "b"]),
            ("\"open b", &["open b"]),
            ("x\"y z\"w", &["xy zw"]),
            ("\"\" \"  \" \\  ", &[]),
            ("é\\:日", &["é:日"]),
        ];
        for (written, expected) in table {
            assert_eq!(spelt(written), expected, "{written}");
        }
    }

    #[test]
    fn a_word_that_is_quoted_is_itself() {
        for word in ["a", "two words", "a,b", "say \"x\"", "C:\\x", "<b", "-x"] {
            let written = quoted(word);
            let parts = parts(&written);
            assert_eq!(parts.len(), 1, "{written}");
            assert_eq!(text(&parts[0].letters), word);
        }
    }

    proptest::proptest! {
        #[test]
        fn a_part_with_its_end_swallows_nothing(written in "[a-c \"\\\\:|]{0,20}|.{0,40}") {
            for part in parts(&written) {
                let closed = format!("{}{}", &written[part.at.clone()], part.end);
                let again = parts(&format!("{closed} x"));
                proptest::prop_assert_eq!(again.len(), 2, "{}", closed);
                proptest::prop_assert_eq!(text(&again[0].letters), text(&part.letters));
            }
        }
    }
}
