//! Letters in order: the last resort for a word that is in nothing's name. The only user of `fuzzy-matcher`.

use std::{borrow::Cow, sync::LazyLock};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::{catalog::Connector, text::fold::fold};

/// What a letter of the word must be worth on average: letters that are strewn over a long name are worth less.
const WORTH: i64 = 18;
/// The matcher's space is word times text.
const CAP: usize = 512;

/// Made once: it keeps its working space, one for each thread.
static MATCHER: LazyLock<SkimMatcherV2> = LazyLock::new(|| SkimMatcherV2::default().ignore_case());

/// How near to each other the letters of a word stand in a connector's name or slug, in order.
pub(super) fn score(connector: &Connector, letters: &str) -> Option<i64> {
    let texts = [matched(&connector.name), matched(connector.tail())];
    let scores = texts
        .iter()
        .filter_map(|text| fresh().fuzzy_match(text, letters));
    scores.max().filter(|score| *score >= floor(letters))
}

/// The letters of a text, by number, that a word hits.
pub(super) fn places(text: &str, letters: &str) -> Vec<usize> {
    let found = fresh().fuzzy_indices(&matched(text), letters);
    match found {
        Some((score, places)) if score >= floor(letters) => places,
        Some(_) | None => Vec::new(),
    }
}

/// Whether folding leaves each letter of a text in its place.
pub(super) fn is_as_long(text: &str) -> bool {
    let mut letters = text.chars();
    letters.all(|c| fold(c.encode_utf8(&mut [0; 4])).chars().count() == 1)
}

/// What a word's letters must be worth at least.
pub(super) fn floor(letters: &str) -> i64 {
    let letters = i64::try_from(letters.chars().count()).unwrap_or(i64::MAX);
    letters.saturating_mul(WORTH)
}

/// The matcher knows no accents; where there are none, it sees the capitals.
fn matched(text: &str) -> Cow<'_, str> {
    let end = text
        .char_indices()
        .nth(CAP)
        .map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        fold(text)
    }
}

/// The matcher leaves cells of its last match behind, and a short one makes them harmless.
fn fresh() -> &'static SkimMatcherV2 {
    let _ = MATCHER.fuzzy_match("a", "a");
    &MATCHER
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, words::Kind};

    fn connector(name: &str) -> Connector {
        Connector::new(Text::name("source-x"), Kind::Source, Text::name(name))
    }

    #[test]
    fn letters_that_stand_near_each_other_hit_and_strewn_ones_do_not() {
        assert!(score(&connector("Google Sheets"), "gogle").is_some());
        assert!(score(&connector("Café Olé"), "cafol").is_some());
        assert!(score(&connector("Zapier Supported Storage"), "ates").is_none());
        assert_eq!(places("Google", "gogle"), [0, 2, 3, 4, 5]);
    }

    /// Cells of earlier matches once made this 70 instead of 58.
    #[test]
    fn a_score_does_not_depend_on_what_was_scored_before() {
        let eventee = connector("Eventee");
        let alone = SkimMatcherV2::default().ignore_case();
        for before in ["eee", "Eventee Eventee Eventee", "zzzeeeee"] {
            let _ = MATCHER.fuzzy_match(before, "eee");
            let expected = alone.fuzzy_match("Eventee", "eee");
            let expected = expected.filter(|score| *score >= floor("eee"));
            assert_eq!(score(&eventee, "eee"), expected);
        }
    }
}
