//! What stands in no name but tells a connector from all others: its id, its image, its slug with a version, the page
//! that describes it. Whatever form it was pasted in.

use super::{
    Tier,
    why::{Part, Why},
};
use crate::{
    catalog::{Connector, lookup},
    text::{Text, Word},
    words::Kind,
};

/// Fewer digits of an id are a word like any other.
const ID: usize = 8;
/// Where Airbyte's pages are.
const PAGES: &str = "docs.airbyte.com/";

/// A word that is compared with connectors themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// Without the registry's host, tag and digest.
    Image(String),
    /// Without hyphens.
    Id(String),
    Slug(String),
    /// The path of a page.
    Page(String),
}

impl Address {
    /// Reads a word; `None` where it is one like any other.
    pub fn of(needle: &str) -> Option<Self> {
        let needle = needle.trim().to_ascii_lowercase();
        let digits = needle.trim_matches(['{', '}']).replace('-', "");
        if digits.len() >= ID && digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Some(Self::Id(digits));
        }
        if let Some(page) = page(&needle) {
            return Some(Self::Page(page.to_owned()));
        }
        let image = lookup::image_of(&needle);
        if !image.contains('/') {
            let is_named = |kind: &Kind| image.starts_with(kind.word());
            let is_slug = image != needle && Kind::ALL.iter().any(is_named);
            return is_slug.then(|| Self::Slug(image.to_owned()));
        }
        // Airbyte's registry at GitHub calls it so.
        let mirrored = image.split_once("airbytehq/");
        let image =
            mirrored.map_or_else(|| image.to_owned(), |(_, name)| format!("airbyte/{name}"));
        (!image.starts_with('/')).then_some(Self::Image(image))
    }

    /// How well it hits a connector.
    pub fn tier(&self, connector: &Connector) -> Option<Tier> {
        match self {
            Self::Id(id) => {
                let own = connector.id.as_ref()?.to_ascii_lowercase().replace('-', "");
                begun(&own, id)
            }
            Self::Image(image) => {
                let hits = Self::images(connector)
                    .filter_map(|own| begun(&own.to_ascii_lowercase(), image));
                hits.min()
            }
            Self::Slug(slug) => (connector.slug == slug.as_str()).then_some(Tier::Exact),
            Self::Page(path) => {
                let own = connector
                    .docs_url
                    .as_ref()?
                    .to_string()
                    .to_ascii_lowercase();
                (page(&own)? == path).then_some(Tier::Exact)
            }
        }
    }

    /// What a person reads of it where it hits a connector.
    pub fn told(&self, connector: &Connector) -> Option<Why> {
        self.tier(connector)?;
        let (part, text, end) = match self {
            Self::Id(_) => {
                let id = connector.id.as_ref()?;
                let start = id.get(..ID)?;
                (Part::Id, format!("{start}…"), ID)
            }
            Self::Image(image) => {
                let hits = Self::images(connector)
                    .filter_map(|own| Some((begun(&own.to_ascii_lowercase(), image)?, own)));
                let (_, own) = hits.min_by_key(|(tier, _)| *tier)?;
                (Part::Image, own.to_string(), image.len())
            }
            Self::Slug(slug) => (Part::Slug, slug.clone(), slug.len()),
            Self::Page(path) => {
                let path = path.split_once('/').map_or(path.as_str(), |(_, path)| path);
                (Part::Page, path.to_owned(), path.len())
            }
        };
        Some(Why {
            part,
            text,
            hits: std::iter::once(0..end).collect(),
        })
    }

    fn images(connector: &Connector) -> impl Iterator<Item = &Text> {
        let sides = [&connector.cloud.own.image, &connector.oss.own.image];
        sides.into_iter().chain([&connector.image]).flatten()
    }
}

/// Whether it is the whole, or the beginning.
fn begun(own: &str, asked: &str) -> Option<Tier> {
    let is_whole = own.len() == asked.len();
    let tier = if is_whole { Tier::Exact } else { Tier::Prefix };
    own.starts_with(asked).then_some(tier)
}

/// The path of a page that describes a connector.
fn page(url: &str) -> Option<&str> {
    let (_, path) = url.split_once(PAGES)?;
    let path = path.split(['#', '?']).next()?.trim_end_matches('/');
    path.starts_with("integrations/").then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_that_is_pasted_is_read() {
        let id = "decd338e56474c0badf4da0e75f5a750";
        let table = [
            (
                "DECD338E-5647-4C0B-ADF4-DA0E75F5A750",
                Some(Address::Id(id.to_owned())),
            ),
            (
                "decd338e56474c0badf4da0e75f5a750",
                Some(Address::Id(id.to_owned())),
            ),
            (
                "{decd338e-5647-4c0b-adf4-da0e75f5a750}",
                Some(Address::Id(id.to_owned())),
            ),
            (
                "source-postgres@3.7.0",
                Some(Address::Slug("source-postgres".to_owned())),
            ),
            (
                "source-postgres:3.7.0",
                Some(Address::Slug("source-postgres".to_owned())),
            ),
            ("source-postgres", None),
            (
                "airbyte/source-s3:1.0",
                Some(Address::Image("airbyte/source-s3".to_owned())),
            ),
            (
                "ghcr.io/airbytehq/source-s3",
                Some(Address::Image("airbyte/source-s3".to_owned())),
            ),
            (
                "localhost:5000/airbyte/source-s3:1",
                Some(Address::Image("airbyte/source-s3".to_owned())),
            ),
            (
                "https://docs.airbyte.com/integrations/sources/postgres/#setup",
                Some(Address::Page("integrations/sources/postgres".to_owned())),
            ),
            ("/dev/null", None),
            ("facebook", None),
            ("--------", None),
        ];
        for (written, expected) in table {
            assert_eq!(Address::of(written), expected, "{written}");
        }
    }
}
