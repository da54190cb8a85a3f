//! A requirement of the user's, and the ruling on a connector: passed or not, and every finding that says why.

mod excuse;
mod pinning;
mod rules;
mod tried;

pub use rules::{CheckRule, RuleId};
pub use tried::{Outcome, Tried};

use crate::{
    catalog::{Connector, Key, successor},
    date::Date,
    exemption::Exemption,
    sort,
    text::{Text, Word, days, words},
    words::{FailOn, Level, Readiness},
};

use super::{Assessment, Effect, Pending, PinState, Pinned, Reason, Source, Usage};

words! {
    /// How much a finding matters: errors fail a check, unless somebody wants otherwise.
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
    /// Whether a version that is left open, moves or is not final fails, where there is a place for one.
    pub require_pinned: bool,
    /// Which findings fail.
    pub fail_on: FailOn,
    /// Each with the connector that it is for.
    pub exemptions: Vec<(Key, Exemption)>,
    /// Who asks for all this.
    pub source: Source,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub rule: RuleId,
    /// What of the connector it is about, where a rule can find more than one thing: a version, a reason.
    pub subject: Option<Text>,
    /// It is about the version that is asked for, not about the connector however it is asked for.
    pub is_of_version: bool,
    pub severity: Severity,
    pub text: String,
    pub source: Source,
    /// Why somebody answers for it: whatever its severity, it fails nothing then.
    pub excuse: Option<Text>,
}

impl Finding {
    /// What fails a check, unless somebody wants otherwise.
    pub fn error(rule: impl Into<RuleId>, text: String, source: Source) -> Self {
        Self {
            rule: rule.into(),
            subject: None,
            is_of_version: false,
            severity: Severity::Error,
            text,
            source,
            excuse: None,
        }
    }

    fn of(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    fn of_version(self) -> Self {
        Self {
            is_of_version: true,
            ..self
        }
    }

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
    pub fail_on: FailOn,
}

impl Ruling {
    pub fn is_passed(&self) -> bool {
        !self.findings.iter().any(|finding| self.fails(finding))
    }

    /// Whether a finding fails the check.
    pub fn fails(&self, finding: &Finding) -> bool {
        let is_failing = match self.fail_on {
            FailOn::Error => finding.severity == Severity::Error,
            FailOn::Warning => finding.severity != Severity::Note,
            FailOn::Never => false,
        };
        is_failing && finding.excuse.is_none()
    }
}

impl Default for Requirement {
    /// What is asked for where nobody asks for anything else.
    fn default() -> Self {
        Self {
            require: Readiness::Caution,
            levels: None,
            within_days: None,
            require_pinned: false,
            fail_on: FailOn::Error,
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
        let excuses = self.excuses(connector, today);
        let asked = excuses.lowered().unwrap_or(self.require);
        let readiness = self.readiness(verdict, asked).map(|f| excuses.lifted(f));
        let is_refused = readiness.as_ref().is_some_and(|f| f.excuse.is_none());
        let mut findings = Vec::new();
        findings.extend(self.level(connector));
        findings.extend(self.pinning(usage));
        findings.extend(pinned.map(|pinned| pinning::state(pinned, asked)));
        findings.extend(self.deadlines(assessment, usage));
        findings.extend(Self::successor(connector));
        findings.extend(pinning::crossings(pinned));
        findings.extend(self.spared(assessment, usage));
        let refused = is_refused.then_some(asked);
        let told = |reason| told(reason, refused);
        findings.extend(assessment.reasons.iter().map(told));
        let lifted = findings.into_iter().map(|finding| excuses.lifted(finding));
        let mut findings: Vec<Finding> = readiness.into_iter().chain(lifted).collect();
        findings.extend(self.lapsed(&excuses));
        sort::by_key(&mut findings, |finding| finding.severity);
        Ruling {
            verdict,
            findings,
            fail_on: self.fail_on,
        }
    }

    /// Rules on a name that is no connector's; `why` says what is likely.
    pub fn rule_on_unknown(&self, why: String) -> Ruling {
        Ruling {
            verdict: Readiness::Unknown,
            findings: vec![Finding::error(
                CheckRule::Unknown,
                why,
                Self::default().source,
            )],
            fail_on: self.fail_on,
        }
    }

    fn readiness(&self, verdict: Readiness, asked: Readiness) -> Option<Finding> {
        (verdict > asked)
            .then(|| self.finding(CheckRule::Readiness, readiness_said(verdict, asked)))
    }

    fn level(&self, connector: &Connector) -> Option<Finding> {
        let allowed = self.levels.as_ref()?;
        (!allowed.contains(&connector.level))
            .then(|| self.finding(CheckRule::Level, level_said(connector.level, allowed)))
    }

    /// Deadlines ahead: of what a pinned version must cross, or of any version where none is pinned.
    fn deadlines(&self, assessment: &Assessment, usage: Usage<'_>) -> Vec<Finding> {
        let touching = |pending: &&Pending| pending.change.touches(usage.streams);
        let ahead = pinning::ahead(assessment, usage).filter(touching);
        ahead
            .filter_map(|pending| self.deadline(pending, usage))
            .collect()
    }

    /// A deadline that nears fails. Of any other it is told, unless a pinned version says what it crosses.
    fn deadline(&self, pending: &Pending, usage: Usage<'_>) -> Option<Finding> {
        let left = pending.days_left.filter(|left| *left >= 0)?;
        let due = due_said(pending)?;
        let then = &pending.consequence;
        let finding = match self.within_days {
            Some(within) if left <= within => {
                let text = format!("{} {then}", nearness_said(&due, within));
                self.finding(CheckRule::Deadline, text)
            }
            _ if usage.pinned.is_some() => return None,
            _ => self
                .finding(CheckRule::Deadline, format!("{due}. {then}"))
                .of(Severity::Note),
        };
        Some(finding.about(pending.change.version.as_str()))
    }

    /// Whoever finds a connector gone wants to know where to go.
    fn successor(connector: &Connector) -> Option<Finding> {
        let slug = successor::of(&connector.slug).filter(|_| connector.is_gone())?;
        let text = format!("It is gone, and {slug} has taken its place.");
        let source = Source {
            document: Text::name("portolan's own reading"),
            section: Text::name("Successors"),
            date: Text::name("2026-11"),
        };
        Some(
            Finding::error(CheckRule::Successor, text, source)
                .of(Severity::Warning)
                .about(&slug),
        )
    }

    fn finding(&self, rule: CheckRule, text: String) -> Finding {
        Finding::error(rule, text, self.source.clone())
    }
}

/// How a verdict stands to what is asked for, whether it meets that or not.
fn readiness_said(verdict: Readiness, asked: Readiness) -> String {
    let asked = match (verdict, asked) {
        (Readiness::Ready, Readiness::Ready) => "that".to_owned(),
        (_, asked) => format!("{} or better", asked.word()),
    };
    format!("The verdict is {}; {asked} is asked for.", verdict.word())
}

/// When an upgrade is due.
fn due_said(pending: &Pending) -> Option<String> {
    let (left, day) = (pending.days_left?, pending.change.deadline?);
    let version = &pending.change.version;
    let left = days(left);
    Some(format!(
        "The upgrade to {version} is due by {day}, in {left}"
    ))
}

fn nearness_said(due: &str, within: i64) -> String {
    format!("{due}; those within {} fail.", days(within))
}

fn level_said(level: Level, allowed: &[Level]) -> String {
    let words: Vec<&str> = allowed.iter().map(|level| level.word()).collect();
    let level = level.word();
    format!("The level is {level}; allowed is {}.", words.join(", "))
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

/// A reason, with a warning where it made the verdict worse than what is asked for.
fn told(reason: &Reason, refused: Option<Readiness>) -> Finding {
    let is_guilty = match (reason.effect, refused) {
        (Effect::Gives(readiness), Some(asked)) => readiness > asked,
        (Effect::Gives(_), None) | (Effect::Note, _) => false,
    };
    let severity = if is_guilty || reason.is_warned_of {
        Severity::Warning
    } else {
        Severity::Note
    };
    let rule = RuleId::Policy(reason.rule.clone());
    Finding::error(rule, reason.text.clone(), reason.source.clone()).of(severity)
}
