//! The skipper takes what the parser takes, of any text.

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::*;

/// What is taken of a text, without blanks before it.
fn taken(text: &str) -> Option<&str> {
    let mut skipper = Skipper::new(text);
    skipper.peek();
    let start = skipper.place();
    skipper.value()?;
    skipper.between(start, skipper.place())
}

/// What the parser takes where it ignores a value.
fn ignored(text: &str) -> Option<&str> {
    let mut parser = serde_json::Deserializer::from_str(text);
    let raw = <&RawValue>::deserialize(&mut parser).ok()?;
    Some(raw.get())
}

#[test]
fn what_is_no_json_is_not_taken() {
    let table = [
        (" {} x", Some("{}")),
        ("[1,\t2]]", Some("[1,\t2]")),
        ("-0.5e+7,", Some("-0.5e+7")),
        ("0x", Some("0")),
        (r#""\ud800\u12aF \/\b" "#, Some(r#""\ud800\u12aF \/\b""#)),
        (
            r#"{"a":{"b":[true,false,null]}}"#,
            Some(r#"{"a":{"b":[true,false,null]}}"#),
        ),
        ("", None),
        ("01", None),
        ("-", None),
        ("1.", None),
        ("1.e5", None),
        ("1e", None),
        ("+1", None),
        (".5", None),
        ("nul", None),
        ("[1,]", None),
        ("[,]", None),
        ("[1}", None),
        ("{1:2}", None),
        ("{\"a\":1,}", None),
        ("{\"a\"}", None),
        ("{\"a\" 1}", None),
        ("\"a\nb\"", None),
        ("\"\\x\"", None),
        ("\"\\u12g4\"", None),
        ("\"\\u12", None),
        ("\"a", None),
    ];
    for (text, expected) in table {
        assert_eq!(taken(text), expected, "{text}");
        assert_eq!(ignored(text), expected, "the parser: {text}");
    }
}

#[test]
fn no_depth_is_too_deep() {
    for depth in [1, 63, 64, 65, 127, 128, 129, 100_000] {
        let [mut open, mut shut] = [String::new(), String::new()];
        for at in 0..depth {
            let is_object = at % 7 < 3 || at % 64 == 0;
            open.push_str(if is_object { "{\"a\":" } else { "[" });
            shut.push(if is_object { '}' } else { ']' });
        }
        let shut: String = shut.chars().rev().collect();
        let deep = format!("{open}1{shut}");
        assert_eq!(taken(&deep), Some(&*deep), "{depth}");
        let other = if shut.starts_with('}') { "]" } else { "}" };
        let unlike = format!("{other}{}", &shut[1..]);
        assert_eq!(taken(&format!("{open}1{unlike}")), None, "{depth}");
        assert_eq!(taken(&deep[..deep.len() - 1]), None, "{depth}");
    }
}

#[test]
fn a_text_ends_where_its_first_end_stands() {
    for end in ["\"", "\\", "\n", "\0", "\u{2}", "\u{1f}"] {
        for length in 0..20 {
            let before = "é~\u{7f} !#[]".chars().cycle().take(length);
            let text: String = before.collect();
            let whole = format!("{text}{end}\"\\\n behind it");
            assert_eq!(
                behind_plain(whole.as_bytes()),
                &whole.as_bytes()[text.len()..],
                "{whole:?}"
            );
        }
    }
    assert_eq!(behind_plain(b"no end at all"), b"");
}

/// Pieces of which JSON is made, and of which what is nearly JSON is.
const PIECES: [&str; 30] = [
    "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"\\", "\\", "\\u", "\\ud83d", "00", "0", "1",
    "-", "+", ".", "e", "E5", "true", "fals", "null", " ", "\n", "\t", "\u{1}", "é", "\u{0}", "x",
];

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        ".*".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            proptest::collection::btree_map(".*", inner, 0..6)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_text_is_taken_as_the_parser_takes_it(text in any::<String>()) {
        prop_assert_eq!(taken(&text), ignored(&text));
    }

    #[test]
    fn any_pieces_are_taken_as_the_parser_takes_them(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..24),
    ) {
        let text = pieces.concat();
        prop_assert_eq!(taken(&text), ignored(&text), "{}", text);
    }

    #[test]
    fn damaged_json_is_taken_as_the_parser_takes_it(
        value in json(),
        is_wide in any::<bool>(),
        damage in proptest::collection::vec(
            (any::<proptest::sample::Index>(), 0..3_usize, proptest::sample::select(&PIECES[..])), 0..3),
    ) {
        let mut text = if is_wide { format!("{value:#} ") } else { value.to_string() };
        prop_assert_eq!(taken(&text), ignored(&text), "{}", text);
        for (place, removed, put) in damage {
            let (at, end) = (place.index(text.len() + 1), place.index(text.len() + 1) + removed);
            if text.get(at..end).is_some() {
                text.replace_range(at..end, put);
            }
        }
        prop_assert_eq!(taken(&text), ignored(&text), "{}", text);
    }
}
