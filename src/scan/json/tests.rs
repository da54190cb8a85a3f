//! How JSON becomes trees, with places; and what hostile JSON costs.

use crate::scan::told::{alone, leaves};

use super::{read, read_lines};

const PG: &str = "decd338e-5647-4c0b-adf4-da0e75f5a750";

#[test]
fn places_leave_out_quotes() {
    let expected = format!("2:27 {PG} = any id {PG}");
    let text = format!("{{\"é\": 1,\n\"é\": {{\"sourceDefinitionId\":\"{PG}\"}}}}");
    assert_eq!(alone(read, &text), [expected.replace("2:27", "2:29")]);
    let marked =
        format!("\u{feff}{{\n  // what editors allow\n  \"sourceDefinitionId\": \"{PG}\",\n}}");
    assert_eq!(alone(read, &marked), [expected.replace("2:27", "3:26")]);
    assert!(!leaves(read, &marked, "what editors"));
    assert!(leaves(read, "{\"airbyte\": \"// text\"}", "text"));
}

#[test]
fn each_line_is_a_document_and_the_first_fault_is_told() {
    let line = format!("{{\"sourceDefinitionId\": \"{PG}\"}}\n");
    let text = format!("{line}{{\"airbyte\n{{\"airbyte: \n\n{line}[]\n");
    let found = alone(read_lines, &text);
    assert_eq!(found[0], format!("1:25 {PG} = any id {PG}"));
    assert_eq!(found[1], format!("5:25 {PG} = any id {PG}"));
    assert!(
        found[2].starts_with("2:2 fault: this is not whole JSON: "),
        "{found:?}"
    );
    assert_eq!(found.len(), 3);
}

#[test]
fn a_broken_file_is_told_if_it_is_of_concern() {
    let found = alone(read, "{\n  \"airbyte\": 1\n  \"x\" = 2\n}");
    assert_eq!(
        found,
        ["3:7 fault: this is not whole JSON: unexpected token; it was read only roughly"]
    );
    assert_eq!(alone(read, "{\"x\" = 2}"), [""; 0]);
    assert_eq!(alone(read, "{\"workspace_id\": {{ airbyte }}}"), [""; 0]);
}

#[test]
fn hostile_json_costs_nothing() {
    let table = [
        ("[".repeat(100_000), true),
        ("{\"a\":".repeat(100_000), true),
        (format!("{}{}", "[".repeat(399), "]".repeat(399)), false),
        (
            format!("{{\"airbyte\": {}1{}}}", "[".repeat(500), "]".repeat(500)),
            false,
        ),
        (
            format!("{{\"airbyte\":\"{}\"}}", "x".repeat(10_000_000)),
            false,
        ),
        (
            format!("{{\"airbyte\": 1, \"a\": \"{}", "\\".repeat(100_000)),
            true,
        ),
        (
            format!("{{{}\"airbyte\": 1}}", "\"image\": {}, ".repeat(50_000)),
            false,
        ),
    ];
    for (at, (text, is_told)) in table.into_iter().enumerate() {
        let read = move || alone(read, &text);
        let told = std::thread::Builder::new()
            .stack_size(2 << 20)
            .spawn(read)
            .unwrap()
            .join()
            .unwrap();
        assert_eq!(told.len(), usize::from(is_told), "{at}: {told:?}");
    }
}

#[test]
fn what_is_not_whole_is_read_as_far_as_it_can_be_told() {
    let body = r#"{"workspaceId": "w", "configuration": {"sourceType": "jira"}"#;
    let deep = format!(
        "{{\"x\": {}{}, {}}}",
        "[".repeat(100_000),
        "]".repeat(100_000),
        &body[1..]
    );
    let marked =
        body.replace("\"configuration\"", "\n<<<<<<< HEAD\n\"configuration\"") + "\n=======\n}";
    let cut = body.replace("\"jira\"", "\"jira\", \"name\": \"cu");
    let list = format!("{{\"data\": [{body}}}, {{\"a\": ");
    for text in [body, &deep, &marked, &cut, &list] {
        let found = alone(read, text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].ends_with(" jira = slug source-jira"), "{found:?}");
        assert!(
            found[1].ends_with("; it was read only roughly"),
            "{found:?}"
        );
    }
    let terraform = r#"{"resource": {"airbyte_source_hubspot": {"crm": {"name": "x"}}, "airbyte_source_x": {"y": {"#;
    let found = alone(crate::scan::terraform::read_json, terraform);
    assert_eq!(found.len(), 3, "{found:?}");
}
