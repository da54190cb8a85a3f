//! A query: words and `field:value` terms, all of which must hold. Reading one never fails: what is not
//! understood is taken as text, and said so.

mod read;
mod rewrite;

use std::ops::Range;

pub use rewrite::Standing;

use super::{Bound, Facet, Wanted, pattern::Pattern};

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
    pub problems: Vec<Problem>,
}

/// One condition, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub written: String,
    pub condition: Condition,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Text(Pattern),
    /// Any of the values, or none of them.
    Facet {
        facet: Facet,
        values: Vec<Wanted>,
        is_negated: bool,
    },
    Bound {
        bound: Bound,
        is_negated: bool,
    },
    /// One of several; none of these is such a choice itself.
    Any(Vec<Self>),
}

/// A part that was taken as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub part: String,
    /// Where it stands in the query, in bytes.
    pub at: Range<usize>,
    pub message: String,
}

/// More of a query than this is not read: nobody types it, and the matcher's cost grows with it.
const CAP: usize = 128;

impl Query {
    pub fn parse(text: &str) -> Self {
        let end = text.char_indices().nth(CAP);
        read::query(end.map_or(text, |(at, _)| &text[..at]))
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a value of a facet is asked for by name.
    pub fn wants(&self, wanted: &Wanted) -> bool {
        self.values(wanted.facet(), false).contains(wanted)
    }

    /// Whether a value is asked for by name, be it as one of several alternatives.
    pub fn mentions(&self, wanted: &Wanted) -> bool {
        let mut alternatives = self
            .terms
            .iter()
            .flat_map(|term| term.condition.alternatives());
        alternatives.any(|condition| match condition {
            Condition::Facet {
                values, is_negated, ..
            } => !is_negated && values.contains(wanted),
            Condition::Text(_) | Condition::Bound { .. } | Condition::Any(_) => false,
        })
    }

    /// Whether a value of a facet is left out by name.
    pub fn excludes(&self, wanted: &Wanted) -> bool {
        self.values(wanted.facet(), true).contains(wanted)
    }

    /// The values of a facet that are asked for, or left out.
    fn values(&self, of: Facet, negated: bool) -> Vec<Wanted> {
        let values = self.terms.iter().filter_map(|term| match &term.condition {
            Condition::Facet {
                facet,
                values,
                is_negated,
            } if *facet == of && *is_negated == negated => Some(values.clone()),
            Condition::Facet { .. }
            | Condition::Text(_)
            | Condition::Bound { .. }
            | Condition::Any(_) => None,
        });
        values.flatten().collect()
    }

    /// The single deployment that the query is about, if it names one.
    pub fn deployment(&self) -> Option<crate::words::Deployment> {
        match self.values(Facet::On, false).as_slice() {
            [Wanted::On(deployment)] => Some(*deployment),
            _ => None,
        }
    }

    /// The wanted words without the fields, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let alternatives = self
            .terms
            .iter()
            .flat_map(|term| term.condition.alternatives());
        alternatives.filter_map(|condition| Some(condition.word()?.needle.as_str()))
    }
}

impl Condition {
    /// The conditions of which one must hold.
    pub(super) fn alternatives(&self) -> &[Self] {
        match self {
            Self::Any(alternatives) => alternatives,
            Self::Text(_) | Self::Facet { .. } | Self::Bound { .. } => std::slice::from_ref(self),
        }
    }

    fn or(self, other: Self) -> Self {
        let mut alternatives = match self {
            Self::Any(alternatives) => alternatives,
            first => vec![first],
        };
        alternatives.push(other);
        Self::Any(alternatives)
    }

    /// The word that is wanted, if it is one.
    fn word(&self) -> Option<&Pattern> {
        match self {
            Self::Text(pattern) => {
                Some(pattern).filter(|word| !word.is_negated && !word.needle.is_empty())
            }
            Self::Facet { .. } | Self::Bound { .. } | Self::Any(_) => None,
        }
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}", term.written)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Deployment, Kind, Level};

    fn conditions(query: &Query) -> Vec<Condition> {
        query
            .terms
            .iter()
            .map(|term| term.condition.clone())
            .collect()
    }

    #[test]
    fn words_and_fields_are_told_apart() {
        let query = Query::parse("Postgres lev:airbyte,community -kind:dest \"two words\"");
        assert_eq!(query.problems, []);
        assert_eq!(
            conditions(&query),
            [
                Condition::Text(Pattern::word("postgres")),
                Condition::Facet {
                    facet: Facet::Level,
                    values: vec![
                        Wanted::Level(Level::Airbyte),
                        Wanted::Level(Level::Marketplace)
                    ],
                    is_negated: false,
                },
                Condition::Facet {
                    facet: Facet::Kind,
                    values: vec![Wanted::Kind(Kind::Destination)],
                    is_negated: true,
                },
                Condition::Text(Pattern::word("two words")),
            ]
        );
    }

    #[test]
    fn what_is_not_understood_is_text_with_a_suggestion() {
        let text = "lvel:airbyte level:certfied s:x due:soon";
        let query = Query::parse(text);
        assert_eq!(query.terms.len(), 4);
        assert!(
            conditions(&query)
                .iter()
                .all(|c| matches!(c, Condition::Text(_)))
        );
        let messages: Vec<&str> = query.problems.iter().map(|p| p.message.as_str()).collect();
        assert!(messages[0].contains("did you mean level:"), "{messages:?}");
        assert!(
            messages[1].contains("did you mean \"certified\""),
            "{messages:?}"
        );
        assert!(messages[2].contains("could be"), "{messages:?}");
        assert!(messages[3].contains("a number of days"), "{messages:?}");
        assert_eq!(&text[query.problems[1].at.clone()], "level:certfied");
    }

    #[test]
    fn a_bar_between_terms_makes_them_alternatives() {
        let written = |text: &str| -> Vec<String> {
            let terms = Query::parse(text).terms.into_iter();
            terms.map(|term| term.written).collect()
        };
        let query = Query::parse("^core go$ | rb |  level:airbyte \"a | b\"");
        assert_eq!(
            written(&query.to_string()),
            ["^core", "go$ | rb |  level:airbyte", "\"a | b\""]
        );
        let [
            Condition::Text(_),
            Condition::Any(any),
            Condition::Text(quoted),
        ] = &conditions(&query)[..]
        else {
            panic!("{query:?}");
        };
        assert_eq!(
            any[..2],
            [Pattern::read("go$"), Pattern::read("rb")].map(Condition::Text)
        );
        assert!(matches!(
            &any[2],
            Condition::Facet {
                facet: Facet::Level,
                ..
            }
        ));
        assert_eq!(quoted.needle, "a | b");
        assert_eq!(
            query.words().collect::<Vec<_>>(),
            ["core", "go", "rb", "a | b"]
        );
        // A bar that nothing follows, or nothing precedes, is still being typed.
        assert_eq!(written("| a |"), ["a"]);
        assert_eq!(written("a | | b"), ["a | | b"]);
        assert_eq!(written("a|b"), ["a|b"]);
    }

    #[test]
    fn a_single_deployment_is_told() {
        assert_eq!(
            Query::parse("on:oss").deployment(),
            Some(Deployment::SelfManagedCommunity)
        );
        assert_eq!(Query::parse("on:oss,cloud").deployment(), None);
        assert_eq!(Query::parse("-on:oss").deployment(), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_query_that_prints_as_itself(text in "[a-z:\", <>!'^$|-]{0,80}|([a-z|!'^\"$]{0,3} ){0,20}|.{0,200}") {
            let query = Query::parse(&text);
            proptest::prop_assert!(query.problems.len() <= query.terms.len());
            let again = Query::parse(&query.to_string());
            proptest::prop_assert_eq!(again.terms, query.terms);
        }
    }
}
