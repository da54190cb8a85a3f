//! Another catalog, or the first one: what is on the screen goes on from where the user was.

use std::{collections::HashMap, sync::Arc};

use super::{App, Awaited};
use crate::{
    catalog::{Catalog, Connector, Key},
    launch::{Arrived, Fresh},
    tui::{pursuit::Then, survey::Survey},
};

impl App {
    /// The catalog is being read; until it is here the screen says so, and tells nothing of the one that it has.
    pub fn await_catalog(&mut self, what: String) {
        self.awaited = Some(Awaited {
            what,
            is_accepted: false,
        });
        self.requery();
    }

    /// The catalog that was awaited is here: what was typed meanwhile is asked of it.
    pub fn arrived(&mut self, arrived: Arrived<Survey>) {
        self.awaited = None;
        let before = self.query.query.told();
        self.replace_catalog(Fresh {
            catalog: arrived.catalog,
            provenance: arrived.provenance,
            changes: Vec::new(),
            is_unchanged: false,
        });
        arrived
            .notices
            .into_iter()
            .for_each(|notice| self.notices.say(notice));
        // Which words are its own is known only now.
        let told = self.query.query.told().into_iter();
        for told in told.filter(|told| !before.contains(told)) {
            self.notices.say(told);
        }
    }

    /// Replaces the catalog; the selection stays on its connector.
    pub fn replace_catalog(&mut self, fresh: Fresh<impl Into<Survey>>) {
        let selected = self.selected_key();
        let before = Arc::clone(&self.world.catalog);
        self.world.replace(fresh.catalog, fresh.provenance);
        self.query.speak(self.world.language());
        // The places of the old catalog mean others now.
        let hits = if self.is_searched_elsewhere() {
            still_there(&before, &self.list.hits, &self.world.catalog)
        } else {
            Vec::new()
        };
        let place = selected.and_then(|key| self.world.place(&key));
        let hits = if hits.is_empty() {
            place.into_iter().collect()
        } else {
            hits
        };
        self.list.show(hits, place);
        self.follow_deployment();
        self.reassess();
    }

    /// Another profile or catalog: everything is shown anew, from where the user was. In a large catalog what was found
    /// before stays until others have searched.
    pub fn reassess(&mut self) {
        self.is_outdated = true;
        if self.is_searched_elsewhere() {
            self.pursuit.begin(self.wanted(), Then::Stay);
            self.show_selected();
        } else {
            self.requery();
        }
    }

    /// Whether the query needs what takes long to make ready.
    fn is_searched_elsewhere(&self) -> bool {
        let is_asked = !self.query.query.terms.is_empty();
        self.is_large() && is_asked && !self.world.stock().is_ready()
    }
}

/// The places of the same connectors in another catalog.
fn still_there(before: &Catalog, hits: &[usize], now: &Catalog) -> Vec<usize> {
    let keys = now.connectors().iter().map(Connector::key);
    let places: HashMap<Key, usize> = keys.zip(0..).collect();
    let shown = hits.iter().filter_map(|hit| before.connectors().get(*hit));
    shown
        .filter_map(|connector| places.get(&connector.key()).copied())
        .collect()
}
