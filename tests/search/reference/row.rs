//! A connector, and all that it is called.

use std::collections::BTreeMap;

use portolan::{catalog::Connector, words::Kind};

use crate::plain::Plain;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of {
    Name,
    Tail,
    Bare,
    Acronym,
    Former,
    Alias,
}

pub(super) struct Aliases(BTreeMap<String, Vec<String>>);

impl Aliases {
    /// The tables, and the names of what is gone from a catalog.
    pub(super) fn of(connectors: &[Connector]) -> Self {
        let typed = include_str!("../../../assets/aliases.json");
        let retired = include_str!("../../../assets/successors.json");
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

pub(super) struct Row<'a> {
    pub(super) connector: &'a Connector,
    pub(super) place: usize,
    pub(super) spellings: Vec<(Of, Plain)>,
}

impl<'a> Row<'a> {
    pub(super) fn of(connector: &'a Connector, place: usize, aliases: &Aliases) -> Self {
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

    pub(super) fn slug_kind(&self) -> Option<Kind> {
        let slug = self.connector.slug.as_str();
        let is_told = self.connector.tail() != slug;
        match slug.starts_with("source-") {
            _ if !is_told => None,
            true => Some(Kind::Source),
            false => Some(Kind::Destination),
        }
    }

    /// The whole spellings, and the words of those that have several.
    pub(super) fn words(&self) -> impl Iterator<Item = (Of, &[char], bool)> {
        self.spellings.iter().flat_map(|(of, spelling)| {
            let whole = spelling.letters.as_slice();
            let words = spelling.words().into_iter();
            let words = words.filter(|word| word.len() < whole.len());
            std::iter::once((*of, whole, true)).chain(words.map(|word| (*of, word, false)))
        })
    }

    pub(super) fn own(&self) -> impl Iterator<Item = &(Of, Plain)> {
        self.spellings
            .iter()
            .filter(|(of, _)| matches!(of, Of::Name | Of::Tail))
    }
}
