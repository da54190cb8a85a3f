//! A word tried on the whole index: the rows that it hits, and how well. A longer word is tried on the rows of a
//! shorter one only, and a word that was tried before is not tried again.

use std::{ops::Range, sync::Arc};

use super::{
    Ground, Tier, bound, fuzzy,
    index::{Index, Mark},
    needle::Needle,
    pattern::Place,
    typo,
};

/// Who does the work of a large search: in parts, which several may share, and which can be called off.
pub trait Hands {
    /// Works on all numbers below a limit in parts, in any order, and gives the results in the order of the parts;
    /// nothing if it was called off.
    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>>;
}

/// Does everything in one go.
#[derive(Debug, Clone, Copy)]
pub struct Alone;

impl Hands for Alone {
    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        Some(vec![work(0..count)])
    }
}

/// The rows that a word hits, in order.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Hits {
    pub rows: Vec<u32>,
    pub tiers: Vec<Tier>,
    /// How near to each other the letters stand; only for those that are hit by letters in order.
    pub scores: Vec<i64>,
}

impl Hits {
    fn joined(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        for mut part in parts {
            all.rows.append(&mut part.rows);
            all.tiers.append(&mut part.tiers);
            all.scores.append(&mut part.scores);
        }
        all
    }

    fn push(&mut self, row: u32, tier: Tier) {
        self.rows.push(row);
        self.tiers.push(tier);
    }

    /// Tells each row of either, with the better tier.
    fn or(self, other: &Self) -> Self {
        if other.rows.is_empty() {
            return self;
        }
        let mut all: Vec<(u32, Tier)> = [&self, other]
            .into_iter()
            .flat_map(|hits| hits.rows.iter().copied().zip(hits.tiers.iter().copied()))
            .collect();
        all.sort_unstable();
        all.dedup_by_key(|(row, _)| *row);
        let (rows, tiers) = all.into_iter().unzip();
        Self {
            rows,
            tiers,
            scores: Vec::new(),
        }
    }
}

/// What a word was found to hit in a whole catalog.
#[derive(Debug, Clone)]
pub(super) struct Swept {
    pub hits: Arc<Hits>,
    pub way: Way,
}

/// How loosely a word had to be taken to hit anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    AsWritten,
    Scattered,
    Misspelt,
    /// It hits nothing at all.
    Lost,
}

/// What words hit, the latest last. It belongs to one index, and is worth nothing with another.
#[derive(Debug, Default)]
pub struct Memo {
    known: Vec<Known>,
}

#[derive(Debug)]
struct Known {
    needle: Arc<Needle>,
    /// What its texts hit, whatever else does.
    in_texts: Arc<Hits>,
    swept: Swept,
}

/// As many words as a person types letters before turning back.
const KEPT: usize = 24;
/// So many whole catalogs may the rows fill that are kept.
const FULL: usize = 3;

impl Memo {
    /// What a word hits; nothing if the search was called off.
    pub(super) fn sweep(
        &mut self,
        needle: &Arc<Needle>,
        ground: &Ground<'_>,
        hands: &impl Hands,
    ) -> Option<Swept> {
        if let Some(at) = self
            .known
            .iter()
            .position(|known| known.needle.is_same(needle))
        {
            let known = self.known.remove(at);
            let swept = known.swept.clone();
            self.known.push(known);
            return Some(swept);
        }
        let in_texts = Arc::new(self.in_texts(needle, ground, hands)?);
        let swept = settle(needle, &in_texts, ground, hands)?;
        self.make_room(in_texts.rows.len(), ground.index.len());
        self.known.push(Known {
            needle: Arc::clone(needle),
            in_texts,
            swept: swept.clone(),
        });
        Some(swept)
    }

    /// Forgets the oldest words where there are many, or where they hit much of the catalog.
    fn make_room(&mut self, coming: usize, all: usize) {
        let rows = self.known.iter().map(|known| known.in_texts.rows.len());
        let mut rows: usize = rows.sum::<usize>() + coming;
        while self.known.len() >= KEPT || (rows > FULL * all && !self.known.is_empty()) {
            rows -= self.known.remove(0).in_texts.rows.len();
        }
    }

    fn in_texts(&self, needle: &Needle, ground: &Ground<'_>, hands: &impl Hands) -> Option<Hits> {
        let index = ground.index;
        let wider = self
            .known
            .iter()
            .filter(|known| needle.narrows(&known.needle));
        let wider = wider.min_by_key(|known| known.in_texts.rows.len());
        let parts = match wider {
            Some(known) => {
                let rows = &known.in_texts.rows;
                hands.share(rows.len(), |part| {
                    in_rows(needle, index, rows[part].iter().copied())
                })?
            }
            None => hands.share(index.len(), |part| in_all(needle, index, part))?,
        };
        Some(Hits::joined(parts))
    }
}

fn in_all(needle: &Needle, index: &Index, part: Range<usize>) -> Hits {
    let start = u32::try_from(part.start).unwrap_or(u32::MAX);
    let masks = (start..).zip(&index.masks()[part]);
    let may = masks.filter(|(_, mask)| needle.may_hit(**mask));
    in_rows(needle, index, may.map(|(row, _)| row))
}

fn in_rows(needle: &Needle, index: &Index, rows: impl Iterator<Item = u32>) -> Hits {
    let mut hits = Hits::default();
    for row in rows {
        if let Some(tier) = needle.tier(index, row) {
            hits.push(row, tier);
        }
    }
    hits
}

/// Takes a word as loosely as is needed for it to hit anything.
fn settle(
    needle: &Needle,
    in_texts: &Arc<Hits>,
    ground: &Ground<'_>,
    hands: &impl Hands,
) -> Option<Swept> {
    let swept = |hits: Arc<Hits>, way| Some(Swept { hits, way });
    let addressed = if needle.is_address() {
        addressed(needle, ground, hands)?
    } else {
        Hits::default()
    };
    if !addressed.rows.is_empty() {
        let hits = addressed.or(in_texts);
        return swept(Arc::new(hits), Way::AsWritten);
    }
    if !in_texts.rows.is_empty() {
        return swept(Arc::clone(in_texts), Way::AsWritten);
    }
    if needle.place == Place::Anywhere {
        for (way, from, look) in [
            (Way::Scattered, SCATTERED_FROM, scattered as Look),
            (Way::Misspelt, typo::FROM, misspelt),
        ] {
            if needle.letters.text.chars().nth(from - 1).is_none() {
                continue;
            }
            let count = ground.index.len();
            let parts = hands.share(count, |part| look(needle, ground, part))?;
            let hits = Hits::joined(parts);
            if !hits.rows.is_empty() {
                return swept(Arc::new(hits), way);
            }
        }
    }
    swept(Arc::default(), Way::Lost)
}

type Look = fn(&Needle, &Ground<'_>, Range<usize>) -> Hits;

/// Shorter words are in order in nearly every name.
const SCATTERED_FROM: usize = 3;

fn addressed(needle: &Needle, ground: &Ground<'_>, hands: &impl Hands) -> Option<Hits> {
    let parts = hands.share(ground.index.len(), |part| {
        let mut hits = Hits::default();
        for row in rows(part) {
            let connector = ground.connector(row);
            if let Some(tier) = connector.and_then(|c| needle.address_tier(c)) {
                hits.push(row, tier);
            }
        }
        hits
    })?;
    Some(Hits::joined(parts))
}

fn scattered(needle: &Needle, ground: &Ground<'_>, part: Range<usize>) -> Hits {
    let index = ground.index;
    let mut hits = Hits::default();
    for row in rows(part) {
        if needle.misses(index.mask(row)) > 0 || !may_score(needle, index, row) {
            continue;
        }
        let connector = ground.connector(row);
        let score = connector.and_then(|c| fuzzy::score(c, &needle.letters.text));
        if let Some(score) = score {
            hits.push(row, Tier::Subsequence);
            hits.scores.push(score);
        }
    }
    hits
}

/// Whether the letters stand in order in name or slug, and near enough to come to the floor: the scorer need not be
/// asked about others.
fn may_score(needle: &Needle, index: &Index, row: u32) -> bool {
    let book = index.book();
    let mut own = book
        .spellings(row as usize)
        .filter(|(mark, _)| matches!(mark, Mark::Name | Mark::Tail | Mark::Both));
    let word = needle.letters.text.as_bytes();
    let is_bounded = index.kinds(row).is_some_and(|kinds| kinds.is_ascii);
    let floor = fuzzy::floor(&needle.letters.text);
    own.any(|(_, spelling)| {
        let text = book.text(spelling.clone()).as_bytes();
        let is_start = |at| book.is_start_of_word(spelling.start + at);
        bound::is_in_order(text, word)
            && (!is_bounded || i64::from(bound::most(text, is_start, word)) >= floor)
    })
}

fn misspelt(needle: &Needle, ground: &Ground<'_>, part: Range<usize>) -> Hits {
    let index = ground.index;
    let book = index.book();
    let asked = needle.letters.text.as_str();
    let mut hits = Hits::default();
    for row in rows(part) {
        // One slip brings in one letter at most that is not there.
        if needle.misses(index.mask(row)) > 1 {
            continue;
        }
        let is_slip = book.spellings(row as usize).any(|(_, spelling)| {
            typo::is_slip(asked, book.text(spelling.clone()))
                || book.words(spelling).any(|word| typo::is_slip(asked, word))
        });
        if is_slip {
            hits.push(row, Tier::Misspelt);
        }
    }
    hits
}

fn rows(part: Range<usize>) -> impl Iterator<Item = u32> {
    part.filter_map(|row| u32::try_from(row).ok())
}
