//! What holds for every connector and every profile.

use std::collections::BTreeSet;

use portolan::{
    catalog::{BreakingChange, Connector, Listing, Metrics, Version},
    date::{Date, days_before},
    policy::{Aspect, Effect, Policy, Profile, Situation, Windows},
    text::{Text, Word},
    words::{Answer, DeadlineAction, Deployment, Grade, Level, Readiness, Stage},
};
use proptest::{prelude::*, strategy::ValueTree};

use crate::build::{connector, day, policy, state};

fn any_of<W: Word + std::fmt::Debug>() -> impl Strategy<Value = W> {
    proptest::sample::select(W::ALL)
}

fn any_listing() -> impl Strategy<Value = Listing> {
    proptest::sample::select(&[
        Listing::Listed,
        Listing::Granted,
        Listing::Absent,
        Listing::Tombstoned,
        Listing::Unknown,
    ])
}

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..2000).prop_map(|back| days_before(day("2028-01-01"), back))
}

fn any_profile() -> impl Strategy<Value = Profile> {
    (any_of(), any_of::<Answer>(), any_of::<Answer>()).prop_map(
        |(deployment, premium_support, enterprise_license)| Profile {
            deployment,
            premium_support,
            enterprise_license,
        },
    )
}

fn any_change() -> impl Strategy<Value = BreakingChange> {
    (
        "[0-9]{1,2}\\.[0-9]\\.[0-9]|latest",
        proptest::option::of(any_day()),
        proptest::option::of(any_day()),
        any_of::<DeadlineAction>(),
        any::<bool>(),
        proptest::collection::vec("[a-z]{1,4}", 0..5),
    )
        .prop_map(
            |(version, deadline, released, action, is_breaking, streams)| BreakingChange {
                version: Version::new(&version),
                deadline,
                released,
                action,
                streams: streams.iter().map(|name| Text::name(name)).collect(),
                guide: None,
                is_breaking,
                safe_to_downgrade: None,
            },
        )
}

fn any_metrics() -> impl Strategy<Value = Metrics> {
    (
        proptest::option::of(any_of::<Grade>()),
        proptest::option::of(any_of::<Grade>()),
    )
        .prop_map(|(usage, sync_success)| Metrics {
            usage,
            sync_success,
            as_of: None,
        })
}

fn any_connector() -> impl Strategy<Value = Connector> {
    (
        (
            any_of::<Level>(),
            any::<bool>(),
            any_of::<Stage>(),
            any::<bool>(),
        ),
        (
            any_listing(),
            any_listing(),
            proptest::option::of(any_day()),
        ),
        proptest::array::uniform3(proptest::option::of("[0-9]{1,2}\\.[0-9]\\.[0-9]|dev")),
        proptest::collection::vec(any_change(), 0..4),
        proptest::option::of(any_metrics()),
        proptest::collection::vec((any_of::<Level>(), any::<Option<bool>>()), 0..4),
    )
        .prop_map(
            |(
                (level, is_worded, stage, is_offered),
                (cloud, oss, removed),
                [version, on_cloud, in_oss],
                changes,
                metrics,
                past,
            )| {
                let mut connector = connector(level, stage);
                connector.level_word = connector.level_word.filter(|_| is_worded);
                connector.cloud.listing = cloud;
                connector.oss.listing = oss;
                connector.removed = removed;
                connector.version = version.map(|version| Version::new(&version));
                connector.cloud.own.version = on_cloud.map(|version| Version::new(&version));
                connector.oss.own.version = in_oss.map(|version| Version::new(&version));
                connector.breaking_changes = changes.into();
                connector.metrics = metrics;
                connector.history = past
                    .into_iter()
                    .zip(["2023-09-10", "2024-09-25", "2025-09-03"])
                    .map(|((level, cloud), day)| {
                        let mut state = state(day, level);
                        state.cloud = cloud;
                        state.oss = Some(is_offered);
                        state
                    })
                    .collect();
                connector
            },
        )
}

/// Major, minor and patch, where these are what a version begins with.
fn numbers(version: &str) -> Option<Vec<u32>> {
    let base = version.split('-').next()?;
    base.split('.').map(|number| number.parse().ok()).collect()
}

/// The breaking changes that stand between a version and the latest on a deployment, told by numbers alone.
fn must_cross<'a>(
    connector: &'a Connector,
    version: &str,
    on: Deployment,
) -> Vec<&'a BreakingChange> {
    let side = match on {
        Deployment::Cloud | Deployment::Powered => &connector.cloud,
        Deployment::SelfManagedEnterprise | Deployment::SelfManagedCommunity => &connector.oss,
    };
    let latest = side.own.version.as_ref().or(connector.version.as_ref());
    let latest = latest.and_then(|latest| numbers(latest.as_str()));
    let Some(pinned) = numbers(version) else {
        return Vec::new();
    };
    let is_between = |change: &&BreakingChange| {
        numbers(change.version.as_str()).is_some_and(|breaking| {
            pinned < breaking && latest.as_ref().is_none_or(|latest| breaking <= *latest)
        })
    };
    let breaking = connector.breaking_changes.iter().filter(|c| c.is_breaking);
    breaking.filter(is_between).collect()
}

/// Nothing was left open in it.
fn is_sentence(text: &str) -> bool {
    !text.contains(['{', '}']) && !text.contains("  ") && text.ends_with('.')
}

thread_local! {
    static POLICY: Policy = policy();
}

proptest! {
    #[test]
    fn an_assessment_holds_together(connector in any_connector(), profile in any_profile(), today in any_day()) {
        let snapshots = ["2024-04-24", "2025-09-03"].map(day);
        let situation = Situation { profile: &profile, today, windows: &Windows::default(), snapshots: &snapshots };
        let (judged, assessed) = POLICY.with(|policy| {
            (policy.judge(&connector, &profile), policy.assess(&connector, &situation))
        });
        prop_assert_eq!(&assessed.judgement, &judged);
        prop_assert_eq!(judged.readiness, judged.placement(profile.deployment).readiness);

        let parts: Vec<Readiness> = assessed.reasons.iter().filter_map(|reason| match reason.effect {
            Effect::Gives(readiness) => Some(readiness),
            Effect::Note => None,
        }).collect();
        prop_assert_eq!(parts.iter().max(), Some(&judged.readiness), "the verdict is the worst of the parts told");
        prop_assert!(parts.is_sorted_by(|a, b| a >= b));

        let texts = assessed.reasons.iter().map(|reason| &reason.text);
        let texts = texts.chain([&assessed.upgrade.text]);
        let texts = texts.chain(assessed.upgrade.pending.iter().map(|change| &change.consequence));
        for text in texts {
            prop_assert!(is_sentence(text), "{text}");
        }
        let declared = connector.breaking_changes.iter().filter(|change| change.is_breaking).count();
        prop_assert_eq!(assessed.upgrade.pending.len() + assessed.upgrade.past.len(), declared);
    }

    #[test]
    fn a_pin_is_unsupported_from_the_day_after_a_deadline_that_it_has_not_met(
        connector in any_connector(),
        version in "[0-9]{1,2}\\.[0-9]\\.[0-9](-rc\\.1)?|latest",
        profile in any_profile(),
        today in any_day(),
    ) {
        let situation = Situation { profile: &profile, today, windows: &Windows::default(), snapshots: &[] };
        let pinned = POLICY.with(|policy| policy.pin(&connector, &Version::new(&version), &[], &situation));
        let must = must_cross(&connector, &version, profile.deployment);
        let crossed: BTreeSet<&str> = pinned.crossed.iter().map(|change| change.change.version.as_str()).collect();
        prop_assert_eq!(crossed, must.iter().map(|change| change.version.as_str()).collect());
        let is_overdue = must.iter().any(|change| change.deadline.is_some_and(|deadline| deadline < today));
        prop_assert_eq!(pinned.reason.effect == Effect::Gives(Readiness::Avoid), is_overdue);
        prop_assert!(is_sentence(&pinned.reason.text), "{}", pinned.reason.text);
    }

    #[test]
    fn only_what_is_offered_is_supported(connector in any_connector(), profile in any_profile()) {
        use portolan::words::{Availability, Channel, Sla};
        let judged = POLICY.with(|policy| policy.judge(&connector, &profile));
        for here in &judged.placements {
            let is_helped = matches!(here.support, Channel::Portal | Channel::BestEffort | Channel::Slack);
            prop_assert!(!is_helped || here.availability != Availability::NotAvailable, "{here:?}");
            prop_assert!(here.sla == Sla::No || matches!(here.support, Channel::Portal | Channel::BestEffort));
            prop_assert!(here.footnote.is_none() || is_helped);
        }
    }
}

/// A rule may win a case of the table that no connector can be in; then it is dead text.
#[test]
fn every_rule_is_told_of_some_connector() {
    let policy = policy();
    let mut told: BTreeSet<String> = BTreeSet::new();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let cases = (any_connector(), any_profile(), any_day());
    for _ in 0..20_000 {
        let (connector, profile, today) = cases.new_tree(&mut runner).unwrap().current();
        let situation = Situation {
            profile: &profile,
            today,
            windows: &Windows::default(),
            snapshots: &[],
        };
        let assessed = policy.assess(&connector, &situation);
        told.extend(
            assessed
                .reasons
                .iter()
                .map(|reason| reason.rule.to_string()),
        );
        told.insert(assessed.upgrade.rule.to_string());
    }
    let silent: Vec<&str> = policy
        .rules()
        .iter()
        .filter(|rule| !rule.is_quiet)
        .filter(|rule| !matches!(rule.aspect, Aspect::Pin | Aspect::Deadline | Aspect::Scope))
        .map(|rule| rule.id)
        .filter(|id| !told.contains(*id))
        .collect();
    assert_eq!(silent, [""; 0]);
}
