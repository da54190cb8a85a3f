//! Other ways to read a query whose words as they stand hit nothing that is listed: two words as one, a word as its
//! parts, two words as one with a slip. Knows no order of the hits.

use std::{collections::BTreeMap, sync::Arc};

use super::{Asked, FEW, Means, Swept, Test, Word};
use crate::search::{
    Condition, Ground, Hands, Pattern, Place, Query, Tier,
    letters::Letters,
    needle::Needle,
    sweep::{Hits, IsListed, Way},
    weak,
};

/// What stands between words that are written together.
const PARTING: [char; 5] = ['-', '_', '.', '/', '+'];
/// Parts of addresses that are no part of a name.
const OF_ADDRESSES: [&str; 7] = ["app", "com", "dev", "io", "so", "us", "www"];

/// What is read in the place of some terms, by their places; nothing where a term is left out.
pub(super) type Instead = BTreeMap<usize, Vec<(Arc<Needle>, Swept)>>;

/// One way to read a query otherwise: words in the place of some terms.
struct Reading {
    terms: BTreeMap<usize, Vec<Arc<Needle>>>,
    takes: Takes,
}

/// Which hits count of the words of a reading.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// What does not have them within its words only.
    Words,
    /// What they begin, or begin a word of.
    Beginnings,
    /// What is called so but for one slip.
    Slips,
}

/// The ways in the order in which they are tried.
fn readings(query: &Query) -> Vec<Reading> {
    let together = pairs(query, Takes::Beginnings);
    let apart = apart(query).into_iter();
    let nearly = pairs(query, Takes::Slips);
    together.chain(apart).chain(nearly).collect()
}

/// Each two words that follow each other, as one.
fn pairs(query: &Query, takes: Takes) -> impl Iterator<Item = Reading> {
    let is_word =
        |condition: &Condition| matches!(condition, Condition::Text(word) if !word.is_negated);
    let words = query.terms.iter().filter(|term| is_word(&term.condition));
    let is_tried = words.count() <= FEW;
    let pairs = query.terms.windows(2).enumerate();
    let pairs = pairs.filter(move |_| is_tried);
    pairs.filter_map(move |(first, pair)| {
        let letters = |at: usize| {
            let letters = Letters::of(plain(&pair.get(at)?.condition)?);
            let is_single = letters.gaps.is_empty() && !letters.text.is_empty();
            is_single.then_some(letters.text)
        };
        let needle = Needle::of(&Pattern::word(&(letters(0)? + &letters(1)?)))?;
        let needle = match takes {
            Takes::Beginnings => needle.strict(),
            Takes::Words | Takes::Slips => needle,
        };
        let terms = [(first, vec![Arc::new(needle)]), (first + 1, Vec::new())];
        Some(Reading {
            terms: BTreeMap::from(terms),
            takes,
        })
    })
}

/// Words that are several as those; nothing where none is, or nothing would be left.
fn apart(query: &Query) -> Option<Reading> {
    let several = query.terms.iter().enumerate();
    let several = several.filter_map(|(at, term)| Some((at, parts(plain(&term.condition)?)?)));
    let terms: BTreeMap<usize, Vec<Arc<Needle>>> = several.collect();
    let count: usize = terms.values().map(Vec::len).sum();
    (1..=FEW).contains(&count).then_some(Reading {
        terms,
        takes: Takes::Words,
    })
}

/// The words of one that is several; nothing where it is one, or holds other signs, which are those of other languages.
fn parts(word: &str) -> Option<Vec<Arc<Needle>>> {
    let letters = Letters::of(word);
    let is_several = !letters.gaps.is_empty() && word.chars().all(is_of_words);
    let parts = letters.words().map(|part| &letters.text[part]);
    let parts = parts.filter(|part| !OF_ADDRESSES.contains(part));
    let needles = parts.filter_map(|part| Needle::of(&Pattern::word(part)));
    let needles: Vec<_> = needles.map(Arc::new).collect();
    (is_several && !needles.is_empty()).then_some(needles)
}

/// Whether it is a letter, or parts words that are written together; other signs are those of other languages.
fn is_of_words(c: char) -> bool {
    c.is_alphanumeric() || PARTING.contains(&c)
}

/// A word without marks, and no phrase.
fn plain(condition: &Condition) -> Option<&str> {
    let Condition::Text(word) = condition else {
        return None;
    };
    let is_plain = word.place == Place::Anywhere && !word.is_negated;
    let is_phrase = word.needle.contains(char::is_whitespace);
    (is_plain && !is_phrase).then_some(word.needle.as_str())
}

impl Reading {
    /// What its words hit; nothing if looking for it was called off.
    fn sweep<H: Hands>(
        &self,
        on: (&Ground<'_>, IsListed<'_>),
        (memo, hands): Means<'_, H>,
    ) -> Option<Instead> {
        let mut instead = Instead::new();
        for (at, needles) in &self.terms {
            let mut words = Vec::with_capacity(needles.len());
            for needle in needles {
                let swept = memo.sweep(needle, on, hands)?;
                words.push((Arc::clone(needle), self.takes.of(&swept)));
            }
            instead.insert(*at, words);
        }
        Some(instead)
    }
}

impl Takes {
    fn of(self, swept: &Swept) -> Swept {
        let is_taken = |hit: &(u32, Tier, i64)| match self {
            Self::Words => hit.1 != Tier::Substring,
            Self::Beginnings => hit.1 < Tier::Substring,
            Self::Slips => weak::is_jumbled((hit.1, hit.2)),
        };
        let is_scored = !swept.hits.scores.is_empty();
        let mut hits = Hits::of(swept.hits.iter().filter(is_taken).collect());
        if !is_scored {
            hits.scores.clear();
        }
        Swept {
            hits: Arc::new(hits),
            way: swept.way,
        }
    }
}

impl<'a> Asked<'a> {
    /// The same read otherwise, where it hits nothing as it stands and something then; nothing if that was called off.
    pub(super) fn or_otherwise<H: Hands>(
        mut self,
        query: &'a Query,
        on: (&'a Ground<'a>, IsListed<'_>),
        (memo, hands): Means<'_, H>,
    ) -> Option<Self> {
        let (_, is_listed) = on;
        let is_lost = !self.is_hit(is_listed);
        if !is_lost && !self.is_guessed() {
            return Some(self);
        }
        let is_tried = |reading: &Reading| is_lost || self.is_surer(reading);
        let readings: Vec<Reading> = readings(query).into_iter().filter(is_tried).collect();
        self.is_in_vain = !readings.is_empty() || is_lost && self.words.len() > 1;
        for reading in readings {
            let instead = reading.sweep(on, (&mut *memo, hands))?;
            let mut words = instead.values().flatten();
            if !words.all(|(_, swept)| swept.hits.rows.iter().any(|row| is_listed(*row))) {
                continue;
            }
            let otherwise = Self::read(query, instead, on, (&mut *memo, hands))?;
            if otherwise.is_hit(is_listed) {
                return Some(Self {
                    is_in_vain: true,
                    ..otherwise
                });
            }
        }
        Some(self)
    }

    /// Whether a word that is several could only be taken loosely.
    fn is_guessed(&self) -> bool {
        let mut words = self.words.iter();
        words.any(|word| word.swept.way == Way::Weak && !word.needle.letters.gaps.is_empty())
    }

    /// Whether a reading takes a word that hits loosely as its parts.
    fn is_surer(&self, reading: &Reading) -> bool {
        let is_loose = |at: &usize| match self.terms.get(*at).map(Vec::as_slice) {
            Some([Test::Word(word)]) => self.words.get(*word).is_some_and(|word| {
                word.swept.way == Way::Weak && !word.needle.letters.gaps.is_empty()
            }),
            _ => false,
        };
        reading.takes == Takes::Words && reading.terms.keys().any(is_loose)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_several_are_parted() {
        let table = [
            ("www.stripe.com", Some("stripe")),
            ("app.stripe.com/api", Some("stripe api")),
            ("stripe*api level::airbyte", None),
            ("postgres-source", Some("postgres source")),
            (
                "google ads-api kind:source",
                Some("google ads api kind:source"),
            ),
            ("airbyte/source-s3", Some("airbyte source s3")),
            ("airbyte/source-s3:1", None),
            ("stripe", None),
            ("stripe com", None),
            ("www.com", None),
            ("\"two words\"", None),
            ("^stripe.com !api", None),
            ("-- stripe", None),
            ("a-b-c-d-e-f-g", None),
        ];
        for (written, expected) in table {
            let query = Query::parse(written);
            let read = apart(&query).map(|reading| {
                let terms = (0..).zip(&query.terms);
                let terms = terms.flat_map(|(at, term)| match reading.terms.get(&at) {
                    Some(needles) => needles.iter().map(|n| n.letters.text.clone()).collect(),
                    None => vec![term.written.clone()],
                });
                terms.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(read.as_deref(), expected, "{written}");
        }
    }
}
