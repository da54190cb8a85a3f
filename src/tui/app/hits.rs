//! Makes the hits of the query and what is told of them: counts, order, and why there are none. Draws nothing.

use super::App;
use crate::{
    search::Alone,
    tui::{
        pursuit::{AT_ONCE, Then},
        seek::{Seek, Sought},
    },
    view::columns::{Row, SortKey},
};

impl App {
    /// The only place where hits are made: after another query, profile, order, scope or catalog.
    pub fn requery(&mut self) {
        self.pursuit.end();
        let wanted = self.wanted();
        let sought = self.pursuit.seeker.run(&wanted, &Alone);
        self.show_sought(sought.unwrap_or_default());
    }

    /// Makes the hits of what was typed, and goes to the first. In a large catalog others make them, unless earlier
    /// words have left little to look at; until they come the old ones stay.
    pub fn seek(&mut self) {
        if !self.is_large() {
            self.requery();
            self.settle(Then::GoToFirst);
            return;
        }
        let wanted = self.wanted();
        if let Some(sought) = self.pursuit.seeker.glance(&wanted) {
            self.pursuit.end();
            self.show_sought(sought);
            self.settle(Then::GoToFirst);
        } else {
            self.pursuit.begin(wanted, Then::GoToFirst);
        }
    }

    /// Whether the catalog is too large to be searched between a key and its frame.
    pub fn is_large(&self) -> bool {
        self.world.catalog.len() > AT_ONCE
    }

    /// The beginning of a field that is offered, and with which there is nothing, is no word yet.
    fn spare_field(&mut self) {
        if self.list.hits.is_empty() && self.query.spare_field() {
            self.requery();
        }
    }

    /// What was typed is not searched for elsewhere any more, but at once: somebody wants to see it.
    pub fn catch_up(&mut self) {
        if let Some(then) = self.pursuit.end() {
            self.requery();
            self.settle(then);
        }
    }

    /// Takes the answer to what was typed last; others come too late.
    pub fn sought(&mut self, number: u64, sought: Sought) {
        if self.pursuit.awaits(number) {
            let then = self.pursuit.end();
            self.show_sought(sought);
            self.settle(then.unwrap_or(Then::Stay));
        }
    }

    /// The hits are here: what follows from them.
    fn settle(&mut self, then: Then) {
        self.spare_field();
        if then == Then::GoToFirst {
            self.go_to_first();
        }
    }

    fn go_to_first(&mut self) {
        self.list.view.go(0);
        self.show_selected();
    }

    pub(super) fn wanted(&self) -> Seek {
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
            obstacles,
            near,
        } = sought;
        let hits = self.sorted(found.hits);
        self.total = found.total;
        self.list.letters = found.marks;
        self.obstacles = obstacles;
        self.near = near;
        self.list.show(hits, keep);
        // What is not read yet is not counted either.
        let is_here = self.awaited.is_none();
        self.filters.show(if is_here { &found.groups } else { &[] });
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
        sort.arrange(&mut hits, |place| key(place).unwrap_or(SortKey::Last));
        hits
    }
}
