//! Catalogs and queries as chance makes them: of names that people gave and of letters that nobody would, of all that
//! the language has.

use portolan::{
    catalog::{Connector, State},
    date,
    store::bundled,
    text::{Few, Text},
    words::{Kind, Level, Stage},
};
use proptest::{collection::vec, prelude::*, sample};

/// A connector of names that people gave, or of letters that nobody would.
pub(crate) fn connector() -> impl Strategy<Value = Connector> {
    let known = sample::select(bundled::read().unwrap().catalog.into_connectors());
    let name = prop_oneof![
        "[A-C][a-c]{0,3}( [A-Ca-c0-3]{1,3}){0,2}( \\([A-C]{2,3}\\))?",
        "[abcé.\\- ()語ß]{1,12}",
    ];
    let slug = "(source-|destination-|)[a-c]{1,4}(-[a-c0-3]{1,3}){0,2}";
    let facts = (
        0..3_usize,
        any::<bool>(),
        0..5_usize,
        "[a-c ]{0,6}",
        sample::select(vec![false, false, true]),
    );
    let made = (slug, name, facts).prop_map(
        |(slug, name, (language, is_source, level, former, is_removed))| {
            let kind = if is_source {
                Kind::Source
            } else {
                Kind::Destination
            };
            let mut made = Connector::new(Text::name(&slug), kind, Text::name(&name));
            made.level = [
                Level::Airbyte,
                Level::Enterprise,
                Level::Marketplace,
                Level::Custom,
                Level::Archived,
            ][level];
            made.stage = Stage::Beta;
            made.removed = is_removed.then(|| date::parse("2025-12-01").unwrap());
            made.languages = ["python", "java"]
                .iter()
                .take(language)
                .map(|word| Text::name(word))
                .collect();
            made.image = Some(Text::name(&format!("airbyte/{slug}")));
            let mut state: State = made.state(date::parse("2025-01-01").unwrap());
            state.name = Some(Text::name(&former).into());
            made.history = Few::one(state);
            made
        },
    );
    prop_oneof![3 => known, 2 => made]
}

pub(crate) fn catalog() -> impl Strategy<Value = Vec<Connector>> {
    vec(connector(), 0..24)
}

/// What connectors are also called, in two parts.
pub(crate) fn apart() -> impl Strategy<Value = String> {
    let aliases = [
        "postgresql",
        "mariadb",
        "opensearch",
        "adwords",
        "postgers",
        "allodyb",
        "mysql",
    ];
    let between = sample::select(vec![" ", "-", "-source ", " api."]);
    (sample::select(aliases.to_vec()), 1..5_usize, between).prop_map(|(alias, at, between)| {
        let (one, other) = alias.split_at(at);
        format!("{one}{between}{other}")
    })
}

/// The connectors that are called so.
pub(crate) fn called_otherwise() -> impl Iterator<Item = Connector> {
    let tails = [
        "postgres",
        "mysql",
        "elasticsearch",
        "google-ads",
        "alloydb",
    ];
    let all = bundled::read().unwrap().catalog.into_connectors();
    all.into_iter().filter(move |c| tails.contains(&c.tail()))
}

/// A query of pieces of names, of letters, and of all that the language has.
pub(crate) fn query() -> impl Strategy<Value = String> {
    let names = [
        "google sheets",
        "postgres",
        "s3",
        "data lake",
        "ga4",
        "mongo",
        "hubspot",
        "sql server",
    ];
    let piece =
        (sample::select(names.to_vec()), 0..8_usize, 1..9_usize).prop_map(|(name, from, count)| {
            let letters = name.chars().skip(from % name.len());
            letters.take(count).collect::<String>()
        });
    let word = prop_oneof![
        4 => piece,
        4 => "[a-c0-3]{1,5}",
        2 => sample::select(vec!["gogle", "hubsopt", "postgress", "source", "dest", "bca", "acb", "soruce", "api"]).prop_map(str::to_owned),
        1 => apart(),
        1 => "(source|destination)-[a-c]{0,3}",
        1 => "airbyte/source-[a-c]{0,2}",
        1 => ".{0,6}",
    ];
    let marked =
        ("(|!|-|'|\\^)", word, "(|\\$)").prop_map(|(mark, word, end)| format!("{mark}{word}{end}"));
    let phrase = ("(|!|\\^)", sample::select(names.to_vec()), 0..9_usize)
        .prop_map(|(mark, name, more)| format!("{mark}\"{}\"", &name[..name.len().min(more + 3)]));
    let facet = sample::select(vec![
        "level:airbyte",
        "-kind:source",
        "language:python",
        "level:archived,custom",
        "|",
        "-readiness:ready",
        "name:b",
        "-name:post",
        "host:api",
        "due:<900d",
        "updated:>2025-06-01",
        "-updated:<2024-01-01",
    ]);
    let part = prop_oneof![10 => marked, 1 => phrase, 5 => facet.prop_map(str::to_owned)];
    vec(part, 0..4).prop_map(|parts| parts.join(" "))
}
