//! Fields that are compared rather than listed: dates, durations, grades, names and hosts.

use crate::{
    date::{self, Date},
    text::{Word, fold::fold},
    words::Grade,
};

use super::Subject;

/// A property that is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Days to the next upgrade deadline.
    Due,
    /// The day of the latest version.
    Updated,
    /// The day by which level, stage or availability last moved.
    Changed,
    Name,
    Host,
}

impl Field {
    pub const ALL: [Self; 5] = [
        Self::Due,
        Self::Updated,
        Self::Changed,
        Self::Name,
        Self::Host,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Updated => "updated",
            Self::Changed => "changed",
            Self::Name => "name",
            Self::Host => "host",
        }
    }
}

/// One bound of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// Days ahead: `due:<30d`.
    DueIn(Comparison, i64),
    /// A day, or the first day of a month or year: `updated:>2025-06`.
    Day(Field, Comparison, Date),
    /// A grade and all that are better: `usage:>=medium`.
    Grade(super::Facet, Comparison, Grade),
    Name(String),
    Host(String),
}

/// How a value stands to its bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    Below,
    AtMost,
    Is,
    AtLeast,
    Above,
}

impl Comparison {
    /// Splits a leading operator off.
    pub fn split(text: &str) -> (Self, &str) {
        const SIGNS: [(&str, Comparison); 5] = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("<", Comparison::Below),
            (">", Comparison::Above),
            ("=", Comparison::Is),
        ];
        SIGNS
            .iter()
            .find_map(|(sign, is)| Some((*is, text.strip_prefix(sign)?)))
            .unwrap_or((Self::Is, text))
    }

    fn holds<T: Ord>(self, value: &T, bound: &T) -> bool {
        match self {
            Self::Below => value < bound,
            Self::AtMost => value <= bound,
            Self::Is => value == bound,
            Self::AtLeast => value >= bound,
            Self::Above => value > bound,
        }
    }
}

impl Bound {
    /// Reads the value of a compared field; `Err` says what is accepted.
    pub fn parse(field: Field, text: &str) -> Result<Self, String> {
        let (comparison, value) = Comparison::split(text);
        match field {
            Field::Name => Ok(Self::Name(fold(text).into_owned())),
            Field::Host => Ok(Self::Host(fold(text).into_owned())),
            Field::Due => {
                let days =
                    date::span(value).ok_or("a number of days, such as due:<30d or due:<4w")?;
                let comparison = match comparison {
                    Comparison::Is => Comparison::AtMost,
                    other => other,
                };
                Ok(Self::DueIn(comparison, days))
            }
            Field::Updated | Field::Changed => {
                let day = day(value).ok_or_else(|| {
                    format!("a day, month or year, such as {}:>2025-06", field.word())
                })?;
                Ok(Self::Day(field, comparison, day))
            }
        }
    }

    pub fn is_met_by(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::DueIn(comparison, bound) => {
                due_in(subject).is_some_and(|days| comparison.holds(&days, bound))
            }
            Self::Day(field, comparison, bound) => match field {
                Field::Updated => subject.connector.version_released,
                Field::Changed => subject.connector.last_moved(),
                Field::Due | Field::Name | Field::Host => None,
            }
            .is_some_and(|day| comparison.holds(&day, bound)),
            Self::Grade(facet, comparison, bound) => subject
                .connector
                .metrics
                .as_ref()
                .and_then(|metrics| match facet {
                    super::Facet::Success => metrics.sync_success,
                    _ => metrics.usage,
                })
                .is_some_and(|grade| comparison.holds(&grade, bound)),
            Self::Name(part) => {
                fold(&subject.connector.name).contains(part.as_str())
                    || subject.connector.slug.contains(part.as_str())
            }
            Self::Host(part) => subject
                .connector
                .allowed_hosts
                .iter()
                .flatten()
                .any(|host| fold(host).contains(part.as_str())),
        }
    }
}

/// Days to the nearest deadline that has not passed.
fn due_in(subject: &Subject<'_>) -> Option<i64> {
    let on = subject.judgement.deployment.registry();
    let deadline = subject.connector.next_deadline(subject.today, on)?;
    Some(date::days_between(subject.today, deadline))
}

fn day(text: &str) -> Option<Date> {
    match text.len() {
        4 => date::parse(&format!("{text}-01-01")),
        7 => date::parse(&format!("{text}-01")),
        _ => date::parse(text),
    }
}

impl super::Facet {
    /// Reads a graded comparison such as `>=medium`.
    pub(super) fn graded(self, text: &str) -> Option<Bound> {
        let (comparison, value) = Comparison::split(text);
        let is_graded = matches!(self, Self::Usage | Self::Success);
        let grade = Grade::parse(value).ok()?;
        (is_graded && comparison != Comparison::Is).then_some(Bound::Grade(self, comparison, grade))
    }
}
