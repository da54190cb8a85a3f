//! Text from outside made inert: nothing that reaches a screen, a pipe or the cache can act on a terminal or
//! reorder what a person reads. `Text` can only be made by cleaning.

use std::{borrow::Cow, fmt::Write};

use compact_str::CompactString;
use unicode_segmentation::UnicodeSegmentation;

use super::Plain;

/// The longest name, identifier or URL part that is kept, in characters.
pub const NAME_CAP: usize = 256;
/// The longest URL that is kept, in characters.
pub const URL_CAP: usize = 2048;
/// More scalars than this in one grapheme are a prank, not a letter.
const GRAPHEME_CAP: usize = 8;
const REPLACEMENT: &str = "\u{fffd}";

/// A cleaned, single-line text. Most are short, and those stand where they are kept, with no memory of their own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(CompactString);

impl Text {
    /// Cleans a name or other short text.
    pub fn name(raw: &str) -> Self {
        Self(capped(raw, NAME_CAP))
    }

    /// Cleans an address.
    pub fn url(raw: &str) -> Self {
        Self(capped(raw, URL_CAP))
    }

    /// The same of an address that was just made: it is not copied where it needs no cleaning.
    pub fn made_url(raw: String) -> Self {
        if is_kept(&raw, URL_CAP) {
            Self(raw.into())
        } else {
            Self::url(&raw)
        }
    }

    /// A word of the program's own; one that would have to be cleaned is no word.
    pub(crate) const fn literal(word: &'static str) -> Self {
        let mut rest = word.as_bytes();
        while let [first, others @ ..] = rest {
            assert!(
                first.is_ascii_graphic(),
                "a word is printable and has no blanks"
            );
            rest = others;
        }
        Self(CompactString::const_new(word))
    }

    /// Keeps a text of the program's own, however long, where it stands.
    pub fn lasting(plain: Plain<'static>) -> Self {
        let text = plain.as_str();
        if text.len() > size_of::<CompactString>() {
            Self(CompactString::const_new(text))
        } else {
            plain.into()
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<Plain<'_>> for Text {
    #[inline]
    fn from(plain: Plain) -> Self {
        Self(plain.as_str().into())
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

fn capped(raw: &str, cap: usize) -> CompactString {
    // Most texts are short and stand as they are to be kept.
    if is_kept(raw, cap) {
        return raw.into();
    }
    let cleaned = line(raw);
    let cleaned = cleaned.trim();
    // No text has more characters than bytes.
    if cleaned.len() <= cap {
        return cleaned.into();
    }
    match cleaned.char_indices().nth(cap) {
        None => cleaned.into(),
        Some((end, _)) => format!("{}…", &cleaned[..end]).into(),
    }
}

/// Cleans a text to one inert line, keeping all its letters.
pub fn line(raw: &str) -> Cow<'_, str> {
    if is_printable(raw.as_bytes()) {
        return Cow::Borrowed(raw);
    }
    let mut inert = String::with_capacity(raw.len());
    raw.chars().for_each(|c| push_inert(c, &mut inert));
    // Only now, since marks heap up across what was removed; so cleaning twice is cleaning once.
    if !inert.graphemes(true).any(is_heaped) {
        return Cow::Owned(inert);
    }
    let light = inert.graphemes(true).map(|grapheme| {
        if is_heaped(grapheme) {
            REPLACEMENT
        } else {
            grapheme
        }
    });
    Cow::Owned(light.collect())
}

/// Cleans what a person wrote or pasted to one inert line. A mark that only says which way letters run came along unseen:
/// it is left out, and not spelt.
pub fn typed(raw: &str) -> Cow<'_, str> {
    if !raw.contains(is_bidi) {
        return line(raw);
    }
    let seen: String = raw.chars().filter(|c| !is_bidi(*c)).collect();
    Cow::Owned(line(&seen).into_owned())
}

/// Whether nothing is to be cleaned, trimmed or cut.
fn is_kept(raw: &str, cap: usize) -> bool {
    let raw = raw.as_bytes();
    let ends = [raw.first(), raw.last()];
    raw.len() <= cap && !ends.contains(&Some(&b' ')) && is_printable(raw)
}

/// Whether all is ASCII that shows, or a space; eight bytes are looked at together.
fn is_printable(raw: &[u8]) -> bool {
    let is_eight = |eight: &[u8; 8]| odd(u64::from_le_bytes(*eight)) == 0;
    let (eights, rest) = raw.as_chunks();
    // The last eight may have been looked at in part; a shorter text has no eight.
    let last_is = raw.last_chunk().map_or_else(
        || rest.iter().all(|byte| matches!(byte, b' '..=b'~')),
        is_eight,
    );
    last_is && eights.iter().all(is_eight)
}

/// Some bits where a byte is a control, delete, or no ASCII.
fn odd(eight: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = EACH << 7;
    // A sum passes the highest bit from delete on; a difference does below a space, since none of the others are high.
    let above = (eight & !HIGH) + EACH;
    let below = (eight | HIGH) - EACH * 0x20;
    (above | eight | !below) & HIGH
}

fn is_heaped(grapheme: &str) -> bool {
    grapheme.chars().nth(GRAPHEME_CAP).is_some()
}

fn push_inert(c: char, out: &mut String) {
    match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
        // The control pictures stand in the same order as the controls.
        '\0'..='\x1f' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or(' ')),
        '\x7f' => out.push('\u{2421}'),
        '\u{80}'..='\u{9f}' => out.push(char::REPLACEMENT_CHARACTER),
        _ if is_noncharacter(c) => out.push(char::REPLACEMENT_CHARACTER),
        _ if is_bidi(c) => {
            // Writing to a string cannot fail.
            let _ = write!(out, "<U+{:04X}>", c as u32);
        }
        _ if is_invisible(c) => {}
        _ => out.push(c),
    }
}

/// Whether a character could act on a terminal, reorder a line, hide in it or break the document that it is put in.
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || is_bidi(c)
        || is_invisible(c)
        || is_noncharacter(c)
        || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Never a letter; XML forbids some of them.
fn is_noncharacter(c: char) -> bool {
    matches!(c as u32 & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}'
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hostile_class_becomes_inert_and_letters_stay() {
        let table = [
            ("Postgres", "Postgres"),
            ("a\x1b]52;c;aGk=\x07b", "a␛]52;c;aGk=␇b"),
            ("a\u{9b}2Jb", "a\u{fffd}2Jb"),
            ("a\tb\r\nc", "a b  c"),
            ("evil\u{202e}txt", "evil<U+202E>txt"),
            ("post\u{200b}gres", "postgres"),
            ("a\u{fffe}b\u{ffff}", "a\u{fffd}b\u{fffd}"),
            ("\u{fdd0}\u{10ffff}", "\u{fffd}\u{fffd}"),
            ("مرحبا", "مرحبا"),
            ("日本 é", "日本 é"),
        ];
        for (raw, expected) in table {
            assert_eq!(line(raw), expected, "{raw:?}");
            assert_eq!(
                raw.chars().any(is_hostile),
                line(raw) != raw,
                "what is replaced is hostile: {raw:?}"
            );
        }
    }

    #[test]
    fn what_nobody_saw_of_a_typed_text_is_left_out() {
        let table = [
            ("postgres", "postgres"),
            ("postgres\u{200e}", "postgres"),
            (
                "\u{2068}post\u{200b}gres\u{2069}\u{202e} \u{61c}x",
                "postgres x",
            ),
            ("a\tb\x1b", "a b\u{241b}"),
        ];
        for (raw, expected) in table {
            assert_eq!(typed(raw), expected, "{raw:?}");
        }
    }

    #[test]
    fn what_is_printable_is_so_byte_by_byte() {
        for byte in 0..=u8::MAX {
            for (before, after) in [(0, 0), (0, 7), (3, 4), (7, 0), (7, 1), (9, 9)] {
                let mut text = vec![b'~'; before + 1 + after];
                text[before] = byte;
                let expected = (b' '..=b'~').contains(&byte);
                assert_eq!(is_printable(&text), expected, "{byte:#x} at {before}");
            }
        }
    }

    #[test]
    fn a_made_address_is_cleaned_as_any_other() {
        for raw in [
            "",
            " a",
            "a b",
            "https://example.com/a#1.0.0",
            "a\u{202e}b",
            &"x".repeat(URL_CAP + 1),
        ] {
            assert_eq!(Text::made_url(raw.to_owned()), Text::url(raw), "{raw:?}");
        }
    }

    #[test]
    fn what_needs_no_cleaning_is_cleaned_all_the_same() {
        for (raw, kept) in [
            (" a", "a"),
            ("a ", "a"),
            ("", ""),
            (" ", ""),
            ("a b", "a b"),
        ] {
            assert_eq!(Text::name(raw), kept, "{raw:?}");
        }
        assert_eq!(Text::name(&"x".repeat(NAME_CAP)).len(), NAME_CAP);
    }

    #[test]
    fn long_names_are_capped_and_heaped_marks_replaced() {
        assert_eq!(
            Text::name(&"x".repeat(1 << 20)).chars().count(),
            NAME_CAP + 1
        );
        let zalgo = format!("e{}", "\u{301}".repeat(300));
        assert_eq!(Text::name(&zalgo), "\u{fffd}");
    }

    proptest::proptest! {
        #[test]
        fn nothing_hostile_survives(raw in ".{0,60}", extra in proptest::collection::vec(proptest::char::any(), 0..40)) {
            let raw: String = raw.chars().chain(extra).collect();
            let cleaned = line(&raw);
            proptest::prop_assert!(!cleaned.chars().any(is_hostile), "{cleaned:?}");
            proptest::prop_assert_eq!(line(&cleaned), cleaned.as_ref(), "cleaning twice is cleaning once");
            let typed = typed(&raw).into_owned();
            proptest::prop_assert!(!typed.chars().any(is_hostile), "{typed:?}");
            proptest::prop_assert_eq!(super::typed(&typed), typed.as_str());
            let name = Text::name(&raw);
            proptest::prop_assert_eq!(Text::name(&name), name);
        }
    }
}
