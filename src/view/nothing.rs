//! What is said where a query finds nothing, for screens and commands alike.

use crate::search::{
    Condition, Near, Query, Term,
    obstacle::{self, Obstacle},
};

/// Which part of the query stands in the way.
pub fn in_the_way(query: &Query, obstacles: &[Obstacle]) -> Option<String> {
    let told = obstacle::told(obstacles);
    let are_several = (2..=obstacle::TRIED).contains(&query.terms.len());
    told.or_else(|| are_several.then(|| "no single part of the query is to blame".to_owned()))
}

/// Whether the words of a query are like nothing that is known: then it is no slip that hides it. Where fields narrow, it
/// may be they that do, and where a part is misunderstood, it is that.
pub fn is_unknown(query: &Query, near: &Near) -> bool {
    let is_word = |term: &Term| matches!(term.condition, Condition::Text(_));
    let are_words = query.terms.iter().all(is_word) && query.words().next().is_some();
    let is_near = near.hidden > 0 || near.instead.is_some() || !near.nearest.is_empty();
    are_words && query.problems.is_empty() && near.is_measured && !is_near
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way_is_said_of_several_parts_only() {
        let blamed = [Obstacle {
            without: vec!["b".to_owned()],
            count: 2,
        }];
        let table: [(&str, &[Obstacle], Option<&str>); 4] = [
            ("a", &[], None),
            ("a b", &[], Some("no single part of the query is to blame")),
            ("a b", &blamed, Some("without b there are 2")),
            ("", &[], None),
        ];
        for (query, obstacles, expected) in table {
            let told = in_the_way(&Query::parse(query), obstacles);
            assert_eq!(told.as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn words_are_unknown_where_all_names_were_compared_and_none_is_near() {
        let mut measured = Near::default();
        measured.is_measured = true;
        let mut near = measured.clone();
        near.nearest.push("source-a".to_owned());
        let mut instead = measured.clone();
        instead.instead = Some("a | b".to_owned());
        let table = [
            ("a", &measured, true),
            ("a b", &measured, true),
            ("lvel:a b", &measured, false),
            ("level:airbyte", &measured, false),
            ("a level:airbyte", &measured, false),
            ("a", &near, false),
            ("a,b", &instead, false),
            ("a", &Near::default(), false),
        ];
        for (query, near, expected) in table {
            let told = is_unknown(&Query::parse(query), near);
            assert_eq!(told, expected, "{query}");
        }
    }
}
