//! A query asked of an index: its words are swept first, and what they leave is tested and put in order.

mod order;

use std::{ops::Range, sync::Arc};

use super::{
    Condition, Facet, Ground, Hands, Memo, Query, Subject, Term, Tier,
    needle::Needle,
    sweep::{Swept, Way},
};
use crate::catalog::Connector;

/// A query with what its words hit.
pub(super) struct Asked<'a> {
    ground: &'a Ground<'a>,
    /// One or more tests for each term; one of them must hold.
    terms: Vec<Vec<Test<'a>>>,
    pub words: Vec<Word>,
    /// How many terms have words that rank.
    ranked: usize,
    /// The words that could be one name together.
    phrase: Vec<usize>,
    /// They, one behind the other as they were typed.
    joined: Option<Needle>,
}

/// What a term asks of a row.
enum Test<'a> {
    /// A word, by its place.
    Word(usize),
    Other(&'a Condition),
    /// A word that is still being typed.
    Nothing,
}

/// A word and what it hits.
pub(super) struct Word {
    pub needle: Arc<Needle>,
    pub is_negated: bool,
    pub swept: Swept,
    /// For each row how well it is hit: 0 is not at all, and the tiers follow.
    tiers: Vec<u8>,
}

impl Word {
    fn tier(&self, row: u32) -> Option<Tier> {
        let tier = self.tiers.get(row as usize)?.checked_sub(1)?;
        Tier::ALL.get(usize::from(tier)).copied()
    }
}

/// What keeps a row from being a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missed {
    Nothing,
    /// Conditions of one facet only: it counts for that facet's other values.
    Facet(Facet),
    More,
}

/// Rows that are hits, with the keys of their order, and rows that a single facet keeps out.
#[derive(Debug, Default)]
pub(super) struct Sifted {
    pub hits: Vec<(i64, u32)>,
    pub near: Vec<u32>,
}

/// What remembers the words of earlier queries, and who does the work.
pub(super) type Means<'m, H> = (&'m mut Memo, &'m H);

impl<'a> Asked<'a> {
    /// Sweeps the words of a query on what is listed; nothing if that was called off.
    pub fn of<H: Hands>(
        query: &'a Query,
        (ground, is_listed): (&'a Ground<'a>, &dyn Fn(&Connector) -> bool),
        (memo, hands): Means<'_, H>,
    ) -> Option<Self> {
        let is_row_listed = |row: u32| ground.connector(row).is_some_and(is_listed);
        let mut asked = Self {
            ground,
            terms: Vec::with_capacity(query.terms.len()),
            words: Vec::new(),
            ranked: 0,
            phrase: Vec::new(),
            joined: None,
        };
        for Term { condition, .. } in &query.terms {
            let mut tests = Vec::new();
            for condition in condition.alternatives() {
                let Condition::Text(pattern) = condition else {
                    tests.push(Test::Other(condition));
                    continue;
                };
                let Some(needle) = Needle::of(pattern).map(Arc::new) else {
                    tests.push(Test::Nothing);
                    continue;
                };
                let swept = memo.sweep(&needle, (ground, &is_row_listed), hands)?;
                tests.push(Test::Word(asked.words.len()));
                asked.words.push(Word {
                    tiers: dense(&swept, ground.index.len()),
                    is_negated: pattern.is_negated,
                    needle,
                    swept,
                });
            }
            asked.terms.push(tests);
        }
        asked.prepare();
        Some(asked)
    }

    /// Whether its words would be taken as they are now whatever else were listed.
    pub fn is_certain(&self) -> bool {
        let is_certain = |word: &Word| {
            let mut tiers = word.swept.hits.tiers.iter();
            let is_good = |tier: &Tier| *tier < Tier::Substring;
            match word.swept.way {
                Way::AsWritten => word.needle.is_strict || tiers.any(is_good),
                Way::Weak => false,
                Way::Lost => true,
            }
        };
        self.words.iter().all(is_certain)
    }

    /// The places of the hits, best first, of what a list is made of.
    pub fn hits(&self, is_listed: impl Fn(&Connector) -> bool) -> Vec<usize> {
        self.ordered(vec![self.keyed(is_listed)])
    }

    /// The hits with the keys of their order.
    pub fn keyed(&self, is_listed: impl Fn(&Connector) -> bool) -> Vec<(i64, u32)> {
        let is_hit = |row: u32| {
            let connector = self.ground.connector(row);
            connector.is_some_and(&is_listed) && self.missed(row) == Missed::Nothing
        };
        let candidates = self.candidates();
        let rows = candidates.rows(0..candidates.len());
        let rows = rows.filter(|row| is_hit(*row) && self.is_met_otherwise(*row));
        rows.map(|row| (self.key(row), row)).collect()
    }

    /// Sifts what the words leave, by what is known to keep each row from being a hit.
    pub fn sift(
        &self,
        missed: impl Fn(u32) -> Missed + Sync,
        hands: &impl Hands,
    ) -> Option<Vec<Sifted>> {
        let candidates = self.candidates();
        hands.share(candidates.len(), |part| {
            let mut sifted = Sifted::default();
            for row in candidates.rows(part) {
                match missed(row) {
                    Missed::More => {}
                    _ if !self.is_met_otherwise(row) => {}
                    Missed::Nothing => sifted.hits.push((self.key(row), row)),
                    Missed::Facet(_) => sifted.near.push(row),
                }
            }
            sifted
        })
    }

    /// The rows that could be hits: those of the rarest word that every hit must have.
    fn candidates(&self) -> Candidates<'_> {
        let needed = self
            .terms
            .iter()
            .filter_map(|tests| match tests.as_slice() {
                [Test::Word(at)] => self.words.get(*at).filter(|word| !word.is_negated),
                _ => None,
            });
        match needed.min_by_key(|word| word.swept.hits.rows.len()) {
            Some(word) => Candidates::Some(&word.swept.hits.rows),
            None if self.is_ranked() => Candidates::All(self.ground.index.len()),
            None => Candidates::Some(self.ground.index.by_name()),
        }
    }

    /// Which facets keep a row from being a hit; what else might is not asked.
    pub fn missed(&self, row: u32) -> Missed {
        let mut missed = Missed::Nothing;
        for tests in &self.terms {
            let [Test::Other(condition @ Condition::Facet { facet, .. })] = tests.as_slice() else {
                continue;
            };
            if self.holds(condition, row) {
                continue;
            }
            missed = match missed {
                Missed::Nothing => Missed::Facet(*facet),
                Missed::Facet(known) if known == *facet => Missed::Facet(known),
                Missed::Facet(_) | Missed::More => return Missed::More,
            };
        }
        missed
    }

    /// Whether all that is no mere facet holds for a row.
    fn is_met_otherwise(&self, row: u32) -> bool {
        let is_met = |test: &Test<'_>| match test {
            Test::Nothing => true,
            Test::Word(at) => self
                .words
                .get(*at)
                .is_some_and(|word| word.tier(row).is_some() != word.is_negated),
            Test::Other(condition) => self.holds(condition, row),
        };
        self.terms.iter().all(|tests| match tests.as_slice() {
            [Test::Other(Condition::Facet { .. })] => true,
            tests => tests.iter().any(is_met),
        })
    }

    fn holds(&self, condition: &Condition, row: u32) -> bool {
        let subject = self.ground.subject(row);
        subject.is_some_and(|subject| holds(condition, &subject) == Some(true))
    }
}

/// Whether a condition holds for a subject; words are not for it to say.
pub(super) fn holds(condition: &Condition, subject: &Subject<'_>) -> Option<bool> {
    match condition {
        Condition::Facet {
            values, is_negated, ..
        } => Some(values.iter().any(|value| value.is_met_by(subject)) != *is_negated),
        Condition::Bound { bound, is_negated } => Some(bound.is_met_by(subject) != *is_negated),
        Condition::Text(_) | Condition::Any(_) => None,
    }
}

/// Rows in the order in which equal hits are listed.
enum Candidates<'a> {
    Some(&'a [u32]),
    All(usize),
}

impl Candidates<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Some(rows) => rows.len(),
            Self::All(count) => *count,
        }
    }

    fn rows(&self, part: Range<usize>) -> impl Iterator<Item = u32> {
        part.filter_map(move |at| match self {
            Self::Some(rows) => rows.get(at).copied(),
            Self::All(_) => u32::try_from(at).ok(),
        })
    }
}

fn dense(swept: &Swept, count: usize) -> Vec<u8> {
    let mut tiers = vec![0; count];
    for (row, tier) in swept.hits.rows.iter().zip(&swept.hits.tiers) {
        if let Some(slot) = tiers.get_mut(*row as usize) {
            *slot = *tier as u8 + 1;
        }
    }
    tiers
}
