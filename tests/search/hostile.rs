//! What nobody would type: it is answered, shortened where it is long, and never the end of the program.

use std::sync::LazyLock;

use portolan::{
    catalog::Catalog,
    date,
    policy::{Policy, Profile},
    search::Query,
    store::bundled,
    view::{Outlook, outlook::Scope},
};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| bundled::read().unwrap().catalog);

fn hits(query: &str) -> usize {
    let policy = Policy::bundled().unwrap();
    let today = date::parse("2026-03-01").unwrap();
    let outlook = Outlook::new(&CATALOG, &policy, Profile::default(), today);
    outlook.find(&Query::parse(query), Scope::Offered).len()
}

#[test]
fn long_queries_are_read_to_a_cap() {
    let letters = |query: &Query| -> usize { query.words().map(|word| word.chars().count()).sum() };
    for text in [
        "a".repeat(10_000),
        "a ".repeat(5_000),
        "語".repeat(10_000),
        "ab | ".repeat(2_000),
    ] {
        let query = Query::parse(&text);
        assert!(letters(&query) <= 128, "{} letters", letters(&query));
        hits(&text);
    }
    assert_eq!(hits(&"a".repeat(10_000)), 0);
}

#[test]
fn marks_without_words_ask_for_nothing() {
    let all = hits("");
    assert!(all > 500);
    for text in [
        "'",
        "^",
        "!",
        "^$",
        "!^",
        "\"",
        "\"\"",
        "'''",
        "...",
        "- -",
        "()",
        "|",
        "| |",
        "\u{301}\u{301}",
        "\u{202e}",
    ] {
        assert_eq!(hits(text), all, "{text:?}");
    }
}

#[test]
fn anything_is_answered() {
    let strange = [
        "|||| ''' ^^^ $$$ !!!",
        "\"unbalanced postgres",
        "level:\"airbyte",
        "e\u{301}\u{302}\u{303}\u{304}",
        "\u{202e}sergtsop",
        "مرحبا بالعالم",
        "שלום עולם",
        "ﷺ ﬁ ½ ㎏ İ ß ſ",
        "🙂 👩‍👩‍👧‍👦 🇩🇪",
        "\u{0}\u{1}\u{2}\u{7}",
        "(((((((((",
        "!a !b !c !d !e !f",
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "airbyte/ /airbyte :: @ @@ a/b/c:d@e",
        "00000000-0000-0000-0000-000000000000",
        "source- destination- source-source- source",
    ];
    for text in strange {
        hits(text);
        hits(&text.repeat(40));
    }
}
