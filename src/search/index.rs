//! The catalog as it is searched: every spelling of every connector, folded once and packed, in the order that breaks
//! ties. It holds places in the catalog, no connector; another catalog wants another index.

mod alias;
mod book;

pub(super) use alias::typed;
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
    /// Whether name and slug are of plain letters only.
    pub is_ascii: bool,
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
        let places = by_standing(connectors, by_name);
        let aliases = Aliases::of(connectors);
        // Read in the order in which they lie in memory; only what was read is put into the order of the rows.
        let mut book = Book::with_capacity(connectors.len());
        let mut read: Vec<(u64, Kinds)> = Vec::with_capacity(connectors.len());
        for connector in connectors {
            let spellings = spellings(connector, &aliases);
            let masks = spellings.iter().map(|(_, letters)| mask(&letters.text));
            read.push((masks.fold(0, |all, one| all | one), kinds(connector)));
            book.push(&spellings);
        }
        book.finish();
        let in_rows = || places.iter().map(|place| *place as usize);
        let mut rows = vec![0; connectors.len()];
        in_rows()
            .zip(0..)
            .for_each(|(place, row)| rows[place] = row);
        Self {
            book: book.reordered(in_rows()),
            masks: in_rows().map(|place| read[place].0).collect(),
            kinds: in_rows().map(|place| read[place].1).collect(),
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

/// The places of connectors in the order of name and slug. The first letters decide nearly always, and lie close.
pub fn by_name(connectors: &[Connector]) -> Vec<u32> {
    let mut names = String::with_capacity(connectors.len() * 24);
    let mut order: Vec<(u128, u32)> = Vec::with_capacity(connectors.len());
    let mut ends = Vec::with_capacity(connectors.len() + 1);
    ends.push(0);
    for (connector, at) in connectors.iter().zip(0..) {
        let name = fold(&connector.name);
        order.push((first_letters(&name), at));
        names.push_str(&name);
        ends.push(names.len());
    }
    let whole = |at: u32| {
        let at = at as usize;
        &names[ends[at]..ends[at + 1]]
    };
    let slug = |at: u32| (&connectors[at as usize].slug, at);
    order.sort_unstable_by(|a, b| {
        let by_name = a.0.cmp(&b.0).then_with(|| whole(a.1).cmp(whole(b.1)));
        by_name.then_with(|| slug(a.1).cmp(&slug(b.1)))
    });
    order.into_iter().map(|(_, at)| at).collect()
}

/// As many as are compared at once.
fn first_letters(name: &str) -> u128 {
    let mut first = [0; 16];
    let some = name.len().min(first.len());
    first[..some].copy_from_slice(&name.as_bytes()[..some]);
    u128::from_be_bytes(first)
}

/// The places of connectors in the order of level, length of the name, and what comes first by name.
fn by_standing(connectors: &[Connector], by_name: &[u32]) -> Vec<u32> {
    let keys: Vec<(Level, u32)> = connectors
        .iter()
        .map(|connector| (connector.level, length(&connector.name)))
        .collect();
    let mut order: Vec<(Level, u32, u32)> = (0..)
        .zip(by_name)
        .map(|(rank, at)| {
            let (level, length) = keys[*at as usize];
            (level, length, rank)
        })
        .collect();
    order.sort_unstable();
    let places = order.into_iter().map(|(.., rank)| by_name[rank as usize]);
    places.collect()
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
