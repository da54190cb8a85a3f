//! Makes the hits of the query and what is told of them: counts, order, and why there are none. Draws nothing.

use super::App;
use crate::{
    search::Alone,
    tui::{
        part::list::Direction,
        seek::{Seek, Sought},
    },
    view::columns::{Row, SortKey},
};

/// So many connectors are searched before a screen could be drawn.
const AT_ONCE: usize = 20_000;

impl App {
    /// The only place where hits are made: after another query, profile, order, scope or catalog.
    pub fn requery(&mut self) {
        self.pursuit.end();
        let wanted = self.wanted();
        let sought = self.pursuit.seeker.run(&wanted, &Alone);
        self.show_sought(sought.unwrap_or_default());
    }

    /// Makes the hits of what was typed, and goes to the first. In a large catalog others make them, and until they
    /// come the old ones stay.
    pub fn seek(&mut self) {
        if self.world.catalog.len() > AT_ONCE {
            self.pursuit.begin(self.wanted());
        } else {
            self.requery();
            self.go_to_first();
        }
    }

    /// What was typed is not searched for elsewhere any more, but at once: somebody wants to see it.
    pub fn catch_up(&mut self) {
        if self.pursuit.is_awaited() {
            self.requery();
            self.go_to_first();
        }
    }

    /// Takes the answer to what was typed last; others come too late.
    pub fn sought(&mut self, number: u64, sought: Sought) {
        if self.pursuit.awaits(number) {
            self.pursuit.end();
            self.show_sought(sought);
            self.go_to_first();
        }
    }

    fn go_to_first(&mut self) {
        self.list.view.go(0);
        self.show_selected();
    }

    fn wanted(&self) -> Seek {
        Seek {
            stock: self.world.stock(),
            query: self.query.query.clone(),
            scope: self.scope,
        }
    }

    fn show_sought(&mut self, sought: Sought) {
        let keep = self.list.selected();
        let Sought {
            found,
            obstacle,
            near,
        } = sought;
        let hits = self.sorted(found.hits);
        self.total = found.total;
        self.list.letters = found.marks;
        self.obstacle = obstacle;
        self.near = near;
        self.list.show(hits, keep);
        self.filters.show(&found.groups);
        self.show_selected();
    }

    fn sorted(&self, mut hits: Vec<usize>) -> Vec<usize> {
        let Some(sort) = self.list.sort else {
            return hits;
        };
        let outlook = self.world.outlook();
        let key = |place: &usize| {
            let connector = self.world.connector(*place)?;
            let judgement = self.world.judgement(*place)?;
            Some(sort.column.key(&Row {
                connector,
                judgement,
                outlook: &outlook,
            }))
        };
        hits.sort_by_cached_key(key);
        if sort.direction == Direction::Descending {
            let known = hits
                .iter()
                .filter(|hit| key(hit) != Some(SortKey::Last))
                .count();
            hits[..known].reverse();
        }
        hits
    }
}
