//! Which rule a finding is by: one of those that a check adds, each with its id and what it asks, or the policy's own.

use std::fmt;

use crate::text::{Text, Word, words};

words! {
    /// The rules that a check adds to the policy's own; the label is what each asks.
    pub enum CheckRule("rule of a check") {
        Readiness = "check-readiness", "The verdict is as good as the check asks for.";
        Level = "check-level", "The support level is one that the check allows.";
        Pinned = "check-pinned", "Where there is a place for a version, a final one stands there.";
        Deadline = "check-deadline", "No upgrade deadline is nearer than the check allows.";
        Crossing = "check-crossing", "A breaking change between the pinned version and the latest is told.";
        Streams = "check-streams", "A breaking change of streams that are not synced is left out, and told.";
        Successor = "check-successor", "What took the place of a connector that is gone is told.";
        Exemption = "check-exemption", "An exception holds until its last day.";
        Unknown = "check-unknown", "The connector is in the catalog.";
        Facets = "check-facets", "A named connector is within the facet options.";
        NeedsInstance = "check-needs-instance", "A connection's id names no connector in a file: only the Airbyte instance knows which it runs.";
        Custom = "check-custom", "Somebody's own connector, or one that is made in the Builder, is judged as level custom.";
        Ambiguous = "check-ambiguous", "What stands in a file means one connector.";
        Unsettled = "check-unsettled", "What names a connector can be followed within the files at hand.";
        Changed = "check-changed", "What moved under a connector in use after the day that is asked about is told.";
    }
}

impl CheckRule {
    /// The rule of exactly this id: ids are not guessed at.
    pub fn of(id: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|rule| rule.word() == id)
    }
}

/// The rule that a finding is by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleId {
    Check(CheckRule),
    /// One of the policy's, by its id there.
    Policy(Text),
}

impl RuleId {
    pub fn as_str(&self) -> &str {
        match self {
            Self::Check(rule) => rule.word(),
            Self::Policy(id) => id,
        }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<CheckRule> for RuleId {
    fn from(rule: CheckRule) -> Self {
        Self::Check(rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_a_rule_leads_back_to_it_and_tells_that_it_is_a_checks() {
        for rule in CheckRule::ALL {
            assert_eq!(CheckRule::of(rule.word()), Some(*rule));
            assert!(rule.word().starts_with("check-"), "{rule}");
            assert!(rule.label().ends_with('.'), "{rule}");
        }
        assert_eq!(CheckRule::of("check_level"), None);
        assert_eq!(CheckRule::of("level"), None);
    }
}
