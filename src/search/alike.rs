//! What is near enough to a query without hits to be worth naming: else a person is told of noise. Asks nothing itself.

use super::{
    Ground, Query, Tier,
    letters::Letters,
    typo::{self, Slip},
    weak::is_own,
};
use crate::{
    catalog::{Connector, lookup},
    text::fold::fold,
};

/// A shorter word is like too many names.
const WORD: usize = 4;
/// Names are measured only in a catalog where that takes no time.
const MEASURED: usize = 4000;

/// Whether a hit of some words of a query is near to all of it: they are what it is called, or much of what was typed
/// and words of its name.
pub(super) fn is_near(
    (part, query): (&Query, &Query),
    (key, row): (i64, u32),
    ground: &Ground<'_>,
) -> bool {
    let is_called = key <= (Tier::Tail as i64) << 32;
    let is_much = is_much(length(part.words()), length(query.words()));
    is_called || is_much && is_in_words(part, ground, row)
}

fn is_much(part: usize, all: usize) -> bool {
    5 * part >= 2 * all
}

fn length<'w>(words: impl Iterator<Item = &'w str>) -> usize {
    words.map(|word| word.chars().count()).sum()
}

/// Whether each word is a word of name or slug, or one slip away from one.
fn is_in_words(part: &Query, ground: &Ground<'_>, row: u32) -> bool {
    let book = ground.index.book();
    let own = book.spellings(row as usize);
    let own = own.filter(|(mark, _)| is_own(*mark));
    let known: Vec<&str> = own.flat_map(|(_, spelling)| book.words(spelling)).collect();
    let is_known = |word: &str| {
        let count = word.chars().count();
        let is_like = |known: &&str| {
            let slip = typo::slip(word, count, known);
            is_begun(word, known) && matches!(slip, Some(Slip::Missing | Slip::Once | Slip::Wrong))
        };
        known.contains(&word) || known.iter().any(is_like)
    };
    part.words().all(|word| {
        let letters = Letters::of(word);
        letters.words().all(|word| is_known(&letters.text[word]))
    })
}

fn is_begun(word: &str, known: &str) -> bool {
    word.chars().next() == known.chars().next()
}

/// Whether a catalog is small enough for comparing all its names.
pub(super) fn is_measured(connectors: &[Connector]) -> bool {
    connectors.len() <= MEASURED
}

/// Names like all the words together, else like one that is much of them, or short ones with a letter that is wrong.
pub(super) fn alike<'a>(query: &Query, ground: &Ground<'a>) -> Vec<&'a Connector> {
    if !is_measured(ground.connectors) {
        return Vec::new();
    }
    let words: Vec<&str> = query.words().collect();
    let named = like_names(&words, ground.connectors);
    match words.as_slice() {
        [word] if named.is_empty() => like_short(word, ground),
        _ => named,
    }
}

/// What is called by a short word that is like another one.
fn like_short<'a>(word: &str, ground: &Ground<'a>) -> Vec<&'a Connector> {
    let book = ground.index.book();
    let rows = (0..ground.index.len()).filter(|row| {
        let mut spellings = book.spellings(*row);
        spellings.any(|(_, spelling)| typo::is_short_slip(word, book.text(spelling)))
    });
    let connectors = rows.filter_map(|row| ground.connector(u32::try_from(row).ok()?));
    connectors.collect()
}

fn like_names<'a>(words: &[&str], connectors: &'a [Connector]) -> Vec<&'a Connector> {
    let all = length(words.iter().copied());
    let whole = words.join("-");
    let is_long = |word: &&str| {
        let length = word.chars().count();
        length >= WORD && is_much(length, all)
    };
    let mut names = vec![whole.as_str()];
    names.extend(words.iter().copied().filter(is_long));
    let mut found: Vec<&Connector> = Vec::new();
    for name in names {
        for connector in lookup::near(connectors, name) {
            let is_known = found.iter().any(|known| std::ptr::eq(*known, connector));
            let is_like = is_begun(name, connector.tail())
                || is_begun(name, &fold(&connector.name))
                || connector.slug.contains(name);
            if is_like && !is_known {
                found.push(connector);
            }
        }
    }
    found
}
