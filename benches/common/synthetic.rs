//! Catalogs of any size. Names are put together from the words of the bundled catalog's own names, and all else of a
//! connector is that of a bundled one, so that lengths, levels and histories are as frequent as they are there.

use std::collections::HashSet;

use portolan::{
    catalog::{Catalog, Connector, Docs},
    store::bundled,
    text::Text,
    words::Kind,
};

use super::random::Random;

/// A catalog with this many connectors; larger ones begin with other connectors than smaller ones.
pub(crate) fn catalog(size: usize) -> Catalog {
    let bundled = bundled::read().unwrap().catalog;
    let mut maker = Maker::new(&bundled);
    let connectors = (0..size).map(|_| maker.connector()).collect();
    let (catalog, twice) = of_its_days(&bundled).with_connectors(connectors);
    assert!(twice.is_empty(), "two connectors with one key");
    catalog
}

/// An empty catalog of the same days.
pub(crate) fn of_its_days(catalog: &Catalog) -> Catalog {
    let mut days = Catalog::default();
    days.as_of = catalog.as_of;
    days.snapshots.clone_from(&catalog.snapshots);
    days
}

pub(crate) struct Maker<'a> {
    models: &'a [Connector],
    /// First words, and words that stand after others.
    words: [Vec<&'a str>; 2],
    random: Random,
    taken: HashSet<String>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(bundled: &'a Catalog) -> Self {
        let models = bundled.connectors();
        let words = |name: &'a str| name.split(' ').filter(|word| !word.is_empty());
        let first = models.iter().filter_map(|c| words(&c.name).next());
        let later = models.iter().flat_map(|c| words(&c.name).skip(1));
        Self {
            models,
            words: [first.collect(), later.collect()],
            random: Random::new(2026),
            taken: HashSet::new(),
        }
    }

    pub(crate) fn connector(&mut self) -> Connector {
        let mut made = self.models[self.random.below(self.models.len())].clone();
        let name = self.name();
        let slug = self.slug(made.kind, &name);
        made.image = Some(Text::name(&format!("airbyte/{slug}")));
        made.docs_url = Some(Docs::new(&format!(
            "https://docs.airbyte.com/integrations/{}s/{}",
            prefix(made.kind),
            slug.split_once('-').map_or("", |(_, tail)| tail)
        )));
        made.id = Some(Text::name(&self.random.id()));
        (made.name, made.slug) = (Text::name(&name), Text::name(&slug));
        made
    }

    /// Two or three words mostly: with fewer, large catalogs would have the same names again and again.
    fn name(&mut self) -> String {
        let more = [1, 1, 1, 2, 2, 3][self.random.below(6)];
        let mut words = vec![self.random.one(&self.words[0])];
        for _ in 0..more {
            let list = usize::from(self.random.below(3) == 0);
            words.push(self.random.one(&self.words[list]));
        }
        words.join(" ")
    }

    fn slug(&mut self, kind: Kind, name: &str) -> String {
        let mut tail = String::new();
        for c in name.to_lowercase().chars() {
            match c {
                c if c.is_ascii_alphanumeric() => tail.push(c),
                _ if tail.ends_with('-') || tail.is_empty() => {}
                _ => tail.push('-'),
            }
        }
        let plain = format!("{}-{}", prefix(kind), tail.trim_end_matches('-'));
        let mut slug = plain.clone();
        while !self.taken.insert(slug.clone()) {
            slug = format!("{plain}-{}", self.random.below(100_000));
        }
        slug
    }
}

fn prefix(kind: Kind) -> &'static str {
    match kind {
        Kind::Source => "source",
        Kind::Destination => "destination",
    }
}
