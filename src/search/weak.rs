//! Weak hits of a word: a slip or two away from what a connector is called, or its letters in order. They are looked for
//! only where nothing that is listed is hit better.

use super::{
    Ground, Hands, Tier, bound, fuzzy,
    index::{Index, Mark},
    needle::Needle,
    sweep::{Hits, with_letters},
    typo,
};

/// Shorter words are in order in nearly every name.
const SCATTERED_FROM: usize = 3;

/// Whether a word may be taken loosely at all.
pub(super) fn may_be(needle: &Needle) -> bool {
    !needle.is_strict && needle.count >= SCATTERED_FROM
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

/// How a row is misspelt, and how much of its name that is.
fn misspelt(needle: &Needle, index: &Index, row: u32) -> Option<(Tier, i64)> {
    let book = index.book();
    let asked = needle.letters.text.as_str();
    let spelled = book.spellings(row as usize).flat_map(|(_, spelling)| {
        let whole = book.text(spelling.clone());
        let words = book
            .words(spelling)
            .filter(move |word| word.len() < whole.len());
        std::iter::once((whole, true)).chain(words.map(|word| (word, false)))
    });
    let slips = spelled.filter_map(|(word, is_whole)| {
        let slip = typo::slip(asked, needle.count, word)?;
        Some(slip.rated(is_whole))
    });
    slips.min_by_key(|(tier, score)| (*tier, -score))
}

fn scattered(
    needle: &Needle,
    ground: &Ground<'_>,
    (row, misses): (u32, u32),
) -> Option<(Tier, i64)> {
    if misses > 0 || !may_score(needle, ground.index, row) {
        return None;
    }
    let score = fuzzy::score(ground.connector(row)?, &needle.letters.text)?;
    Some((Tier::Subsequence, score))
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
