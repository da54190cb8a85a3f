//! Fields that are compared rather than listed: dates, durations, names and hosts.

use crate::{
    date::{self, Date},
    text::{clean, fold::fold},
};

use super::{
    Pattern, Subject,
    written::{self, Letter},
};

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

    /// What it is compared with, as somebody would write it, and what that means.
    pub(super) fn examples(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Due => &[
                ("due:<30d", "a deadline in less than 30 days"),
                ("due:<=4w", "in at most 4 weeks"),
                ("due:<2m", "in less than 2 months of 30 days"),
                ("due:2026-03", "within a month, or on a day"),
            ],
            Self::Updated => &[
                ("updated:<90d", "a version less than 90 days ago"),
                ("updated:>1y", "none for more than a year"),
                ("updated:>2025-06", "after the first of the month"),
                ("updated:2025-01..2025-06", "from a month through another"),
            ],
            Self::Changed => &[
                ("changed:<90d", "moved less than 90 days ago"),
                ("changed:>2026-01-01", "after a day"),
                ("changed:2025", "within a year, month or day"),
            ],
            Self::Name => &[("name:google", "in the name or slug")],
            Self::Host => &[("host:googleapis.com", "in an allowed host")],
        }
    }
}

/// One bound of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// Days ahead: `due:<30d`.
    DueIn(Comparison, i64),
    /// Days ago: `updated:<90d`. What lies ahead is no days ago.
    Age(Field, Comparison, i64),
    /// A day, or the first day of a month or year: `updated:>2025-06`.
    Day(Field, Comparison, Date),
    /// In the name or slug; marks say where.
    Name(Pattern),
    /// In an allowed host; marks say where.
    Host(Pattern),
    /// All of them: a month, a range.
    AllOf(Vec<Self>),
    /// Any of them: the values between commas.
    OneOf(Vec<Self>),
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
    /// The signs, the longer before those that they begin with.
    pub(super) const SIGNS: [(&'static str, Self); 5] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("<", Self::Below),
        (">", Self::Above),
        ("=", Self::Is),
    ];

    pub(super) fn sign(self) -> &'static str {
        let signs = Self::SIGNS.iter();
        let mut signs = signs.filter(|(_, comparison)| *comparison == self);
        signs.next().map_or("", |(sign, _)| sign)
    }

    /// Splits a leading sign off.
    pub(super) fn split(letters: &[Letter]) -> (Option<Self>, &[Letter]) {
        for (sign, comparison) in Self::SIGNS {
            let (start, rest) = letters.split_at(sign.len().min(letters.len()));
            let mut pairs = start.iter().zip(sign.chars());
            if start.len() == sign.len() && pairs.all(|(letter, c)| letter.is(c)) {
                return (Some(comparison), rest);
            }
        }
        (None, letters)
    }

    pub(super) fn holds<T: Ord>(self, value: &T, bound: &T) -> bool {
        match self {
            Self::Below => value < bound,
            Self::AtMost => value <= bound,
            Self::Is => value == bound,
            Self::AtLeast => value >= bound,
            Self::Above => value > bound,
        }
    }
}

/// What a date or duration is compared with.
enum Time {
    Days(i64),
    /// From the first day of a year, month or day through its last.
    Period(Date, Date),
}

impl Bound {
    /// Reads the value of a compared field; `Err` says what is accepted.
    pub(super) fn parse(
        field: Field,
        comparison: Option<Comparison>,
        value: &[Letter],
    ) -> Result<Self, String> {
        let text = written::text(value);
        match field {
            Field::Name | Field::Host if comparison.is_some() => Err(format!(
                "the field {} has no order to compare by; write {}",
                field.word(),
                field.examples()[0].0
            )),
            Field::Name => Ok(Self::Name(Pattern::of(value))),
            Field::Host => Ok(Self::Host(Pattern::of(value))),
            Field::Due | Field::Updated | Field::Changed => {
                let bound = match range(value) {
                    Some(ends) if comparison.is_none() => Self::range(field, ends),
                    _ => time(field, &text).map(|time| Self::of(field, comparison, &time)),
                };
                let bound = bound.ok_or_else(|| not_a_time(field, &text))?;
                if bound.is_backwards() {
                    return Err(format!("{} ends before it begins", clean::line(&text)));
                }
                Ok(bound)
            }
        }
    }

    fn of(field: Field, comparison: Option<Comparison>, time: &Time) -> Self {
        let comparison = comparison.unwrap_or(Comparison::Is);
        match (time, comparison) {
            (Time::Days(days), Comparison::Is) => Self::days(field, Comparison::AtMost, *days),
            (Time::Days(days), _) => Self::days(field, comparison, *days),
            (Time::Period(first, last), Comparison::Is) if first != last => Self::AllOf(vec![
                Self::Day(field, Comparison::AtLeast, *first),
                Self::Day(field, Comparison::AtMost, *last),
            ]),
            (Time::Period(first, _), _) => Self::Day(field, comparison, *first),
        }
    }

    fn days(field: Field, comparison: Comparison, days: i64) -> Self {
        match field {
            Field::Due => Self::DueIn(comparison, days),
            Field::Updated | Field::Changed | Field::Name | Field::Host => {
                Self::Age(field, comparison, days)
            }
        }
    }

    /// `2025-01..2025-06`: from the first day of the one through the last of the other; either may be left open.
    fn range(field: Field, (from, to): (&[Letter], &[Letter])) -> Option<Self> {
        let read = |end: &[Letter]| match written::text(end).as_str() {
            "" | "*" => Some(None),
            text => time(field, text).map(Some),
        };
        let bounds = match (read(from)?, read(to)?) {
            (None, None) => return None,
            (from, to) => {
                let from = from.map(|from| match from {
                    Time::Days(days) => Self::days(field, Comparison::AtLeast, days),
                    Time::Period(first, _) => Self::Day(field, Comparison::AtLeast, first),
                });
                let to = to.map(|to| match to {
                    Time::Days(days) => Self::days(field, Comparison::AtMost, days),
                    Time::Period(_, last) => Self::Day(field, Comparison::AtMost, last),
                });
                from.into_iter().chain(to).collect()
            }
        };
        Some(Self::AllOf(bounds))
    }

    /// Whether it is a range that nothing lies in.
    fn is_backwards(&self) -> bool {
        let Self::AllOf(ends) = self else {
            return false;
        };
        match ends.as_slice() {
            [Self::Day(_, _, from), Self::Day(_, _, to)] => from > to,
            [Self::DueIn(_, from), Self::DueIn(_, to)]
            | [Self::Age(_, _, from), Self::Age(_, _, to)] => from > to,
            _ => false,
        }
    }

    /// Whether it may be met on one deployment and not on another.
    pub(super) fn differs_by_deployment(&self) -> bool {
        match self {
            Self::DueIn(..) => true,
            Self::Age(field, ..) | Self::Day(field, ..) => *field == Field::Due,
            Self::Name(_) | Self::Host(_) => false,
            Self::AllOf(bounds) | Self::OneOf(bounds) => {
                bounds.iter().any(Self::differs_by_deployment)
            }
        }
    }

    pub fn is_met_by(&self, subject: &Subject<'_>) -> bool {
        let (connector, today) = (subject.connector, subject.today);
        match self {
            Self::DueIn(comparison, bound) => day_of(Field::Due, subject)
                .is_some_and(|day| comparison.holds(&date::days_between(today, day), bound)),
            Self::Age(field, comparison, bound) => day_of(*field, subject)
                .map(|day| date::days_between(day, today))
                .is_some_and(|age| age >= 0 && comparison.holds(&age, bound)),
            Self::Day(field, comparison, bound) => {
                day_of(*field, subject).is_some_and(|day| comparison.holds(&day, bound))
            }
            Self::Name(part) => {
                let texts = [fold(&connector.name), fold(&connector.slug)];
                texts.iter().any(|text| part.is_in(text)) || part.is_in(connector.tail())
            }
            Self::Host(part) => {
                let mut hosts = connector.allowed_hosts.iter().flatten();
                hosts.any(|host| part.is_in(&fold(host)))
            }
            Self::AllOf(bounds) => bounds.iter().all(|bound| bound.is_met_by(subject)),
            Self::OneOf(bounds) => bounds.iter().any(|bound| bound.is_met_by(subject)),
        }
    }
}

/// The day that a field tells of; of deadlines the nearest that has not passed.
fn day_of(field: Field, subject: &Subject<'_>) -> Option<Date> {
    let on = subject.judgement.deployment.registry();
    match field {
        Field::Due => subject.connector.next_deadline(subject.today, on),
        Field::Updated => subject.connector.version_released,
        Field::Changed => subject.connector.last_moved(),
        Field::Name | Field::Host => None,
    }
}

/// What stands before and behind two dots.
fn range(value: &[Letter]) -> Option<(&[Letter], &[Letter])> {
    let is_dots = |pair: &[Letter]| pair.iter().all(|letter| letter.is('.'));
    let at = value.windows(2).position(is_dots)?;
    Some((value.get(..at)?, value.get(at + 2..)?))
}

/// A bare number is days ahead for a deadline; four digits are a year elsewhere.
fn time(field: Field, text: &str) -> Option<Time> {
    let days = || date::span(text).map(Time::Days);
    match field {
        Field::Due => days().or_else(|| period(text)),
        Field::Updated | Field::Changed | Field::Name | Field::Host => period(text).or_else(days),
    }
}

fn period(text: &str) -> Option<Time> {
    let day = |day: &str| date::parse(day);
    let (first, last) = match text.len() {
        4 => {
            let first = day(&format!("{text}-01-01"))?;
            (first, first.last_of_year())
        }
        7 => {
            let first = day(&format!("{text}-01"))?;
            (first, first.last_of_month())
        }
        _ => {
            let day = day(text)?;
            (day, day)
        }
    };
    Some(Time::Period(first, last))
}

fn not_a_time(field: Field, text: &str) -> String {
    let examples = field.examples();
    let written: Vec<&str> = examples.iter().take(3).map(|(text, _)| *text).collect();
    format!(
        "\"{}\" is neither a number of days nor a day; {} takes {}",
        clean::line(text),
        field.word(),
        written.join(", ")
    )
}

#[cfg(test)]
mod tests;
