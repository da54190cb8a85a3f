//! The search told plainly: every connector is asked about every word, with a fresh matcher, and all hits are sorted.
//! Slow, without an index, and the judge of what is fast.

use std::collections::BTreeMap;

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use portolan::{
    catalog::Connector,
    search::{Condition, Pattern, Place, Query, Subject, Tier},
    text::{Word, fold::fold},
    words::Kind,
};

use super::plain::Plain;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Of {
    Name,
    Tail,
    Bare,
    Acronym,
    Former,
    Alias,
}

pub(crate) struct Aliases(BTreeMap<String, Vec<String>>);

impl Aliases {
    /// The tables, and the names of what is gone from a catalog.
    pub(crate) fn of(connectors: &[Connector]) -> Self {
        let typed = include_str!("../../assets/aliases.json");
        let retired = include_str!("../../assets/successors.json");
        let mut all: BTreeMap<String, Vec<String>> = serde_json::from_str(typed).unwrap();
        let retired: BTreeMap<String, String> = serde_json::from_str(retired).unwrap();
        for (gone, successor) in retired {
            let names = all.entry(successor).or_default();
            names.push(gone.split_once('-').unwrap().1.to_owned());
            for known in connectors
                .iter()
                .filter(|c| c.slug == gone.as_str() && c.is_gone())
            {
                names.push(known.name.to_string());
                names.extend(
                    known
                        .history
                        .iter()
                        .filter_map(|s| s.name.as_ref())
                        .map(ToString::to_string),
                );
            }
        }
        Self(all)
    }
}

struct Row<'a> {
    connector: &'a Connector,
    place: usize,
    spellings: Vec<(Of, Plain)>,
}

impl<'a> Row<'a> {
    fn of(connector: &'a Connector, place: usize, aliases: &Aliases) -> Self {
        let name = connector.name.as_str();
        let mut texts = vec![(Of::Name, name), (Of::Tail, connector.tail())];
        if let Some((bare, _)) = name.split_once('(') {
            texts.push((Of::Bare, bare));
            let inner = name.split('(').skip(1);
            texts.extend(
                inner
                    .filter_map(|rest| rest.split(')').next())
                    .map(|a| (Of::Acronym, a)),
            );
        }
        let former = connector
            .history
            .iter()
            .filter_map(|state| state.name.as_deref());
        texts.extend(former.map(|name| (Of::Former, name.as_str())));
        for key in [connector.slug.as_str(), connector.tail()] {
            let aliases = aliases.0.get(key).into_iter().flatten();
            texts.extend(aliases.map(|alias| (Of::Alias, alias.as_str())));
        }
        let mut spellings: Vec<(Of, Plain)> = Vec::new();
        for (of, text) in texts {
            let plain = Plain::of(text);
            // The same letters are weighed once, as the best that they are.
            let is_known = spellings
                .iter()
                .any(|(_, known)| known.letters == plain.letters);
            if of == Of::Tail || !is_known && !plain.letters.is_empty() {
                spellings.push((of, plain));
            }
        }
        Self {
            connector,
            place,
            spellings,
        }
    }

    fn slug_kind(&self) -> Option<Kind> {
        let slug = self.connector.slug.as_str();
        let is_told = self.connector.tail() != slug;
        match slug.starts_with("source-") {
            _ if !is_told => None,
            true => Some(Kind::Source),
            false => Some(Kind::Destination),
        }
    }

    /// The whole spellings, and the words of those that have several.
    fn words(&self) -> impl Iterator<Item = (Of, &[char], bool)> {
        self.spellings.iter().flat_map(|(of, spelling)| {
            let whole = spelling.letters.as_slice();
            let words = spelling.words().into_iter();
            let words = words.filter(|word| word.len() < whole.len());
            std::iter::once((*of, whole, true)).chain(words.map(|word| (*of, word, false)))
        })
    }

    fn own(&self) -> impl Iterator<Item = &(Of, Plain)> {
        self.spellings
            .iter()
            .filter(|(of, _)| matches!(of, Of::Name | Of::Tail))
    }
}

const KINDS: [(Kind, &str); 2] = [(Kind::Source, "source"), (Kind::Destination, "destination")];

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

/// A word that is asked for.
struct Asked {
    written: String,
    plain: Plain,
    place: Place,
    /// Somebody has it as an address.
    is_own: bool,
    weak: Weak,
    /// Two words taken as one: it hits nothing within words.
    is_made: bool,
}

/// Which weak hits of a word count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weak {
    No,
    /// What it is meant for, before all in which it stands within words only.
    Besides,
    /// Nothing that is listed is hit as it is written, but something is meant.
    Meant,
    /// Something is one slip away.
    Near,
    Any,
}

impl Asked {
    fn of(pattern: &Pattern) -> Option<Self> {
        let plain = Plain::of(&pattern.needle);
        (!plain.letters.is_empty()).then(|| Self {
            written: pattern.needle.clone(),
            place: pattern.place,
            plain,
            is_own: false,
            weak: Weak::No,
            is_made: false,
        })
    }

    fn kind(&self) -> Option<Kind> {
        let text = self.plain.text();
        let begun = KINDS
            .iter()
            .find(|(_, word)| text.len() >= 3 && word.starts_with(&text));
        let begun = begun.map(|(kind, _)| *kind);
        begun.or_else(|| {
            Kind::ALL
                .iter()
                .copied()
                .find(|k| k.aliases().contains(&text.as_str()))
        })
    }

    fn is_kind_of(&self, row: &Row<'_>) -> bool {
        let kind = self.kind();
        kind.is_some() && (kind == Some(row.connector.kind) || kind == row.slug_kind())
    }

    fn in_spelling(&self, of: Of, spelling: &Plain) -> Option<Tier> {
        let count = self.plain.letters.len();
        let is_long = count >= 3;
        let tier = |at: usize| {
            let (starts, ends) = (at == 0, at + count == spelling.letters.len());
            let is_told = is_long || ends || spelling.gaps.contains(&(at + count));
            match of {
                Of::Name if starts && ends => Some(Tier::Exact),
                _ if starts && ends => Some(Tier::Tail),
                Of::Alias if !spelling.starts_word(at) => None,
                Of::Alias if is_told => Some(Tier::WordStart),
                Of::Alias => (!starts).then_some(Tier::Substring),
                Of::Name | Of::Bare | Of::Tail if starts => Some(Tier::Prefix),
                _ if spelling.starts_word(at) => Some(Tier::WordStart),
                _ => Some(Tier::Substring),
            }
        };
        spelling
            .places(&self.plain)
            .into_iter()
            .filter_map(tier)
            .min()
    }

    fn behind_kind(&self, row: &Row<'_>) -> Option<(Of, Tier)> {
        let text = self.plain.text();
        let (kind, word) = KINDS.iter().find(|(_, word)| text.starts_with(word))?;
        let tail: Vec<char> = text[word.len()..].chars().collect();
        if tail.is_empty() || row.slug_kind() != Some(*kind) {
            return None;
        }
        let hits = row
            .spellings
            .iter()
            .filter(|(_, spelling)| spelling.letters.starts_with(&tail));
        let tiers = hits.filter_map(|(of, spelling)| match (of, spelling.letters == tail) {
            (Of::Tail, true) => Some((*of, Tier::Exact)),
            (Of::Tail, false) => Some((*of, Tier::Prefix)),
            (Of::Alias, true) => Some((*of, Tier::Tail)),
            (Of::Alias, false) => Some((*of, Tier::WordStart)),
            _ => None,
        });
        tiers.min_by_key(|(_, tier)| *tier)
    }

    fn address(&self, row: &Row<'_>) -> Option<Tier> {
        let asked = self.written.trim().to_ascii_lowercase();
        let told = |own: &str, asked: &str| match own.to_ascii_lowercase() {
            own if own == asked => Some(Tier::Exact),
            own => own.starts_with(asked).then_some(Tier::Prefix),
        };
        let digits = asked.replace(['-', '{', '}'], "");
        if digits.len() >= 8 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return told(&row.connector.id.as_ref()?.replace('-', ""), &digits);
        }
        let image = asked.split('@').next().unwrap();
        let image = image.strip_prefix("docker.io/").unwrap_or(image);
        let image = match image.rsplit_once(':') {
            Some((image, tag)) if !tag.contains('/') => image,
            _ => image,
        };
        if !image.contains('/') || image.starts_with('/') {
            return None;
        }
        let c = row.connector;
        let images = [&c.image, &c.cloud.own.image, &c.oss.own.image]
            .into_iter()
            .flatten();
        images.filter_map(|own| told(own, image)).min()
    }

    fn anywhere(&self, row: &Row<'_>) -> Option<Tier> {
        let spelled = row
            .spellings
            .iter()
            .filter_map(|(of, spelling)| self.in_spelling(*of, spelling));
        let kind = self.is_kind_of(row).then_some(Tier::WordStart);
        spelled
            .chain(self.behind_kind(row).map(|(_, tier)| tier))
            .chain(kind)
            .min()
    }

    fn is_marked_hit(&self, row: &Row<'_>) -> bool {
        let count = self.plain.letters.len();
        let hit = |spelling: &Plain, holds: &dyn Fn(usize, bool) -> bool| {
            let all = spelling.letters.windows(count).enumerate();
            let mut all = all.filter(|(_, window)| *window == self.plain.letters.as_slice());
            all.any(|(at, _)| holds(at, at + count == spelling.letters.len()))
        };
        let behind = self
            .behind_kind(row)
            .filter(|(of, _)| *of == Of::Tail)
            .map(|(_, tier)| tier);
        let is_kind = self.kind().is_some() && self.kind() == row.slug_kind();
        match self.place {
            Place::Anywhere => unreachable!(),
            Place::Exact => {
                row.own().any(|(_, s)| !s.places(&self.plain).is_empty())
                    || behind.is_some()
                    || is_kind
            }
            Place::Start => {
                row.own().any(|(_, s)| hit(s, &|at, _| at == 0)) || behind.is_some() || is_kind
            }
            Place::End => {
                row.own().any(|(_, s)| hit(s, &|_, ends| ends)) || behind == Some(Tier::Exact)
            }
            Place::Whole => {
                row.own().any(|(_, s)| hit(s, &|at, ends| at == 0 && ends))
                    || behind == Some(Tier::Exact)
            }
        }
    }

    fn as_written(&self, row: &Row<'_>) -> Option<Tier> {
        if self.is_own {
            return self.address(row).filter(|tier| *tier == Tier::Exact);
        }
        let tier = [self.anywhere(row), self.address(row)]
            .into_iter()
            .flatten()
            .min();
        match self.place {
            Place::Anywhere if self.is_made => tier.filter(|tier| *tier < Tier::Substring),
            Place::Anywhere => tier,
            _ if self.address(row).is_some() => tier,
            _ => self
                .is_marked_hit(row)
                .then(|| tier.unwrap_or(Tier::Substring)),
        }
    }

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

    fn weakly(&self, row: &Row<'_>) -> Option<(Tier, i64)> {
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
        // A whole word in the name, and its first letter.
        score.is_some_and(|(_, score)| score >= 32 * 24)
    }

    /// Whether it is meant, and nothing but a letter is missing.
    fn is_missing_one(&self, row: &Row<'_>) -> bool {
        let score = self.misspelt(row).map_or(0, |(_, score)| score);
        self.is_meant(row) && score / 32 % 4 == 2
    }

    fn hit(&self, row: &Row<'_>) -> Option<(Tier, i64)> {
        let strong = self.as_written(row).map(|tier| (tier, 0));
        let weak = || {
            let weak = self.weakly(row);
            match self.weak {
                Weak::No => None,
                Weak::Besides => weak
                    .filter(|_| self.is_missing_one(row))
                    .map(|(_, score)| (Tier::Substring, score)),
                Weak::Meant => weak.filter(|(tier, _)| *tier == Tier::Misspelt),
                Weak::Near => weak.filter(|(tier, _)| *tier != Tier::Mangled),
                Weak::Any => weak,
            }
        };
        strong.or_else(weak)
    }

    fn tier(&self, row: &Row<'_>) -> Option<Tier> {
        self.hit(row).map(|(tier, _)| tier)
    }

    /// The words that follow each other, taken as one.
    fn made(words: [&Test<'_>; 2], rows: &[Row<'_>]) -> Option<Self> {
        let letters = words.map(|word| match word {
            Test::Word(word, false) if word.place == Place::Anywhere => {
                Some(word.plain.text()).filter(|_| word.plain.gaps.is_empty())
            }
            _ => None,
        });
        let [Some(one), Some(other)] = letters else {
            return None;
        };
        let mut made = Self::of(&Pattern {
            needle: one + &other,
            place: Place::Anywhere,
            is_negated: false,
        })?;
        made.settle(rows, &|_| false);
        made.weak = Weak::No;
        made.is_made = true;
        Some(made)
    }

    /// An address that is somebody's own means nobody else; weak hits count where nothing listed is hit otherwise.
    fn settle(&mut self, rows: &[Row<'_>], is_listed: &dyn Fn(&Connector) -> bool) {
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

enum Test<'q> {
    Word(Asked, bool),
    Nothing,
    Other(&'q Condition),
}

fn test<'q>(
    condition: &'q Condition,
    rows: &[Row<'_>],
    is_listed: &dyn Fn(&Connector) -> bool,
) -> Test<'q> {
    let Condition::Text(pattern) = condition else {
        return Test::Other(condition);
    };
    match Asked::of(pattern) {
        Some(mut word) => {
            word.settle(rows, is_listed);
            if pattern.is_negated {
                word.weak = Weak::No;
            }
            Test::Word(word, pattern.is_negated)
        }
        None => Test::Nothing,
    }
}

fn wanted<'t>(tests: &'t [Test<'_>]) -> Vec<&'t Asked> {
    let words = tests.iter().filter_map(|test| match test {
        Test::Word(word, false) => Some(word),
        _ => None,
    });
    words.collect()
}

/// The hits of a query, the best first, by their places.
pub(crate) fn run<'q>(
    query: &'q Query,
    subjects: &[Subject<'_>],
    is_listed: impl Fn(&Connector) -> bool,
) -> Vec<usize> {
    let connectors: Vec<Connector> = subjects
        .iter()
        .map(|subject| subject.connector.clone())
        .collect();
    let aliases = Aliases::of(&connectors);
    let rows = (0..)
        .zip(subjects)
        .map(|(at, subject)| Row::of(subject.connector, at, &aliases));
    let rows: Vec<Row<'_>> = rows.collect();
    let tests = |condition: &'q Condition| match condition {
        Condition::Any(all) => all.iter().map(|one| test(one, &rows, &is_listed)).collect(),
        one => vec![test(one, &rows, &is_listed)],
    };
    let terms = || query.terms.iter().map(|term| tests(&term.condition));
    let terms: Vec<Vec<Test<'_>>> = together(terms, &rows, &is_listed);
    let is_met = |test: &Test<'_>, row: &Row<'_>| match test {
        Test::Word(word, is_negated) => word.tier(row).is_some() != *is_negated,
        Test::Nothing => true,
        Test::Other(condition) => holds(condition, &subjects[row.place]),
    };
    let is_hit = |row: &&Row<'_>| {
        is_listed(row.connector)
            && terms
                .iter()
                .all(|tests| tests.iter().any(|test| is_met(test, row)))
    };
    let mut hits: Vec<&Row<'_>> = rows.iter().filter(is_hit).collect();
    let is_ranked = terms.iter().any(|tests| !wanted(tests).is_empty());
    hits.sort_by_cached_key(|row| {
        let c = row.connector;
        let standing = (c.is_gone(), c.level, c.name.chars().count());
        let ranked = is_ranked.then(|| (score(&terms, row), standing));
        (
            ranked,
            fold(&c.name).into_owned(),
            c.slug.to_string(),
            row.place,
        )
    });
    hits.into_iter().map(|row| row.place).collect()
}

/// The terms as they stand; or where no word of theirs hits anything that is listed together with the others, the first
/// two words that do if they are taken as one.
fn together<'q, I: Iterator<Item = Vec<Test<'q>>>>(
    terms: impl Fn() -> I,
    rows: &[Row<'_>],
    is_listed: &impl Fn(&Connector) -> bool,
) -> Vec<Vec<Test<'q>>> {
    let is_hit = |terms: &[Vec<Test<'_>>]| {
        let has = |row: &Row<'_>, tests: &Vec<Test<'_>>| match tests.as_slice() {
            [Test::Word(word, false)] => word.tier(row).is_some(),
            _ => true,
        };
        let mut listed = rows.iter().filter(|row| is_listed(row.connector));
        listed.any(|row| terms.iter().all(|tests| has(row, tests)))
    };
    let written: Vec<Vec<Test<'q>>> = terms().collect();
    let words = written.iter().filter(|tests| match tests.as_slice() {
        [Test::Word(_, is_negated)] => !is_negated,
        _ => false,
    });
    if words.count() > 6 || is_hit(&written) {
        return written;
    }
    for first in 0..written.len().saturating_sub(1) {
        let ([one], [other]) = (&written[first][..], &written[first + 1][..]) else {
            continue;
        };
        if let Some(made) = Asked::made([one, other], rows) {
            let mut terms: Vec<_> = terms().collect();
            terms.splice(first..first + 2, [vec![Test::Word(made, false)]]);
            if is_hit(&terms) {
                return terms;
            }
        }
    }
    written
}

fn holds(condition: &Condition, subject: &Subject<'_>) -> bool {
    match condition {
        Condition::Facet {
            values, is_negated, ..
        } => values.iter().any(|value| value.is_met_by(subject)) != *is_negated,
        Condition::Bound { bound, is_negated } => bound.is_met_by(subject) != *is_negated,
        Condition::Text(_) | Condition::Any(_) => unreachable!(),
    }
}

/// How well the words hit, and how near to each other the letters are of those that are only in order.
fn score(terms: &[Vec<Test<'_>>], row: &Row<'_>) -> (usize, i64) {
    if let Some(tier) = spelled(terms, row) {
        return (tier as usize, 0);
    }
    let asked: Vec<Vec<&Asked>> = terms
        .iter()
        .map(|tests| wanted(tests))
        .filter(|w| !w.is_empty())
        .collect();
    let best = |words: &Vec<&Asked>| {
        words
            .iter()
            .map(|w| w.tier(row).unwrap_or(Tier::Subsequence) as usize)
            .min()
    };
    let sum: usize = asked.iter().filter_map(best).sum();
    let least = if asked.len() > 1 {
        Tier::Prefix as usize
    } else {
        0
    };
    let hits = asked.iter().flatten().filter_map(|word| word.hit(row));
    let near: i64 = hits.map(|(_, score)| score).sum();
    let joined = phrase(terms).and_then(|words| {
        let text: Vec<String> = words.iter().map(|word| word.written.clone()).collect();
        let joined = Pattern {
            needle: text.join(" "),
            place: Place::Anywhere,
            is_negated: false,
        };
        Asked::of(&joined)?.anywhere(row)
    });
    let joined = joined.map_or(usize::MAX, |tier| tier as usize);
    (sum.max(least).min(joined), -near)
}

/// The words that could be one name together.
fn phrase<'t>(terms: &'t [Vec<Test<'_>>]) -> Option<Vec<&'t Asked>> {
    let asked: Vec<(usize, Vec<&Asked>)> = terms
        .iter()
        .map(|tests| (tests.len(), wanted(tests)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let are_single = asked.iter().all(|(tests, _)| *tests == 1);
    let words: Vec<&Asked> = asked.into_iter().flat_map(|(_, words)| words).collect();
    let is_plain = |word: &&Asked| word.place == Place::Anywhere && word.weak == Weak::No;
    let is_one = are_single && (2..=6).contains(&words.len()) && words.iter().all(is_plain);
    is_one.then_some(words)
}

/// Whether the words together are one spelling, in any order; words that say the kind may stand beside it.
fn spelled(terms: &[Vec<Test<'_>>], row: &Row<'_>) -> Option<Tier> {
    let words = phrase(terms)?;
    let others: Vec<&Asked> = words
        .iter()
        .copied()
        .filter(|word| !word.is_kind_of(row))
        .collect();
    let tiers = [words, others]
        .into_iter()
        .filter(|words| !words.is_empty())
        .flat_map(|words| {
            let texts: Vec<String> = words.iter().map(|word| word.plain.text()).collect();
            let all = orders(&texts);
            let spelled = row
                .spellings
                .iter()
                .filter(move |(_, s)| all.contains(&s.text()));
            spelled.map(|(of, _)| {
                if *of == Of::Name {
                    Tier::Exact
                } else {
                    Tier::Tail
                }
            })
        });
    tiers.min()
}

fn orders(words: &[String]) -> Vec<String> {
    if words.is_empty() {
        return vec![String::new()];
    }
    let one = |at: usize| {
        let mut rest = words.to_vec();
        let first = rest.remove(at);
        orders(&rest)
            .into_iter()
            .map(move |rest| format!("{first}{rest}"))
    };
    (0..words.len()).flat_map(one).collect()
}
