//! Which letters of a name a query hit.

use std::{ops::Range, sync::Arc};

use super::{Tier, ask::Asked, fuzzy, letters::Letters, needle::Needle, sweep::Way, typo};

/// The words of a query that are shown where they hit. A word is marked wherever it stands, through separators; the
/// letters of one that was only found in order, one by one; and of one that was misspelt, the word that was meant.
/// What was hit by an alias, an id or an image has no mark in the name.
#[derive(Debug, Clone, Default)]
pub struct Marks(Vec<(Arc<Needle>, Way)>);

impl Marks {
    pub(super) fn of(asked: &Asked<'_>) -> Self {
        let wanted = asked.words.iter().filter(|word| !word.is_negated);
        Self(
            wanted
                .map(|word| (Arc::clone(&word.needle), word.swept.way))
                .collect(),
        )
    }

    /// The byte ranges of a text that were hit, in order, joined where they touch.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let letters = Letters::traced(text);
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (needle, way) in &self.0 {
            match way {
                Way::AsWritten => ranges.extend(written(needle, &letters)),
                Way::Weak => ranges.extend(weak(needle, text, &letters)),
                Way::Lost => {}
            }
        }
        joined(ranges)
    }
}

/// Wherever the letters stand; behind a kind, what is left of them.
fn written(needle: &Needle, letters: &Letters) -> Vec<Range<usize>> {
    let whole = found(&needle.letters.text, letters, &needle.letters.gaps);
    match needle.tail_text() {
        Some(tail) if whole.is_empty() => found(tail, letters, &[]),
        _ => whole,
    }
}

fn found(needle: &str, letters: &Letters, gaps: &[usize]) -> Vec<Range<usize>> {
    let is_hit = |range: &Range<usize>| {
        let is_start = range.start == 0
            || letters.gaps.contains(&range.start)
            || letters.humps.contains(&range.start);
        let mut within = letters
            .gaps
            .iter()
            .filter(|gap| range.start < **gap && **gap < range.end);
        is_start || within.all(|gap| gaps.contains(&(gap - range.start)))
    };
    let found = letters.text.match_indices(needle);
    found
        .map(|(at, hit)| at..at + hit.len())
        .filter(is_hit)
        .filter_map(|range| letters.origin(range))
        .collect()
}

fn scattered(needle: &str, text: &str) -> Vec<Range<usize>> {
    let mut letters = text.char_indices();
    let mut next = 0;
    let places = fuzzy::places(text, needle).into_iter();
    // Folding may change how many letters there are; then nothing is marked.
    let is_counted = text.is_ascii() || fuzzy::is_as_long(text);
    let ranges = places.filter_map(|place| {
        let (at, c) = letters.nth(place.checked_sub(next)?)?;
        next = place + 1;
        Some(at..at + c.len_utf8())
    });
    ranges.take_while(|_| is_counted).collect()
}

/// The word that was meant, else the letters in order.
fn weak(needle: &Needle, text: &str, letters: &Letters) -> Vec<Range<usize>> {
    match misspelt(needle, letters) {
        found if found.is_empty() => scattered(&needle.letters.text, text),
        found => found,
    }
}

fn misspelt(needle: &Needle, letters: &Letters) -> Vec<Range<usize>> {
    let whole = 0..letters.text.len();
    let spelled = std::iter::once(whole).chain(letters.words());
    let slip = |range: Range<usize>| {
        let slip = typo::slip(
            &needle.letters.text,
            needle.count,
            &letters.text[range.clone()],
        )?;
        Some((slip.tier(), letters.origin(range)?))
    };
    let found: Vec<(Tier, Range<usize>)> = spelled.filter_map(slip).collect();
    let best = found.iter().map(|(tier, _)| *tier).min();
    let found = found.into_iter().filter(|(tier, _)| Some(*tier) == best);
    found.map(|(_, range)| range).collect()
}

fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Connector,
        date,
        search::{Alone, Ground, Index, Memo, Query},
        text::Text,
        words::Kind,
    };

    fn marks(query: &str, text: &str) -> Marks {
        let connectors = [Connector::new(
            Text::name(&format!("source-{}", text.to_lowercase())),
            Kind::Source,
            Text::name(text),
        )];
        let index = Index::of(&connectors);
        let ground = Ground {
            index: &index,
            connectors: &connectors,
            judgements: &[],
            today: date::parse("2026-03-01").unwrap(),
        };
        let query = Query::parse(query);
        Marks::of(&Asked::of(&query, (&ground, &|_| true), (&mut Memo::default(), &Alone)).unwrap())
    }

    #[test]
    fn what_was_hit_is_marked_in_every_tier() {
        let table = [
            ("post", "Postgres", vec!["Post"]),
            ("sheets goog", "Google Sheets", vec!["Goog", "Sheets"]),
            ("googlesh", "Google Sheets", vec!["Google Sh"]),
            ("\"gle sh\"", "Google Sheets", vec!["gle Sh"]),
            ("new-york", "New York Times", vec!["New York"]),
            ("luma", "lu.ma", vec!["lu.ma"]),
            ("ga4", "Google Analytics 4 (GA4)", vec!["GA4"]),
            ("cafe", "Café Olé", vec!["Café"]),
            ("cafol", "Cafétéria Olé", vec!["Caf", "Ol"]),
            ("og go", "Google", vec!["Goog"]),
            ("gogle", "Google", vec!["Google"]),
            ("snwofl", "Snowflake", vec!["Snowflake"]),
            ("salesfroec", "Salesforce", vec!["Salesforce"]),
            ("hubsopt", "The HubSpot", vec!["HubSpot"]),
            ("source-hub", "HubSpot", vec!["Hub"]),
            ("!post", "Postgres", vec![]),
            ("level:airbyte", "Airbyte", vec![]),
            ("zzzz", "Airbyte", vec![]),
        ];
        for (query, text, expected) in table {
            let found = marks(query, text).hits(text).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{query} in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_lie_at_the_edges_of_letters(query in ".{0,6}", text in ".{0,30}") {
            for range in marks(&query, &text).hits(&text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }
}
