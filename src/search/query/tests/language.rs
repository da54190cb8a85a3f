//! The language as a table: what each construct means.

use super::*;

/// What a query asks for, in few signs: one string a term.
fn told(text: &str) -> Vec<String> {
    let terms = Query::parse(text).terms;
    terms.iter().map(|term| tell(&term.condition)).collect()
}

fn tell(condition: &Condition) -> String {
    let sign = |is_negated: bool| if is_negated { "not " } else { "" };
    match condition {
        Condition::Text(pattern) => format!(
            "{}{:?} {}",
            sign(pattern.is_negated),
            pattern.place,
            pattern.needle
        ),
        Condition::Facet {
            facet,
            values,
            is_negated,
        } => {
            let words: Vec<_> = values.iter().map(Wanted::word).collect();
            format!("{}{} {}", sign(*is_negated), facet.word(), words.join("/"))
        }
        Condition::Bound { bound, is_negated } => format!("{}{}", sign(*is_negated), limit(bound)),
        Condition::Any(any) => {
            let any: Vec<_> = any.iter().map(tell).collect();
            any.join(" | ")
        }
    }
}

fn limit(bound: &Bound) -> String {
    let several = |bounds: &[Bound], between: &str| {
        let told: Vec<_> = bounds.iter().map(limit).collect();
        told.join(between)
    };
    match bound {
        Bound::DueIn(comparison, days) => format!("due {comparison:?} {days} d"),
        Bound::Age(field, comparison, days) => {
            format!("{} {comparison:?} {days} d ago", field.word())
        }
        Bound::Day(field, comparison, day) => format!("{} {comparison:?} {day}", field.word()),
        Bound::Name(part) => format!("name {}", part.needle),
        Bound::Host(part) => format!("host {:?} {}", part.place, part.needle),
        Bound::AllOf(bounds) => several(bounds, " and "),
        Bound::OneOf(bounds) => several(bounds, " or "),
    }
}

const MEANINGS: &[(&str, &[&str])] = &[
    ("", &[]),
    ("  \t ", &[]),
    ("licence:mit", &["license mit"]),
    ("b a", &["Anywhere b", "Anywhere a"]),
    ("\"two  words\"", &["Anywhere two  words"]),
    ("two\\ words", &["Anywhere two words"]),
    (
        "'exact ^start end$ ^whole$",
        &["Exact exact", "Start start", "End end", "Whole whole"],
    ),
    (
        "!not -not source-s3",
        &["not Anywhere not", "not Anywhere not", "Anywhere source-s3"],
    ),
    (
        "-'x -^x -x$ -\"x y\"",
        &[
            "not Exact x",
            "not Start x",
            "not End x",
            "not Anywhere x y",
        ],
    ),
    (
        "- ! -- ^ '",
        &[
            "not Anywhere ",
            "not Anywhere ",
            "not Anywhere -",
            "Start ",
            "Exact ",
        ],
    ),
    (
        "a | b | ^c d",
        &["Anywhere a | Anywhere b | Start c", "Anywhere d"],
    ),
    ("a|b a |b", &["Anywhere a|b", "Anywhere a", "Anywhere |b"]),
    (
        "a \\| b \"|\" c",
        &[
            "Anywhere a",
            "Anywhere |",
            "Anywhere b",
            "Anywhere |",
            "Anywhere c",
        ],
    ),
    (
        "\\!a \\-b \\'c \\^d e\\$ \\\\f",
        &[
            "Anywhere !a",
            "Anywhere -b",
            "Anywhere 'c",
            "Anywhere ^d",
            "Anywhere e$",
            "Anywhere \\f",
        ],
    ),
    ("Caf\u{e9} HUBSPOT", &["Anywhere cafe", "Anywhere hubspot"]),
    ("level:certified,community", &["level airbyte/marketplace"]),
    (
        "level:,airbyte,, LEVEL:Airbyte,certified",
        &["level airbyte", "level airbyte"],
    ),
    (
        "-level:archived !kind:src",
        &["not level archived", "not kind source"],
    ),
    (
        "lev:ga sup:portal st:ga k:dest",
        &[
            "Anywhere lev:ga",
            "support portal",
            "stage generally_available",
            "kind destination",
        ],
    ),
    (
        "supp:portal su:none suc:high",
        &["support portal", "Anywhere su:none", "success high"],
    ),
    (
        "type:\"vector store\",API lic:\"a,b\"",
        &["type vector store/api", "license a,b"],
    ),
    (
        "on:\"self managed-enterprise\" on:oss | kind:source",
        &[
            "on self_managed_enterprise",
            "on self_managed_community | kind source",
        ],
    ),
    (
        "usage:>=medium usage:<high usage:=low -usage:>low",
        &[
            "usage medium/high",
            "usage low/medium",
            "usage low",
            "not usage medium/high",
        ],
    ),
    ("usage:none,>=high", &["usage none/high"]),
    (
        "usage:None success:UNKNOWN",
        &["usage none", "success none"],
    ),
    (
        "readiness:>=caution readiness:<caveats,ready",
        &[
            "readiness caution/caveats/ready",
            "readiness avoid/unavailable/unknown/caution/ready",
        ],
    ),
    (
        "stage:>=beta stage:<=alpha",
        &["stage beta/generally_available", "stage alpha"],
    ),
    (
        "name:google,\"two words\" -host:x.com",
        &["name google or name two words", "not host Anywhere x.com"],
    ),
    (
        "host:'google host:^api host:com$",
        &["host Exact google", "host Start api", "host End com"],
    ),
    ("name:a..b name:\\<x", &["name a..b", "name <x"]),
    (
        "due:<30d due:<=4w due:30d due:30 due:>2m due:>=1y",
        &[
            "due Below 30 d",
            "due AtMost 28 d",
            "due AtMost 30 d",
            "due AtMost 30 d",
            "due Above 60 d",
            "due AtLeast 365 d",
        ],
    ),
    (
        "due:<2026-04-01 due:2026-03",
        &[
            "due Below 2026-04-01",
            "due AtLeast 2026-03-01 and due AtMost 2026-03-31",
        ],
    ),
    (
        "due:30d..60d due:..4w",
        &["due AtLeast 30 d and due AtMost 60 d", "due AtMost 28 d"],
    ),
    (
        "updated:>2025-06 updated:<=2025 changed:>=2026-01-15",
        &[
            "updated Above 2025-06-01",
            "updated AtMost 2025-01-01",
            "changed AtLeast 2026-01-15",
        ],
    ),
    (
        "updated:2024-02 changed:2025-12-24",
        &[
            "updated AtLeast 2024-02-01 and updated AtMost 2024-02-29",
            "changed Is 2025-12-24",
        ],
    ),
    (
        "updated:2025-01..2025-06 updated:2025..* updated:..2024",
        &[
            "updated AtLeast 2025-01-01 and updated AtMost 2025-06-30",
            "updated AtLeast 2025-01-01",
            "updated AtMost 2024-12-31",
        ],
    ),
    (
        "updated:<90d updated:>1y -changed:30d",
        &[
            "updated Below 90 d ago",
            "updated Above 365 d ago",
            "not changed AtMost 30 d ago",
        ],
    ),
    (
        "updated:<30d,2024",
        &["updated Below 30 d ago or updated AtLeast 2024-01-01 and updated AtMost 2024-12-31"],
    ),
];

#[test]
fn every_construct_has_its_meaning() {
    for (text, expected) in MEANINGS {
        assert_eq!(told(text), *expected, "{text}");
    }
}

#[test]
fn a_colon_in_an_address_an_image_or_a_time_is_a_letter() {
    for text in [
        "https://docs.airbyte.com/x",
        "-https://x",
        "airbyte/source-x:1.2.3",
        "source-postgres:3.6.0",
        "postgres:16",
        "localhost:5432",
        "12:30",
        "C:\\dir",
        "crate::module",
        ":",
        "::",
        ":x",
        "'level:airbyte",
        "^level:airbyte",
        "\"level:airbyte\"",
        "level\\:airbyte",
        "\"level\":airbyte",
        "l\u{e9}vel:airbyte",
        "level-airbyte",
        "level\u{2013}up",
        "lev::airbyte",
        "google\u{2013}analytics",
        "google\u{ff1a}analytics",
        "\u{2013}stripe",
        "\u{2013}",
        "level\\::airbyte",
        "\"level\"\u{2014}airbyte",
    ] {
        let query = Query::parse(text);
        assert_eq!(query.problems, [], "{text}");
        assert!(
            matches!(query.terms[0].condition, Condition::Text(_)),
            "{text}"
        );
    }
}
