//! A walk through the outermost levels of a JSON text, so that one value in it can be bad without losing the next.
//! Knows where it stands, and nothing of connectors.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::{WireError, field::Scalar, swift};

/// A place in a JSON text.
pub(super) struct Walker<'a> {
    text: &'a str,
    at: usize,
}

/// A value that is JSON and yet not what was asked for.
pub(super) struct Bad<'a> {
    pub raw: &'a str,
    pub error: serde_json::Error,
}

impl<'a> Walker<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The next byte that is no blank.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
        while self.text.as_bytes().get(self.at).is_some_and(is_blank) {
            self.at += 1;
        }
        self.text.as_bytes().get(self.at).copied()
    }

    /// Steps over a byte if it is the next one.
    fn accept(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), WireError> {
        if self.accept(byte) {
            return Ok(());
        }
        let found = match self.rest().chars().next() {
            Some(c) => format!(
                "broken JSON: '{}' where '{}' belongs",
                c.escape_debug(),
                char::from(byte)
            ),
            None => "the end of the text, with more to come".to_owned(),
        };
        Err(self.error(found))
    }

    /// Steps through an object, handing each key to `member`, which must take the value.
    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), WireError>,
    ) -> Result<(), WireError> {
        self.expect(b'{')?;
        if self.accept(b'}') {
            return Ok(());
        }
        loop {
            let Scalar::Text(key) = self.value::<Scalar>()? else {
                return Err(self.error("broken JSON: a key that is no text".to_owned()));
            };
            self.expect(b':')?;
            member(self, &key)?;
            if !self.accept(b',') {
                return self.expect(b'}');
            }
        }
    }

    /// Steps through a list, handing each position to `element`, which must take the value.
    pub(super) fn list(
        &mut self,
        mut element: impl FnMut(&mut Self, usize) -> Result<(), WireError>,
    ) -> Result<(), WireError> {
        self.expect(b'[')?;
        if self.accept(b']') {
            return Ok(());
        }
        let mut index = 0;
        loop {
            element(self, index)?;
            if !self.accept(b',') {
                return self.expect(b']');
            }
            index += 1;
        }
    }

    /// Takes a value. What is JSON but no `T` is stepped over and handed back; what is no JSON ends the walk.
    pub(super) fn try_value<T: Deserialize<'a>>(
        &mut self,
    ) -> Result<Result<T, Bad<'a>>, WireError> {
        let start = self.at;
        match self.read() {
            Ok(value) => Ok(Ok(value)),
            Err(error) => {
                let raw = self.raw(start)?;
                Ok(Err(Bad { raw, error }))
            }
        }
    }

    /// The same for a value of which little is asked.
    pub(super) fn try_some_of<T: Deserialize<'a>>(
        &mut self,
    ) -> Result<Result<T, Bad<'a>>, WireError> {
        match self.quickly(swift::object) {
            Some(value) => Ok(Ok(value)),
            None => self.try_value(),
        }
    }

    /// Takes what `quick` reads from here on, if it reads it: it answers how long that is.
    pub(super) fn quickly<T>(
        &mut self,
        quick: impl FnOnce(&'a str) -> Option<(T, usize)>,
    ) -> Option<T> {
        let (value, length) = quick(self.rest())?;
        self.at += length;
        Some(value)
    }

    /// Takes a value that cannot be spared.
    pub(super) fn value<T: Deserialize<'a>>(&mut self) -> Result<T, WireError> {
        self.read().map_err(|error| self.fault(&error))
    }

    /// The text between an earlier place and this one.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Fails where anything but blanks is left.
    pub(super) fn end(&mut self) -> Result<(), WireError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.error("more text after the end of the JSON".to_owned())),
        }
    }

    fn raw(&mut self, start: usize) -> Result<&'a str, WireError> {
        self.at = start;
        Ok(self.value::<&RawValue>()?.get())
    }

    /// What is not taken yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn read<T: Deserialize<'a>>(&mut self) -> serde_json::Result<T> {
        let mut values = serde_json::Deserializer::from_str(self.rest()).into_iter::<T>();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(value)
            }
            Some(Err(error)) => Err(error),
            // The parser words the end of the text best.
            None => Err(serde_json::from_str::<&RawValue>("")
                .err()
                .unwrap_or_else(|| serde::de::Error::custom("the end of the text"))),
        }
    }

    fn fault(&self, error: &serde_json::Error) -> WireError {
        let found = if error.is_eof() {
            "the end of the text in the middle of a value".to_owned()
        } else {
            format!("broken JSON: {}", reason(error))
        };
        let (line, column) = self.line_and_column();
        let place = match error.line() {
            0 => (line, column),
            1 => (line, column - 1 + error.column().max(1)),
            further => (line + further - 1, error.column().max(1)),
        };
        WireError {
            place: Some(place),
            ..WireError::no_catalog(found)
        }
    }

    pub(super) fn error(&self, found: String) -> WireError {
        WireError {
            place: Some(self.line_and_column()),
            ..WireError::no_catalog(found)
        }
    }

    fn line_and_column(&self) -> (usize, usize) {
        let before = self.text.get(..self.at).unwrap_or_default();
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        let column = 1 + before.len() - before.rfind('\n').map_or(0, |at| at + 1);
        (line, column)
    }
}

/// What the parser says, without the place, which it counts from where it was let in.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    text.get(..end).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_value_is_stepped_over_and_the_next_is_read() {
        let mut walker = Walker::new("[1, \"\\ud800\", 3]");
        let mut read = Vec::new();
        walker
            .list(|walker, _| {
                read.push(
                    walker
                        .try_value::<Scalar>()?
                        .map_err(|bad| bad.raw)
                        .ok()
                        .is_some(),
                );
                Ok(())
            })
            .unwrap();
        walker.end().unwrap();
        assert_eq!(read, [true, false, true]);
    }

    #[test]
    fn faults_say_where_they_are() {
        let table = [
            ("[1,\n  nul]", Some((2, 6))),
            ("[1,\n 2", Some((2, 3))),
            ("[1 2]", Some((1, 4))),
            ("[1,", Some((1, 4))),
            ("[\"a\nb\"]", Some((2, 1))),
        ];
        for (text, place) in table {
            let error = Walker::new(text)
                .list(|walker, _| walker.value::<Scalar>().map(drop))
                .unwrap_err();
            assert_eq!(error.place, place, "{text:?}: {}", error.found);
        }
    }
}
