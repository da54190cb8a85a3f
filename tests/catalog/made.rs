//! Registry entries, catalogs and days for the tests, made by hand or by chance.

use portolan::{
    catalog::{
        BreakingChange, Catalog, Connector, Docs, Listing, Metrics, Own, Side, State, Version, wire,
    },
    date::{self, Date},
    text::{Few, Text, Word},
    words::{DeadlineAction, Grade, Kind, Level, Registry, Stage},
};
use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

pub(crate) fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

/// An entry as it was published in 2025.
pub(crate) fn entry(number: usize) -> Value {
    json!({
        "sourceDefinitionId": format!("00000000-0000-0000-0000-{number:012}"),
        "name": format!("Number {number}"),
        "dockerRepository": format!("airbyte/source-number-{number}"),
        "dockerImageTag": "1.2.3",
        "documentationUrl": format!("https://docs.airbyte.com/integrations/sources/number-{number}"),
        "supportLevel": "community",
        "releaseStage": "alpha",
        "sourceType": "api",
        "license": "Elv2",
        "language": "python",
        "public": true, "custom": false, "tombstone": false,
        "spec": {"connectionSpecification": {"type": "object", "properties": {"key": {"type": "string"}}}},
        "generated": {"git": {"commit_author_email": "someone@example.com"}},
    })
}

/// An entry with some fields set otherwise.
pub(crate) fn entry_with(number: usize, fields: &Value) -> Value {
    let mut entry = entry(number);
    let fields = fields.as_object().unwrap().clone();
    entry.as_object_mut().unwrap().extend(fields);
    entry
}

/// The base of the corpus.
pub(crate) fn base() -> Vec<Value> {
    (0..60).map(entry).collect()
}

pub(crate) fn registry(sources: &[Value]) -> Vec<u8> {
    json!({"sources": sources, "destinations": []})
        .to_string()
        .into_bytes()
}

/// The base with some fields of its fourth entry set.
pub(crate) fn with(fields: &Value) -> Vec<u8> {
    let mut entries = base();
    entries[3] = entry_with(3, fields);
    registry(&entries)
}

pub(crate) fn decode(bytes: &[u8]) -> wire::Decoded {
    wire::decode(bytes, Some(Registry::Oss)).unwrap()
}

/// The connector that an entry with these fields becomes.
pub(crate) fn only(fields: &Value) -> Connector {
    let decoded = decode(&registry(&[entry_with(1, fields)]));
    assert_eq!(decoded.catalog.len(), 1, "{:?}", decoded.warnings);
    decoded.catalog.into_connectors().remove(0)
}

pub(crate) fn connector(slug: &str) -> Connector {
    let mut connector = Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
    connector.id = Some(Text::name(&format!("id-{slug}")));
    connector.image = Some(Text::name(&format!("airbyte/{slug}")));
    connector.version = Some(Version::new("1.0.0"));
    connector.level = Level::Marketplace;
    connector.level_word = Some(Text::name("community"));
    connector.stage = Stage::Alpha;
    connector
}

pub(crate) fn catalog(connectors: Vec<Connector>, as_of: &str) -> Catalog {
    let (catalog, twice) = Catalog::of(connectors);
    assert!(twice.is_empty());
    dated(catalog, Some(day(as_of)), Vec::new())
}

fn dated(mut catalog: Catalog, as_of: Option<Date>, snapshots: Vec<Date>) -> Catalog {
    (catalog.as_of, catalog.snapshots) = (as_of, snapshots);
    catalog
}

pub(crate) fn of<'c>(catalog: &'c Catalog, slug: &str) -> &'c Connector {
    catalog
        .connectors()
        .iter()
        .find(|c| c.slug == slug)
        .unwrap_or_else(|| panic!("no {slug}"))
}

fn any_word<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    proptest::sample::select(W::ALL.to_vec())
}

fn any_text() -> impl Strategy<Value = Text> {
    let odd = vec(any::<char>(), 0..12).prop_map(|chars| chars.into_iter().collect::<String>());
    prop_oneof!["[a-z]{1,8}", odd, Just(String::new())].prop_map(|raw| Text::name(&raw))
}

fn any_version() -> impl Strategy<Value = Version> {
    prop_oneof!["[0-9]{1,2}\\.[0-9]\\.[0-9](-rc\\.1)?", "\\PC{0,6}"]
        .prop_map(|raw| Version::new(&raw))
}

fn any_day() -> impl Strategy<Value = Date> {
    (2020i16..2030, 1i8..=12, 1i8..=28)
        .prop_map(|(y, m, d)| date::parse(&format!("{y}-{m:02}-{d:02}")).unwrap())
}

fn any_side() -> impl Strategy<Value = Side> {
    let listing = prop_oneof![
        Just(Listing::Listed),
        Just(Listing::Granted),
        Just(Listing::Absent),
        Just(Listing::Tombstoned),
        Just(Listing::Unknown),
    ];
    let own = (option::of(any_text()), option::of(any_version()));
    (listing, own, any::<bool>()).prop_map(|(listing, (image, version), is_presumed)| Side {
        listing,
        own: Own { image, version }.into(),
        is_presumed,
    })
}

prop_compose! {
    fn any_change()(
        version in any_version(), deadline in option::of(any_day()), released in option::of(any_day()),
        action in any_word::<DeadlineAction>(), streams in vec(any_text(), 0..3),
        guide in option::of(any_text()), is_breaking in any::<bool>(), safe_to_downgrade in any::<Option<bool>>(),
    ) -> BreakingChange {
        BreakingChange { version, deadline, released, action, streams, guide, is_breaking, safe_to_downgrade }
    }
}

prop_compose! {
    fn any_state()(
        as_of in any_day(), level in any_word::<Level>(), stage in any_word::<Stage>(),
        cloud in any::<Option<bool>>(), oss in any::<Option<bool>>(),
        version in option::of(any_version()), name in option::of(any_text()),
    ) -> State {
        State { as_of, level, stage, cloud, oss, version, name: name.map(Box::new) }
    }
}

prop_compose! {
    fn any_metrics()(
        usage in option::of(any_word::<Grade>()), sync_success in option::of(any_word::<Grade>()),
        as_of in option::of(any_day()),
    ) -> Option<Metrics> {
        Metrics::of(usage, sync_success, as_of)
    }
}

prop_compose! {
    fn any_identity()(
        slug in any_text(), id in option::of("[a-f]{1,3}"), kind in any_word::<Kind>(), name in any_text(),
        image in option::of(any_text()), version in option::of(any_version()),
        level in any_word::<Level>(), level_word in option::of(any_text()), stage in any_word::<Stage>(),
        cloud in any_side(), oss in any_side(), removed in option::of(any_day()),
    ) -> Connector {
        let mut connector = Connector::new(slug, kind, name);
        connector.id = id.as_deref().map(Text::name);
        (connector.image, connector.version) = (image, version);
        (connector.level, connector.level_word, connector.stage) = (level, level_word, stage);
        (connector.cloud, connector.oss, connector.removed) = (cloud, oss, removed);
        connector
    }
}

prop_compose! {
    fn any_connector()(
        identity in any_identity(), texts in vec(option::of(any_text()), 6),
        lists in vec(option::of(vec(any_text(), 0..3)), 4), days in vec(option::of(any_day()), 2),
        changes in vec(any_change(), 0..3), candidates in vec(any_version(), 0..2),
        history in vec(any_state(), 0..3), metrics in any_metrics(),
        scores in vec(option::of(0i64..900), 2), is_own in any::<bool>(),
    ) -> Connector {
        let mut c = identity;
        let mut texts = texts.into_iter();
        let mut text = || texts.next().flatten();
        (c.subtype, c.license, c.docs_url, c.rare.pypi, c.rare.erd, c.rare.notes) = (text(), text(), text().map(Docs::from), text(), text(), text());
        let mut lists = lists.into_iter();
        let mut list = || lists.next().flatten();
        (c.allowed_hosts, c.rare.suggested_streams) = (list().map(Few::from), list());
        (c.languages, c.rare.features) = (list().unwrap_or_default().into(), list().unwrap_or_default());
        (c.first_released, c.version_released) = (days[0], days[1]);
        (c.breaking_changes, c.rare.release_candidates) = (changes.into(), candidates);
        c.breaking_changes.sort_by(|a, b| b.version.cmp(&a.version));
        c.breaking_changes.dedup_by(|a, b| a.version == b.version);
        (c.history, c.metrics) = (history.into(), metrics);
        (c.support_score, c.quality_score) = (scores[0], scores[1]);
        c.is_own = is_own;
        c
    }
}

pub(crate) fn any_catalog() -> impl Strategy<Value = Catalog> {
    let days = vec(any_day(), 0..3).prop_map(|mut days| {
        days.sort();
        days.dedup();
        days
    });
    (vec(any_connector(), 0..6), option::of(any_day()), days).prop_map(
        |(connectors, as_of, snapshots)| {
            let (catalog, _) = Catalog::of(connectors);
            dated(catalog, as_of, snapshots)
        },
    )
}

/// Every text that a catalog holds.
pub(crate) fn all_texts(catalog: &Catalog) -> Vec<String> {
    let mut texts = vec![format!("{:?}", catalog.as_of)];
    for c in catalog.connectors() {
        let options = [
            &c.id,
            &c.image,
            &c.level_word,
            &c.subtype,
            &c.license,
            &c.rare.pypi,
            &c.rare.erd,
            &c.rare.notes,
        ];
        texts.extend(options.into_iter().flatten().map(ToString::to_string));
        texts.extend(c.docs_url.iter().map(ToString::to_string));
        texts.extend([c.slug.to_string(), c.name.to_string()]);
        let versions = c
            .version
            .iter()
            .chain(&c.rare.release_candidates)
            .chain(&c.cloud.own.version)
            .chain(&c.oss.own.version);
        texts.extend(versions.map(ToString::to_string));
        let lists = [
            Some(&*c.languages),
            Some(&*c.rare.features),
            c.allowed_hosts.as_deref(),
            c.rare.suggested_streams.as_deref(),
        ];
        texts.extend(
            lists
                .into_iter()
                .flatten()
                .flatten()
                .map(ToString::to_string),
        );
        for change in c.breaking_changes.iter() {
            texts.push(change.version.to_string());
            texts.extend(
                change
                    .streams
                    .iter()
                    .chain(&change.guide)
                    .map(ToString::to_string),
            );
        }
    }
    texts
}
