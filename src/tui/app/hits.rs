//! Makes the hits of the query and what is told of them: counts, order, and why there are none. Draws nothing.

use super::App;
use crate::{
    catalog::lookup::{self, Found},
    search::{
        self, Facet, Subject, Wanted,
        counts::{self, Group},
    },
    tui::part::list::Direction,
    view::{
        columns::{Row, SortKey},
        outlook::Scope,
    },
    words::Level,
};

impl App {
    /// The only place where hits are made: after another query, profile, order, scope or catalog.
    pub fn requery(&mut self) {
        let keep = self.list.selected();
        let query = &self.query.query;
        let settled = query.settled(self.world.catalog.connectors());
        let subjects = self.world.subjects().enumerate();
        let listed = subjects.filter(|(_, subject)| self.scope.holds(subject.connector, query));
        let mut total = 0;
        let found = counts::run(&settled, &self.facets, listed.inspect(|_| total += 1));
        self.total = total;
        let mut groups = found.groups;
        self.count_archived(&mut groups);
        let hits = self.sorted(found.hits);
        (self.obstacle, self.nearest) = if hits.is_empty() {
            (self.find_obstacle(), self.find_nearest())
        } else {
            (None, Vec::new())
        };
        self.list.show(hits, keep);
        self.filters.show(&groups);
        self.show_selected();
    }

    /// The archived are no hits until they are named, and choosing their level names them.
    fn count_archived(&self, groups: &mut [Group]) {
        let archived = Wanted::Level(Level::Archived);
        let query = &self.query.query;
        if self.scope == Scope::Everything || query.mentions(&archived) {
            return;
        }
        let rest = self.query.read(&query.without(Facet::Level));
        let rest = rest.settled(self.world.catalog.connectors());
        let is_archived = |subject: &Subject<'_>| subject.connector.level == Level::Archived;
        let subjects: Vec<Subject<'_>> = self.world.subjects().filter(is_archived).collect();
        let count = search::run(&rest, &subjects).len();
        let values = groups.iter_mut().flat_map(|group| group.values.iter_mut());
        for (_, counted) in values.filter(|(value, _)| *value == archived) {
            *counted = count;
        }
    }

    /// Looked for among a few terms only: each is tried on the whole catalog.
    fn find_obstacle(&self) -> Option<String> {
        let query = &self.query.query;
        if !(2..=6).contains(&query.terms.len()) {
            return None;
        }
        let subjects: Vec<Subject<'_>> = self.world.subjects().collect();
        query.terms.iter().find_map(|term| {
            let others = query.terms.iter().filter(|other| *other != term);
            let rest: Vec<&str> = others.map(|other| other.written.as_str()).collect();
            let rest = self.query.read(&rest.join(" "));
            let rest = rest.settled(self.world.catalog.connectors());
            let has_hits = subjects
                .chunks(256)
                .any(|some| !search::run(&rest, some).is_empty());
            has_hits.then(|| term.written.clone())
        })
    }

    /// Names like the one that was typed; measured only where that takes no time.
    fn find_nearest(&self) -> Vec<String> {
        const MEASURED: usize = 4000;
        let word = self.query.query.words().next();
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
