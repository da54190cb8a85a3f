//! What could be written at the cursor of a query: names of fields, their values, and examples of what is compared.
//! Knows no screen and no shell.

mod begun;

use std::ops::Range;

use super::{
    Facet, Field, Vocabulary, Wanted,
    field::Comparison,
    name::{self, Name},
    written::{self, Letter, Part},
};
use crate::{
    catalog::Connector,
    text::{fold::fold, nearest},
};

/// What is known of the catalog that a query asks.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub vocabulary: &'a Vocabulary,
    pub connectors: &'a [Connector],
}

/// What could stand in the place of the letters before the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The letters that it replaces, in bytes of the query; they end at the cursor.
    pub replace: Range<usize>,
    pub text: String,
    /// What it means, for a person who chooses.
    pub hint: String,
}

impl Completion {
    /// Whether it is the name of a field, which wants a value next.
    pub fn is_field(&self) -> bool {
        self.text.ends_with(':')
    }
}

/// Near misses are offered of words that are at least this long.
const NEAR_FROM: usize = 3;
const NEAR: usize = 3;

/// What could be written at the cursor, the likeliest first; nothing in the middle of a word.
pub fn complete(text: &str, cursor: usize, known: Known<'_>) -> Vec<Completion> {
    let Some((before, after)) = text.split_at_checked(cursor) else {
        return Vec::new();
    };
    let part = written::parts(before)
        .pop()
        .filter(|part| part.at.end == cursor);
    let is_quoted = part.as_ref().is_some_and(|part| !part.end.is_empty());
    let is_end = after.is_empty() || after.starts_with([',', ' ']) && !is_quoted;
    match part {
        _ if !is_end => Vec::new(),
        Some(part) => Place { part, cursor }.completions(before, known),
        None if before.is_empty() || before.ends_with(char::is_whitespace) => {
            fields("", cursor..cursor)
        }
        None => Vec::new(),
    }
}

/// The values of a facet that begin with what is typed, with what they mean, without regard to a query.
pub fn values(facet: Facet, typed: &str, vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let choices = Choices {
        facet,
        vocabulary,
        taken: Vec::new(),
    };
    let found = choices.starting(typed);
    match vocabulary.read(facet, typed) {
        Ok(whole) if found.is_empty() && !typed.is_empty() => {
            vec![(typed.to_owned(), whole.label().unwrap_or("").to_owned())]
        }
        _ => found,
    }
}

/// The part of the query that the cursor ends.
struct Place {
    part: Part,
    cursor: usize,
}

impl Place {
    fn completions(&self, before: &str, known: Known<'_>) -> Vec<Completion> {
        let signed = match self.part.letters.as_slice() {
            [sign, rest @ ..] if sign.is('-') || sign.is('!') => rest,
            all => all,
        };
        let is_plain = |letters: &[Letter]| {
            let is_word = |l: &Letter| l.value.is_ascii_alphabetic() && !l.is_literal;
            letters.iter().all(is_word)
        };
        let Some(colon) = signed.iter().position(|letter| letter.is(':')) else {
            let start = written::place(signed).map_or(self.cursor, |place| place.start);
            return if is_plain(signed) {
                fields(&written::text(signed), start..self.cursor)
            } else {
                Vec::new()
            };
        };
        let (given, values) = signed.split_at(colon);
        if !is_plain(given) || given.is_empty() {
            return Vec::new();
        }
        let values = values.get(1..).unwrap_or_default();
        match name::find(&written::text(given)) {
            Ok(Name::Facet(facet)) => self.values(&signed[colon], values, &|taken| Choices {
                facet,
                vocabulary: known.vocabulary,
                taken,
            }),
            Ok(Name::Field(field)) => self.bounds((field, known), &signed[colon], values),
            Err(_) => self.other_field(given, before),
        }
    }

    /// Where the letters of the last value begin, a quote included: behind the colon or the last comma.
    fn start(&self, colon: &Letter, values: &[Letter]) -> usize {
        let comma = values.iter().rev().find(|letter| letter.is(','));
        let mark = comma.unwrap_or(colon);
        written::place(std::slice::from_ref(mark)).map_or(self.cursor, |place| place.end)
    }

    fn values<'v>(
        &self,
        colon: &Letter,
        values: &[Letter],
        choices: &dyn Fn(Vec<Wanted>) -> Choices<'v>,
    ) -> Vec<Completion> {
        let mut pieces: Vec<&[Letter]> = values.split(|letter| letter.is(',')).collect();
        let typed = pieces.pop().unwrap_or_default();
        let facet = choices(Vec::new()).facet;
        let read = |piece: &&[Letter]| facet.value(&written::text(piece)).ok();
        let choices = choices(pieces.iter().filter_map(read).collect());
        let (comparison, word) = Comparison::split(typed);
        // What is like it means the opposite.
        if word
            .first()
            .is_some_and(|mark| mark.is('!') || mark.is('-'))
        {
            return Vec::new();
        }
        let sign = match comparison {
            Some(_) if !facet.has_order() => return Vec::new(),
            Some(comparison) => comparison.sign(),
            None => "",
        };
        let start = self.start(colon, values);
        let found = choices.starting(&written::text(word)).into_iter();
        // Nothing is below the lowest.
        let is_any = |(word, _): &(String, String)| {
            comparison.is_none_or(|comparison| facet.compared(comparison, word).is_ok())
        };
        let completion = |(word, hint): (String, String)| Completion {
            replace: start..self.cursor,
            text: format!("{sign}{}", written::quoted(&word)),
            hint,
        };
        found.filter(is_any).map(completion).collect()
    }

    fn bounds(
        &self,
        (field, known): (Field, Known<'_>),
        colon: &Letter,
        values: &[Letter],
    ) -> Vec<Completion> {
        let start = self.start(colon, values);
        let mut pieces: Vec<String> = values
            .split(|letter| letter.is(','))
            .map(written::text)
            .collect();
        let typed = pieces.pop().unwrap_or_default();
        let is_more = |value: &str| value != typed && !pieces.iter().any(|piece| piece == value);
        let completion = |(text, hint): (String, String)| Completion {
            replace: start..self.cursor,
            text,
            hint,
        };
        if matches!(field, Field::Name | Field::Host) {
            let begun = begun::begun(field, &typed, known.connectors).into_iter();
            let more = begun.filter(|(word, _)| is_more(word));
            let more = more.map(|(word, hint)| (written::quoted(&word), hint));
            return more.map(completion).collect();
        }
        let examples = field.examples().iter().filter_map(|(written, hint)| {
            let (_, value) = written.split_once(':')?;
            let is_begun = value.starts_with(&typed) && is_more(value);
            is_begun.then(|| (value.to_owned(), (*hint).to_owned()))
        });
        examples.map(completion).collect()
    }

    /// Fields that were perhaps meant, with what is written behind the colon.
    fn other_field(&self, given: &[Letter], before: &str) -> Vec<Completion> {
        let Some(place) = written::place(given) else {
            return Vec::new();
        };
        let values = before.get(place.end..).unwrap_or_default();
        let meant = name::meant(&written::text(given).to_ascii_lowercase());
        let completion = |name: Name| Completion {
            text: format!("{}{values}", name.word()),
            replace: place.start..self.cursor,
            hint: "did you mean this field?".to_owned(),
        };
        meant.into_iter().map(completion).collect()
    }
}

fn fields(typed: &str, replace: Range<usize>) -> Vec<Completion> {
    let asked = typed.to_ascii_lowercase();
    let completion = |name: Name| Completion {
        replace: replace.clone(),
        text: format!("{}:", name.word()),
        hint: name.example().to_owned(),
    };
    name::starting(&asked).map(completion).collect()
}

/// The values that can be chosen for a facet.
struct Choices<'v> {
    facet: Facet,
    vocabulary: &'v Vocabulary,
    /// Those that are chosen already.
    taken: Vec<Wanted>,
}

impl Choices<'_> {
    /// The words that begin so, with what they mean; else those that are spelt nearly so.
    fn starting(&self, typed: &str) -> Vec<(String, String)> {
        let asked = fold(typed.trim()).into_owned();
        let words = self.words();
        if words.iter().any(|(word, _)| is_same(word, &asked)) && !asked.is_empty() {
            return Vec::new();
        }
        let is_start = |word: &str| normal(word).starts_with(&normal(&asked));
        let mut found: Vec<(String, String)> = Vec::new();
        for (word, hint) in words.iter().filter(|(word, _)| is_start(word)) {
            let is_alias = hint.starts_with(ALIAS);
            let is_offered = found
                .iter()
                .any(|(known, _)| hint.ends_with(known.as_str()));
            if !is_alias || !asked.is_empty() && !is_offered {
                found.push((word.clone(), hint.clone()));
            }
        }
        if !found.is_empty() || asked.chars().count() < NEAR_FROM {
            return found;
        }
        let near = nearest::some(&asked, words.iter().map(|(word, _)| word.as_str()), NEAR);
        let near = near.into_iter().map(str::to_owned);
        near.map(|word| (word, "did you mean this?".to_owned()))
            .collect()
    }

    /// Every word, then every alias, with what it means.
    fn words(&self) -> Vec<(String, String)> {
        let values = self.vocabulary.values(self.facet);
        let free = || values.iter().filter(|value| !self.taken.contains(value));
        let words = free().map(|value| {
            let label = value.label().filter(|label| *label != value.word());
            (value.word().to_owned(), label.unwrap_or("").to_owned())
        });
        let aliases = free().flat_map(|value| {
            let meaning = format!("{ALIAS}{}", value.word());
            let aliases = value.aliases().iter();
            aliases.map(move |alias| ((*alias).to_owned(), meaning.clone()))
        });
        words.chain(aliases).collect()
    }
}

const ALIAS: &str = "the same as ";

/// Vocabularies do not tell hyphens and blanks from underscores.
fn normal(word: &str) -> String {
    word.replace(['-', ' '], "_")
}

fn is_same(word: &str, other: &str) -> bool {
    normal(word) == normal(other)
}

#[cfg(test)]
mod tests;
