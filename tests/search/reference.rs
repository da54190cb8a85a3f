//! The search told plainly: every connector is asked about every word, with a fresh matcher, and all hits are sorted.
//! Slow, without an index, and the judge of what is fast.

mod asked;
mod row;
mod weak;

use std::collections::BTreeMap;

use portolan::{
    catalog::Connector,
    search::{Condition, Pattern, Place, Query, Subject, Tier},
    text::fold::fold,
};

use self::{
    asked::{Asked, Made},
    row::{Aliases, Of, Row},
    weak::Weak,
};

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
/// other way to read them that does.
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
    let is_lost = !is_hit(&written);
    let parted = parted(&written, rows, is_listed);
    let is_loose = |tests: &Vec<Test<'_>>| match tests.as_slice() {
        [Test::Word(word, false)] => word.weak != Weak::No && !word.plain.gaps.is_empty(),
        _ => false,
    };
    let is_guessed = parted
        .keys()
        .any(|at| written.get(*at).is_some_and(is_loose));
    let mut readings: Vec<BTreeMap<usize, Vec<Asked>>> = Vec::new();
    if is_lost {
        readings.extend(pairs(&written, |pair| Asked::made(pair, rows)));
    }
    if (is_lost || is_guessed) && !parted.is_empty() {
        readings.push(parted);
    }
    if is_lost {
        readings.extend(pairs(&written, |pair| Asked::nearly(pair, rows, is_listed)));
    }
    for mut reading in readings {
        let all = (0..).zip(terms());
        let read: Vec<Vec<Test<'q>>> = all
            .flat_map(|(at, tests)| match reading.remove(&at) {
                Some(words) => {
                    let words = words.into_iter();
                    words.map(|word| vec![Test::Word(word, false)]).collect()
                }
                None => vec![tests],
            })
            .collect();
        if is_hit(&read) {
            return read;
        }
    }
    written
}

/// Each two words that follow each other, as one.
fn pairs(
    written: &[Vec<Test<'_>>],
    made: impl Fn([&Asked; 2]) -> Option<Asked>,
) -> Vec<BTreeMap<usize, Vec<Asked>>> {
    let words = written.iter().filter(|tests| match tests.as_slice() {
        [Test::Word(_, is_negated)] => !is_negated,
        _ => false,
    });
    if words.count() > 6 {
        return Vec::new();
    }
    let pair = |first: usize| match (&written[first][..], &written[first + 1][..]) {
        ([Test::Word(one, false)], [Test::Word(other, false)]) => {
            let made = made([one, other])?;
            Some(BTreeMap::from([
                (first, vec![made]),
                (first + 1, Vec::new()),
            ]))
        }
        _ => None,
    };
    (0..written.len().saturating_sub(1))
        .filter_map(pair)
        .collect()
}

/// The terms that are several words as those; none where nothing would be left.
fn parted(
    written: &[Vec<Test<'_>>],
    rows: &[Row<'_>],
    is_listed: &impl Fn(&Connector) -> bool,
) -> BTreeMap<usize, Vec<Asked>> {
    let of_addresses = ["app", "com", "dev", "io", "so", "us", "www"];
    let mut changed = BTreeMap::new();
    for (at, tests) in written.iter().enumerate() {
        let [Test::Word(word, false)] = tests.as_slice() else {
            continue;
        };
        let is_of_words = |c: char| c.is_alphanumeric() || "-_./+".contains(c);
        if word.place != Place::Anywhere
            || word.plain.gaps.is_empty()
            || !word.written.chars().all(is_of_words)
        {
            continue;
        }
        let parts = word.plain.words().into_iter();
        let parts = parts.map(|part| part.iter().collect::<String>());
        let parts = parts.filter(|part| !of_addresses.contains(&part.as_str()));
        let asked = parts.filter_map(|part| {
            let mut asked = Asked::of(&Pattern {
                needle: part,
                place: Place::Anywhere,
                is_negated: false,
            })?;
            asked.settle(rows, is_listed);
            asked.made = Made::Part;
            Some(asked)
        });
        let asked: Vec<Asked> = asked.collect();
        if !asked.is_empty() {
            changed.insert(at, asked);
        }
    }
    let left: usize = changed.values().map(Vec::len).sum();
    if left <= 6 { changed } else { BTreeMap::new() }
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
