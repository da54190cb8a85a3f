//! Makes the hits of the query and what is told of them: counts, order, and why there are none. Draws nothing.

use super::App;
use crate::{
    catalog::lookup::{self, Found},
    search::Alone,
    tui::{
        part::list::Direction,
        seek::{Seek, Sought},
    },
    view::columns::{Row, SortKey},
};

impl App {
    /// The only place where hits are made: after another query, profile, order, scope or catalog.
    pub fn requery(&mut self) {
        let seek = Seek {
            stock: self.world.stock(),
            query: self.query.query.clone(),
            scope: self.scope,
        };
        let sought = self.seeker.run(&seek, &Alone);
        self.show_sought(sought.unwrap_or_default());
    }

    fn show_sought(&mut self, sought: Sought) {
        let keep = self.list.selected();
        let Sought { found, obstacle } = sought;
        let hits = self.sorted(found.hits);
        self.total = found.total;
        self.marks = found.marks;
        self.obstacle = obstacle;
        self.nearest = if hits.is_empty() {
            self.find_nearest(&found.lost)
        } else {
            Vec::new()
        };
        self.list.show(hits, keep);
        self.filters.show(&found.groups);
        self.show_selected();
    }

    /// Names like the one that was typed; measured only where that takes no time.
    fn find_nearest(&self, lost: &[String]) -> Vec<String> {
        const MEASURED: usize = 4000;
        let word = lost.first();
        match word.map(|word| lookup::find(&self.world.catalog, word)) {
            _ if self.world.catalog.len() > MEASURED => Vec::new(),
            Some(Found::Nothing(near)) => near.iter().map(|c| c.slug.to_string()).collect(),
            _ => Vec::new(),
        }
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
