//! The architecture as a test: who may import whom, which crate may be used where, and what every file looks like.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "layers/code.rs"]
mod code;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// Each layer, and what it may know.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("date", &[]),
    ("sort", &[]),
    ("words", &["text"]),
    ("catalog", &["text", "date", "sort", "words"]),
    ("exemption", &["text", "date", "words"]),
    (
        "policy",
        &["text", "date", "sort", "words", "catalog", "exemption"],
    ),
    (
        "search",
        &["text", "date", "sort", "words", "catalog", "policy"],
    ),
    ("scan", &["text", "date", "sort", "words", "catalog"]),
    (
        "store",
        &["text", "date", "sort", "words", "catalog", "exemption"],
    ),
    (
        "view",
        &[
            "text",
            "date",
            "sort",
            "words",
            "catalog",
            "exemption",
            "policy",
            "search",
        ],
    ),
    (
        "launch",
        &[
            "text", "date", "words", "catalog", "policy", "store", "view",
        ],
    ),
    (
        "tui",
        &[
            "text", "date", "sort", "words", "catalog", "policy", "search", "store", "view",
            "launch",
        ],
    ),
    (
        "cli",
        &[
            "text",
            "date",
            "sort",
            "words",
            "catalog",
            "exemption",
            "policy",
            "scan",
            "search",
            "store",
            "view",
            "launch",
        ],
    ),
];

/// What is only to be found in some places: a needle, where it may stand, and why.
const GATES: &[(&str, &[&str], &str)] = &[
    (
        "anstyle",
        &["cli/terminal.rs"],
        "roles become colours in one place",
    ),
    ("clap", &["cli"], "the command line has one home"),
    (
        "crossterm",
        &["main.rs", "tui"],
        "only the program and the browser speak to the terminal",
    ),
    (
        "compact_str",
        &["text/clean.rs"],
        "how a text is kept is known in one place",
    ),
    (
        "crate::store",
        &["cli", "store", "tui/effect"],
        "the browser touches what is kept through its one door",
    ),
    (
        "crc32fast",
        &["store/cache"],
        "the cache's seal has one home",
    ),
    (
        "directories",
        &["store/paths.rs"],
        "folders are found in one place",
    ),
    (
        "env::var",
        &["main.rs", "store/http.rs"],
        "the environment is read once; proxies when they are needed",
    ),
    ("env::args", &["main.rs"], "the command line is read once"),
    (
        "globset",
        &["cli/check"],
        "paths are matched where a policy meets them",
    ),
    ("hcl_edit", &["scan"], "users' files are read in one place"),
    ("ignore::", &["store"], "only the store touches files"),
    (
        "jsonc_parser",
        &["scan"],
        "users' files are read in one place",
    ),
    (
        "saphyr_parser",
        &["scan"],
        "users' files are read in one place",
    ),
    (
        "jiff",
        &["date.rs", "store", "cli", "main.rs"],
        "the domain knows days, no moments",
    ),
    (
        "fuzzy_matcher",
        &["search/fuzzy.rs"],
        "letters in order are found in one place",
    ),
    (
        "memchr",
        &["scan", "search/needle.rs", "search/index/book.rs"],
        "long texts and packed letters are searched in few places",
    ),
    ("ratatui", &["tui"], "only the browser draws"),
    (
        "signal_hook",
        &["store/atomic.rs", "store/walk/signals.rs", "tui"],
        "only what runs for long, or must not end half way, answers signals",
    ),
    (
        "semver",
        &["catalog/version.rs"],
        "versions are compared in one place",
    ),
    (
        "std::fs",
        &["main.rs", "store", "tui/terminal/device.rs"],
        "only the store touches files; a terminal is one too",
    ),
    ("std::net", &["store"], "only the store touches the network"),
    (
        "std::process",
        &["main.rs", "tui/terminal/farewell.rs", "tui/outside.rs"],
        "the program ends in one place, or where a terminal is lost; others are started in one place",
    ),
    (
        "std::thread",
        &["store", "tui"],
        "the domain knows no threads",
    ),
    (
        "strsim",
        &["text/nearest.rs"],
        "near misses are measured in one place",
    ),
    ("tempfile", &["store"], "only the store touches files"),
    ("Timestamp::now", &["main.rs"], "the clock is read once"),
    (
        "Instant::now",
        &["store", "tui.rs"],
        "only waiting needs a stopwatch",
    ),
    (
        "SystemTime::now",
        &["store"],
        "only the age of leftovers needs it",
    ),
    (
        "toml::",
        &["scan", "store"],
        "configuration and users' files are read in one place each",
    ),
    (
        "unicode_normalization",
        &["text"],
        "letters are folded in one place",
    ),
    (
        "unicode_segmentation",
        &["text", "tui/part/line.rs"],
        "graphemes are known where text is measured or edited",
    ),
    (
        "unicode_width",
        &["text/width.rs"],
        "columns are counted in one place",
    ),
    ("ureq", &["store/http"], "one client speaks to servers"),
];

/// Longer files hold two ideas.
const LINES: usize = 400;

struct Source {
    /// Below `src`, with slashes.
    name: String,
    /// Without comments, without what stands in quotes, and without what only tests see.
    code: String,
    /// The paths that it names.
    paths: Vec<String>,
    text: String,
}

impl Source {
    fn layer(&self) -> &str {
        self.name.split('/').next().unwrap().trim_end_matches(".rs")
    }

    fn stands_in(&self, place: &str) -> bool {
        let folder = format!("{}/", place.trim_end_matches(".rs"));
        self.name == place || self.name == format!("{place}.rs") || self.name.starts_with(&folder)
    }
}

static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(sources);

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                sources.push(source(&root, &path));
            }
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}

fn source(root: &Path, path: &PathBuf) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let below = path.strip_prefix(root).unwrap();
    let name: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    let name = name.join("/");
    let is_lived = !name.ends_with("/tests.rs");
    let code = if is_lived {
        code::lived(&text)
    } else {
        String::new()
    };
    Source {
        paths: code::paths(&code, &module(&name)),
        code,
        name,
        text,
    }
}

/// `tui/effect.rs` is `tui::effect`.
fn module(name: &str) -> Vec<&str> {
    let path = name.trim_end_matches(".rs");
    let parts = path.split('/');
    parts
        .filter(|part| !matches!(*part, "lib" | "main"))
        .collect()
}

/// The parts of this crate that are named, by their layers.
fn imports(paths: &[String]) -> BTreeSet<&str> {
    let own = paths.iter().filter_map(|path| path.strip_prefix("crate::"));
    own.filter_map(|path| path.split("::").next()).collect()
}

#[test]
fn no_layer_knows_one_to_its_right() {
    let mut broken = Vec::new();
    for source in SOURCES.iter() {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer()) else {
            continue;
        };
        for imported in imports(&source.paths) {
            let is_layer = LAYERS.iter().any(|(layer, _)| *layer == imported);
            if is_layer && imported != source.layer() && !allowed.contains(&imported) {
                broken.push(format!("{} imports {imported}", source.name));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "layers are broken:\n{}",
        broken.join("\n")
    );
}

#[test]
fn every_file_belongs_to_a_layer() {
    for source in SOURCES.iter() {
        let is_root = matches!(source.name.as_str(), "lib.rs" | "main.rs");
        let is_layered = LAYERS.iter().any(|(layer, _)| *layer == source.layer());
        assert!(is_root || is_layered, "{} is in no layer", source.name);
    }
}

#[test]
fn what_has_one_home_stands_nowhere_else() {
    let mut broken = Vec::new();
    for source in SOURCES.iter() {
        for (needle, homes, why) in GATES {
            if uses(&source.paths, needle) && !homes.iter().any(|home| source.stands_in(home)) {
                broken.push(format!("{} uses {needle}: {why}", source.name));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "gates are broken:\n{}",
        broken.join("\n")
    );
}

/// Whether one of the paths is what is looked for, or leads through it. The last name of several may go on:
/// `env::var` is `env::vars`, too.
fn uses(paths: &[String], needle: &str) -> bool {
    let is_several = needle.trim_end_matches("::").contains("::");
    let wanted = format!("::{}", needle.trim_end_matches("::"));
    let is_it = |path: &String| {
        let path = format!("::{path}::");
        let mut hits = path.match_indices(&wanted);
        hits.any(|(at, _)| is_several || path[at + wanted.len()..].starts_with("::"))
    };
    paths.iter().any(is_it)
}

#[test]
fn every_file_says_what_it_is_and_holds_one_idea() {
    for source in SOURCES.iter() {
        assert!(
            source.text.starts_with("//! "),
            "{} does not say what it is",
            source.name
        );
        let lines = source.text.lines().count();
        assert!(
            lines <= LINES,
            "{} has {lines} lines; {LINES} are the limit",
            source.name
        );
    }
}

#[test]
fn nothing_is_left_unfinished_or_printed_past_the_streams() {
    let banned = [
        "todo!(",
        "unimplemented!(",
        "println!(",
        "eprintln!(",
        "print!(",
        "#[allow(",
    ];
    for source in SOURCES.iter() {
        for word in banned {
            assert!(!source.code.contains(word), "{} holds {word}", source.name);
        }
    }
}

/// The checks themselves: each finds what it is for.
#[test]
fn a_violation_is_seen() {
    let paths = |code: &str| code::paths(&code::lived(code), &module("tui/draw/list.rs"));
    let seen = |code: &str, needle: &str| uses(&paths(code), needle);
    let grouped = "use crate::{\n    catalog::{A, B},\n    text,\n};\nfn f() { crate::store::g() }";
    let found: Vec<String> = imports(&paths(grouped))
        .into_iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(found, ["catalog", "store", "text"]);
    assert!(seen("use std::{fs, io};", "std::fs"));
    assert!(seen("let x = std::fs::read(p);", "std::fs"));
    assert!(seen("use ureq::Agent;", "ureq"));
    assert!(seen("use ureq;", "ureq"));
    assert!(seen("use std::{env::{self, vars}, io};", "env::var"));
    assert!(!seen("let conjureq = 1; let ureq = 2;", "ureq"));
    assert!(!seen("use std::{io, path};", "std::fs"));
    assert!(!seen("// ureq::get\nfn f() {}", "ureq"));
    assert!(!seen("/* ureq::get */ let a = \"ureq::get\";", "ureq"));
    assert!(!seen("let a = r#\"\" ureq::get \"#;", "ureq"));
}

/// Above the module is the crate, however the way there is written.
#[test]
fn no_way_up_hides_a_layer() {
    let up = [
        "use super::super::super::store::memory;",
        "use super::super::super::{catalog, store::{self}};",
        "use super::{super::{super::store}};",
        "mod inner { fn f() { super::super::super::super::store::g(); } }",
        "let quote = '\"'; crate::store::g(); let other = '\"';",
        "fn f<'a>() {} use crate::store; fn g<'b>() {}",
    ];
    for code in up {
        let paths = code::paths(&code::lived(code), &module("tui/draw/list.rs"));
        assert!(imports(&paths).contains("store"), "{code}: {paths:?}");
        assert!(uses(&paths, "crate::store"), "{code}: {paths:?}");
    }
    let within = code::paths("use super::super::store;", &module("tui/draw/list.rs"));
    assert_eq!(within, ["crate::tui::store"]);
}

/// What only tests see is cut out, and nothing else.
#[test]
fn what_stands_behind_a_test_is_seen() {
    let hiding = [
        "#[cfg(test)]\nmod tests;\nuse crate::store;",
        "#[cfg(test)]\nuse crate::{cli, scan};\nuse crate::store;",
        "impl A { #[cfg(test)] pub(super) fn new() -> [u8; 4] { crate::cli::f(); '}' } fn g() { crate::store::g() } }",
        "#[cfg(test)]\n#[expect(a, reason = \"]\")]\nmod tests { fn f() { crate::cli::f(\"}\") } }\nuse crate::store;",
        "#[cfg(test)]\nconst A: [u8; 1] = { crate::cli::A };\nuse crate::store;",
    ];
    for code in hiding {
        let paths = code::paths(&code::lived(code), &module("tui/draw.rs"));
        assert_eq!(imports(&paths), BTreeSet::from(["store"]), "{code}");
    }
}
