//! Which letters of a text a query hit.

use std::ops::Range;

use crate::text::fold::fold;

use super::Query;

/// The byte ranges of a text that the query's words hit, in order, joined where they touch.
pub fn hits(query: &Query, text: &str) -> Vec<Range<usize>> {
    let folded = Folded::of(text);
    let mut ranges: Vec<Range<usize>> = query
        .words()
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            let found = folded
                .text
                .match_indices(word)
                .map(|(at, hit)| at..at + hit.len());
            found.map(|range| folded.origin(range)).collect::<Vec<_>>()
        })
        .collect();
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

/// A folded text, and where each of its bytes came from.
struct Folded {
    text: String,
    /// The start of the original character, for every folded byte and one past the end.
    origins: Vec<usize>,
}

impl Folded {
    fn of(original: &str) -> Self {
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

    fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origins.get(range.start).copied().unwrap_or(0);
        let last = self
            .origins
            .get(range.end.saturating_sub(1))
            .copied()
            .unwrap_or(start);
        let end = self
            .origins
            .iter()
            .copied()
            .find(|origin| *origin > last)
            .unwrap_or(last);
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_that_were_hit_are_found_through_case_and_accents() {
        let table = [
            ("post", "Postgres", vec!["Post"]),
            ("sheets goog", "Google Sheets", vec!["Goog", "Sheets"]),
            ("cafe", "Café Olé", vec!["Café"]),
            ("og go", "Google", vec!["Goog"]),
            ("level:airbyte", "Airbyte", vec![]),
        ];
        for (query, text, expected) in table {
            let found: Vec<&str> = hits(&Query::parse(query), text)
                .into_iter()
                .map(|range| &text[range])
                .collect();
            assert_eq!(found, expected, "{query} in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_lie_at_the_edges_of_letters(query in ".{0,6}", text in ".{0,30}") {
            for range in hits(&Query::parse(&query), &text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }
}
