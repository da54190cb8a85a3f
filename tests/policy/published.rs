//! The published support table, cell by cell, and what its footnotes say to each customer.

use portolan::{
    catalog::Listing,
    policy::Profile,
    text::Word,
    words::{
        Answer, Availability, Channel, Deployment, Footnote, Level, Maintainer, Promise, Readiness,
        Sla, Stage,
    },
};

use crate::build::{assess, assess_as, connector, listed, policy, profile};

/// "Connector support levels", 2025-05-15, the rows of support, in the order of the deployments.
const TABLE: [(Level, [Channel; 4], Option<Footnote>); 4] = {
    use Channel::{BestEffort, None as No, NotApplicable, Portal, Slack};
    [
        (
            Level::Airbyte,
            [Portal, Portal, Portal, Slack],
            Some(Footnote::One),
        ),
        (
            Level::Enterprise,
            [Portal, Portal, Portal, NotApplicable],
            Some(Footnote::One),
        ),
        (Level::Marketplace, [No, No, No, No], None),
        (
            Level::Custom,
            [BestEffort, BestEffort, BestEffort, Slack],
            Some(Footnote::Two),
        ),
    ]
};

#[test]
fn every_cell_of_the_support_table_is_as_published() {
    for (level, channels, mark) in TABLE {
        let judged = policy().judge(
            &connector(level, Stage::GenerallyAvailable),
            &Profile::default(),
        );
        for (placement, channel) in judged.placements.iter().zip(channels) {
            let cell = format!("{level} on {}", placement.deployment);
            assert_eq!(placement.support, channel, "{cell}");
            let is_marked = matches!(channel, Channel::Portal | Channel::BestEffort);
            assert_eq!(placement.footnote, mark.filter(|_| is_marked), "{cell}");
        }
    }
}

#[test]
fn the_other_rows_are_as_published() {
    let table = [
        (Level::Airbyte, Maintainer::Airbyte, Readiness::Ready),
        (Level::Enterprise, Maintainer::Airbyte, Readiness::Ready),
        (
            Level::Marketplace,
            Maintainer::Community,
            Readiness::Caution,
        ),
        (Level::Custom, Maintainer::You, Readiness::Caution),
        (Level::Archived, Maintainer::Nobody, Readiness::Avoid),
        (Level::Unknown, Maintainer::Unknown, Readiness::Unknown),
    ];
    for (level, maintainer, readiness) in table {
        let judged = policy().judge(&connector(level, Stage::Alpha), &Profile::default());
        assert_eq!(judged.maintainer, maintainer, "{level}");
        assert_eq!(judged.readiness, readiness, "{level}");
        assert!(!judged.is_derived, "{level}");
    }
}

#[test]
fn a_marked_cell_has_an_sla_only_by_contract() {
    for (level, channels, _) in TABLE {
        for (premium, sla) in [
            (Answer::Yes, Sla::Yes),
            (Answer::No, Sla::No),
            (Answer::Unknown, Sla::WithPremiumSupport),
        ] {
            let profile = Profile {
                premium_support: premium,
                ..Profile::default()
            };
            let judged = policy().judge(&connector(level, Stage::Alpha), &profile);
            for (placement, channel) in judged.placements.iter().zip(channels) {
                let expected = match channel {
                    Channel::Portal | Channel::BestEffort => sla,
                    Channel::Slack | Channel::None | Channel::NotApplicable => Sla::No,
                };
                assert_eq!(placement.sla, expected, "{level} {premium} {placement:?}");
            }
        }
    }
}

#[test]
fn footnotes_are_resolved_for_the_customer_even_where_only_other_deployments_carry_them() {
    let community = Deployment::SelfManagedCommunity;
    for (premium, expected) in [
        (Answer::Yes, "Your Premium Support brings"),
        (Answer::No, "Without Premium Support"),
        (Answer::Unknown, "only if your contract includes"),
    ] {
        let profile = Profile {
            premium_support: premium,
            ..profile(community)
        };
        for (level, mark) in [
            (Level::Airbyte, Footnote::One),
            (Level::Enterprise, Footnote::One),
            (Level::Custom, Footnote::Two),
        ] {
            let assessed = assess_as(&connector(level, Stage::None), profile);
            let [(marked, reason)] = &assessed.footnotes[..] else {
                panic!("{level}: {:?}", assessed.footnotes)
            };
            assert_eq!(*marked, mark);
            assert!(reason.text.contains(expected), "{}", reason.text);
        }
    }
    let marketplace = assess(&connector(Level::Marketplace, Stage::Alpha), community);
    assert_eq!(marketplace.footnotes, []);
}

#[test]
fn the_licence_decides_who_can_use_an_enterprise_connector() {
    let enterprise = connector(Level::Enterprise, Stage::Alpha);
    for (license, readiness, rule) in [
        (Answer::Yes, Readiness::Ready, "licence-held"),
        (Answer::No, Readiness::Unavailable, "licence-not-held"),
        (Answer::Unknown, Readiness::Ready, "licence-needed"),
    ] {
        for deployment in Deployment::ALL {
            let profile = Profile {
                enterprise_license: license,
                ..profile(*deployment)
            };
            let assessed = assess_as(&enterprise, profile);
            let here = assessed.judgement.placement(*deployment);
            if *deployment == Deployment::SelfManagedCommunity {
                assert_eq!(here.availability, Availability::NotAvailable);
                assert_eq!(here.readiness, Readiness::Unavailable);
            } else {
                assert_eq!(here.availability, Availability::WithLicense);
                assert_eq!(here.readiness, readiness, "{license} on {deployment}");
                let is_supported = here.support == Channel::Portal && here.sla != Sla::No;
                assert_eq!(is_supported, license != Answer::No, "{license}");
                crate::build::assert_told(&assessed, rule);
            }
        }
    }
}

#[test]
fn an_enterprise_connector_needs_no_place_in_the_registries() {
    for listing in [Listing::Absent, Listing::Unknown, Listing::Listed] {
        let enterprise = listed(connector(Level::Enterprise, Stage::None), listing, listing);
        let judged = policy().judge(&enterprise, &Profile::default());
        assert_eq!(judged.readiness, Readiness::Ready, "{listing:?}");
        let community = judged.placement(Deployment::SelfManagedCommunity);
        assert_eq!(community.readiness, Readiness::Unavailable, "{listing:?}");
    }
}

#[test]
fn what_a_registry_says_outright_holds_for_an_enterprise_connector_too() {
    let enterprise = |listing, license| {
        let enterprise = listed(connector(Level::Enterprise, Stage::None), listing, listing);
        let profile = Profile {
            enterprise_license: license,
            ..profile(Deployment::Cloud)
        };
        let assessed = assess_as(&enterprise, profile);
        let here = *assessed.judgement.here();
        (here.availability, here.support, here.readiness, assessed)
    };
    for license in [Answer::Yes, Answer::No, Answer::Unknown] {
        let (availability, support, readiness, assessed) = enterprise(Listing::Tombstoned, license);
        assert_eq!(
            (availability, support, readiness),
            (
                Availability::NotAvailable,
                Channel::NotApplicable,
                Readiness::Unavailable
            )
        );
        crate::build::assert_told(&assessed, "registry-buried-it");
    }
    for license in [Answer::Yes, Answer::Unknown] {
        let (availability, support, readiness, assessed) = enterprise(Listing::Granted, license);
        assert_eq!(
            (availability, support, readiness),
            (
                Availability::GrantedOnly,
                Channel::Portal,
                Readiness::Caution
            )
        );
        crate::build::assert_told(&assessed, "licence-and-grant");
    }
    let (availability, _, readiness, _) = enterprise(Listing::Granted, Answer::No);
    assert_eq!(
        (availability, readiness),
        (Availability::WithLicense, Readiness::Unavailable),
        "a grant is of no use without the licence"
    );
}

#[test]
fn each_level_promises_what_its_page_says() {
    let table = [
        (Level::Airbyte, Promise::AdequateWindow),
        (Level::Enterprise, Promise::AdequateWindow),
        (Level::Marketplace, Promise::None),
        (Level::Custom, Promise::Yours),
        (Level::Archived, Promise::NoUpdates),
        (Level::Unknown, Promise::Unknown),
    ];
    for (level, promise) in table {
        let assessed = assess(&connector(level, Stage::Alpha), Deployment::Cloud);
        assert_eq!(assessed.upgrade.promise, promise, "{level}");
    }
    let left = assess(
        &connector(Level::Airbyte, Stage::Deprecated),
        Deployment::Cloud,
    );
    assert_eq!(left.upgrade.promise, Promise::Migrate);
}

#[test]
fn a_deprecated_connector_has_no_support_whatever_its_level() {
    use Level::{Airbyte, Archived, Custom, Enterprise, Marketplace};
    for level in [Airbyte, Enterprise, Marketplace, Custom, Archived] {
        let judged = policy().judge(&connector(level, Stage::Deprecated), &Profile::default());
        for place in &judged.placements {
            let is_none = matches!(place.support, Channel::None | Channel::NotApplicable);
            assert!(is_none, "{level}: {place:?}");
            assert_eq!((place.sla, place.footnote), (Sla::No, None), "{level}");
        }
    }
}

/// The bytes that UTF-8 read as Latin-1 leaves behind, as in the published pages.
#[test]
fn the_policy_holds_no_mojibake() {
    let typographic = ['\u{2019}', '\u{201c}', '\u{201d}', '\u{2013}', '\u{2014}'];
    let json = include_str!("../../assets/policy.json");
    let stray: Vec<char> = json
        .chars()
        .filter(|c| !c.is_ascii() && !typographic.contains(c))
        .collect();
    assert!(
        stray.is_empty(),
        "U+00C2 and U+00E2 are what mojibake leaves"
    );
}

#[test]
fn every_word_is_explained_with_a_dated_source() {
    use portolan::policy::{Entry, Rule, Topic};
    let policy = policy();
    let glossary = policy.glossary().unwrap();
    for topic in Topic::ALL {
        for word in topic.words() {
            let is_explained = |entry: &Entry| entry.topic == *topic && entry.word == word;
            assert!(glossary.iter().any(is_explained), "{topic} {word}");
        }
    }
    let sources = policy.rules().iter().map(Rule::source);
    for source in sources.chain(glossary.into_iter().map(|entry| entry.source)) {
        assert!(
            source.date.contains("20"),
            "{source:?} names no year for its date"
        );
    }
}

#[test]
fn a_check_warns_of_what_the_user_has_to_find_out() {
    let policy = portolan::policy::Policy::bundled().unwrap();
    let warned = policy.rules().iter().filter(|rule| rule.is_warned_of);
    let warned: Vec<&str> = warned.map(|rule| rule.id).collect();
    assert_eq!(
        warned,
        [
            "licence-needed",
            "note-archived-when",
            "note-left-registry",
            "note-marketplace-failing",
        ]
    );
}
