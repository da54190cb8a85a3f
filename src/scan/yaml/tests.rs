//! How YAML becomes trees, with places; and what hostile YAML costs.

use crate::scan::told::{alone, leaves};

use super::read;

fn found(text: &str) -> Vec<String> {
    alone(read, text)
}

#[test]
fn places_leave_out_quotes_anchors_tags_and_comments() {
    let table = [
        (
            "image: airbyte/source-x:1 # c",
            "1:8 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "image: 'airbyte/source-x:1'",
            "1:9 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "image: \"airbyte/source-x:1\" # c",
            "1:9 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "image: &a 'airbyte/source-x:1' # c",
            "1:12 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "image: !!str airbyte/source-x:1 # c",
            "1:14 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "é: é\nimage: airbyte/source-x:1",
            "2:8 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "{é: {image: \"airbyte/source-x:1\"}}",
            "1:14 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "\u{feff}image: airbyte/source-x:1",
            "1:9 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
        (
            "image: >-\n  airbyte/source-x:1\n",
            "2:3 airbyte/source-x:1 = image airbyte/source-x @ 1",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(found(text), [expected], "{text}");
    }
}

#[test]
fn aliases_stand_for_short_scalars_only() {
    let text = "v: &v 1.2.3\nl: &l [a]\na: {repository: airbyte/source-x, tag: *v}\nb: {repository: airbyte/source-y, tag: *l}\n";
    assert_eq!(
        found(text),
        [
            "3:17 airbyte/source-x = image airbyte/source-x @ 1.2.3",
            "4:17 airbyte/source-y = image airbyte/source-y @ missing",
        ]
    );
}

#[test]
fn every_document_is_read() {
    let text = "image: airbyte/source-x:1\n---\nimage: airbyte/source-y:1\n...\n---\n- image: airbyte/source-z:1\n";
    let lines: Vec<String> = found(text)
        .iter()
        .map(|line| line.split(' ').next().unwrap().to_owned())
        .collect();
    assert_eq!(lines, ["1:8", "3:8", "6:10"]);
}

#[test]
fn comments_are_marked_and_texts_are_left() {
    let text = "# airbyte/source-a\nrun: |\n  docker pull airbyte/source-b # and\nx: 'airbyte/source-c # no'\ny: z # airbyte/source-d\n# airbyte/source-e";
    for (word, is_left) in [
        ("source-a", false),
        ("source-b", true),
        ("source-c", true),
        ("source-d", false),
        ("source-e", false),
    ] {
        assert_eq!(leaves(read, text, word), is_left, "{word}");
    }
}

#[test]
fn a_template_is_left_to_those_who_know_less() {
    let text = "{{- if .Values.on }}\n# airbyte/source-a\nimage: airbyte/source-b:{{ .Values.tag }}\n{{- /* airbyte/source-c */}}\n{{- end }}\n";
    assert_eq!(found(text), [""; 0]);
    for (word, is_left) in [("source-a", false), ("source-b", true), ("source-c", false)] {
        assert_eq!(leaves(read, text, word), is_left, "{word}");
    }
}

#[test]
fn what_stands_before_a_fault_is_read() {
    let text = "a:\n  image: airbyte/source-x:1\nb: [1, 2\nc: d\n";
    let found = found(text);
    assert_eq!(
        found[0],
        "2:10 airbyte/source-x:1 = image airbyte/source-x @ 1"
    );
    assert!(
        found[1].starts_with("4:") || found[1].starts_with("3:"),
        "{found:?}"
    );
    assert!(
        found[1].contains("fault: this is not whole YAML: "),
        "{found:?}"
    );
    assert_eq!(found.len(), 2);
    assert_eq!(
        alone(read, "b: [1, 2\nc: d\n"),
        [""; 0],
        "what is no concern is not told"
    );
}

#[test]
fn hostile_yaml_costs_nothing() {
    let deep: Vec<String> = (0..3_000).map(|at| " ".repeat(at) + "a:\n").collect();
    let laughs = (1..60).fold("image: &a0 airbyte/source-x:1\n".to_owned(), |text, at| {
        text + &format!("a{at}: &a{at} [{}]\n", format!("*a{},", at - 1).repeat(9))
    });
    // The text, how many mentions, and what the fault says if there is one.
    let table = [
        (deep.concat(), 0, Some("nested more than 200 deep")),
        ("- ".repeat(100_000) + "x", 0, None),
        (
            "airbyte: ".to_owned() + &"- ".repeat(100_000),
            0,
            Some("this is not whole YAML"),
        ),
        (
            "# airbyte\n".to_owned() + &"- ".repeat(100_000),
            0,
            Some("nested more than 200 deep"),
        ),
        ("[".repeat(100_000), 0, Some("deep")),
        ("{a: ".repeat(100_000), 0, Some("deep")),
        (laughs, 1, None),
        (format!("airbyte: \"{}\"", "x".repeat(10_000_000)), 0, None),
        (
            format!(
                "airbyte: &a {}\nb: [{}]",
                "x".repeat(100_000),
                "*a,".repeat(100_000)
            ),
            0,
            None,
        ),
        (
            "airbyte: é\n# \u{0}\u{7}".to_owned(),
            0,
            Some("unprintable"),
        ),
    ];
    for (at, (text, count, fault)) in table.into_iter().enumerate() {
        let read = move || found(&text);
        let told = std::thread::Builder::new()
            .stack_size(2 << 20)
            .spawn(read)
            .unwrap()
            .join()
            .unwrap();
        let faults: Vec<&String> = told
            .iter()
            .filter(|line| line.contains("fault: "))
            .collect();
        assert_eq!(told.len() - faults.len(), count, "{at}: {told:?}");
        assert_eq!(faults.len(), usize::from(fault.is_some()), "{at}: {told:?}");
        assert!(
            fault.is_none_or(|word| faults[0].contains(word)),
            "{at}: {told:?}"
        );
    }
}
