//! Bad input: what is no catalog is refused with a reason, one bad entry loses one entry, and nothing that reaches a
//! text can act on a terminal.

use crate::made::{self, base, decode, entry, registry, with};
use portolan::{
    catalog::wire,
    text::clean::is_hostile,
    words::{Level, Stage},
};
use serde_json::{Value, json};

#[test]
fn what_is_no_catalog_is_refused_with_its_reason() {
    let whole = String::from_utf8(registry(&base())).unwrap();
    let cut = &whole[..whole.len() * 6 / 10];
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty", b"".to_vec(), "an empty file"),
        ("ws_only", b" \n ".to_vec(), "an empty file"),
        ("null_top", b"null".to_vec(), "\"null\""),
        ("text_top", b"\"sources\"".to_vec(), "sources"),
        ("array_top", b"[]".to_vec(), "a list without a connector"),
        (
            "array_of_numbers",
            b"[1, 2]".to_vec(),
            "a list without a connector",
        ),
        ("obj_empty", b"{}".to_vec(), "without \"sources\""),
        (
            "obj_other",
            b"{\"version\": 3}".to_vec(),
            "without \"sources\"",
        ),
        (
            "list_is_text",
            b"{\"sources\": \"none\"}".to_vec(),
            "something else than a list",
        ),
        (
            "html_portal",
            b"<!doctype html><title>Log in</title>".to_vec(),
            "a web page",
        ),
        ("truncated", cut.into(), "end of the text"),
        ("trailing_nul", format!("{whole}\0").into(), "after the end"),
        (
            "trailing_json",
            format!("{whole}{whole}").into(),
            "after the end",
        ),
        ("utf16", b"\xff\xfe{\0".to_vec(), "UTF-16"),
        (
            "raw_newline_in_string",
            whole.replace("Number 7", "Num\nber 7").into(),
            "control character",
        ),
        (
            "nan",
            whole.replace("\"1.2.3\"", "NaN").into(),
            "broken JSON",
        ),
        (
            "trailing_comma",
            whole.replace("],\"", ",],\"").into(),
            "broken JSON",
        ),
        (
            "depth_1e6_top",
            "[".repeat(1_000_000).into(),
            "end of the text",
        ),
        (
            "newer_snapshot",
            b"{\"portolan_catalog\": 2, \"connectors\": []}".to_vec(),
            "another version",
        ),
    ];
    for (name, bytes, reason) in table {
        let error = wire::decode(&bytes, None).expect_err(name);
        assert!(error.to_string().contains(reason), "{name}: {error}");
        assert!(
            !error.to_string().chars().any(is_hostile),
            "{name}: {error:?}"
        );
        assert!(!error.expected.is_empty(), "{name}");
    }
}

#[test]
fn a_syntax_error_says_where() {
    let text = "{\"sources\": [\n  {\"name\": nul}\n]}";
    let error = wire::decode(text.as_bytes(), None).unwrap_err();
    assert_eq!(error.place, Some((2, 15)), "{error}");
}

#[test]
fn one_bad_entry_loses_one_entry_and_says_which() {
    let raw = |from: &str, to: &str| {
        let text = String::from_utf8(registry(&base())).unwrap();
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1).into_bytes()
    };
    let mut twice = base();
    twice.push(entry(3));
    let mut with_null = base();
    with_null.push(Value::Null);
    let huge = "x".repeat(3 << 20);
    let table: Vec<(&str, Vec<u8>, usize, &str)> = vec![
        (
            "lone_surrogate",
            raw("Number 3\"", "Number \\ud800\""),
            59,
            "sources[3].name",
        ),
        (
            "dup_key_entry",
            raw("\"name\":\"Number 3\"", "\"name\":\"a\",\"name\":\"b\""),
            59,
            "sources[3]",
        ),
        (
            "num_1e999",
            raw("\"1.2.3\"", "1e999"),
            59,
            "sources[0].dockerImageTag",
        ),
        (
            "num_500_digits",
            raw("\"1.2.3\"", &"9".repeat(500)),
            59,
            "sources[0].dockerImageTag",
        ),
        (
            "missing_name",
            with(&json!({"name": null})),
            59,
            "sources[3].name",
        ),
        (
            "blank_name",
            with(&json!({"name": " "})),
            59,
            "sources[3].name",
        ),
        (
            "wrong_type",
            with(&json!({"name": 5})),
            59,
            "sources[3].name",
        ),
        (
            "no_image",
            with(&json!({"dockerRepository": null})),
            59,
            "sources[3].dockerRepository",
        ),
        (
            "public_no_flag",
            with(&json!({"public": "yes"})),
            59,
            "sources[3].public",
        ),
        (
            "depth_200_known",
            with(&json!({"name": serde_json::from_str::<Value>(&nested(100)).unwrap()})),
            59,
            "sources[3].name",
        ),
        (
            "entry_too_large",
            with(&json!({"spec": huge})),
            59,
            "sources[3]",
        ),
        ("entry_null", registry(&with_null), 60, "sources[60]"),
        (
            "entry_text",
            registry(&[entry(1), json!("source-x")]),
            1,
            "sources[1]",
        ),
    ];
    for (name, bytes, kept, field) in table {
        let decoded = decode(&bytes);
        let lost: Vec<_> = decoded
            .warnings
            .iter()
            .filter(|warning| warning.is_loss)
            .collect();
        assert_eq!(
            (decoded.catalog.len(), lost.len()),
            (kept, 1),
            "{name}: {lost:?}"
        );
        assert_eq!(
            lost[0].field.as_deref(),
            Some(field),
            "{name}: {}",
            lost[0].message
        );
    }
    let decoded = decode(&registry(&twice));
    assert_eq!(decoded.catalog.len(), 60);
    assert!(
        decoded
            .warnings
            .iter()
            .any(|w| w.is_loss && w.entry.as_deref() == Some("Number 3"))
    );
}

fn nested(depth: usize) -> String {
    format!("{}{}", "[".repeat(depth), "]".repeat(depth))
}

#[test]
fn a_bad_detail_loses_itself_alone() {
    let bad_dates = [
        "2026-02-30",
        "0000-00-00",
        "99999-01-01",
        "2026-01-01+25:00",
        "soon",
    ];
    let mut table: Vec<(Value, &str)> = vec![
        (
            json!({"supportLevel": "galactic"}),
            "sources[3].supportLevel",
        ),
        (json!({"releaseStage": "omega"}), "sources[3].releaseStage"),
        (json!({"supportLevel": 7}), "sources[3].supportLevel"),
        (
            json!({"supportLevel": {"is": "certified"}}),
            "sources[3].supportLevel",
        ),
        (json!({"releaseStage": [1]}), "sources[3].releaseStage"),
        (json!({"license": 5}), "sources[3].license"),
        (json!({"tags": ["language:java", 7]}), "sources[3].tags[1]"),
        (
            json!({"allowedHosts": {"hosts": ["a.com", null, {}]}}),
            "sources[3].allowedHosts.hosts[2]",
        ),
        (json!({"allowedHosts": [1]}), "sources[3].allowedHosts"),
        (json!({"generated": "no"}), "sources[3].generated"),
        (
            json!({"generated": {"metrics": {"all": {"usage": "vast"}}}}),
            "sources[3].generated.metrics.all",
        ),
        (
            json!({"releases": {"breakingChanges": {"2.0.0": 5}}}),
            "sources[3].releases.breakingChanges.2.0.0",
        ),
    ];
    let deadline = "sources[3].releases.breakingChanges.2.0.0.upgradeDeadline";
    table.extend(bad_dates.map(|date| {
        (
            json!({"releases": {"breakingChanges": {"2.0.0": {"upgradeDeadline": date}}}}),
            deadline,
        )
    }));
    for (fields, field) in table {
        let mut fields = fields;
        if field.contains("tags") {
            fields["language"] = Value::Null;
        }
        let decoded = decode(&with(&fields));
        assert_eq!(decoded.catalog.len(), 60, "{fields}");
        let [warning] = &decoded.warnings[..] else {
            panic!("{fields}: {:?}", decoded.warnings)
        };
        assert_eq!(
            (warning.field.as_deref(), warning.is_loss),
            (Some(field), false),
            "{fields}"
        );
        assert_eq!(warning.entry.as_deref(), Some("Number 3"));
        if field == deadline {
            let change = &made::of(&decoded.catalog, "source-number-3").breaking_changes[0];
            assert_eq!((change.deadline, change.is_breaking), (None, true));
        }
    }
}

#[test]
fn unknown_words_are_kept_as_unknown() {
    for (level, word) in [
        (json!("galactic"), "galactic"),
        (json!(7), "7"),
        (json!(true), "true"),
        (json!({"is": "certified"}), "an object"),
        (json!(["certified"]), "a list"),
    ] {
        let odd = json!({"supportLevel": level, "releaseStage": level});
        let decoded = decode(&with(&odd));
        let connector = made::of(&decoded.catalog, "source-number-3");
        assert_eq!(connector.level, Level::Unknown, "{level}");
        assert_eq!(connector.level_word.as_deref(), Some(word));
        assert_eq!(connector.stage, Stage::Unknown, "{level}");
    }
}

#[test]
fn odd_and_harmless_files_keep_every_entry() {
    let whole = registry(&base());
    let deep = String::from_utf8(whole.clone()).unwrap().replacen(
        "\"spec\":",
        &format!("\"x\":{},\"spec\":", nested(1_000_000)),
        1,
    );
    let mut broken = whole.clone();
    let at = whole
        .windows(8)
        .position(|bytes| bytes == b"Number 5")
        .unwrap();
    broken[at] = 0xff;
    let table: Vec<(&str, Vec<u8>, usize)> = vec![
        ("bom", [b"\xef\xbb\xbf", &whole[..]].concat(), 0),
        ("bad_utf8_name", broken, 1),
        ("depth_1e6_unknown", deep.into_bytes(), 0),
        (
            "long_desc",
            with(&json!({"description": "x".repeat(1 << 20)})),
            0,
        ),
    ];
    for (name, bytes, warnings) in table {
        let decoded = decode(&bytes);
        assert_eq!(
            (decoded.catalog.len(), decoded.warnings.len()),
            (60, warnings),
            "{name}: {:?}",
            decoded.warnings
        );
    }
    let empty = decode(b"{\"sources\":[],\"destinations\":null}");
    assert_eq!(
        (empty.catalog.len(), empty.warnings.len()),
        (0, 0),
        "the refresh refuses it, not the reader"
    );
}

#[test]
fn entries_beyond_the_cap_are_counted_and_left() {
    let entries: Vec<Value> = (0..10_007)
        .map(|n| json!({"name": "x", "dockerRepository": format!("airbyte/source-{n}")}))
        .collect();
    let decoded = decode(&registry(&entries));
    assert_eq!(decoded.catalog.len(), 10_000);
    let lost: Vec<_> = decoded.warnings.iter().filter(|w| w.is_loss).collect();
    assert!(
        lost.len() == 1 && lost[0].message.contains("7 entries"),
        "{lost:?}"
    );
}

#[test]
fn a_text_cut_anywhere_is_refused() {
    let whole = registry(&[entry(1), entry(2)]);
    for end in 0..whole.len() {
        assert!(wire::decode(&whole[..end], None).is_err(), "cut at {end}");
    }
}
