//! A query: words and `field:value` terms, all of which must hold. Reading one never fails: what is not
//! understood is taken as text, and said so.

use std::ops::Range;

use crate::text::{fold::fold, nearest};

use super::{Bound, Facet, Field, Subject, Wanted, rank};

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
    /// Where it stands in the query, in bytes.
    pub at: Range<usize>,
    pub message: String,
}

/// More of a query than this is not read: nobody types it, and the matcher's cost grows with it.
const CAP: usize = 128;

enum Name {
    Facet(Facet),
    Field(Field),
}

impl Query {
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let end = text
            .char_indices()
            .nth(CAP)
            .map_or(text.len(), |(at, _)| at);
        for part in parts(&text[..end]) {
            let written = text[part.at.clone()].to_owned();
            let condition = condition(&part).unwrap_or_else(|message| {
                let (part, at) = (part.text.clone(), part.at.clone());
                let condition = Condition::Text(fold(&part).into_owned());
                query.problems.push(Problem { part, at, message });
                condition
            });
            query.terms.push(Term { written, condition });
        }
        query
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Adds a facet as if it had been typed.
    pub fn and(&mut self, facet: Facet, values: Vec<Wanted>, is_negated: bool) {
        if values.is_empty() {
            return;
        }
        let written = written(facet, &values, is_negated);
        let condition = Condition::Facet {
            facet,
            values,
            is_negated,
        };
        self.terms.push(Term { written, condition });
    }

    /// Whether a value of a facet is asked for by name.
    pub fn wants(&self, wanted: &Wanted) -> bool {
        self.values(wanted.facet(), false).contains(wanted)
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
            Condition::Facet { .. } | Condition::Text(_) | Condition::Bound { .. } => None,
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

    /// The words without the fields, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().filter_map(|term| match &term.condition {
            Condition::Text(word) => Some(word.as_str()),
            Condition::Facet { .. } | Condition::Bound { .. } => None,
        })
    }

    /// The query with another standing of one value: all else stays as it was written.
    #[must_use]
    pub fn rewritten(&self, value: &Wanted, standing: Standing) -> String {
        let facet = value.facet();
        let mut wanted = self.values(facet, false);
        let mut unwanted = self.values(facet, true);
        wanted.retain(|known| known != value);
        unwanted.retain(|known| known != value);
        match standing {
            Standing::Included if facet.is_single() => wanted = vec![value.clone()],
            Standing::Included => wanted.push(value.clone()),
            Standing::Excluded => unwanted.push(value.clone()),
            Standing::Free => {}
        }
        self.with(facet, &wanted, &unwanted)
    }

    /// The query without a facet.
    #[must_use]
    pub fn without(&self, facet: Facet) -> String {
        self.with(facet, &[], &[])
    }

    fn with(&self, facet: Facet, wanted: &[Wanted], unwanted: &[Wanted]) -> String {
        let is_other = |term: &&Term| !matches!(&term.condition, Condition::Facet { facet: known, .. } if *known == facet);
        let others = self
            .terms
            .iter()
            .filter(is_other)
            .map(|term| term.written.clone());
        let own = [(wanted, false), (unwanted, true)]
            .into_iter()
            .filter(|(values, _)| !values.is_empty())
            .map(|(values, is_negated)| written(facet, values, is_negated));
        others.chain(own).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn rank<'a>(&self, subject: &Subject<'a>) -> Option<rank::Rank<'a>> {
        let mut tiers = Vec::new();
        for term in &self.terms {
            match &term.condition {
                Condition::Text(word) => tiers.push(rank::tier(subject.connector, word)?),
                other => other.is_met_by(subject).then_some(())?,
            }
        }
        Some(rank::Rank::of(subject.connector, &tiers))
    }
}

/// How a value stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Included,
    Excluded,
    Free,
}

impl Condition {
    pub(super) fn is_met_by(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::Text(word) => rank::tier(subject.connector, word).is_some(),
            Self::Facet {
                values, is_negated, ..
            } => values.iter().any(|value| value.is_met_by(subject)) != *is_negated,
            Self::Bound { bound, is_negated } => bound.is_met_by(subject) != *is_negated,
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

fn written(facet: Facet, values: &[Wanted], is_negated: bool) -> String {
    let sign = if is_negated { "-" } else { "" };
    let words: Vec<String> = values.iter().map(|value| quoted(value.word())).collect();
    format!("{sign}{}:{}", facet.word(), words.join(","))
}

fn quoted(word: &str) -> String {
    if word.contains(char::is_whitespace) {
        format!("\"{word}\"")
    } else {
        word.to_owned()
    }
}

/// A blank-separated part, with its quotes removed.
#[derive(Debug, Default)]
struct Part {
    text: String,
    /// Where it stands in the query, quotes included.
    at: Range<usize>,
    /// The place in `text` of the colon that ends a field's name.
    colon: Option<usize>,
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part::default();
    let mut is_quoted = false;
    let mut was_quoted = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_end = at == text.len() || (c.is_whitespace() && !is_quoted);
        match c {
            _ if is_end => {
                part.at.end = at;
                if !part.text.trim().is_empty() {
                    parts.push(std::mem::take(&mut part));
                }
                part = Part {
                    at: at + c.len_utf8()..at,
                    ..Part::default()
                };
                was_quoted = false;
            }
            '"' => {
                is_quoted = !is_quoted;
                was_quoted = true;
            }
            ':' if part.colon.is_none() && !was_quoted => {
                part.colon = Some(part.text.len());
                part.text.push(c);
            }
            c => part.text.push(c),
        }
    }
    parts
}

fn condition(part: &Part) -> Result<Condition, String> {
    let Some(colon) = part.colon.filter(|at| *at > 0) else {
        return Ok(Condition::Text(fold(part.text.trim()).into_owned()));
    };
    let (field, value) = (&part.text[..colon], &part.text[colon + 1..]);
    let (is_negated, field) = match field.strip_prefix(['-', '!']) {
        Some(field) => (true, field),
        None => (false, field),
    };
    match name(field)? {
        Name::Field(field) => Ok(Condition::Bound {
            bound: Bound::parse(field, value)?,
            is_negated,
        }),
        Name::Facet(facet) => facet_condition(facet, value, is_negated),
    }
}

fn facet_condition(facet: Facet, value: &str, is_negated: bool) -> Result<Condition, String> {
    if let Some(bound) = facet.graded(value) {
        return Ok(Condition::Bound { bound, is_negated });
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
    Ok(Condition::Facet {
        facet,
        values,
        is_negated,
    })
}

/// Finds a field by its name or any unique beginning of it.
fn name(given: &str) -> Result<Name, String> {
    let asked = given.to_ascii_lowercase();
    let all = || {
        let facets = Facet::ALL.iter().map(|f| (f.word(), Name::Facet(*f)));
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
                Condition::Text("postgres".into()),
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
                Condition::Text("two words".into()),
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
    fn a_single_deployment_is_told() {
        assert_eq!(
            Query::parse("on:oss").deployment(),
            Some(Deployment::SelfManagedCommunity)
        );
        assert_eq!(Query::parse("on:oss,cloud").deployment(), None);
        assert_eq!(Query::parse("-on:oss").deployment(), None);
    }

    #[test]
    fn a_choice_rewrites_its_facet_and_nothing_else() {
        let table = [
            (
                "Postgres lvl:x",
                Wanted::Level(Level::Airbyte),
                Standing::Included,
                "Postgres lvl:x level:airbyte",
            ),
            (
                "level:airbyte pg",
                Wanted::Level(Level::Enterprise),
                Standing::Included,
                "pg level:airbyte,enterprise",
            ),
            (
                "lev:certified",
                Wanted::Level(Level::Airbyte),
                Standing::Free,
                "",
            ),
            (
                "level:airbyte",
                Wanted::Level(Level::Airbyte),
                Standing::Excluded,
                "-level:airbyte",
            ),
            (
                "on:cloud \"two words\"",
                Wanted::On(Deployment::Powered),
                Standing::Included,
                "\"two words\" on:powered",
            ),
        ];
        for (text, value, standing, expected) in table {
            assert_eq!(
                Query::parse(text).rewritten(&value, standing),
                expected,
                "{text}"
            );
        }
        assert_eq!(
            Query::parse("a level:airbyte b").without(Facet::Level),
            "a b"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_query_that_prints_as_itself(text in "[a-z:\", <>!-]{0,80}|.{0,200}") {
            let query = Query::parse(&text);
            proptest::prop_assert!(query.problems.len() <= query.terms.len());
            let again = Query::parse(&query.to_string());
            proptest::prop_assert_eq!(again.terms, query.terms);
        }
    }
}
