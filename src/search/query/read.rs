//! From a text to the terms of a query: parts between blanks, fields with their values, alternatives.

use std::ops::Range;

use crate::{
    search::{
        Bound, Facet, Field as Compared, Vocabulary, Wanted,
        field::Comparison,
        name::{self, Name},
        pattern::Pattern,
        written::{self, Letter, Part},
    },
    text::clean,
};

use super::{
    Condition, Problem, Query, Taken, Term, WORDS,
    stray::{self, OR, Place},
};

/// What elsewhere stands between values.
const PARTING: [char; 6] = ['|', ';', '/', '+', '\u{ff0c}', '\u{3001}'];

pub(super) fn query(text: &str, vocabulary: &Vocabulary) -> Query {
    let mut query = Query::default();
    let mut start = 0;
    let mut is_alternative = false;
    let mut words = Words {
        left: WORDS,
        is_told: false,
    };
    let parts = written::parts(text);
    for (at, part) in parts.iter().enumerate() {
        if part.is(OR) {
            is_alternative = !query.terms.is_empty();
            continue;
        }
        let is_bar = |part: &Part| part.letters.iter().all(|letter| letter.is(OR));
        let neighbour = |at: Option<usize>| {
            let part = parts.get(at?).filter(|part| !is_bar(part));
            part.map(|part| part.written(text))
        };
        let (condition, mut faults) = condition(&Place {
            before: neighbour(at.checked_sub(1)).unwrap_or_default(),
            part,
            after: neighbour(at.checked_add(1)).unwrap_or_default(),
            vocabulary,
        });
        if is_alternative {
            faults.extend(bare_value(query.terms.last(), part));
        }
        let (condition, unread) = words.read(part, condition);
        faults.extend(unread);
        let spelt = written::text(&part.letters);
        let problems = faults.into_iter().map(|fault| Problem {
            part: spelt.clone(),
            at: fault.at,
            message: fault.message,
            taken: fault.taken,
        });
        query.problems.extend(problems);
        let Some(condition) = condition else {
            is_alternative = false;
            continue;
        };
        let first = if is_alternative {
            query.terms.pop()
        } else {
            None
        };
        is_alternative = false;
        if first.is_none() {
            start = part.at.start;
        }
        query.terms.push(Term {
            written: format!("{}{}", &text[start..part.at.end], part.end),
            condition: match first {
                Some(first) => first.condition.or(condition),
                None => condition,
            },
        });
    }
    query
}

/// Where the last part ends that stands whole before a cut; a single word may be cut itself, a field never.
pub(super) fn edge(text: &str, end: usize) -> usize {
    let is_gap = text[end..].starts_with(char::is_whitespace);
    match written::parts(&text[..end]).as_slice() {
        [.., last] if last.at.end < end || is_gap && last.end.is_empty() => end,
        [.., before, _] => before.at.end,
        [only] if Field::of(only).is_none() => end,
        _ => 0,
    }
}

/// How many letters of words are still read; fields do not count.
struct Words {
    left: usize,
    /// That not all are read.
    is_told: bool,
}

impl Words {
    /// What is read of a part, and why not all of it. Behind a word that has no room no other is read; only a first
    /// word is cut, for without any all would match.
    fn read(&mut self, part: &Part, condition: Condition) -> (Option<Condition>, Option<Fault>) {
        let is_word = matches!(&condition, Condition::Text(word) if !word.needle.is_empty());
        let length = part.letters.len();
        if !is_word || length <= self.left {
            self.left -= if is_word { length } else { 0 };
            return (Some(condition), None);
        }
        let is_first = self.left == WORDS;
        let is_told = std::mem::replace(&mut self.is_told, true);
        self.left = 0;
        let rest = if is_first {
            &part.letters[WORDS..]
        } else {
            &part.letters
        };
        let fault = Fault {
            at: written::place(rest).unwrap_or_else(|| part.at.clone()),
            message: format!("only {WORDS} letters of words are read, besides fields"),
            taken: Taken::Unread,
        };
        let read = is_first.then(|| Condition::Text(Pattern::of(&part.letters[..WORDS])));
        (read, Some(fault).filter(|_| !is_told))
    }
}

/// Why some letters are not understood.
struct Fault {
    at: Range<usize>,
    message: String,
    taken: Taken,
}

impl Fault {
    fn text(at: Range<usize>, message: String) -> Self {
        let taken = Taken::Text;
        Self { at, message, taken }
    }
}

/// What a part asks for; with faults it is text, or nothing yet.
fn condition(place: &Place<'_>) -> (Condition, Vec<Fault>) {
    let part = place.part;
    let text = || Condition::Text(Pattern::of(&part.letters));
    let Some(field) = Field::of(part) else {
        let text = text();
        let taken = if text.asks_for_nothing() {
            Taken::LeftOut
        } else {
            Taken::Text
        };
        let told = stray::told(place).map(|message| Fault {
            at: part.at.clone(),
            message,
            taken,
        });
        return (text, told.into_iter().collect());
    };
    match field.condition(place.vocabulary) {
        Ok(condition) => (condition, Vec::new()),
        Err(faults) if faults.iter().all(|fault| fault.taken == Taken::Nothing) => {
            (Condition::Text(Pattern::word("")), faults)
        }
        Err(faults) => {
            let parted = field.parted().map(|fault| vec![fault]);
            (text(), parted.unwrap_or(faults))
        }
    }
}

/// A value of the facet before a bar, but without its field: a word like any other.
fn bare_value(before: Option<&Term>, part: &Part) -> Option<Fault> {
    let before = before?.condition.alternatives().last()?;
    let Condition::Facet {
        facet,
        values,
        is_negated,
    } = before
    else {
        return None;
    };
    let sign = if *is_negated { "-" } else { "" };
    let word = written::text(&part.letters);
    let is_value = !Facet::OWN.contains(facet) && facet.value(&word).is_ok();
    let is_plain = !part.letters.iter().any(|letter| letter.is_literal);
    let known: Vec<&str> = values.iter().map(Wanted::word).collect();
    (is_value && is_plain).then(|| {
        let message = format!(
            "values are parted by commas: {sign}{}:{},{word}",
            facet.word(),
            known.join(",")
        );
        Fault::text(part.at.clone(), message)
    })
}

/// A part that is written as a field with values.
struct Field<'a> {
    part: &'a Part,
    name: &'a [Letter],
    values: &'a [Letter],
    is_negated: bool,
}

impl<'a> Field<'a> {
    /// `None` where the colon evidently belongs to something else: an address, an image with its tag, a time.
    fn of(part: &'a Part) -> Option<Self> {
        let colon = part.letters.iter().position(|letter| letter.is(':'))?;
        let (name, values) = part.letters.split_at(colon);
        let values = values.get(1..).unwrap_or_default();
        let (is_negated, name) = match name {
            [sign, name @ ..] if sign.is('-') || sign.is('!') => (true, name),
            name => (false, name),
        };
        let is_word = |letter: &Letter| letter.value.is_ascii_alphabetic() && !letter.is_literal;
        let starts = |mark: char| values.first().is_some_and(|letter| letter.is(mark));
        let is_address = [':', '/', '\\'].into_iter().any(starts);
        if name.is_empty() || is_address || !name.iter().all(is_word) {
            return None;
        }
        let starts_with_digit = values.first().is_some_and(|l| l.value.is_ascii_digit());
        if starts_with_digit && !name::is_near(&written::text(name)) {
            return None;
        }
        Some(Self {
            part,
            name,
            values,
            is_negated,
        })
    }

    fn condition(&self, vocabulary: &Vocabulary) -> Result<Condition, Vec<Fault>> {
        let given = written::text(self.name);
        let name = name::find(&given).map_err(|message| {
            let at = written::place(self.name).unwrap_or_else(|| self.part.at.clone());
            vec![Fault::text(at, message)]
        })?;
        let mut pieces = self.values.split(|letter| letter.is(','));
        if pieces.all(|piece| Comparison::split(piece).1.is_empty()) {
            return Err(vec![Fault {
                at: self.part.at.clone(),
                message: format!(
                    "the field {} wants a value, such as {}",
                    name.word(),
                    name.example()
                ),
                taken: Taken::Nothing,
            }]);
        }
        let is_negated = self.is_negated;
        Ok(match name {
            Name::Facet(facet) => {
                let values = self.each(name, |piece| wanted(facet, piece, vocabulary))?;
                let mut values: Vec<_> = values.into_iter().flatten().collect();
                let mut seen = Vec::new();
                values.retain(|value| {
                    let is_new = !seen.contains(value);
                    seen.push(value.clone());
                    is_new
                });
                Condition::Facet {
                    facet,
                    values,
                    is_negated,
                }
            }
            Name::Field(field) => {
                let mut bounds = self.each(name, |piece| {
                    let (comparison, value) = Comparison::split(piece);
                    Bound::parse(field, comparison, value)
                })?;
                let bound = match (bounds.pop(), bounds.is_empty()) {
                    (Some(only), true) => only,
                    (last, _) => Bound::OneOf(bounds.into_iter().chain(last).collect()),
                };
                Condition::Bound { bound, is_negated }
            }
        })
    }

    /// Values that are parted by another mark than a comma, with how they are written.
    fn parted(&self) -> Option<Fault> {
        let is_mark = |letter: &Letter| PARTING.into_iter().any(|mark| letter.is(mark));
        let name = name::find(&written::text(self.name)).ok()?;
        let given = format!("{}:", written::text(self.name));
        let pieces = self
            .values
            .split(|letter| is_mark(letter) || letter.is(','));
        let values: Vec<String> = pieces
            .map(|piece| {
                let value = written::text(piece);
                let value = value.strip_prefix(&given).unwrap_or(&value);
                value.trim_matches(['(', ')', '[', ']']).to_owned()
            })
            .filter(|value| !value.is_empty())
            .collect();
        // A day has such marks in it, and is not several: bounds say how each compares.
        let is_bound = |value: &String| value.starts_with(['<', '>', '=']);
        let is_one = matches!(name, Name::Field(_)) && !values.iter().all(is_bound);
        if is_one || values.len() < 2 || !self.values.iter().any(is_mark) {
            return None;
        }
        let sign = if self.is_negated { "-" } else { "" };
        let at = written::place(self.values).unwrap_or_else(|| self.part.at.clone());
        let message = format!(
            "values are parted by commas: {sign}{}:{}",
            name.word(),
            values.join(",")
        );
        Some(Fault::text(at, clean::line(&message).into_owned()))
    }

    /// What the values between commas mean, or what is wrong with each that means nothing.
    fn each<T>(
        &self,
        name: Name,
        read: impl Fn(&[Letter]) -> Result<T, String>,
    ) -> Result<Vec<T>, Vec<Fault>> {
        let (mut meant, mut faults) = (Vec::new(), Vec::new());
        for piece in self.values.split(|letter| letter.is(',')) {
            let Some(at) = written::place(piece) else {
                continue;
            };
            let value = match left_out(name, piece) {
                Some(right) => Err(right),
                None => read(piece),
            };
            match value {
                Ok(value) => meant.push(value),
                Err(message) => faults.push(Fault::text(at, message)),
            }
        }
        if faults.is_empty() {
            Ok(meant)
        } else {
            Err(faults)
        }
    }
}

/// What is right where the mark that leaves out stands before a value. A day has no such mark, and its dash is no sign.
fn left_out(name: Name, piece: &[Letter]) -> Option<String> {
    let (comparison, value) = Comparison::split(piece);
    let (mark, rest) = value.split_first()?;
    let has_dash = !matches!(
        name,
        Name::Field(Compared::Due | Compared::Updated | Compared::Changed)
    );
    let is_mark = mark.is('!') || mark.is('-') && has_dash;
    let sign = comparison.map_or("", Comparison::sign);
    is_mark.then(|| {
        format!(
            "the mark that leaves out stands before the field: -{}:{sign}{}",
            name.word(),
            stray::spelt(rest)
        )
    })
}

/// The values of a facet that one written value stands for.
fn wanted(facet: Facet, piece: &[Letter], vocabulary: &Vocabulary) -> Result<Vec<Wanted>, String> {
    let (comparison, value) = Comparison::split(piece);
    let value = written::text(value);
    match comparison {
        None | Some(Comparison::Is) => Ok(vec![vocabulary.read(facet, &value)?]),
        Some(comparison) => facet
            .compared(comparison, &value)
            .map_err(|reason| clean::line(&reason).into_owned()),
    }
}
