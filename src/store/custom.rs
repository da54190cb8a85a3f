//! The user's own connectors: `[[connector]]` tables of `custom.toml` and of the project's `portolan.toml`.

use std::path::Path;

use toml::de::DeTable;

use super::{
    config::{
        document::{self, Presence, Reader, Shapes},
        value,
    },
    diagnostic::{Diagnostic, Vetted},
};
use crate::{
    catalog::{Connector, Docs, Version, image::Written},
    text::Text,
    words::{Kind, Level},
};

/// The keys of a `[[connector]]` table.
pub(in crate::store) const KEYS: &[&str] =
    &["slug", "name", "image", "version", "docs", "notes", "kind"];

const SHAPES: Shapes = &[("", &["connector"]), ("connector", KEYS)];

/// Reads `custom.toml`; no connectors where there is no such file.
pub fn load(file: Option<&Path>) -> Vetted<Vec<Connector>> {
    file.map_or_else(Vetted::default, |file| {
        document::open(file, Presence::Optional, SHAPES, take)
    })
}

/// The project's connectors and the user's as one list; where both describe one, the project's is taken.
pub fn join(project: Vec<Connector>, user: Vec<Connector>) -> Vetted<Vec<Connector>> {
    let mut joined = Vetted::right(project);
    for connector in user {
        if joined.value.iter().any(|known| is_same(known, &connector)) {
            let slug = &connector.slug;
            joined.diagnostics.push(Diagnostic::warning(&format!(
                "custom connector \"{slug}\": the project's description is used, not your custom.toml's"
            )));
        } else {
            joined.value.push(connector);
        }
    }
    joined
}

/// Takes the `[[connector]]` tables of a file.
pub(in crate::store) fn take(reader: &mut Reader, root: &DeTable) -> Vec<Connector> {
    let mut connectors: Vec<Connector> = Vec::new();
    for (start, table) in reader.tables(root, "connector") {
        let Some(connector) = take_one(reader, start, table) else {
            continue;
        };
        if connectors.iter().any(|known| is_same(known, &connector)) {
            let slug = &connector.slug;
            reader.warn(
                start,
                &format!("connector \"{slug}\" is described twice; the first is used"),
            );
        } else {
            connectors.push(connector);
        }
    }
    connectors
}

fn is_same(a: &Connector, b: &Connector) -> bool {
    a.key() == b.key() || (a.kind == b.kind && a.slug == b.slug)
}

fn take_one(reader: &mut Reader, start: usize, table: &DeTable) -> Option<Connector> {
    if !table.contains_key("slug") {
        reader.error(start, "connector without a slug");
    }
    let slug = reader.value(table, "slug", slug)?;
    let kind = kind(reader, start, table, &slug)?;
    let name = reader.value(table, "name", value::text);
    let mut connector = Connector::new(slug.clone(), kind, name.unwrap_or(slug));
    let image = reader.value(table, "image", value::text);
    let image = image.as_deref().map(Written::of);
    let tag = image.and_then(|image| image.tag.filter(|tag| !tag.is_empty()));
    let version = reader.value(table, "version", value::text);
    connector.version = version.as_deref().or(tag).map(Version::new);
    connector.image = image.map(|image| Text::name(image.name));
    connector.docs_url = docs(reader, table);
    connector.rare.notes = reader.value(table, "notes", value::text);
    connector.level = Level::Custom;
    connector.is_own = true;
    Some(connector)
}

fn slug(value: &toml::de::DeValue) -> value::Taken<Text> {
    let slug = value::text(value)?;
    let is_plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if slug.bytes().all(is_plain) && !slug.starts_with('-') && !slug.ends_with('-') {
        Ok(slug)
    } else {
        Err(format!(
            "expected lower-case letters, digits and hyphens, found \"{slug}\""
        ))
    }
}

fn kind(reader: &mut Reader, start: usize, table: &DeTable, slug: &str) -> Option<Kind> {
    let said = reader.value(table, "kind", value::word::<Kind>);
    let meant = Kind::split_slug(slug).map(|(kind, _)| kind);
    match (said, meant) {
        (Some(said), Some(meant)) if said != meant => {
            reader.error(
                start,
                &format!("connector \"{slug}\": its slug says {meant}, its kind {said}"),
            );
            None
        }
        (None, None) => {
            let remedy = "start the slug with source- or destination-, or give a kind";
            reader.error(
                start,
                &format!("connector \"{slug}\" is of no kind: {remedy}"),
            );
            None
        }
        (said, meant) => said.or(meant),
    }
}

fn docs(reader: &mut Reader, table: &DeTable) -> Option<Docs> {
    let docs = table.get("docs")?;
    let given = docs.get_ref().as_str();
    let url = given
        .and_then(|given| url::Url::parse(given).ok())
        .filter(|url| url.scheme() == "https" && url.has_host());
    if url.is_none() {
        reader.warn(
            docs.span().start,
            "docs: left out, because it is no https:// address",
        );
    }
    url.map(|url| Docs::new(url.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Listing;

    fn read(text: &str) -> Vetted<Vec<Connector>> {
        document::parse(Path::new("custom.toml"), text, SHAPES, take)
    }

    #[test]
    fn an_own_connector_is_custom_and_nothing_is_claimed_of_the_registries() {
        let read = read(
            "[[connector]]\nslug = 'source-till'\nname = 'Till'\nimage = 'registry.example.com:5000/acme/source-till:0.3.0'\n\
             docs = 'https://docs.example.com/till'\nnotes = 'ask Ada'\n\
             [[connector]]\nslug = 'ledger'\nkind = 'dest'\nversion = '1.2'\n",
        );
        assert_eq!(read.diagnostics, []);
        let [till, ledger] = &read.value[..] else {
            panic!("{:?}", read.value);
        };
        assert_eq!(
            (till.kind, till.level, till.is_own),
            (Kind::Source, Level::Custom, true)
        );
        assert_eq!(
            till.image.as_deref(),
            Some("registry.example.com:5000/acme/source-till")
        );
        assert_eq!(till.version.as_ref().map(Version::as_str), Some("0.3.0"));
        assert_eq!(till.cloud.listing, Listing::Unknown);
        assert_eq!(till.level_word, None);
        assert_eq!(till.rare.notes.as_deref(), Some("ask Ada"));
        assert_eq!((ledger.kind, &*ledger.name), (Kind::Destination, "ledger"));
    }

    #[test]
    fn a_digest_is_part_of_neither_an_images_name_nor_its_version() {
        let table = [
            ("acme/x:1.0@sha256:ab", Some("1.0")),
            ("acme/x@sha256:ab", None),
            ("acme/x:", None),
        ];
        for (image, version) in table {
            let read = read(&format!(
                "[[connector]]\nslug = 'source-x'\nimage = '{image}'\n"
            ));
            let own = &read.value[0];
            assert_eq!(own.image.as_deref(), Some("acme/x"), "{image}");
            let told = own.version.as_ref().map(Version::as_str);
            assert_eq!(told, version, "{image}");
        }
    }

    #[test]
    fn a_bad_connector_is_lost_alone_and_told_with_its_line() {
        let table: &[(&str, usize, &str)] = &[
            ("name = 'x'", 0, "custom.toml:1:1: connector without a slug"),
            (
                "slug = 'Source X'",
                0,
                "custom.toml:2:8: slug: expected lower-case letters, digits and hyphens, found \"Source X\"",
            ),
            (
                "slug = 'source-'",
                0,
                "custom.toml:2:8: slug: expected lower-case letters, digits and hyphens, found \"source-\"",
            ),
            (
                "slug = 'till'",
                0,
                "custom.toml:1:1: connector \"till\" is of no kind: start the slug with source- or destination-, or give a kind",
            ),
            (
                "slug = 'source-x'\nkind = 'destination'",
                0,
                "custom.toml:1:1: connector \"source-x\": its slug says source, its kind destination",
            ),
            (
                "slug = 'source-x'\ndocs = 'javascript:alert(1)'",
                1,
                "custom.toml:3: docs: left out, because it is no https:// address",
            ),
            (
                "slug = 'source-x'\nverison = '1'",
                1,
                "custom.toml:3: unknown key \"verison\"; did you mean \"version\"?",
            ),
            (
                "slug = 'source-x'\n[[connector]]\nslug = 'source-x'",
                1,
                "custom.toml:3: connector \"source-x\" is described twice; the first is used",
            ),
        ];
        for (text, kept, expected) in table {
            let read = read(&format!(
                "[[connector]]\n{text}\n[[connector]]\nslug = 'source-ok'\n"
            ));
            assert_eq!(read.value.len(), kept + 1, "{text}");
            let told: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
            assert_eq!(told, [*expected], "{text}");
        }
    }

    #[test]
    fn hostile_text_is_inert() {
        let read = read("[[connector]]\nslug = 'source-x'\nname = \"a\\u001b[2J\"\n");
        assert_eq!(read.value[0].name, "a␛[2J");
    }

    #[test]
    fn the_project_speaks_before_the_user() {
        let one = |name: &str| {
            read(&format!(
                "[[connector]]\nslug = 'source-x'\nname = '{name}'"
            ))
            .value
        };
        let joined = join(one("ours"), one("mine"));
        assert_eq!(joined.value.len(), 1);
        assert_eq!(joined.value[0].name, "ours");
        assert_eq!(joined.diagnostics.len(), 1);
    }

    #[test]
    fn no_file_is_no_mistake() {
        assert_eq!(load(None), Vetted::default());
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(
            load(Some(&dir.path().join("custom.toml"))),
            Vetted::default()
        );
        let is_a_folder = load(Some(dir.path()));
        assert!(is_a_folder.diagnostics[0].is_error());
    }
}
