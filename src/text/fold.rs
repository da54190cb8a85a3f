//! One spelling for comparison: lower case, no accents, so that "Café" is found as "cafe".

use std::{borrow::Cow, ops::Range};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds case and accents.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    Cow::Owned(
        text.nfkd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
            .collect(),
    )
}

/// Letters and digits alone, folded: where words are parted is a matter of taste.
pub fn compact(text: &str) -> String {
    let folded = fold(text);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A folded text, and where each of its bytes came from: what is found in it can be shown in the original.
pub struct Folded {
    text: String,
    /// The start of the original character, for every folded byte and one past the end.
    origins: Vec<usize>,
}

impl Folded {
    pub fn of(original: &str) -> Self {
        let mut folded = Self {
            text: String::new(),
            origins: Vec::new(),
        };
        for (at, c) in original.char_indices() {
            folded.text.push_str(&fold(c.encode_utf8(&mut [0; 4])));
            folded.origins.resize(folded.text.len(), at);
        }
        folded.origins.push(original.len());
        folded
    }

    /// Where a folded word stands in the original, in order; nowhere when it is empty.
    pub fn find(&self, word: &str) -> Vec<Range<usize>> {
        if word.is_empty() {
            return Vec::new();
        }
        let found = self.text.match_indices(word);
        found
            .map(|(at, hit)| self.origin(at..at + hit.len()))
            .collect()
    }

    fn origin(&self, range: Range<usize>) -> Range<usize> {
        let of = |at: usize| self.origins.get(at).copied();
        let start = of(range.start).unwrap_or(0);
        let last = of(range.end.saturating_sub(1)).unwrap_or(start);
        let later = self.origins.get(range.end..).unwrap_or_default();
        let end = later.iter().copied().find(|origin| *origin > last);
        start..end.unwrap_or(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("HubSpot"), "hubspot");
        assert_eq!(fold("s3"), "s3");
    }

    #[test]
    fn what_is_found_is_shown_in_the_original() {
        let found = |word: &str, text: &'static str| -> Vec<&str> {
            let ranges = Folded::of(text).find(word);
            ranges.into_iter().map(|range| &text[range]).collect()
        };
        let nothing = [""; 0];
        assert_eq!(
            found("cafe", "Ein Café, Cafe\u{301}s"),
            ["Café", "Cafe\u{301}"]
        );
        assert_eq!(found("x", "Café x"), ["x"]);
        assert_eq!(found("fi", "ﬁne"), ["ﬁ"]);
        assert_eq!(found("", "Café"), nothing);
        assert_eq!(found("tea", "Café"), nothing);
    }
}
