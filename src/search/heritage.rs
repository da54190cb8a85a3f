//! What a successor inherits: the names of what it took the place of. Knows no spelling and no row.

use std::{collections::BTreeMap, sync::LazyLock};

use super::index::tail;
use crate::catalog::{Connector, successor};

/// The slugs of what is gone, by the slug of the successor.
static REPLACED: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut replaced: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (gone, successor) in successor::all() {
        replaced.entry(successor).or_default().push(gone);
    }
    replaced
});

/// Each successor, and what it took the place of.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static [String])> {
    let all = REPLACED.iter();
    all.map(|(successor, gone)| (successor.as_str(), gone.as_slice()))
}

/// What a connector took the place of; nothing for most.
pub(super) fn replaced_by(slug: &str) -> &'static [String] {
    REPLACED.get(slug).map_or(&[], Vec::as_slice)
}

/// Something gone: known by the catalog, or by its slug alone.
pub(super) struct Retired<'a> {
    slug: &'static str,
    known: Option<&'a Connector>,
}

impl<'a> Retired<'a> {
    /// What is on offer again leaves no more than its slug.
    pub fn new(slug: &'static str, known: Option<&'a Connector>) -> Self {
        Self {
            slug,
            known: known.filter(|known| known.is_gone()),
        }
    }

    /// The names that it leaves to its successor.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let known = self.known.into_iter();
        let names =
            known.flat_map(|known| std::iter::once(known.name.as_str()).chain(former(known)));
        std::iter::once(tail(self.slug)).chain(names)
    }
}

/// The names that a connector had.
pub(super) fn former(connector: &Connector) -> impl Iterator<Item = &str> {
    let states = connector.history.iter();
    states.filter_map(|state| Some(state.name.as_deref()?.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        date,
        text::{Few, Text},
        words::{Kind, Level},
    };

    fn names(known: Option<&Connector>) -> Vec<String> {
        let names = Retired::new("source-old-one", known).names();
        names.map(str::to_owned).collect()
    }

    #[test]
    fn what_is_gone_leaves_its_slug_and_where_it_is_known_its_names() {
        let mut gone = Connector::new(
            Text::name("source-old-one"),
            Kind::Source,
            Text::name("Old"),
        );
        let mut state = gone.state(date::parse("2025-01-01").unwrap());
        state.name = Some(Text::name("Older").into());
        gone.history = Few::one(state);
        assert_eq!(names(None), ["old-one"]);
        assert_eq!(names(Some(&gone)), ["old-one"], "it is on offer again");
        gone.level = Level::Archived;
        assert_eq!(names(Some(&gone)), ["old-one", "Old", "Older"]);
    }

    #[test]
    fn what_was_replaced_is_known_by_its_successor() {
        assert!(all().count() > 0);
        for (successor, gone) in all() {
            assert_eq!(replaced_by(successor), gone);
            let is_of = |slug: &String| successor::of(slug).as_deref() == Some(successor);
            assert!(gone.iter().all(is_of), "{successor}");
        }
        assert_eq!(replaced_by("source-nobody"), <[String; 0]>::default());
    }
}
