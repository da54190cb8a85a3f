//! Deadlines around their day, pinned versions, and what past windows lead to expect.

use std::fmt::Write;

use portolan::{
    catalog::{BreakingChange, Catalog, Connector, Version},
    date::days_before,
    policy::{Basis, Effect, PinState, Pinned, Profile, Situation, Upgrade, Windows},
    text::{Text, Word},
    words::{DeadlineAction, Deployment, Kind, Level, Readiness, Stage},
};

use crate::build::{
    assert_told, assess, change, changing, connector, day, policy, profile, told, window,
};

fn upgrade(connector: &Connector, profile: Profile, today: &str) -> Upgrade {
    let catalog = Catalog::of(vec![connector.clone()]).0;
    let situation = Situation {
        profile: &profile,
        today: day(today),
        windows: &Windows::of(&catalog),
        snapshots: &[],
    };
    policy().assess(connector, &situation).upgrade
}

fn pin(connector: &Connector, version: &str, today: &str) -> Pinned {
    pin_on(Deployment::Cloud, connector, version, today)
}

fn pin_on(on: Deployment, connector: &Connector, version: &str, today: &str) -> Pinned {
    let profile = profile(on);
    let situation = Situation {
        profile: &profile,
        today: day(today),
        windows: &Windows::default(),
        snapshots: &[],
    };
    policy().pin(connector, &Version::new(version), &[], &situation)
}

fn airbyte(changes: &[BreakingChange]) -> Connector {
    changing(
        connector(Level::Airbyte, Stage::GenerallyAvailable),
        changes,
    )
}

#[test]
fn a_deadline_takes_effect_the_day_after() {
    let connector = airbyte(&[change("2.0.0", Some("2025-01-30"))]);
    for (today, days_left, state, readiness) in [
        (
            "2025-01-29",
            1,
            PinState::Deprecated(Some(1)),
            Readiness::Caveats,
        ),
        (
            "2025-01-30",
            0,
            PinState::Deprecated(Some(0)),
            Readiness::Caveats,
        ),
        ("2025-01-31", -1, PinState::Unsupported, Readiness::Avoid),
    ] {
        let upgrade = upgrade(&connector, Profile::default(), today);
        let (listed, other) = if days_left < 0 {
            (upgrade.past, upgrade.pending)
        } else {
            (upgrade.pending, upgrade.past)
        };
        assert_eq!(listed[0].days_left, Some(days_left), "{today}");
        assert_eq!(other, [], "{today}");
        let pinned = pin(&connector, "1.9.9", today);
        assert_eq!(pinned.state, state, "{today}");
        assert_eq!(pinned.reason.effect, Effect::Gives(readiness), "{today}");
    }
    let last = pin(&connector, "1.9.9", "2025-01-30");
    assert_eq!(last.reason.rule, "pin-last-day");
}

/// Of the registry of 2025-01-29: four changes were ahead on that day, one of them for one more day.
#[test]
fn changes_are_pending_until_their_day_has_passed() {
    let deadlines = [
        ("amazon-sqs 1.0.0", "2025-01-30"),
        ("databricks 2.0.0", "2025-01-31"),
        ("databricks 3.0.0", "2025-01-31"),
        ("quickbooks 4.0.0", "2025-02-15"),
        ("shopify 2.6.1", "2025-01-16"),
    ];
    let pending = |today| {
        let ahead = |deadline: &str| {
            let connector = airbyte(&[change("2.0.0", Some(deadline))]);
            !upgrade(&connector, Profile::default(), today)
                .pending
                .is_empty()
        };
        deadlines
            .iter()
            .filter(|(_, deadline)| ahead(deadline))
            .count()
    };
    assert_eq!(pending("2025-01-29"), 4);
    assert_eq!(pending("2025-01-30"), 4, "Amazon SQS is on its day");
    assert_eq!(pending("2025-01-31"), 3);
}

#[test]
fn pending_changes_come_nearest_first_and_undated_last() {
    let connector = airbyte(&[
        change("6.0.0", None),
        change("5.0.0", Some("2026-09-01")),
        change("4.0.0", Some("2026-03-10")),
        change("3.0.0", Some("2025-12-01")),
        change("2.0.0", Some("2024-12-01")),
    ]);
    let upgrade = upgrade(&connector, Profile::default(), "2026-03-01");
    let versions = |changes: &[portolan::policy::Pending]| -> Vec<String> {
        changes
            .iter()
            .map(|c| c.change.version.to_string())
            .collect()
    };
    assert_eq!(versions(&upgrade.pending), ["4.0.0", "5.0.0", "6.0.0"]);
    assert_eq!(versions(&upgrade.past), ["3.0.0", "2.0.0"]);
}

#[test]
fn what_does_not_break_is_no_breaking_change() {
    let harmless = BreakingChange {
        is_breaking: false,
        ..window("2.0.0", "2025-01-01", "2025-01-02")
    };
    let connector = airbyte(&[harmless]);
    let upgrade = upgrade(&connector, Profile::default(), "2026-03-01");
    assert_eq!(
        (upgrade.pending, upgrade.past, upgrade.basis),
        (vec![], vec![], None)
    );
    assert_eq!(
        pin(&connector, "1.0.0", "2026-03-01").state,
        PinState::Supported
    );
}

#[test]
fn the_consequence_depends_on_who_runs_airbyte_and_what_was_declared() {
    let mut told = String::new();
    for on in [Deployment::Cloud, Deployment::SelfManagedEnterprise] {
        for action in DeadlineAction::ALL {
            for deadline in [Some("2026-03-10"), Some("2025-03-10"), None] {
                let change = BreakingChange {
                    action: *action,
                    ..change("2.0.0", deadline)
                };
                let seen = policy().seen_from(day("2026-03-01"), &change, on);
                let due = deadline.unwrap_or("no deadline");
                writeln!(told, "{on}, {action}, {due}: {}", seen.consequence).unwrap();
            }
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_change_of_few_streams_says_so() {
    let scoped = BreakingChange {
        streams: ["deals", "companies", "owners", "tickets"]
            .map(Text::name)
            .to_vec(),
        ..change("2.0.0", Some("2026-03-10"))
    };
    let seen = |on| {
        policy()
            .seen_from(day("2026-03-01"), &scoped, on)
            .consequence
    };
    let told = "Only connections that sync deals, companies, owners and 1 more are affected";
    assert!(
        seen(Deployment::Cloud)
            .ends_with(&format!("{told}; the others are upgraded without notice."))
    );
    assert!(seen(Deployment::SelfManagedCommunity).ends_with(&format!("{told}.")));
}

#[test]
fn a_pinned_version_is_placed_against_the_latest() {
    use PinState::{
        Deprecated, LatestUnknown, NewerThanCatalog, NotComparable, Supported, Unsupported,
    };
    let mut connector = airbyte(&[
        change("4.0.0", Some("2026-09-01")),
        change("3.0.0", None),
        change("2.0.0", Some("2026-03-31")),
        change("1.0.0", Some("2025-01-01")),
    ]);
    connector.rare.release_candidates = vec![Version::new("3.1.0")];
    let table = [
        ("0.9.0", Unsupported, 3),
        ("1.0.0", Deprecated(Some(30)), 2),
        ("2.0.0-rc.1", Deprecated(None), 1),
        ("2.5.0", Deprecated(None), 1),
        ("3.0.0-rc.2", Supported, 0),
        ("3.0.0", Supported, 0),
        ("3.1.0", Supported, 0),
        ("3.1.1", NewerThanCatalog, 0),
        ("latest", NotComparable, 0),
        ("", NotComparable, 0),
    ];
    let mut told = String::new();
    for (version, state, crossed) in table {
        let pinned = pin(&connector, version, "2026-03-01");
        assert_eq!(pinned.state, state, "{version}");
        assert_eq!(
            pinned.crossed.len(),
            crossed,
            "{version}: 4.0.0 is beyond the latest"
        );
        writeln!(told, "{}: {}", pinned.reason.rule, pinned.reason.text).unwrap();
    }
    for latest in [None, Some(Version::new("dev"))] {
        connector.version = latest;
        for (version, state, crossed) in [
            ("0.9.0", Unsupported, 4),
            ("1.0.0", Deprecated(Some(30)), 3),
            ("3.0.0", Deprecated(Some(184)), 1),
            ("4.0.0", LatestUnknown, 0),
            ("latest", NotComparable, 0),
        ] {
            let pinned = pin(&connector, version, "2026-03-01");
            assert_eq!(pinned.latest, None);
            assert_eq!(pinned.state, state, "{version}");
            assert_eq!(pinned.crossed.len(), crossed, "{version}");
        }
    }
    let pinned = pin(&connector, "4.0.0", "2026-03-01");
    writeln!(told, "{}: {}", pinned.reason.rule, pinned.reason.text).unwrap();
    insta::assert_snapshot!(told);
}

#[test]
fn the_latest_is_that_of_the_deployments_own_registry() {
    let mut connector = airbyte(&[change("3.0.0", Some("2025-01-01"))]);
    connector.cloud.own.version = Some(Version::new("2.4.0"));
    let on_cloud = pin(&connector, "2.4.0", "2026-03-01");
    assert_eq!(on_cloud.state, PinState::Supported);
    assert_eq!(on_cloud.latest, Some(Version::new("2.4.0")));
    let self_managed = pin_on(
        Deployment::SelfManagedEnterprise,
        &connector,
        "2.4.0",
        "2026-03-01",
    );
    assert_eq!(self_managed.state, PinState::Unsupported);
    assert_eq!(self_managed.reason.rule, "pin-overdue-self-managed");
}

#[test]
fn its_own_windows_come_before_those_of_its_kind() {
    let two = airbyte(&[
        window("2.0.0", "2025-01-01", "2025-01-15"),
        window("3.0.0", "2025-06-01", "2025-07-01"),
    ]);
    let own = upgrade(&two, Profile::default(), "2026-03-01");
    assert_eq!((own.median_days, own.shortest_days), (Some(22), Some(14)));
    assert_eq!((own.basis, own.samples), (Some(Basis::Own), 2));

    let last_day = upgrade(&two, Profile::default(), "2025-07-01");
    assert_eq!(
        (last_day.basis, last_day.samples),
        (Some(Basis::Kind), 2),
        "the second window is not over yet, and all declared ones count for the kind"
    );

    let one = airbyte(&[window("2.0.0", "2025-01-31", "2025-01-01")]);
    let kind = upgrade(&one, Profile::default(), "2026-03-01");
    assert_eq!(
        (kind.median_days, kind.basis),
        (Some(-30), Some(Basis::Kind))
    );

    let none = upgrade(&airbyte(&[]), Profile::default(), "2026-03-01");
    assert_eq!(
        (none.median_days, none.basis, none.samples),
        (None, None, 0)
    );
}

#[test]
fn only_whoever_gave_less_time_than_asked_is_said_to_have() {
    for (kind, days, is_short) in [
        (Kind::Source, 6, true),
        (Kind::Source, 7, false),
        (Kind::Destination, 29, true),
        (Kind::Destination, 30, false),
    ] {
        let mut change = change("2.0.0", Some("2025-06-30"));
        change.released = Some(days_before(day("2025-06-30"), days));
        let mut connector = airbyte(&[change]);
        connector.kind = kind;
        let assessed = assess(&connector, Deployment::Cloud);
        assert_told(&assessed, "note-window-rule");
        let is_told = told(&assessed, "note-window-short").is_some();
        assert_eq!(is_told, is_short, "{kind} {days}");
    }
}

#[test]
fn each_kind_has_windows_of_its_own() {
    let kinds = [
        (Kind::Source, 21, "source-a"),
        (Kind::Destination, 60, "destination-a"),
    ];
    let connectors = kinds.map(|(kind, days, slug)| {
        let deadline = day("2025-06-30");
        let mut change = change("2.0.0", Some("2025-06-30"));
        change.released = Some(days_before(deadline, days));
        let mut connector = airbyte(&[change]);
        connector.kind = kind;
        connector.slug = Text::name(slug);
        connector
    });
    let windows = Windows::of(&Catalog::of(connectors.to_vec()).0);
    for (kind, days, _) in kinds {
        assert_eq!(
            windows.of_kind(kind).unwrap().median_days,
            days,
            "{}",
            kind.word()
        );
    }
    assert_eq!(Windows::of(&Catalog::default()), Windows::default());
}

#[test]
fn windows_are_not_foretold_where_no_upgrade_is_to_come() {
    let changes = [
        window("2.0.0", "2025-01-01", "2025-01-15"),
        window("3.0.0", "2025-06-01", "2025-07-01"),
    ];
    for level in Level::ALL {
        let connector = changing(connector(*level, Stage::Alpha), &changes);
        let upgrade = upgrade(&connector, Profile::default(), "2026-03-01");
        let is_told = !matches!(level, Level::Custom | Level::Archived);
        assert_eq!(upgrade.basis.is_some(), is_told, "{level}");
        assert_eq!(
            upgrade.text.contains("22 days"),
            is_told,
            "{}",
            upgrade.text
        );
        assert_eq!(
            upgrade.past.len(),
            2,
            "declared changes are shown all the same"
        );
    }
}
