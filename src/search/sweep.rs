//! A word tried on the whole index: the rows that it hits, and how well. A longer word is tried on the rows of a
//! shorter one only, and a word that was tried before is not tried again.

use std::{cmp::Reverse, ops::Range, sync::Arc};

use super::{
    Ground, Tier,
    index::Index,
    needle::Needle,
    weak::{self, Lack},
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

    /// Whether so much may be done by whoever asks, in one go.
    fn may(&self, _count: usize) -> bool {
        true
    }

    /// The same as `share` where a number costs next to nothing.
    fn skim<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        self.share(count, work)
    }

    /// The same as `share` where it has to be done: what is called off is begun again, and done in one go.
    fn finish<T: Send>(&self, count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
        let done = self.share(count, &work);
        done.unwrap_or_else(|| vec![work(0..count)])
    }
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
    /// What tells weak hits of one tier apart, the more the better; strong hits have none.
    pub scores: Vec<i64>,
}

impl Hits {
    pub(super) fn joined(parts: Vec<Self>) -> Self {
        let mut all = Self::default();
        for mut part in parts {
            all.rows.append(&mut part.rows);
            all.tiers.append(&mut part.tiers);
            all.scores.append(&mut part.scores);
        }
        all
    }

    pub(super) fn push(&mut self, row: u32, tier: Tier) {
        self.rows.push(row);
        self.tiers.push(tier);
    }

    /// Tells each row of either, with the better tier and, among equals, the better score.
    pub(super) fn or(&self, other: &Self) -> Self {
        let mut all: Vec<(u32, Tier, i64)> = self.iter().chain(other.iter()).collect();
        all.sort_unstable_by_key(|(row, tier, score)| (*row, *tier, Reverse(*score)));
        all.dedup_by_key(|(row, ..)| *row);
        Self::of(all)
    }

    pub(super) fn of(all: Vec<(u32, Tier, i64)>) -> Self {
        let mut hits = Self::default();
        for (row, tier, score) in all {
            hits.push(row, tier);
            hits.scores.push(score);
        }
        hits
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Tier, i64)> {
        let scores = self.scores.iter().copied().chain(std::iter::repeat(0));
        let tiers = self.tiers.iter().copied();
        let hits = self.rows.iter().copied().zip(tiers).zip(scores);
        hits.map(|((row, tier), score)| (row, tier, score))
    }
}

/// What a word was found to hit in a whole catalog.
#[derive(Debug, Clone)]
pub(super) struct Swept {
    pub hits: Arc<Hits>,
    pub way: Way,
}

/// How loosely a word had to be taken to hit anything that is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    AsWritten,
    /// As it is written or a slip away, its letters in order, or two slips away.
    Weak,
    /// It hits nothing at all.
    Lost,
}

/// Whether a row is among those that a query chooses from.
pub(super) type IsListed<'l> = &'l dyn Fn(u32) -> bool;

/// What words hit, the latest last. It belongs to one index, and is worth nothing with another.
#[derive(Debug, Default)]
pub struct Memo {
    known: Vec<Known>,
    /// The rows whose letters could do for a word; it was called off before more was known of it.
    begun: Option<(Arc<Needle>, Vec<u32>)>,
}

#[derive(Debug)]
struct Known {
    needle: Arc<Needle>,
    /// What its texts hit, whatever else does.
    in_texts: Arc<Hits>,
    /// The rows in which its letters stand behind each other, where it is so short that longer words hit others of them.
    within: Option<Vec<u32>>,
    /// What it hits as it is written.
    strong: Arc<Hits>,
    /// What it hits otherwise; looked for only where what is listed is not hit, or within words only.
    weak: Option<Arc<Hits>>,
}

/// As many words as a person types letters before turning back.
const KEPT: usize = 24;
/// So many whole catalogs may the rows fill that are kept.
const FULL: usize = 3;

impl Memo {
    /// What a word hits where this is listed; nothing if the search was called off.
    pub(super) fn sweep(
        &mut self,
        needle: &Arc<Needle>,
        (ground, is_listed): (&Ground<'_>, IsListed<'_>),
        hands: &impl Hands,
    ) -> Option<Swept> {
        let mut known = self.known(needle, ground, hands)?;
        let lack = weak::lack(needle, &known.strong, is_listed);
        let mut is_called_off = false;
        if lack != Lack::None && known.weak.is_none() {
            known.weak = weak::hits(needle, ground, hands).map(Arc::new);
            is_called_off = known.weak.is_none();
        }
        let weak = known.weak.as_ref().filter(|_| lack != Lack::None);
        // What is weak is looked through and put in order each time.
        is_called_off |= weak.is_some_and(|weak| !hands.may(weak.rows.len()));
        if is_called_off {
            self.keep(known, ground.index.len());
            return None;
        }
        let swept = match lack {
            Lack::WithinWords => weak::besides(&known.strong, weak, is_listed),
            Lack::All => settled(&known.strong, weak, is_listed),
            Lack::None => settled(&known.strong, None, is_listed),
        };
        self.keep(known, ground.index.len());
        Some(swept)
    }

    fn keep(&mut self, known: Known, all: usize) {
        self.make_room(known.rows(), all);
        self.known.push(known);
    }

    /// What is known of a word, taken out; else what its texts and addresses hit.
    fn known(
        &mut self,
        needle: &Arc<Needle>,
        ground: &Ground<'_>,
        hands: &impl Hands,
    ) -> Option<Known> {
        let mut all = self.known.iter();
        if let Some(at) = all.position(|known| known.needle.is_same(needle)) {
            return Some(self.known.remove(at));
        }
        let (in_texts, within) = self.in_texts(needle, ground.index, hands)?;
        let in_texts = Arc::new(in_texts);
        Some(Known {
            needle: Arc::clone(needle),
            strong: strong(needle, &in_texts, ground, hands)?,
            in_texts,
            within,
            weak: None,
        })
    }

    /// Forgets the oldest words where there are many, or where they hit much of the catalog.
    fn make_room(&mut self, coming: usize, all: usize) {
        let rows = self.known.iter().map(Known::rows);
        let mut rows: usize = rows.sum::<usize>() + coming;
        while self.known.len() >= KEPT || (rows > FULL * all && !self.known.is_empty()) {
            rows -= self.known.remove(0).rows();
        }
    }

    /// What the texts hit, and the rows that have the letters of a short word behind each other.
    fn in_texts(
        &mut self,
        needle: &Arc<Needle>,
        index: &Index,
        hands: &impl Hands,
    ) -> Option<(Hits, Option<Vec<u32>>)> {
        if self.left(needle).is_none() && !self.has_begun(needle) {
            let [one, other] = needle.needed();
            let may_hit = |mask: u64| one & !mask == 0 || other & !mask == 0;
            let rows = with_letters(index, may_hit, hands)?;
            self.begun = Some((Arc::clone(needle), rows));
        }
        let begun = self.begun.as_ref().map(|(_, rows)| rows.as_slice());
        let rows = self.left(needle).or(begun).unwrap_or_default();
        let is_short = needle.is_pair();
        let parts = hands.share(rows.len(), |part| {
            in_rows((needle, is_short), index, &rows[part])
        })?;
        let mut hits = Vec::with_capacity(parts.len());
        let mut within = Vec::new();
        for (part, mut rows) in parts {
            hits.push(part);
            within.append(&mut rows);
        }
        self.begun = None;
        Some((Hits::joined(hits), is_short.then_some(within)))
    }

    fn has_begun(&self, needle: &Needle) -> bool {
        let begun = self.begun.as_ref();
        begun.is_some_and(|(begun, _)| begun.is_same(needle))
    }

    /// The fewest rows that shorter words have left.
    fn left(&self, needle: &Needle) -> Option<&[u32]> {
        let left = self.known.iter().filter_map(|known| {
            let is_narrower = needle.narrows(&known.needle);
            let hits = is_narrower.then_some(known.in_texts.rows.as_slice());
            let within = known.within.as_deref();
            hits.or_else(|| within.filter(|_| needle.has_within(&known.needle)))
        });
        left.min_by_key(|rows| rows.len())
    }
}

impl Known {
    /// How much is kept of it.
    fn rows(&self) -> usize {
        let weak = self.weak.as_ref().map_or(0, |weak| weak.rows.len());
        self.in_texts.rows.len() + self.within.as_ref().map_or(0, Vec::len) + weak
    }
}

/// The rows whose letters could do.
pub(super) fn with_letters(
    index: &Index,
    could: impl Fn(u64) -> bool + Sync,
    hands: &impl Hands,
) -> Option<Vec<u32>> {
    let parts = hands.skim(index.len(), |part| {
        let mut rows = Vec::new();
        let start = u32::try_from(part.start).unwrap_or(u32::MAX);
        for (row, mask) in (start..).zip(&index.masks()[part]) {
            if could(*mask) {
                rows.push(row);
            }
        }
        rows
    })?;
    Some(parts.concat())
}

/// What is hit of these rows, and for a short word which of them have its letters behind each other.
fn in_rows((needle, is_short): (&Needle, bool), index: &Index, rows: &[u32]) -> (Hits, Vec<u32>) {
    let mut hits = Hits::default();
    let mut within = Vec::new();
    for row in rows.iter().copied() {
        let tier = if is_short {
            let (is_within, tier) = needle.look(index, row);
            within.extend(is_within.then_some(row));
            tier
        } else {
            needle.tier(index, row)
        };
        if let Some(tier) = tier {
            hits.push(row, tier);
        }
    }
    (hits, within)
}

/// What a word hits as it is written. An address that is somebody's own means nobody else.
fn strong(
    needle: &Needle,
    in_texts: &Arc<Hits>,
    ground: &Ground<'_>,
    hands: &impl Hands,
) -> Option<Arc<Hits>> {
    if !needle.is_address() {
        return Some(Arc::clone(in_texts));
    }
    let addressed = addressed(needle, ground, hands)?;
    let own = addressed.iter().filter(|(_, tier, _)| *tier == Tier::Exact);
    let own: Vec<_> = own.collect();
    Some(Arc::new(match own.as_slice() {
        [] => addressed.or(in_texts),
        _ => Hits::of(own),
    }))
}

/// Takes a word as loosely as is needed for it to hit anything that is listed.
fn settled(strong: &Arc<Hits>, weak: Option<&Arc<Hits>>, is_listed: IsListed<'_>) -> Swept {
    let Some(weak) = weak else {
        let is_lost = strong.rows.is_empty();
        return Swept {
            hits: Arc::clone(strong),
            way: if is_lost { Way::Lost } else { Way::AsWritten },
        };
    };
    let hits = weak::kept(weak, is_listed);
    Swept {
        way: if hits.rows.is_empty() && strong.rows.is_empty() {
            Way::Lost
        } else {
            Way::Weak
        },
        hits: Arc::new(strong.or(&hits)),
    }
}

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

fn rows(part: Range<usize>) -> impl Iterator<Item = u32> {
    part.filter_map(|row| u32::try_from(row).ok())
}
