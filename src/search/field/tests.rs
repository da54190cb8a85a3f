//! What is compared, and with what.

use super::*;
use crate::{
    catalog::{BreakingChange, Connector, Version},
    policy::{Policy, Profile},
    search::{Condition, Query},
    text::Text,
    words::Kind,
};

/// Released a hundred days before today, to be upgraded within twenty.
fn connector() -> Connector {
    let mut made = Connector::new(Text::name("source-x"), Kind::Source, Text::name("Xylo"));
    made.version_released = date::parse("2025-11-21");
    made.allowed_hosts = Some(vec![Text::name("API.example.com")].into());
    made.breaking_changes = vec![BreakingChange {
        deadline: date::parse("2026-03-21"),
        ..BreakingChange::new(Version::new("2.0.0"))
    }]
    .into();
    made
}

#[test]
fn days_count_from_today_in_the_direction_of_the_field() {
    let connector = connector();
    let policy = Policy::bundled().unwrap();
    let judgement = policy.judge(&connector, &Profile::default());
    let is_hit = |text: &str, today: &str| {
        let subject = Subject {
            connector: &connector,
            judgement: &judgement,
            today: date::parse(today).unwrap(),
        };
        let query = Query::parse(text);
        assert_eq!(query.problems, [], "{text}");
        let mut terms = query.terms.iter();
        terms.all(|term| match &term.condition {
            Condition::Bound { bound, is_negated } => bound.is_met_by(&subject) != *is_negated,
            other => panic!("{other:?}"),
        })
    };
    let table = [
        ("updated:<101d", true),
        ("updated:<100d", false),
        ("updated:100d", true),
        ("updated:>99d", true),
        ("updated:>100d", false),
        ("updated:90d..120d", true),
        ("updated:..90d", false),
        ("updated:2025", true),
        ("updated:2025-11", true),
        ("updated:2025-12", false),
        ("updated:2025-11..2025-12", true),
        ("updated:2025-12..", false),
        ("updated:>2025-11", true),
        ("updated:>=2025-11-21", true),
        ("updated:<2025-11-21", false),
        ("updated:2024,2025-11-21", true),
        ("-updated:2025", false),
        ("changed:<9y", false),
        ("-changed:<9y", true),
        ("due:<21d", true),
        ("due:<20d", false),
        ("due:20d", true),
        ("due:3w", true),
        ("due:10d..20d", true),
        ("due:2026-03", true),
        ("due:>2026-03-21", false),
        ("due:2026-04,<1m", true),
        ("name:nothing,XYL", true),
        ("name:^xyl", true),
        ("name:^ylo", false),
        ("name:lo$", true),
        ("name:^source-x$", true),
        ("name:^xyl$", false),
        ("host:example", true),
        ("host:other,api.", true),
        ("-host:api", false),
    ];
    for (text, expected) in table {
        assert_eq!(is_hit(text, "2026-03-01"), expected, "{text}");
    }
    assert!(!is_hit("updated:<30d", "2025-11-20"), "not yet released");
    assert!(!is_hit("due:<30d", "2026-03-22"), "passed");
}
