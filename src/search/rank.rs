//! The order of the hits: the best tier of each word, then the better kept, shorter, earlier name.

use crate::{catalog::Connector, text::fold::fold, words::Level};

/// How well a word hits a connector, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    Exact,
    Tail,
    Prefix,
    WordStart,
    Substring,
    /// Its letters in order: only where nothing in the catalog is hit better.
    Subsequence,
}

/// What hits are sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank<'a> {
    tiers: usize,
    /// Only counts among hits of words; a query without words is sorted by name.
    level: Option<Level>,
    length: usize,
    name: String,
    slug: &'a str,
}

impl<'a> Rank<'a> {
    pub(super) fn of(connector: &'a Connector, tiers: &[Tier]) -> Self {
        let is_asked = !tiers.is_empty();
        Self {
            tiers: tiers.iter().map(|tier| *tier as usize).sum(),
            level: is_asked.then_some(connector.level),
            length: if is_asked {
                connector.name.chars().count()
            } else {
                0
            },
            name: fold(&connector.name).into_owned(),
            slug: &connector.slug,
        }
    }
}

/// The best tier of a folded word over everything that names a connector.
pub(super) fn tier(connector: &Connector, word: &str) -> Option<Tier> {
    let name = fold(&connector.name);
    let slug = connector.slug.as_str();
    let id = connector.id.as_deref();
    let image = connector.image.as_deref();
    if name == word || slug == word || id == Some(word) || image == Some(word) {
        return Some(Tier::Exact);
    }
    let dashed = word.replace([' ', '_'], "-");
    if connector.tail() == dashed || acronyms(&name).any(|acronym| acronym == word) {
        return Some(Tier::Tail);
    }
    if name.starts_with(word) || connector.tail().starts_with(dashed.as_str()) {
        return Some(Tier::Prefix);
    }
    if starts_a_word(&name, word) || starts_a_word(slug, &dashed) {
        return Some(Tier::WordStart);
    }
    let earlier = || {
        connector
            .history
            .iter()
            .filter_map(|state| state.name.as_deref())
    };
    (name.contains(word)
        || slug.contains(dashed.as_str())
        || earlier().any(|name| fold(name).contains(word)))
    .then_some(Tier::Substring)
}

/// What stands in parentheses: `Google Analytics 4 (GA4)` is found as `ga4`.
fn acronyms(name: &str) -> impl Iterator<Item = &str> {
    name.split('(')
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
}

fn starts_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        text[..at]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric())
    })
}
