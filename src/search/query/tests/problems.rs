//! What is not understood as a table: which letters are blamed, why, and what would be right.

use super::*;

const PROBLEMS: &[(&str, &str, &str)] = &[
    (
        "lvl:airbyte",
        "lvl",
        "unknown field \"lvl\"; did you mean level:?; taken as text",
    ),
    (
        "a -foo:x",
        "foo",
        "unknown field \"foo\" (one of: level, stage, on, kind, type, language, license, readiness, support, usage, success, due, updated, changed, name, host); a backslash before the colon makes it text; taken as text",
    ),
    (
        "verdict:ready",
        "verdict",
        "unknown field \"verdict\"; did you mean readiness:?; taken as text",
    ),
    (
        "-deployment:cloud",
        "deployment",
        "unknown field \"deployment\"; did you mean on:?; taken as text",
    ),
    (
        "Deploy:cloud",
        "Deploy",
        "unknown field \"Deploy\"; did you mean on:?; taken as text",
    ),
    (
        "deadline:<90d",
        "deadline",
        "unknown field \"deadline\"; did you mean due:?; taken as text",
    ),
    (
        "maintainer:airbyte",
        "maintainer",
        "unknown field \"maintainer\"; did you mean level: or support:?; taken as text",
    ),
    (
        "slug:source-s3",
        "slug",
        "unknown field \"slug\"; did you mean name:?; taken as text",
    ),
    (
        "id:decd338e",
        "id",
        "unknown field \"id\"; an ID or an image is written without a field; taken as text",
    ),
    (
        "version:3",
        "version",
        "unknown field \"version\"; versions are not searched; updated: asks for the day of the latest; taken as text",
    ),
    (
        "deadline:2026-03",
        "deadline",
        "unknown field \"deadline\"; did you mean due:?; taken as text",
    ),
    (
        "released:2025",
        "released",
        "unknown field \"released\"; did you mean updated:?; taken as text",
    ),
    (
        "sort:name",
        "sort",
        "unknown field \"sort\"; a query only says what is listed, not in which order nor how much; taken as text",
    ),
    (
        "level:!archived",
        "!archived",
        "the mark that leaves out stands before the field: -level:archived; taken as text",
    ),
    (
        "type:api,-\"a b\"",
        "-\"a b",
        "the mark that leaves out stands before the field: -type:\"a b\"; taken as text",
    ),
    (
        "usage:>=!high",
        ">=!high",
        "the mark that leaves out stands before the field: -usage:>=high; taken as text",
    ),
    (
        "host:!google",
        "!google",
        "the mark that leaves out stands before the field: -host:google; taken as text",
    ),
    (
        "l:x",
        "l",
        "field \"l\" could be level or language or license; taken as text",
    ),
    (
        "lvel:5",
        "lvel",
        "unknown field \"lvel\"; did you mean level:?; taken as text",
    ),
    (
        "x level:",
        "level:",
        "the field level wants a value, such as level:airbyte,enterprise; without one it asks for nothing",
    ),
    (
        "-due:,",
        "-due:,",
        "the field due wants a value, such as due:<30d; without one it asks for nothing",
    ),
    (
        "level:>=airbyte",
        ">=airbyte",
        "the field level has no order to compare by; name its values, such as level:airbyte,enterprise; taken as text",
    ),
    (
        "name:>a",
        ">a",
        "the field name has no order to compare by; write name:google; taken as text",
    ),
    (
        "usage:>=hihg",
        ">=hihg",
        "unknown grade \"hihg\"; did you mean \"high\"? (one of: low, medium, high); taken as text",
    ),
    (
        "usage:hihg",
        "hihg",
        "unknown grade \"hihg\"; did you mean \"high\"? (one of: low, medium, high, none); taken as text",
    ),
    (
        "usage:>hihg",
        ">hihg",
        "unknown grade \"hihg\" (one of: low, medium); taken as text",
    ),
    (
        "stage:>=deprecatd",
        ">=deprecatd",
        "unknown stage \"deprecatd\" (one of: alpha, beta, generally_available); taken as text",
    ),
    (
        "usage:>none",
        ">none",
        "\"none\" has no place in the order of usage; taken as text",
    ),
    (
        "usage:>high",
        ">high",
        "no usage is beyond \"high\"; taken as text",
    ),
    (
        "level:airbyte|enterprise",
        "airbyte|enterprise",
        "values are parted by commas: level:airbyte,enterprise; taken as text",
    ),
    (
        "-lev:airbyte|lev:x",
        "airbyte|lev:x",
        "values are parted by commas: -level:airbyte,x; taken as text",
    ),
    (
        "kind:(source;destination)",
        "(source;destination)",
        "values are parted by commas: kind:source,destination; taken as text",
    ),
    (
        "due:<3d|>9d",
        "<3d|>9d",
        "values are parted by commas: due:<3d,>9d; taken as text",
    ),
    (
        "updated:>2025/06",
        ">2025/06",
        "\"2025/06\" is neither a number of days nor a day; updated takes updated:<90d, updated:>1y, updated:>2025-06; taken as text",
    ),
    (
        "-kind:source | destination",
        "destination",
        "values are parted by commas: -kind:source,destination; taken as text",
    ),
    (
        "level:airbyte | enterprise",
        "enterprise",
        "values are parted by commas: level:airbyte,enterprise; taken as text",
    ),
    (
        "kind:source\u{ff0c}destination",
        "source\u{ff0c}destination",
        "values are parted by commas: kind:source,destination; taken as text",
    ),
    (
        "google OR level:airbyte",
        "OR",
        "alternatives are parted by a bar: google | level:airbyte; taken as text",
    ),
    (
        "google OR",
        "OR",
        "alternatives are parted by a bar: google |; taken as text",
    ),
    (
        "google NOT ads",
        "NOT",
        "a mark leaves a word out: !ads; taken as text",
    ),
    (
        "mysql|mssql",
        "mysql|mssql",
        "alternatives are parted by one bar with blanks around it: mysql | mssql; taken as text",
    ),
    (
        "x \"a b\"|^c$||level:airbyte",
        "\"a b\"|^c$||level:airbyte",
        "alternatives are parted by one bar with blanks around it: \"a b\" | ^c$ | level:airbyte; taken as text",
    ),
    (
        "a |b",
        "|b",
        "alternatives are parted by one bar with blanks around it: a | b; taken as text",
    ),
    (
        "a || \"b c\"",
        "||",
        "alternatives are parted by one bar with blanks around it: a | \"b c\"; left out",
    ),
    (
        "a | b|",
        "b|",
        "alternatives are parted by one bar with blanks around it: b |; taken as text",
    ),
    (
        "a | || | b",
        "||",
        "alternatives are parted by one bar with blanks around it: |; left out",
    ),
    (
        "level::airbyte",
        "level::airbyte",
        "a field has one plain colon: level:airbyte; taken as text",
    ),
    (
        "level:::airbyte",
        "level:::airbyte",
        "a field has one plain colon: level:airbyte; taken as text",
    ),
    (
        "name::\"google ads\"",
        "name::\"google ads\"",
        "a field has one plain colon: name:\"google ads\"; taken as text",
    ),
    (
        "level>airbyte",
        "level>airbyte",
        "a field has a colon: level:airbyte; taken as text",
    ),
    (
        "kind=source",
        "kind=source",
        "a field has a colon: kind:source; taken as text",
    ),
    (
        "!usage==high",
        "!usage==high",
        "a field has a colon: -usage:high; taken as text",
    ),
    (
        "due=2026-03",
        "due=2026-03",
        "a field has a colon: due:2026-03; taken as text",
    ),
    (
        "usage>=medium",
        "usage>=medium",
        "a field has a colon: usage:>=medium; taken as text",
    ),
    (
        "NOT",
        "NOT",
        "a mark before a word leaves it out; taken as text",
    ),
    (
        "!level\u{ff1a}airbyte",
        "!level\u{ff1a}airbyte",
        "a field has one plain colon: -level:airbyte; taken as text",
    ),
    (
        "level\u{2013}airbyte",
        "level\u{2013}airbyte",
        "a field has a colon: level:airbyte; taken as text",
    ),
    (
        "\u{2013}level:archived",
        "\u{2013}level:archived",
        "a plain dash leaves out: -level:archived; taken as text",
    ),
    (
        "--level:airbyte",
        "--level:airbyte",
        "one mark is enough to leave out: -level:airbyte; taken as text",
    ),
    (
        "updated>2025-06",
        "updated>2025-06",
        "a field has a colon: updated:>2025-06; taken as text",
    ),
    (
        "stripe AND ads",
        "AND",
        "all words are wanted: leave AND out; taken as text",
    ),
    (
        "kind:source,dset",
        "dset",
        "unknown kind \"dset\"; did you mean \"dest\"? (one of: source, destination); taken as text",
    ),
    (
        "due:soon",
        "soon",
        "\"soon\" is neither a number of days nor a day; due takes due:<30d, due:<=4w, due:<2m; taken as text",
    ),
    (
        "updated:2025-13",
        "2025-13",
        "\"2025-13\" is neither a number of days nor a day; updated takes updated:<90d, updated:>1y, updated:>2025-06; taken as text",
    ),
    (
        "due:..",
        "..",
        "\"..\" is neither a number of days nor a day; due takes due:<30d, due:<=4w, due:<2m; taken as text",
    ),
];

#[test]
fn of_many_problems_some_are_told_and_the_rest_counted() {
    for (count, lines) in [(1, 1), (6, 6), (7, 6), (40, 6)] {
        let query = Query::parse(&"a:b ".repeat(count));
        assert_eq!((query.problems.len(), query.told().len()), (count, lines));
    }
    let soup = Query::parse(&"|| ".repeat(1_600)).told();
    assert_eq!(soup.len(), 8);
    assert_eq!(soup[5], "336 more parts of the query are not understood");
    assert!(
        soup[7].starts_with("only the first 1024 letters"),
        "{soup:?}"
    );
}

/// The colon belongs to something else.
const NONE: &[&str] = &[
    "postgres:16",
    "source-postgres:3.7.2",
    "airbyte/source-postgres:3.7.2",
    "localhost:8000",
    "12:30:00",
    "python:3.11",
    "decd338e-5647-4c0b-adf4-da0e75f5a750",
    "https://example.com",
];

#[test]
fn what_is_evidently_no_field_is_no_problem() {
    for text in NONE {
        assert_eq!(Query::parse(text).problems, [], "{text}");
    }
}

#[test]
fn a_problem_says_where_why_and_what_would_be_right() {
    for (text, blamed, said) in PROBLEMS {
        let query = Query::parse(text);
        let [problem] = query.problems.as_slice() else {
            panic!("{text}: {:?}", query.problems);
        };
        assert_eq!(&text[problem.at.clone()], *blamed, "{text}");
        assert_eq!(problem.to_string(), *said, "{text}");
    }
    let two = Query::parse("level:airbit,ok,arcived");
    let blamed: Vec<_> = two.problems.iter().map(|p| p.at.clone()).collect();
    assert_eq!(blamed, [6..12, 13..15, 16..23]);
}
