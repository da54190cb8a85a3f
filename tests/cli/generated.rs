//! Help, completions, the man page and the policy in words.

use crate::{program::World, shape::check_envelope};

const COMMANDS: [&str; 10] = [
    "list",
    "show",
    "compare",
    "check",
    "changes",
    "explain",
    "refresh",
    "info",
    "completions",
    "man",
];

#[test]
fn help_tells_every_command_and_option() {
    let world = World::new();
    let help = world.line("--help").exits(0);
    for command in COMMANDS {
        assert!(help.out.contains(command), "{command}");
        world
            .line(&format!("{command} --help"))
            .exits(0)
            .prints("Usage:");
    }
    for option in [
        "--catalog",
        "--on",
        "--deployment",
        "--premium-support",
        "--enterprise-license",
        "--as-of",
        "--words",
        "--color",
        "--offline",
        "--config",
        "--quiet",
        "--verbose",
        "--level",
        "--stage",
        "--kind",
        "--type",
        "--language",
        "--license",
        "--readiness",
        "--format",
        "--json",
        "--fields",
        "--sort",
        "--limit",
        "--all",
    ] {
        assert!(help.out.contains(option), "{option}");
    }
    world.line("-h").exits(0).prints("Examples");
    let version = world.line("--version").exits(0);
    assert_eq!(
        version.out.trim(),
        concat!("portolan ", env!("CARGO_PKG_VERSION"))
    );
    for line in help.lines() {
        assert!(line.chars().count() <= 120, "{line}");
    }
}

#[test]
fn completions_and_the_man_page_are_there_for_all() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.line(&format!("completions {shell}")).exits(0);
        for word in ["compare", "premium-support", "marketplace"] {
            assert!(script.out.contains(word), "{shell}: {word}");
        }
        assert!(
            !script.out.contains("snapshot"),
            "{shell}: what is hidden is not told"
        );
        assert_eq!(script.err, "");
    }
    let man = world.line("man").exits(0);
    assert!(man.out.contains(".TH"), "{}", &man.out[..200]);
    for command in COMMANDS {
        assert!(man.out.contains(command), "{command}");
    }
}

#[test]
fn a_rule_that_holds_always_is_said_to() {
    let world = World::new();
    let ran = world.line("explain rule stage-never-lifts").exits(0);
    let ran = ran.prints("  always: readiness: ready\n");
    assert!(!ran.out.contains("when"), "{}", ran.out);
    let narrow = world.line("explain rule level-airbyte-ready").exits(0);
    narrow.prints("  when level: airbyte");
}

/// Whatever the environment changes is told: in the man page what it is for, by `info` that it is set.
#[test]
fn every_variable_that_is_read_is_told() {
    let world = World::new();
    let man = world.line("man").exits(0);
    let set = [
        ("NO_COLOR", "1"),
        ("LC_ALL", "C"),
        ("TERM", "dumb"),
        ("NO_PROXY", "here.test"),
    ];
    let world = set
        .into_iter()
        .fold(world, |world, (name, value)| world.with(name, value));
    let told = world.json("info --json");
    for (name, value) in set {
        assert!(man.out.contains(&format!("\\fB{name}\\fR\n")), "{name}");
        assert_eq!(told["environment"][name], value, "{name}");
    }
    world.line("info").exits(0).prints("NO_COLOR");
}

#[test]
fn every_word_of_the_policy_is_explained_with_its_source() {
    let world = World::new();
    let json = world.json("explain --json");
    check_envelope(&json);
    for entry in json["entries"].as_array().unwrap() {
        assert!(!entry["source"].as_str().unwrap().is_empty(), "{entry}");
        let (topic, term) = (
            entry["topic"].as_str().unwrap(),
            entry["word"].as_str().unwrap(),
        );
        world.run(&["explain", topic, term]).exits(0).prints(term);
    }
    let rules = json["rules"].as_array().unwrap();
    assert!(rules.len() > 40);
    for rule in rules {
        assert!(!rule["source"].as_str().unwrap().is_empty(), "{rule}");
    }
    for line in [
        "explain",
        "explain level",
        "explain stage",
        "explain deployment",
        "explain footnote",
        "explain rule",
        "explain level certified",
        "explain level community",
        "explain stage ga",
        "explain deployment oss",
        "explain footnote *",
        "explain footnote **",
        "explain rule level-airbyte-ready",
        "explain marketplace",
        "explain rule check-readiness",
    ] {
        assert!(!world.line(line).exits(0).out.is_empty(), "{line}");
    }
}

#[test]
fn each_rule_that_a_verdict_names_can_be_looked_up() {
    let world = World::new();
    let mut rules = std::collections::BTreeSet::new();
    for on in ["cloud", "powered", "sme", "smc"] {
        let listed = world.json(&format!("list --all --json --on {on} --as-of 2026-03-10"));
        for connector in listed["connectors"].as_array().unwrap() {
            for reason in connector["reasons"].as_array().unwrap() {
                rules.insert(reason["rule"].as_str().unwrap().to_owned());
            }
        }
    }
    let checked = world.run(&[
        "check",
        "--level",
        "airbyte",
        "--require",
        "ready",
        "--max-level",
        "airbyte",
        "--within",
        "90d",
        "--json",
    ]);
    for result in checked.json()["results"].as_array().unwrap() {
        for finding in result["findings"].as_array().unwrap() {
            rules.insert(finding["rule"].as_str().unwrap().to_owned());
        }
    }
    assert!(rules.len() > 20);
    for rule in rules {
        world
            .run(&["explain", "rule", &rule])
            .exits(0)
            .prints(&rule);
    }
}
