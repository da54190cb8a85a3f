//! What people type for a connector that its names do not say, and the names of what it succeeded.

use std::collections::{BTreeMap, HashMap};

use crate::catalog::{Connector, successor};

/// By slug, or by the slug without its kind where both kinds are meant.
const ALIASES: &str = include_str!("../../../assets/aliases.json");

/// The other spellings of the connectors of a catalog.
pub(super) struct Aliases<'a> {
    typed: HashMap<&'static str, Vec<&'static str>>,
    /// The spellings of what is gone, by the slug of the successor.
    retired: BTreeMap<String, Vec<Retired<'a>>>,
}

/// Something gone: known by the catalog, or by its slug alone.
enum Retired<'a> {
    Known(&'a Connector),
    Slug(String),
}

impl<'a> Aliases<'a> {
    pub fn of(connectors: &'a [Connector]) -> Self {
        let mut gone = successor::all();
        let mut retired: BTreeMap<String, Vec<Retired<'a>>> = BTreeMap::new();
        for connector in connectors.iter().filter(|c| c.is_gone()) {
            if let Some(successor) = gone.remove(connector.slug.as_str()) {
                let known = Retired::Known(connector);
                retired.entry(successor).or_default().push(known);
            }
        }
        for (slug, successor) in gone {
            let slug = Retired::Slug(slug);
            retired.entry(successor).or_default().push(slug);
        }
        Self {
            typed: table(),
            retired,
        }
    }

    /// Tells each other spelling of a connector.
    pub fn each(&self, connector: &Connector, mut tell: impl FnMut(&str)) {
        for key in [connector.slug.as_str(), connector.tail()] {
            let typed = self.typed.get(key).into_iter().flatten();
            typed.for_each(|alias| tell(alias));
        }
        let retired = self.retired.get(connector.slug.as_str());
        for retired in retired.into_iter().flatten() {
            match retired {
                Retired::Slug(slug) => tell(tail(slug)),
                Retired::Known(gone) => {
                    tell(gone.tail());
                    tell(&gone.name);
                    let states = gone.history.iter();
                    states.filter_map(|s| s.name.as_deref()).for_each(&mut tell);
                }
            }
        }
    }
}

fn tail(slug: &str) -> &str {
    slug.split_once('-').map_or(slug, |(_, tail)| tail)
}

#[expect(
    clippy::expect_used,
    reason = "the table is compiled in, and a test reads it"
)]
fn table() -> HashMap<&'static str, Vec<&'static str>> {
    serde_json::from_str(ALIASES).expect("the table of aliases is right")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::wire;

    #[test]
    fn every_alias_leads_to_a_connector_on_offer() {
        let bundled = include_bytes!("../../../assets/catalog.json");
        let catalog = wire::decode(bundled, None).unwrap().catalog;
        let table = table();
        assert!(table.values().flatten().count() >= 60);
        for (key, aliases) in table {
            let mut meant = catalog.connectors().iter().filter(|c| !c.is_gone());
            let meant = meant.find(|c| c.slug == *key || c.tail() == key);
            assert!(meant.is_some(), "{key} is not on offer");
            for alias in aliases {
                assert_eq!(alias, alias.to_lowercase(), "{key}");
            }
        }
    }
}
