//! What a check finds where connectors are used, beside what it asks of them. Knows no file.

use crate::text::Text;

use crate::words::Readiness;

use super::{Finding, RULES, Requirement, Severity, Source};

/// The rules of a scan, with what each asks.
pub const SCAN_RULES: [(&str, &str); 5] = [
    (
        "check-needs-instance",
        "A connection's id names no connector in a file: only the Airbyte instance knows which it runs.",
    ),
    (
        "check-custom",
        "Somebody's own connector, or one that is made in the Builder, is judged as level custom.",
    ),
    (
        "check-ambiguous",
        "What stands in a file means one connector.",
    ),
    (
        "check-unsettled",
        "What names a connector can be followed within the files at hand.",
    ),
    (
        "check-changed",
        "What moved under a connector in use after the day that is asked about is told.",
    ),
];

/// Every rule that a check adds to the policy's own, with what it asks.
pub fn check_rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    RULES.into_iter().chain(SCAN_RULES)
}

impl Finding {
    /// What a check itself finds, whatever the policy says.
    pub fn of_check(rule: &str, severity: Severity, text: String) -> Self {
        Self {
            rule: Text::name(rule),
            subject: None,
            severity,
            text,
            excuse: None,
            source: Source {
                document: Text::name("portolan check"),
                section: Text::name(""),
                date: Text::name(""),
            },
        }
    }
}

impl Requirement {
    /// A name that leads to no connector: whoever asks for more than the default cannot be answered, and so it fails.
    pub fn unsettled(&self, name: &str) -> Finding {
        let name = Text::name(name);
        let text = format!(
            "\"{name}\" names the connector, and it is settled nowhere in the files that were read."
        );
        let is_strict =
            self.require < Readiness::Caution || self.levels.is_some() || self.require_pinned;
        let severity = if is_strict {
            Severity::Error
        } else {
            Severity::Warning
        };
        Finding::of_check("check-unsettled", severity, text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::words::Level;

    #[test]
    fn every_rule_of_a_check_has_an_id_of_its_own() {
        let ids: HashSet<&str> = check_rules().map(|(id, _)| id).collect();
        assert_eq!(ids.len(), check_rules().count());
        assert!(ids.iter().all(|id| id.starts_with("check-")));
    }

    #[test]
    fn a_name_that_nothing_settles_fails_where_more_than_the_default_is_asked_for() {
        let default = Requirement::default;
        let of = |require| Requirement {
            require,
            ..default()
        };
        let table = [
            (default(), Severity::Warning),
            (of(Readiness::Avoid), Severity::Warning),
            (of(Readiness::Caveats), Severity::Error),
            (of(Readiness::Ready), Severity::Error),
            (
                Requirement {
                    require_pinned: true,
                    ..default()
                },
                Severity::Error,
            ),
            (
                Requirement {
                    levels: Some(vec![Level::Airbyte]),
                    ..default()
                },
                Severity::Error,
            ),
        ];
        for (requirement, expected) in table {
            let finding = requirement.unsettled("var.image");
            assert_eq!(finding.severity, expected, "{requirement:?}");
            assert!(finding.text.contains("in the files that were read"));
        }
    }
}
