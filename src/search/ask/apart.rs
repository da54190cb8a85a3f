//! Words that are written apart though what they name is one word: `postgre sql`. They are only taken together where the
//! words as they stand hit nothing that is listed. Knows no order of the hits.

use std::sync::Arc;

use super::{Asked, FEW, Means, Swept, Word};
use crate::search::{
    Condition, Ground, Hands, Pattern, Place, Query, Tier,
    letters::Letters,
    needle::Needle,
    sweep::{Hits, IsListed},
};

/// Two words that follow each other, taken as one.
pub(super) struct Pair {
    /// The term of the first of them; the next one is the other's.
    pub first: usize,
    pub needle: Arc<Needle>,
}

/// The words of a query that could be one word, in the order in which they are tried.
fn pairs(query: &Query) -> impl Iterator<Item = Pair> {
    let is_word =
        |condition: &Condition| matches!(condition, Condition::Text(word) if !word.is_negated);
    let words = query.terms.iter().filter(|term| is_word(&term.condition));
    let is_tried = words.count() <= FEW;
    let pairs = query.terms.windows(2).enumerate();
    let pairs = pairs.filter(move |_| is_tried);
    pairs.filter_map(|(first, pair)| {
        let letters = |at: usize| letters(&pair.get(at)?.condition);
        let needle = Needle::of(&Pattern::word(&(letters(0)? + &letters(1)?)))?;
        Some(Pair {
            first,
            needle: Arc::new(needle.strict()),
        })
    })
}

/// The letters of a single word without marks.
fn letters(condition: &Condition) -> Option<String> {
    let Condition::Text(word) = condition else {
        return None;
    };
    let is_plain = word.place == Place::Anywhere && !word.is_negated;
    let letters = is_plain.then(|| Letters::of(&word.needle))?;
    let is_single = letters.gaps.is_empty() && !letters.text.is_empty();
    is_single.then_some(letters.text)
}

impl Pair {
    /// What the word begins, or begins a word of; nothing if looking for it was called off.
    fn sweep<H: Hands>(
        &self,
        on: (&Ground<'_>, IsListed<'_>),
        (memo, hands): Means<'_, H>,
    ) -> Option<Swept> {
        let swept = memo.sweep(&self.needle, on, hands)?;
        let mut hits = Hits::default();
        for (row, tier, _) in swept.hits.iter() {
            if tier < Tier::Substring {
                hits.push(row, tier);
            }
        }
        Some(Swept {
            hits: Arc::new(hits),
            ..swept
        })
    }
}

impl<'a> Asked<'a> {
    /// The same with two of the words taken together, where they hit nothing as they stand and something then; nothing
    /// if that was called off.
    pub(super) fn or_together<H: Hands>(
        mut self,
        query: &'a Query,
        on: (&'a Ground<'a>, IsListed<'_>),
        (memo, hands): Means<'_, H>,
    ) -> Option<Self> {
        let (_, is_listed) = on;
        self.is_in_vain = self.words.len() > 1 && !self.is_hit(is_listed);
        for pair in pairs(query).filter(|_| self.is_in_vain) {
            let swept = pair.sweep(on, (&mut *memo, hands))?;
            if !swept.hits.rows.iter().any(|row| is_listed(*row)) {
                continue;
            }
            let together = Self::read(query, Some((pair, swept)), on, (&mut *memo, hands))?;
            if together.is_hit(is_listed) {
                return Some(Self {
                    is_in_vain: true,
                    ..together
                });
            }
        }
        Some(self)
    }

    /// Whether anything that is listed is hit by all the words that every hit must have.
    fn is_hit(&self, is_listed: IsListed<'_>) -> bool {
        let words: Vec<&Word> = self.needed().collect();
        let rarest = words.iter().min_by_key(|word| word.swept.hits.rows.len());
        let is_hit = |row: &u32| {
            let mut others = words.iter().filter(|word| !word.tiers.is_empty());
            is_listed(*row) && others.all(|word| word.tier(*row).is_some())
        };
        rarest.is_none_or(|word| word.swept.hits.rows.iter().any(is_hit))
    }
}
