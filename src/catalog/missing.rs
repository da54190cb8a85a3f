//! Why a name is not in the catalog: the likeliest reason, and what speaks for it. Puts nothing in words.

use crate::{
    text::{
        Word,
        fold::{compact, fold},
    },
    words::{Kind, Registry},
};

use super::{
    Catalog, Connector, enterprise,
    lookup::{self, Found},
    successor, twin,
};

/// The likeliest reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason<'c> {
    /// Somebody else's image.
    Owner(String),
    /// The runner that every connector made in the Builder shares.
    Builder,
    /// A definition id, and no known connector's.
    Id,
    /// An image that Cloud runs in the place of this connector's own.
    Twin(&'c Connector),
    /// It is named as such an image of this connector's, and nothing at hand says that Cloud runs it.
    TwinByName(&'c Connector),
    /// Another catalog knows that it is archived, withdrawn or removed.
    Gone(&'c Connector),
    /// It is offered by a registry that this catalog was not made from.
    Elsewhere(Registry, &'c Connector),
    /// Another catalog has it, and Enterprise connectors need not be in a registry.
    Unlisted(&'c Connector),
    /// Another catalog has it: it was taken out since then, or this one is not whole.
    Dropped(&'c Connector),
    /// It has another name now, or another took its place.
    Replaced(&'c Connector),
    /// The one to be had under an Enterprise licence is there.
    Enterprise(&'c Connector),
    /// It is there without the word for Enterprise in its name, whether it needs a licence or not.
    Plain(&'c Connector),
    /// It is what the connector is called, or what it was called in another version.
    Called(&'c Connector),
    /// There is one of the other kind.
    OtherKind(&'c Connector),
    /// It is written otherwise; the nearest first.
    Misspelt(Vec<&'c Connector>),
    /// Nothing speaks for any reason.
    Unknown,
}

/// What can be asked about a name.
struct Question<'a, 'c> {
    /// As it was written.
    name: &'a str,
    /// The last part of its image.
    slug: String,
    catalog: &'c Catalog,
    /// One that may know more.
    other: &'c Catalog,
}

type Guess = for<'a, 'c> fn(&Question<'a, 'c>) -> Option<Reason<'c>>;

/// The likeliest first.
const GUESSES: [Guess; 10] = [
    owner,
    builder,
    twin_of,
    known_elsewhere,
    replaced,
    enterprise_twin,
    called,
    other_kind,
    unknown_id,
    misspelt,
];

/// Why the catalog has nothing of this name; `other` may know more.
pub fn why<'c>(name: &str, catalog: &'c Catalog, other: &'c Catalog) -> Reason<'c> {
    let question = Question {
        name: name.trim(),
        slug: fold(lookup::slug_of(name)).replace('_', "-"),
        catalog,
        other,
    };
    let reason = GUESSES.iter().find_map(|guess| guess(&question));
    reason.unwrap_or(Reason::Unknown)
}

impl<'c> Question<'_, 'c> {
    fn find(&self, slug: &str) -> Option<&'c Connector> {
        let connectors = self.catalog.connectors().iter();
        connectors.into_iter().find(|c| c.slug == *slug)
    }

    fn find_live(&self, slug: &str) -> Option<&'c Connector> {
        self.find(slug).filter(|connector| !connector.is_gone())
    }

    /// One that a test holds for, if it is the only one.
    fn only_live(&self, is_it: impl Fn(&Connector) -> bool) -> Option<&'c Connector> {
        let connectors = self.catalog.connectors().iter();
        let mut hits = connectors.filter(|connector| !connector.is_gone() && is_it(connector));
        hits.next().filter(|_| hits.next().is_none())
    }
}

fn owner<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let image = lookup::image_of(question.name);
    let (before, _) = image.rsplit_once('/')?;
    let is_airbytes = before.rsplit('/').next() == Some("airbyte");
    (!is_airbytes).then(|| Reason::Owner(before.to_owned()))
}

fn builder<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let is_runner = enterprise::is_builder_runner(&question.slug);
    is_runner.then_some(Reason::Builder)
}

fn twin_of<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let image = format!("airbyte/{}", question.slug);
    let base = twin::base_of(&image)?.strip_prefix("airbyte/")?;
    let moved = successor::of(&question.slug);
    let of = question.find(moved.as_deref().unwrap_or(base))?;
    let runs_it = |one: &Connector| one.cloud.own.image.as_deref() == Some(&image);
    let is_told = runs_it(of) || question.other.connectors().iter().any(runs_it);
    Some(if is_told {
        Reason::Twin(of)
    } else {
        Reason::TwinByName(of)
    })
}

fn known_elsewhere<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let Found::One(known) = lookup::find(question.other, question.name) else {
        return None;
    };
    if known.is_gone() {
        return Some(Reason::Gone(known));
    }
    let missing = [Registry::Cloud, Registry::Oss]
        .into_iter()
        .find(|registry| !question.catalog.speaks_of(*registry));
    let is_there = |registry: Registry| known.side(registry).listing.is_offered() == Some(true);
    let here = missing.map(Registry::other);
    Some(match missing.zip(here) {
        Some((missing, here)) if is_there(missing) && !is_there(here) => {
            Reason::Elsewhere(missing, known)
        }
        _ if known.level == crate::words::Level::Enterprise => Reason::Unlisted(known),
        _ => Reason::Dropped(known),
    })
}

/// Endings that a connector lost when it was written anew.
const OUTGROWN: [&str; 2] = ["-singer", "-denormalized"];

fn replaced<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let named = successor::of(&question.slug);
    let mut grown = OUTGROWN
        .iter()
        .filter_map(|ending| question.slug.strip_suffix(ending));
    let slug = named.or_else(|| grown.next().map(str::to_owned))?;
    question.find_live(&slug).map(Reason::Replaced)
}

const ENTERPRISE: &str = "-enterprise";

fn enterprise_twin<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let slug = question.slug.as_str();
    match slug.strip_suffix(ENTERPRISE) {
        Some(base) => question
            .find_live(base)
            .or_else(|| question.only_live(|one| compact(&one.slug) == compact(base)))
            .map(Reason::Plain),
        None => question
            .find_live(&format!("{slug}{ENTERPRISE}"))
            .map(Reason::Enterprise),
    }
}

/// A name without the `-v2` at its end.
fn versionless(slug: &str) -> &str {
    let is_number = |tail: &str| !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit());
    let parts = slug.rsplit_once("-v");
    parts
        .filter(|(_, tail)| is_number(tail))
        .map_or(slug, |(head, _)| head)
}

fn called<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let base = versionless(&question.slug);
    let (kind, tail) = base.split_once('-')?;
    let is_of_kind = |one: &Connector| one.kind.word() == kind;
    let ways: [&dyn Fn(&Connector) -> bool; 2] = [&|one| versionless(&one.slug) == base, &|one| {
        is_of_kind(one) && compact(&one.name) == compact(tail)
    }];
    let found = ways.iter().find_map(|way| question.only_live(way));
    found.map(Reason::Called)
}

fn other_kind<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    let (kind, tail) = Kind::split_slug(&question.slug)?;
    let other = kind.other().slug(tail);
    question.find(&other).map(Reason::OtherKind)
}

fn unknown_id<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    lookup::is_id(question.name).then_some(Reason::Id)
}

fn misspelt<'c>(question: &Question<'_, 'c>) -> Option<Reason<'c>> {
    match lookup::find(question.catalog, question.name) {
        Found::Nothing(near) if !near.is_empty() => Some(Reason::Misspelt(near)),
        Found::Nothing(_) | Found::One(_) | Found::Many(_) => None,
    }
}

#[cfg(test)]
mod tests;
