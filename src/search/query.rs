//! A query: words and `field:value` terms, all of which must hold. Reading one never fails: what is not
//! understood is taken as text, and said so.

use crate::text::{fold::fold, nearest};

use super::{Bound, Facet, Field, Subject, Wanted, rank};

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
    pub problems: Vec<Problem>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A folded word or phrase.
    Text(String),
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
}

/// A part that was taken as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub part: String,
    pub message: String,
}

/// More of a query than this is not read: nobody types it, and the matcher's cost grows with it.
const CAP: usize = 128;

const FACETS: [Facet; 11] = [
    Facet::Level,
    Facet::Stage,
    Facet::On,
    Facet::Kind,
    Facet::Type,
    Facet::Language,
    Facet::License,
    Facet::Readiness,
    Facet::Support,
    Facet::Usage,
    Facet::Success,
];

enum Name {
    Facet(Facet),
    Field(Field),
}

impl Query {
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let capped: String = text.chars().take(CAP).collect();
        for part in parts(&capped) {
            match term(&part) {
                Ok(term) => query.terms.push(term),
                Err(message) => {
                    query.terms.push(Term::Text(fold(&part.text).into_owned()));
                    query.problems.push(Problem {
                        part: part.text,
                        message,
                    });
                }
            }
        }
        query
    }

    /// Adds a facet as if it had been typed.
    pub fn and(&mut self, facet: Facet, values: Vec<Wanted>, is_negated: bool) {
        if !values.is_empty() {
            self.terms.push(Term::Facet {
                facet,
                values,
                is_negated,
            });
        }
    }

    /// Whether a value of a facet is asked for by name.
    pub fn wants(&self, wanted: &Wanted) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Facet {
                values, is_negated, ..
            } => !is_negated && values.contains(wanted),
            Term::Text(_) | Term::Bound { .. } => false,
        })
    }

    /// The single deployment that the query is about, if it names one.
    pub fn deployment(&self) -> Option<crate::words::Deployment> {
        self.terms.iter().find_map(|term| match term {
            Term::Facet {
                values,
                is_negated: false,
                ..
            } => match values.as_slice() {
                [Wanted::On(deployment)] => Some(*deployment),
                _ => None,
            },
            Term::Facet { .. } | Term::Text(_) | Term::Bound { .. } => None,
        })
    }

    /// The words without the fields.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match term {
            Term::Text(word) => Some(word.as_str()),
            Term::Facet { .. } | Term::Bound { .. } => None,
        })
    }

    pub(super) fn rank<'a>(&self, subject: &Subject<'a>) -> Option<rank::Rank<'a>> {
        let mut tiers = Vec::new();
        for term in &self.terms {
            match term {
                Term::Text(word) => tiers.push(rank::tier(subject.connector, word)?),
                Term::Facet {
                    values, is_negated, ..
                } => {
                    let is_met = values.iter().any(|value| value.is_met_by(subject));
                    (is_met != *is_negated).then_some(())?;
                }
                Term::Bound { bound, is_negated } => {
                    (bound.is_met_by(subject) != *is_negated).then_some(())?;
                }
            }
        }
        Some(rank::Rank::of(subject.connector, &tiers))
    }
}

/// A blank-separated part, with its quotes removed.
struct Part {
    text: String,
    /// The place of the colon that ends a field's name.
    colon: Option<usize>,
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part {
        text: String::new(),
        colon: None,
    };
    let mut is_quoted = false;
    let mut was_quoted = false;
    for c in text.chars().chain([' ']) {
        match c {
            '"' => {
                is_quoted = !is_quoted;
                was_quoted = true;
            }
            c if c.is_whitespace() && !is_quoted => {
                if !part.text.is_empty() {
                    parts.push(std::mem::replace(
                        &mut part,
                        Part {
                            text: String::new(),
                            colon: None,
                        },
                    ));
                }
                was_quoted = false;
            }
            ':' if part.colon.is_none() && !was_quoted => {
                part.colon = Some(part.text.len());
                part.text.push(c);
            }
            c => part.text.push(c),
        }
    }
    if !part.text.trim().is_empty() {
        parts.push(part);
    }
    parts
}

fn term(part: &Part) -> Result<Term, String> {
    let Some(colon) = part.colon.filter(|at| *at > 0) else {
        return Ok(Term::Text(fold(part.text.trim()).into_owned()));
    };
    let (field, value) = (&part.text[..colon], &part.text[colon + 1..]);
    let (is_negated, field) = match field.strip_prefix(['-', '!']) {
        Some(field) => (true, field),
        None => (false, field),
    };
    match name(field)? {
        Name::Field(field) => Ok(Term::Bound {
            bound: Bound::parse(field, value)?,
            is_negated,
        }),
        Name::Facet(facet) => facet_term(facet, value, is_negated),
    }
}

fn facet_term(facet: Facet, value: &str, is_negated: bool) -> Result<Term, String> {
    if let Some(bound) = facet.graded(value) {
        return Ok(Term::Bound { bound, is_negated });
    }
    let values = value
        .split(',')
        .filter(|value| !value.is_empty())
        .map(|value| facet.value(value))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|unknown| unknown.0)?;
    if values.is_empty() {
        return Err(format!("{}: wants a value", facet.word()));
    }
    Ok(Term::Facet {
        facet,
        values,
        is_negated,
    })
}

/// Finds a field by its name or any unique beginning of it.
fn name(given: &str) -> Result<Name, String> {
    let asked = given.to_ascii_lowercase();
    let all = || {
        let facets = FACETS.iter().map(|f| (f.word(), Name::Facet(*f)));
        facets.chain(Field::ALL.iter().map(|f| (f.word(), Name::Field(*f))))
    };
    if let Some((_, exact)) = all().find(|(word, _)| *word == asked) {
        return Ok(exact);
    }
    let mut starting = all().filter(|(word, _)| word.starts_with(&asked));
    match (starting.next(), starting.next()) {
        (Some((_, one)), None) => Ok(one),
        (Some((first, _)), Some((second, _))) => {
            Err(format!("field \"{given}\" could be {first} or {second}"))
        }
        (None, _) => {
            let near = nearest::one(&asked, all().map(|(word, _)| word));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}:?"));
            Err(format!("unknown field \"{given}\"{hint}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Deployment, Kind, Level};

    #[test]
    fn words_and_fields_are_told_apart() {
        let query = Query::parse("Postgres lev:airbyte,community -kind:dest \"two words\"");
        assert_eq!(query.problems, []);
        assert_eq!(
            query.terms,
            [
                Term::Text("postgres".into()),
                Term::Facet {
                    facet: Facet::Level,
                    values: vec![
                        Wanted::Level(Level::Airbyte),
                        Wanted::Level(Level::Marketplace)
                    ],
                    is_negated: false,
                },
                Term::Facet {
                    facet: Facet::Kind,
                    values: vec![Wanted::Kind(Kind::Destination)],
                    is_negated: true,
                },
                Term::Text("two words".into()),
            ]
        );
    }

    #[test]
    fn what_is_not_understood_is_text_with_a_suggestion() {
        let query = Query::parse("lvel:airbyte level:certfied s:x due:soon");
        assert_eq!(query.terms.len(), 4);
        assert!(query.terms.iter().all(|term| matches!(term, Term::Text(_))));
        let messages: Vec<&str> = query.problems.iter().map(|p| p.message.as_str()).collect();
        assert!(messages[0].contains("did you mean level:"), "{messages:?}");
        assert!(
            messages[1].contains("did you mean \"certified\""),
            "{messages:?}"
        );
        assert!(messages[2].contains("could be"), "{messages:?}");
        assert!(messages[3].contains("a number of days"), "{messages:?}");
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
        fn any_text_is_a_query(text in ".{0,200}") {
            let query = Query::parse(&text);
            proptest::prop_assert!(query.problems.len() <= query.terms.len());
        }
    }
}
