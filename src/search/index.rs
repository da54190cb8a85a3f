//! The catalog as it is searched: every spelling of every connector, folded once and packed, in the order that breaks
//! ties. It holds places in the catalog, no connector; another catalog wants another index.

mod ahead;
mod alias;
mod bits;
mod book;
mod order;
mod read;
mod spelling;

pub(super) use alias::{tail, typed};
pub(super) use book::{Book, Mark, Place};
pub use order::by_name;

use self::{
    order::by_standing,
    read::{Read, Rows},
};
use super::{Alone, Hands};
use crate::{catalog::Connector, words::Kind};

/// All that is searched of a catalog.
#[derive(Debug)]
pub struct Index {
    /// Rows are in the order in which equal hits of words are listed: on offer, kept better, shorter name, name, slug.
    book: Book,
    /// The letters that occur in each row.
    masks: Vec<u64>,
    /// Where each row's connector stands in the catalog.
    places: Vec<u32>,
    kinds: Vec<Kinds>,
    /// The rows in the order of name and slug, for a query without words.
    by_name: Vec<u32>,
}

/// What a row's connector is, and what its slug says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kinds {
    pub own: Kind,
    pub of_slug: Option<Kind>,
    /// Whether name and slug are of plain letters only.
    pub is_ascii: bool,
}

impl Index {
    /// Reads a catalog's connectors; places are told as theirs.
    pub fn of(connectors: &[Connector]) -> Self {
        Self::in_order(connectors, &by_name(connectors, &Alone), &Alone)
    }

    /// The same where their order by name is known already. Whoever does the work, the index is the same.
    pub fn in_order(connectors: &[Connector], by_name: &[u32], hands: &impl Hands) -> Self {
        let read = Read::of(connectors, hands);
        let places = by_standing(&read.standings, by_name);
        let mut rows = vec![0; connectors.len()];
        let in_rows = places.iter().map(|place| *place as usize);
        in_rows.zip(0..).for_each(|(place, row)| rows[place] = row);
        let parts = hands.finish(places.len(), |part| read.rows(&places[part]));
        let all = parts.into_iter().reduce(Rows::followed_by);
        let mut all = all.unwrap_or_default();
        all.book.finish();
        Self {
            book: all.book,
            masks: all.masks,
            kinds: all.kinds,
            by_name: by_name.iter().map(|at| rows[*at as usize]).collect(),
            places,
        }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The memory that it takes, without what allocating costs.
    pub fn bytes(&self) -> usize {
        let row = size_of::<u64>() + 2 * size_of::<u32>() + size_of::<Kinds>();
        self.book.bytes() + self.len() * row
    }

    /// Where a row's connector stands in the catalog.
    pub(super) fn place(&self, row: u32) -> usize {
        self.places
            .get(row as usize)
            .map_or(usize::MAX, |at| *at as usize)
    }

    pub(super) fn by_name(&self) -> &[u32] {
        &self.by_name
    }

    pub(super) fn mask(&self, row: u32) -> u64 {
        self.masks.get(row as usize).copied().unwrap_or(0)
    }

    pub(super) fn masks(&self) -> &[u64] {
        &self.masks
    }

    pub(super) fn kinds(&self, row: u32) -> Option<Kinds> {
        self.kinds.get(row as usize).copied()
    }

    pub(super) fn book(&self) -> &Book {
        &self.book
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        text::{Text, Word as _},
        words::{Kind, Level},
    };

    /// Works in parts of this size.
    struct Parts(usize);

    impl Hands for Parts {
        fn share<T: Send>(
            &self,
            count: usize,
            work: impl Fn(Range<usize>) -> T + Sync,
        ) -> Option<Vec<T>> {
            let starts = (0..count).step_by(self.0);
            let parts = starts.map(|start| start..count.min(start + self.0));
            Some(parts.map(work).collect())
        }
    }

    /// Is called off whatever is asked.
    struct CalledOff;

    impl Hands for CalledOff {
        fn share<T: Send>(
            &self,
            _count: usize,
            _work: impl Fn(Range<usize>) -> T + Sync,
        ) -> Option<Vec<T>> {
            None
        }
    }

    fn told(connectors: &[Connector], hands: &impl Hands) -> String {
        let by_name = by_name(connectors, hands);
        format!("{:?}", Index::in_order(connectors, &by_name, hands))
    }

    fn connector((name, tail, level): (String, String, usize)) -> Connector {
        let kind = [Kind::Source, Kind::Destination][level % 2];
        let slug = format!("source-{tail}");
        let mut connector = Connector::new(Text::name(&slug), kind, Text::name(&name));
        connector.level = Level::ALL[level % Level::ALL.len()];
        connector
    }

    proptest! {
        #[test]
        fn the_index_is_the_same_whoever_makes_it(
            all in prop::collection::vec(
                ("(Google Analytics )?[a-cX-Z ]{0,40}(\\([A-Z]{1,3}\\))?(É|x)?", "[a-c-]{0,4}|postgres", 0..9_usize),
                0..40,
            ),
            part in 1..20_usize,
        ) {
            let connectors: Vec<Connector> = all.into_iter().map(connector).collect();
            let alone = told(&connectors, &Alone);
            prop_assert_eq!(&told(&connectors, &Parts(part)), &alone);
            prop_assert_eq!(&told(&connectors, &CalledOff), &alone);
        }
    }
}
