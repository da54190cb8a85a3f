//! The names of fields: finding one by any unique beginning, and what its values look like.

use super::{Facet, Field};
use crate::text::nearest;

/// A field of either sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Facet(Facet),
    Field(Field),
}

impl Name {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let facets = Facet::ALL.into_iter().map(Self::Facet);
        facets.chain(Field::ALL.into_iter().map(Self::Field))
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.word(),
            Self::Field(field) => field.word(),
        }
    }

    /// The field with a value, as somebody would write it.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Facet(facet) => facet.example(),
            Self::Field(field) => field.examples()[0].0,
        }
    }
}

/// Finds a field by its name or any unique beginning of it; `Err` says which could be meant.
pub(super) fn find(given: &str) -> Result<Name, String> {
    let asked = given.to_ascii_lowercase();
    if let Some(exact) = Name::all().find(|name| name.word() == asked) {
        return Ok(exact);
    }
    let starting: Vec<Name> = starting(&asked).collect();
    match starting.as_slice() {
        [one] => Ok(*one),
        [] => {
            let hint = near(&asked).map_or_else(
                || "; a backslash before the colon makes it text".to_owned(),
                |near| format!("; did you mean {near}:?"),
            );
            Err(format!("unknown field \"{given}\"{hint}"))
        }
        several => {
            let words: Vec<&str> = several.iter().map(|name| name.word()).collect();
            Err(format!("field \"{given}\" could be {}", words.join(" or ")))
        }
    }
}

/// The fields whose names begin so.
pub(super) fn starting(asked: &str) -> impl Iterator<Item = Name> {
    Name::all().filter(move |name| name.word().starts_with(asked))
}

/// Whether a word is a field's name, the beginning of one, or nearly one.
pub(super) fn is_near(given: &str) -> bool {
    let asked = given.to_ascii_lowercase();
    starting(&asked).next().is_some() || near(&asked).is_some()
}

/// The field that is misspelt here, or abbreviated: `lvl`.
pub(super) fn near(asked: &str) -> Option<&'static str> {
    let words = || Name::all().map(Name::word);
    let is_short_for = |word: &&str| {
        let mut letters = word.chars();
        let mut asked = asked.chars();
        asked.next() == letters.next() && asked.all(|c| letters.any(|letter| letter == c))
    };
    let is_abbreviated = asked.len() >= 3;
    nearest::one(asked, words()).or_else(|| words().find(is_short_for).filter(|_| is_abbreviated))
}
