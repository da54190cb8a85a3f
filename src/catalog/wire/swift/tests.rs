//! What is read without the parser reads as with it.

use proptest::prelude::*;
use serde_json::value::RawValue;

use super::*;
use crate::catalog::wire::{
    WireError,
    entry::Entry,
    field::{Members, Object},
    walker::{Bad, Walker},
};

/// What a list of entries reads as, one by one, up to where the walk ends.
fn walked<'a>(
    text: &'a str,
    read: impl Fn(&mut Walker<'a>) -> Result<Result<Object<'a, Box<Entry<'a>>>, Bad<'a>>, WireError>,
) -> (Vec<String>, Option<WireError>) {
    let mut walker = Walker::new(text);
    let mut told = Vec::new();
    let end = walker.list(|walker, _| {
        walker.peek();
        told.push(match read(walker)? {
            Ok(entry) => format!("{entry:?} up to {}", walker.place()),
            Err(bad) => format!("{}: {}", bad.error, bad.raw),
        });
        Ok(())
    });
    (told, end.err())
}

fn compare(text: &str) {
    let swift = walked(text, Walker::try_some_of);
    let parsed = walked(text, Walker::try_value);
    assert_eq!(swift, parsed, "{text}");
}

const RICH: &str = r#"{"sourceDefinitionId":"decd338e-5647-4c0b-adf4-da0e75f5a750","name":"Post\u0067res \"x\"",
 "dockerRepository":"airbyte/source-postgres", "dockerImageTag" : "3.7.2","documentationUrl":null,"tags":["language:java",5,[],{}],
 "spec":{"documentationUrl":"https://docs.airbyte.com/","connectionSpecification":{"$schema":"a","required":["\ud800"],
 "properties":{"host":{"order":0,"minimum":-0.5E+3,"default":[true,false,null],"description":"caf\u00e9 é\t"}}}},
 "public":1.0,"custom":0,"tombstone":false,"icon":"icon.svg","allowedHosts":{"hosts":["${host}",null,7],"x":[[[{}]]]},
 "suggestedStreams":"none","generated":{"metrics":{"all":{"usage":"low","more":{}},"cloud":5}},
 "releases":{"breakingChanges":{"2.0.0":{"upgradeDeadline":"2025-02-01","message":"m\n","scopedImpact":[{"scopeType":"stream",
 "impactedScopes":["s"]}]},"\u0032.1.0":null},"releaseCandidates":{"1.0.0":{"spec":[1,2]}}},"ab_internal":{"sl":100,"ql":1e2}}"#;

/// The longest of them is not declined, with any blanks.
#[test]
fn what_is_published_is_not_left_to_the_parser() {
    let plain: String = RICH.replace('\n', "");
    let other = [
        "{}",
        " {}",
        r#"{"name":"A","\u006eam":1}"#,
        r#"{"sourceType":{"a":[1]}}"#,
    ];
    for text in [RICH, &plain, other[0], other[2], other[3]] {
        let (_, length) = object::<Entry>(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(length, text.len());
        compare(&format!("[{text}, {text}]"));
    }
    assert!(object::<Entry>(other[1]).is_none());
}

#[test]
fn what_could_be_wrong_is_declined() {
    let declined = [
        "",
        "[]",
        "null",
        "{",
        r#"{"name":}"#,
        r#"{"name":"A"#,
        r#"{"name":"A",}"#,
        r#"{,"name":"A"}"#,
        r#"{"name":"A" "x":1}"#,
        r#"{"name":"\ud800"}"#,
        r#"{"\ud800":"A"}"#,
        r#"{"name":"A","name":"B"}"#,
        r#"{"name":1e999}"#,
        r#"{"tags":["a",]}"#,
        r#"{"x":[1,]}"#,
        r#"{"x":tru}"#,
    ];
    for text in declined {
        assert!(object::<Entry>(text).is_none(), "{text}");
        compare(&format!("[{text}]"));
    }
}

/// The parser marks texts that it hands out as they stand with a key of its own, which anybody could write.
#[test]
fn nobody_s_key_makes_a_raw_text() {
    let text = r#"{"a":{"$serde_json::private::RawValue":"no JSON"}}"#;
    assert!(object::<Members<&RawValue>>(text).is_none());
}

const KEYS: [&str; 20] = [
    "name",
    "dockerRepository",
    "tags",
    "public",
    "releases",
    "breakingChanges",
    "2.0.0",
    "scopedImpact",
    "generated",
    "metrics",
    "all",
    "usage",
    "allowedHosts",
    "hosts",
    "spec",
    "icon",
    "ab_internal",
    "sl",
    "n\\u0061me",
    "",
];
const LEAVES: [&str; 10] = [
    "null",
    "true",
    "1",
    "-1.5e3",
    "1e999",
    "\"a\"",
    "\"\\u00e9\"",
    "\"\\ud800\"",
    "{}",
    "[]",
];

fn member_of(value: impl Strategy<Value = String>) -> impl Strategy<Value = String> {
    let key = proptest::sample::select(&KEYS[..]);
    (key, value).prop_map(|(key, value)| format!("\"{key}\": {value}"))
}

fn member() -> impl Strategy<Value = String> {
    let leaf = proptest::sample::select(&LEAVES[..]).prop_map(str::to_owned);
    member_of(leaf.prop_recursive(6, 48, 6, |inner| {
        let members = proptest::collection::vec(member_of(inner.clone()), 0..5);
        prop_oneof![
            proptest::collection::vec(inner, 0..5).prop_map(|all| format!("[{}]", all.join(","))),
            members.prop_map(|all| format!("{{{}}}", all.join(","))),
        ]
    }))
}

fn entry() -> impl Strategy<Value = String> {
    let made = proptest::collection::vec(member(), 0..8);
    prop_oneof![
        made.prop_map(|members| format!("{{{}}}", members.join(" ,"))),
        Just(RICH.to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_damaged_list_reads_as_the_parser_reads_it(
        entries in proptest::collection::vec(entry(), 1..4),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), 0..3_usize, proptest::sample::select(
            vec!["", "\"", "\\", ",", "}", "]", "{", ":", "0", "-", "e", " ", "\n", "null", "\\u0041", "\u{1}", "é"])), 0..3),
    ) {
        let mut text = format!("[{}]", entries.join(",\n"));
        for (place, removed, put) in damage {
            let (at, end) = (place.index(text.len()), place.index(text.len()) + removed);
            if text.get(at..end).is_some() {
                text.replace_range(at..end, put);
            }
        }
        compare(&text);
    }
}
