//! The exemptions of one connector on one day: which hold and what they lift, and which have expired.

use crate::{catalog::Connector, date::Date, exemption::Exemption, words::Readiness};

use super::{CheckRule, Finding, Requirement, Severity};

pub(super) struct Excuses<'a> {
    holding: Vec<&'a Exemption>,
    lapsed: Vec<&'a Exemption>,
}

impl Requirement {
    pub(super) fn excuses(&self, connector: &Connector, today: Date) -> Excuses<'_> {
        let key = connector.key();
        let own = self.exemptions.iter().filter(|(of, _)| *of == key);
        let (lapsed, holding) = own
            .map(|(_, exemption)| exemption)
            .partition(|exemption| exemption.is_expired(today));
        Excuses { holding, lapsed }
    }

    pub(super) fn lapsed(&self, excuses: &Excuses<'_>) -> Vec<Finding> {
        let told = |exemption: &&Exemption| {
            let day = exemption
                .expires
                .map_or_else(String::new, |day| format!(" on {day}"));
            let text = format!("The exception \"{}\" has expired{day}.", exemption.reason);
            let finding = self.finding(CheckRule::Exemption, text);
            finding.of(Severity::Warning).about(&exemption.reason)
        };
        excuses.lapsed.iter().map(told).collect()
    }
}

impl<'a> Excuses<'a> {
    /// The first that holds.
    pub(super) fn first(&self) -> Option<&'a Exemption> {
        self.holding.first().copied()
    }

    /// The readiness that is asked for instead, if one asks for another.
    pub(super) fn lowered(&self) -> Option<Readiness> {
        self.holding.iter().find_map(|exemption| exemption.require)
    }

    /// An exemption turns an error into a warning that says who answers for it; what it is for fails nothing.
    pub(super) fn lifted(&self, mut finding: Finding) -> Finding {
        let exemption = self.holding.iter().find(|exemption| {
            exemption.require.is_none()
                && exemption
                    .rule
                    .as_ref()
                    .is_none_or(|rule| **rule == *finding.rule.as_str())
        });
        let Some(exemption) = exemption else {
            return finding;
        };
        finding.excuse = Some(exemption.reason.clone());
        if finding.severity == Severity::Error {
            let until = exemption
                .expires
                .map_or_else(String::new, |day| format!(" until {day}"));
            finding.severity = Severity::Warning;
            finding.text = format!("{} Exempted{until}: {}.", finding.text, exemption.reason);
        }
        finding
    }
}
