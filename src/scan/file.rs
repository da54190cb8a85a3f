//! What kind of file it is: by its name, or by its text where it has none.

use super::{
    interest::{ending, name},
    language::Language,
};

/// What reads a file before the readers that read anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Python,
    Notebook,
    Script,
    /// `pyproject.toml` and its like.
    Project,
    /// A list of packages.
    Packages,
    /// Documentation.
    Prose,
    Other,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct File {
    pub(super) format: Format,
    pub(super) language: Language,
    /// Whether it asks for packages wherever it names one.
    pub(super) asks_for_packages: bool,
}

const fn file(format: Format, language: Language) -> File {
    File {
        format,
        language,
        asks_for_packages: matches!(format, Format::Packages),
    }
}

const TERRAFORM: File = file(Format::Other, Language::Hcl);
const YAML: File = file(Format::Other, Language::Hash);
const JSON: File = file(Format::Other, Language::Braces);
const PYTHON: File = file(Format::Python, Language::Python);
const SCRIPT: File = file(Format::Script, Language::Script);
const NOTEBOOK: File = file(Format::Notebook, Language::Braces);
const PROJECT: File = file(Format::Project, Language::Hash);
const PACKAGES: File = file(Format::Packages, Language::Hash);
const BRACES: File = file(Format::Other, Language::Braces);
const HASH: File = file(Format::Other, Language::Hash);
const SQL: File = file(Format::Other, Language::Sql);
const MARKUP: File = file(Format::Other, Language::Markup);
const PLAIN: File = file(Format::Other, Language::Plain);
const MARKED_PROSE: File = file(Format::Prose, Language::Markup);
const PLAIN_PROSE: File = file(Format::Prose, Language::Plain);

/// Whole names, in lower case.
const NAMES: &[(&str, File)] = &[
    ("authors", PLAIN_PROSE),
    ("changelog", PLAIN_PROSE),
    ("changes", PLAIN_PROSE),
    ("codeowners", PLAIN_PROSE),
    ("contributing", PLAIN_PROSE),
    ("copying", PLAIN_PROSE),
    ("history", PLAIN_PROSE),
    ("licence", PLAIN_PROSE),
    ("license", PLAIN_PROSE),
    ("news", PLAIN_PROSE),
    ("notice", PLAIN_PROSE),
    ("pipfile", PROJECT),
    ("pyproject.toml", PROJECT),
    ("readme", PLAIN_PROSE),
    ("setup.cfg", file(Format::Packages, Language::Ini)),
    ("tox.ini", file(Format::Packages, Language::Ini)),
];

/// What follows the last dot.
const ENDINGS: &[(&[&str], File)] = &[
    (&["tf", "tofu", "hcl", "tfvars", "nomad"], TERRAFORM),
    (&["yaml", "yml"], YAML),
    (&["json", "jsonc", "json5", "tfstate"], JSON),
    (&["py", "pyi", "pyw"], PYTHON),
    (&["ipynb"], NOTEBOOK),
    (
        &["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs"],
        SCRIPT,
    ),
    (
        &["md", "mdx", "markdown", "html", "htm", "xhtml"],
        MARKED_PROSE,
    ),
    (
        &["rst", "adoc", "asciidoc", "org", "tex", "txt", "textile"],
        PLAIN_PROSE,
    ),
    (&["xml", "xsd", "vue", "svelte", "pom"], MARKUP),
    (&["sql", "hs", "elm"], SQL),
    (&["lua"], file(Format::Other, Language::Lua)),
    (
        &["ini", "cfg", "conf", "properties"],
        file(Format::Other, Language::Ini),
    ),
    (&["bat", "cmd"], file(Format::Other, Language::Batch)),
    (
        &["ps1", "psm1", "psd1"],
        file(Format::Other, Language::Powershell),
    ),
    (
        &["rb", "rake", "gemspec"],
        file(Format::Other, Language::Ruby),
    ),
    (
        &["jsonnet", "libsonnet", "bicep"],
        file(Format::Other, Language::Jsonnet),
    ),
    (&["nix"], file(Format::Other, Language::Hcl)),
    (
        &[
            "c",
            "cc",
            "cpp",
            "cs",
            "css",
            "cue",
            "dart",
            "go",
            "gradle",
            "groovy",
            "h",
            "hpp",
            "java",
            "jenkinsfile",
            "kt",
            "kts",
            "less",
            "php",
            "proto",
            "rs",
            "scala",
            "scss",
            "swift",
            "zig",
        ],
        BRACES,
    ),
    (&["csv", "tsv", "ndjson", "jsonl"], PLAIN),
];

/// What kind of file has such a path.
pub(super) fn of(path: &str) -> File {
    let lower = path.to_ascii_lowercase();
    let name = name(&lower);
    if let Some((_, file)) = NAMES.iter().find(|(known, _)| *known == name) {
        return *file;
    }
    if is_list_of_packages(&lower, name) {
        return PACKAGES;
    }
    let ending = ending(name);
    if name == "jenkinsfile" {
        return BRACES;
    }
    // Lists of images for a mirror, and notes of what a build made.
    if ending == "txt"
        && ["image", "connector"]
            .iter()
            .any(|part| name.contains(part))
    {
        return HASH;
    }
    let mut endings = ENDINGS.iter();
    let known = endings.find(|(endings, _)| endings.contains(&ending));
    let mut file = known.map_or(HASH, |(_, file)| *file);
    file.asks_for_packages |=
        name == "setup.py" || matches!(ending, "yaml" | "yml") && is_environment(name);
    file
}

fn is_list_of_packages(path: &str, name: &str) -> bool {
    let is_list = matches!(ending(name), "txt" | "in");
    let lists = ["requirements", "constraints"];
    let folders = ["requirements/", "constraints/"];
    is_list
        && (lists.iter().any(|list| name.contains(list))
            || folders
                .iter()
                .any(|folder| path.starts_with(folder) || path.contains(&format!("/{folder}"))))
}

fn is_environment(name: &str) -> bool {
    name.contains("environment") || name.contains("conda")
}

/// What a file of such a text would be called; for texts without a name.
pub(super) fn name_for(text: &str) -> &'static str {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let first = text.lines().next().unwrap_or_default();
    if text.starts_with(['{', '[']) && !is_heading(first) {
        let is_notebook = text.contains("\"cells\"") && text.contains("\"nbformat\"");
        return if is_notebook { "-.ipynb" } else { "-.json" };
    }
    let mut lines = text.lines().take(SNIFFED);
    let name = lines.find_map(name_for_line).unwrap_or("-.sh");
    if name == SECTIONS_NAME && lines.any(is_toml) {
        return "pyproject.toml";
    }
    name
}

/// Files in sections, where nothing says that they are TOML.
const SECTIONS_NAME: &str = "setup.cfg";
const PACKAGES_NAME: &str = "requirements.txt";

/// `[project]`, and no list of JSON.
fn is_heading(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let inner = line
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix(']'));
    let inner = inner.map(|inner| inner.trim_start_matches('[').trim_end_matches(']'));
    inner.is_some_and(|inner| {
        let belongs = |c: char| c.is_alphanumeric() || "-_.:\"' ".contains(c);
        inner.starts_with(|c: char| c.is_alphabetic())
            && inner.chars().all(belongs)
            && !matches!(inner, "true" | "false" | "null")
    })
}

/// `name = "…"`, with a value as only TOML has it.
fn is_toml(line: &str) -> bool {
    let value = line.split_once('=').map(|(_, value)| value.trim_start());
    value.is_some_and(|value| value.starts_with(['"', '\'', '[', '{']))
}

/// `name[extra]==1.0`, `name @ git+https://…`, or an option of the list.
fn is_requirement(line: &str) -> bool {
    let options = [
        "-r ",
        "-c ",
        "-e ",
        "--index-url",
        "--extra-index-url",
        "--hash",
    ];
    if options.iter().any(|option| line.starts_with(option)) {
        return true;
    }
    let belongs = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let rest = line.trim_start_matches(belongs);
    let is_named = rest.len() < line.len();
    let rest = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((_, rest)) => rest,
        None => rest,
    };
    let signs = ["==", ">=", "<=", "~=", "!=", "@ git+", "@ http", "@ file:"];
    is_named && signs.iter().any(|sign| rest.trim_start().starts_with(sign))
}

/// Whether files are known by such an ending; `org` also ends the names of organisations.
pub(super) fn is_ending(ending: &str) -> bool {
    let others = ["lock", "sh", "toml"];
    let mut known = ENDINGS
        .iter()
        .flat_map(|(endings, _)| *endings)
        .chain(&others);
    ending != "org" && known.any(|known| *known == ending)
}

/// So many lines are looked at.
const SNIFFED: usize = 200;

/// Beginnings of lines that one kind of file has.
const BEGINNINGS: &[(&[&str], &str)] = &[
    (
        &[
            "resource \"",
            "data \"",
            "module \"",
            "provider \"",
            "variable \"",
            "terraform {",
            "locals {",
            "output \"",
            "moved {",
        ],
        "-.tf",
    ),
    (
        &["import {", "import *", "export ", "const ", "let "],
        SCRIPT_NAME,
    ),
    (
        &[
            "import ",
            "from ",
            "def ",
            "class ",
            "#!/usr/bin/env python",
        ],
        "-.py",
    ),
    (&["FROM ", "ARG ", "RUN ", "#!"], "-.sh"),
    (&["---"], "-.yaml"),
];

const SCRIPT_NAME: &str = "-.ts";

fn name_for_line(line: &str) -> Option<&'static str> {
    let mut beginnings = BEGINNINGS.iter();
    let known = beginnings.find(|(starts, _)| starts.iter().any(|start| line.starts_with(start)));
    if let Some((_, name)) = known {
        let is_script = line.starts_with("import ") && line.contains(" from ");
        return Some(if is_script { SCRIPT_NAME } else { name });
    }
    if is_requirement(line) {
        return Some(PACKAGES_NAME);
    }
    if is_heading(line) {
        return Some(SECTIONS_NAME);
    }
    let (key, value) = line.split_once(':')?;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"_-\"'".contains(&byte);
    let is_key = !key.is_empty() && key.bytes().all(is_letter);
    (is_key && (value.is_empty() || value.starts_with(' '))).then_some("-.yaml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_file_is() {
        let table = [
            ("infra/main.tf", TERRAFORM),
            ("a/x.tf.json", JSON),
            (".github/workflows/ci.yml", YAML),
            ("dags/x.py", PYTHON),
            ("n.ipynb", NOTEBOOK),
            ("src/App.TSX", SCRIPT),
            ("pyproject.toml", PROJECT),
            ("Pipfile", PROJECT),
            ("dev-requirements.txt", PACKAGES),
            ("requirements/base.txt", PACKAGES),
            ("constraints.txt", PACKAGES),
            ("notes.txt", PLAIN_PROSE),
            ("airbyte-images.txt", HASH),
            ("README", PLAIN_PROSE),
            ("docs/x.md", MARKED_PROSE),
            ("LICENSE", PLAIN_PROSE),
            ("Dockerfile.dev", HASH),
            ("x.sh", HASH),
            ("Main.java", BRACES),
            ("q.sql", SQL),
        ];
        for (path, expected) in table {
            assert_eq!(of(path), expected, "{path}");
        }
        assert!(of("setup.py").asks_for_packages && of("conda/environment.yml").asks_for_packages);
        assert!(!of("ci.yml").asks_for_packages);
    }

    #[test]
    fn texts_tell_what_they_are() {
        let table = [
            ("{\"nbformat\": 4, \"cells\": []}", "-.ipynb"),
            ("\n[1]", "-.json"),
            ("# why\nresource \"x\" \"y\" {", "-.tf"),
            ("import airbyte as ab", "-.py"),
            ("import * as a from 'b'", "-.ts"),
            ("import a from 'b'", "-.ts"),
            ("# x\nservices:\n  a: 1", "-.yaml"),
            ("FROM airbyte/source-x:1", "-.sh"),
            ("# x\npandas\nairbyte-source-x==1.0", "requirements.txt"),
            ("a[b] >= 1\n", "requirements.txt"),
            ("a @ git+https://x.y/z", "requirements.txt"),
            ("[project]\nname = \"x\"", "pyproject.toml"),
            ("# x\n[[tool.a]]\nb = 1\nc = []", "pyproject.toml"),
            ("[metadata]\nname = x", "setup.cfg"),
            ("[\n  {}]", "-.json"),
            ("[null]", "-.json"),
            ("docker pull airbyte/source-x", "-.sh"),
        ];
        for (text, expected) in table {
            assert_eq!(name_for(text), expected, "{text}");
        }
    }
}
