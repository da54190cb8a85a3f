//! Names and words that people type: found, ambiguous, unknown, misspelt.

use crate::{
    program::World,
    registry::{Entry, id, registry},
};

#[test]
fn a_slug_an_image_an_id_and_a_display_name_lead_to_the_connector() {
    let world = World::new();
    for name in [
        "source-postgres",
        "SOURCE-POSTGRES",
        "airbyte/source-postgres",
        "airbyte/source-postgres:3.7.2",
        "docker.io/airbyte/source-postgres:3.7.2",
        "decd338e-5647-4c0b-adf4-da0e75f5a750",
        "DECD338E-5647-4C0B-ADF4-DA0E75F5A750",
    ] {
        let shown = world.run(&["show", name, "--json"]).exits(0).json();
        assert_eq!(shown["connector"]["slug"], "source-postgres", "{name}");
    }
    for (words, slug) in [
        ("Google Sheets", ""),
        (
            "google analytics 4 (ga4)",
            "source-google-analytics-data-api",
        ),
        ("Microsoft SQL Server (MSSQL)", "source-mssql"),
        ("MS SQL Server", "destination-mssql"),
        ("Sample Data", "source-faker"),
        ("File (CSV, JSON, Excel, Feather, Parquet)", "source-file"),
    ] {
        let ran = world.run(&["show", words, "--json"]);
        if slug.is_empty() {
            ran.exits(2)
                .says("source-google-sheets")
                .says("destination-google-sheets");
        } else {
            assert_eq!(ran.exits(0).json()["connector"]["slug"], slug, "{words}");
        }
    }
}

#[test]
fn a_name_of_several_words_needs_no_quotes_in_show() {
    let world = World::new();
    world
        .line("show google search console --json")
        .exits(0)
        .prints("source-google-search-console");
}

#[test]
fn an_image_that_two_connectors_share_lists_both() {
    let world = World::new();
    for command in ["show", "check"] {
        world
            .line(&format!("{command} airbyte/source-db2"))
            .exits(2)
            .says("source-db2 ")
            .says("source-db2-enterprise");
    }
}

#[test]
fn an_ambiguous_name_lists_its_candidates() {
    let world = World::new();
    for line in [
        "show postgres",
        "compare postgres source-mysql",
        "check Postgres",
    ] {
        let ran = world
            .line(line)
            .exits(2)
            .says("source-postgres")
            .says("destination-postgres");
        assert_eq!(ran.out, "", "{line}");
    }
    // Two of one kind and one name are told apart by what differs.
    let twins = [
        Entry::new("source-customer-io", 1).set("name", "Customer.io"),
        Entry::new("source-other-io", 2).set("name", "Customer.io"),
    ];
    let file = world.file("composite.json", registry(&twins));
    world
        .run(&["show", "Customer.io", "--catalog", &file])
        .exits(2)
        .says("source-customer-io")
        .says("source-other-io");
}

#[test]
fn two_connectors_of_one_slug_are_told_apart_by_image_or_id() {
    let world = World::new();
    let twins = [
        Entry::new("source-io", 1),
        Entry::new("source-io", 2).set("dockerRepository", "farosai/source-io"),
    ];
    let file = world.file("composite.json", registry(&twins));
    world
        .on(&file, "show source-io")
        .exits(2)
        .says(&id(1))
        .says(&id(2));
    for name in [id(2), "farosai/source-io".to_owned()] {
        let shown = world
            .on(&file, &format!("show {name} --json"))
            .exits(0)
            .json();
        assert_eq!(shown["connector"]["image"], "farosai/source-io");
    }
}

#[test]
fn an_unknown_name_suggests_the_nearest() {
    let world = World::new();
    for (line, nearest) in [
        ("show source-postgrs", "source-postgres"),
        ("show hubsopt", "source-hubspot"),
        ("show salesforc", "source-salesforce"),
        ("compare source-postgres source-mysq", "source-mysql"),
    ] {
        let ran = world
            .line(line)
            .exits(1)
            .says("no connector is called")
            .says(nearest);
        assert_eq!(ran.out, "", "{line}");
    }
    world
        .line("check source-postgrs")
        .exits(1)
        .prints("source-postgres");
    world.line("show qqqqqqqqqq").exits(1);
    world.run(&["show", ""]).exits(1);
    world.run(&["show", "\u{1b}[2J\u{202e}"]).exits(1);
}

#[test]
fn removed_and_archived_ones_are_known_to_show_and_check_only() {
    let world = World::new();
    let listed = world.line("list punk-api").exits(0);
    assert_eq!(listed.out, "");
    world
        .line("list punk-api --all")
        .exits(0)
        .prints("source-punk-api");
    world
        .line("list --level archived")
        .exits(0)
        .prints("source-punk-api");
    world
        .line("list level:archived")
        .exits(0)
        .prints("source-punk-api");
    world.line("show source-punk-api").exits(0).prints("AVOID");
    world.line("check source-punk-api").exits(1).prints("AVOID");
}

#[test]
fn a_word_that_is_no_word_is_refused_with_those_that_are() {
    let world = World::new();
    let table = [
        ("list --level galactic", "marketplace"),
        ("list --stage gamma", "beta"),
        ("list --kind sink", "destination"),
        ("list --readiness fine", "caveats"),
        ("list --level !galactic", "marketplace"),
        ("list --on moon", "self_managed_community"),
        ("list --deployment moon", "self_managed_community"),
        ("check source-postgres --level galactic", "marketplace"),
        ("check source-postgres --require fine", "caution"),
        ("check source-postgres --max-level high", "enterprise"),
        ("check source-postgres --within soon", "30d"),
        ("check source-postgres --within=-3", "--within"),
        ("list --premium-support perhaps", "yes"),
        ("list --enterprise-license perhaps", "yes"),
        ("list --words ancient", "legacy"),
        ("list --as-of yesterday", "YYYY-MM-DD"),
        ("list --as-of 2026-02-30", "YYYY-MM-DD"),
        ("list --as-of 2026-2-3", "YYYY-MM-DD"),
        ("changes --since 2026-13-01", "YYYY-MM-DD"),
        ("list --color pink", "always"),
        ("list --format pdf", "markdown"),
        ("list --fields slug,colour", "readiness"),
        ("list --sort colour", "readiness"),
        ("list --sort name:sideways", "desc"),
        ("list --limit many", "--limit"),
        ("show source-postgres --format pdf", "json"),
        ("explain weather", "deployment"),
        ("explain level galactic", "marketplace"),
        ("completions csh", "zsh"),
        ("compare source-postgres", "NAME"),
        ("compare a b c d e", "NAME"),
        ("list --format json --json", "--json"),
        ("list -q -v", "--verbose"),
        ("list --frobnicate", "--frobnicate"),
        ("compare source-postgres airbyte/source-postgres", "twice"),
    ];
    for (line, word) in table {
        let ran = world.line(line).exits(2).says(word);
        assert_eq!(ran.out, "", "{line}");
    }
    world.line("explain rule no-such-rule").exits(1);
}

#[test]
fn aliases_of_all_generations_are_words_too() {
    let world = World::new();
    let count = |line: &str| world.line(line).exits(0).lines().len();
    for (alias, word) in [
        ("list --level certified", "list --level airbyte"),
        ("list --level community", "list --level marketplace"),
        (
            "list --level Certified,Community",
            "list --level airbyte --level marketplace",
        ),
        ("list --stage ga", "list --stage generally_available"),
        ("list --stage GA --stage beta", "list --stage ga,beta"),
        (
            "list --level !marketplace,!community",
            "list --level !marketplace",
        ),
        ("list level:certified", "list --level airbyte"),
        ("list -level:archived", "list --level !archived"),
    ] {
        let (by_alias, by_word) = (count(alias), count(word));
        assert!(by_word > 0, "{word}");
        assert_eq!(by_alias, by_word, "{alias}");
    }
    for (alias, word) in [
        ("powered_by_airbyte", "powered"),
        ("pba", "powered"),
        ("sme", "self_managed_enterprise"),
        ("enterprise", "self_managed_enterprise"),
        ("smc", "self_managed_community"),
        ("core", "self_managed_community"),
        ("oss", "self_managed_community"),
        ("community", "self_managed_community"),
        ("open_source", "self_managed_community"),
        ("Cloud", "cloud"),
    ] {
        let shown = world.json(&format!("show source-faker --json --on {alias}"));
        assert_eq!(shown["profile"]["deployment"], word, "{alias}");
    }
}

#[test]
fn the_legacy_words_are_for_display() {
    let world = World::new();
    world
        .line("show source-postgres --words legacy")
        .exits(0)
        .prints("Certified");
    world.line("show source-faker --words current").exits(0);
    let json = world.json("show source-postgres --words legacy --json");
    assert_eq!(json["connector"]["level"], "airbyte");
}
