//! The catalog as it is searched: every spelling of every connector, folded once and packed, in the order that breaks
//! ties. It holds places in the catalog, no connector; another catalog wants another index.

mod alias;
mod book;

pub(super) use book::{Book, Mark, Place};

use self::alias::Aliases;
use super::letters::{Letters, mask};
use crate::{
    catalog::Connector,
    text::fold::fold,
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
        let mut rank = vec![0; connectors.len()];
        for (order, at) in (0..).zip(by_name) {
            rank[*at as usize] = order;
        }
        let places = by_standing(connectors, &rank);
        let aliases = Aliases::of(connectors);
        let mut index = Self {
            book: Book::with_capacity(connectors.len()),
            masks: Vec::with_capacity(connectors.len()),
            kinds: Vec::with_capacity(connectors.len()),
            places,
            by_name: Vec::new(),
        };
        let mut rows = vec![0; connectors.len()];
        for (row, place) in (0..).zip(&index.places) {
            let connector = &connectors[*place as usize];
            rows[*place as usize] = row;
            let spellings = spellings(connector, &aliases);
            let masks = spellings.iter().map(|(_, letters)| mask(&letters.text));
            index.masks.push(masks.fold(0, |all, one| all | one));
            index.book.push(&spellings);
            index.kinds.push(kinds(connector));
        }
        index.book.finish();
        index.by_name = by_name.iter().map(|at| rows[*at as usize]).collect();
        index
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

/// The places of connectors in the order of name and slug. The first letters decide nearly always, and lie close.
pub fn by_name(connectors: &[Connector]) -> Vec<u32> {
    let names: Vec<_> = connectors.iter().map(|c| fold(&c.name)).collect();
    let keys = names.iter().map(|name| {
        let mut first = [0; 8];
        first
            .iter_mut()
            .zip(name.bytes())
            .for_each(|(to, byte)| *to = byte);
        u64::from_be_bytes(first)
    });
    let mut order: Vec<(u64, u32)> = keys.zip(0..).collect();
    let whole = |at: u32| (&names[at as usize], &connectors[at as usize].slug, at);
    order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| whole(a.1).cmp(&whole(b.1))));
    order.into_iter().map(|(_, at)| at).collect()
}

/// The places of connectors in the order of level, length of the name, and what comes first by name.
fn by_standing(connectors: &[Connector], rank: &[u32]) -> Vec<u32> {
    let length = |connector: &Connector| connector.name.chars().count();
    let keys = connectors.iter().zip(rank).zip(0..);
    let mut order: Vec<(Level, usize, u32, u32)> = keys
        .map(|((connector, rank), at)| (connector.level, length(connector), *rank, at))
        .collect();
    order.sort_unstable();
    order.into_iter().map(|(.., at)| at).collect()
}

fn kinds(connector: &Connector) -> Kinds {
    let is_told = connector.tail().len() < connector.slug.len();
    let mut told = KINDS.into_iter().filter(|_| is_told);
    let of_slug = told.find(|(_, word)| connector.slug.starts_with(word));
    Kinds {
        own: connector.kind,
        of_slug: of_slug.map(|(kind, _)| kind),
    }
}

/// All that a connector is called, the strongest spelling first; none twice.
fn spellings(connector: &Connector, aliases: &Aliases<'_>) -> Vec<(Mark, Letters)> {
    let name = Letters::of(&connector.name);
    let tail = Letters::of(connector.tail());
    let is_same = name.text == tail.text && name.gaps == tail.gaps && tail.humps.is_empty();
    let mut spellings: Vec<(Mark, Letters)> = if is_same {
        vec![(Mark::Both, name)]
    } else {
        vec![(Mark::Name, name), (Mark::Tail, tail)]
    };
    let mut add = |mark: Mark, text: &str| {
        let letters = Letters::of(text);
        let is_new = spellings
            .iter()
            .all(|(_, known)| known.text != letters.text);
        if is_new && !letters.text.is_empty() {
            spellings.push((mark, letters));
        }
    };
    if let Some((bare, rest)) = connector.name.split_once('(') {
        add(Mark::Bare, bare);
        let inner = std::iter::once(rest).chain(rest.split('(').skip(1));
        inner
            .filter_map(|rest| rest.split(')').next())
            .for_each(|acronym| add(Mark::Acronym, acronym));
    }
    let states = connector.history.iter();
    states
        .filter_map(|state| state.name.as_deref())
        .for_each(|name| add(Mark::Former, name));
    aliases.each(connector, |alias| add(Mark::Alias, alias));
    spellings
}
