//! A search as a piece of work: all that it needs, and all that it finds. Whoever does it knows no screen.

use std::sync::Arc;

use super::world::Stock;
use crate::{
    catalog::Connector,
    search::{
        self, Facet, Hands, Index, Memo, Near, Query,
        counts::{self, Found, Listed, Means},
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
    /// The part of the query without which there would be hits, where there are none.
    pub obstacle: Option<String>,
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
    is_awaited: bool,
    wanted: Option<Seek>,
}

impl Pursuit {
    /// Nothing is awaited any more; what comes is of yesterday.
    pub fn end(&mut self) {
        self.number += 1;
        self.is_awaited = false;
        self.wanted = None;
    }

    /// Only this one is awaited from now on.
    pub fn begin(&mut self, seek: Seek) {
        self.end();
        self.is_awaited = true;
        self.wanted = Some(seek);
    }

    pub fn is_awaited(&self) -> bool {
        self.is_awaited
    }

    pub fn awaits(&self, number: u64) -> bool {
        self.is_awaited && self.number == number
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
    index: Option<Arc<Index>>,
}

impl Seeker {
    /// Searches; nothing if it was called off.
    pub fn run(&mut self, seek: &Seek, hands: &impl Hands) -> Option<Sought> {
        let index = &seek.stock.index;
        if !self
            .index
            .as_ref()
            .is_some_and(|known| Arc::ptr_eq(known, index))
        {
            self.memo = Memo::default();
            self.index = Some(Arc::clone(index));
        }
        let ground = seek.stock.ground();
        let listed = |connector: &Connector| listed(connector, seek);
        let means = Means {
            classes: &seek.stock.classes,
            memo: &mut self.memo,
            hands,
        };
        let found = counts::run(&seek.query, &ground, listed, means)?;
        let obstacle = if found.hits.is_empty() {
            self.find_obstacle(seek)
        } else {
            None
        };
        let near = if found.hits.is_empty() && !seek.query.is_empty() {
            search::near(&seek.query, &ground, &mut self.memo)
        } else {
            Near::default()
        };
        Some(Sought {
            found,
            obstacle,
            near,
        })
    }

    /// Looked for among a few terms only: each is tried on the whole catalog.
    fn find_obstacle(&mut self, seek: &Seek) -> Option<String> {
        let terms = &seek.query.terms;
        if !(2..=6).contains(&terms.len()) {
            return None;
        }
        terms.iter().find_map(|term| {
            let others = terms.iter().filter(|other| *other != term);
            let rest = Query {
                terms: others.cloned().collect(),
                problems: Vec::new(),
            };
            let ground = seek.stock.ground();
            let count = search::count(&rest, &ground, |_| true, &mut self.memo);
            (count > 0).then(|| term.written.clone())
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
