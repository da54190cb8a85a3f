//! A requirement of the user's, and the ruling on a connector: passed or not, and every finding that says why.

mod tried;

pub use tried::{Outcome, Tried};

use crate::{
    catalog::{Connector, Key},
    date::Date,
    exemption::Exemption,
    text::{Text, Word, words},
    words::{Level, Readiness},
};

use super::{Assessment, Effect, Pending, PinState, Pinned, Reason, Source, Usage};

words! {
    /// How much a finding matters: errors fail a check.
    pub enum Severity("severity") {
        Error = "error", "error";
        Warning = "warning", "warning";
        Note = "note", "note";
    }
}

/// What a connector must be to pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The worst readiness that passes.
    pub require: Readiness,
    /// The only levels that pass; `None` lets all pass.
    pub levels: Option<Vec<Level>>,
    /// A deadline in so many days or fewer fails.
    pub within_days: Option<i64>,
    /// Each with the connector that it is for.
    pub exemptions: Vec<(Key, Exemption)>,
    /// Who asks for all this.
    pub source: Source,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: Text,
    /// What of the connector it is about, where a rule can find more than one thing: a version, a reason.
    pub subject: Option<Text>,
    pub severity: Severity,
    pub text: String,
    pub source: Source,
}

impl Finding {
    fn about(self, subject: &str) -> Self {
        Self {
            subject: Some(Text::name(subject)),
            ..self
        }
    }
}

/// The answer to a check; the findings that fail it come first.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruling {
    pub verdict: Readiness,
    pub findings: Vec<Finding>,
}

impl Ruling {
    pub fn is_passed(&self) -> bool {
        self.findings
            .iter()
            .all(|finding| finding.severity != Severity::Error)
    }
}

/// The rules that a requirement adds to the policy's own, with what they ask.
pub const RULES: [(&str, &str); 7] = [
    (
        "check-readiness",
        "The verdict is as good as the check asks for.",
    ),
    (
        "check-level",
        "The support level is one that the check allows.",
    ),
    (
        "check-deadline",
        "No upgrade deadline is nearer than the check allows.",
    ),
    (
        "check-crossing",
        "A breaking change between the pinned version and the latest is told.",
    ),
    ("check-exemption", "An exemption holds until its last day."),
    ("check-unknown", "The connector is in the catalog."),
    (
        "check-facets",
        "A named connector is within the facet options.",
    ),
];

impl Default for Requirement {
    /// What is asked for where nobody asks for anything else.
    fn default() -> Self {
        Self {
            require: Readiness::Caution,
            levels: None,
            within_days: None,
            exemptions: Vec::new(),
            source: Source {
                document: Text::name("portolan's default"),
                section: Text::name(""),
                date: Text::name(""),
            },
        }
    }
}

impl Requirement {
    /// Rules on a connector as it is used.
    pub fn rule_on(
        &self,
        connector: &Connector,
        assessment: &Assessment,
        usage: Usage<'_>,
        today: Date,
    ) -> Ruling {
        let pinned = usage.pinned;
        let verdict = verdict(assessment, pinned);
        let key = connector.key();
        let own = self.exemptions.iter().filter(|(of, _)| *of == key);
        let (lapsed, holding): (Vec<&Exemption>, Vec<&Exemption>) = own
            .map(|(_, exemption)| exemption)
            .partition(|exemption| exemption.is_expired(today));
        let mut findings = Vec::new();
        findings.extend(self.readiness(verdict, &holding));
        findings.extend(self.level(connector));
        findings.extend(pinned.map(|pinned| state(pinned, self)));
        findings.extend(self.deadlines(assessment, pinned));
        for finding in &mut findings {
            lift(finding, &holding);
        }
        findings.extend(lapsed.into_iter().map(|exemption| self.lapsed(exemption)));
        findings.extend(pinned.iter().flat_map(|pinned| crossings(pinned)));
        findings.extend(assessment.reasons.iter().map(told));
        findings.sort_by_key(|finding| finding.severity);
        Ruling { verdict, findings }
    }

    fn readiness(&self, verdict: Readiness, holding: &[&Exemption]) -> Option<Finding> {
        let asked = holding
            .iter()
            .find_map(|exemption| exemption.require)
            .unwrap_or(self.require);
        (verdict > asked).then(|| {
            self.finding(
                "check-readiness",
                format!(
                    "The verdict is {}; {} or better is asked for.",
                    verdict.word(),
                    asked.word()
                ),
            )
        })
    }

    fn level(&self, connector: &Connector) -> Option<Finding> {
        let allowed = self.levels.as_ref()?;
        if allowed.contains(&connector.level) {
            return None;
        }
        let words: Vec<&str> = allowed.iter().map(|level| level.word()).collect();
        let level = connector.level.word();
        Some(self.finding(
            "check-level",
            format!("The level is {level}; allowed is {}.", words.join(", ")),
        ))
    }

    /// Deadlines that near: of what a pinned version must cross, or of any version where none is pinned.
    fn deadlines(&self, assessment: &Assessment, pinned: Option<&Pinned>) -> Vec<Finding> {
        let Some(within) = self.within_days else {
            return Vec::new();
        };
        let ahead: &[Pending] = match pinned {
            Some(pinned) if pinned.state != PinState::NotComparable => &pinned.crossed,
            Some(_) | None => &assessment.upgrade.pending,
        };
        ahead
            .iter()
            .filter_map(|pending| Some((pending, pending.days_left?, pending.change.deadline?)))
            .filter(|(_, left, _)| (0..=within).contains(left))
            .map(|(pending, left, day)| {
                let version = &pending.change.version;
                let days = days(left);
                let told = self.finding(
                    "check-deadline",
                    format!("The upgrade to {version} is due by {day}, in {days}; {within} are asked for. {}",
                        pending.consequence),
                );
                told.about(version.as_str())
            })
            .collect()
    }

    fn lapsed(&self, exemption: &Exemption) -> Finding {
        let day = exemption
            .expires
            .map_or_else(String::new, |day| format!(" on {day}"));
        let mut finding = self.finding(
            "check-exemption",
            format!("The exemption \"{}\" has expired{day}.", exemption.reason),
        );
        finding.severity = Severity::Warning;
        finding.about(&exemption.reason)
    }

    fn finding(&self, rule: &str, text: String) -> Finding {
        Finding {
            rule: Text::name(rule),
            subject: None,
            severity: Severity::Error,
            text,
            source: self.source.clone(),
        }
    }
}

/// The worst of the connector's verdict and its pinned version's state.
fn verdict(assessment: &Assessment, pinned: Option<&Pinned>) -> Readiness {
    let pinned = pinned.and_then(|pinned| match pinned.reason.effect {
        Effect::Gives(readiness) => Some(readiness),
        Effect::Note => None,
    });
    pinned
        .into_iter()
        .fold(assessment.judgement.readiness, Ord::max)
}

/// What the pinned version's state is worth: a passed deadline fails whatever readiness is asked for.
fn state(pinned: &Pinned, requirement: &Requirement) -> Finding {
    let severity = match (pinned.state, pinned.reason.effect) {
        (PinState::Unsupported, _) => Severity::Error,
        (_, Effect::Gives(readiness)) if readiness > requirement.require => Severity::Error,
        (PinState::Supported, _) => Severity::Note,
        _ => Severity::Warning,
    };
    Finding {
        severity,
        ..told(&pinned.reason)
    }
}

/// The breaking changes that an upgrade to the latest takes, each with its day, its streams and its guide.
fn crossings(pinned: &Pinned) -> Vec<Finding> {
    let crossing = |pending: &Pending| Finding {
        rule: Text::name("check-crossing"),
        subject: Some(Text::name(pending.change.version.as_str())),
        severity: Severity::Note,
        text: crossed(pending),
        source: pinned.reason.source.clone(),
    };
    pinned.crossed.iter().map(crossing).collect()
}

fn crossed(pending: &Pending) -> String {
    let change = &pending.change;
    let day = match (change.deadline, pending.days_left) {
        (Some(day), Some(0)) => format!("upgrade by {day}, the last day"),
        (Some(day), Some(left)) if left > 0 => format!("upgrade by {day}, {} left", days(left)),
        (Some(day), Some(left)) => format!("upgrade was due by {day}, {} ago", days(-left)),
        (_, _) => "no readable deadline".to_owned(),
    };
    let streams = match change.streams.as_slice() {
        [] => "all streams".to_owned(),
        streams => {
            let names: Vec<&str> = streams.iter().map(Text::as_str).collect();
            format!("streams {}", names.join(", "))
        }
    };
    let guide = change
        .guide
        .as_ref()
        .map_or_else(String::new, |guide| format!("; guide {guide}"));
    format!("It crosses {}: {day}; {streams}{guide}.", change.version)
}

fn days(number: i64) -> String {
    if number == 1 {
        "1 day".to_owned()
    } else {
        format!("{number} days")
    }
}

/// Rules of the policy that a check warns of, though they do not fail it: the user has to find out.
pub const WARNED_OF: [&str; 1] = ["licence-needed"];

fn told(reason: &Reason) -> Finding {
    let severity = if WARNED_OF.contains(&reason.rule.as_str()) {
        Severity::Warning
    } else {
        Severity::Note
    };
    Finding {
        rule: reason.rule.clone(),
        subject: None,
        severity,
        text: reason.text.clone(),
        source: reason.source.clone(),
    }
}

/// An exemption turns an error into a note that says who answers for it.
fn lift(finding: &mut Finding, holding: &[&Exemption]) {
    let exemption = holding.iter().find(|exemption| {
        exemption.require.is_none()
            && exemption
                .rule
                .as_ref()
                .is_none_or(|rule| *rule == finding.rule)
    });
    if let (Severity::Error, Some(exemption)) = (finding.severity, exemption) {
        let until = exemption
            .expires
            .map_or_else(String::new, |day| format!(" until {day}"));
        finding.severity = Severity::Warning;
        finding.text = format!("{} Exempted{until}: {}.", finding.text, exemption.reason);
    }
}
