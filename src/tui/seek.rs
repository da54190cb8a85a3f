//! A search as a piece of work: all that it needs, and all that it finds. Whoever does it knows no screen.

use std::sync::{Arc, OnceLock};

use super::stock::Stock;
use crate::{
    catalog::Connector,
    search::{
        self, Facet, Hands, Index, Memo, Near, Query,
        counts::{self, Found, Listed, Means},
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
#[derive(Debug, Default)]
pub struct Sought {
    pub found: Found,
    /// The parts of the query without which there would be hits, where there are none.
    pub obstacles: Vec<Obstacle>,
    /// What comes near, where there are none.
    pub near: Near,
}

/// The searches of a browser: done here, or elsewhere; then it is known which one is awaited, and whether it is still
/// to be handed over.
#[derive(Debug, Default)]
pub struct Pursuit {
    /// For those that are done here.
    pub seeker: Seeker,
    number: u64,
    awaited: Option<Then>,
    wanted: Option<Seek>,
}

/// Where the cursor goes when the answer is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// To the best hit: the user typed.
    GoToFirst,
    /// Where it was, on its connector.
    Stay,
}

impl Pursuit {
    /// Nothing is awaited any more; what comes is of yesterday. What was to follow the one that was.
    pub fn end(&mut self) -> Option<Then> {
        self.number += 1;
        self.wanted = None;
        self.awaited.take()
    }

    /// Only this one is awaited from now on.
    pub fn begin(&mut self, seek: Seek, then: Then) {
        self.end();
        self.awaited = Some(then);
        self.wanted = Some(seek);
    }

    pub fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    pub fn awaits(&self, number: u64) -> bool {
        self.is_awaited() && self.number == number
    }

    /// What is to be handed over now, with its number.
    pub fn take(&mut self) -> Option<(u64, Seek)> {
        let seek = self.wanted.take()?;
        Some((self.number, seek))
    }
}

/// Does searches, one after the other, and remembers words from one to the next.
#[derive(Debug, Default)]
pub struct Seeker {
    memo: Memo,
    /// What the memo speaks of.
    index: Option<Arc<OnceLock<Index>>>,
}

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
        let ground = stock.ground();
        let means = Means {
            classes: stock.classes(),
            memo: &mut self.memo,
            hands,
        };
        let found = counts::run(&seek.query, &ground, listed, means)?;
        let obstacles = if found.hits.is_empty() {
            let holds = |connector: &Connector, rest: &Query| seek.scope.holds(connector, rest);
            obstacle::obstacles(&seek.query, &ground, holds, &mut self.memo)
        } else {
            Vec::new()
        };
        let near = if found.hits.is_empty() && !seek.query.is_empty() {
            search::near(&seek.query, &ground, &mut self.memo)
        } else {
            Near::default()
        };
        Some(Sought {
            found,
            obstacles,
            near,
        })
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
