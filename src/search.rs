//! Finding connectors: one query language for commands, screens and saved views, and one order of the hits.
//! Knows facts and verdicts; no terminal, no file, no thread.

mod address;
mod alike;
mod ask;
mod bound;
mod classes;
mod complete;
pub mod counts;
mod facet;
mod field;
mod fuzzy;
mod heritage;
pub mod highlight;
mod index;
mod instead;
mod letters;
mod name;
mod near;
mod needle;
pub mod obstacle;
pub mod overview;
mod pattern;
mod query;
mod rank;
mod spelt;
mod sweep;
mod typo;
mod vocabulary;
mod weak;
pub mod why;
mod written;

pub use classes::Classes;
pub use complete::{Completion, Known, complete, values};
pub use facet::{Facet, Wanted};
pub use field::{Bound, Field};
pub use index::{Index, by_name};
pub use near::{Near, near};
pub use pattern::{Pattern, Place};
pub use query::{Condition, LONGEST, Problem, Query, Standing, Taken, Term};
pub use rank::Tier;
pub use sweep::{Alone, Hands, Memo};
pub use vocabulary::Vocabulary;

use self::ask::{Asked, Ranked};
use crate::{catalog::Connector, date::Date, policy::Judgement};

/// What a query is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    pub connector: &'a Connector,
    pub judgement: &'a Judgement,
    pub today: Date,
}

/// A catalog with its index and its verdicts, all of the same connectors in the same order.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    pub index: &'a Index,
    pub connectors: &'a [Connector],
    pub judgements: &'a [Judgement],
    pub today: Date,
}

impl<'a> Ground<'a> {
    /// The connector of a row of the index.
    fn connector(&self, row: u32) -> Option<&'a Connector> {
        self.connectors.get(self.index.place(row))
    }

    /// What a row of the index stands for.
    fn subject(&self, row: u32) -> Option<Subject<'a>> {
        let place = self.index.place(row);
        Some(Subject {
            connector: self.connectors.get(place)?,
            judgement: self.judgements.get(place)?,
            today: self.today,
        })
    }
}

/// The connectors of a catalog that match and that a list is made of, best first, by their places.
pub fn run(
    query: &Query,
    ground: &Ground<'_>,
    is_listed: impl Fn(&Connector) -> bool + Sync,
) -> Vec<usize> {
    let mut memo = Memo::default();
    let is_row_listed = |row| ground.connector(row).is_some_and(&is_listed);
    let asked = Asked::of(query, (ground, &is_row_listed), (&mut memo, &Alone));
    let hits = asked.and_then(|asked| Some(asked.ordered(asked.hits(&is_listed, &Alone)?)));
    hits.unwrap_or_default()
}

/// How many there are; nothing if counting was called off.
pub fn count<H: Hands>(
    query: &Query,
    ground: &Ground<'_>,
    is_listed: impl Fn(&Connector) -> bool + Sync,
    (memo, hands): (&mut Memo, &H),
) -> Option<usize> {
    let is_row_listed = |row| ground.connector(row).is_some_and(&is_listed);
    let asked = Asked::of(query, (ground, &is_row_listed), (memo, hands))?;
    let hits = asked.hits(&is_listed, hands)?;
    Some(hits.iter().map(Ranked::len).sum())
}

/// Whether a query without words holds for a subject; with words, a catalog has to say.
pub fn is_met(query: &Query, subject: &Subject<'_>) -> Option<bool> {
    let mut all = true;
    for term in &query.terms {
        let mut any = false;
        for condition in term.condition.alternatives() {
            any |= ask::holds(condition, subject)?;
        }
        all &= any;
    }
    Some(all)
}
