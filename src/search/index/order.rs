//! The orders in which connectors are listed: by name and slug, and by whether and how well they are kept. A few
//! letters decide nearly always, and are compared as numbers. Knows no spellings and no rows.

use std::{cmp::Ordering, ops::Range};

use super::ahead::{fetched, touch};
use crate::{
    catalog::Connector,
    search::Hands,
    text::{Word as _, fold::fold},
    words::Level,
};

/// The places of connectors in the order of name and slug.
pub fn by_name(connectors: &[Connector], hands: &impl Hands) -> Vec<u32> {
    let parts = hands.finish(connectors.len(), |part| sorted(connectors, part));
    let all = parts.into_iter();
    let all = all.reduce(|one, other| merged(&one, &other, connectors));
    let all = all.unwrap_or_default();
    all.iter().map(|key| key.place()).collect()
}

/// The keys of some in their order.
fn sorted(connectors: &[Connector], part: Range<usize>) -> Vec<Key> {
    let mut order: Vec<Key> = Vec::with_capacity(part.len());
    let fetch = |some| {
        touch(some, |connector: &Connector| {
            connector.name.as_bytes().first().copied()
        });
    };
    let first = u32::try_from(part.start).unwrap_or(u32::MAX);
    let keys = fetched(&connectors[part], fetch).zip(first..);
    order.extend(keys.map(|(connector, place)| Key::of(connector, place)));
    order.sort_unstable();
    for same in order.chunk_by_mut(|a, b| a.letters() == b.letters()) {
        if same.len() > 1 {
            same.sort_unstable_by(|one, other| settled(*one, *other, connectors));
        }
    }
    order
}

/// All of two in their order.
fn merged(one: &[Key], other: &[Key], connectors: &[Connector]) -> Vec<Key> {
    let is_before = |one: Key, other: Key| {
        let by_letters = one.letters().cmp(&other.letters());
        by_letters.then_with(|| settled(one, other, connectors)) == Ordering::Less
    };
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut rest = one;
    for key in other {
        let before = rest
            .iter()
            .take_while(|first| is_before(**first, *key))
            .count();
        let (before, after) = rest.split_at(before);
        all.extend_from_slice(before);
        all.push(*key);
        rest = after;
    }
    all.extend_from_slice(rest);
    all
}

/// The first letters of a name, and below them the place of its connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key([u64; 3]);

impl Key {
    const LETTERS: usize = 20;

    fn of(connector: &Connector, place: u32) -> Self {
        let mut bytes = [0; 24];
        let name = connector.name.as_str();
        let letters = &mut bytes[..Self::LETTERS];
        if name.is_ascii() {
            put(letters, name);
            letters.make_ascii_lowercase();
        } else {
            put(letters, &fold(name));
        }
        bytes[Self::LETTERS..].copy_from_slice(&place.to_be_bytes());
        let (words, _) = bytes.as_chunks();
        Self(std::array::from_fn(|at| u64::from_be_bytes(words[at])))
    }

    fn letters(self) -> [u64; 3] {
        let [first, second, last] = self.0;
        [first, second, last >> 32]
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "the lower half is the place"
    )]
    fn place(self) -> u32 {
        self.0[2] as u32
    }
}

fn put(letters: &mut [u8], name: &str) {
    let some = name.len().min(letters.len());
    letters[..some].copy_from_slice(&name.as_bytes()[..some]);
}

/// The order of two whose names begin alike.
fn settled(one: Key, other: Key, connectors: &[Connector]) -> Ordering {
    let connector = |key: Key| &connectors[key.place() as usize];
    let (a, b) = (connector(one), connector(other));
    let by_name = compare(&a.name, &b.name);
    by_name
        .then_with(|| a.slug.cmp(&b.slug))
        .then_with(|| one.cmp(&other))
}

/// Compares names as they are folded.
fn compare(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let [one, other] =
            [one, other].map(|name| name.bytes().map(|letter| letter.to_ascii_lowercase()));
        return one.cmp(other);
    }
    fold(one).cmp(&fold(other))
}

/// Whether a connector is gone, how well it is kept, and how long its name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    pub is_gone: bool,
    pub level: Level,
    pub length: u32,
}

impl Standing {
    /// Among so many lengths, the place of those who stand alike.
    fn shelf(self, lengths: usize) -> usize {
        let kept = usize::from(self.is_gone) * Level::ALL.len() + self.level as usize;
        kept * lengths + self.length as usize
    }
}

/// The places of connectors in the order of what is on offer, level, length of the name, and what comes first by name.
/// There are few levels and lengths, so that each connector is put where it belongs and none is compared with others.
pub(super) fn by_standing(standings: &[Standing], by_name: &[u32]) -> Vec<u32> {
    let lengths = standings.iter().map(|one| one.length as usize + 1);
    let lengths = lengths.max().unwrap_or(1);
    let mut next = vec![0_u32; 2 * Level::ALL.len() * lengths];
    for standing in standings {
        next[standing.shelf(lengths)] += 1;
    }
    let mut start = 0;
    for count in &mut next {
        start += std::mem::replace(count, start);
    }
    let mut places = vec![0; by_name.len()];
    for place in by_name {
        let next = &mut next[standings[*place as usize].shelf(lengths)];
        places[*next as usize] = *place;
        *next += 1;
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{date, search::Alone, text::Text, words::Kind};

    fn connectors(names: &[(String, u8)]) -> Vec<Connector> {
        let each = names.iter().zip(0_usize..);
        let connector = each.map(|((name, tail), at)| {
            let slug = format!("source-{tail}");
            let mut connector = Connector::new(Text::name(&slug), Kind::Source, Text::name(name));
            connector.level = Level::ALL[at % Level::ALL.len()];
            connector.removed = at
                .is_multiple_of(5)
                .then(|| date::parse("2026-01-01").unwrap());
            connector
        });
        connector.collect()
    }

    proptest! {
        #[test]
        fn the_orders_are_those_of_whole_names(
            names in prop::collection::vec(("(Google Analytics )?[aAbB ]{0,3}(Data Studio|É|é|e\u{301})?x?", 0..3_u8), 0..80),
        ) {
            let connectors = connectors(&names);
            let places = || 0..u32::try_from(connectors.len()).unwrap();
            let at = |place: u32| &connectors[place as usize];
            let whole = |place: u32| (fold(&at(place).name), at(place).slug.clone(), place);
            let mut slowly: Vec<u32> = places().collect();
            slowly.sort_by(|a, b| whole(*a).cmp(&whole(*b)));
            let quickly = by_name(&connectors, &Alone);
            prop_assert_eq!(&quickly, &slowly);
            let standing = |place: u32| Standing {
                is_gone: at(place).is_gone(),
                level: at(place).level,
                length: u32::try_from(at(place).name.chars().count()).unwrap(),
            };
            let standings: Vec<Standing> = places().map(standing).collect();
            slowly.sort_by_key(|place| standing(*place));
            prop_assert_eq!(by_standing(&standings, &quickly), slowly);
        }
    }
}
