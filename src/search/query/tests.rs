//! What a query is made of, what is said of what means nothing, and that it prints as itself.

mod language;
mod problems;

use super::*;
use crate::catalog::Connector;
use crate::words::{Deployment, Kind, Level};

fn conditions(query: &Query) -> Vec<Condition> {
    query
        .terms
        .iter()
        .map(|term| term.condition.clone())
        .collect()
}

#[test]
fn words_and_fields_are_told_apart() {
    let query = Query::parse("Postgres lev:airbyte,community -kind:dest \"two words\"");
    assert_eq!(query.problems, []);
    assert_eq!(
        conditions(&query),
        [
            Condition::Text(Pattern::word("postgres")),
            Condition::Facet {
                facet: Facet::Level,
                values: vec![
                    Wanted::Level(Level::Airbyte),
                    Wanted::Level(Level::Marketplace)
                ],
                is_negated: false,
            },
            Condition::Facet {
                facet: Facet::Kind,
                values: vec![Wanted::Kind(Kind::Destination)],
                is_negated: true,
            },
            Condition::Text(Pattern::word("two words")),
        ]
    );
}

#[test]
fn what_is_not_understood_is_text_with_a_suggestion() {
    let text = "lvel:airbyte level:certfied s:x due:soon";
    let query = Query::parse(text);
    assert_eq!(query.terms.len(), 4);
    assert!(
        conditions(&query)
            .iter()
            .all(|c| matches!(c, Condition::Text(_)))
    );
    let messages: Vec<&str> = query.problems.iter().map(|p| p.message.as_str()).collect();
    assert!(messages[0].contains("did you mean level:"), "{messages:?}");
    assert!(
        messages[1].contains("did you mean \"certified\""),
        "{messages:?}"
    );
    assert!(messages[2].contains("could be"), "{messages:?}");
    assert!(messages[3].contains("a number of days"), "{messages:?}");
    let blamed = query.problems.iter().map(|p| &text[p.at.clone()]);
    assert_eq!(
        blamed.collect::<Vec<_>>(),
        ["lvel", "certfied", "s", "soon"]
    );
}

#[test]
fn what_nobody_sees_means_nothing_in_words_and_values() {
    let seen = Query::parse("postgres level:airbyte");
    assert_eq!(seen.problems, []);
    for unseen in ["\u{200b}", "\u{200e}", "\u{2068}", "\u{202e}", "\u{feff}"] {
        let text = format!("post{unseen}gres{unseen} level{unseen}:air{unseen}byte");
        assert_eq!(Query::parse(&text), seen, "{text:?}");
    }
}

#[test]
fn a_bar_between_terms_makes_them_alternatives() {
    let written = |text: &str| -> Vec<String> {
        let terms = Query::parse(text).terms.into_iter();
        terms.map(|term| term.written).collect()
    };
    let query = Query::parse("^core go$ | rb |  level:airbyte \"a | b\"");
    assert_eq!(
        written(&query.to_string()),
        ["^core", "go$ | rb |  level:airbyte", "\"a | b\""]
    );
    let [
        Condition::Text(_),
        Condition::Any(any),
        Condition::Text(quoted),
    ] = &conditions(&query)[..]
    else {
        panic!("{query:?}");
    };
    assert_eq!(
        any[..2],
        [Pattern::read("go$"), Pattern::read("rb")].map(Condition::Text)
    );
    assert!(matches!(
        &any[2],
        Condition::Facet {
            facet: Facet::Level,
            ..
        }
    ));
    assert_eq!(quoted.needle, "a | b");
    assert_eq!(
        query.words().collect::<Vec<_>>(),
        ["core", "go", "rb", "a | b"]
    );
    // A bar that nothing follows, or nothing precedes, is still being typed.
    assert_eq!(written("| a |"), ["a"]);
    assert_eq!(written("a | | b"), ["a | | b"]);
    assert_eq!(written("a|b"), ["a|b"]);
}

#[test]
fn an_alternative_that_asks_for_nothing_yet_is_none() {
    let alone = conditions(&Query::parse("stripe"));
    let mut texts = vec!["stripe | \"".to_owned(), "' | stripe | ^".to_owned()];
    for rest in ["'", "level:", "host:", "!", "^", "---"] {
        texts.extend([format!("stripe | {rest}"), format!("{rest} | stripe")]);
    }
    for text in texts {
        let query = Query::parse(&text);
        assert_eq!(conditions(&query), alone, "{text}");
        let printed = Query::parse(&query.to_string());
        assert_eq!(conditions(&printed), alone, "{text}");
    }
}

#[test]
fn a_single_deployment_is_told() {
    assert_eq!(
        Query::parse("on:oss").deployment(),
        Some(Deployment::SelfManagedCommunity)
    );
    assert_eq!(Query::parse("on:oss,cloud").deployment(), None);
    assert_eq!(Query::parse("-on:oss").deployment(), None);
}

#[test]
fn words_beyond_the_cap_are_not_read_and_that_is_said_but_fields_are() {
    let long = "a".repeat(127);
    let text = format!("level:airbyte {long} bc d kind:source e");
    let query = Query::parse(&text);
    assert_eq!(
        query.to_string(),
        format!("level:airbyte {long} kind:source")
    );
    let [problem] = query.problems.as_slice() else {
        panic!("{:?}", query.problems);
    };
    assert_eq!(&text[problem.at.clone()], "bc");
    assert_eq!(
        problem.to_string(),
        "only 128 letters of words are read, besides fields"
    );
    assert_eq!(Query::parse(&"a".repeat(128)).problems, []);
    let full = Query::parse(&format!("{} postgres ads", "a".repeat(128)));
    assert_eq!(full.problems.len(), 1, "what just fits hides nothing");
    let alone = Query::parse(&"\u{e9}".repeat(129));
    assert_eq!(alone.problems.len(), 1);
    let read: Vec<_> = alone.words().map(str::len).collect();
    assert_eq!(read.len(), 1, "without any word all would match");
    let or = Query::parse(&format!("{long} | bcd level:airbyte"));
    assert_eq!(or.terms.len(), 2, "{or}");
}

#[test]
fn fields_have_room_and_a_cut_is_never_in_the_middle_of_one() {
    let many = "level:airbyte,enterprise,marketplace ".repeat(40);
    assert!(many.len() > LONGEST);
    let query = Query::parse(&many);
    let whole = |term: &Term| term.written == "level:airbyte,enterprise,marketplace";
    assert!(query.terms.iter().all(whole), "{query}");
    assert_eq!(query.terms.len(), LONGEST / 37);
    let [problem] = query.problems.as_slice() else {
        panic!("{:?}", query.problems);
    };
    assert_eq!(problem.taken, Taken::Unread);
    let single = Query::parse(&format!("level:{}", "airbyte,".repeat(200)));
    assert!(single.is_empty() && single.problems.len() == 1, "{single}");
    for end in (LONGEST - 40)..LONGEST + 4 {
        let text = format!("{} level:airbyte x", "ü ".repeat(end / 2));
        let read = Query::parse(&text);
        let is_whole = |term: &Term| term.written != "x" || text.chars().count() <= LONGEST;
        assert!(read.terms.iter().all(is_whole));
        let text_like = |term: &&Term| term.written.starts_with("lev");
        assert!(
            read.terms
                .iter()
                .filter(text_like)
                .all(|t| t.written == "level:airbyte")
        );
    }
}

#[test]
fn a_vocabulary_makes_a_catalogs_own_words_the_only_ones() {
    let mut connector = Connector::new(
        crate::text::Text::name("source-x"),
        Kind::Source,
        crate::text::Text::name("X"),
    );
    connector.languages = vec![crate::text::Text::name("Manifest-Only")].into();
    let vocabulary = Vocabulary::of(&[connector]);
    let query = Query::parse_in("lang:manifest-only,unknown", &vocabulary);
    assert_eq!(query.problems, []);
    let query = Query::parse_in("lang:manifest-onyl", &vocabulary);
    assert!(matches!(query.terms[0].condition, Condition::Text(_)));
    assert!(
        query.problems[0]
            .message
            .contains("did you mean \"manifest-only\"?")
    );
    assert_eq!(Query::parse("lang:manifest-onyl").problems, []);
}

proptest::proptest! {
    #[test]
    fn any_text_is_a_query_that_prints_as_itself(text in "[a-z:\", <>!'^$|-]{0,80}|([a-z|!'^\"$]{0,3} ){0,20}|.{0,200}") {
        let query = Query::parse(&text);
        let text = clean::typed(&text);
        for problem in &query.problems {
            proptest::prop_assert!(text.get(problem.at.clone()).is_some_and(|at| !at.is_empty()));
        }
        let again = Query::parse(&query.to_string());
        proptest::prop_assert_eq!(again.terms, query.terms);
    }

    #[test]
    fn a_query_that_a_choice_rewrote_asks_for_what_it_did_and_the_choice(
        text in "[a-e:\", \\\\|!-]{0,30}|(level:airbyte |on:oss,cloud |-kind:src |a |\\| |\"b c ){0,6}|.{0,60}",
        word in "[a-z\", \\\\:|<.-]{1,12}",
        at in 0usize..3,
    ) {
        let value = [
            Wanted::Level(Level::Enterprise),
            Wanted::On(Deployment::Powered),
            Wanted::Language(word),
        ][at].clone();
        let query = Query::parse(&text);
        for standing in [Standing::Included, Standing::Excluded] {
            let again = Query::parse(&query.rewritten(&value, standing));
            let is_asked = match standing {
                Standing::Excluded => again.excludes(&value),
                Standing::Included | Standing::Free => again.wants(&value),
            };
            proptest::prop_assert!(is_asked, "{} {}", text, again);
            let others = |query: &Query| -> Vec<Condition> {
                let is_own = |condition: &Condition| matches!(condition, Condition::Facet { facet, .. } if *facet == value.facet());
                conditions(query).into_iter().filter(|c| !is_own(c)).collect()
            };
            proptest::prop_assert_eq!(others(&again), others(&query));
        }
    }
}
