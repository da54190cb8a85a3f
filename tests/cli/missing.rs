//! Names that are not in the catalog: `show` and `check` say the likeliest reason.

use crate::{
    program::World,
    registry::{Entry, one_side, registry},
};

const BOTH: &str = "both";
const CLOUD: &str = "cloud";

/// The sides that the catalog was made from, the name, and what is said of it.
const REASONS: &[(&str, &str, &str)] = &[
    (BOTH, "source-zuora", "source-zuora was archived by"),
    (
        BOTH,
        "source-orbit",
        "between 2024-09-25 and 2025-01-16, says the bundled catalog of 2026-02-28",
    ),
    (
        BOTH,
        "destination-iceberg",
        "destination-s3-data-lake has taken its place.",
    ),
    (
        BOTH,
        "destination-cassandra",
        "was withdrawn from both registries",
    ),
    (CLOUD, "source-kafka", "is in the OSS registry only"),
    (
        BOTH,
        "source-kafka",
        "was removed since, or this catalog is not whole",
    ),
    (
        BOTH,
        "source-sap-hana-enterprise",
        "is an Enterprise connector",
    ),
    (BOTH, "source-db2-enterprise", "is an Enterprise connector"),
    (BOTH, "source-s3", "source-s3 was on offer"),
    (
        BOTH,
        "destination-db2",
        "Only a source is called so: source-db2.",
    ),
    (
        BOTH,
        "source-postgres-strict-encrypt",
        "By its name it was a twin of source-postgres",
    ),
    (
        BOTH,
        "acme/source-till:1.2.0",
        "an image of acme, not of Airbyte",
    ),
    (
        BOTH,
        "12345678-1234-4234-8234-123456789abc",
        "no definition id of a published connector",
    ),
    (BOTH, "source-postgers", "earest: source-postgres"),
];

#[test]
fn show_and_check_say_the_likeliest_reason() {
    let world = World::new();
    let entries = [
        Entry::new("source-postgres", 1),
        Entry::new("source-db2", 2),
        Entry::new("destination-s3", 3),
    ];
    let both = world.file("composite.json", registry(&entries));
    let cloud = world.file("cloud_registry.json", one_side(&entries));
    for (sides, name, why) in REASONS {
        let catalog = if *sides == BOTH { &both } else { &cloud };
        let shown = world.on(catalog, &format!("show {name}")).exits(1);
        assert!(shown.err.contains(why), "{name}: {}", shown.err);
        assert_eq!(shown.out, "", "{name}");
        let checked = world
            .on(catalog, &format!("check {name} --json"))
            .exits(1)
            .json();
        let finding = &checked["results"][0]["findings"][0];
        assert_eq!(finding["rule"], "check-unknown", "{name}");
        assert_eq!(finding["severity"], "error", "{name}");
        let text = finding["text"].as_str().unwrap();
        assert!(text.contains(why), "{name}: {text}");
    }
}

/// What it runs is somebody's own, as where a file names it.
#[test]
fn the_runner_of_the_builder_is_judged_as_custom() {
    let world = World::new();
    let file = world.file("composite.json", registry(&[Entry::new("source-a", 1)]));
    for name in [
        "airbyte/source-declarative-manifest:6.1.0",
        "64a2f99c-542f-4af8-9a6f-355f1217b436",
    ] {
        let checked = world.on(&file, &format!("check {name} --json")).json();
        let findings = checked["results"][0]["findings"].as_array().unwrap();
        let rules: Vec<&str> = findings.iter().filter_map(|f| f["rule"].as_str()).collect();
        assert!(rules.contains(&"check-custom"), "{name}: {rules:?}");
        assert!(!rules.contains(&"check-unknown"), "{name}: {rules:?}");
    }
}

/// Its metadata vanished, and what it runs lives in a workspace all the same: both commands say so.
#[test]
fn show_and_check_agree_on_the_runner_of_the_builder() {
    let world = World::new();
    for on in ["cloud", "sme", "oss"] {
        let name = "source-declarative-manifest";
        let shown = world.json(&format!("show {name} --on {on} --json"));
        let checked = world.json(&format!("check {name} --on {on} --json"));
        let verdict = &checked["results"][0]["verdict"];
        assert_eq!(&shown["connector"]["readiness"], verdict, "{on}");
        assert_eq!(verdict, "caution", "{on}");
        let findings = checked["results"][0]["findings"].as_array().unwrap();
        for reason in shown["connector"]["reasons"].as_array().unwrap() {
            let is_told = findings
                .iter()
                .any(|finding| finding["rule"] == reason["rule"]);
            assert!(is_told, "{on}: {reason}");
        }
    }
    let page = world.line("show source-declarative-manifest").exits(0);
    assert!(!page.out.contains("Do not add it"), "{}", page.out);
}

#[test]
fn the_bundled_catalog_knows_names_of_old() {
    let world = World::new();
    for (name, why) in [
        (
            "source-quickbooks-singer",
            "source-quickbooks has taken its place",
        ),
        (
            "airbyte/source-mongodb-strict-encrypt",
            "By its name it was a twin of source-mongodb-v2",
        ),
        (
            "destination-github",
            "Only a source is called so: source-github.",
        ),
    ] {
        world.line(&format!("show {name}")).exits(1).says(why);
    }
    // What is gone and known is no stranger.
    for (name, why) in [
        (
            "source-orbit",
            "Its metadata vanished between 2024-09-25 and 2025-01-16",
        ),
        (
            "destination-e2e-test",
            "went missing from the registries between 2024-04-24 and 2024-09-25",
        ),
        ("source-alloydb", "who maintains it now cannot be told"),
        (
            "destination-s3-glue",
            "destination-s3-data-lake has taken its place",
        ),
    ] {
        world.line(&format!("show {name}")).exits(0).prints(why);
    }
}

#[test]
fn a_check_of_what_is_gone_says_since_when_and_where_to_go() {
    let world = World::new();
    for (line, told) in [
        (
            "check destination-iceberg",
            "It was archived on some day between",
        ),
        (
            "check destination-iceberg",
            "destination-s3-data-lake has taken its place",
        ),
        ("check source-orbit", "between 2024-04-24 and 2024-09-25"),
        (
            "check destination-e2e-test",
            "missing from the registries between 2024-04-24 and 2024-09-25",
        ),
        (
            "check destination-cassandra --on oss",
            "It left the OSS registry on some day between",
        ),
    ] {
        let ran = world
            .line(&format!("{line} --as-of 2026-03-01 --format github"))
            .exits(1);
        assert!(ran.out.contains(told), "{line}: {}", ran.out);
    }
}
