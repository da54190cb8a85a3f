//! The catalog by every name that files use. Knows no answer.

use std::collections::HashMap;

use crate::{
    catalog::{Catalog, Connector, image::last_part, twin},
    scan::image::Image,
    text::{Word, fold::compact},
    words::Kind,
};

type Hits<'c> = Vec<&'c Connector>;

/// Connectors by id, image, slug, package and name.
pub(super) struct Index<'c> {
    ids: HashMap<String, Hits<'c>>,
    images: HashMap<String, Hits<'c>>,
    /// Images of other owners than Airbyte, by the last part of their names.
    lasts: HashMap<String, Hits<'c>>,
    slugs: HashMap<String, Hits<'c>>,
    packages: HashMap<String, Hits<'c>>,
    /// By letters and digits alone: of the slug without its kind, of the display name, of earlier display names.
    names: [HashMap<(Kind, String), Hits<'c>>; 3],
}

impl<'c> Index<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let mut index = Self {
            ids: HashMap::new(),
            images: HashMap::new(),
            lasts: HashMap::new(),
            slugs: HashMap::new(),
            packages: HashMap::new(),
            names: Default::default(),
        };
        for connector in catalog.connectors() {
            index.add(connector);
        }
        index
    }

    fn add(&mut self, connector: &'c Connector) {
        if let Some(id) = &connector.id {
            put(&mut self.ids, id.to_ascii_lowercase(), connector);
        }
        let images = [
            &connector.image,
            &connector.cloud.own.image,
            &connector.oss.own.image,
        ];
        for image in images.into_iter().flatten() {
            put(&mut self.images, image.to_string(), connector);
            put(&mut self.images, twin::folded(image).to_owned(), connector);
            let read = Image::of(image);
            if !read.is_airbyte() {
                put(
                    &mut self.lasts,
                    last_part(&read.repository).to_owned(),
                    connector,
                );
                put(&mut self.images, read.repository, connector);
            }
        }
        put(&mut self.slugs, connector.slug.to_string(), connector);
        if let Some(package) = &connector.rare.pypi {
            put(&mut self.packages, dashed(package), connector);
        }
        let kind = connector.kind;
        let earlier = connector
            .history
            .iter()
            .filter_map(|state| state.name.as_deref());
        let [tails, displays, pasts] = &mut self.names;
        put(tails, (kind, compact(connector.tail())), connector);
        put(displays, (kind, compact(&connector.name)), connector);
        for name in earlier {
            put(pasts, (kind, compact(name)), connector);
        }
    }

    pub(super) fn id(&self, id: &str) -> Hits<'c> {
        self.ids.get(id).cloned().unwrap_or_default()
    }

    /// An Enterprise connector may share its image with the one that the image is named after.
    pub(super) fn image(&self, image: &str) -> Hits<'c> {
        let of = |image: &str| self.images.get(image).cloned().unwrap_or_default();
        let mut hits = of(image);
        if hits.is_empty() {
            hits = of(twin::folded(image));
        }
        let is_own = |hit: &&Connector| hit.image.as_deref() == Some(image);
        let is_named_so = |hit: &&Connector| image.rsplit('/').next() == Some(&*hit.slug);
        let narrowings: [&dyn Fn(&&Connector) -> bool; 2] =
            [&|hit| is_own(hit) && is_named_so(hit), &is_own];
        for narrowing in narrowings {
            let narrowed: Hits<'c> = hits.iter().copied().filter(|hit| narrowing(hit)).collect();
            if !narrowed.is_empty() {
                return narrowed;
            }
        }
        hits
    }

    /// By an image whose registry needs no owner, in the file or in the catalog: `registry.example.com/source-acme`.
    pub(super) fn without_owner(&self, image: &str) -> Hits<'c> {
        let last = last_part(image);
        if last != image {
            return self.images.get(last).cloned().unwrap_or_default();
        }
        self.lasts.get(last).cloned().unwrap_or_default()
    }

    /// By a slug made of another owner's image, which has no kind: `destination-streamr-airbyte-connectors`.
    pub(super) fn last(&self, slug: &str) -> Hits<'c> {
        let of = |(kind, tail)| {
            let mut hits = self.lasts.get(tail).cloned().unwrap_or_default();
            hits.retain(|hit: &&Connector| hit.kind == kind);
            hits
        };
        Kind::split_slug(slug).map(of).unwrap_or_default()
    }

    pub(super) fn slug(&self, slug: &str) -> Hits<'c> {
        self.slugs.get(slug).cloned().unwrap_or_default()
    }

    /// By the name of a Python package without its `airbyte-`.
    pub(super) fn package(&self, slug: &str) -> Hits<'c> {
        let package = format!("airbyte-{slug}");
        self.packages.get(&package).cloned().unwrap_or_default()
    }

    /// By a slug whose kind the image's name may not have: Terraform says `source_` before every name.
    pub(super) fn tail(&self, slug: &str) -> Hits<'c> {
        let Some((kind, tail)) = Kind::split_slug(slug) else {
            return Vec::new();
        };
        let mut hits = self.names[0]
            .get(&(kind, compact(tail)))
            .cloned()
            .unwrap_or_default();
        hits.retain(|hit| hit.tail() == tail);
        hits
    }

    /// By a slug made of another owner's image, which says itself that it is Airbyte's and of which kind:
    /// `source-airbyte-customer-io-source`.
    pub(super) fn bare_tail(&self, slug: &str) -> Hits<'c> {
        let bare = Kind::split_slug(slug).and_then(|(kind, tail)| {
            let bare = tail.strip_prefix("airbyte-")?;
            let bare = bare.strip_suffix(kind.word())?.strip_suffix('-')?;
            Some(self.tail(&kind.slug(bare)))
        });
        bare.unwrap_or_default()
    }

    /// By a display name or a class name.
    pub(super) fn name(&self, kind: Kind, name: &str) -> Hits<'c> {
        let key = (kind, compact(name));
        let mut ways = self.names.iter().filter_map(|names| names.get(&key));
        ways.next().cloned().unwrap_or_default()
    }

    /// Whether a class's name goes on where the name of a connector ends.
    pub(super) fn begins_with_a_name(&self, kind: Kind, class: &str) -> bool {
        let humps = class
            .char_indices()
            .skip(1)
            .filter(|(_, c)| c.is_uppercase());
        humps.take(32).any(|(at, _)| {
            let name = compact(&class[..at]);
            name.len() > 1 && self.names[0].contains_key(&(kind, name))
        })
    }
}

fn put<'c, K: std::hash::Hash + Eq>(
    map: &mut HashMap<K, Hits<'c>>,
    key: K,
    connector: &'c Connector,
) {
    let hits = map.entry(key).or_default();
    if !hits.iter().any(|hit| std::ptr::eq(*hit, connector)) {
        hits.push(connector);
    }
}

fn dashed(package: &str) -> String {
    package.to_ascii_lowercase().replace(['_', '.'], "-")
}
