//! Letters in order: the last resort for a word that is in nothing's name. The only user of `fuzzy-matcher`.

use std::sync::LazyLock;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::catalog::Connector;

/// What a letter of the word must be worth on average: letters that are strewn over a long name are worth less.
const WORTH: i64 = 18;

/// Made once: it keeps its working space.
static MATCHER: LazyLock<SkimMatcherV2> = LazyLock::new(|| SkimMatcherV2::default().ignore_case());

/// Whether the letters of a word stand in order, and near enough to each other, in a connector's name or slug.
pub(super) fn is_hit(connector: &Connector, needle: &str) -> bool {
    let letters = i64::try_from(needle.chars().count()).unwrap_or(i64::MAX);
    let texts = [connector.name.as_str(), connector.tail()];
    let mut scores = texts
        .iter()
        .filter_map(|text| MATCHER.fuzzy_match(text, needle));
    scores.any(|score| score >= letters.saturating_mul(WORTH))
}
