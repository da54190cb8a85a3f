//! A ruling rule by rule: what each asked for and how it went, those that passed and those not asked for included.

use crate::{catalog::Connector, text::Word, words::Level};

use super::{
    Assessment, CheckRule, Requirement, RuleId, Ruling, Severity, due_said, level_said,
    nearness_said, readiness_said,
};
use crate::date::Date;

/// How a rule went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
    /// It found something that fails nothing: a warning, or what an exemption or the severity to fail on lets pass.
    Noticed,
    NotAsked,
}

/// One rule, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub rule: RuleId,
    pub outcome: Outcome,
    pub text: String,
}

impl Requirement {
    /// Every rule of a check on a connector without a pinned version, as the ruling on it went; rules of the policy
    /// that fail it stand behind.
    pub fn tried(
        &self,
        connector: &Connector,
        (assessment, ruling): (&Assessment, &Ruling),
        today: Date,
    ) -> Vec<Tried> {
        let own = CheckRule::ALL.iter().filter_map(|rule| {
            let (is_asked, met) = self.met(*rule, connector, (assessment, ruling), today)?;
            Some(ruling.tried(*rule, is_asked, met))
        });
        own.chain(ruling.failed_by_policy()).collect()
    }

    /// Whether a rule is asked for, and what is said of it where it found nothing amiss; none for those of files.
    fn met(
        &self,
        rule: CheckRule,
        connector: &Connector,
        (assessment, ruling): (&Assessment, &Ruling),
        today: Date,
    ) -> Option<(bool, String)> {
        let unasked = |text: &str| (false, text.to_owned());
        Some(match rule {
            CheckRule::Readiness => {
                let lowered = self.excuses(connector, today).lowered();
                let asked = lowered.unwrap_or(self.require);
                (true, readiness_said(ruling.verdict, asked))
            }
            CheckRule::Level => level_met(self.levels.as_deref(), connector.level),
            CheckRule::Pinned => (
                self.require_pinned,
                "No version is asked for here.".to_owned(),
            ),
            CheckRule::Deadline => deadline_met(self.within_days, assessment),
            CheckRule::Exemption => self.exemption_met(connector, today),
            CheckRule::Unknown => (true, "The catalog knows it.".to_owned()),
            CheckRule::Crossing => unasked("No version is pinned here."),
            CheckRule::Streams => unasked("No streams are named here."),
            CheckRule::Facets => unasked("No facet is asked about here."),
            CheckRule::Successor => unasked(successor_met(connector)),
            CheckRule::NeedsInstance
            | CheckRule::Custom
            | CheckRule::Ambiguous
            | CheckRule::Unsettled
            | CheckRule::Changed => return None,
        })
    }

    fn exemption_met(&self, connector: &Connector, today: Date) -> (bool, String) {
        match self.excuses(connector, today).first() {
            None => (false, "No exception names it.".to_owned()),
            Some(exemption) => {
                let until = exemption
                    .expires
                    .map_or_else(String::new, |day| format!(" until {day}"));
                (
                    true,
                    format!("An exception holds{until}: {}.", exemption.reason),
                )
            }
        }
    }
}

impl Ruling {
    fn tried(&self, rule: CheckRule, is_asked: bool, met: String) -> Tried {
        let rule = RuleId::Check(rule);
        let of_it = || self.findings.iter().filter(|finding| finding.rule == rule);
        let texts: Vec<&str> = of_it().map(|finding| finding.text.as_str()).collect();
        let outcome = if of_it().any(|finding| self.fails(finding)) {
            Outcome::Failed
        } else if of_it().any(|finding| finding.severity != Severity::Note) {
            Outcome::Noticed
        } else if is_asked {
            Outcome::Passed
        } else {
            Outcome::NotAsked
        };
        Tried {
            outcome,
            text: if texts.is_empty() {
                met
            } else {
                texts.join(" ")
            },
            rule,
        }
    }

    /// Where warnings fail, so do those of the policy's own rules.
    fn failed_by_policy(&self) -> impl Iterator<Item = Tried> {
        let of_policy = self
            .findings
            .iter()
            .filter(|finding| matches!(finding.rule, RuleId::Policy(_)) && self.fails(finding));
        of_policy.map(|finding| Tried {
            rule: finding.rule.clone(),
            outcome: Outcome::Failed,
            text: finding.text.clone(),
        })
    }
}

fn successor_met(connector: &Connector) -> &'static str {
    if connector.is_gone() {
        "It is gone, and no successor is known."
    } else {
        "It is not gone."
    }
}

fn level_met(allowed: Option<&[Level]>, level: Level) -> (bool, String) {
    match allowed {
        None => (
            false,
            format!("The level is {}; any level passes.", level.word()),
        ),
        Some(allowed) => (true, level_said(level, allowed)),
    }
}

fn deadline_met(within: Option<i64>, assessment: &Assessment) -> (bool, String) {
    let mut effective = assessment
        .upgrade
        .pending
        .iter()
        .filter(|p| !p.is_announced);
    let nearest = effective.find_map(due_said);
    let nearest = nearest.unwrap_or_else(|| "No upgrade deadline is known to be ahead".to_owned());
    match within {
        None => (
            false,
            format!("{nearest}; deadlines ahead are told and fail nothing."),
        ),
        Some(within) => (true, nearness_said(&nearest, within)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Key,
        catalog::{Catalog, Listing},
        date,
        exemption::Exemption,
        policy::{Policy, Profile, Situation, Usage, Windows},
        text::Text,
        words::{FailOn, Kind, Readiness, Stage},
    };

    fn connector() -> Connector {
        let mut connector = Connector::new(Text::name("source-a"), Kind::Source, Text::name("A"));
        connector.level = Level::Marketplace;
        connector.stage = Stage::Alpha;
        connector.cloud.listing = Listing::Listed;
        connector
    }

    fn tried(requirement: &Requirement, connector: &Connector) -> (Ruling, Vec<Tried>) {
        let today = date::parse("2026-03-01").unwrap();
        let policy = Policy::bundled().unwrap();
        let situation = Situation {
            profile: &Profile::default(),
            today,
            windows: &Windows::of(&Catalog::default()),
            snapshots: &[],
        };
        let assessment = policy.assess(connector, &situation);
        let ruling = requirement.rule_on(connector, &assessment, Usage::default(), today);
        let tried = requirement.tried(connector, (&assessment, &ruling), today);
        (ruling, tried)
    }

    fn outcomes(requirement: &Requirement) -> Vec<Outcome> {
        let (_, tried) = tried(requirement, &connector());
        assert!(tried.iter().all(|tried| !tried.text.is_empty()));
        tried.iter().map(|tried| tried.outcome).collect()
    }

    fn exemption(expires: &str) -> Exemption {
        Exemption {
            connector: Text::name("source-a"),
            reason: Text::name("known"),
            expires: date::parse(expires),
            rule: None,
            require: None,
        }
    }

    #[test]
    fn every_rule_tells_how_it_went() {
        use Outcome::{Failed, NotAsked, Noticed, Passed};
        let plain = Requirement::default();
        let strict = Requirement {
            require: Readiness::Ready,
            levels: Some(vec![Level::Airbyte]),
            within_days: Some(30),
            require_pinned: true,
            ..Requirement::default()
        };
        let excused = Requirement {
            exemptions: vec![(Key(Text::name("source-a")), exemption("2026-03-01"))],
            ..strict.clone()
        };
        let lapsed = Requirement {
            exemptions: vec![(Key(Text::name("source-a")), exemption("2026-02-28"))],
            ..plain.clone()
        };
        // Readiness, level, pinned, deadline, crossing, streams, successor, exemption, unknown, facets.
        let table = [
            (
                plain,
                [
                    Passed, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked,
                    Passed, NotAsked,
                ],
            ),
            (
                strict,
                [
                    Failed, Failed, Passed, Passed, NotAsked, NotAsked, NotAsked, NotAsked, Passed,
                    NotAsked,
                ],
            ),
            (
                excused,
                [
                    Noticed, Noticed, Passed, Passed, NotAsked, NotAsked, NotAsked, Passed, Passed,
                    NotAsked,
                ],
            ),
            (
                lapsed,
                [
                    Passed, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked, Noticed,
                    Passed, NotAsked,
                ],
            ),
        ];
        for (requirement, expected) in table {
            assert_eq!(outcomes(&requirement), expected, "{requirement:?}");
        }
    }

    #[test]
    fn a_check_fails_where_a_rule_failed_whatever_is_to_fail_it() {
        let mut enterprise = connector();
        enterprise.level = Level::Enterprise;
        let strict = Requirement {
            require: Readiness::Ready,
            levels: Some(vec![Level::Airbyte, Level::Enterprise]),
            ..Requirement::default()
        };
        let excused = Requirement {
            exemptions: vec![(Key(Text::name("source-a")), exemption("2026-03-01"))],
            ..strict.clone()
        };
        let mut seen = Vec::new();
        for connector in [connector(), enterprise] {
            for requirement in [Requirement::default(), strict.clone(), excused.clone()] {
                for fail_on in FailOn::ALL.iter().copied() {
                    let requirement = Requirement {
                        fail_on,
                        ..requirement.clone()
                    };
                    let (ruling, tried) = tried(&requirement, &connector);
                    let failed = tried
                        .iter()
                        .filter(|tried| tried.outcome == Outcome::Failed);
                    let failed: Vec<&str> = failed.map(|tried| tried.rule.as_str()).collect();
                    assert_eq!(failed.is_empty(), ruling.is_passed(), "{requirement:?}");
                    seen.extend(failed.into_iter().map(|rule| (fail_on, rule.to_owned())));
                }
            }
        }
        let is_seen =
            |fail_on, rule: &str| seen.iter().any(|seen| *seen == (fail_on, rule.to_owned()));
        assert!(is_seen(FailOn::Error, "check-readiness"), "{seen:?}");
        assert!(is_seen(FailOn::Warning, "licence-needed"), "{seen:?}");
    }
}
