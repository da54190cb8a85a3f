//! The catalog as it is searched: every spelling of every connector, folded once and packed, in the order that breaks
//! ties. It holds places in the catalog, no connector; another catalog wants another index.

mod alias;
mod book;

pub(super) use alias::{tail, typed};
pub(super) use book::{Book, Mark, Place};

use std::hint::black_box;

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

/// What is read of a connector beside its spellings.
struct Read {
    mask: u64,
    standing: (Level, u32),
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
        for some in connectors.chunks(AHEAD) {
            fetch(some, |connector| {
                let state = connector.history.first();
                let is_named = state.is_some_and(|state| state.name.is_some());
                (first_names(connector), connector.level, is_named)
            });
            for connector in some {
                spellings.read(connector, &aliases);
                read.push(Read {
                    mask: spellings.mask(),
                    standing: (connector.level, length(&connector.name)),
                    kinds: kinds(connector),
                });
                book.push(spellings.all());
            }
        }
        book.finish();
        let places = by_standing(&read, by_name);
        let in_rows = || places.iter().map(|place| *place as usize);
        let mut rows = vec![0; connectors.len()];
        in_rows()
            .zip(0..)
            .for_each(|(place, row)| rows[place] = row);
        Self {
            book: book.reordered(in_rows()),
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

/// So many connectors are fetched before they are read.
const AHEAD: usize = 32;

/// Connectors lie far apart in memory, and much of each elsewhere. Touched one right after the other they are waited
/// for together; read one by one, each is waited for alone.
fn fetch<T>(connectors: &[Connector], touch: impl Fn(&Connector) -> T) {
    for connector in connectors {
        black_box(touch(connector));
    }
}

fn first_names(connector: &Connector) -> [Option<u8>; 2] {
    [&connector.name, &connector.slug].map(|text| text.as_bytes().first().copied())
}

/// The places of connectors in the order of name and slug. The first letters decide nearly always, and lie close.
pub fn by_name(connectors: &[Connector]) -> Vec<u32> {
    let mut names = String::with_capacity(connectors.len() * 56);
    let mut order: Vec<(u128, u32)> = Vec::with_capacity(connectors.len());
    let mut ends = Vec::with_capacity(connectors.len() + 1);
    ends.push(0);
    let mut places = 0..;
    for some in connectors.chunks(AHEAD) {
        fetch(some, first_names);
        for (connector, at) in some.iter().zip(&mut places) {
            let start = names.len();
            if connector.name.is_ascii() {
                names.push_str(&connector.name);
                names[start..].make_ascii_lowercase();
            } else {
                names.push_str(&fold(&connector.name));
            }
            order.push((first_letters(&names[start..]), at));
            // No name has this letter, and it is less than all others: the shorter of two names comes first.
            names.push('\0');
            names.push_str(&connector.slug);
            ends.push(names.len());
        }
    }
    let whole = |at: u32| &names[ends[at as usize]..ends[at as usize + 1]];
    order.sort_unstable_by(|a, b| {
        let by_name = a.0.cmp(&b.0).then_with(|| whole(a.1).cmp(whole(b.1)));
        by_name.then_with(|| a.1.cmp(&b.1))
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
fn by_standing(read: &[Read], by_name: &[u32]) -> Vec<u32> {
    let mut order: Vec<(Level, u32, u32)> = (0..)
        .zip(by_name)
        .map(|(rank, at)| {
            let (level, length) = read[*at as usize].standing;
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

/// All that a connector is called, the strongest spelling first; none twice. One after the other is read into the same
/// memory.
#[derive(Default)]
struct Spellings {
    shelf: Vec<(Mark, Letters)>,
    count: usize,
}

impl Spellings {
    fn all(&self) -> &[(Mark, Letters)] {
        &self.shelf[..self.count]
    }

    /// The letters that occur.
    fn mask(&self) -> u64 {
        let masks = self.all().iter().map(|(_, letters)| mask(&letters.text));
        masks.fold(0, |all, one| all | one)
    }

    fn read(&mut self, connector: &Connector, aliases: &Aliases<'_>) {
        self.count = 0;
        self.put(Mark::Name, &connector.name);
        self.put(Mark::Tail, connector.tail());
        if let [(mark, name), (_, tail), ..] = self.shelf.as_mut_slice() {
            let is_same = name.text == tail.text && name.gaps == tail.gaps && tail.humps.is_empty();
            if is_same {
                *mark = Mark::Both;
                self.count = 1;
            }
        }
        if let Some((bare, rest)) = connector.name.split_once('(') {
            self.add(Mark::Bare, bare);
            let inner = std::iter::once(rest).chain(rest.split('(').skip(1));
            inner
                .filter_map(|rest| rest.split(')').next())
                .for_each(|acronym| self.add(Mark::Acronym, acronym));
        }
        let states = connector.history.iter();
        states
            .filter_map(|state| state.name.as_deref())
            .for_each(|name| self.add(Mark::Former, name));
        aliases.each(connector, |alias| self.add(Mark::Alias, alias));
    }

    fn put(&mut self, mark: Mark, text: &str) {
        if self.shelf.len() == self.count {
            self.shelf.push((mark, Letters::default()));
        }
        let (place, letters) = &mut self.shelf[self.count];
        *place = mark;
        letters.reread(text);
        self.count += 1;
    }

    /// Unless it is empty, or the letters are those of another.
    fn add(&mut self, mark: Mark, text: &str) {
        self.put(mark, text);
        let Some(((_, new), before)) = self.all().split_last() else {
            return;
        };
        if new.text.is_empty() || before.iter().any(|(_, known)| known.text == new.text) {
            self.count -= 1;
        }
    }
}
