//! From what a user wrote to the connector that was meant: definition id, slug, image or display name.

use crate::{
    sort,
    text::{fold::fold, nearest},
    words::Kind,
};

use super::{
    Catalog, Connector, enterprise,
    image::{Written, is_host, last_part},
};

/// The answer to a name.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'a> {
    One(&'a Connector),
    /// More than one could be meant, in the order of the catalog.
    Many(Vec<&'a Connector>),
    /// None is; the nearest first, if any.
    Nothing(Vec<&'a Connector>),
}

/// The ways in which a name can mean a connector, the most exact first: the first that hits anything decides.
const WAYS: &[fn(&Connector, &Name<'_>) -> bool] = &[
    |connector, name| id_is(connector, name),
    |connector, name| connector.slug == name.dashed.as_str(),
    |connector, name| images(connector).any(|image| image == name.image),
    |connector, name| images(connector).any(|image| last_part(image) == name.folded),
    |connector, name| fold(&connector.name) == name.folded || connector.tail() == name.dashed,
    |connector, name| {
        let mut earlier = connector
            .history
            .iter()
            .filter_map(|state| state.name.as_deref());
        earlier.any(|earlier| fold(earlier) == name.folded)
    },
];

/// Finds the connector that a name means.
pub fn find<'a>(catalog: &'a Catalog, name: &str) -> Found<'a> {
    let name = Name::of(name);
    for way in WAYS {
        let hits: Vec<&Connector> = catalog
            .connectors()
            .iter()
            .filter(|connector| way(connector, &name))
            .collect();
        match preferring_live(hits).as_slice() {
            [] => {}
            [one] => return Found::One(one),
            many => return Found::Many(many.to_vec()),
        }
    }
    Found::Nothing(close(catalog.connectors(), &name))
}

/// A name in the forms that it is compared in.
struct Name<'a> {
    folded: String,
    /// As a slug would spell it.
    dashed: String,
    /// Without registry host, tag or digest.
    image: &'a str,
}

impl<'a> Name<'a> {
    fn of(raw: &'a str) -> Self {
        let folded = fold(raw.trim()).into_owned();
        Self {
            dashed: folded.replace([' ', '_'], "-"),
            folded,
            image: image_of(raw),
        }
    }
}

/// An image without the host that serves it, its tag or its digest. Whatever host mirrors one of Airbyte's images, it is
/// Airbyte's.
pub fn image_of(raw: &str) -> &str {
    let image = Written::of(raw).name;
    let image = image.strip_prefix("docker.io/").unwrap_or(image);
    let host = image.split('/').next().unwrap_or_default();
    match image.rfind("/airbyte/") {
        Some(at) if is_host(host) => &image[at + 1..],
        _ => image,
    }
}

/// The slug that a name would have: the last part of an image.
pub(super) fn slug_of(raw: &str) -> &str {
    last_part(image_of(raw))
}

/// Whether a name has the form of a definition id.
pub fn is_id(name: &str) -> bool {
    name.len() == 36
        && name.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether a name means the runner that every connector made in the Builder shares.
pub fn is_builder_runner(name: &str) -> bool {
    let image = fold(image_of(name)).replace('_', "-");
    let slug = image.strip_prefix("airbyte/").unwrap_or(&image);
    enterprise::is_builder_runner(slug)
}

fn id_is(connector: &Connector, name: &Name<'_>) -> bool {
    connector
        .id
        .as_ref()
        .is_some_and(|id| id.eq_ignore_ascii_case(&name.folded))
}

fn images(connector: &Connector) -> impl Iterator<Item = &str> {
    [
        &connector.image,
        &connector.cloud.own.image,
        &connector.oss.own.image,
    ]
    .into_iter()
    .flatten()
    .map(crate::text::Text::as_str)
}

fn preferring_live(hits: Vec<&Connector>) -> Vec<&Connector> {
    if hits.iter().all(|connector| connector.is_gone()) {
        return hits;
    }
    hits.into_iter()
        .filter(|connector| !connector.is_gone())
        .collect()
}

/// How many near names are offered.
const OFFERED: usize = 5;

/// Connectors whose names are like one that nobody has, the nearest first.
pub fn near<'a>(connectors: &'a [Connector], name: &str) -> Vec<&'a Connector> {
    close(connectors, &Name::of(name))
}

fn close<'a>(connectors: &'a [Connector], name: &Name<'_>) -> Vec<&'a Connector> {
    if name.dashed.is_empty() {
        return Vec::new();
    }
    let asked = Kind::split_slug(&name.dashed);
    let wanted = asked.map_or(name.dashed.as_str(), |(_, tail)| tail);
    let spelled: Vec<(String, &Connector)> = connectors
        .iter()
        .flat_map(|connector| {
            let display = fold(&connector.name).replace(' ', "-");
            [connector.tail().to_owned(), display].map(|spelling| (spelling, connector))
        })
        .collect();
    let within = spelled
        .iter()
        .filter(|(spelling, _)| wanted.len() >= 3 && spelling.contains(wanted))
        .map(|(_, connector)| *connector);
    let close = nearest::some(wanted, spelled.iter().map(|(s, _)| s.as_str()), OFFERED);
    let misspelt = close.iter().flat_map(|near| {
        spelled
            .iter()
            .filter(move |(spelling, _)| spelling == near)
            .map(|(_, connector)| *connector)
    });
    let mut offered: Vec<&Connector> = Vec::new();
    for connector in misspelt.chain(within) {
        let said = Kind::split_slug(&connector.slug);
        let same_kind = asked.is_none_or(|(kind, _)| said.is_some_and(|(said, _)| said == kind));
        if same_kind && !offered.iter().any(|o| std::ptr::eq(*o, connector)) {
            offered.push(connector);
        }
    }
    sort::by_key(&mut offered, |connector| connector.is_gone());
    offered.truncate(OFFERED);
    offered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{text::Text, words::Level};

    fn connector(slug: &str, name: &str) -> Connector {
        let kind = if slug.starts_with("source") {
            Kind::Source
        } else {
            Kind::Destination
        };
        let mut made = Connector::new(Text::name(slug), kind, Text::name(name));
        made.image = Some(Text::name(&format!("airbyte/{slug}")));
        made.id = Some(Text::name(&format!("0000-{slug}")));
        made
    }

    fn catalog() -> Catalog {
        let mut strict = connector("source-oracle", "Oracle DB");
        strict.cloud.own.image = Some(Text::name("airbyte/source-oracle-strict-encrypt"));
        let mut twin = connector("source-db2-enterprise", "Db2");
        twin.image = Some(Text::name("airbyte/source-db2"));
        let mut archived = connector("source-hubspot-old", "HubSpot");
        archived.level = Level::Archived;
        Catalog::of(vec![
            connector("source-postgres", "Postgres"),
            connector("destination-postgres", "Postgres"),
            connector("source-hubspot", "HubSpot"),
            connector("source-db2", "IBM Db2"),
            connector("source-google-sheets", "Google Sheets"),
            strict,
            twin,
            archived,
        ])
        .0
    }

    fn slugs(found: &Found<'_>) -> Vec<String> {
        let list = match found {
            Found::One(one) => vec![*one],
            Found::Many(many) | Found::Nothing(many) => many.clone(),
        };
        list.iter()
            .map(|connector| connector.slug.to_string())
            .collect()
    }

    #[test]
    fn every_spelling_leads_to_its_connector() {
        let catalog = catalog();
        let table = [
            ("source-postgres", "source-postgres"),
            ("Source-Postgres", "source-postgres"),
            ("source_postgres", "source-postgres"),
            ("airbyte/source-postgres", "source-postgres"),
            ("docker.io/airbyte/source-postgres:3.7.2", "source-postgres"),
            (
                "ghcr.io/acme/airbyte/source-postgres:1.0.0",
                "source-postgres",
            ),
            ("localhost:5000/airbyte/source-hubspot", "source-hubspot"),
            ("source-db2", "source-db2"),
            ("0000-SOURCE-postgres", "source-postgres"),
            ("airbyte/source-oracle-strict-encrypt", "source-oracle"),
            ("source-oracle-strict-encrypt", "source-oracle"),
            ("google sheets", "source-google-sheets"),
            ("google_sheets", "source-google-sheets"),
            ("HUBSPOT", "source-hubspot"),
        ];
        for (name, expected) in table {
            let found = find(&catalog, name);
            assert!(matches!(found, Found::One(_)), "{name}: {found:?}");
            assert_eq!(slugs(&found), [expected], "{name}");
        }
    }

    #[test]
    fn the_runner_of_the_builder_is_known_by_all_its_names() {
        let table = [
            ("source-declarative-manifest", true),
            ("airbyte/source-declarative-manifest:1.0.0", true),
            ("ghcr.io/airbyte/source_declarative_manifest", true),
            ("64A2F99C-542f-4af8-9a6f-355f1217b436", true),
            ("8dbab097-db1e-4555-87e8-52f5f94bfad4", true),
            ("acme/source-declarative-manifest", false),
            ("source-postgres", false),
        ];
        for (name, expected) in table {
            assert_eq!(is_builder_runner(name), expected, "{name}");
        }
    }

    #[test]
    fn a_name_of_two_kinds_is_ambiguous() {
        let catalog = catalog();
        let found = find(&catalog, "postgres");
        assert!(matches!(found, Found::Many(_)));
        assert_eq!(slugs(&found), ["destination-postgres", "source-postgres"]);
    }

    #[test]
    fn an_image_that_two_connectors_share_is_ambiguous() {
        let catalog = catalog();
        for name in [
            "airbyte/source-db2",
            "ghcr.io/acme/airbyte/source-db2:1.0.0",
        ] {
            let found = find(&catalog, name);
            assert!(matches!(found, Found::Many(_)), "{name}");
            assert_eq!(slugs(&found), ["source-db2", "source-db2-enterprise"]);
        }
    }

    #[test]
    fn a_misspelt_name_is_answered_with_the_nearest() {
        let catalog = catalog();
        for (name, expected) in [
            ("hubsopt", "source-hubspot"),
            ("source-postgre", "source-postgres"),
            ("sheets", "source-google-sheets"),
        ] {
            let found = find(&catalog, name);
            assert!(matches!(found, Found::Nothing(_)), "{name}: {found:?}");
            assert_eq!(slugs(&found)[0], expected, "{name}");
        }
        assert_eq!(find(&catalog, "zzzzzz"), Found::Nothing(Vec::new()));
        assert_eq!(find(&catalog, ""), Found::Nothing(Vec::new()));
    }
}
