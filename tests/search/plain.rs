//! Letters without case, accents and separators, told plainly.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A text as words of letters, with the places where a capital follows a small letter.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Plain {
    pub(crate) letters: Vec<char>,
    pub(crate) gaps: Vec<usize>,
    pub(crate) humps: Vec<usize>,
}

fn is_gap(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_whitespace()
        || c.is_control()
        || ('\u{2000}'..='\u{206f}').contains(&c)
}

impl Plain {
    pub(crate) fn of(text: &str) -> Self {
        let mut plain = Self::default();
        let (mut gap, mut small) = (false, false);
        for c in text.chars() {
            if is_gap(c) {
                (gap, small) = (true, false);
                continue;
            }
            let folded = c
                .nfkd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase);
            let folded: Vec<char> = folded.filter(|c| !is_gap(*c)).collect();
            if folded.is_empty() {
                continue;
            }
            if gap && !plain.letters.is_empty() {
                plain.gaps.push(plain.letters.len());
            } else if small && c.is_uppercase() {
                plain.humps.push(plain.letters.len());
            }
            plain.letters.extend(folded);
            (gap, small) = (false, c.is_lowercase());
        }
        plain
    }

    pub(crate) fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// The letters between the gaps.
    pub(crate) fn words(&self) -> Vec<&[char]> {
        let starts = std::iter::once(0).chain(self.gaps.iter().copied());
        let ends = self.gaps.iter().copied().chain([self.letters.len()]);
        starts
            .zip(ends)
            .map(|(start, end)| &self.letters[start..end])
            .collect()
    }

    pub(crate) fn starts_word(&self, at: usize) -> bool {
        at == 0 || self.gaps.contains(&at) || self.humps.contains(&at)
    }

    /// The places where a word stands that does not run over a gap in the middle.
    pub(crate) fn places(&self, word: &Self) -> Vec<usize> {
        let count = word.letters.len();
        let windows = self.letters.windows(count.max(1)).enumerate();
        let all = windows.filter(|(_, window)| *window == word.letters.as_slice());
        let runs_over = |at: usize| {
            let mut within = self
                .gaps
                .iter()
                .filter(|gap| at < **gap && **gap < at + count);
            within.any(|gap| !word.gaps.contains(&(gap - at)))
        };
        all.map(|(at, _)| at)
            .filter(|at| self.starts_word(*at) || !runs_over(*at))
            .collect()
    }
}
