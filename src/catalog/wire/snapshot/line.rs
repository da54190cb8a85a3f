//! A place in an object that stands as `encode` writes it: no blanks, keys in their order, nothing escaped.
//! Whatever stands otherwise is declined, and says nothing of being right. Knows no key by name.

use crate::{
    catalog::wire::{field::LIST_CAP, skip::behind_plain},
    text::{Few, Plain, Text, Word, behind},
};

/// How a text that needs no cleaning is kept: one that lasts as long as the program may stay where it stands.
pub(in crate::catalog::wire) type Keep<'a> = fn(Plain<'a>) -> Text;

/// A place in a text. `None` from any step means: this is for the reader that takes everything.
pub(super) struct Line<'a> {
    /// What is not taken yet.
    rest: &'a str,
    keep: Keep<'a>,
}

/// A key as it stands before its value.
macro_rules! key {
    ($key:literal) => {
        $crate::text::joined!("\"", $key, "\":")
    };
}
pub(super) use key;

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str, keep: Keep<'a>) -> Self {
        Self { rest: text, keep }
    }

    /// What is not taken yet.
    #[inline]
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// An object, whose members are taken in the order of their writing.
    #[inline]
    pub(super) fn object<T>(&mut self, members: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.take(b"{")?;
        let read = members(self)?;
        self.take(b"}")?;
        Some(read)
    }

    /// The value of the next member if it has this key. Most keys that are asked for are absent.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "a key that is known when this is built is compared in a few steps"
    )]
    #[expect(
        clippy::option_option,
        reason = "not to be read so, and read as absent, are two answers"
    )]
    pub(super) fn member<T, const LENGTH: usize>(
        &mut self,
        key: &[u8; LENGTH],
        value: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        let Some(rest) = behind(self.rest, key) else {
            return Some(None);
        };
        self.rest = rest;
        let read = value(self)?;
        match self.rest.as_bytes() {
            [b',', b'"', ..] => self.rest = self.rest.get(1..)?,
            [b'}', ..] => {}
            _ => return None,
        }
        Some(Some(read))
    }

    /// All elements of a list, in no more memory than they need.
    pub(super) fn list<T>(&mut self, element: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.take(b"[")?;
        if self.take(b"]").is_some() {
            return Some(Vec::new());
        }
        let first = element(self)?;
        self.more(first, element)
    }

    /// The same of a list that mostly holds one.
    #[inline]
    pub(super) fn few<T>(&mut self, element: impl Fn(&mut Self) -> Option<T>) -> Option<Few<T>> {
        self.take(b"[")?;
        if self.take(b"]").is_some() {
            return Some(Few::NONE);
        }
        let first = element(self)?;
        match self.take(b"]") {
            Some(()) => Some(Few::one(first)),
            None => self.more(first, element).map(Few::from),
        }
    }

    /// The rest of a list behind its first element. One beyond the cap is declined before it takes more memory.
    fn more<T>(&mut self, first: T, element: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        if self.take(b"]").is_some() {
            return Some(vec![first]);
        }
        let mut elements = Vec::with_capacity(2);
        elements.push(first);
        while self.take(b",").is_some() {
            if elements.len() == LIST_CAP {
                return None;
            }
            elements.push(element(self)?);
        }
        self.take(b"]")?;
        elements.shrink_to_fit();
        Some(elements)
    }

    /// A text without escapes.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        let text = behind(self.rest, b"\"")?;
        let end = text.len() - behind_plain(text.as_bytes()).len();
        let (text, rest) = text.split_at_checked(end)?;
        self.rest = behind(rest, b"\"")?;
        Some(text)
    }

    /// A text that needs no cleaning. Nothing is taken of another.
    pub(super) fn plain(&mut self) -> Option<Plain<'a>> {
        let text = behind(self.rest, b"\"")?;
        let plain = Plain::before_quote(text)?;
        self.rest = text.get(plain.as_str().len() + 1..)?;
        Some(plain)
    }

    /// A text, kept as `clean` would.
    #[inline]
    pub(super) fn cleaned(&mut self, clean: fn(&str) -> Text) -> Option<Text> {
        match self.plain() {
            Some(plain) => Some(self.kept(plain)),
            None => self.text().map(clean),
        }
    }

    #[inline]
    pub(super) fn kept(&self, plain: Plain<'a>) -> Text {
        (self.keep)(plain)
    }

    /// The bytes of a text of this length; they may be anything.
    #[inline]
    pub(super) fn exactly<const LENGTH: usize>(&mut self) -> Option<&'a [u8; LENGTH]> {
        let text = behind(self.rest, b"\"")?;
        let bytes = text.as_bytes().first_chunk()?;
        self.rest = behind(text.get(LENGTH..)?, b"\"")?;
        Some(bytes)
    }

    #[inline]
    pub(super) fn word<W: Word>(&mut self) -> Option<W> {
        let (word, rest) = W::leading(behind(self.rest, b"\"")?)?;
        self.rest = behind(rest, b"\"")?;
        Some(word)
    }

    /// The value of the word that stands next.
    pub(super) fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let text = behind(self.rest, b"\"")?;
        words.iter().find_map(|(word, value)| {
            self.rest = behind(text.strip_prefix(word)?, b"\"")?;
            Some(*value)
        })
    }

    pub(super) fn null(&mut self) -> Option<()> {
        self.take(b"null")
    }

    #[inline]
    pub(super) fn flag(&mut self) -> Option<bool> {
        match self.take(b"true") {
            Some(()) => Some(true),
            None => self.take(b"false").map(|()| false),
        }
    }

    /// A whole number of few digits.
    pub(super) fn whole(&mut self) -> Option<i64> {
        const DIGITS: usize = 15;
        let (mut number, mut length) = (0, 0);
        for byte in self.rest.bytes() {
            match byte {
                b'0'..=b'9' if length < DIGITS => number = number * 10 + i64::from(byte - b'0'),
                b'0'..=b'9' => return None,
                _ => break,
            }
            length += 1;
        }
        if length == 0 || (length > 1 && self.rest.starts_with('0')) {
            return None;
        }
        self.rest = self.rest.get(length..)?;
        Some(number)
    }

    #[inline]
    fn take<const LENGTH: usize>(&mut self, next: &[u8; LENGTH]) -> Option<()> {
        self.rest = behind(self.rest, next)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::words::{DeadlineAction, Grade, Kind, Level, Stage};

    #[test]
    fn what_is_not_written_so_is_declined() {
        let read = |text| {
            let mut line = Line::new(text, Text::from);
            let read = line.object(|line| {
                let one = line.member(key!("a"), Line::whole)?;
                let many = line.member(key!("b"), |line| line.list(Line::text))?;
                Some((one, many, line.member(key!("c"), Line::flag)?))
            });
            read.filter(|_| line.rest().is_empty())
        };
        assert_eq!(read("{}"), Some((None, None, None)));
        let full = r#"{"a":12,"b":["x","é"],"c":true}"#;
        assert_eq!(
            read(full),
            Some((Some(12), Some(vec!["x", "é"]), Some(true)))
        );
        assert_eq!(read(r#"{"b":[]}"#), Some((None, Some(Vec::new()), None)));
        let declined = [
            "",
            "{",
            r#"{"a":1,}"#,
            r#"{"a":1 }"#,
            r#"{"a": 1}"#,
            r#"{"a":01}"#,
            r#"{"a":-1}"#,
            r#"{"a":1.0}"#,
            r#"{"a":}"#,
            r#"{"a":1234567890123456}"#,
            r#"{"a":1"c":true}"#,
            r#"{"a":1,"a":1}"#,
            r#"{"c":true,"a":1}"#,
            r#"{"d":1}"#,
            r#"{"b":["x",]}"#,
            r#"{"b":["x" ]}"#,
            r#"{"b":["\u0041"]}"#,
            "{\"b\":[\"x\ny\"]}",
            r#"{"b":null}"#,
            r#"{"c":True}"#,
        ];
        for text in declined {
            assert_eq!(read(text), None, "{text}");
        }
        for cut in 0..full.len() {
            let part = full.get(..cut).unwrap_or_default();
            assert_eq!(read(part), None, "{part}");
        }
    }

    #[test]
    fn a_word_is_read_to_its_quote() {
        fn all<W: Word + std::fmt::Debug>() {
            for word in W::ALL {
                let text = format!("\"{}\",", word.word());
                let mut line = Line::new(&text, Text::from);
                assert_eq!((line.word(), line.rest()), (Some(*word), ","), "{text}");
                for other in [
                    format!("\"{}s\"", word.word()),
                    format!("\"{}", word.word()),
                ] {
                    let read = Line::new(&other, Text::from).word::<W>();
                    assert_eq!(read, None, "{other}");
                }
            }
        }
        all::<Kind>();
        all::<Level>();
        all::<Stage>();
        all::<Grade>();
        all::<DeadlineAction>();
        assert_eq!(Line::new("source", Text::from).word::<Kind>(), None);
    }

    #[test]
    fn a_list_of_few_is_the_same_list() {
        for text in [
            "[]", "[12]", "[1,2]", "[1,2,3]", "[a]", "[1,]", "[1", "[,1]",
        ] {
            let mut lines = [(); 2].map(|()| Line::new(text, Text::from));
            let many = lines[0].list(Line::whole);
            let few = lines[1].few(Line::whole);
            assert_eq!(few.map(Few::into_vec), many, "{text}");
            assert_eq!(lines[0].rest(), lines[1].rest(), "{text}");
        }
    }

    #[test]
    fn a_list_beyond_the_cap_is_declined_and_not_read_on() {
        for (length, expected) in [
            (LIST_CAP, Some(LIST_CAP)),
            (LIST_CAP + 1, None),
            (4 * LIST_CAP, None),
        ] {
            let text = format!("[{}]", vec!["1"; length].join(","));
            let count = Cell::new(0);
            let counted = |line: &mut Line| {
                count.set(count.get() + 1);
                line.whole()
            };
            let read = Line::new(&text, Text::from).list(counted);
            assert_eq!(read.map(|read| read.len()), expected);
            assert_eq!(count.get(), LIST_CAP, "{length}");
        }
    }
}
