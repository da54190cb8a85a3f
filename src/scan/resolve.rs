//! From what a file mentions to the connector that is meant.

mod index;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use crate::{
    catalog::{
        Catalog, Connector,
        lookup::{self, Found},
        successor,
    },
    words::Kind,
};

use super::{Mention, Tool, What};
use index::Index;

/// What a mention turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer<'c> {
    Connector(&'c Connector),
    /// More than one could be meant.
    Many(Vec<&'c Connector>),
    /// Somebody's own: another owner's image, or a runner for connectors made in the Builder.
    Custom(&'static str),
    /// A connector's name by its form, and none in the catalog; the nearest first, if any.
    Missing(Vec<&'c Connector>),
    /// A connection: the instance alone knows its connectors.
    NeedsInstance,
    /// A name that stands elsewhere, in no file at hand.
    Unsettled,
    /// An id, and this is its connector: what stands beside it names another.
    Contradiction(&'c Connector),
    /// No connector at all: an id that the catalog does not know, where any id may stand.
    Nothing,
}

/// Finds connectors by all that files call them; made once for a catalog.
pub struct Resolver<'c> {
    catalog: &'c Catalog,
    index: Index<'c>,
    /// Names that the catalog does not have, and what is near them: looking is slow, and files repeat themselves.
    missing: Mutex<HashMap<String, Answer<'c>>>,
}

const RUNNER: &str = "a runner for connectors made in the Builder";
const OTHER_OWNER: &str = "another owner's image";
const OTHER_ID: &str = "a definition id that is in no registry";
const OWN_BUILD: &str = "a build of one's own";

/// What runs connectors made in the Builder, by its slug and by the ids that registries and platforms give it.
const RUNNER_SLUG: &str = "source-declarative-manifest";
const RUNNER_IDS: &[&str] = &[
    "64a2f99c-542f-4af8-9a6f-355f1217b436",
    "8dbab097-db1e-4555-87e8-52f5f94bfad4",
];

impl<'c> Resolver<'c> {
    pub fn new(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            index: Index::of(catalog),
            missing: Mutex::default(),
        }
    }

    pub fn resolve(&self, mention: &Mention) -> Answer<'c> {
        match &mention.what {
            What::Image(image) => self.image(image),
            What::Slug(slug) if mention.tool == Tool::Package => {
                found(self.index.package(slug)).unwrap_or_else(|| self.slug(slug))
            }
            What::Slug(slug) => self.slug(slug),
            What::AnySlug(slug) => match self.slug(slug) {
                Answer::Missing(_) => Answer::Nothing,
                known => known,
            },
            What::Beside(id, other) => self.beside(id, other, mention),
            What::Own(slug) => match self.slug(slug) {
                Answer::Missing(_) => Answer::Custom(OWN_BUILD),
                known => known,
            },
            What::Definition(id) => self.id(id).unwrap_or(Answer::Custom(OTHER_ID)),
            What::AnyId(id) => self.id(id).unwrap_or(Answer::Nothing),
            What::Name(kind, name) => self.name(*kind, name, mention.tool),
            What::AnyName(name) => self.asked(name),
            What::Connection(_) => Answer::NeedsInstance,
            What::Reference(_) => Answer::Unsettled,
        }
    }

    /// An id beside another name for the same connector says nothing new, unless it is another connector's: then the
    /// name is what is used, and the id contradicts it.
    fn beside(&self, id: &str, other: &What, mention: &Mention) -> Answer<'c> {
        let other = Mention {
            what: other.clone(),
            ..mention.clone()
        };
        match self.id(id) {
            Some(answer) if answer != self.resolve(&other) => match answer {
                Answer::Connector(owner) => Answer::Contradiction(owner),
                several => several,
            },
            _ => Answer::Nothing,
        }
    }

    fn id(&self, id: &str) -> Option<Answer<'c>> {
        let id = id.trim().to_ascii_lowercase();
        let found = found(self.index.id(&id));
        unless_runner(RUNNER_IDS.contains(&&*id), found)
    }

    fn image(&self, image: &str) -> Answer<'c> {
        let slug = image.rsplit('/').next().unwrap_or(image);
        let known = found(self.index.image(image));
        let known = known.or_else(|| found(self.index.without_owner(image)));
        let is_airbytes = image.strip_prefix("airbyte/") == Some(slug);
        let is_runner = is_airbytes && slug == RUNNER_SLUG;
        match unless_runner(is_runner, known) {
            Some(answer) => answer,
            None if is_airbytes => self.slug(slug),
            None => Answer::Custom(OTHER_OWNER),
        }
    }

    fn slug(&self, slug: &str) -> Answer<'c> {
        let slug = slug.trim();
        let hits = || {
            let by_image = || self.index.image(&format!("airbyte/{slug}"));
            let ways = [
                self.index.slug(slug),
                by_image(),
                self.index.tail(slug),
                self.index.bare_tail(slug),
                self.index.last(slug),
            ];
            ways.into_iter()
                .find(|hits| !hits.is_empty())
                .unwrap_or_default()
        };
        unless_runner(slug == RUNNER_SLUG, found(hits())).unwrap_or_else(|| self.missing(slug))
    }

    /// A display name or a class name; a class of the API's client may also describe a part of a connector.
    fn name(&self, kind: Kind, name: &str, tool: Tool) -> Answer<'c> {
        if let Some(answer) = found(self.index.name(kind, name)) {
            return answer;
        }
        let slug = format!("{kind}-{}", dashed(name));
        let is_part = tool == Tool::Api
            && self.index.begins_with_a_name(kind, name)
            && successor::of(&slug).is_none();
        if is_part {
            return Answer::Nothing;
        }
        self.missing(&slug)
    }

    /// What a person wrote, in any of the ways that a person may write it.
    fn asked(&self, name: &str) -> Answer<'c> {
        let kinds = [Kind::Destination, Kind::Source];
        let hits = kinds.map(|kind| self.index.name(kind, name)).concat();
        found(hits).unwrap_or_else(|| self.missing(name))
    }

    /// What the slower look-up makes of a name.
    fn missing(&self, name: &str) -> Answer<'c> {
        let mut known = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(name) {
            return answer.clone();
        }
        let answer = match lookup::find(self.catalog, name) {
            Found::One(one) => Answer::Connector(one),
            Found::Many(many) => Answer::Many(many),
            Found::Nothing(near) => Answer::Missing(near),
        };
        known.insert(name.to_owned(), answer.clone());
        answer
    }
}

fn found(hits: Vec<&Connector>) -> Option<Answer<'_>> {
    // The user's own go first, then those that are still on offer.
    let first = |is_first: fn(&Connector) -> bool| {
        let hits: Vec<_> = hits.iter().copied().filter(|hit| is_first(hit)).collect();
        (!hits.is_empty()).then_some(hits)
    };
    let hits = first(|hit| hit.is_own)
        .or_else(|| first(|hit| !hit.is_gone()))
        .unwrap_or(hits);
    match hits[..] {
        [] => None,
        [one] => Some(Answer::Connector(one)),
        _ => Some(Answer::Many(hits)),
    }
}

/// The runner is in registries too, but what it runs is somebody's own.
fn unless_runner(is_runner: bool, found: Option<Answer<'_>>) -> Option<Answer<'_>> {
    match found {
        Some(Answer::Connector(own)) if own.is_own => found,
        _ if is_runner => Some(Answer::Custom(RUNNER)),
        _ => found,
    }
}

/// `LinkedinAds` and `Linkedin Ads` as a slug would spell them.
fn dashed(name: &str) -> String {
    let mut dashed = String::new();
    let mut was_small = false;
    for c in name.chars() {
        if c.is_uppercase() && was_small {
            dashed.push('-');
        }
        was_small = c.is_lowercase() || c.is_ascii_digit();
        let is_letter = c.is_alphanumeric();
        dashed.extend(if is_letter { c } else { '-' }.to_lowercase());
    }
    dashed
}

#[cfg(test)]
mod tests;
