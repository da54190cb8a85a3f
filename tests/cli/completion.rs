//! What the shells complete: the candidates that the program gives, and what bash makes of them.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use crate::program::World;

/// The candidates for the last of the words, without what they mean.
fn candidates(world: &World, words: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["__complete", "--"].iter().chain(words).copied().collect();
    let ran = world.run(&arguments).exits(0);
    assert_eq!(ran.err, "", "{words:?}");
    let words = ran.out.lines().map(|line| line.split('\t').next().unwrap());
    words.map(str::to_owned).collect()
}

const CANDIDATES: &[(&[&str], &[&str])] = &[
    (&[""], &[]),
    (&["li"], &["list", "license:"]),
    (&["help", "li"], &["list"]),
    (&["help", "list", ""], &[]),
    (&["level:ar"], &["level:archived"]),
    (&["list", "-lev"], &["-level:"]),
    (&["list", "!kind:s"], &["!kind:source"]),
    (
        &["pick", "pg", "level:airbyte,ent"],
        &["level:airbyte,enterprise"],
    ),
    (&["list", "level:cert"], &["level:certified"]),
    (&["list", "level:arcived"], &["level:archived"]),
    (&["list", "due:<3"], &["due:<30d"]),
    (&["list", "type:vec"], &["type:vectorstore"]),
    (
        &["list", "name:google-a"],
        &["name:google-ads", "name:google-analytics-data-api"],
    ),
    (&["list", "-name:nyt"], &["-name:nytimes"]),
    (&["pick", "host:api.hub"], &["host:api.hubapi.com"]),
    (&["list", "name:"], &[]),
    (&["list", "--", "kind:d"], &["kind:destination"]),
    (&["list", "-"], &[]),
    (&["list", "--all", "--level", "a"], &["airbyte", "archived"]),
    (
        &["list", "--level=a"],
        &["--level=airbyte", "--level=archived"],
    ),
    (&["--quiet="], &[]),
    (&["list", "--json="], &[]),
    (&["list", "--level", "airbyte,!arc"], &["airbyte,!archived"]),
    (&["list", "--level", "airbyte"], &["airbyte"]),
    (&["list", "--level", "airbyte,a"], &["airbyte,archived"]),
    (
        &["list", "--level=!airbyte,!a"],
        &["--level=!airbyte,!archived"],
    ),
    (
        &["list", "--fields", "version,ver"],
        &["version,version_released"],
    ),
    (&["list", "--licence", "M"], &["mit"]),
    (&["--on", "sme"], &["sme"]),
    (&["list", "--on", "flex"], &["flex"]),
    (
        &["list", "--fields", "slug,ver"],
        &["slug,version", "slug,version_released"],
    ),
    (&["pick", "--as", "tf"], &["tf"]),
    (&["check", "--require", "ca"], &["caveats", "caution"]),
    (&["show", "source-postgr"], &["source-postgres"]),
    (&["show", "-q", "source-postgr"], &["source-postgres"]),
    (
        &["compare", "source-s3", "source-notio"],
        &["source-notion"],
    ),
    (&["check", "notio"], &["source-notion"]),
    (&["show", "source"], &[]),
    (&["explain", "l"], &["level"]),
    (&["explain", "level", "mar"], &["marketplace"]),
    (
        &["explain", "rule", "level-airbyte"],
        &["level-airbyte-ready"],
    ),
    (&["explain", "rule", "check-dead"], &["check-deadline"]),
    (&["explain", "footnote", ""], &["*", "**"]),
    (&["changes", "x"], &[]),
    (&["list", "--catalog", "x"], &[]),
    (&["--catalog", "nowhere.json", "show", "s"], &[]),
    (&["list", "level:\u{1b}[31m"], &[]),
];

#[test]
fn candidates_fit_the_place_of_the_word() {
    let world = World::new();
    for (words, expected) in CANDIDATES {
        let found = candidates(&world, words);
        match words {
            ["show", "source"] => assert!(found.len() > 500, "{}", found.len()),
            _ => assert_eq!(found, *expected, "{words:?}"),
        }
    }
    assert_eq!(candidates(&world, &[]), [""; 0]);
}

#[test]
fn every_shell_asks_the_program_except_the_one_of_which_the_help_says_so() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = world.line(&format!("completions {shell}")).exits(0).out;
        let asks = script.contains("__complete --");
        assert_eq!(asks, shell != "powershell", "{shell}");
    }
    let help = world.line("completions --help").exits(0);
    help.prints("all of them but PowerShell");
}

#[test]
fn the_catalog_that_the_line_names_is_the_one_that_is_asked() {
    let world = World::new();
    let catalog = world.file("project/own.json", br#"{"sources":[{"sourceDefinitionId":"6f2a9b0e-0000-4000-8000-000000000001","name":"Quay","dockerRepository":"me/source-quay","dockerImageTag":"1.0.0","supportLevel":"community","language":"cobol"}],"destinations":[]}"#);
    let named = ["--catalog", &catalog];
    let ask = |words: &[&str]| candidates(&world, &[&named[..], words].concat());
    assert_eq!(ask(&["show", "source-"]), ["source-quay"]);
    assert_eq!(ask(&["show", "q"]), ["source-quay"]);
}

#[test]
fn behind_an_at_sign_stand_the_versions_that_are_known() {
    let world = World::new();
    let catalog = world.file("project/own.json", PINNED);
    let ask = |words: &[&str]| {
        let named = ["--catalog", &catalog];
        candidates(&world, &[&named[..], words].concat())
    };
    let all = ["3.2.0-rc.1", "3.1.0", "3.0.0", "2.0.0"].map(|known| format!("source-quay@{known}"));
    assert_eq!(ask(&["check", "source-quay@"]), all);
    assert_eq!(ask(&["check", "source-quay@3.1"]), ["source-quay@3.1.0"]);
    assert_eq!(ask(&["check", "Quay@2"]), ["Quay@2.0.0"]);
    assert_eq!(
        ask(&["check", "--require", "ready", "source-quay@3.1"]),
        ["source-quay@3.1.0"]
    );
    for nothing in ["source-quay@9", "nobody@", "@", "source-quay@3.1.0@"] {
        assert_eq!(ask(&["check", nothing]), [""; 0], "{nothing}");
    }
    assert_eq!(ask(&["show", "source-quay@"]), [""; 0]);
}

const PINNED: &str = r#"{"sources":[{"sourceDefinitionId":"6f2a9b0e-0000-4000-8000-000000000001","name":"Quay","dockerRepository":"me/source-quay","dockerImageTag":"3.1.0","supportLevel":"community","releases":{"releaseCandidates":{"3.2.0-rc.1":{}},"breakingChanges":{"2.0.0":{"message":"m","upgradeDeadline":"2024-01-01"},"3.0.0":{"message":"m","upgradeDeadline":"2025-01-01"}}}}],"destinations":[]}"#;

/// Whether there is a bash to ask. Where there is none it is said past the test's own output, which nobody sees.
fn has_bash() -> bool {
    let has_it = bash().arg("--version").output().is_ok();
    if !has_it {
        let told = "completion: no bash in /usr/bin, /bin or /usr/local/bin, so what it makes of its script is not tested\n";
        std::io::stderr().write_all(told.as_bytes()).unwrap();
    }
    has_it
}

/// A bash that knows nothing of the user.
fn bash() -> Command {
    let mut bash = Command::new("bash");
    bash.arg("--norc")
        .env_clear()
        .env("PATH", "/usr/bin:/bin:/usr/local/bin");
    bash
}

/// What bash offers for a line, as its completion leaves it; a default that is taken away is told, too.
fn in_bash(world: &World, line: &str, words: &[&str]) -> Vec<String> {
    const ASK: &str = r#"
set -f
shopt -s expand_aliases
compopt() { if [[ "$1" == +o ]]; then echo "$*"; fi; }
source "$SCRIPT" || exit 9
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_POINT=${#COMP_LINE}
_portolan "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
for candidate in "${COMPREPLY[@]}"; do printf '%s\n' "$candidate"; done
"#;
    let script = world.line("completions bash").exits(0).out;
    let script = world.file("completions.bash", script);
    let program = env!("CARGO_BIN_EXE_portolan");
    let output = bash()
        .args(["-c", ASK, "bash", program])
        .args(words)
        .env("HOME", world.path("home"))
        .env("SCRIPT", script)
        .env("COMP_LINE", format!("{program} {line}"))
        .current_dir(world.path("project"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let (out, err) = (output.stdout, String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{line}: {err}");
    assert_eq!(err, "", "{line}");
    let out = String::from_utf8(out).unwrap();
    out.lines().map(str::to_owned).collect()
}

/// A line, its words as bash cuts them, and what is offered.
const IN_BASH: &[(&str, &[&str], &[&str])] = &[
    ("list lev", &["list", "lev"], &["level:"]),
    (
        "list level:ar",
        &["list", "level", ":", "ar"],
        &["archived"],
    ),
    (
        "list level:",
        &["list", "level", ":", ""],
        &[
            "airbyte",
            "enterprise",
            "marketplace",
            "custom",
            "archived",
            "unknown",
        ],
    ),
    (
        "list pg kind:source,",
        &["list", "pg", "kind", ":", "source,"],
        &["source,destination"],
    ),
    (
        "list due:",
        &["list", "due", ":"],
        &["\\<30d", "\\<=4w", "\\<2m", "2026-03"],
    ),
    (
        "list 'level:cert",
        &["list", "'level:cert"],
        &["level:certified"],
    ),
    (
        "list 'kin",
        &["list", "'kin"],
        &["kind:source", "kind:destination"],
    ),
    (
        "list --level=ent",
        &["list", "--level", "=", "ent"],
        &["enterprise"],
    ),
    ("list --format nd", &["list", "--format", "nd"], &["ndjson"]),
    ("list --no-h", &["list", "--no-h"], &["--no-header"]),
    (
        "show source-postgr",
        &["show", "source-postgr"],
        &["source-postgres"],
    ),
    (
        "list --catalog pip",
        &["list", "--catalog", "pip"],
        &["pipeline.yaml"],
    ),
    ("completions ba", &["completions", "ba"], &["bash"]),
    (
        "--catalog own.json check source-quay@3.",
        &["--catalog", "own.json", "check", "source-quay", "@3."],
        &["@3.2.0-rc.1", "@3.1.0", "@3.0.0"],
    ),
    (
        "--catalog own.json check source-quay@",
        &["--catalog", "own.json", "check", "source-quay", "@"],
        &["@3.2.0-rc.1", "@3.1.0", "@3.0.0", "@2.0.0"],
    ),
    (
        "check nobody@",
        &["check", "nobody", "@"],
        &["+o bashdefault"],
    ),
];

#[test]
fn bash_asks_for_whole_terms_and_gets_what_it_can_insert() {
    if !has_bash() {
        return;
    }
    let world = World::new();
    world.file("project/pipeline.yaml", "");
    world.file("project/own.json", PINNED);
    for (line, words, expected) in IN_BASH {
        let found = in_bash(&world, line, words);
        assert_eq!(found, *expected, "{line}");
    }
}
