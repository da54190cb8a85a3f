//! Texts that need no cleaning, seen to be so while their end was sought. Knows nothing of what they say.

use super::clean::NAME_CAP;

/// Printable ASCII of a name's length at most, with no blank at its ends, no quote and no backslash: it is kept as it
/// stands. Only looking at every byte makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plain<'a>(&'a str);

impl<'a> Plain<'a> {
    /// What stands before the first quote. `None` is no verdict: where there is no quote, or something unusual before
    /// it or soon behind, others are to look.
    #[inline]
    pub fn before_quote(text: &'a str) -> Option<Self> {
        let mut rest = text.as_bytes();
        loop {
            let (eight, behind) = rest.split_first_chunk()?;
            let eight = u64::from_le_bytes(*eight);
            let ends = ends(eight);
            if ends == 0 {
                rest = behind;
                continue;
            }
            let last = ends.trailing_zeros() / 8;
            let is_quote = (eight >> (last * 8)) & 0xff == u64::from(b'"');
            let length = text.len() - rest.len() + last as usize;
            return is_quote.then(|| text.get(..length))?.and_then(Self::of);
        }
    }

    /// Looks no further than at the ends.
    #[inline]
    fn of(text: &'a str) -> Option<Self> {
        let is_trimmed = !matches!(text.as_bytes(), [b' ', ..] | [.., b' ']);
        (is_trimmed && text.len() <= NAME_CAP).then_some(Self(text))
    }

    #[inline]
    pub fn as_str(self) -> &'a str {
        self.0
    }

    /// Whether any letter is a capital.
    #[inline]
    pub fn has_capitals(self) -> bool {
        let (eights, rest) = self.0.as_bytes().as_chunks();
        eights
            .iter()
            .any(|eight| capitals(u64::from_le_bytes(*eight)) != 0)
            || rest.iter().any(u8::is_ascii_uppercase)
    }
}

const EACH: u64 = u64::from_le_bytes([1; 8]);
const HIGH: u64 = EACH << 7;

/// The highest bit of each byte that is a quote, a backslash, a control, delete, or no ASCII.
#[inline]
fn ends(eight: u64) -> u64 {
    // With this bit turned the quote stands right behind the controls, where the blank was.
    let turned = eight ^ (EACH * 0b10);
    // Differences keep the highest bit from the limit on, and sums pass it from delete on: no byte touches the next.
    let shows = (turned | HIGH) - EACH * 0x21;
    let is_other = ((eight ^ (EACH * u64::from(b'\\'))) | HIGH) - EACH;
    let above = (eight & !HIGH) + EACH;
    (above | eight | !(shows & is_other)) & HIGH
}

/// The highest bit of each byte of ASCII that is a capital.
#[inline]
fn capitals(eight: u64) -> u64 {
    let from = |byte: u8| eight + EACH * u64::from(0x80 - byte);
    from(b'A') & !from(b'Z' + 1) & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Text;

    #[test]
    fn what_is_plain_is_told_byte_by_byte() {
        for byte in 0..=u8::MAX {
            for (before, after) in [(0, 0), (0, 7), (3, 4), (7, 0), (7, 1), (9, 9)] {
                let letter = char::from(byte);
                let text = format!("{}{letter}{}", "~".repeat(before), "~".repeat(after));
                let at_an_end = before == 0 || after == 0;
                let expected = match byte {
                    b'"' => Some("~".repeat(before)),
                    b' ' if at_an_end => None,
                    b'\\' => None,
                    b' '..=b'~' => Some(text.clone()),
                    _ => None,
                };
                let quoted = format!("{text}\": \"and more\"");
                let plain = Plain::before_quote(&quoted).map(|plain| plain.0.to_owned());
                assert_eq!(plain, expected, "{byte:#x} at {before}");
            }
        }
    }

    #[test]
    fn what_is_not_seen_to_be_plain_is_none() {
        let long = |length| format!("{}\"{}", "x".repeat(length), "y".repeat(8));
        assert!(Plain::before_quote(&long(NAME_CAP)).is_some());
        assert_eq!(Plain::before_quote(&long(NAME_CAP + 1)), None);
        for text in ["", "abc", "abcdefghijk", "abc\"", "\u{e9}bcdefgh\"12345678"] {
            assert_eq!(Plain::before_quote(text), None, "{text}");
        }
        assert_eq!(Plain::before_quote("\"1234567"), Some(Plain("")));
    }

    proptest! {
        #[test]
        fn what_is_plain_stays_when_cleaned(text in "[ -~é\u{202e}]{0,40}\"[ -~]{0,20}") {
            if let Some(plain) = Plain::before_quote(&text) {
                prop_assert_eq!(text.split('"').next(), Some(plain.as_str()));
                prop_assert_eq!(Text::name(plain.as_str()), plain.as_str());
                prop_assert_eq!(Text::url(plain.as_str()), plain.as_str());
                prop_assert_eq!(Text::from(plain), plain.as_str());
                let has = plain.as_str().bytes().any(|byte| byte.is_ascii_uppercase());
                prop_assert_eq!(plain.has_capitals(), has);
            }
        }
    }
}
