//! A search as a piece of work: all that it needs, and all that it finds. Whoever does it knows no screen.

use std::{
    collections::VecDeque,
    sync::{Arc, OnceLock},
};

use super::stock::Stock;
use crate::{
    catalog::Connector,
    date::Date,
    search::{
        self, Classes, Facet, Hands, Index, Memo, Near, Query, Wanted,
        counts::{self, Choice, Found, Listed, Means},
        obstacle::{self, Obstacle},
    },
    view::outlook::Scope,
    words::Level,
};

/// What is looked for, and where.
#[derive(Debug, Clone)]
pub struct Seek {
    pub stock: Stock,
    pub query: Query,
    pub scope: Scope,
}

/// What was found, and why it is nothing.
#[derive(Debug, Default, Clone)]
pub struct Sought {
    pub found: Found,
    /// The parts of the query without which there would be hits, where there are none.
    pub obstacles: Vec<Obstacle>,
    /// What comes near, where there are none.
    pub near: Near,
}

/// Does searches, one after the other, and remembers words and answers from one to the next.
#[derive(Debug, Default)]
pub struct Seeker {
    memo: Memo,
    /// What the memo speaks of.
    index: Option<Arc<OnceLock<Index>>>,
    verdicts: Verdicts,
}

/// What is known of a catalog with its verdicts.
#[derive(Debug, Default)]
struct Verdicts {
    of: Option<(Arc<OnceLock<Classes>>, Date)>,
    choice: Option<(Reach, Choice)>,
    /// The latest first.
    answers: VecDeque<(Query, Reach, Sought)>,
}

/// All that decides on what is listed: the scope, and whether the query names the archived.
type Reach = (Scope, bool);

/// So many answers are kept, for who goes back letter by letter;
const ANSWERS: usize = 12;
/// but none with more hits: they would be most of what is kept.
const LONG: usize = 20_000;

impl Seeker {
    /// Searches; nothing if it was called off.
    pub fn run(&mut self, seek: &Seek, hands: &impl Hands) -> Option<Sought> {
        let listed = |connector: &Connector| listed(connector, seek);
        let stock = &seek.stock;
        if seek.query.terms.is_empty() && !stock.is_ready() {
            let found = stock.overview(listed);
            return Some(Sought {
                found,
                ..Sought::default()
            });
        }
        let known = self.index.as_ref();
        if !known.is_some_and(|known| Arc::ptr_eq(known, &stock.index)) {
            self.memo = Memo::default();
            self.index = Some(Arc::clone(&stock.index));
        }
        self.verdicts.turn_to(stock);
        let archived = Wanted::Level(Level::Archived);
        let reach = (seek.scope, seek.query.mentions(&archived));
        if let Some(known) = self.verdicts.answer(&seek.query, reach) {
            return Some(known);
        }
        let ground = stock.ground();
        let chosen = || Choice::of(stock.classes(), &ground, listed);
        let choice = self.verdicts.choice(reach, chosen);
        let means = Means {
            classes: stock.classes(),
            memo: &mut self.memo,
            hands,
        };
        let found = counts::run_on(&seek.query, &ground, choice, means)?;
        let sought = self.explained(seek, found, hands)?;
        self.verdicts.keep(&seek.query, reach, &sought);
        Some(sought)
    }

    /// Where nothing is found, why, and what is near.
    fn explained(&mut self, seek: &Seek, found: Found, hands: &impl Hands) -> Option<Sought> {
        let mut sought = Sought {
            found,
            ..Sought::default()
        };
        if sought.found.hits.is_empty() {
            let ground = seek.stock.ground();
            let holds = |connector: &Connector, rest: &Query| seek.scope.holds(connector, rest);
            let memo = &mut self.memo;
            sought.obstacles =
                obstacle::obstacles(&seek.query, &ground, holds, (&mut *memo, hands))?;
            if !seek.query.is_empty() {
                sought.near = search::near(&seek.query, &ground, (memo, hands))?;
            }
        }
        Some(sought)
    }
}

impl Verdicts {
    /// Forgets what is known of others.
    fn turn_to(&mut self, stock: &Stock) {
        let known = self.of.as_ref();
        let is_same = |(classes, today): &(Arc<OnceLock<Classes>>, Date)| {
            Arc::ptr_eq(classes, &stock.classes) && *today == stock.today
        };
        if !known.is_some_and(is_same) {
            *self = Self {
                of: Some((Arc::clone(&stock.classes), stock.today)),
                ..Self::default()
            };
        }
    }

    fn choice(&mut self, reach: Reach, chosen: impl FnOnce() -> Choice) -> &Choice {
        let known = self.choice.take().filter(|(known, _)| *known == reach);
        let (_, choice) = self
            .choice
            .insert(known.unwrap_or_else(|| (reach, chosen())));
        choice
    }

    fn answer(&self, query: &Query, reach: Reach) -> Option<Sought> {
        let mut answers = self.answers.iter();
        let known = answers.find(|(known, of, _)| *of == reach && known == query);
        known.map(|(.., sought)| sought.clone())
    }

    fn keep(&mut self, query: &Query, reach: Reach, sought: &Sought) {
        if sought.found.hits.len() <= LONG {
            self.answers.truncate(ANSWERS - 1);
            self.answers
                .push_front((query.clone(), reach, sought.clone()));
        }
    }
}

/// The archived are no hits until they are named, and choosing their level names them.
fn listed(connector: &Connector, seek: &Seek) -> Listed {
    if seek.scope.holds(connector, &seek.query) {
        Listed::Yes
    } else if connector.level == Level::Archived {
        Listed::OnceNamed(Facet::Level)
    } else {
        Listed::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::wire,
        date,
        policy::{Policy, Profile},
        search::Alone,
        tui::survey::Survey,
    };

    fn stock() -> Stock {
        let bundled = include_bytes!("../../assets/catalog.json");
        let mut stock = Survey::of(wire::decode(bundled, None).unwrap().catalog).stock;
        let policy = Policy::bundled().unwrap();
        let judge = |connector| policy.judge(connector, &Profile::default());
        stock.judgements = stock.catalog.connectors().iter().map(judge).collect();
        stock.today = date::parse("2026-03-01").unwrap();
        stock.prepare();
        stock
    }

    fn told(sought: Sought) -> impl PartialEq + std::fmt::Debug {
        let Found {
            hits,
            groups,
            total,
            marks,
        } = sought.found;
        let marked = marks.hits("Postgres");
        (hits, groups, total, marked, sought.obstacles, sought.near)
    }

    #[test]
    fn what_was_asked_before_changes_no_answer() {
        let stock = stock();
        let mut other = stock.clone();
        other.today = date::parse("2027-03-01").unwrap();
        let queries = [
            "updated:<400d",
            "post",
            "level:archived",
            "-level:archived post",
            "",
            "postgrse qqq",
            "post level:enterprise",
        ];
        let mut seeker = Seeker::default();
        // There and back, so that every answer is asked for again after others.
        for stock in [&stock, &other, &stock] {
            for text in queries.iter().chain(queries.iter().rev()) {
                for scope in [Scope::Offered, Scope::Everything] {
                    let seek = Seek {
                        stock: stock.clone(),
                        query: Query::parse(text),
                        scope,
                    };
                    let fresh = Seeker::default().run(&seek, &Alone).unwrap();
                    let known = seeker.run(&seek, &Alone).unwrap();
                    assert_eq!(told(known), told(fresh), "{text} {scope:?}");
                }
            }
        }
    }
}
