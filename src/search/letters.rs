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
        let mut is_after_gap = false;
        let mut was_small = false;
        self.text.reserve(original.len());
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

/// One bit for each letter or digit that occurs; the rarer ones share bits.
pub(super) fn mask(letters: &str) -> u64 {
    let bit = |c: char| match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => c as u32 - '0' as u32 + 26,
        _ => 36 + c as u32 % 28,
    };
    letters.chars().fold(0, |mask, c| mask | 1 << bit(c))
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
