//! What is read of connectors, in parts and in the order in which they lie in memory: only what was read is put into the
//! order of the rows. Knows neither order.

use std::ops::Range;

use super::{
    Kinds,
    ahead::{fetched, touch},
    alias::Aliases,
    book::{Book, Volumes},
    order::Standing,
    spelling::Spellings,
};
use crate::{catalog::Connector, search::Hands, words::Kind};

/// What is read of all connectors.
#[derive(Default)]
pub(super) struct Read {
    volumes: Volumes,
    sketches: Vec<Sketch>,
    pub standings: Vec<Standing>,
}

/// What is kept of a connector beside its spellings.
#[derive(Clone, Copy)]
struct Sketch {
    mask: u64,
    kinds: Kinds,
}

/// Some rows of an index.
#[derive(Default)]
pub(super) struct Rows {
    pub book: Book,
    pub masks: Vec<u64>,
    pub kinds: Vec<Kinds>,
}

impl Read {
    pub fn of(connectors: &[Connector], hands: &impl Hands) -> Self {
        let aliases = Aliases::of(connectors, hands);
        let read = |part: Range<usize>| Part::of(&connectors[part], &aliases);
        let mut all = Self::default();
        for mut part in hands.finish(connectors.len(), read) {
            all.volumes.push(part.book);
            all.sketches.append(&mut part.sketches);
            all.standings.append(&mut part.standings);
        }
        all
    }

    /// The rows of connectors, by their places.
    pub fn rows(&self, places: &[u32]) -> Rows {
        let sketches = || places.iter().map(|place| self.sketches[*place as usize]);
        Rows {
            book: self.volumes.copied(places),
            masks: sketches().map(|sketch| sketch.mask).collect(),
            kinds: sketches().map(|sketch| sketch.kinds).collect(),
        }
    }
}

impl Rows {
    pub fn followed_by(mut self, mut others: Self) -> Self {
        self.masks.append(&mut others.masks);
        self.kinds.append(&mut others.kinds);
        Self {
            book: self.book.followed_by(&others.book),
            ..self
        }
    }
}

/// What is read of some connectors.
struct Part {
    book: Book,
    sketches: Vec<Sketch>,
    standings: Vec<Standing>,
}

impl Part {
    fn of(connectors: &[Connector], aliases: &Aliases<'_>) -> Self {
        let count = connectors.len();
        let mut part = Self {
            book: Book::with_capacity(count),
            sketches: Vec::with_capacity(count),
            standings: Vec::with_capacity(count),
        };
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
            spellings.read(connector, aliases);
            part.book.push(spellings.all());
            part.sketches.push(Sketch {
                mask: spellings.mask(),
                kinds: kinds(connector),
            });
            part.standings.push(Standing {
                is_gone: connector.is_gone(),
                level: connector.level,
                length: length(&connector.name),
            });
        }
        part.book.finish();
        part
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
    Kinds {
        own: connector.kind,
        of_slug: Kind::split_slug(&connector.slug).map(|(kind, _)| kind),
        is_ascii: connector.name.is_ascii() && connector.slug.is_ascii(),
    }
}
