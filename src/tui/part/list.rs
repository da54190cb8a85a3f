//! The list: which connectors are hits, in what order, and which one is selected. The selection is a connector, not a
//! row: it survives another query, another order and another catalog.

use std::collections::BTreeSet;

use crate::{catalog::Key, search::highlight::Marks, tui::viewport::Viewport, view::order::Sort};

/// The list of hits.
#[derive(Debug, Clone, Default)]
pub struct ListPart {
    /// Which letters of the names are hit.
    pub letters: Marks,
    /// Places in the catalog, in the order shown.
    pub hits: Vec<usize>,
    pub view: Viewport,
    pub marks: BTreeSet<Key>,
    /// Where the last mark was set, for ranges.
    pub anchor: Option<usize>,
    /// The row that was clicked last, until a key is pressed: a second click opens it.
    pub clicked: Option<usize>,
    /// Without one the best match comes first.
    pub sort: Option<Sort>,
    pub columns: Columns,
}

/// How many columns are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Columns {
    #[default]
    Usual,
    Wide,
}

impl ListPart {
    /// Shows other hits. The cursor goes to `keep`, the place of the selected connector, where it is still a hit.
    pub fn show(&mut self, hits: Vec<usize>, keep: Option<usize>) {
        let row = keep.and_then(|place| hits.iter().position(|hit| *hit == place));
        self.hits = hits;
        self.view.recount(self.hits.len());
        self.view.go(row.unwrap_or(0));
        self.anchor = None;
        self.clicked = None;
    }

    /// The selected connector's place in the catalog.
    pub fn selected(&self) -> Option<usize> {
        self.hits.get(self.view.cursor).copied()
    }

    /// The places between the last mark and the cursor.
    pub fn range(&self) -> Vec<usize> {
        let anchor = self.anchor.unwrap_or(self.view.cursor);
        let (from, to) = (anchor.min(self.view.cursor), anchor.max(self.view.cursor));
        self.hits.get(from..=to).unwrap_or_default().to_vec()
    }

    pub fn toggle_mark(&mut self, key: Key) {
        self.anchor = Some(self.view.cursor);
        if !self.marks.remove(&key) {
            self.marks.insert(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_follows_its_connector() {
        let mut list = ListPart::default();
        list.view.resize(5);
        list.show(vec![10, 20, 30], None);
        list.view.go(2);
        list.show(vec![30, 40], Some(30));
        assert_eq!(list.selected(), Some(30));
        list.show(vec![40, 50], Some(30));
        assert_eq!(list.selected(), Some(40));
        list.show(Vec::new(), Some(40));
        assert_eq!(list.selected(), None);
        assert!(list.range().is_empty());
    }
}
