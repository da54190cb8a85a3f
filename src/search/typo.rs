//! Slips of the finger: a letter too many, too few or wrong, or two that changed places.

use super::{Tier, letters::mask};
use crate::text::nearest;

/// Shorter words are one slip away from too many others.
const FROM: usize = 4;
/// Words of so many letters are mostly abbreviations.
const SHORT: usize = 3;
/// In shorter words a letter that is missing leaves too little of what was meant.
const MISSING_FROM: usize = 3;
/// Shorter words are one slip away from too many beginnings.
const BEGINNING_FROM: usize = 5;
/// In shorter words two slips leave too little of what was meant.
const TWICE_FROM: usize = 8;

/// How a word was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// A letter too few.
    Missing,
    /// A letter too many, or two that changed places.
    Once,
    /// A letter that is another one.
    Wrong,
    /// What it begins with, once.
    Beginning,
    Twice,
}

impl Slip {
    pub fn tier(self) -> Tier {
        match self {
            Self::Missing | Self::Once | Self::Wrong | Self::Beginning => Tier::Misspelt,
            Self::Twice => Tier::Mangled,
        }
    }
}

/// How many slips are forgiven in a word of so many letters.
pub(super) fn reach(count: usize) -> u32 {
    u32::from(count >= FROM) + u32::from(count >= TWICE_FROM)
}

/// How a word of so many letters misses a known one, if it is near enough to be that.
pub(super) fn slip(asked: &str, count: usize, known: &str) -> Option<Slip> {
    if count < FROM {
        let is_missing = count >= MISSING_FROM && is_one_missing(asked, known);
        return is_missing.then_some(Slip::Missing);
    }
    if let Some(slip) = one(asked, known) {
        return Some(slip);
    }
    if count >= BEGINNING_FROM && is_slip_at_start(asked, known) {
        return Some(Slip::Beginning);
    }
    let (ours, theirs) = (mask(asked), mask(known));
    let is_near = count >= TWICE_FROM
        && asked.len().abs_diff(known.len()) <= 8
        && (ours & !theirs).count_ones() <= 2
        && (theirs & !ours).count_ones() <= 2;
    (is_near && nearest::slips(asked, known) == 2).then_some(Slip::Twice)
}

/// Whether short words differ by one letter behind the first, a digit by a digit: too little for a hit, and enough for
/// being named where there is none.
pub(super) fn is_short_slip(asked: &str, known: &str) -> bool {
    let is_short = [asked, known].map(|word| word.chars().count()) == [SHORT; 2];
    let mut pairs = asked.chars().zip(known.chars());
    let is_begun = pairs.next().is_some_and(|(a, b)| a == b);
    let is_of_a_sort = pairs.all(|(a, b)| a.is_ascii_digit() == b.is_ascii_digit());
    is_short && is_begun && is_of_a_sort && one(asked, known) == Some(Slip::Wrong)
}

/// Whether a word is a long one that lacks a letter behind the first, or two of whose letters changed places.
pub(super) fn is_jumbled(asked: &str, known: &str) -> bool {
    let is_swapped = || asked.len() == known.len() && one(asked, known) == Some(Slip::Once);
    asked.len() >= BEGINNING_FROM && (is_one_missing(asked, known) || is_swapped())
}

/// Whether one letter behind the first is missing.
fn is_one_missing(asked: &str, known: &str) -> bool {
    known.chars().count() == asked.chars().count() + 1
        && known.chars().next() == asked.chars().next()
        && one(asked, known).is_some()
}

/// Whether a word differs by exactly one slip from what a longer one begins with.
fn is_slip_at_start(asked: &str, known: &str) -> bool {
    let count = asked.chars().count();
    let ends = known
        .char_indices()
        .map(|(at, _)| at)
        .skip(count - 1)
        .take(3);
    let mut beginnings = ends.filter_map(|end| known.get(..end));
    beginnings.any(|beginning| one(asked, beginning).is_some())
}

/// The slip by which two words differ, if it is exactly one.
fn one(asked: &str, known: &str) -> Option<Slip> {
    let lengths = asked.len().abs_diff(known.len());
    // A letter has at most four bytes.
    if lengths > 4 || asked == known {
        return None;
    }
    let same = |(a, b): &(char, char)| a == b;
    let start = asked.chars().zip(known.chars()).take_while(same);
    let start: usize = start.map(|(c, _)| c.len_utf8()).sum();
    let (asked, known) = (&asked[start..], &known[start..]);
    let end = asked
        .chars()
        .rev()
        .zip(known.chars().rev())
        .take_while(same);
    let end: usize = end.map(|(c, _)| c.len_utf8()).sum();
    let asked: Vec<char> = asked[..asked.len() - end].chars().take(3).collect();
    let known: Vec<char> = known[..known.len() - end].chars().take(3).collect();
    match (asked.as_slice(), known.as_slice()) {
        ([_], [_]) => Some(Slip::Wrong),
        ([], [_]) => Some(Slip::Missing),
        ([_], []) => Some(Slip::Once),
        ([a, b], [c, d]) if a == d && b == c => Some(Slip::Once),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_short_word_a_letter_may_be_missing_and_nothing_else_is_forgiven() {
        let table = [
            ("zom", "zoom", true),
            ("jra", "jira", true),
            ("oom", "zoom", false),
            ("zoo", "zoom", true),
            ("zim", "zoom", false),
            ("zon", "zom", false),
            ("zm", "zom", false),
        ];
        for (asked, known, expected) in table {
            let slip = slip(asked, asked.chars().count(), known);
            assert_eq!(slip.is_some(), expected, "{asked} {known}");
        }
    }

    #[test]
    fn a_short_word_is_like_one_with_another_letter_or_digit() {
        let table = [
            ("ga5", "ga4", true),
            ("gcx", "gcs", true),
            ("gs4", "ga4", true),
            ("ga4", "ga4", false),
            ("gax", "ga4", false),
            ("xa4", "ga4", false),
            ("g4a", "ga4", false),
            ("ga", "gb", false),
            ("ga45", "ga4", false),
            ("zoon", "zoom", false),
            ("日木語", "日本語", true),
        ];
        for (asked, known, expected) in table {
            assert_eq!(is_short_slip(asked, known), expected, "{asked} {known}");
        }
    }

    #[test]
    fn a_slip_is_one_letter_or_two_that_changed_places() {
        let table = [
            ("hubsopt", "hubspot", true),
            ("hubspott", "hubspot", true),
            ("hubspo", "hubspot", true),
            ("hubspat", "hubspot", true),
            ("ubspot", "hubspot", true),
            ("hubspot", "hubspot", false),
            ("hbusopt", "hubspot", false),
            ("hub", "hubspot", false),
            ("caß", "cas", true),
            ("日木語", "日本語", true),
            ("aa", "aaa", true),
            ("", "a", true),
            ("", "", false),
        ];
        for (asked, known, expected) in table {
            assert_eq!(one(asked, known).is_some(), expected, "{asked} {known}");
            assert_eq!(one(known, asked).is_some(), expected, "{known} {asked}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_slip_is_what_damerau_counts_as_one(a in "[ab語]{0,6}", b in "[ab語]{0,6}") {
            let slips = nearest::slips(&a, &b);
            proptest::prop_assert_eq!(one(&a, &b).is_some(), slips == 1);
        }
    }
}
