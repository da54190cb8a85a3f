//! A cleaned text that is nearly always shorter than some length, and then takes that much room and no more memory.
//! Knows nothing of what it says.

use std::fmt;

use super::{Plain, Text};

/// Up to `MOST` bytes stand here; a longer text stands elsewhere.
#[derive(Clone)]
pub struct Short<const MOST: usize>(Kept<MOST>);

#[derive(Clone)]
enum Kept<const MOST: usize> {
    Here {
        length: u8,
        bytes: [u8; MOST],
    },
    /// One word of room, where a box of a text has two.
    Elsewhere(Box<Box<str>>),
}

impl<const MOST: usize> Short<MOST> {
    /// What stands behind so many bytes of a text; nothing where there is no such place.
    pub fn end_of(text: &Text, from: usize) -> Self {
        Self::kept(text.get(from..).unwrap_or_default())
    }

    /// The same of a text that is not kept otherwise.
    pub fn end_of_plain(text: Plain, from: usize) -> Self {
        Self::kept(text.as_str().get(from..).unwrap_or_default())
    }

    #[inline]
    fn kept(text: &str) -> Self {
        let mut bytes = [0; MOST];
        let here = bytes.get_mut(..text.len());
        let Some((here, length)) = here.zip(u8::try_from(text.len()).ok()) else {
            return Self(Kept::Elsewhere(Box::new(text.into())));
        };
        here.copy_from_slice(text.as_bytes());
        Self(Kept::Here { length, bytes })
    }

    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Here { length, bytes } => {
                let bytes = bytes.get(..usize::from(*length)).unwrap_or_default();
                // They were a text.
                str::from_utf8(bytes).unwrap_or_default()
            }
            Kept::Elsewhere(text) => text,
        }
    }
}

impl<const MOST: usize> From<Text> for Short<MOST> {
    fn from(text: Text) -> Self {
        Self::end_of(&text, 0)
    }
}

impl<const MOST: usize> PartialEq for Short<MOST> {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl<const MOST: usize> Eq for Short<MOST> {}

impl<const MOST: usize> std::ops::Deref for Short<MOST> {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl<const MOST: usize> fmt::Display for Short<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl<const MOST: usize> fmt::Debug for Short<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_stays_as_it_was() {
        for raw in [
            "",
            "3.7.2",
            "éééé",
            "12345678",
            "123456789",
            "ééééé",
            &"x".repeat(300),
        ] {
            let text = Text::url(raw);
            let short = Short::<8>::from(text.clone());
            assert_eq!(short.as_str(), text.as_str());
            assert_eq!(
                matches!(short.0, Kept::Here { .. }),
                text.len() <= 8,
                "{raw}"
            );
        }
        let sizes = (size_of::<Short<14>>(), size_of::<Option<Short<14>>>());
        assert_eq!(sizes, (16, 16));
    }
}
