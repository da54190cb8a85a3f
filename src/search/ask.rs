//! A query asked of an index: its words are swept first, and what they leave is tested and put in order.

mod elsewhere;
mod missed;
mod order;
mod otherwise;

pub(super) use elsewhere::Elsewhere;
pub(super) use missed::Missed;
pub(super) use order::Ranked;

use std::{ops::Range, sync::Arc};

use self::otherwise::Instead;
use super::{
    Condition, Facet, Ground, Hands, Memo, Query, Subject, Term, Tier,
    needle::Needle,
    sweep::{IsListed, Swept, Way},
};
use crate::catalog::Connector;

/// More words than these are not tried in other ways than they stand: for being one name, taken together, in parts.
pub(super) const FEW: usize = 6;

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
    /// Whether one word is asked for, and nothing else but values of facets: then whatever it hits is met otherwise.
    is_one_word: bool,
    /// They, one behind the other as they were typed.
    joined: Option<Needle>,
    /// Its words as they stand hit nothing that is listed.
    is_in_vain: bool,
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
    /// For each row how well it is hit: 0 is not at all, and the tiers follow. Not spread where it is the only word.
    tiers: Vec<u8>,
}

impl Word {
    /// Sifts what it hits, where nothing else needs to be asked.
    fn sift(&self, part: Range<usize>, missed: impl Fn(u32) -> Missed, sifted: &mut Sifted) {
        let hits = &self.swept.hits;
        let rows = hits.rows.get(part.clone()).unwrap_or_default();
        let tiers = hits.tiers.get(part.clone()).unwrap_or_default();
        for (at, (row, tier)) in part.zip(rows.iter().zip(tiers)) {
            match missed(*row) {
                Missed::Nothing => {
                    let score = hits.scores.get(at).copied().unwrap_or(0);
                    sifted.hits.push(((*tier as i64) << 32) - score, *row);
                }
                Missed::Facet(_) => sifted.near.push(*row),
                Missed::More => {}
            }
        }
    }

    fn spread(&mut self, count: usize) {
        let hits = &self.swept.hits;
        self.tiers = vec![0; count];
        for (row, tier) in hits.rows.iter().zip(&hits.tiers) {
            if let Some(slot) = self.tiers.get_mut(*row as usize) {
                *slot = *tier as u8 + 1;
            }
        }
    }

    fn tier(&self, row: u32) -> Option<Tier> {
        let tier = self.tiers.get(row as usize)?.checked_sub(1)?;
        Tier::ALL.get(usize::from(tier)).copied()
    }
}

/// Rows that are hits, and rows that a single facet keeps out.
#[derive(Debug, Default)]
pub(super) struct Sifted {
    pub hits: Ranked,
    pub near: Vec<u32>,
}

/// What remembers the words of earlier queries, and who does the work.
pub(super) type Means<'m, H> = (&'m mut Memo, &'m H);

impl<'a> Asked<'a> {
    /// Sweeps the words of a query on what is listed; nothing if that was called off.
    pub fn of<H: Hands>(
        query: &'a Query,
        on: (&'a Ground<'a>, IsListed<'_>),
        (memo, hands): Means<'_, H>,
    ) -> Option<Self> {
        let asked = Self::read(query, Instead::new(), on, (&mut *memo, hands))?;
        asked.or_otherwise(query, on, (memo, hands))
    }

    /// The query as it is written, or with other words in the place of some terms.
    fn read<H: Hands>(
        query: &'a Query,
        mut instead: Instead,
        (ground, is_listed): (&'a Ground<'a>, IsListed<'_>),
        (memo, hands): Means<'_, H>,
    ) -> Option<Self> {
        let mut asked = Self {
            ground,
            terms: Vec::with_capacity(query.terms.len()),
            words: Vec::new(),
            ranked: 0,
            phrase: Vec::new(),
            is_one_word: false,
            joined: None,
            is_in_vain: false,
        };
        for (at, Term { condition, .. }) in query.terms.iter().enumerate() {
            if let Some(words) = instead.remove(&at) {
                for (needle, swept) in words {
                    let test = asked.word(needle, false, swept);
                    asked.terms.push(vec![test]);
                }
                continue;
            }
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
                let swept = memo.sweep(&needle, (ground, is_listed), hands)?;
                tests.push(asked.word(needle, pattern.is_negated, swept));
            }
            asked.terms.push(tests);
        }
        asked.prepare();
        Some(asked)
    }

    fn word(&mut self, needle: Arc<Needle>, is_negated: bool, swept: Swept) -> Test<'a> {
        self.words.push(Word {
            tiers: Vec::new(),
            is_negated,
            needle,
            swept,
        });
        Test::Word(self.words.len() - 1)
    }

    /// Whether its words would be taken as they are now whatever else were listed.
    pub fn is_certain(&self, is_listed: IsListed<'_>) -> bool {
        let is_certain = |word: &Word| {
            let hits = &word.swept.hits;
            let mut hits = hits.rows.iter().zip(&hits.tiers);
            let mut is_good = || hits.any(|(row, tier)| *tier < Tier::Substring && is_listed(*row));
            match word.swept.way {
                Way::AsWritten => word.needle.is_strict || is_good(),
                Way::Weak => false,
                Way::Lost => true,
            }
        };
        !self.is_in_vain && self.words.iter().all(is_certain)
    }

    /// The hits of what a list is made of.
    pub fn hits<H: Hands>(
        &self,
        is_listed: impl Fn(&Connector) -> bool + Sync,
        hands: &H,
    ) -> Option<Vec<Ranked>> {
        let missed = |row: u32| {
            let connector = self.ground.connector(row);
            let is_hit = connector.is_some_and(&is_listed) && self.missed(row) == Missed::Nothing;
            if is_hit {
                Missed::Nothing
            } else {
                Missed::More
            }
        };
        let parts = self.sifted((missed, false), hands)?;
        Some(parts.into_iter().map(|part| part.hits).collect())
    }

    /// Sifts what the words leave, by what is known already to keep each row from being a hit.
    pub fn sift(
        &self,
        missed: impl Fn(u32) -> Missed + Sync,
        hands: &impl Hands,
    ) -> Option<Vec<Sifted>> {
        let is_light = self.is_one_word || self.terms.is_empty();
        self.sifted((missed, is_light), hands)
    }

    fn sifted(
        &self,
        (missed, is_light): (impl Fn(u32) -> Missed + Sync, bool),
        hands: &impl Hands,
    ) -> Option<Vec<Sifted>> {
        let candidates = self.candidates();
        let is_scored = self.is_scored();
        let only = self.words.first().filter(|_| self.is_one_word);
        let sift = |part: Range<usize>| {
            let mut sifted = Sifted {
                hits: Ranked::new(is_scored),
                near: Vec::new(),
            };
            match only {
                Some(word) => word.sift(part, &missed, &mut sifted),
                None => self.sift_rows(candidates.rows(part), &missed, &mut sifted),
            }
            sifted
        };
        if is_light {
            hands.skim(candidates.len(), sift)
        } else {
            hands.share(candidates.len(), sift)
        }
    }

    fn sift_rows(
        &self,
        rows: impl Iterator<Item = u32>,
        missed: impl Fn(u32) -> Missed,
        sifted: &mut Sifted,
    ) {
        // Rows come from two sources, of which one is empty: asked which for all of them, and not for each.
        rows.for_each(|row| {
            let missed = missed(row);
            if missed != Missed::More && self.is_met_otherwise(row) {
                match missed {
                    Missed::Nothing => sifted.hits.push(self.key(row), row),
                    _ => sifted.near.push(row),
                }
            }
        });
    }

    /// The rows that could be hits: those of the rarest word that every hit must have.
    fn candidates(&self) -> Candidates<'_> {
        match self.needed().min_by_key(|word| word.swept.hits.rows.len()) {
            Some(word) => Candidates::Some(&word.swept.hits.rows),
            None if self.is_ranked() => Candidates::All(self.ground.index.len()),
            None => Candidates::Some(self.ground.index.by_name()),
        }
    }

    /// The words that every hit must have.
    fn needed(&self) -> impl Iterator<Item = &Word> {
        self.terms
            .iter()
            .filter_map(|tests| match tests.as_slice() {
                [Test::Word(at)] => self.words.get(*at).filter(|word| !word.is_negated),
                _ => None,
            })
    }

    /// Whether all that is no mere facet holds for a row.
    fn is_met_otherwise(&self, row: u32) -> bool {
        self.is_met_where(row, |condition| self.holds(condition, row))
    }

    /// The same where somebody else says which conditions hold.
    fn is_met_where(&self, row: u32, holds: impl Fn(&Condition) -> bool) -> bool {
        let is_met = |test: &Test<'_>| match test {
            Test::Nothing => true,
            Test::Word(at) => self
                .words
                .get(*at)
                .is_some_and(|word| word.tier(row).is_some() != word.is_negated),
            Test::Other(condition) => holds(condition),
        };
        let mut terms = self.terms.iter();
        terms.all(|tests| is_facet(tests) || tests.iter().any(is_met))
    }

    fn holds(&self, condition: &Condition, row: u32) -> bool {
        let subject = self.ground.subject(row);
        subject.is_some_and(|subject| holds(condition, &subject) == Some(true))
    }
}

/// Whether a term is a mere facet that every hit must meet.
fn is_facet(tests: &[Test<'_>]) -> bool {
    matches!(tests, [Test::Other(Condition::Facet { .. })])
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
    fn rows(&self, part: Range<usize>) -> impl Iterator<Item = u32> {
        let (some, all) = match self {
            Self::Some(rows) => (rows.get(part).unwrap_or_default(), 0..0),
            Self::All(_) => (&[][..], part),
        };
        let all = all.filter_map(|row| u32::try_from(row).ok());
        some.iter().copied().chain(all)
    }

    fn len(&self) -> usize {
        match self {
            Self::Some(rows) => rows.len(),
            Self::All(count) => *count,
        }
    }
}
