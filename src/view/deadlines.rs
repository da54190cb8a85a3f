//! The upgrade deadlines of a whole catalog, the nearest first: as rows for people and programs, and as JSON.

mod then;
mod uses;

pub use then::Then;
pub use uses::{Use, of_uses};

use serde::Serialize;

use crate::{
    catalog::{Connector, Version},
    date::Date,
    policy::Pending,
    search::Query,
    sort,
    text::{Text, Word},
    words::Kind,
};

use self::uses::UseJson;
use super::{
    Outlook, Role,
    json::PendingJson,
    layout::{Page, Span, muted, plain, span},
    outlook::Scope,
    phrase,
};

/// One connector's deadline for one version.
#[derive(Debug, Clone, PartialEq)]
pub struct Due<'a> {
    pub connector: &'a Connector,
    pub deadline: Date,
    /// Negative where it has passed.
    pub days_left: i64,
    pub pending: Pending,
    /// What follows on the profile's deployment, where that is known.
    pub then: Option<Then>,
    /// Where it is used, if files were asked.
    pub places: Option<Vec<Use<'a>>>,
}

/// Which deadlines are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizon {
    /// Those that hold today, in so many days or fewer.
    Days(i64),
    /// All, those that have passed or are announced only too.
    All,
}

impl Horizon {
    fn holds(self, due: &Due<'_>) -> bool {
        match self {
            Self::Days(days) => (0..=days).contains(&due.days_left) && !due.pending.is_announced,
            Self::All => true,
        }
    }
}

/// The deadlines of the connectors that a query finds and that are not known to be missing from the profile's
/// deployment: the nearest first, and behind those ahead the passed ones, the latest first.
pub fn of<'a>(outlook: &Outlook<'a>, query: &Query, reach: Horizon) -> Vec<Due<'a>> {
    let found = outlook.find(query, Scope::Offered).into_iter();
    let offered = found
        .filter(|(_, judgement)| judgement.may_be_used())
        .filter(|(connector, _)| !connector.breaking_changes.is_empty());
    let mut dues: Vec<Due<'a>> = offered
        .flat_map(|(connector, _)| declared(connector, outlook))
        .filter(|due| reach.holds(due))
        .collect();
    sort::by(&mut dues, |a, b| a.place().cmp(&b.place()));
    dues
}

fn declared<'a>(connector: &'a Connector, outlook: &Outlook<'_>) -> Vec<Due<'a>> {
    let upgrade = outlook.assess(connector).upgrade;
    let all = upgrade.pending.into_iter().chain(upgrade.past);
    all.filter_map(|pending| {
        Some(Due {
            connector,
            deadline: pending.change.deadline?,
            days_left: pending.days_left?,
            then: Then::of(&pending, outlook.profile.deployment),
            pending,
            places: None,
        })
    })
    .collect()
}

impl Due<'_> {
    fn place(&self) -> (bool, i64, &Text, &Version) {
        let (slug, version) = (&self.connector.slug, &self.pending.change.version);
        (self.days_left < 0, self.days_left.abs(), slug, version)
    }

    /// Its cells in a pipe; scripts rely on their order. Where it is used comes last, if files were asked.
    pub fn cells(&self) -> Vec<String> {
        let change = &self.pending.change;
        let mut cells = vec![
            self.deadline.to_string(),
            self.days_left.to_string(),
            self.connector.slug.to_string(),
            self.connector.kind.word().to_owned(),
            self.connector.name.to_string(),
            change.version.to_string(),
            self.then
                .map_or_else(String::new, |then| then.word().to_owned()),
            phrase::joined(&change.streams, ","),
            change
                .guide
                .as_ref()
                .map_or_else(String::new, Text::to_string),
        ];
        cells.extend(self.used_in(usize::MAX));
        cells
    }

    /// Where it is used, so many places by their names.
    pub fn used_in(&self, most: usize) -> Option<String> {
        let places = self.places.as_ref()?;
        Some(uses::told(places, most))
    }

    fn row(&self) -> Vec<Span> {
        let change = &self.pending.change;
        let streams = match change.streams.as_slice() {
            [] => "all".to_owned(),
            streams => phrase::joined(streams, ", "),
        };
        let role = if self.days_left < 0 {
            Role::Muted
        } else {
            Role::Alert
        };
        vec![
            span(self.deadline.to_string(), role),
            span(self.days_left.to_string(), role),
            span(self.connector.slug.as_str(), Role::Strong),
            plain(change.version.as_str()),
            muted(streams),
        ]
    }
}

/// The deadlines as a table.
pub fn page(dues: &[Due<'_>]) -> Page {
    let mut page = Page::default();
    let mut head = vec!["Deadline", "Days left", "Slug", "Upgrade to", "Streams"];
    let mut rows: Vec<Vec<Span>> = dues.iter().map(Due::row).collect();
    if dues.iter().any(|due| due.then.is_some()) {
        head.push("Then");
        for (row, due) in rows.iter_mut().zip(dues) {
            row.push(muted(due.then.map_or("", Word::label)));
        }
    }
    if dues.iter().any(|due| due.places.is_some()) {
        head.push("Used in");
        for (row, due) in rows.iter_mut().zip(dues) {
            row.push(plain(due.used_in(1).unwrap_or_default()));
        }
    }
    if !rows.is_empty() {
        page.table(head, rows, 0);
    }
    page
}

/// The deadlines in JSON.
#[derive(Serialize)]
pub struct DeadlinesJson<'a> {
    deadlines: Vec<DeadlineJson<'a>>,
}

#[derive(Serialize)]
struct DeadlineJson<'a> {
    slug: &'a str,
    kind: Kind,
    name: &'a str,
    #[serde(flatten)]
    change: PendingJson,
    consequence: &'a str,
    /// Where files use it; null where none were asked.
    locations: Option<Vec<UseJson<'a>>>,
}

impl<'a> DeadlinesJson<'a> {
    pub fn new(dues: &'a [Due<'a>]) -> Self {
        let json = |due: &'a Due<'a>| DeadlineJson {
            slug: &due.connector.slug,
            kind: due.connector.kind,
            name: &due.connector.name,
            change: PendingJson::from(&due.pending),
            consequence: &due.pending.consequence,
            locations: due
                .places
                .as_ref()
                .map(|places| places.iter().map(UseJson::from).collect()),
        };
        Self {
            deadlines: dues.iter().map(json).collect(),
        }
    }
}
