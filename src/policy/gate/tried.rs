//! A ruling rule by rule: what each asked for and how it went, those that passed and those not asked for included.

use crate::{
    catalog::Connector,
    text::Word,
    words::{Level, Readiness},
};

use super::{Assessment, Finding, RULES, Requirement, Ruling, Severity, days};
use crate::date::Date;

/// How a rule went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Passed,
    Failed,
    /// It failed, and an exemption lets that pass; or an exemption has expired.
    Excused,
    NotAsked,
}

/// One rule of a requirement, tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    pub rule: &'static str,
    pub outcome: Outcome,
    pub text: String,
}

impl Requirement {
    /// Every rule of a check on a connector without a pinned version, as the ruling on it went.
    pub fn tried(
        &self,
        connector: &Connector,
        (assessment, ruling): (&Assessment, &Ruling),
        today: Date,
    ) -> Vec<Tried> {
        let told = |rule| self.told(rule, connector, (assessment, ruling), today);
        let tried = RULES.iter().map(|(rule, asks)| {
            let found: Vec<&Finding> = ruling
                .findings
                .iter()
                .filter(|f| f.rule == **rule)
                .collect();
            let worst = found.iter().map(|finding| finding.severity).min();
            let (is_asked, text) = told(rule);
            let outcome = match worst {
                Some(Severity::Error) => Outcome::Failed,
                Some(Severity::Warning) => Outcome::Excused,
                Some(Severity::Note) | None if is_asked => Outcome::Passed,
                Some(Severity::Note) | None => Outcome::NotAsked,
            };
            let texts: Vec<&str> = found.iter().map(|finding| finding.text.as_str()).collect();
            Tried {
                rule,
                outcome,
                text: match (texts.is_empty(), text.is_empty()) {
                    (false, _) => texts.join(" "),
                    (true, false) => text,
                    (true, true) => (*asks).to_owned(),
                },
            }
        });
        tried.collect()
    }

    /// Whether a rule is asked for, and what is said of it where it found nothing amiss.
    fn told(
        &self,
        rule: &str,
        connector: &Connector,
        (assessment, ruling): (&Assessment, &Ruling),
        today: Date,
    ) -> (bool, String) {
        match rule {
            "check-readiness" => (true, self.readiness_met(ruling.verdict, connector, today)),
            "check-level" => level_met(self.levels.as_deref(), connector.level),
            "check-pinned" => (
                self.require_pinned,
                "No version is asked for here.".to_owned(),
            ),
            "check-deadline" => deadline_met(self.within_days, assessment),
            "check-exemption" => self.exemption_met(connector, today),
            "check-unknown" => (true, "The catalog knows it.".to_owned()),
            "check-crossing" => (false, "No version is pinned here.".to_owned()),
            "check-streams" => (false, "No streams are named here.".to_owned()),
            "check-successor" => (false, successor_met(connector).to_owned()),
            _ => (true, String::new()),
        }
    }

    fn readiness_met(&self, verdict: Readiness, connector: &Connector, today: Date) -> String {
        let lowered = self.excuses(connector, today).lowered();
        let asked = lowered.unwrap_or(self.require);
        let verdict = verdict.word();
        match asked {
            Readiness::Ready => format!("The verdict is {verdict}; that is asked for."),
            asked => format!(
                "The verdict is {verdict}; {} or better is asked for.",
                asked.word()
            ),
        }
    }

    fn exemption_met(&self, connector: &Connector, today: Date) -> (bool, String) {
        match self.excuses(connector, today).first() {
            None => (false, "No exemption names it.".to_owned()),
            Some(exemption) => {
                let until = exemption
                    .expires
                    .map_or_else(String::new, |day| format!(" until {day}"));
                (
                    true,
                    format!("An exemption holds{until}: {}.", exemption.reason),
                )
            }
        }
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
    let level = level.word();
    match allowed {
        None => (false, format!("The level is {level}; any level passes.")),
        Some(allowed) => {
            let words: Vec<&str> = allowed.iter().map(|level| level.word()).collect();
            (
                true,
                format!("The level is {level}; allowed is {}.", words.join(", ")),
            )
        }
    }
}

fn deadline_met(within: Option<i64>, assessment: &Assessment) -> (bool, String) {
    let mut effective = assessment
        .upgrade
        .pending
        .iter()
        .filter(|p| !p.is_announced);
    let nearest = effective.find_map(|pending| {
        let (left, day) = (pending.days_left?, pending.change.deadline?);
        let version = &pending.change.version;
        Some(format!(
            "The upgrade to {version} is due by {day}, in {}",
            days(left)
        ))
    });
    let nearest = nearest.unwrap_or_else(|| "No upgrade deadline is known to be ahead".to_owned());
    match within {
        None => (
            false,
            format!("{nearest}; deadlines ahead are told and fail nothing."),
        ),
        Some(within) => (
            true,
            format!("{nearest}; those within {} fail.", days(within)),
        ),
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
        words::{Kind, Stage},
    };

    fn outcomes(requirement: &Requirement) -> Vec<(&'static str, Outcome)> {
        let mut connector = Connector::new(Text::name("source-a"), Kind::Source, Text::name("A"));
        connector.level = Level::Marketplace;
        connector.stage = Stage::Alpha;
        connector.cloud.listing = Listing::Listed;
        let today = date::parse("2026-03-01").unwrap();
        let policy = Policy::bundled().unwrap();
        let situation = Situation {
            profile: &Profile::default(),
            today,
            windows: &Windows::of(&Catalog::default()),
            snapshots: &[],
        };
        let assessment = policy.assess(&connector, &situation);
        let ruling = requirement.rule_on(&connector, &assessment, Usage::default(), today);
        let tried = requirement.tried(&connector, (&assessment, &ruling), today);
        let is_failed = tried.iter().any(|tried| tried.outcome == Outcome::Failed);
        assert_eq!(is_failed, !ruling.is_passed(), "{tried:?}");
        assert!(tried.iter().all(|tried| !tried.text.is_empty()));
        tried
            .iter()
            .map(|tried| (tried.rule, tried.outcome))
            .collect()
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
        use Outcome::{Excused, Failed, NotAsked, Passed};
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
                    Passed, Passed,
                ],
            ),
            (
                strict,
                [
                    Failed, Failed, Passed, Passed, NotAsked, NotAsked, NotAsked, NotAsked, Passed,
                    Passed,
                ],
            ),
            (
                excused,
                [
                    Excused, Excused, Passed, Passed, NotAsked, NotAsked, NotAsked, Passed, Passed,
                    Passed,
                ],
            ),
            (
                lapsed,
                [
                    Passed, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked, NotAsked, Excused,
                    Passed, Passed,
                ],
            ),
        ];
        for (requirement, expected) in table {
            let rules = RULES.map(|(rule, _)| rule);
            let expected: Vec<_> = rules.into_iter().zip(expected).collect();
            assert_eq!(outcomes(&requirement), expected, "{requirement:?}");
        }
    }
}
