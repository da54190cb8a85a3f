//! The architecture as a test: who may import whom, which crate may be used where, and what every file looks like.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
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
    /// Without comments and without what only tests see.
    code: String,
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
    Source {
        code: if is_lived { code(&text) } else { String::new() },
        name,
        text,
    }
}

fn code(text: &str) -> String {
    let lived = text.split("#[cfg(test)]").next().unwrap();
    let lines = lived.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
}

/// The layers that a file names by `crate::…`, braces and all.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with('$') {
            continue;
        }
        let rest = code[at + "crate::".len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(list) => found.extend(heads(list)),
            None => found.extend(word(rest)),
        }
    }
    found
}

/// The first names of a braced import list: `catalog::{A, B}, text` gives `catalog` and `text`.
fn heads(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut is_head = true;
    let mut heads = Vec::new();
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_head = true,
            c if c.is_alphabetic() && is_head => {
                heads.extend(word(&list[at..]));
                is_head = false;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> Option<String> {
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[test]
fn no_layer_knows_one_to_its_right() {
    let mut broken = Vec::new();
    for source in sources() {
        let Some((_, allowed)) = LAYERS.iter().find(|(layer, _)| *layer == source.layer()) else {
            continue;
        };
        for imported in imports(&source.code) {
            let is_layer = LAYERS.iter().any(|(layer, _)| *layer == imported);
            if is_layer && imported != source.layer() && !allowed.contains(&imported.as_str()) {
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
    for source in sources() {
        let is_root = matches!(source.name.as_str(), "lib.rs" | "main.rs");
        let is_layered = LAYERS.iter().any(|(layer, _)| *layer == source.layer());
        assert!(is_root || is_layered, "{} is in no layer", source.name);
    }
}

#[test]
fn what_has_one_home_stands_nowhere_else() {
    let mut broken = Vec::new();
    for source in sources() {
        for (needle, homes, why) in GATES {
            if uses(&source.code, needle) && !homes.iter().any(|home| source.stands_in(home)) {
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

/// Whether a path is used, alone or within a braced import of its first part: `std::{fs, io}`.
fn uses(code: &str, needle: &str) -> bool {
    let is_free = |at: usize| {
        let before = code[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_')
    };
    let is_path = |at: usize| {
        let rest = &code[at + needle.len()..];
        needle.contains("::") || rest.starts_with("::") || rest.starts_with(';')
    };
    if code
        .match_indices(needle)
        .any(|(at, _)| is_free(at) && is_path(at))
    {
        return true;
    }
    let Some((outer, inner)) = needle
        .split_once("::")
        .filter(|(_, inner)| !inner.is_empty())
    else {
        return false;
    };
    let braced = format!("{outer}::{{");
    code.match_indices(&braced).any(|(at, _)| {
        heads(&code[at + braced.len()..])
            .iter()
            .any(|head| head == inner)
    })
}

#[test]
fn every_file_says_what_it_is_and_holds_one_idea() {
    for source in sources() {
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
    for source in sources() {
        for word in banned {
            assert!(!source.code.contains(word), "{} holds {word}", source.name);
        }
    }
}

/// The checks themselves: each finds what it is for.
#[test]
fn a_violation_is_seen() {
    let grouped = "use crate::{\n    catalog::{A, B},\n    text,\n};\nfn f() { crate::store::g() }";
    let found: Vec<String> = imports(grouped).into_iter().collect();
    assert_eq!(found, ["catalog", "store", "text"]);
    assert!(uses("use std::{fs, io};", "std::fs"));
    assert!(uses("let x = std::fs::read(p);", "std::fs"));
    assert!(uses("use ureq::Agent;", "ureq"));
    assert!(!uses("let conjureq = 1;", "ureq"));
    assert!(!uses("use std::{io, path};", "std::fs"));
    assert!(!code("// ureq::get\nfn f() {}").contains("ureq"));
}
