//! A search as a piece of work: all that it needs, and all that it finds. Whoever does it knows no screen.

use std::sync::Arc;

use super::world::Stock;
use crate::{
    catalog::Connector,
    search::{
        self, Facet, Hands, Index, Memo, Query, Wanted,
        counts::{self, Found, Group, Means},
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
}

/// A search that is done elsewhere: which one is awaited, and whether it is still to be handed over.
#[derive(Debug, Default)]
pub struct Pursuit {
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
        let is_listed = |connector: &Connector| seek.scope.holds(connector, &seek.query);
        let means = Means {
            classes: &seek.stock.classes,
            memo: &mut self.memo,
            hands,
        };
        let mut found = counts::run(&seek.query, &ground, is_listed, means)?;
        self.count_archived(seek, &mut found.groups);
        let obstacle = if found.hits.is_empty() {
            self.find_obstacle(seek)
        } else {
            None
        };
        Some(Sought { found, obstacle })
    }

    /// The archived are no hits until they are named, and choosing their level names them.
    fn count_archived(&mut self, seek: &Seek, groups: &mut [Group]) {
        let archived = Wanted::Level(Level::Archived);
        if seek.scope == Scope::Everything || seek.query.mentions(&archived) {
            return;
        }
        let rest = Query::parse(&seek.query.without(Facet::Level));
        let is_archived = |connector: &Connector| connector.level == Level::Archived;
        let count = self.count(&rest, seek, is_archived);
        let values = groups.iter_mut().flat_map(|group| group.values.iter_mut());
        for (_, counted) in values.filter(|(value, _)| *value == archived) {
            *counted = count;
        }
    }

    /// Looked for among a few terms only: each is tried on the whole catalog.
    fn find_obstacle(&mut self, seek: &Seek) -> Option<String> {
        let terms = &seek.query.terms;
        if !(2..=6).contains(&terms.len()) {
            return None;
        }
        terms.iter().find_map(|term| {
            let others = terms.iter().filter(|other| *other != term);
            let rest: Vec<&str> = others.map(|other| other.written.as_str()).collect();
            let rest = Query::parse(&rest.join(" "));
            let count = self.count(&rest, seek, |_| true);
            (count > 0).then(|| term.written.clone())
        })
    }

    fn count(
        &mut self,
        query: &Query,
        seek: &Seek,
        is_listed: impl Fn(&Connector) -> bool,
    ) -> usize {
        let ground = seek.stock.ground();
        search::count(query, &ground, is_listed, &mut self.memo)
    }
}
