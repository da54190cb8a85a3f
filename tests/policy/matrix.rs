//! The whole matrix as Markdown, so that a change of policy reads as a change of a table.

use std::fmt::Write;

use portolan::{
    catalog::{Connector, Listing, State},
    policy::Profile,
    text::Word,
    words::{Answer, Deployment, Level, Stage},
};

use crate::build::{assess_as, connector, day, listed, policy, profile, state, unlevelled};

#[test]
fn levels_by_deployment_and_contract() {
    let mut table = String::from(
        "| level | licence | deployment | premium | availability | support | SLA | readiness | maintainer | upgrades |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    for level in Level::ALL {
        let licences: &[Answer] = match level {
            Level::Enterprise => Answer::ALL,
            _ => &[Answer::Unknown],
        };
        for license in licences {
            rows(&mut table, *level, *license);
        }
    }
    insta::assert_snapshot!(table);
}

fn rows(table: &mut String, level: Level, license: Answer) {
    for deployment in Deployment::ALL {
        for premium in Answer::ALL {
            let profile = Profile {
                deployment: *deployment,
                premium_support: *premium,
                enterprise_license: license,
            };
            let assessed = assess_as(&connector(level, Stage::Alpha), profile);
            let here = assessed.judgement.placement(*deployment);
            let mark = here.footnote.map_or("", Word::word);
            writeln!(
                table,
                "| {level} | {license} | {deployment} | {premium} | {} | {}{mark} | {} | {} | {} | {} |",
                here.availability,
                here.support,
                here.sla,
                here.readiness,
                assessed.judgement.maintainer,
                assessed.upgrade.promise,
            )
            .unwrap();
        }
    }
}

#[test]
fn readiness_by_level_and_stage() {
    let mut table = String::from("| level |");
    for stage in Stage::ALL {
        write!(table, " {stage} |").unwrap();
    }
    table.push_str("\n|---|---|---|---|---|---|---|\n");
    for level in Level::ALL {
        let of = |stage| connector(*level, stage);
        writeln!(table, "| {level} |{}", by_stage(of)).unwrap();
    }
    writeln!(table, "| no level, derived |{}", by_stage(unlevelled)).unwrap();
    insta::assert_snapshot!(table);
}

fn by_stage(of: impl Fn(Stage) -> Connector) -> String {
    let policy = policy();
    Stage::ALL.iter().fold(String::new(), |mut row, stage| {
        let judged = policy.judge(&of(*stage), &Profile::default());
        write!(row, " {} |", judged.readiness).unwrap();
        row
    })
}

#[test]
fn support_without_a_level_by_stage() {
    let mut table =
        String::from("| stage | deployment | support | SLA | readiness |\n|---|---|---|---|---|\n");
    for stage in Stage::ALL {
        let judged = policy().judge(&unlevelled(*stage), &Profile::default());
        assert!(judged.is_derived);
        for here in &judged.placements {
            let mark = here.footnote.map_or("", Word::word);
            writeln!(
                table,
                "| {stage} | {} | {}{mark} | {} | {} |",
                here.deployment, here.support, here.sla, here.readiness,
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn access_by_level_and_registry() {
    let mut table = String::from(
        "| level | registries | deployment | availability | support | readiness |\n|---|---|---|---|---|---|\n",
    );
    for level in Level::ALL {
        for (name, place) in PLACES {
            let connector = place(connector(*level, Stage::Alpha));
            for deployment in [Deployment::Cloud, Deployment::SelfManagedCommunity] {
                let judged = policy().judge(&connector, &profile(deployment));
                let here = judged.placement(deployment);
                writeln!(
                    table,
                    "| {level} | {name} | {deployment} | {} | {} | {} |",
                    here.availability, here.support, here.readiness,
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

/// A way of standing in the registries.
type Place = (&'static str, fn(Connector) -> Connector);

const PLACES: [Place; 9] = [
    ("both", |c| c),
    ("OSS only", |c| listed(c, Listing::Absent, Listing::Listed)),
    ("by grant", |c| {
        listed(c, Listing::Granted, Listing::Granted)
    }),
    ("OSS not at hand", |c| {
        listed(c, Listing::Listed, Listing::Unknown)
    }),
    ("taken back by Cloud", |c| {
        listed(c, Listing::Tombstoned, Listing::Listed)
    }),
    ("taken back by both", |c| {
        listed(c, Listing::Tombstoned, Listing::Tombstoned)
    }),
    ("neither", |c| listed(c, Listing::Absent, Listing::Absent)),
    ("removed", |c| {
        let mut connector = listed(c, Listing::Absent, Listing::Absent);
        connector.removed = Some(day("2026-02-28"));
        connector
    }),
    ("vanished, offered nowhere", |c| {
        let mut connector = listed(c, Listing::Absent, Listing::Absent);
        connector.removed = Some(day("2026-02-28"));
        let offered = state("2025-04-10", connector.level);
        connector.history = vec![State {
            cloud: Some(false),
            oss: Some(false),
            ..offered
        }]
        .into();
        connector
    }),
];
