//! How a word hits loosely: with a slip or two, or with its letters in order; and when that counts.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use portolan::{
    catalog::Connector,
    search::{Place, Tier},
    text::fold::fold,
};

use super::{
    asked::Asked,
    row::{Of, Row},
};

/// Which weak hits of a word count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Weak {
    No,
    /// What it is meant for, before all in which it stands within words only.
    Besides,
    /// Nothing that is listed is hit as it is written, but something is meant.
    Meant,
    /// Something is one slip away.
    Near,
    Any,
}

fn string(letters: &[char]) -> String {
    letters.iter().collect()
}

fn is_own(of: Of) -> bool {
    !matches!(of, Of::Former | Of::Alias)
}

/// What likenesses are worth together: those in the name go before all others.
fn standing(likes: impl Iterator<Item = (Of, i64, bool)>) -> i64 {
    let (own, others): (Vec<_>, Vec<_>) = likes.partition(|(of, ..)| is_own(*of));
    let best = |likes: &[(Of, i64, bool)]| likes.iter().map(|(_, score, _)| *score).max();
    match best(&own) {
        Some(score) => score * 32 + i64::from(others.iter().any(|(.., is_whole)| *is_whole)),
        None => best(&others).unwrap_or(0),
    }
}

/// A whole word in the name, and its first letter.
pub(super) fn is_meant(score: i64) -> bool {
    score >= 32 * 24
}

impl Asked {
    fn score(&self, row: &Row<'_>) -> Option<i64> {
        let text = self.plain.text();
        let scored = |text: &str, word: &str| {
            let text: String = text.chars().take(512).collect();
            let text = if text.is_ascii() {
                text
            } else {
                fold(&text).into_owned()
            };
            SkimMatcherV2::default()
                .ignore_case()
                .fuzzy_match(&text, word)
        };
        let texts = [row.connector.name.as_str(), row.connector.tail()];
        let best = texts.iter().filter_map(|own| scored(own, &text)).max()?;
        let floor = 18 * i64::try_from(text.chars().count()).unwrap();
        (self.plain.letters.len() >= 3 && best >= floor).then_some(best)
    }

    /// How a spelling or one of its words is missed by a slip or two, and how like it is.
    fn misspelt(&self, row: &Row<'_>) -> Option<(Tier, i64)> {
        let text = self.plain.text();
        let count = self.plain.letters.len();
        let rated = |known: &[char], is_whole: bool| {
            let slips = |end: usize| strsim::osa_distance(&text, &string(&known[..end]));
            let is_begun = known.first() == self.plain.letters.first();
            let is_short = count == 3 && known.len() == 4 && is_begun;
            // Of two words of one length, one slip apart, one letter is wrong where swapping changes nothing.
            let is_wrong = known.len() == count && {
                let (mut ours, mut theirs) = (self.plain.letters.clone(), known.to_vec());
                ours.sort_unstable();
                theirs.sort_unstable();
                ours != theirs
            };
            let (tier, covered) = match slips(known.len()) {
                1 if count >= 4 || is_short => (Tier::Misspelt, 2 + i64::from(is_whole)),
                _ if count >= 5 && (1..known.len()).any(|end| slips(end) == 1) => {
                    (Tier::Misspelt, 1)
                }
                2 if count >= 8 => (Tier::Mangled, 2 + i64::from(is_whole)),
                _ => return None,
            };
            let is_one = tier == Tier::Misspelt && covered > 1;
            let right = match known.len() > count {
                true if is_one => 2,
                false if is_one && is_wrong => 0,
                _ => 1,
            };
            let score = 16 * i64::from(is_begun) + 4 * covered + right;
            Some((tier, score, is_whole && covered > 1))
        };
        let hits: Vec<(Of, (Tier, i64, bool))> = row
            .words()
            .filter_map(|(of, word, is_whole)| Some((of, rated(word, is_whole)?)))
            .collect();
        let best = hits.iter().map(|(_, (tier, ..))| *tier).min()?;
        let likes = hits.into_iter().filter(|(_, (tier, ..))| *tier == best);
        Some((
            best,
            standing(likes.map(|(of, (_, score, whole))| (of, score, whole))),
        ))
    }

    /// Where the letters stand in a word that begins as they do, and whether it is that word without its vowels.
    fn abbreviated(&self, row: &Row<'_>) -> (i64, bool) {
        let asked = &self.plain.letters;
        let is_in_order = |word: &[char]| {
            let mut letters = word.iter();
            asked.iter().all(|wanted| letters.any(|l| l == wanted))
        };
        let consonants = |word: &[char]| -> Vec<char> {
            let kept = word.iter().copied().filter(|c| !"aeiou".contains(*c));
            kept.collect()
        };
        let all = row.spellings.iter().flat_map(|(of, spelling)| {
            let words = spelling.words();
            let is_whole = words.len() == 1;
            words.into_iter().map(move |word| (*of, word, is_whole))
        });
        let hits: Vec<(Of, &[char], bool)> = all
            .filter(|(_, word, _)| word.first() == asked.first() && is_in_order(word))
            .collect();
        let is_certain = hits.iter().any(|(of, word, _)| {
            is_own(*of) && asked.len() >= 4 && consonants(word) == consonants(asked)
        });
        let likes = hits.into_iter();
        let likes =
            likes.map(|(of, _, is_whole)| (of, 16 + 4 * (2 + i64::from(is_whole)) + 1, is_whole));
        (standing(likes), is_certain)
    }

    pub(super) fn weakly(&self, row: &Row<'_>) -> Option<(Tier, i64)> {
        let scattered = || {
            let (standing, is_certain) = self.abbreviated(row);
            let score = self.score(row).or_else(|| is_certain.then_some(0))?;
            Some((Tier::Subsequence, score + 10_000 * standing))
        };
        self.misspelt(row).or_else(scattered)
    }

    fn is_meant(&self, row: &Row<'_>) -> bool {
        let score = self
            .misspelt(row)
            .filter(|(tier, _)| *tier == Tier::Misspelt);
        score.is_some_and(|(_, score)| is_meant(score))
    }

    /// Whether it is meant, and nothing but a letter is missing.
    pub(super) fn is_missing_one(&self, row: &Row<'_>) -> bool {
        let score = self.misspelt(row).map_or(0, |(_, score)| score);
        self.is_meant(row) && score / 32 % 4 == 2
    }

    /// An address that is somebody's own means nobody else; weak hits count where nothing listed is hit otherwise.
    pub(super) fn settle(&mut self, rows: &[Row<'_>], is_listed: &dyn Fn(&Connector) -> bool) {
        self.is_own = rows
            .iter()
            .any(|row| self.address(row) == Some(Tier::Exact));
        let may_be = self.place == Place::Anywhere && self.plain.letters.len() >= 3;
        if !may_be {
            return;
        }
        let listed = || rows.iter().filter(|row| is_listed(row.connector));
        let best = listed().filter_map(|row| self.as_written(row)).min();
        let is_meant = listed().any(|row| self.is_meant(row));
        let is_missing = listed().any(|row| self.is_missing_one(row));
        let is_near = listed().any(|row| {
            self.misspelt(row)
                .is_some_and(|(tier, _)| tier == Tier::Misspelt)
        });
        self.weak = match (best, is_meant, is_near) {
            (Some(Tier::Substring), ..) if is_missing => Weak::Besides,
            (Some(_), ..) => Weak::No,
            (None, true, _) => Weak::Meant,
            (None, false, true) => Weak::Near,
            (None, false, false) => Weak::Any,
        };
    }
}
