//! What a check finds where connectors are used, beside what it asks of them. Knows no file.

use crate::text::Text;

use crate::words::Readiness;

use super::{CheckRule, Finding, Requirement, Severity, Source};

impl Finding {
    /// What a check itself finds, whatever the policy says.
    pub fn of_check(rule: CheckRule, severity: Severity, text: String) -> Self {
        Self {
            rule: rule.into(),
            subject: None,
            is_of_version: false,
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
        Finding::of_check(CheckRule::Unsettled, severity, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Level;

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
