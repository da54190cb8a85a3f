//! What a connector's past and its figures add to the verdict.

use portolan::{
    catalog::{Connector, Listing, Metrics, State},
    words::{Deployment, Grade, Level, Maintainer, Readiness, Stage},
};

use crate::build::{assert_told, assess, connector, day, listed, state, told};

fn with_history(level: Level, history: Vec<State>) -> Connector {
    Connector {
        history: history.into(),
        ..connector(level, Stage::Alpha)
    }
}

#[test]
fn each_course_of_levels_is_told_with_its_days() {
    use Level::{Airbyte, Archived, Custom, Enterprise, Marketplace, Unknown};
    let table: [(&[Level], Option<&str>); 9] = [
        (&[Airbyte, Marketplace], Some("note-demoted")),
        (&[Enterprise, Marketplace], Some("note-demoted")),
        (&[Marketplace, Airbyte], Some("note-promoted")),
        (&[Marketplace, Archived], Some("note-archived-when")),
        (&[Marketplace, Archived, Marketplace], Some("note-returned")),
        (&[Marketplace, Airbyte, Marketplace], Some("note-demoted")),
        (&[Airbyte, Unknown, Marketplace], Some("note-demoted")),
        (&[Airbyte], None),
        (&[Custom, Marketplace], None),
    ];
    let days = ["2023-09-10", "2024-04-24", "2025-09-03"];
    let courses = [
        "note-demoted",
        "note-promoted",
        "note-archived-when",
        "note-returned",
    ];
    for (levels, expected) in table {
        let states = levels.iter().zip(&days[days.len() - levels.len()..]);
        let history = states.map(|(level, day)| state(day, *level)).collect();
        let last = *levels.last().unwrap();
        let assessed = assess(&with_history(last, history), Deployment::Cloud);
        let told: Vec<_> = courses.iter().filter_map(|c| told(&assessed, c)).collect();
        match expected {
            None => assert_eq!(told, [""; 0], "{levels:?}"),
            Some(note) => {
                assert_told(&assessed, note);
                assert_eq!(told.len(), 1, "{levels:?}");
                assert!(
                    told[0].contains("between 2025-04-10 and 2025-09-03"),
                    "{}",
                    told[0]
                );
            }
        }
    }
}

#[test]
fn leaving_a_registry_is_told_on_the_deployments_that_it_feeds() {
    let mut gone = state("2026-02-28", Level::Marketplace);
    gone.cloud = Some(false);
    let connector = listed(
        with_history(
            Level::Marketplace,
            vec![state("2023-09-10", Level::Marketplace), gone],
        ),
        Listing::Absent,
        Listing::Listed,
    );
    let on_cloud = assess(&connector, Deployment::Powered);
    insta::assert_snapshot!(
        told(&on_cloud, "note-left-registry").unwrap(),
        @"It left the Cloud registry on some day between 2025-09-03 and 2026-02-28."
    );
    assert_told(&on_cloud, "note-elsewhere-self-managed");
    let self_managed = assess(&connector, Deployment::SelfManagedEnterprise);
    assert_eq!(told(&self_managed, "note-left-registry"), None);
    assert_eq!(self_managed.judgement.readiness, Readiness::Caution);
}

#[test]
fn figures_grade_marketplace_connectors_and_no_others() {
    use Grade::{High, Low, Medium};
    let table = [
        (Some(High), Some(High), "note-marketplace-proven"),
        (Some(Medium), Some(High), "note-marketplace-proven"),
        (Some(Low), Some(High), "note-marketplace-plain"),
        (Some(High), Some(Low), "note-marketplace-failing"),
        (None, None, "note-marketplace-unmeasured"),
    ];
    for (usage, sync_success, note) in table {
        let measured = |level| Connector {
            metrics: Some(Metrics {
                usage,
                sync_success,
                as_of: Some(day("2025-01-29")),
            }),
            ..connector(level, Stage::Alpha)
        };
        let marketplace = assess(&measured(Level::Marketplace), Deployment::Cloud);
        assert_told(&marketplace, note);
        assert_eq!(marketplace.judgement.readiness, Readiness::Caution);
        if sync_success.is_some() {
            assert!(told(&marketplace, note).unwrap().contains("2025-01-29"));
        }
        let airbyte = assess(&measured(Level::Airbyte), Deployment::Cloud);
        assert_eq!(told(&airbyte, note), None);
    }
}

#[test]
fn what_vanished_when_no_registry_offered_it_is_not_called_removed_from_one() {
    let mut connector = connector(Level::Marketplace, Stage::Alpha);
    connector.removed = Some(day("2025-04-10"));
    let offered = state("2024-09-25", Level::Marketplace);
    let off = State {
        cloud: Some(false),
        oss: Some(false),
        ..offered.clone()
    };
    connector.history = vec![off.clone()].into();
    let assessed = assess(&connector, Deployment::Cloud);
    assert_eq!(assessed.judgement.readiness, Readiness::Unknown);
    let text = told(&assessed, "forgotten-cannot-tell").unwrap();
    assert!(text.contains("by 2025-04-10"), "{text}");
    assert_eq!(told(&assessed, "removed-cannot-tell"), None);
    connector.history = vec![offered.clone(), off.clone()].into();
    let assessed = assess(&connector, Deployment::Cloud);
    assert_told(&assessed, "forgotten-cannot-tell");
    connector.history = vec![off, offered].into();
    let assessed = assess(&connector, Deployment::Cloud);
    assert_told(&assessed, "removed-cannot-tell");
}

#[test]
fn a_removed_connector_says_since_when() {
    let mut connector = connector(Level::Airbyte, Stage::GenerallyAvailable);
    connector.removed = Some(day("2026-02-28"));
    let assessed = assess(&connector, Deployment::Cloud);
    assert_eq!(assessed.judgement.readiness, Readiness::Unknown);
    assert!(
        told(&assessed, "removed-cannot-tell")
            .unwrap()
            .contains("between 2025-09-03 and 2026-02-28")
    );
    assert_eq!(assessed.judgement.maintainer, Maintainer::Unknown);
    assert_eq!(told(&assessed, "level-airbyte-ready"), None);
    assert_eq!(told(&assessed, "maintained-by-airbyte"), None);
    connector.level = Level::Archived;
    let archived = assess(&connector, Deployment::Cloud);
    assert_eq!(archived.judgement.readiness, Readiness::Avoid);
}
