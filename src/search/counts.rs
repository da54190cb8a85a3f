//! Live counts: how many hits each value of each facet would give, counted in one pass with the hits.

use std::collections::HashMap;

use super::{
    Facet, Settled, Subject, Wanted,
    query::{Condition, Term},
    rank::Rank,
};
use crate::catalog::Connector;

/// The hits of a query, best first, by their places in the input; and what choosing each value would give.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub hits: Vec<usize>,
    pub groups: Vec<Group>,
}

/// A facet's values with their counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub facet: Facet,
    pub values: Vec<(Wanted, usize)>,
}

/// Runs a query, and counts for these facets with their values.
pub fn run<'a>(
    query: &Settled,
    facets: &[(Facet, Vec<Wanted>)],
    subjects: impl Iterator<Item = (usize, Subject<'a>)>,
) -> Found {
    let mut counter = Counter::new(facets);
    let mut ranked: Vec<(Rank<'a>, usize)> = Vec::new();
    for (at, subject) in subjects {
        match missed(query, &subject) {
            Missed::Nothing => {
                counter.add(None, &subject);
                ranked.extend(query.rank(&subject).map(|rank| (rank, at)));
            }
            Missed::Facet(facet) => counter.add(Some(facet), &subject),
            Missed::More => {}
        }
    }
    ranked.sort();
    Found {
        hits: ranked.into_iter().map(|(_, at)| at).collect(),
        groups: counter.groups,
    }
}

/// What keeps a subject from being a hit.
enum Missed {
    Nothing,
    /// Conditions of one facet only: it counts for that facet's other values.
    Facet(Facet),
    More,
}

fn missed(query: &Settled, subject: &Subject<'_>) -> Missed {
    let mut missed = Missed::Nothing;
    for Term { condition, .. } in query.terms() {
        if condition.is_met_by(subject) {
            continue;
        }
        let Condition::Facet { facet, .. } = condition else {
            return Missed::More;
        };
        missed = match missed {
            Missed::Nothing => Missed::Facet(*facet),
            Missed::Facet(known) if known == *facet => Missed::Facet(known),
            Missed::Facet(_) | Missed::More => return Missed::More,
        };
    }
    missed
}

struct Counter {
    groups: Vec<Group>,
    /// Where the words of a catalog stand in their group.
    words: HashMap<Wanted, usize>,
}

impl Counter {
    fn new(facets: &[(Facet, Vec<Wanted>)]) -> Self {
        let group = |(facet, values): &(Facet, Vec<Wanted>)| Group {
            facet: *facet,
            values: values.iter().map(|value| (value.clone(), 0)).collect(),
        };
        let of_the_catalog = facets.iter().filter(|(facet, _)| facet.is_of_the_catalog());
        let words = of_the_catalog.flat_map(|(_, values)| values.iter().cloned().enumerate());
        Self {
            groups: facets.iter().map(group).collect(),
            words: words.map(|(at, value)| (value, at)).collect(),
        }
    }

    /// Counts a hit for all groups, or a near miss for the one that kept it out.
    fn add(&mut self, only: Option<Facet>, subject: &Subject<'_>) {
        for group in &mut self.groups {
            if only.is_some_and(|facet| facet != group.facet) {
                continue;
            }
            if group.facet.is_of_the_catalog() {
                for value in group.facet.of(subject.connector) {
                    let place = self
                        .words
                        .get(&value)
                        .and_then(|at| group.values.get_mut(*at));
                    if let Some((_, count)) = place {
                        *count += 1;
                    }
                }
            } else {
                for (value, count) in &mut group.values {
                    *count += usize::from(value.is_met_by(subject));
                }
            }
        }
    }
}

impl Facet {
    fn is_of_the_catalog(self) -> bool {
        matches!(self, Self::Type | Self::Language | Self::License)
    }

    /// The values of one connector, for facets whose words are the catalog's.
    fn of(self, connector: &Connector) -> Vec<Wanted> {
        let word = |word: &str| self.value(word).ok();
        self.published(connector)
            .into_iter()
            .filter_map(word)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Query;
    use crate::{
        catalog::Connector,
        date,
        policy::{Policy, Profile},
        text::Text,
        words::{Kind, Level},
    };

    fn count(query: &str, facet: Facet) -> (usize, Vec<(String, usize)>) {
        let connectors: Vec<Connector> = [
            ("source-a", Kind::Source, Level::Airbyte, "python"),
            ("source-b", Kind::Source, Level::Marketplace, "java"),
            (
                "destination-a",
                Kind::Destination,
                Level::Marketplace,
                "python",
            ),
        ]
        .into_iter()
        .map(|(slug, kind, level, language)| {
            let mut made = Connector::new(Text::name(slug), kind, Text::name(slug));
            made.level = level;
            made.languages = vec![Text::name(language)];
            made
        })
        .collect();
        let policy = Policy::bundled().unwrap();
        let today = date::parse("2026-03-01").unwrap();
        let judgements: Vec<_> = connectors
            .iter()
            .map(|c| policy.judge(c, &Profile::default()))
            .collect();
        let subjects = connectors
            .iter()
            .zip(&judgements)
            .map(|(connector, judgement)| Subject {
                connector,
                judgement,
                today,
            })
            .enumerate();
        let found = run(
            &Query::parse(query).settled(&connectors),
            &[(facet, facet.values(&connectors))],
            subjects,
        );
        let counts = found.groups[0]
            .values
            .iter()
            .filter(|(_, count)| *count > 0);
        (
            found.hits.len(),
            counts
                .map(|(value, count)| (value.word().to_owned(), *count))
                .collect(),
        )
    }

    #[test]
    fn a_count_is_what_choosing_the_value_would_give() {
        let counted = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
            pairs
                .iter()
                .map(|(word, count)| ((*word).to_owned(), *count))
                .collect()
        };
        assert_eq!(
            count("", Facet::Level),
            (3, counted(&[("airbyte", 1), ("marketplace", 2)]))
        );
        assert_eq!(
            count("level:airbyte", Facet::Level),
            (1, counted(&[("airbyte", 1), ("marketplace", 2)]))
        );
        assert_eq!(
            count("level:airbyte", Facet::Kind),
            (1, counted(&[("source", 1)]))
        );
        assert_eq!(
            count("level:marketplace kind:source", Facet::Kind),
            (1, counted(&[("source", 1), ("destination", 1)]))
        );
        assert_eq!(
            count("-level:airbyte", Facet::Level),
            (2, counted(&[("airbyte", 1), ("marketplace", 2)]))
        );
        assert_eq!(
            count("source", Facet::Language),
            (2, counted(&[("python", 1), ("java", 1)]))
        );
    }
}
