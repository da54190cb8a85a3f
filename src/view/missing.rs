//! Why a name is not in the catalog, in a sentence or two.

use crate::{
    catalog::{Catalog, Connector, missing::Reason, successor},
    date,
    text::{Text, Word},
    words::Level,
};

/// The reason in words; nothing where none is known. `other` is the catalog that may know more.
pub fn phrase(reason: &Reason<'_>, other: &Catalog) -> String {
    let source = source(other);
    match reason {
        Reason::Owner(owner) => {
            let owner = Text::name(owner);
            format!(
                "It is an image of {owner}, not of Airbyte: a custom connector, which you judge yourself; name it in a [[connector]] table and it is known."
            )
        }
        Reason::Builder => {
            "It is the runner that every connector made in the Builder shares: what it runs is a custom connector of yours.".to_owned()
        }
        Reason::Id => {
            "It is no definition id of a published connector: likely that of a custom connector, which only your instance knows.".to_owned()
        }
        Reason::Twin(of) => format!(
            "It is the image that Airbyte's Cloud runs in the place of {}: check that one.",
            of.slug
        ),
        Reason::TwinByName(of) if of.is_gone() => format!(
            "By its name it was a twin of {}, and that one is gone: do not add it.",
            of.slug
        ),
        Reason::TwinByName(of) => format!(
            "By its name it was a twin of {}, as Airbyte's Cloud runs them of a few connectors; nothing at hand says that it runs this one: check {}.",
            of.slug, of.slug
        ),
        Reason::Gone(of) => gone(of, other),
        Reason::Elsewhere(registry, of) => format!(
            "{} is in the {} registry only{source}, and this catalog is made from the other one.",
            of.slug,
            registry.label()
        ),
        Reason::Unlisted(of) => format!(
            "{} is an Enterprise connector{source}: it needs a licence, and the registries need not list it.",
            of.slug
        ),
        Reason::Dropped(of) => format!(
            "{} was on offer{source}, and this catalog is without it: it was removed since, or this catalog is not whole.",
            of.slug
        ),
        Reason::Replaced(by) => format!("It is no more: {} has taken its place.", by.slug),
        Reason::Enterprise(of) => format!(
            "There is {}, its Enterprise twin, which needs a licence.",
            of.slug
        ),
        Reason::Plain(of) if of.level == Level::Enterprise => {
            format!("The Enterprise connector is {}.", of.slug)
        }
        Reason::Plain(of) => format!(
            "There is {}, its twin that needs no Enterprise licence.",
            of.slug
        ),
        Reason::Called(of) => format!("The connector is {} ({}).", of.slug, of.name),
        Reason::OtherKind(of) => format!("Only a {} is called so: {}.", of.kind.word(), of.slug),
        Reason::Misspelt(near) => {
            let slugs: Vec<&str> = near.iter().map(|connector| &*connector.slug).collect();
            format!("Nearest: {}.", slugs.join(", "))
        }
        Reason::Unknown => String::new(),
    }
}

fn gone(connector: &Connector, other: &Catalog) -> String {
    let slug = &connector.slug;
    let source = source(other);
    let vanished = connector.vanished(&other.snapshots);
    let days = vanished.or_else(|| Some((None, connector.last_moved()?)));
    let by = days.map_or_else(String::new, |(after, by)| {
        format!(" {}", date::between(after, by))
    });
    let what = if connector.is_forgotten() {
        "lost its metadata while no registry offered it,"
    } else if connector.removed.is_some() {
        "went missing from the registries"
    } else if connector.level == Level::Archived {
        "was archived"
    } else {
        "was withdrawn from both registries"
    };
    let place = successor::of(slug)
        .map_or_else(String::new, |next| format!(" {next} has taken its place."));
    format!("{slug} {what}{by}{source}: do not add it.{place}")
}

/// Who says so.
fn source(other: &Catalog) -> String {
    other.as_of.map_or_else(String::new, |day| {
        format!(", says the bundled catalog of {day}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{Listing, Side},
        words::{Kind, Registry},
    };

    #[test]
    fn a_name_without_its_ending_is_told_for_what_it_is() {
        let named = |slug| Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
        let plain = named("source-a");
        let mut enterprise = named("source-workday");
        enterprise.level = Level::Enterprise;
        let mut archived = named("source-old");
        archived.level = Level::Archived;
        let table = [
            (
                Reason::Plain(&plain),
                "There is source-a, its twin that needs no Enterprise licence.".to_owned(),
            ),
            (
                Reason::Plain(&enterprise),
                "The Enterprise connector is source-workday.".to_owned(),
            ),
            (
                Reason::Called(&plain),
                "The connector is source-a (source-a).".to_owned(),
            ),
            (
                Reason::TwinByName(&archived),
                "By its name it was a twin of source-old, and that one is gone: do not add it."
                    .to_owned(),
            ),
        ];
        for (reason, expected) in table {
            assert_eq!(phrase(&reason, &Catalog::default()), expected);
        }
    }

    #[test]
    fn each_reason_reads_as_a_sentence_with_its_evidence() {
        let mut other = Catalog::default();
        other.as_of = date::parse("2026-02-28");
        let named = |slug| Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
        let plain = named("source-a");
        let mut archived = named("source-google-analytics-v4");
        archived.level = Level::Archived;
        let mut removed = named("source-b");
        removed.removed = date::parse("2025-01-16");
        let mut withdrawn = named("source-c");
        withdrawn.cloud = Side::of(Listing::Absent);
        withdrawn.oss = Side::of(Listing::Absent);
        let says = ", says the bundled catalog of 2026-02-28";
        let table = [
            (
                Reason::Gone(&archived),
                format!(
                    "source-google-analytics-v4 was archived{says}: do not add it. source-google-analytics-data-api has taken its place."
                ),
            ),
            (
                Reason::Gone(&removed),
                format!(
                    "source-b went missing from the registries by 2025-01-16{says}: do not add it."
                ),
            ),
            (
                Reason::Gone(&withdrawn),
                format!("source-c was withdrawn from both registries{says}: do not add it."),
            ),
            (
                Reason::Elsewhere(Registry::Cloud, &plain),
                format!(
                    "source-a is in the Cloud registry only{says}, and this catalog is made from the other one."
                ),
            ),
            (
                Reason::OtherKind(&plain),
                "Only a source is called so: source-a.".to_owned(),
            ),
            (
                Reason::Misspelt(vec![&plain, &removed]),
                "Nearest: source-a, source-b.".to_owned(),
            ),
            (Reason::Unknown, String::new()),
        ];
        for (reason, expected) in table {
            assert_eq!(phrase(&reason, &other), expected);
        }
        let hostile = phrase(&Reason::Owner("a\u{1b}[2J".to_owned()), &other);
        assert!(!hostile.contains('\u{1b}'), "{hostile}");
    }
}
