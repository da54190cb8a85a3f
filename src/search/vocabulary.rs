//! The words that a query may use where the catalog makes them: its types, languages and licences.

use super::{Facet, Wanted, facet::UNKNOWN};
use crate::{
    catalog::Connector,
    text::{clean, fold::fold, nearest},
};

/// What the values of a catalog's own facets are called, the commonest first. An empty one knows of none, and takes any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    own: Vec<(Facet, Vec<Wanted>)>,
}

impl Vocabulary {
    pub fn of(connectors: &[Connector]) -> Self {
        let own = Facet::OWN.map(|facet| (facet, facet.values(connectors)));
        Self { own: own.to_vec() }
    }

    /// The values of a facet, in the order in which they are offered.
    pub fn values(&self, facet: Facet) -> Vec<Wanted> {
        match self.own_values(facet) {
            Some(values) => values.to_vec(),
            None => facet.values(&[]),
        }
    }

    fn own_values(&self, of: Facet) -> Option<&[Wanted]> {
        let own = self.own.iter().find(|(facet, _)| *facet == of);
        own.map(|(_, values)| values.as_slice())
    }

    /// Reads a value of a facet; `Err` says what would be one.
    pub fn read(&self, facet: Facet, text: &str) -> Result<Wanted, String> {
        let wanted = facet.value(text).map_err(|unknown| unknown.to_string())?;
        let known = self.own_values(facet).unwrap_or_default();
        if known.is_empty() || wanted.word() == UNKNOWN || known.contains(&wanted) {
            return Ok(wanted);
        }
        let asked = fold(text);
        let words: Vec<&str> = known.iter().map(Wanted::word).collect();
        let mut near = nearest::begun(&asked, words.iter().copied());
        if near.is_empty() {
            near.extend(nearest::one(&asked, words.iter().copied()));
        }
        let hint = nearest::offered(&near);
        Err(format!(
            "unknown {} \"{}\"{hint} (one of: {})",
            facet.word(),
            clean::line(text),
            words.join(", ")
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, words::Kind};

    #[test]
    fn a_catalog_knows_its_own_words_and_an_empty_vocabulary_takes_any() {
        let mut connector = Connector::new(Text::name("a"), Kind::Source, Text::name("A"));
        connector.languages = vec![Text::name("Python")].into();
        let vocabulary = Vocabulary::of(&[connector]);
        let python = Wanted::Language("python".to_owned());
        let unknown = Wanted::Language("unknown".to_owned());
        assert_eq!(vocabulary.read(Facet::Language, "PYTHON"), Ok(python));
        assert_eq!(vocabulary.read(Facet::Language, "unknown"), Ok(unknown));
        let message = vocabulary.read(Facet::Language, "pyton").unwrap_err();
        assert_eq!(
            message,
            "unknown language \"pyton\"; did you mean \"python\"? (one of: python)"
        );
        assert!(Vocabulary::default().read(Facet::Language, "pyton").is_ok());
    }
}
