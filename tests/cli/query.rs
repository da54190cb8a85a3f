//! The query on the command line: what is not understood is said, and the rest holds.

use crate::program::World;

#[test]
fn what_is_not_understood_is_searched_as_text_and_said_on_standard_error() {
    let world = World::new();
    let table = [
        (
            "lvel:airbyte",
            "unknown field \"lvel\"; did you mean level:?; taken as text",
        ),
        (
            "type:databse",
            "unknown type \"databse\"; did you mean \"database\"?",
        ),
        (
            "level:>airbyte",
            "the field level has no order to compare by; name its values",
        ),
        (
            "updated:yesterday",
            "\"yesterday\" is neither a number of days nor a day",
        ),
        (
            "kind:",
            "the field kind wants a value, such as kind:source; without one it asks for nothing",
        ),
        ("level:air", "did you mean \"airbyte\"?"),
        ("stage:gen", "did you mean \"generally_available\"?"),
        ("kind:s", "did you mean \"source\"?"),
        ("lang:py", "did you mean \"python\"?"),
        ("level:a", "did you mean \"airbyte\" or \"archived\"?"),
        ("stripe|hubspot", "one bar with blanks around it"),
        ("||", "one bar with blanks around it"),
        (
            "updated:2025-06..2025-01",
            "2025-06..2025-01 ends before it begins",
        ),
        ("updated>2025-06", "a field has a colon: updated:>2025-06"),
        ("name:!google", "-name:google"),
        (
            "!!level:airbyte",
            "one mark is enough to leave out: -level:airbyte",
        ),
        ("due:>=", "the field due wants a value, such as due:<30d"),
        ("s:x", "field \"s\" could be stage or support or success"),
    ];
    for (query, said) in table {
        world.run(&["list", query]).exits(0).says(said);
        let picked = world.run(&["pick", "--exit-0", "-1", &format!("{query} qqqq")]);
        picked.exits(1).says(said);
        let quiet = world.run(&["-q", "list", query]).exits(0);
        assert_eq!(quiet.err, "", "{query}");
    }
    let long = format!("postgres {} level:airbyte", "x".repeat(130));
    let ran = world.run(&["list", &long]).exits(0);
    let ran = ran.says("only 128 letters of words are read");
    assert!(
        !ran.out.contains("Marketplace"),
        "the field holds: {}",
        ran.out
    );
}

#[test]
fn what_is_written_as_elsewhere_is_told_how_it_is_written_here() {
    let world = World::new();
    let table = [
        ("level:a|b", "values are parted by commas: level:a,b"),
        (
            "kind:source|kind:destination",
            "values are parted by commas: kind:source,destination",
        ),
        ("google OR hubspot", "google | hubspot"),
        ("level::airbyte", "one plain colon: level:airbyte"),
        ("level\u{2013}airbyte", "a field has a colon: level:airbyte"),
        ("mysql|mssql", "blanks around it: mysql | mssql"),
        (
            "mysql, mssql",
            "no connector matches; alternatives are parted by a bar: mysql | mssql",
        ),
        (
            "s3*lake*data",
            "no connector matches; the parts of a name are words: s3 lake data",
        ),
    ];
    for (query, said) in table {
        world.run(&["list", query]).exits(0).says(said);
    }
}

#[test]
fn what_nobody_sees_changes_no_answer() {
    let world = World::new();
    let plain = world.run(&["list", "postgres", "--level", "airbyte"]);
    assert!(!plain.lines().is_empty(), "{plain:?}");
    for unseen in ["\u{200b}", "\u{200e}", "\u{200f}", "\u{2068}", "\u{202e}"] {
        let name = format!("post{unseen}gres{unseen}");
        let value = format!("air{unseen}byte");
        let as_option = world.run(&["list", &name, "--level", &value]).exits(0);
        assert_eq!(
            (as_option.out, as_option.err),
            (plain.out.clone(), plain.err.clone())
        );
        let as_field = world
            .run(&["list", &name, &format!("level:{value}")])
            .exits(0);
        assert_eq!(as_field.out, plain.out, "{unseen:?}: {}", as_field.err);
    }
}

#[test]
fn what_is_found_as_it_stands_is_told_no_other_way() {
    let world = World::new();
    for query in ["postgres*", "%sql%", "google,ads", "*", "google\u{2013}ads"] {
        let ran = world.run(&["list", query]).exits(0);
        assert!(!ran.lines().is_empty(), "{query}: {}", ran.err);
        for told in ["taken as text", "parted", "parts"] {
            assert!(!ran.err.contains(told), "{query}: {}", ran.err);
        }
    }
}

#[test]
fn what_is_misunderstood_is_not_called_unknown() {
    let world = World::new();
    let ran = world.run(&["list", "lvel:airbyte goo"]).exits(0);
    let ran = ran.says("did you mean level:?");
    let ran = ran.says("without lvel:airbyte there are 19");
    assert!(!ran.err.contains("anything like"), "{}", ran.err);
}

#[test]
fn what_nobody_would_type_is_answered_by_list_and_pick() {
    let world = World::new();
    let long = "only the first 1024 letters of a query are read";
    let filter = format!("level:airbyte{}", ",airbyte".repeat(130));
    let strange = [
        (filter, "are read, and not \"level:airbyte,airbyte,"),
        ("a".repeat(10_000), long),
        (
            "|| ".repeat(1_600),
            "more parts of the query are not understood",
        ),
        ("ab ".repeat(3_000), long),
        ("!x | ".repeat(2_000), long),
        (
            "||| ''' ^^^ $$$ !!! :::".to_owned(),
            "one bar with blanks around it",
        ),
        ("\"unbalanced qqqq".to_owned(), ""),
        ("level:\"air".to_owned(), "did you mean \"airbyte\"?"),
        ("q\u{301}\u{302}\u{303}qqq".to_owned(), ""),
        (
            "\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd} level:\u{645}".to_owned(),
            "unknown level",
        ),
    ];
    for (text, said) in &strange {
        let listed = world.run(&["list", text]).exits(0).says(said);
        let picked = world.run(&["pick", "--exit-0", text]);
        let is_asked = picked.status == 2 && picked.err.contains("wants a terminal");
        assert!(is_asked || picked.status == 1, "{text:.20}: {picked:?}");
        for ran in [&listed, &picked] {
            assert!(ran.err.len() < 2_000, "{text:.20}: {}", ran.err.len());
            let is_clean = !ran.err.contains(['\u{202e}', '\u{1b}']);
            assert!(is_clean, "{text:.20}: {}", ran.err);
        }
    }
}

#[test]
fn what_is_evidently_text_is_no_mistake() {
    let world = World::new();
    for query in [
        "https://docs.airbyte.com",
        "airbyte/source-postgres:3.7.0",
        "std::fs",
    ] {
        let ran = world.run(&["list", query]).exits(0);
        assert!(!ran.err.contains("text"), "{query}: {}", ran.err);
    }
}

#[test]
fn a_hyphen_before_a_word_leaves_out_where_the_shell_is_told_that_it_is_no_option() {
    let world = World::new();
    let slugs = |words: &[&str]| -> Vec<String> {
        let fixed = ["list", "--fields", "slug", "--"];
        let ran = world.run(&[&fixed, words].concat()).exits(0);
        ran.lines().into_iter().map(str::to_owned).collect()
    };
    let all = slugs(&["postgres"]);
    let rest = slugs(&["postgres", "-destination"]);
    assert!(
        all.len() > rest.len() && !rest.is_empty(),
        "{all:?} {rest:?}"
    );
    assert!(rest.iter().all(|slug| !slug.contains("destination")));
    assert_eq!(slugs(&["postgres", "!destination"]), rest);
    assert_eq!(slugs(&["postgres", "-kind:destination"]), rest);
    let refused = world.line("list postgres -destination").exits(2);
    assert!(refused.err.contains("-- -d"), "{}", refused.err);
    let field = world
        .line("list postgres -kind:destination --fields slug")
        .exits(0);
    assert_eq!(field.lines(), rest);
}

#[test]
fn orders_ages_and_periods_narrow_as_they_say() {
    let world = World::new();
    let count = |query: &str| {
        let line = [
            "list",
            "--as-of",
            "2026-03-01",
            "--fields",
            "slug",
            "--all",
            query,
        ];
        let ran = world.run(&line).exits(0);
        assert!(!ran.err.contains("taken as text"), "{query}: {}", ran.err);
        ran.lines().len()
    };
    assert_eq!(count("usage:>=medium"), count("usage:medium,high"));
    assert_eq!(
        count("readiness:>=caveats"),
        count("readiness:ready,caveats")
    );
    assert_eq!(count("stage:<ga"), count("stage:alpha,beta"));
    let year = count("updated:2025");
    assert!(year > 0);
    assert_eq!(year, count("updated:2025-01..2025-12"));
    assert_eq!(year, count("updated:>=2025-01-01 updated:<2026"));
    assert_eq!(
        count("updated:<90d"),
        count("updated:>2025-12-01 updated:<=2026-03-01")
    );
    assert_eq!(count("due:<31d"), count("due:..30d"));
    assert_eq!(
        count("due:2026-03"),
        count("due:>=2026-03-01 due:<=2026-03-31")
    );
}

#[test]
fn a_query_that_finds_nothing_is_told_part_by_part() {
    let world = World::new();
    let ran = world.run(&["list", "google", "level:enterprise"]).exits(0);
    let told = ran.err.lines().find(|line| line.contains("without"));
    let told = told.unwrap_or_else(|| panic!("{ran:?}"));
    assert!(
        told.contains("without level:enterprise there are "),
        "{told}"
    );
    assert!(told.contains(", without google "), "{told}");
    let one = world.run(&["list", "qqqqqqqqqq"]).exits(0);
    assert!(!one.err.contains("without"), "{one:?}");
}

#[test]
fn of_several_words_the_one_to_drop_is_named() {
    let world = World::new();
    let table = [
        ("s3 parquet", "without s3 there is 1, without parquet 3"),
        (
            "google hubspot",
            "without google there are 2, without hubspot 19",
        ),
        ("xqzwvk qqqqqq", "no single part of the query is to blame"),
    ];
    for (query, said) in table {
        world.run(&["list", query]).exits(0).says(said);
    }
}

#[test]
fn where_nothing_is_near_no_name_is_offered() {
    let world = World::new();
    for query in [
        "new relic",
        "power bi",
        "red hat",
        "foo bar baz",
        "hootsuite",
        "tableau",
        "qwe",
        "xyz",
        "jrx",
        "gpt",
        "ga5 qqqq",
    ] {
        let ran = world.run(&["list", query]).exits(0);
        let ran = ran.says("no connector matches, and none is called anything like it");
        assert!(!ran.err.contains("nearest"), "{query}: {}", ran.err);
    }
    let cut = world.run(&["list", "--limit", "0", "postgres"]).exits(0);
    assert!(!cut.err.contains("no connector"), "{}", cut.err);
}

#[test]
fn a_word_with_a_minus_is_told_how_to_be_left_out() {
    let world = World::new();
    let ran = world.run(&["list", "-google"]).exits(2);
    ran.says("'!google'").says("or -- -google");
    world.run(&["list", "--", "-google"]).exits(0);
    world.run(&["list", "!google"]).exits(0);
    let flag = world.run(&["list", "--googel"]).exits(2);
    assert!(!flag.err.contains('!'), "{flag:?}");
}

#[test]
fn facet_options_are_whole_however_many_they_are() {
    let world = World::new();
    let options = [
        "--level",
        "airbyte,enterprise,marketplace",
        "--stage",
        "generally_available,beta,alpha",
    ];
    let more = [
        "--type",
        "database,api,file",
        "--language",
        "python,java,manifest-only",
        "--license",
        "ELv2,MIT",
    ];
    let picked: Vec<&str> = ["pick", "--exit-0", "-1"]
        .into_iter()
        .chain(options)
        .chain(more)
        .collect();
    let picked: Vec<&str> = picked.into_iter().chain(["source-google-sheets"]).collect();
    let ran = world.run(&picked).exits(0);
    assert_eq!(ran.out, "source-google-sheets\n", "{}", ran.err);
    let line = "level:airbyte,enterprise,marketplace stage:generally_available,beta,alpha type:database,api,file lang:python,java,manifest-only source-google-sheets";
    assert!(line.len() > 128);
    let ran = world.run(&["list", line]).exits(0);
    assert!(ran.out.contains("source-google-sheets"), "{ran:?}");
    assert!(!ran.err.contains("letters"), "{}", ran.err);
}

#[test]
fn where_nothing_is_found_what_is_hidden_or_near_is_named() {
    let world = World::new();
    let table = [
        (
            "yugabyte",
            "--all finds 1 archived or removed one: destination-yugabytedb",
        ),
        (
            "dv360",
            "--all finds 1 archived or removed one: source-dv-360",
        ),
        (
            "salesforce crm",
            "nearest: source-salesforce, destination-salesforce",
        ),
        (
            "hubspot crm",
            "nearest: destination-hubspot, source-hubspot",
        ),
        ("google ads campaign", "nearest: source-google-ads"),
        ("shopify plus", "nearest: source-shopify"),
        ("stripe telephony", "nearest: source-stripe"),
        ("mysql cdc", "nearest: source-mysql, destination-mysql"),
        (
            "mysql connector",
            "nearest: source-mysql, destination-mysql",
        ),
        (
            "hubspto crm",
            "nearest: destination-hubspot, source-hubspot",
        ),
        (
            "snowflak warehouse",
            "nearest: destination-snowflake, source-snowflake",
        ),
        ("apple music", "nearest: source-apple-search-ads"),
        ("ga5", "nearest: source-google-analytics-data-api"),
        ("gcx", "nearest: destination-gcs, source-gcs"),
    ];
    for (query, said) in table {
        let ran = world.run(&["list", query]).exits(0);
        assert_eq!(ran.lines().len(), 0, "{query}: {}", ran.out);
        ran.says(said);
    }
    let ran = world.run(&["list", "xqzwvk"]).exits(0);
    assert!(!ran.err.contains("--all"), "{}", ran.err);
}

#[test]
fn a_word_that_is_left_out_leaves_out_all_that_it_would_find() {
    let world = World::new();
    let slugs = |query: &str| {
        let ran = world.run(&["list", "--fields", "slug", query]).exits(0);
        ran.lines()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for word in ["google", "meta", "sql server"] {
        let found = slugs(&format!("\"{word}\""));
        assert!(!found.is_empty());
        let rest = slugs(&format!("!\"{word}\""));
        assert!(found.iter().all(|slug| !rest.contains(slug)), "{word}");
        assert_eq!(found.len() + rest.len(), slugs("").len(), "{word}");
    }
}

#[test]
fn what_is_offered_instead_finds_what_is_listed_and_meets_the_rest() {
    let world = World::new();
    let told = |query: &str| world.line(&format!("list {query}")).exits(0).err;
    assert!(told("mysql,mssql").contains("parted by a bar: mysql | mssql"));
    // Both are archived.
    let gone = told("yugabyte,cassandra");
    assert!(!gone.contains("parted by a bar"), "{gone}");
    assert!(told("ga5").contains("nearest: source-google-analytics"));
    assert!(told("ga5 kind:source").contains("nearest: source-google-analytics"));
    let other = told("ga5 kind:destination");
    assert!(!other.contains("nearest"), "{other}");
}

#[test]
fn a_deployment_of_the_query_goes_before_the_option_and_says_so() {
    let world = World::new();
    let query = "readiness:ready";
    let asked = world.json(&format!("list --json on:cloud {query}"));
    let both = world.json(&format!("list --json --on smc on:cloud {query}"));
    assert_eq!(asked["connectors"], both["connectors"]);
    assert_eq!(both["profile"]["deployment"], "cloud");
    let said = |options: &str| world.line(&format!("list {options} {query}")).exits(0).err;
    let told = "on:cloud of the query goes before --on self_managed_community";
    assert!(said("--on smc on:cloud").contains(told));
    assert!(!said("--on cloud on:cloud").contains("goes before"));
    assert!(!said("--on smc").contains("goes before"));
}
