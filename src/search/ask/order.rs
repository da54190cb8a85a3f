//! The one order of the hits: how well the words hit, then the order of the index.

use std::ops::Range;

use super::{Asked, FEW, Test, Word, is_facet};
use crate::search::{Pattern, Tier, index::Mark, needle::Needle, pattern::Place, sweep::Way};

/// Hits with the keys of their order, in which those with one key stay as they came. Where nothing but tiers tells hits
/// apart there are few keys, and nothing needs to be sorted.
#[derive(Debug, Default)]
pub(in crate::search) struct Ranked {
    is_scored: bool,
    by_tier: Vec<Vec<u32>>,
    scored: Vec<(i64, u32)>,
}

impl Ranked {
    pub fn new(is_scored: bool) -> Self {
        Self {
            is_scored,
            by_tier: vec![Vec::new(); Tier::ALL.len()],
            scored: Vec::new(),
        }
    }

    pub fn push(&mut self, key: i64, row: u32) {
        if self.is_scored {
            self.scored.push((key, row));
            return;
        }
        let tier = usize::try_from(key >> 32).unwrap_or(0);
        if self.by_tier.len() <= tier {
            self.by_tier.resize_with(tier + 1, Vec::new);
        }
        self.by_tier[tier].push(row);
    }

    pub fn len(&self) -> usize {
        self.scored.len() + self.by_tier.iter().map(Vec::len).sum::<usize>()
    }

    /// Tells all rows, in no order.
    pub fn each_row(&self, mut tell: impl FnMut(u32)) {
        self.scored.iter().for_each(|(_, row)| tell(*row));
        for rows in &self.by_tier {
            for row in rows {
                tell(*row);
            }
        }
    }

    /// All rows with their keys, in no order.
    pub fn keyed(&self) -> impl Iterator<Item = (i64, u32)> {
        let tiers = (0_i64..).zip(&self.by_tier);
        let tiers = tiers.flat_map(|(tier, rows)| rows.iter().map(move |row| (tier << 32, *row)));
        tiers.chain(self.scored.iter().copied())
    }

    /// Tells the rows of parts that follow each other, the best first.
    fn in_order(parts: Vec<Self>, mut tell: impl FnMut(u32)) {
        let tiers = parts.iter().map(|part| part.by_tier.len()).max();
        for tier in 0..tiers.unwrap_or(0) {
            for rows in parts.iter().filter_map(|part| part.by_tier.get(tier)) {
                for row in rows {
                    tell(*row);
                }
            }
        }
        let mut scored: Vec<(i64, u32)> = parts.into_iter().flat_map(|part| part.scored).collect();
        scored.sort_by_key(|(key, _)| *key);
        for (_, row) in scored {
            tell(row);
        }
    }
}

impl Asked<'_> {
    /// Whether words say which hits are better.
    pub(super) fn is_ranked(&self) -> bool {
        self.ranked > 0
    }

    /// Sees once what every row would ask: how many terms rank it, and which words could spell its name together.
    pub(super) fn prepare(&mut self) {
        let has_words = |tests: &&Vec<Test<'_>>| self.wanted(tests).next().is_some();
        let ranking: Vec<&Vec<Test<'_>>> = self.terms.iter().filter(has_words).collect();
        let singles = ranking.iter().filter_map(|tests| match tests.as_slice() {
            [Test::Word(at)] => Some(*at).filter(|at| self.words.get(*at).is_some_and(is_plain)),
            _ => None,
        });
        let singles: Vec<usize> = singles.collect();
        let is_phrase = (2..=FEW).contains(&singles.len()) && singles.len() == ranking.len();
        self.ranked = ranking.len();
        let is_single = |tests: &&Vec<Test<'_>>| matches!(tests.as_slice(), [Test::Word(_)]);
        let others = self.terms.iter().filter(|tests| !is_facet(tests)).count();
        self.is_one_word = ranking.len() == 1 && others == 1 && ranking.iter().all(is_single);
        self.phrase = if is_phrase { singles } else { Vec::new() };
        if !self.is_one_word {
            let count = self.ground.index.len();
            self.words.iter_mut().for_each(|word| word.spread(count));
        }
        self.joined = self.joined();
    }

    fn joined(&self) -> Option<Needle> {
        let words = self.phrase.iter().filter_map(|at| self.words.get(*at));
        let words: Vec<String> = words.map(|word| word.needle.letters.spaced()).collect();
        Needle::of(&Pattern::word(&words.join(" ")))
    }

    /// The smaller, the better; hits with one key stand in the order of the index.
    pub(super) fn key(&self, row: u32) -> i64 {
        if self.ranked == 0 {
            return 0;
        }
        if let Some(tier) = self.spelled(row) {
            return (tier as i64) << 32;
        }
        let tiers = self.terms.iter().filter_map(|tests| self.tier(tests, row));
        let sum = tiers.map(|tier| tier as i64).sum::<i64>();
        // Several words that are each something of their own do not make it what they spell together.
        let least = if self.ranked > 1 {
            Tier::Prefix as i64
        } else {
            0
        };
        let sum = sum.max(least);
        // What stands together is better than words from here and there.
        let joined = self.joined.as_ref();
        let joined = joined.and_then(|joined| joined.tier(self.ground.index, row));
        let sum = joined.map_or(sum, |tier| sum.min(tier as i64));
        let scores = self.words.iter().filter_map(|word| word.score(row));
        (sum << 32) - scores.sum::<i64>()
    }

    /// Whether hits of one tier are told apart by more than the order of the index.
    pub(super) fn is_scored(&self) -> bool {
        let mut words = self.words.iter();
        words.any(|word| !word.is_negated && !word.swept.hits.scores.is_empty())
    }

    /// The places of the hits in the catalog, the best first.
    pub fn ordered(&self, parts: Vec<Ranked>) -> Vec<usize> {
        let index = self.ground.index;
        let mut places = Vec::with_capacity(parts.iter().map(Ranked::len).sum());
        Ranked::in_order(parts, |row| places.push(index.place(row)));
        places
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
        if self.phrase.is_empty() {
            return None;
        }
        let index = self.ground.index;
        let words = self.phrase.iter().filter_map(|at| self.words.get(*at));
        let words: Vec<&Word> = words.collect();
        let (kinds, others): (Vec<&Word>, Vec<&Word>) = words
            .iter()
            .partition(|word| word.needle.is_kind_of(index, row));
        let of = |words: &[&Word]| {
            let letters = words.iter().map(|word| word.needle.letters.text.as_str());
            self.spelling_of(&letters.collect::<Vec<_>>(), row)
        };
        let whole = of(&words);
        if kinds.is_empty() || others.is_empty() {
            return whole;
        }
        [whole, of(&others)].into_iter().flatten().min()
    }

    fn spelling_of(&self, words: &[&str], row: u32) -> Option<Tier> {
        let book = self.ground.index.book();
        let length = words.iter().map(|word| word.len()).sum::<usize>();
        let is_spelled = |(_, spelling): &(Mark, Range<usize>)| {
            spelling.len() == length && is_made_of(book.text(spelling.clone()), words)
        };
        let spelled = book.spellings(row as usize).filter(is_spelled);
        let tiers = spelled.map(|(mark, _)| match mark {
            Mark::Name | Mark::Both => Tier::Exact,
            Mark::Tail | Mark::Bare | Mark::Acronym | Mark::Former | Mark::Alias => Tier::Tail,
        });
        tiers.min()
    }
}

fn is_plain(word: &Word) -> bool {
    word.needle.place == Place::Anywhere && word.swept.way == Way::AsWritten
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
