//! The catalog as it is searched: every spelling of every connector, folded once and packed, in the order that breaks
//! ties. It holds places in the catalog, no connector; another catalog wants another index.

mod ahead;
mod alias;
mod book;
mod order;
mod spelling;

pub(super) use alias::{tail, typed};
pub(super) use book::{Book, Mark, Place};
pub use order::by_name;

use self::{
    ahead::{fetched, touch},
    alias::Aliases,
    order::by_standing,
    spelling::Spellings,
};
use crate::{
    catalog::Connector,
    words::{Kind, Level},
};

/// All that is searched of a catalog.
#[derive(Debug)]
pub struct Index {
    /// Rows are in the order in which equal hits of words are listed: kept better, shorter name, name, slug.
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

/// What is read of a connector beside its spellings.
struct Read {
    mask: u64,
    length: u32,
    level: Level,
    kinds: Kinds,
}

/// What stands before the tail of a slug.
pub(super) const KINDS: [(Kind, &str); 2] =
    [(Kind::Source, "source"), (Kind::Destination, "destination")];

impl Index {
    /// Reads a catalog's connectors; places are told as theirs.
    pub fn of(connectors: &[Connector]) -> Self {
        Self::in_order(connectors, &by_name(connectors))
    }

    /// The same where their order by name is known already.
    pub fn in_order(connectors: &[Connector], by_name: &[u32]) -> Self {
        let aliases = Aliases::of(connectors);
        // Read in the order in which they lie in memory; only what was read is put into the order of the rows.
        let mut book = Book::with_capacity(connectors.len());
        let mut read: Vec<Read> = Vec::with_capacity(connectors.len());
        let mut spellings = Spellings::default();
        let fetch = |some| {
            touch(some, |connector: &Connector| {
                let first = connector.history.first();
                first.is_some_and(|state| state.name.is_some())
            });
            touch(some, |connector| connector.slug.as_bytes().first().copied());
            touch(some, |connector| connector.name.as_bytes().first().copied());
        };
        for connector in fetched(connectors, fetch) {
            spellings.read(connector, &aliases);
            read.push(Read {
                mask: spellings.mask(),
                length: length(&connector.name),
                level: connector.level,
                kinds: kinds(connector),
            });
            book.push(spellings.all());
        }
        book.finish();
        let standing = |place: u32| {
            let read = &read[place as usize];
            (read.level, read.length)
        };
        let places = by_standing(standing, by_name);
        let book = book.reordered(&places);
        let in_rows = || places.iter().map(|place| *place as usize);
        let mut rows = vec![0; connectors.len()];
        in_rows()
            .zip(0..)
            .for_each(|(place, row)| rows[place] = row);
        Self {
            book,
            masks: in_rows().map(|place| read[place].mask).collect(),
            kinds: in_rows().map(|place| read[place].kinds).collect(),
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

fn length(name: &str) -> u32 {
    let letters = if name.is_ascii() {
        name.len()
    } else {
        name.chars().count()
    };
    u32::try_from(letters).unwrap_or(u32::MAX)
}

fn kinds(connector: &Connector) -> Kinds {
    let is_told = connector.tail().len() < connector.slug.len();
    let mut told = KINDS.into_iter().filter(|_| is_told);
    let of_slug = told.find(|(_, word)| connector.slug.starts_with(word));
    Kinds {
        own: connector.kind,
        of_slug: of_slug.map(|(kind, _)| kind),
        is_ascii: connector.name.is_ascii() && connector.slug.is_ascii(),
    }
}
