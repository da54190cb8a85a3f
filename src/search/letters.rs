//! The letters of a text as they are compared: folded, and without what separates words, so that "new-york times",
//! "New_York.Times" and "newyorktimes" are the same. Where words began is kept beside them.

use std::ops::Range;

use crate::text::fold::fold;

/// A text in comparable form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub text: String,
    /// The bytes of `text` before which something separated words, in order; the first byte is none of them.
    pub gaps: Vec<usize>,
    /// The bytes of `text` where a capital follows a small letter, as in `BigQuery`.
    pub humps: Vec<usize>,
    /// Where each byte of `text` came from: the range of its original letter. Kept only when it is asked for.
    origins: Vec<Range<usize>>,
}

impl Letters {
    pub fn of(original: &str) -> Self {
        let mut letters = Self::default();
        letters.read(original, false);
        letters
    }

    /// The same with the origins of the letters.
    pub fn traced(original: &str) -> Self {
        let mut letters = Self::default();
        letters.read(original, true);
        letters
    }

    fn read(&mut self, original: &str, is_traced: bool) {
        self.text.reserve(original.len());
        if original.is_ascii() {
            self.read_plain(original, is_traced);
        } else {
            self.read_any(original, is_traced);
        }
    }

    /// Texts without accents: word by word, and nothing of them changes but the case.
    fn read_plain(&mut self, original: &str, is_traced: bool) {
        let bytes = original.as_bytes();
        let mut start = 0;
        while start < bytes.len() {
            let mut end = start;
            let mut capitals = 0;
            while let Some(class @ 1..) = bytes.get(end).map(|b| CLASSES[usize::from(*b)]) {
                capitals += usize::from(class == CAPITAL);
                end += 1;
            }
            if end > start {
                self.push_word(&original[start..end], capitals);
                if is_traced {
                    self.origins.extend((start..end).map(|at| at..at + 1));
                }
            }
            start = end + 1;
        }
        self.text.make_ascii_lowercase();
    }

    /// A word as it stands there, and what stands before it is no letter.
    fn push_word(&mut self, word: &str, capitals: usize) {
        let at = self.text.len();
        if at > 0 {
            self.gaps.push(at);
        }
        self.text.push_str(word);
        // Nearly all words have one capital at most, and that is their first letter.
        if capitals > usize::from(word.starts_with(|c: char| c.is_ascii_uppercase())) {
            let is_hump =
                |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
            let pairs = (at + 1..).zip(word.as_bytes().windows(2));
            let humps = pairs.filter(|(_, pair)| is_hump(pair));
            self.humps.extend(humps.map(|(at, _)| at));
        }
    }

    fn read_any(&mut self, original: &str, is_traced: bool) {
        let mut is_after_gap = false;
        let mut was_small = false;
        for (at, c) in original.char_indices() {
            if is_gap(c) {
                is_after_gap = true;
                was_small = false;
                continue;
            }
            let start = self.text.len();
            self.push(c);
            if self.text.len() == start {
                continue;
            }
            if start > 0 && is_after_gap {
                self.gaps.push(start);
            } else if was_small && c.is_uppercase() {
                self.humps.push(start);
            }
            is_after_gap = false;
            was_small = c.is_lowercase();
            if is_traced {
                self.origins.resize(self.text.len(), at..at + c.len_utf8());
            }
        }
    }

    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.text.push(c.to_ascii_lowercase());
        } else {
            let folded = fold(c.encode_utf8(&mut [0; 4])).into_owned();
            self.text.extend(folded.chars().filter(|c| !is_gap(*c)));
        }
    }

    /// Where letters stand in the original.
    pub fn origin(&self, range: Range<usize>) -> Option<Range<usize>> {
        let first = self.origins.get(range.start)?;
        let last = self.origins.get(range.end.checked_sub(1)?)?;
        Some(first.start..last.end)
    }

    /// The text with a blank between its words.
    pub fn spaced(&self) -> String {
        let words: Vec<&str> = self.words().map(|word| &self.text[word]).collect();
        words.join(" ")
    }

    /// The words between the gaps.
    pub fn words(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.gaps.iter().copied());
        let ends = self.gaps.iter().copied().chain([self.text.len()]);
        starts.zip(ends).map(|(start, end)| start..end)
    }
}

/// What separates words, or decorates them.
fn is_gap(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{2000}'..='\u{206f}')
}

/// What each byte of a plain text is: 0 is no letter.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_uppercase() {
            classes[byte as usize] = CAPITAL;
        } else if byte.is_ascii_alphanumeric() {
            classes[byte as usize] = 1;
        }
        byte += 1;
    }
    classes
};
const CAPITAL: u8 = 2;

/// One bit for each letter or digit that occurs; the rarer ones share bits.
pub(super) fn mask(letters: &str) -> u64 {
    if letters.is_ascii() {
        let bytes = letters.bytes();
        return bytes.fold(0, |mask, b| mask | PLAIN_BITS[usize::from(b & 0x7f)]);
    }
    letters.chars().fold(0, |mask, c| mask | bit(c as u32))
}

/// The bits of letters without accents.
const PLAIN_BITS: [u64; 128] = {
    let mut bits = [0; 128];
    let mut letter = 0;
    while letter < 128 {
        bits[letter as usize] = bit(letter);
        letter += 1;
    }
    bits
};

pub(super) const fn bit(letter: u32) -> u64 {
    const A: u32 = 'a' as u32;
    const Z: u32 = 'z' as u32;
    const ZERO: u32 = '0' as u32;
    const NINE: u32 = '9' as u32;
    1 << match letter {
        A..=Z => letter - A,
        ZERO..=NINE => letter - ZERO + 26,
        _ => 36 + letter % 28,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_separators_do_not_matter() {
        let table = [
            ("New York Times", "newyorktimes", vec![3, 7]),
            ("new-york_times", "newyorktimes", vec![3, 7]),
            ("lu.ma", "luma", vec![2]),
            (
                "End-to-End (/dev/null)",
                "endtoenddevnull",
                vec![3, 5, 8, 11],
            ),
            ("Café Olé", "cafeole", vec![4]),
            (" -- ", "", vec![]),
            ("½ ﬁne", "12fine", vec![2]),
        ];
        for (original, text, gaps) in table {
            let letters = Letters::of(original);
            assert_eq!(
                (letters.text.as_str(), letters.gaps),
                (text, gaps),
                "{original}"
            );
        }
        assert_eq!(Letters::of("ClickUp APIs").humps, [5]);
    }

    proptest::proptest! {
        #[test]
        fn a_plain_text_reads_as_any_other(text in "[ -~\\t]{0,30}") {
            let (mut plain, mut any) = (Letters::default(), Letters::default());
            plain.read_plain(&text, true);
            any.read_any(&text, true);
            proptest::prop_assert_eq!(&plain, &any);
            let bits = text.chars().fold(0, |mask, c| mask | bit(c as u32));
            proptest::prop_assert_eq!(mask(&text), bits);
        }
    }

    #[test]
    fn letters_know_where_they_came_from() {
        let original = "The Café";
        let letters = Letters::traced(original);
        let at = letters.text.find("cafe").unwrap();
        let range = letters.origin(at..at + 4).unwrap();
        assert_eq!(&original[range], "Café");
        assert_eq!(letters.origin(0..0), None);
    }

    #[test]
    fn a_mask_tells_what_cannot_be_within() {
        let within = |needle: &str, text: &str| mask(needle) & !mask(text) == 0;
        assert!(within("ga4", "googleanalytics4"));
        assert!(!within("s3", "gcs"));
        assert!(within("語", "日本語"));
    }
}
