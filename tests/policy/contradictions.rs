//! Where the documents contradict each other, the rule that decides is named and the disagreement is told.

use portolan::{
    catalog::{Connector, Listing},
    policy::Effect,
    text::{Few, Word},
    words::{Deployment, Level, Readiness, Stage},
};

use crate::build::{
    assert_told, assess, change, changing, connector, listed, state, told, unlevelled,
};

/// One contradiction: its number, a connector that has it, where, the note that shows it, and the verdict.
struct Case {
    number: u8,
    connector: Connector,
    on: Deployment,
    note: &'static str,
    readiness: Readiness,
}

fn case(number: u8, connector: Connector, on: Deployment, told: (&'static str, Readiness)) -> Case {
    let (note, readiness) = told;
    Case {
        number,
        connector,
        on,
        note,
        readiness,
    }
}

fn demoted() -> Connector {
    let mut connector = connector(Level::Marketplace, Stage::GenerallyAvailable);
    connector.history = vec![
        state("2023-09-10", Level::Airbyte),
        state("2025-09-03", Level::Marketplace),
    ]
    .into();
    connector
}

#[rustfmt::skip]
fn cases() -> Vec<Case> {
    use Deployment::{Cloud, SelfManagedCommunity, SelfManagedEnterprise};
    use Level::{Airbyte, Archived, Custom, Enterprise, Marketplace};
    use Readiness::{Avoid, Caution, Ready, Unavailable};
    use Stage::{Alpha, Beta, Deprecated, GenerallyAvailable as Ga};
    let declaring = |level, stage| changing(connector(level, stage), &[change("2.0.0", None)]);
    let oss_only = |level| listed(connector(level, Alpha), Listing::Absent, Listing::Listed);
    vec![
        case(1, connector(Airbyte, Alpha), Cloud, ("note-stage-lags-alpha", Ready)),
        case(1, connector(Airbyte, Beta), Cloud, ("note-stage-lags-beta", Ready)),
        case(2, demoted(), Cloud, ("note-demoted-ga", Caution)),
        case(2, connector(Marketplace, Ga), Cloud, ("note-marketplace-ga", Caution)),
        case(3, connector(Marketplace, Alpha), SelfManagedCommunity, ("note-marketplace-slack", Caution)),
        case(4, connector(Enterprise, Alpha), Cloud, ("note-enterprise-cloud-plan", Ready)),
        case(5, connector(Enterprise, Alpha), SelfManagedEnterprise, ("note-enterprise-sla-wording", Ready)),
        case(6, connector(Enterprise, Alpha), SelfManagedCommunity, ("note-na-is-not-unsupported", Unavailable)),
        case(7, connector(Custom, Alpha), Cloud, ("note-custom-yours-only", Caution)),
        case(8, declaring(Marketplace, Alpha), Cloud, ("note-marketplace-declares", Caution)),
        case(9, declaring(Airbyte, Ga), Cloud, ("note-stage-breaks-anyway", Ready)),
        case(10, connector(Marketplace, Beta), Cloud, ("note-marketplace-beta", Caution)),
        case(11, connector(Archived, Ga), Cloud, ("note-archived-no-column", Avoid)),
        case(11, connector(Airbyte, Deprecated), Cloud, ("note-deprecated-no-column", Avoid)),
        case(12, unlevelled(Ga), SelfManagedEnterprise, ("note-stages-know-two", Ready)),
        // 13 is a fault of the pages' bytes: see `the_policy_holds_no_mojibake`.
        case(14, oss_only(Airbyte), Cloud, ("note-everyone-but", Unavailable)),
        case(14, oss_only(Marketplace), Cloud, ("note-everyone-but", Unavailable)),
    ]
}

#[test]
fn each_contradiction_is_decided_and_shown() {
    let cases = cases();
    for number in (1..=14).filter(|number| *number != 13) {
        assert!(cases.iter().any(|case| case.number == number), "{number}");
    }
    for case in cases {
        let assessed = assess(&case.connector, case.on);
        assert_told(&assessed, case.note);
        assert_eq!(
            assessed.judgement.readiness, case.readiness,
            "{}",
            case.number
        );
    }
}

#[test]
fn nothing_is_noted_where_the_documents_agree() {
    let airbyte = assess(
        &connector(Level::Airbyte, Stage::GenerallyAvailable),
        Deployment::Cloud,
    );
    let notes: Vec<_> = airbyte.reasons.iter().map(|r| &*r.rule).collect();
    assert_eq!(
        notes,
        [
            "level-airbyte-ready",
            "registry-lists-it",
            "support-airbyte-portal",
            "sla-portal-condition",
            "maintained-by-airbyte",
        ]
    );
}

#[test]
fn a_demotion_names_the_days_between_which_it_happened() {
    let assessed = assess(&demoted(), Deployment::Cloud);
    insta::assert_snapshot!(
        told(&assessed, "note-demoted-ga").unwrap(),
        @"Demoted: Airbyte maintained it until some day between 2025-04-10 and 2025-09-03. The stage label still says GA; the level decides."
    );
}

/// As greenhouse, iterable, marketo, mixpanel, recharge and surveymonkey went; the seventh has another past.
#[test]
fn ga_on_the_marketplace_is_called_demoted_only_where_history_shows_it() {
    let mut always = demoted();
    always.history = Few::one(state("2023-09-10", Level::Marketplace));
    let assessed = assess(&always, Deployment::Cloud);
    assert_told(&assessed, "note-marketplace-ga");
    assert_eq!(told(&assessed, "note-demoted-ga"), None);
}

#[test]
fn an_unknown_word_reads_unknown_whatever_the_stage() {
    for stage in Stage::ALL.iter().copied() {
        let mut connector = connector(Level::Unknown, stage);
        connector.level_word = Some(portolan::text::Text::name("platinum"));
        let assessed = assess(&connector, Deployment::Cloud);
        assert_eq!(assessed.judgement.readiness, Readiness::Unknown);
        assert!(!assessed.judgement.is_derived);
        assert!(
            told(&assessed, "level-word-unknown")
                .unwrap()
                .contains("\"platinum\"")
        );
    }
}

#[test]
fn the_worst_part_is_told_first() {
    let withdrawn = listed(
        connector(Level::Airbyte, Stage::Alpha),
        Listing::Absent,
        Listing::Absent,
    );
    let assessed = assess(&withdrawn, Deployment::Cloud);
    let effects: Vec<_> = assessed
        .reasons
        .iter()
        .map(|r| (&*r.rule, r.effect))
        .collect();
    assert_eq!(
        effects[..2],
        [
            (
                "withdrawn-everywhere",
                Effect::Gives(Readiness::Unavailable)
            ),
            ("level-airbyte-ready", Effect::Gives(Readiness::Ready)),
        ]
    );
}
