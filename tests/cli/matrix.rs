//! The support table of the published documents, cell by cell: every level on every deployment, with Premium Support
//! and without, and the stages beside it.

use serde_json::{Value, json};

use crate::{
    program::World,
    registry::{Entry, registry},
};

const DEPLOYMENTS: [&str; 4] = [
    "cloud",
    "powered",
    "self_managed_enterprise",
    "self_managed_community",
];

/// Availability, support, SLA (without Premium Support, not known, with it), footnote, readiness.
type Cell = (
    &'static str,
    &'static str,
    [&'static str; 3],
    Option<&'static str>,
    &'static str,
);

const NO: [&str; 3] = ["no"; 3];
const PREMIUM: [&str; 3] = ["no", "with_premium_support", "yes"];

/// The columns of the table, as rows.
const TABLE: [(&str, [Cell; 4]); 5] = [
    (
        "source-airbyte",
        [
            ("available", "portal", PREMIUM, Some("*"), "ready"),
            ("available", "portal", PREMIUM, Some("*"), "ready"),
            ("available", "portal", PREMIUM, Some("*"), "ready"),
            ("available", "slack", NO, None, "ready"),
        ],
    ),
    (
        "source-big-enterprise",
        [
            ("with_license", "portal", PREMIUM, Some("*"), "ready"),
            ("with_license", "portal", PREMIUM, Some("*"), "ready"),
            ("with_license", "portal", PREMIUM, Some("*"), "ready"),
            ("not_available", "not_applicable", NO, None, "unavailable"),
        ],
    ),
    (
        "source-marketplace",
        [
            ("available", "none", NO, None, "caution"),
            ("available", "none", NO, None, "caution"),
            ("available", "none", NO, None, "caution"),
            ("available", "none", NO, None, "caution"),
        ],
    ),
    (
        "source-custom",
        [
            (
                "your_workspace",
                "best_effort",
                PREMIUM,
                Some("**"),
                "caution",
            ),
            (
                "your_workspace",
                "best_effort",
                PREMIUM,
                Some("**"),
                "caution",
            ),
            (
                "your_workspace",
                "best_effort",
                PREMIUM,
                Some("**"),
                "caution",
            ),
            ("your_workspace", "slack", NO, None, "caution"),
        ],
    ),
    (
        "source-archived",
        [
            ("not_available", "none", NO, None, "avoid"),
            ("not_available", "none", NO, None, "avoid"),
            ("not_available", "none", NO, None, "avoid"),
            ("not_available", "none", NO, None, "avoid"),
        ],
    ),
];

fn catalog() -> String {
    registry(&[
        Entry::new("source-airbyte", 1),
        Entry::new("source-big-enterprise", 2),
        Entry::new("source-marketplace", 3).level("community"),
        Entry::new("source-custom", 4)
            .level("none")
            .set("custom", true),
        Entry::new("source-archived", 5).level("archived"),
    ])
}

#[test]
fn the_support_table_comes_out_cell_by_cell() {
    let world = World::new();
    let file = world.file("composite.json", catalog());
    for (premium, at) in [("no", 0), ("", 1), ("yes", 2)] {
        for deployment in DEPLOYMENTS {
            let told = match premium {
                "" => String::new(),
                answer => format!("--premium-support {answer}"),
            };
            let line = format!("list --all --json --on {deployment} {told}");
            let listed = world.on(&file, &line).exits(0).json();
            for (slug, cells) in TABLE {
                let found = connector(&listed, slug);
                for (on, cell) in DEPLOYMENTS.iter().zip(cells) {
                    let (availability, support, sla, footnote, readiness) = cell;
                    let expected = json!({
                        "availability": availability, "support": support, "sla": sla[at],
                        "footnote": footnote, "readiness": readiness,
                    });
                    assert_eq!(found["deployments"][on], expected, "{slug} on {on}, {line}");
                }
                assert_eq!(
                    found["readiness"],
                    found["deployments"][deployment]["readiness"]
                );
            }
        }
    }
}

fn connector<'a>(listed: &'a Value, slug: &str) -> &'a Value {
    let all = listed["connectors"].as_array().unwrap();
    let found = all.iter().find(|connector| connector["slug"] == slug);
    found.unwrap_or_else(|| panic!("{slug} is not among {}", all.len()))
}

#[test]
fn people_read_the_same_table() {
    let world = World::new();
    let file = world.file("composite.json", catalog());
    for (name, on, premium, expected) in [
        ("airbyte", "cloud", "yes", "support portal *"),
        ("airbyte", "smc", "yes", "community Slack"),
        ("big-enterprise", "smc", "no", "n/a"),
        ("custom", "sme", "no", "best effort **"),
    ] {
        let line = format!("show source-{name} --on {on} --premium-support {premium}");
        world.on(&file, &line).exits(0).prints(expected);
    }
}

#[test]
fn the_level_decides_and_the_stage_only_where_it_is_deprecated_or_alone() {
    // The level as published (none: the files of 2023), the stage, and the verdict on Cloud.
    let table = [
        ("certified", "alpha", "ready"),
        ("certified", "beta", "ready"),
        ("certified", "generally_available", "ready"),
        ("certified", "deprecated", "avoid"),
        ("certified", "", "ready"),
        ("community", "alpha", "caution"),
        ("community", "beta", "caution"),
        ("community", "generally_available", "caution"),
        ("community", "deprecated", "avoid"),
        ("archived", "generally_available", "avoid"),
        ("galactic", "generally_available", "unknown"),
        ("", "generally_available", "ready"),
        ("", "beta", "caveats"),
        ("", "alpha", "avoid"),
        ("", "deprecated", "avoid"),
        ("", "", "avoid"),
    ];
    let world = World::new();
    let entry = |(at, (level, stage, _)): (usize, &(&str, &str, &str))| {
        let published = |word: &str| {
            if word.is_empty() {
                Value::Null
            } else {
                json!(word)
            }
        };
        Entry::new(&format!("source-row-{at}"), at)
            .set("supportLevel", published(level))
            .set("releaseStage", published(stage))
    };
    let entries: Vec<Entry> = table.iter().enumerate().map(entry).collect();
    let file = world.file("composite.json", registry(&entries));
    let listed = world
        .on(&file, "list --all --json --on cloud")
        .exits(0)
        .json();
    for (at, (level, stage, readiness)) in table.iter().enumerate() {
        let found = connector(&listed, &format!("source-row-{at}"));
        assert_eq!(found["readiness"], *readiness, "{level:?} and {stage:?}");
        assert_eq!(found["readiness_derived"], level.is_empty());
    }
}

#[test]
fn the_registry_that_feeds_a_deployment_says_whether_it_is_there() {
    let world = World::new();
    let entries = [
        Entry::new("source-both", 1),
        Entry::new("source-cloudy", 2).only_in(&["cloud"]),
        Entry::new("source-open", 3).only_in(&["oss"]),
        Entry::new("source-granted", 4).set("public", false),
        Entry::new("source-buried", 5).set("tombstone", true),
    ];
    let file = world.file("composite.json", registry(&entries));
    let listed = world.on(&file, "list --all --json").exits(0).json();
    let table = [
        ("source-both", ["available"; 4]),
        (
            "source-cloudy",
            ["available", "available", "not_available", "not_available"],
        ),
        (
            "source-open",
            ["not_available", "not_available", "available", "available"],
        ),
        (
            "source-granted",
            ["granted_only", "granted_only", "available", "available"],
        ),
    ];
    for (slug, expected) in table {
        let found = connector(&listed, slug);
        let got = DEPLOYMENTS.map(|on| found["deployments"][on]["availability"].as_str().unwrap());
        assert_eq!(got, expected, "{slug}");
    }
    let buried = connector(&listed, "source-buried");
    assert_eq!(
        buried["deployments"]["cloud"]["availability"],
        "not_available"
    );
    let shown = world.on(&file, "show source-cloudy --on smc").exits(0);
    shown
        .prints("NOT AVAILABLE on Self-Managed Community")
        .prints("Powered by Airbyte");
}

#[test]
fn one_registry_alone_leaves_the_other_side_unknown_and_never_no() {
    let world = World::new();
    let entries = [Entry::new("source-here", 1)];
    for (name, known, unknown) in [
        ("oss_registry.json", "self_managed_community", "cloud"),
        ("cloud_registry.json", "cloud", "self_managed_community"),
    ] {
        let file = world.file(name, crate::registry::one_side(&entries));
        let shown = world.on(&file, "show here --json").exits(0).json();
        let deployments = &shown["connector"]["deployments"];
        assert_eq!(deployments[known]["availability"], "available", "{name}");
        assert_eq!(deployments[unknown]["availability"], "unknown", "{name}");
        assert_eq!(deployments[unknown]["readiness"], "unknown", "{name}");
    }
}

#[test]
fn both_registries_are_one_connector_with_a_switch() {
    let world = World::new();
    let both = Entry::new("source-both", 1);
    let oss = world.file(
        "oss_registry.json",
        crate::registry::one_side(&[both.clone(), Entry::new("source-open", 2)]),
    );
    let cloud = world.file(
        "cloud_registry.json",
        crate::registry::one_side(&[both.set("dockerImageTag", "2.9.0")]),
    );
    let listed = world.run(&[
        "list",
        "--all",
        "--json",
        "--catalog",
        &oss,
        "--catalog",
        &cloud,
    ]);
    let listed = listed.exits(0).json();
    assert_eq!(listed["connectors"].as_array().unwrap().len(), 2);
    let both = connector(&listed, "source-both");
    assert_eq!(both["registries"]["cloud"]["version"], "2.9.0");
    assert_eq!(both["registries"]["oss"]["version"], "3.0.0");
    let open = connector(&listed, "source-open");
    assert_eq!(open["registries"]["cloud"]["available"], false);
    assert_eq!(open["registries"]["oss"]["available"], true);
}
