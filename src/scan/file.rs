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
    ("setup.cfg", PACKAGES),
    ("tox.ini", PACKAGES),
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
    (&["sql", "lua", "hs", "elm"], SQL),
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
            "jsonnet",
            "kt",
            "kts",
            "less",
            "libsonnet",
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
    if text.starts_with(['{', '[']) {
        let is_notebook = text.contains("\"cells\"") && text.contains("\"nbformat\"");
        return if is_notebook { "-.ipynb" } else { "-.json" };
    }
    let mut lines = text.lines().take(SNIFFED);
    lines.find_map(name_for_line).unwrap_or("-.sh")
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
            ("docker pull airbyte/source-x", "-.sh"),
        ];
        for (text, expected) in table {
            assert_eq!(name_for(text), expected, "{text}");
        }
    }
}
