//! The names of fields: finding one by any unique beginning, and what its values look like.

mod called;

use super::{Facet, Field};
use crate::text::nearest;
use called::Help;

/// Other spellings of a name, which are as good.
const SPELLINGS: [(&str, Name); 1] = [("licence", Name::Facet(Facet::License))];

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

    fn is_spelt(self, asked: &str) -> bool {
        self.word() == asked || SPELLINGS.contains(&(asked, self))
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
    if let Some(exact) = Name::all().find(|name| name.is_spelt(&asked)) {
        return Ok(exact);
    }
    let starting: Vec<Name> = starting(&asked).collect();
    match starting.as_slice() {
        [one] => Ok(*one),
        [] => Err(format!("unknown field \"{given}\"{}", hint(&asked))),
        several => {
            let words = words(several.iter().copied(), " or ");
            Err(format!("field \"{given}\" could be {words}"))
        }
    }
}

fn words(names: impl Iterator<Item = Name>, between: &str) -> String {
    let words: Vec<&str> = names.map(Name::word).collect();
    words.join(between)
}

/// What to write instead of a name that no field has.
fn hint(asked: &str) -> String {
    match help(asked) {
        Some(Help::Fields(fields)) => {
            format!("; did you mean {}:?", words(fields.into_iter(), ": or "))
        }
        Some(Help::Told(told)) => format!("; {told}"),
        None => format!(
            " (one of: {}); a backslash before the colon makes it text",
            words(Name::all(), ", ")
        ),
    }
}

fn help(asked: &str) -> Option<Help> {
    let near = || near(asked).map(|near| Help::Fields(vec![near]));
    let called = called::exactly(asked).or_else(near);
    called.or_else(|| called::beginning(asked))
}

/// The fields that are meant by what is no field's name; none where none is.
pub(super) fn meant(asked: &str) -> Vec<Name> {
    match help(asked) {
        Some(Help::Fields(fields)) => fields,
        Some(Help::Told(_)) | None => Vec::new(),
    }
}

/// The fields whose names begin so.
pub(super) fn starting(asked: &str) -> impl Iterator<Item = Name> {
    Name::all().filter(move |name| name.word().starts_with(asked))
}

/// Whether a word is a field's name, the beginning of one, nearly one, or what people call one.
pub(super) fn is_near(given: &str) -> bool {
    let asked = given.to_ascii_lowercase();
    let is_called = || called::exactly(&asked).is_some();
    starting(&asked).next().is_some() || near(&asked).is_some() || is_called()
}

/// The field that is misspelt here, or abbreviated: `lvl`.
fn near(asked: &str) -> Option<Name> {
    let is_short_for = |name: &Name| {
        let mut letters = name.word().chars();
        let mut asked = asked.chars();
        asked.next() == letters.next() && asked.all(|c| letters.any(|letter| letter == c))
    };
    let is_abbreviated = asked.len() >= 3;
    let misspelt = nearest::one(asked, Name::all().map(Name::word));
    let misspelt = misspelt.and_then(|word| Name::all().find(|name| name.word() == word));
    misspelt.or_else(|| Name::all().find(is_short_for).filter(|_| is_abbreviated))
}
