//! What follows from the facts: readiness, support, SLA, upgrades, each with the rule and the source that say so.
//! The rules are data (`assets/policy.json`); today and the user's profile are handed in. Knows no file or clock.

mod assessment;
mod axis;
mod cited;
mod error;
mod gate;
mod glossary;
mod history;
mod judge;
mod pairs;
mod pin;
mod read;
mod reasons;
mod rule;
mod scanned;
mod sentence;
mod table;
mod upgrade;
mod usage;

use std::ops::Range;

use crate::{
    date::Date,
    words::{Maintainer, Promise, Readiness, Sla},
};

pub use assessment::{
    Assessment, Basis, Effect, Judgement, Pending, PinState, Pinned, Placement, Profile, Reason,
    Source, Upgrade,
};
pub use axis::{Axis, Condition};
pub use error::PolicyError;
pub use gate::{CheckRule, Finding, Outcome, Requirement, RuleId, Ruling, Severity, Tried};
pub use glossary::{Entry, Topic};
pub use pin::latest_on;
pub use rule::{Aspect, Rule};
pub use upgrade::{Span, Windows};
pub use usage::{Pinning, Usage};

use table::{RuleAt, Table};

/// The rules, compiled: each aspect a total table over the cases that it reads, and the notes that are told beside.
#[derive(Debug)]
pub struct Policy {
    rules: Vec<Rule>,
    glossary: glossary::Glossary,
    /// The three parts of the verdict, which is the worst of them.
    level: Table<Readiness>,
    access: Table<rule::Access>,
    stage: Table<Readiness>,
    support: Table<rule::Support>,
    sla: Table<Sla>,
    maintainer: Table<Maintainer>,
    promise: Table<Promise>,
    pin: Table<Option<Readiness>>,
    deadline: Table<()>,
    scope: Table<()>,
    notes: Range<RuleAt>,
}

/// What an assessment stands on beside the connector.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    pub profile: &'a Profile,
    pub today: Date,
    /// The windows of the catalog at hand.
    pub windows: &'a Windows,
    /// The days on which the whole catalog was looked at, oldest first.
    pub snapshots: &'a [Date],
}

impl Policy {
    /// The policy that the program carries. Every case is covered, and no rule is without effect; what else it must be,
    /// tests prove.
    pub fn bundled() -> Result<Self, PolicyError> {
        read::policy(include_str!("../assets/policy.json"))
    }

    /// Every rule, aspect by aspect in the order in which they are tried; the notes last.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// Whether a rule only tells what is worth knowing, beside what decided.
    pub fn is_note(&self, id: &str) -> bool {
        self.rule(id)
            .is_some_and(|rule| rule.aspect == Aspect::Note)
    }

    /// What the words mean, topic by topic; the entries on one word begin with the newest document's. It is read
    /// now, for few ask.
    pub fn glossary(&self) -> Result<Vec<Entry>, PolicyError> {
        self.glossary.read()
    }

    /// The tables hold none but the places of their own rules.
    fn rule_at(&self, at: RuleAt) -> &Rule {
        &self.rules[at]
    }
}

#[cfg(test)]
mod tests;
