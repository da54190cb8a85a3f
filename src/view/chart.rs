//! The whole catalog at a glance: how many connectors of each level and stage a deployment can use, the upgrade
//! deadlines ahead, and what moved lately. Knows no screen.

mod calendar;
mod heat;

pub use calendar::{Calendar, Deadline, WEEKS};
pub use heat::{Cell, Heat, Shade};

use crate::{
    catalog::{
        Catalog, Connector, Key,
        diff::{self, What},
    },
    date::Date,
    search::Subject,
    sort,
    text::Text,
    words::Kind,
};

/// Everything that the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub heat: Heat,
    pub calendar: Calendar,
    /// The newest first.
    pub moves: Vec<Move>,
    /// Moves are those after this day, the last look but one; `None` where the catalog carries no history.
    pub since: Option<Date>,
    pub as_of: Option<Date>,
}

/// Something that moved on a connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    pub connector: Key,
    pub name: Text,
    pub kind: Kind,
    /// The first look that showed it.
    pub day: Date,
    pub what: What,
}

impl Chart {
    pub fn of<'a>(
        subjects: impl Iterator<Item = Subject<'a>> + Clone,
        catalog: &Catalog,
        today: Date,
    ) -> Self {
        let since = catalog.look_before();
        Self {
            heat: Heat::of(subjects.clone()),
            calendar: Calendar::of(subjects, today),
            moves: since.map_or_else(Vec::new, |since| moves(catalog, since)),
            since,
            as_of: catalog.as_of,
        }
    }
}

fn moves(catalog: &Catalog, since: Date) -> Vec<Move> {
    let mut moves: Vec<Move> = catalog
        .connectors()
        .iter()
        .flat_map(|connector| moves_of(connector, &catalog.snapshots))
        .filter(|moved| moved.day > since)
        .collect();
    sort::by(&mut moves, |a, b| {
        (b.day, rank(&a.what), &a.name).cmp(&(a.day, rank(&b.what), &b.name))
    });
    moves
}

fn moves_of(connector: &Connector, snapshots: &[Date]) -> impl Iterator<Item = Move> {
    diff::history(connector, snapshots)
        .into_iter()
        .filter(|change| rank(&change.what).is_some())
        .filter_map(|change| {
            Some(Move {
                connector: connector.key(),
                name: change.name,
                kind: change.kind,
                day: change.by?,
                what: change.what,
            })
        })
}

/// What weighs most comes first among the moves of a day; what moves every week is no move here.
fn rank(what: &What) -> Option<u8> {
    match what {
        What::Level(..) => Some(0),
        What::Removed | What::Forgotten => Some(1),
        What::Availability(..) | What::Granted(..) => Some(2),
        What::Stage(..) => Some(3),
        What::New => Some(4),
        What::Renamed(..)
        | What::Slug(..)
        | What::Version(..)
        | What::Breaking(_)
        | What::Deadline(..) => None,
    }
}
