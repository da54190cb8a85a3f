//! Which letters of a text a query hit.

use std::ops::Range;

use crate::text::fold::Folded;

use super::Query;

/// The byte ranges of a text that the query's words hit, in order, joined where they touch.
pub fn hits(query: &Query, text: &str) -> Vec<Range<usize>> {
    let folded = Folded::of(text);
    let mut ranges: Vec<Range<usize>> = query.words().flat_map(|word| folded.find(word)).collect();
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
