//! Closed vocabularies: an enum whose every value has one word, a label for people, and the aliases that people type.
//! Knows nothing of what the words mean.

use super::nearest;

/// A value of a closed vocabulary.
pub trait Word: Copy + Eq + 'static {
    /// What the vocabulary names, as used in messages: `level`, `deployment`.
    const WHAT: &'static str;
    /// Every value, in the order of the declaration.
    const ALL: &'static [Self];

    /// The stable word of scripts and JSON.
    fn word(self) -> &'static str;
    /// The name that a person reads.
    fn label(self) -> &'static str;
    /// Other spellings that are accepted in input.
    fn aliases(self) -> &'static [&'static str];

    /// The value whose word a text begins with, and what stands behind it. Of words that begin with each other the first
    /// is taken.
    fn leading(text: &str) -> Option<(Self, &str)>;

    /// Reads a word or alias; case, hyphens and blanks do not matter.
    fn parse(input: &str) -> Result<Self, UnknownWord> {
        let mut all = Self::ALL.iter().copied();
        // What programs write is the word itself.
        if let Some(exact) = all.find(|value| value.word() == input) {
            return Ok(exact);
        }
        let asked = normal(input);
        Self::ALL
            .iter()
            .copied()
            .find(|value| value.word() == asked || value.aliases().contains(&asked.as_str()))
            .ok_or_else(|| UnknownWord::of::<Self>(input))
    }
}

fn normal(input: &str) -> String {
    input
        .trim()
        .chars()
        .map(|c| {
            if matches!(c, '-' | ' ') {
                '_'
            } else {
                c.to_ascii_lowercase()
            }
        })
        .collect()
}

/// A word outside its vocabulary, with what would have been right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    pub what: &'static str,
    pub given: String,
    /// Those that it begins, or the one that is spelt nearly so.
    pub nearest: Vec<&'static str>,
    pub allowed: Vec<&'static str>,
}

impl UnknownWord {
    fn of<W: Word>(given: &str) -> Self {
        let spellings = W::ALL
            .iter()
            .flat_map(|value| std::iter::once(value.word()).chain(value.aliases().iter().copied()));
        Self {
            what: W::WHAT,
            given: super::clean::line(given).into_owned(),
            nearest: match nearest::begun(&normal(given), W::ALL.iter().map(|value| value.word())) {
                none if none.is_empty() => nearest::one(&normal(given), spellings)
                    .into_iter()
                    .collect(),
                begun => begun,
            },
            allowed: W::ALL.iter().map(|value| value.word()).collect(),
        }
    }

    /// The same where not every word of the vocabulary would be right.
    #[must_use]
    pub fn offering(mut self, is_right: impl Fn(&str) -> bool) -> Self {
        self.nearest.retain(|word| is_right(word));
        self.allowed.retain(|word| is_right(word));
        self
    }
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown {} \"{}\"", self.what, self.given)?;
        f.write_str(&nearest::offered(&self.nearest))?;
        write!(f, " (one of: {})", self.allowed.join(", "))
    }
}

impl std::error::Error for UnknownWord {}

/// Declares a vocabulary: `enum Kind("kind") { Source = "source", "Source" | "src", … }`.
macro_rules! words {
    ($(
        $(#[$meta:meta])*
        $vis:vis enum $Name:ident($what:literal) {
            $( $(#[$vmeta:meta])* $Value:ident = $word:literal, $label:literal $(| $alias:literal)* ; )+
        }
    )+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $Name { $( $(#[$vmeta])* $Value ),+ }

        impl $Name {
            /// Every value, in the order of the declaration.
            pub const EACH: [Self; [ $( Self::$Value ),+ ].len()] = [ $( Self::$Value ),+ ];
        }

        impl $crate::text::Word for $Name {
            const WHAT: &'static str = $what;
            const ALL: &'static [Self] = &Self::EACH;
            fn word(self) -> &'static str { match self { $( Self::$Value => $word ),+ } }
            fn label(self) -> &'static str { match self { $( Self::$Value => $label ),+ } }
            fn aliases(self) -> &'static [&'static str] {
                match self { $( Self::$Value => &[ $( $alias ),* ] ),+ }
            }
            fn leading(text: &str) -> Option<(Self, &str)> {
                $( if let Some(rest) = $crate::text::behind(text, $crate::text::joined!($word)) {
                    return Some((Self::$Value, rest));
                } )+
                None
            }
        }

        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad($crate::text::Word::word(*self))
            }
        }

        impl std::str::FromStr for $Name {
            type Err = $crate::text::UnknownWord;
            fn from_str(input: &str) -> Result<Self, Self::Err> { $crate::text::Word::parse(input) }
        }

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str($crate::text::Word::word(*self))
            }
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let given = std::borrow::Cow::<'de, str>::deserialize(from)?;
                $crate::text::Word::parse(&given).map_err(serde::de::Error::custom)
            }
        }
    )+ };
}
pub(crate) use words;
