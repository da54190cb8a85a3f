//! Weak hits of a word: a slip or two away from what a connector is called, or its letters in order. They are looked for
//! only where nothing that is listed is hit better, or where the word stands within other words only.

use std::sync::Arc;

use super::{
    Ground, Hands, Tier, bound, fuzzy,
    index::{Book, Index, Mark},
    needle::Needle,
    sweep::{Hits, IsListed, Swept, Way, with_letters},
    typo::{self, Slip},
};

/// Shorter words are in order in nearly every name.
const SCATTERED_FROM: usize = 3;

/// What the hits of a word as it is written lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lack {
    /// Nothing, or it is not to be taken loosely.
    None,
    /// It stands within words only: perhaps it is a word itself, with a slip.
    WithinWords,
    /// Nothing that is listed is hit.
    All,
}

/// Whether a word has to be taken loosely, and how.
pub(super) fn lack(needle: &Needle, strong: &Hits, is_listed: IsListed<'_>) -> Lack {
    if needle.is_strict || needle.count < SCATTERED_FROM {
        return Lack::None;
    }
    let mut lack = Lack::All;
    for (row, tier) in strong.rows.iter().zip(&strong.tiers) {
        if !is_listed(*row) {
            continue;
        }
        if *tier < Tier::Substring {
            return Lack::None;
        }
        lack = Lack::WithinWords;
    }
    lack
}

/// The weak hits that are worth it, beside the best of those that are listed.
pub(super) fn kept(weak: &Hits, is_listed: IsListed<'_>) -> Hits {
    let mut listed = weak.iter().filter(|(row, ..)| is_listed(*row));
    let best = listed.try_fold(Tier::Subsequence, |best, (_, tier, score)| {
        if is_meant((tier, score)) {
            return None;
        }
        Some(best.min(tier))
    });
    let is_kept = |tier: Tier| match best {
        None => tier == Tier::Misspelt,
        Some(Tier::Misspelt) => tier != Tier::Mangled,
        Some(_) => true,
    };
    Hits::of(weak.iter().filter(|(_, tier, _)| is_kept(*tier)).collect())
}

/// The hits of a word that stands within words only, and before them those of which it misses a letter.
pub(super) fn besides(
    strong: &Arc<Hits>,
    weak: Option<&Arc<Hits>>,
    is_listed: IsListed<'_>,
) -> Swept {
    let weak = weak.into_iter().flat_map(|weak| weak.iter());
    let is_missing = |score: i64| score / OWN % COVERED == MISSING;
    let meant = weak.filter(|(_, tier, score)| is_meant((*tier, *score)) && is_missing(*score));
    let meant: Vec<_> = meant
        .map(|(row, _, score)| (row, Tier::Substring, score))
        .collect();
    if !meant.iter().any(|(row, ..)| is_listed(*row)) {
        return Swept {
            hits: Arc::clone(strong),
            way: Way::AsWritten,
        };
    }
    Swept {
        hits: Arc::new(strong.or(&Hits::of(meant))),
        way: Way::Weak,
    }
}

/// What a word hits weakly; nothing if looking for it was called off.
pub(super) fn hits(needle: &Needle, ground: &Ground<'_>, hands: &impl Hands) -> Option<Hits> {
    // A slip brings in one letter at most that is not there.
    let reach = typo::reach(needle.count);
    let may_hit = |mask: u64| needle.misses(mask) <= reach;
    let rows = with_letters(ground.index, may_hit, hands)?;
    let parts = hands.share(rows.len(), |part| in_rows(needle, ground, &rows[part]))?;
    Some(Hits::joined(parts))
}

fn in_rows(needle: &Needle, ground: &Ground<'_>, rows: &[u32]) -> Hits {
    let mut hits = Hits::default();
    for row in rows.iter().copied() {
        let misses = needle.misses(ground.index.mask(row));
        let found = misspelt(needle, ground.index, row)
            .or_else(|| scattered(needle, ground, (row, misses)));
        if let Some((tier, score)) = found {
            hits.push(row, tier);
            hits.scores.push(score);
        }
    }
    hits
}

/// How a row is misspelt, and how much of what it is called that is.
fn misspelt(needle: &Needle, index: &Index, row: u32) -> Option<(Tier, i64)> {
    let asked = needle.letters.text.as_str();
    let mut best: Option<(Tier, Standing)> = None;
    for (mark, word, is_whole) in words(index.book(), row) {
        let Some(slip) = typo::slip(asked, needle.count, word) else {
            continue;
        };
        let standing = match best {
            Some((known, _)) if known < slip.tier() => continue,
            Some((known, standing)) if known == slip.tier() => standing,
            _ => Standing::default(),
        };
        // The first letter is seldom the wrong one.
        let is_begun = asked.chars().next() == word.chars().next();
        let likeness = Likeness::of(slip, is_whole, is_begun);
        best = Some((slip.tier(), standing.with(mark, likeness)));
    }
    best.map(|(tier, standing)| (tier, standing.score()))
}

/// The whole spellings of a row, and the words of those that have several.
fn words(book: &Book, row: u32) -> impl Iterator<Item = (Mark, &str, bool)> {
    book.spellings(row as usize)
        .flat_map(move |(mark, spelling)| {
            let whole = book.text(spelling.clone());
            let words = book.words(spelling);
            let words = words.filter(move |word| word.len() < whole.len());
            std::iter::once((mark, whole, true)).chain(words.map(move |word| (mark, word, false)))
        })
}

fn scattered(
    needle: &Needle,
    ground: &Ground<'_>,
    (row, misses): (u32, u32),
) -> Option<(Tier, i64)> {
    if misses > 0 {
        return None;
    }
    let abbreviated = abbreviated(needle, ground.index.book(), row);
    let is_near = may_score(needle, ground.index, row);
    let score = is_near
        .then(|| fuzzy::score(ground.connector(row)?, &needle.letters.text))
        .flatten();
    let score = score.or_else(|| abbreviated.is_certain.then_some(0))?;
    Some((Tier::Subsequence, score + abbreviated.score() * ABBREVIATED))
}

/// More than the letters of a word can be worth.
const ABBREVIATED: i64 = 10_000;
/// Without vowels, shorter words could be too much.
const CONSONANTS_FROM: usize = 4;

/// Where the letters stand in a single word that begins as they do: so a word is abbreviated.
fn abbreviated(needle: &Needle, book: &Book, row: u32) -> Standing {
    let asked = needle.letters.text.as_str();
    let mut standing = Standing::default();
    for (mark, spelling) in book.spellings(row as usize) {
        let whole = book.text(spelling.clone()).len();
        for word in book.words(spelling) {
            let is_begun = word.as_bytes().first() == asked.as_bytes().first();
            if is_begun && bound::is_in_order(word.as_bytes(), asked.as_bytes()) {
                let is_whole = word.len() == whole;
                standing = standing.with(mark, Likeness::of(Slip::Once, is_whole, is_begun));
                standing.is_certain |= is_own(mark) && is_without_vowels(asked, word);
            }
        }
    }
    standing
}

/// Whether a word is another one of which only vowels are left out.
pub(super) fn is_without_vowels(asked: &str, word: &str) -> bool {
    asked.chars().count() >= CONSONANTS_FROM
        && asked.as_bytes().first() == word.as_bytes().first()
        && bound::is_in_order(word.as_bytes(), asked.as_bytes())
        && consonants(word).eq(consonants(asked))
}

fn consonants(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|c| !"aeiou".contains(*c))
}

/// How like a word is to one that is known, the more the better.
#[derive(Debug, Clone, Copy)]
struct Likeness {
    score: i64,
    /// It is the whole of a spelling.
    is_whole: bool,
}

/// What counts for less than the one before it: name before other spellings, the first letter, how much is covered,
/// whether each letter is right.
const OWN: i64 = 32;
const FIRST: i64 = 16;
const COVERED: i64 = 4;
/// Each letter is right, and one is missing.
const MISSING: i64 = 2;

impl Likeness {
    fn of(slip: Slip, is_whole: bool, is_begun: bool) -> Self {
        let is_whole = is_whole && slip != Slip::Beginning;
        let covered = match slip {
            Slip::Beginning => 1,
            Slip::Missing | Slip::Once | Slip::Wrong | Slip::Twice => 2 + i64::from(is_whole),
        };
        let right = match slip {
            Slip::Missing => MISSING,
            Slip::Once | Slip::Beginning | Slip::Twice => 1,
            Slip::Wrong => 0,
        };
        let first = if is_begun { FIRST } else { 0 };
        Self {
            score: first + covered * COVERED + right,
            is_whole,
        }
    }
}

/// Where a weak hit stands: in the name or slug of a connector, or in what else it is called.
#[derive(Debug, Clone, Copy, Default)]
struct Standing {
    own: i64,
    other: i64,
    /// It is the whole of what it is otherwise called.
    is_called: bool,
    /// The word without its vowels.
    is_certain: bool,
}

impl Standing {
    fn with(mut self, mark: Mark, likeness: Likeness) -> Self {
        if is_own(mark) {
            self.own = self.own.max(likeness.score);
        } else {
            self.other = self.other.max(likeness.score);
            self.is_called |= likeness.is_whole;
        }
        self
    }

    fn score(self) -> i64 {
        if self.own > 0 {
            self.own * OWN + i64::from(self.is_called)
        } else {
            self.other
        }
    }
}

/// Whether a spelling is of the name or the slug.
pub(super) fn is_own(mark: Mark) -> bool {
    !matches!(mark, Mark::Former | Mark::Alias)
}

/// Whether a weak hit is a name or a word of it with one slip behind its first letter.
pub(super) fn is_meant((tier, score): (Tier, i64)) -> bool {
    tier == Tier::Misspelt && score >= (FIRST + 2 * COVERED) * OWN
}

/// The same where no letter is another one.
pub(super) fn is_jumbled((tier, score): (Tier, i64)) -> bool {
    is_meant((tier, score)) && score / OWN % COVERED > 0
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
