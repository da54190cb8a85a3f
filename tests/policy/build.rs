//! Connectors and situations made by hand.

use portolan::{
    catalog::{BreakingChange, Connector, Listing, State, Version},
    date::Date,
    policy::{Assessment, Policy, Profile, Situation, Windows},
    text::{Text, Word},
    words::{Answer, Deployment, Kind, Level, Stage},
};

pub(crate) fn policy() -> Policy {
    Policy::bundled().unwrap()
}

/// Offered in both registries, with the level's word as registries write it.
pub(crate) fn connector(level: Level, stage: Stage) -> Connector {
    let name = Text::name("Example");
    let mut connector = Connector::new(Text::name("source-example"), Kind::Source, name);
    connector.level = level;
    connector.level_word = Some(Text::name(level.word()));
    connector.stage = stage;
    connector.version = Some(Version::new("3.0.0"));
    listed(connector, Listing::Listed, Listing::Listed)
}

/// As the files of 2023 have it: a stage and no level.
pub(crate) fn unlevelled(stage: Stage) -> Connector {
    Connector {
        level_word: None,
        ..connector(Level::Unknown, stage)
    }
}

pub(crate) fn listed(mut connector: Connector, cloud: Listing, oss: Listing) -> Connector {
    connector.cloud.listing = cloud;
    connector.oss.listing = oss;
    connector
}

pub(crate) fn changing(mut connector: Connector, changes: &[BreakingChange]) -> Connector {
    connector.breaking_changes = changes.to_vec().into();
    connector
}

pub(crate) fn day(text: &str) -> Date {
    portolan::date::parse(text).unwrap()
}

/// A breaking change that says what to do at its deadline, and no day of release.
pub(crate) fn change(version: &str, deadline: Option<&str>) -> BreakingChange {
    BreakingChange {
        deadline: deadline.map(day),
        ..BreakingChange::new(Version::new(version))
    }
}

pub(crate) fn window(version: &str, released: &str, deadline: &str) -> BreakingChange {
    BreakingChange {
        released: Some(day(released)),
        ..change(version, Some(deadline))
    }
}

pub(crate) fn state(as_of: &str, level: Level) -> State {
    State {
        as_of: day(as_of),
        level,
        stage: Stage::GenerallyAvailable,
        cloud: Some(true),
        oss: Some(true),
        version: None,
        name: None,
    }
}

pub(crate) fn profile(deployment: Deployment) -> Profile {
    Profile {
        deployment,
        premium_support: Answer::Unknown,
        enterprise_license: Answer::Unknown,
    }
}

pub(crate) const TODAY: &str = "2026-03-01";
pub(crate) const SNAPSHOTS: [&str; 3] = ["2025-04-10", "2025-09-03", "2026-02-28"];

pub(crate) fn assess_as(connector: &Connector, profile: Profile) -> Assessment {
    let snapshots = SNAPSHOTS.map(day);
    policy().assess(
        connector,
        &Situation {
            profile: &profile,
            today: day(TODAY),
            windows: &Windows::default(),
            snapshots: &snapshots,
        },
    )
}

pub(crate) fn assess(connector: &Connector, deployment: Deployment) -> Assessment {
    assess_as(connector, profile(deployment))
}

pub(crate) fn told<'a>(assessment: &'a Assessment, rule: &str) -> Option<&'a str> {
    let reason = assessment.reasons.iter().find(|r| r.rule == *rule)?;
    Some(&reason.text)
}

#[track_caller]
pub(crate) fn assert_told(assessment: &Assessment, rule: &str) {
    let rules: Vec<&str> = assessment.reasons.iter().map(|r| &*r.rule).collect();
    assert!(rules.contains(&rule), "{rule} is not among {rules:?}");
}
