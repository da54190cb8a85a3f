//! The one order of the hits: how well the words hit, then the order of the index.

use std::ops::Range;

use super::{Asked, Test, Word};
use crate::search::{Tier, index::Mark, pattern::Place, sweep::Way};

/// More words than these are not tried for being one name.
const WORDS: usize = 6;

impl Asked<'_> {
    /// Whether words say which hits are better.
    pub(super) fn is_ranked(&self) -> bool {
        self.terms
            .iter()
            .any(|tests| self.wanted(tests).next().is_some())
    }

    /// The smaller, the better; hits with one key stand in the order of the index.
    pub(super) fn key(&self, row: u32) -> i64 {
        if self.words.is_empty() {
            return 0;
        }
        if let Some(tier) = self.spelled(row) {
            return (tier as i64) << 32;
        }
        let tiers = self.terms.iter().filter_map(|tests| self.tier(tests, row));
        let sum = tiers.map(|tier| tier as i64).sum::<i64>();
        let count = self
            .terms
            .iter()
            .filter(|tests| self.wanted(tests).next().is_some());
        // Several words that are each something of their own do not make it what they spell together.
        let least = if count.count() > 1 {
            Tier::Prefix as i64
        } else {
            0
        };
        let scores = self.words.iter().filter_map(|word| word.score(row));
        (sum.max(least) << 32) - scores.sum::<i64>()
    }

    /// The places of the hits in the catalog, the best first.
    pub fn ordered(&self, mut parts: Vec<Vec<(i64, u32)>>) -> Vec<usize> {
        let mut hits = parts.pop().unwrap_or_default();
        if !parts.is_empty() {
            parts.push(hits);
            hits = parts.into_iter().flatten().collect();
        }
        if self.is_ranked() {
            hits.sort_by_key(|(key, _)| *key);
        }
        let index = self.ground.index;
        hits.into_iter().map(|(_, row)| index.place(row)).collect()
    }

    /// How well a term's words hit, if it has any; what no word hit stands behind what one did.
    fn tier(&self, tests: &[Test<'_>], row: u32) -> Option<Tier> {
        let tiers = self.wanted(tests).map(|word| word.tier(row));
        tiers.map(|tier| tier.unwrap_or(Tier::Subsequence)).min()
    }

    fn wanted(&self, tests: &[Test<'_>]) -> impl Iterator<Item = &Word> {
        let words = tests.iter().filter_map(|test| match test {
            Test::Word(at) => self.words.get(*at),
            Test::Other(_) | Test::Nothing => None,
        });
        words.filter(|word| !word.is_negated)
    }

    /// How well the words together are one of a row's spellings, in whatever order they were typed.
    fn spelled(&self, row: u32) -> Option<Tier> {
        let index = self.ground.index;
        let mut words: Vec<&Word> = Vec::new();
        for tests in &self.terms {
            match tests.as_slice() {
                [Test::Word(at)] => words.extend(self.words.get(*at).filter(|w| !w.is_negated)),
                tests if self.wanted(tests).next().is_some() => return None,
                _ => {}
            }
        }
        let is_plain =
            |word: &&Word| word.needle.place == Place::Anywhere && word.swept.way == Way::AsWritten;
        if !(2..=WORDS).contains(&words.len()) || !words.iter().all(is_plain) {
            return None;
        }
        let (kinds, others): (Vec<&Word>, Vec<&Word>) = words
            .iter()
            .partition(|word| word.needle.is_kind_of(index, row));
        let of = |words: &[&Word]| {
            let letters = words.iter().map(|word| word.needle.letters.text.as_str());
            self.spelling_of(letters.collect(), row)
        };
        let whole = of(&words);
        if kinds.is_empty() || others.is_empty() {
            return whole;
        }
        [whole, of(&others)].into_iter().flatten().min()
    }

    fn spelling_of(&self, words: Vec<&str>, row: u32) -> Option<Tier> {
        let book = self.ground.index.book();
        let length = words.iter().map(|word| word.len()).sum::<usize>();
        let is_spelled = |(_, spelling): &(Mark, Range<usize>)| {
            spelling.len() == length && is_made_of(book.text(spelling.clone()), &words)
        };
        let spelled = book.spellings(row as usize).filter(is_spelled);
        let tiers = spelled.map(|(mark, _)| match mark {
            Mark::Name | Mark::Both | Mark::Bare => Tier::Exact,
            Mark::Tail | Mark::Acronym | Mark::Former | Mark::Alias => Tier::Tail,
        });
        tiers.min()
    }
}

/// Whether a text is these words, each once, one after the other in any order.
fn is_made_of(text: &str, words: &[&str]) -> bool {
    if words.is_empty() {
        return text.is_empty();
    }
    (0..words.len()).any(|at| {
        let rest = text.strip_prefix(words[at]);
        rest.is_some_and(|rest| {
            let mut others = words.to_vec();
            others.remove(at);
            is_made_of(rest, &others)
        })
    })
}

impl Word {
    /// How near to each other its letters stand, where they only stand in order.
    fn score(&self, row: u32) -> Option<i64> {
        let hits = &self.swept.hits;
        if hits.scores.is_empty() || self.is_negated {
            return None;
        }
        let at = hits.rows.binary_search(&row).ok()?;
        hits.scores.get(at).copied()
    }
}
