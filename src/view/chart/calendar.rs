//! The upgrade deadlines ahead, week by week from today.

use crate::{
    catalog::{Key, Version},
    date::{self, Date},
    search::Subject,
    sort,
    text::Text,
    words::Kind,
};

/// The furthest that the weeks reach.
pub const WEEKS: usize = 26;

/// What must be upgraded by when.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    pub today: Date,
    /// The nearest first; those that passed are not here.
    pub deadlines: Vec<Deadline>,
    /// Deadlines in each week; the first week starts today.
    weeks: [usize; WEEKS],
}

/// An upgrade deadline ahead of a connector on offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    pub connector: Key,
    pub name: Text,
    pub kind: Kind,
    pub version: Version,
    pub day: Date,
    /// Zero on the last day.
    pub days_left: i64,
}

impl Calendar {
    /// Of the connectors on offer those that are not known to be missing from the deployment at hand.
    pub(super) fn of<'a>(subjects: impl Iterator<Item = Subject<'a>>, today: Date) -> Self {
        let mut deadlines: Vec<Deadline> = subjects
            .filter(|subject| !subject.connector.is_gone() && subject.judgement.may_be_used())
            .flat_map(|subject| ahead(&subject, today))
            .collect();
        sort::by(&mut deadlines, |a, b| {
            (a.day, &a.name, a.kind).cmp(&(b.day, &b.name, b.kind))
        });
        let mut weeks = [0; WEEKS];
        for deadline in &deadlines {
            let week = usize::try_from(deadline.days_left / 7).ok();
            if let Some(count) = week.and_then(|week| weeks.get_mut(week)) {
                *count += 1;
            }
        }
        Self {
            today,
            deadlines,
            weeks,
        }
    }

    /// The counts of so many weeks.
    pub fn weeks(&self, number: usize) -> &[usize] {
        &self.weeks[..number.min(WEEKS)]
    }

    /// Deadlines behind so many weeks.
    pub fn later(&self, number: usize) -> usize {
        let shown: usize = self.weeks(number).iter().sum();
        self.deadlines.len() - shown
    }

    /// The months that begin within so many weeks, each with the days from today to its first.
    pub fn months(&self, number: usize) -> Vec<(i64, &'static str)> {
        let end = i64::try_from(number * 7).unwrap_or(0);
        let days = (1..end).map(|ahead| (ahead, date::days_before(self.today, -ahead)));
        days.filter(|(_, day)| day.day() == 1)
            .filter_map(|(ahead, day)| Some((ahead, month(day)?)))
            .collect()
    }
}

fn ahead<'a>(subject: &Subject<'a>, today: Date) -> impl Iterator<Item = Deadline> + use<'a> {
    let connector = subject.connector;
    let on = subject.judgement.deployment.registry();
    let ahead = connector.deadlines_ahead(today, on);
    ahead.map(move |(day, change)| Deadline {
        connector: connector.key(),
        name: connector.name.clone(),
        kind: connector.kind,
        version: change.version.clone(),
        day,
        days_left: date::days_between(today, day),
    })
}

fn month(day: Date) -> Option<&'static str> {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = usize::try_from(day.month()).ok()?.checked_sub(1)?;
    NAMES.get(at).copied()
}
