//! What was meant as more than text, and is written so that it is text: the signs of other languages, and signs that
//! only look like those of this one. What would be right is made of the words that were written.

use super::{Condition, Query};
use crate::{
    search::{
        Vocabulary, name,
        written::{self, Letter, Part},
    },
    text::{clean, width},
};

/// Between alternatives, with blanks around it.
pub(super) const OR: char = '|';
/// What looks like the colon of a field, or means the same elsewhere.
const COLONS: [char; 5] = [':', '\u{ff1a}', '\u{fe55}', '\u{2236}', '\u{a789}'];
/// What looks like the dash that leaves out, and is written in the place of a colon, too.
const DASHES: [char; 6] = [
    '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}',
];
type Here = fn(&Place<'_>) -> String;
/// What elsewhere stands between words, and what is written here.
const ELSEWHERE: [(&str, Here); 3] = [
    ("OR", |place| {
        let alternatives = [place.before, place.after].map(str::to_owned);
        format!(
            "alternatives are parted by a bar: {}",
            barred(&alternatives)
        )
    }),
    ("AND", |_| "all words are wanted: leave AND out".to_owned()),
    ("NOT", |place| match place.after {
        "" => "a mark before a word leaves it out".to_owned(),
        word => format!("a mark leaves a word out: !{word}"),
    }),
];
/// What is looked for, the first that is found is told.
const MISTAKES: [fn(&Place<'_>) -> Option<String>; 4] = [bars, elsewhere, dash, colon];

/// A part, and how those around it are written.
pub(super) struct Place<'q> {
    pub before: &'q str,
    pub part: &'q Part,
    pub after: &'q str,
    pub vocabulary: &'q Vocabulary,
}

/// What is wrong with a part that is read as text, and what would be right.
pub(super) fn told(place: &Place<'_>) -> Option<String> {
    const SHOWN: usize = 160;
    let told = MISTAKES.iter().find_map(|mistake| mistake(place))?;
    Some(width::truncate(&clean::line(&told), SHOWN).into_owned())
}

/// Bars that touch what they part.
fn bars(place: &Place<'_>) -> Option<String> {
    let letters = &place.part.letters;
    if !letters.iter().any(|letter| letter.is(OR)) {
        return None;
    }
    let mut pieces: Vec<String> = letters.split(|letter| letter.is(OR)).map(spelt).collect();
    if let [first, .., last] = pieces.as_mut_slice() {
        for (piece, neighbour) in [(first, place.before), (last, place.after)] {
            if piece.is_empty() {
                neighbour.clone_into(piece);
            }
        }
    }
    let right = barred(&pieces);
    Some(format!(
        "alternatives are parted by one bar with blanks around it: {right}"
    ))
}

/// Alternatives as they are written; where one of them is not there yet, with the bar that it wants.
fn barred(pieces: &[String]) -> String {
    let known: Vec<&str> = pieces
        .iter()
        .map(String::as_str)
        .filter(|piece| !piece.is_empty())
        .collect();
    match known.as_slice() {
        [] => OR.to_string(),
        [only] => format!("{only} {OR}"),
        several => several.join(" | "),
    }
}

/// Letters as they would be written alone.
pub(super) fn spelt(letters: &[Letter]) -> String {
    let text = written::text(letters);
    if letters.iter().any(|letter| letter.is_literal) {
        written::quoted(&text)
    } else {
        text
    }
}

/// A word that joins others elsewhere.
fn elsewhere(place: &Place<'_>) -> Option<String> {
    let letters = &place.part.letters;
    let spelt = written::text(letters);
    let (_, here) = ELSEWHERE.iter().find(|(word, _)| *word == spelt)?;
    let is_plain = letters.iter().all(|letter| !letter.is_literal);
    is_plain.then(|| here(place))
}

/// A field that is left out by a sign that is no dash.
fn dash(place: &Place<'_>) -> Option<String> {
    let (sign, field) = place.part.letters.split_first()?;
    let right = format!("-{}", written::text(field));
    let is_dash = DASHES.iter().any(|dash| sign.is(*dash));
    (is_dash && is_field(&right, place.vocabulary))
        .then(|| format!("a plain dash leaves out: {right}"))
}

/// The name of a field, and behind it no colon of its own.
fn colon(place: &Place<'_>) -> Option<String> {
    let letters = &place.part.letters;
    let is_sign = |letter: &Letter| letter.is('!') || letter.is('-');
    let signs = letters.iter().take_while(|letter| is_sign(letter)).count();
    let (_, field) = letters.split_at(signs);
    let is_letter = |letter: &Letter| letter.value.is_ascii_alphabetic() && !letter.is_literal;
    let (name, rest) = field.split_at(field.iter().position(|letter| !is_letter(letter))?);
    if rest.first().is_none_or(|mark| mark.is_literal) {
        return None;
    }
    let name = written::text(name);
    name::starting(&name.to_ascii_lowercase()).find(|known| known.word() == name)?;
    let sign = if signs > 0 { "-" } else { "" };
    let right = |value: &[Letter]| format!("{sign}{name}:{}", spelt(value));
    let is_one_of = |letter: &Letter, marks: &[char]| marks.iter().any(|mark| letter.is(*mark));
    let is_colon = |letter: &&Letter| is_one_of(letter, &COLONS);
    match rest.iter().take_while(is_colon).count() {
        1 if rest.first().is_some_and(|mark| mark.is(':')) => {
            let right = right(rest.get(1..)?);
            (signs > 1).then(|| format!("one mark is enough to leave out: {right}"))
        }
        0 => {
            let marks = |marks: &[char]| {
                let begin = rest.iter().take_while(|letter| is_one_of(letter, marks));
                begin.count()
            };
            let (dashes, compared) = (marks(&DASHES), marks(&['<', '>', '=']));
            // The colon itself says that they are equal; and what has no order is compared in vain: then the value alone
            // is meant.
            let values = match (dashes, compared) {
                (1, _) => vec![1],
                (_, 1..) if compared == marks(&['=']) => vec![compared],
                (_, 1..) => vec![0, compared],
                _ => Vec::new(),
            };
            let rights = values
                .into_iter()
                .filter_map(|at| Some(right(rest.get(at..)?)));
            let right = rights
                .into_iter()
                .find(|right| is_field(right, place.vocabulary))?;
            Some(format!("a field has a colon: {right}"))
        }
        colons => {
            let right = right(rest.get(colons..)?);
            Some(format!("a field has one plain colon: {right}"))
        }
    }
}

/// Whether this would be understood as a field with values.
fn is_field(written: &str, vocabulary: &Vocabulary) -> bool {
    let read = Query::parse_in(written, vocabulary);
    let is_whole = read.problems.is_empty() && read.terms.len() == 1;
    let is_text = |condition: &Condition| matches!(condition, Condition::Text(_));
    is_whole && !read.terms.iter().any(|term| is_text(&term.condition))
}
