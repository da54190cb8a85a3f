//! What people type for a connector that its names do not say, and the names of what it succeeded.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    catalog::Connector,
    search::{
        Hands,
        heritage::{self, Retired},
    },
};

/// By slug, or by the slug without its kind where both kinds are meant.
const ALIASES: &str = include_str!("../../../assets/aliases.json");

#[expect(
    clippy::expect_used,
    reason = "the table is compiled in, and a test reads it"
)]
static TYPED: LazyLock<HashMap<&str, Vec<&str>>> =
    LazyLock::new(|| serde_json::from_str(ALIASES).expect("the table of aliases is right"));

/// What people type for a connector.
pub(in crate::search) fn typed(connector: &Connector) -> impl Iterator<Item = &'static str> {
    let keys = [connector.slug.as_str(), connector.tail()];
    let typed = keys.into_iter().filter_map(|key| TYPED.get(key));
    typed.flatten().copied()
}

/// The other spellings of the connectors of a catalog.
pub(super) struct Aliases<'a> {
    /// The spellings of what is gone, by the slug of the successor.
    retired: HashMap<&'static str, Vec<Retired<'a>>>,
    /// What is known at all, told from nearly all that is not.
    known: Sieve,
}

/// Words by their lengths and last letters: most others are told from them without being looked up.
struct Sieve([u64; 256]);

impl Sieve {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut sieve = Self([0; 256]);
        for word in words {
            let (last, length) = Self::place(word);
            sieve.0[last] |= length;
        }
        sieve
    }

    fn may_have(&self, word: &str) -> bool {
        let (last, length) = Self::place(word);
        self.0[last] & length != 0
    }

    fn place(word: &str) -> (usize, u64) {
        let last = word.bytes().next_back().unwrap_or(0);
        (usize::from(last), 1 << (word.len() % 64))
    }
}

impl<'a> Aliases<'a> {
    pub fn of(connectors: &'a [Connector], hands: &impl Hands) -> Self {
        let gone = heritage::all().flat_map(|(_, gone)| gone);
        let is_known = Sieve::of(gone.map(String::as_str));
        // Few are gone; of the others, which lie far apart in memory, no slug is looked at.
        let may_be = |c: &&Connector| c.is_gone() && is_known.may_have(&c.slug);
        let looked_through = hands.finish(connectors.len(), |part| -> Vec<&Connector> {
            connectors[part].iter().filter(may_be).collect()
        });
        let known = looked_through.into_iter().flatten();
        let known: HashMap<&str, &Connector> = known.map(|c| (c.slug.as_str(), c)).collect();
        let retired = |slug: &'static String| Retired::new(slug, known.get(slug.as_str()).copied());
        let retired = heritage::all().map(|(successor, gone)| {
            let gone = gone.iter().map(retired);
            (successor, gone.collect())
        });
        let retired: HashMap<&str, Vec<Retired<'a>>> = retired.collect();
        let words = TYPED.keys().copied();
        let known = Sieve::of(words.chain(retired.keys().copied()));
        Self { retired, known }
    }

    /// Tells each other spelling of a connector.
    pub fn each(&self, connector: &Connector, mut tell: impl FnMut(&str)) {
        let keys = [connector.slug.as_str(), connector.tail()];
        if keys.into_iter().any(|key| self.known.may_have(key)) {
            typed(connector).for_each(&mut tell);
        }
        let slug = connector.slug.as_str();
        let retired = self.known.may_have(slug).then(|| self.retired.get(slug));
        let retired = retired.flatten();
        for retired in retired.into_iter().flatten() {
            retired.names().for_each(&mut tell);
        }
    }
}

/// A slug without its kind.
pub(in crate::search) fn tail(slug: &str) -> &str {
    slug.split_once('-').map_or(slug, |(_, tail)| tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::wire, text::fold::fold};

    /// Somebody who types it means the product, not one of its two kinds.
    #[test]
    fn an_alias_of_what_exists_as_both_kinds_leads_to_both() {
        let bundled = include_bytes!("../../../assets/catalog.json");
        let catalog = wire::decode(bundled, None).unwrap().catalog;
        let offered = || catalog.connectors().iter().filter(|c| !c.is_gone());
        let typed = |c: &Connector| -> Vec<&str> {
            let keys = [c.slug.as_str(), c.tail()];
            let typed = keys.iter().filter_map(|key| TYPED.get(key)).flatten();
            typed.copied().collect()
        };
        for connector in offered() {
            let is_twin = |other: &&Connector| {
                let is_same =
                    other.tail() == connector.tail() || fold(&other.name) == fold(&connector.name);
                is_same && other.kind != connector.kind
            };
            for twin in offered().filter(is_twin) {
                for alias in typed(connector) {
                    let is_both = typed(twin).contains(&alias) || fold(&twin.name) == alias;
                    assert!(
                        is_both,
                        "{alias} leads to {}, not {}",
                        connector.slug, twin.slug
                    );
                }
            }
        }
    }

    #[test]
    fn every_alias_leads_to_a_connector_on_offer() {
        let bundled = include_bytes!("../../../assets/catalog.json");
        let catalog = wire::decode(bundled, None).unwrap().catalog;
        assert!(TYPED.values().flatten().count() >= 60);
        for (key, aliases) in TYPED.iter() {
            let mut meant = catalog.connectors().iter().filter(|c| !c.is_gone());
            let meant = meant.find(|c| c.slug == **key || c.tail() == *key);
            assert!(meant.is_some(), "{key} is not on offer");
            for alias in aliases {
                assert_eq!(**alias, alias.to_lowercase(), "{key}");
            }
        }
    }
}
