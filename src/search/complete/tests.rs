//! Where the bar stands is the cursor; what is offered stands beside it, in its order.

use super::*;
use crate::{catalog::Connector, text::Text, words::Kind};

/// A connector, and what it may reach.
fn connector(slug: &str, name: &str, hosts: &[&str]) -> Connector {
    let mut connector = Connector::new(Text::name(slug), Kind::Source, Text::name(name));
    connector.allowed_hosts = Some(hosts.iter().map(|host| Text::name(host)).collect());
    connector
}

fn connectors() -> Vec<Connector> {
    let mut gone = connector("source-google-plus", "Google+", &[]);
    gone.removed = crate::date::parse("2026-01-01");
    vec![
        connector("destination-google-ads", "Google Ads", &[]),
        connector("source-google-ads", "Google Ads", &["googleapis.com"]),
        connector(
            "source-google-sheets",
            "Google Sheets",
            &["*.googleapis.com"],
        ),
        connector("source-nytimes", "New York Times", &["api.nytimes.com"]),
        gone,
        connector("source-s3", "S3", &["*"]),
    ]
}

fn vocabulary() -> Vocabulary {
    let mut connector = Connector::new(Text::name("source-a"), Kind::Source, Text::name("A"));
    connector.languages = ["Python", "java", "say \"x\""]
        .map(Text::name)
        .to_vec()
        .into();
    connector.subtype = Some(Text::name("vector store"));
    Vocabulary::of(&[connector])
}

fn completions(marked: &str) -> Vec<Completion> {
    let cursor = marked.find('‸').unwrap();
    let known = Known {
        vocabulary: &vocabulary(),
        connectors: &connectors(),
    };
    complete(&marked.replace('‸', ""), cursor, known)
}

/// The query with each completion in its place, the new cursor marked.
fn completed(marked: &str) -> Vec<String> {
    let text = marked.replace('‸', "");
    let offered = completions(marked).into_iter().map(|completion| {
        let (start, end) = (completion.replace.start, completion.replace.end);
        format!("{}{}‸{}", &text[..start], completion.text, &text[end..])
    });
    offered.collect()
}

/// Where the cursor stands, and the query with each completion.
const OFFERED: &[(&str, &[&str])] = &[
    ("lev‸", &["level:‸"]),
    ("pg LA‸", &["pg language:‸"]),
    ("-k‸", &["-kind:‸"]),
    ("!li‸ x", &["!license:‸ x"]),
    ("su‸", &["support:‸", "success:‸"]),
    ("le‸vel", &[]),
    ("'le‸", &[]),
    ("\"le‸", &[]),
    ("le\\‸", &[]),
    ("stripe‸", &[]),
    ("kind:‸", &["kind:source‸", "kind:destination‸"]),
    ("kind:d‸", &["kind:destination‸"]),
    ("kind:src‸", &[]),
    ("kind:sr‸", &["kind:src‸"]),
    ("kind:destination‸", &[]),
    ("-kind:SOU‸ x", &["-kind:source‸ x"]),
    ("kind:source,‸", &["kind:source,destination‸"]),
    ("kind:src,‸", &["kind:src,destination‸"]),
    (
        "kind:‸,source",
        &["kind:source‸,source", "kind:destination‸,source"],
    ),
    ("a | lev:cert‸", &["a | lev:certified‸"]),
    ("level:a‸", &["level:airbyte‸", "level:archived‸"]),
    ("level:arcihved‸", &["level:archived‸"]),
    ("level:zzzz‸", &[]),
    ("verdict:ready‸", &["readiness:ready‸"]),
    ("-maintainer:x‸", &["-level:x‸", "-support:x‸"]),
    ("sort:name‸", &[]),
    ("level:!archived‸", &[]),
    ("level:-arch‸", &[]),
    ("usage:>=!high‸", &[]),
    (
        "on:self‸",
        &["on:self_managed_enterprise‸", "on:self_managed_community‸"],
    ),
    ("on:self-managed-c‸", &["on:self_managed_community‸"]),
    ("lang:py‸", &["lang:python‸"]),
    ("lang:s‸", &["lang:\"say \\\"x\\\"\"‸"]),
    ("type:v‸", &["type:\"vector store\"‸"]),
    ("type:\"vec‸", &["type:\"vector store\"‸"]),
    ("type:\"vec‸ x\"", &[]),
    (
        "usage:>=‸",
        &["usage:>=low‸", "usage:>=medium‸", "usage:>=high‸"],
    ),
    ("usage:<h‸", &["usage:<high‸"]),
    ("usage:<‸", &["usage:<medium‸", "usage:<high‸"]),
    ("usage:>‸", &["usage:>low‸", "usage:>medium‸"]),
    ("level:>=‸", &[]),
    ("due:<‸", &["due:<30d‸", "due:<=4w‸", "due:<2m‸"]),
    ("updated:2025‸", &["updated:2025-01..2025-06‸"]),
    ("due:<30d‸", &[]),
    ("-due:<30d,<‸", &["-due:<30d,<=4w‸", "-due:<30d,<2m‸"]),
    ("on:cloud,p‸", &["on:cloud,powered‸"]),
    (
        "!on:‸",
        &[
            "!on:cloud‸",
            "!on:powered‸",
            "!on:self_managed_enterprise‸",
            "!on:self_managed_community‸",
        ],
    ),
    ("type:\"a b\",\"vec‸", &["type:\"a b\",\"vector store\"‸"]),
    ("name:‸", &[]),
    ("name:goo‸", &["name:google-ads‸", "name:google-sheets‸"]),
    ("name:GOOGLE-S‸ x", &["name:google-sheets‸ x"]),
    ("name:\"google a‸", &["name:google-ads‸"]),
    (
        "-name:google-ads,goo‸",
        &["-name:google-ads,google-sheets‸"],
    ),
    ("name:new‸", &["name:\"New York Times\"‸"]),
    ("name:ny‸", &["name:nytimes‸"]),
    ("name:s3‸", &[]),
    ("name:^goo‸", &[]),
    ("name:york‸", &[]),
    ("host:‸", &[]),
    ("host:g‸", &["host:googleapis.com‸"]),
    ("host:*‸", &["host:\"*.googleapis.com\"‸"]),
    ("host:api.n‸", &["host:api.nytimes.com‸"]),
    ("lvl:air‸", &["level:air‸"]),
    ("-lvl:air‸", &["-level:air‸"]),
    ("zzz:air‸", &[]),
    ("https://x‸", &[]),
];

#[test]
fn names_and_values_are_offered_where_they_fit() {
    for (marked, expected) in OFFERED {
        assert_eq!(completed(marked), *expected, "{marked}");
    }
}

#[test]
fn at_the_start_of_a_word_every_field_is_offered() {
    for marked in ["‸", "pg ‸", "‸ pg"] {
        let offered = completions(marked);
        assert_eq!(offered.len(), 16, "{marked}");
        assert!(offered.iter().all(Completion::is_field));
    }
}

#[test]
fn of_too_many_names_none_is_offered_until_more_is_typed() {
    let named = |at| connector(&format!("source-a{at}"), "A", &[]);
    let connectors: Vec<Connector> = (0..=100).map(named).collect();
    let offered = |text: &str| {
        let known = Known {
            vocabulary: &vocabulary(),
            connectors: &connectors,
        };
        complete(text, text.len(), known).len()
    };
    assert_eq!(offered("name:a"), 0);
    assert_eq!(offered("name:a1"), 11, "a10 to a19, and a100");
}

#[test]
fn a_hint_says_what_a_word_means() {
    let hints = |marked| -> Vec<String> {
        let offered = completions(marked).into_iter();
        offered.map(|completion| completion.hint).collect()
    };
    assert_eq!(hints("level:cert‸"), ["the same as airbyte"]);
    assert_eq!(hints("stage:g‸"), ["GA"]);
    assert_eq!(hints("due:<3‸"), ["a deadline in less than 30 days"]);
    assert_eq!(hints("level:certfied‸"), ["did you mean this?"]);
    assert_eq!(hints("rea‸"), ["readiness:>=caveats"]);
    assert_eq!(hints("name:google-a‸"), ["Google Ads"]);
    assert_eq!(hints("name:new‸"), ["nytimes"]);
    assert_eq!(hints("host:goo‸"), ["Google Ads"]);
}

#[test]
fn every_example_is_a_query_that_is_understood() {
    let examples = Name::all().map(Name::example);
    let of_fields = Field::ALL.iter().flat_map(|field| field.examples());
    for example in examples.chain(of_fields.map(|(written, _)| *written)) {
        let query = crate::search::Query::parse(example);
        assert_eq!(query.problems, [], "{example}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_can_be_completed_and_what_is_offered_is_understood(
        text in "(level|lang|-on|usage|due|name|host|x|li)?:?[a-z,<>=\"\\\\ ]{0,12}|.{0,40}",
        at in 0usize..60,
    ) {
        let cursor = text.char_indices().map(|(at, _)| at).nth(at).unwrap_or(text.len());
        let known = Known { vocabulary: &vocabulary(), connectors: &connectors() };
        for completion in complete(&text, cursor, known) {
            proptest::prop_assert_eq!(completion.replace.end, cursor);
            let before = text.get(..completion.replace.start);
            proptest::prop_assert!(before.is_some());
            let written = format!("{}{}", before.unwrap(), completion.text);
            let query = crate::search::Query::parse_in(&written, &vocabulary());
            let is_blamed = query.problems.iter().any(|problem| {
                problem.taken == crate::search::Taken::Text && problem.at.end == written.len()
            });
            proptest::prop_assert!(!is_blamed || completion.hint.contains("this field"), "{}", written);
        }
    }
}
