//! A place in an object that stands as `encode` writes it: no blanks, keys in their order, nothing escaped.
//! Whatever stands otherwise is declined, and says nothing of being right. Knows no key by name.

use crate::catalog::wire::{field::LIST_CAP, skip::behind_plain};

/// A place in a text. `None` from any step means: this is for the reader that takes everything.
pub(super) struct Line<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Line<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How much was taken.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// An object, whose members are taken in the order of their writing.
    pub(super) fn object<T>(&mut self, members: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        self.take(b"{")?;
        let read = members(self)?;
        self.take(b"}")?;
        Some(read)
    }

    /// The value of the next member if it has this key.
    #[inline]
    #[expect(
        clippy::option_option,
        reason = "not to be read so, and read as absent, are two answers"
    )]
    pub(super) fn member<T>(
        &mut self,
        key: &str,
        value: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<Option<T>> {
        if !self.accept_key(key) {
            return Some(None);
        }
        let read = value(self)?;
        match self.rest() {
            [b',', b'"', ..] => self.at += 1,
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
        let mut elements = Vec::with_capacity(1);
        loop {
            elements.push(element(self)?);
            if self.take(b",").is_none() {
                break;
            }
        }
        self.take(b"]")?;
        elements.shrink_to_fit();
        (elements.len() <= LIST_CAP).then_some(elements)
    }

    /// A text without escapes.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        self.take(b"\"")?;
        let start = self.at;
        let end = self.text.len() - behind_plain(self.rest()).len();
        self.at = end;
        self.take(b"\"")?;
        self.text.get(start..end)
    }

    pub(super) fn null(&mut self) -> Option<()> {
        self.take(b"null")
    }

    pub(super) fn flag(&mut self) -> Option<bool> {
        match self.take(b"true") {
            Some(()) => Some(true),
            None => self.take(b"false").map(|()| false),
        }
    }

    /// A whole number of few digits.
    pub(super) fn whole(&mut self) -> Option<i64> {
        const DIGITS: usize = 15;
        let rest = self.text.get(self.at..)?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let digits = rest.get(..length).filter(|_| length <= DIGITS)?;
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        self.at += length;
        digits.parse().ok()
    }

    /// Most keys that are asked for are absent, and most absent ones are of another length.
    #[inline]
    fn accept_key(&mut self, key: &str) -> bool {
        let rest = self.rest();
        let is_next = rest.first_chunk() == Some(b"\"")
            && rest.get(key.len() + 1..).and_then(<[u8]>::first_chunk) == Some(b"\":")
            && rest[1..].starts_with(key.as_bytes());
        if is_next {
            self.at += key.len() + 3;
        }
        is_next
    }

    #[inline]
    fn take(&mut self, bytes: &[u8]) -> Option<()> {
        if !self.rest().starts_with(bytes) {
            return None;
        }
        self.at += bytes.len();
        Some(())
    }

    #[inline]
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_so_is_declined() {
        let read = |text| {
            let mut line = Line::new(text);
            let read = line.object(|line| {
                let one = line.member("a", Line::whole)?;
                let many = line.member("b", |line| line.list(Line::text))?;
                Some((one, many, line.member("c", Line::flag)?))
            });
            read.filter(|_| line.place() == text.len())
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
    fn a_list_beyond_the_cap_is_declined() {
        let of = |length| format!("[{}]", vec!["1"; length].join(","));
        assert!(Line::new(&of(LIST_CAP)).list(Line::whole).is_some());
        assert!(Line::new(&of(LIST_CAP + 1)).list(Line::whole).is_none());
    }
}
