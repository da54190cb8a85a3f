//! What a check says of a use: how a version is asked for, which streams are synced, who is excused, and what fails.

use portolan::{
    catalog::{BreakingChange, Connector, Metrics, Version},
    exemption::Exemption,
    policy::{Finding, Pinning, Requirement, Ruling, Severity, Situation, Usage, Windows},
    text::Text,
    words::{Deployment, FailOn, Grade, Level, Readiness, Stage},
};

use crate::build::{change, changing, connector, day, policy, profile};

const TODAY: &str = "2026-03-01";

/// A use as a test tells it.
#[derive(Clone, Copy, Default)]
struct Use<'a> {
    pinned: Option<&'a str>,
    pinning: Pinning,
    streams: &'a [&'a str],
}

fn at(version: &str) -> Use<'_> {
    Use {
        pinned: Some(version),
        pinning: Pinning::Fixed,
        ..Use::default()
    }
}

fn without(pinning: Pinning) -> Use<'static> {
    Use {
        pinning,
        ..Use::default()
    }
}

fn rule(requirement: &Requirement, connector: &Connector, used: Use<'_>) -> Ruling {
    let profile = profile(Deployment::Cloud);
    let situation = Situation {
        profile: &profile,
        today: day(TODAY),
        windows: &Windows::default(),
        snapshots: &[],
    };
    let streams: Vec<String> = used.streams.iter().map(|s| (*s).to_owned()).collect();
    let version = used.pinned.map(Version::new);
    let pinned = version.map(|version| policy().pin(connector, &version, &streams, &situation));
    let usage = Usage {
        pinned: pinned.as_ref(),
        pinning: used.pinning,
        streams: &streams,
    };
    let assessment = policy().assess(connector, &situation);
    requirement.rule_on(connector, &assessment, usage, day(TODAY))
}

fn findings<'r>(ruling: &'r Ruling, rule: &str) -> impl Iterator<Item = &'r Finding> {
    let findings = ruling.findings.iter();
    findings.filter(move |finding| finding.rule.as_str() == rule)
}

fn finding<'r>(ruling: &'r Ruling, rule: &str) -> Option<&'r Finding> {
    findings(ruling, rule).next()
}

fn severity(ruling: &Ruling, rule: &str) -> Option<Severity> {
    finding(ruling, rule).map(|finding| finding.severity)
}

/// At 3.0.0 on Cloud: 2.0.0 was due, 3.0.0 is, for two streams, and 4.0.0 is announced.
fn broken() -> Connector {
    let scoped = BreakingChange {
        streams: ["pages", "blocks"].map(Text::name).to_vec(),
        ..change("3.0.0", Some("2026-03-25"))
    };
    let changes = [
        change("4.0.0", Some("2026-03-10")),
        scoped,
        change("2.0.0", Some("2026-01-01")),
    ];
    changing(
        connector(Level::Airbyte, Stage::GenerallyAvailable),
        &changes,
    )
}

#[test]
fn a_version_that_is_open_or_moves_is_told_and_fails_where_a_final_one_is_asked_for() {
    use Severity::{Error, Note, Warning};
    let offered = Requirement::default();
    let strict = Requirement {
        require_pinned: true,
        ..Requirement::default()
    };
    let table = [
        (Use::default(), None, None),
        (without(Pinning::Impossible), None, None),
        (without(Pinning::Missing), Some(Warning), Some(Error)),
        (without(Pinning::Unsettled), Some(Note), Some(Error)),
        (without(Pinning::Digest), Some(Warning), Some(Warning)),
        (at("latest"), Some(Warning), Some(Error)),
        (at("dev"), Some(Warning), Some(Error)),
        (at("nightly"), Some(Warning), Some(Error)),
        (at("0.0.0"), Some(Warning), Some(Error)),
        (at("0.0.0-dev.a1b2"), Some(Warning), Some(Error)),
        (at("${TAG}"), Some(Warning), Some(Error)),
        (at("3.0.0-rc.1"), Some(Warning), Some(Error)),
        (at("3.0.0-dev.a1b2c3"), Some(Warning), Some(Error)),
        (at("1.9.0-rc.1"), Some(Warning), Some(Error)),
        (at("3.0.0"), None, None),
        (at("3.0"), None, None),
    ];
    let plain = connector(Level::Airbyte, Stage::GenerallyAvailable);
    for (used, by_default, when_asked) in table {
        let told = |requirement| severity(&rule(requirement, &plain, used), "check-pinned");
        let name = format!("{:?} {:?}", used.pinned, used.pinning);
        assert_eq!(told(&offered), by_default, "{name}");
        assert_eq!(told(&strict), when_asked, "{name}");
    }
    // What the registry itself offers is as final as it gets.
    let candidate = Connector {
        version: Some(Version::new("3.0.0-rc.1")),
        ..plain
    };
    let ruling = rule(&strict, &candidate, at("3.0.0-rc.1"));
    assert_eq!(finding(&ruling, "check-pinned"), None);
}

#[test]
fn nothing_is_concluded_from_a_version_that_moves() {
    for version in ["0.0.0", "0.0.0-dev.1", "latest"] {
        let ruling = rule(&Requirement::default(), &broken(), at(version));
        assert!(ruling.is_passed(), "{version}");
        assert_eq!(ruling.verdict, Readiness::Ready, "{version}");
        assert!(
            finding(&ruling, "pin-not-comparable").is_some(),
            "{version}"
        );
    }
    let ruling = rule(&Requirement::default(), &broken(), at("3.0.0-dev.a1b2"));
    assert!(finding(&ruling, "pin-development").is_some());
}

#[test]
fn a_change_of_streams_that_are_not_synced_counts_for_nothing() {
    let within = Requirement {
        within_days: Some(60),
        ..Requirement::default()
    };
    let synced = |pinned, streams| Use {
        pinned,
        streams,
        pinning: Pinning::Fixed,
    };
    // The use; whether it passes; the rule of the pin; what it crosses; what is left out.
    let table = [
        (
            synced(Some("2.1.0"), &[][..]),
            false,
            "pin-deadline-ahead",
            1,
            0,
        ),
        (
            synced(Some("2.1.0"), &["pages"]),
            false,
            "pin-deadline-ahead",
            1,
            0,
        ),
        (
            synced(Some("2.1.0"), &["users", "Blocks"]),
            false,
            "pin-deadline-ahead",
            1,
            0,
        ),
        (synced(Some("2.1.0"), &["users"]), true, "pin-spared", 0, 1),
        (synced(Some("3.0.0"), &["users"]), true, "pin-latest", 0, 0),
        (
            synced(Some("1.0.0"), &["users"]),
            false,
            "pin-overdue-hosted",
            1,
            1,
        ),
        (synced(None, &[]), false, "", 0, 0),
        (synced(None, &["users"]), true, "", 0, 1),
        (
            synced(Some("latest"), &["users"]),
            true,
            "pin-not-comparable",
            0,
            1,
        ),
    ];
    for (used, is_passed, pin, crossed, left_out) in table {
        let ruling = rule(&within, &broken(), used);
        let name = format!("{:?} {:?}", used.pinned, used.streams);
        assert_eq!(ruling.is_passed(), is_passed, "{name}: {ruling:?}");
        let count = |rule: &str| findings(&ruling, rule).count();
        assert_eq!(count("check-crossing"), crossed, "{name}");
        assert_eq!(count("check-streams"), left_out, "{name}");
        assert!(pin.is_empty() || count(pin) == 1, "{name}: {ruling:?}");
    }
}

#[test]
fn what_is_left_out_is_named() {
    let used = Use {
        streams: &["users"],
        ..at("2.1.0")
    };
    let ruling = rule(&Requirement::default(), &broken(), used);
    assert_eq!(
        finding(&ruling, "check-streams").unwrap().text,
        "The breaking change 3.0.0 is left out: it touches streams pages, blocks, and none of them is synced."
    );
}

#[test]
fn what_is_only_announced_is_told_and_not_counted() {
    let within = Requirement {
        within_days: Some(15),
        ..Requirement::default()
    };
    for used in [Use::default(), at("3.0.0"), at("latest")] {
        assert!(
            rule(&within, &broken(), used).is_passed(),
            "{:?}",
            used.pinned
        );
    }
    // Where the version that brings it is offered, it counts.
    let mut offered = broken();
    offered.cloud.own.version = Some(Version::new("4.0.0"));
    for used in [Use::default(), at("3.0.0"), at("latest")] {
        assert!(
            !rule(&within, &offered, used).is_passed(),
            "{:?}",
            used.pinned
        );
    }
}

#[test]
fn what_fails_is_for_the_policy_to_say() {
    let failing = Requirement {
        require: Readiness::Ready,
        ..Requirement::default()
    };
    let market = connector(Level::Marketplace, Stage::Alpha);
    let plain = connector(Level::Airbyte, Stage::GenerallyAvailable);
    let warned = without(Pinning::Missing);
    let table = [
        (FailOn::Error, [true, true, false]),
        (FailOn::Warning, [true, false, false]),
        (FailOn::Never, [true, true, true]),
    ];
    for (fail_on, expected) in table {
        let requirement = Requirement {
            fail_on,
            ..failing.clone()
        };
        let passed = |connector, used| rule(&requirement, connector, used).is_passed();
        let found = [
            passed(&plain, Use::default()),
            passed(&plain, warned),
            passed(&market, Use::default()),
        ];
        assert_eq!(found, expected, "{fail_on}");
        let unknown = requirement.rule_on_unknown("No.".to_owned());
        assert_eq!(unknown.is_passed(), fail_on == FailOn::Never);
    }
}

#[test]
fn whoever_is_excused_fails_nothing_however_strict_the_rest() {
    let exemption = |expires, rule: Option<&str>| Exemption {
        connector: Text::name("source-example"),
        reason: Text::name("agreed"),
        expires: Some(day(expires)),
        rule: rule.map(Text::name),
        require: None,
    };
    let market = connector(Level::Marketplace, Stage::Alpha);
    let table = [
        (exemption("2026-03-01", None), true, true),
        (exemption("2026-02-28", None), false, false),
        (
            exemption("2026-03-01", Some("check-readiness")),
            true,
            false,
        ),
        (exemption("2026-03-01", Some("check-pinned")), false, false),
    ];
    for (exemption, by_default, on_warnings) in table {
        let told = format!("{exemption:?}");
        let requirement = Requirement {
            require: Readiness::Ready,
            exemptions: vec![(market.key(), exemption)],
            ..Requirement::default()
        };
        let strict = Requirement {
            fail_on: FailOn::Warning,
            ..requirement.clone()
        };
        let used = without(Pinning::Missing);
        assert_eq!(
            rule(&requirement, &market, used).is_passed(),
            by_default,
            "{told}"
        );
        assert_eq!(
            rule(&strict, &market, used).is_passed(),
            on_warnings,
            "{told}"
        );
    }
}

#[test]
fn what_made_a_verdict_too_bad_is_warned_of_and_a_successor_is_named() {
    let mut gone = connector(Level::Archived, Stage::GenerallyAvailable);
    gone.slug = Text::name("source-google-analytics-v4");
    let ruling = rule(&Requirement::default(), &gone, Use::default());
    assert_eq!(
        severity(&ruling, "level-archived-avoid"),
        Some(Severity::Warning)
    );
    let successor = finding(&ruling, "check-successor").unwrap();
    assert!(successor.text.contains("source-google-analytics-data-api"));
    assert_eq!(successor.severity, Severity::Warning);
    // Nothing is warned of where the verdict is good enough, and what is not gone needs no successor.
    let lenient = Requirement {
        require: Readiness::Avoid,
        ..Requirement::default()
    };
    let ruling = rule(&lenient, &gone, Use::default());
    assert_eq!(
        severity(&ruling, "level-archived-avoid"),
        Some(Severity::Note)
    );
    gone.level = Level::Airbyte;
    let ruling = rule(&Requirement::default(), &gone, Use::default());
    assert_eq!(finding(&ruling, "check-successor"), None);
}

#[test]
fn a_marketplace_connector_that_fails_often_is_warned_of() {
    for (success, expected) in [(Grade::Low, Some(Severity::Warning)), (Grade::High, None)] {
        let mut market = connector(Level::Marketplace, Stage::Alpha);
        market.metrics = Metrics::of(Some(Grade::High), Some(success), None);
        let ruling = rule(&Requirement::default(), &market, Use::default());
        assert_eq!(severity(&ruling, "note-marketplace-failing"), expected);
    }
}
