//! The readers and the resolver on small repositories, and on texts that nobody would write.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use super::*;
use crate::{
    catalog::{Catalog, wire},
    text::Word,
};

fn catalog() -> Catalog {
    let bundled = include_bytes!("../../assets/catalog.json");
    wire::decode(bundled, None).unwrap().catalog
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scan/corpus")
}

const EXPECTED: &str = "expected.tsv";
/// The repositories that need no reader of structured files.
const REPOSITORIES: &[&str] = &[
    "airflow",
    "api-sdk",
    "cdktf-python",
    "cdktf-typescript",
    "dagster",
    "docker",
    "docs-not-usage",
    "notebook",
    "prefect",
    "pulumi-python",
    "pulumi-typescript",
    "pyairbyte",
    "pyproject",
    "requirements",
    "uuids",
];

#[test]
fn small_repositories_mention_what_they_use() {
    let catalog = catalog();
    let resolver = Resolver::new(&catalog);
    let mut wrong = String::new();
    for repository in REPOSITORIES {
        let folder = corpus().join(repository);
        let expected = fs::read_to_string(folder.join(EXPECTED)).unwrap();
        let found = told(&folder, &resolver);
        if expected.replace("\r\n", "\n") != found {
            let _ = write!(wrong, "\n== {repository}\n{found}");
        }
    }
    assert!(wrong.is_empty(), "found otherwise:{wrong}");
}

fn told(folder: &Path, resolver: &Resolver<'_>) -> String {
    let mut told = "file\tline\tcolumn\twritten\ttool\twhat\tpin\tconnector\n".to_owned();
    for file in files(folder) {
        let text = fs::read_to_string(folder.join(&file)).unwrap();
        for mention in read(&file, &text, Docs::Skipped).mentions {
            let Place { line, column } = mention.place;
            let (tool, what, pin) = (mention.tool.word(), what(&mention.what), pin(&mention.pin));
            let answer = connector(&resolver.resolve(&mention));
            let written = &mention.written;
            let _ = writeln!(
                told,
                "{file}\t{line}\t{column}\t{written}\t{tool}\t{what}\t{pin}\t{answer}"
            );
        }
    }
    told
}

/// The files below a folder with slashes in their paths, in order.
fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with(EXPECTED) {
                let parts = path.strip_prefix(folder).unwrap().iter();
                let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
                files.push(parts.join("/"));
            }
        }
    }
    files.sort();
    files
}

fn what(what: &What) -> String {
    match what {
        What::Image(image) => format!("image:{image}"),
        What::Slug(slug) => format!("slug:{slug}"),
        What::AnySlug(slug) => format!("anyslug:{slug}"),
        What::Definition(id) => format!("definition:{id}"),
        What::AnyId(id) => format!("anyid:{id}"),
        What::Beside(id, other) => format!("beside:{id}:{}", self::what(other)),
        What::Name(kind, name) => format!("name:{kind}:{name}"),
        What::AnyName(name) => format!("anyname:{name}"),
        What::Own(slug) => format!("own:{slug}"),
        What::Connection(id) => format!("connection:{id}"),
        What::Reference(to) => format!("reference:{to}"),
    }
}

fn pin(pin: &Pin) -> String {
    match pin {
        Pin::Impossible => "-".into(),
        Pin::Missing => "none".into(),
        Pin::At(version) => version.clone(),
        Pin::Digest(_) => "digest".into(),
        Pin::Unsettled(expression) => format!("?{expression}"),
    }
}

fn connector(answer: &Answer<'_>) -> String {
    match answer {
        Answer::Connector(one) => one.slug.to_string(),
        Answer::Many(_) => "many".into(),
        Answer::Custom(_) => "custom".into(),
        Answer::Missing(_) => "missing".into(),
        Answer::NeedsInstance => "instance".into(),
        Answer::Unsettled => "unsettled".into(),
        Answer::Nothing => "nothing".into(),
    }
}

#[test]
fn documentation_counts_where_it_is_asked_for() {
    let text = "Run airbyte/source-postgres:3.6.28.\n<!-- airbyte/source-slack:1 -->\n";
    for (docs, count) in [(Docs::Skipped, 0), (Docs::Included, 1)] {
        assert_eq!(read("README.md", text, docs).mentions.len(), count);
    }
}

#[test]
fn standard_input_is_a_list_of_names_or_a_file_of_any_kind() {
    let table = [
        ("source-postgres\npostgres@1.0\n", 2),
        ("import airbyte as ab\nab.get_source('source-x')\n", 1),
        ("services:\n  a:\n    image: airbyte/source-x:1\n", 1),
        (
            "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"!docker run airbyte/source-x\"}], \"nbformat\": 4}",
            1,
        ),
        ("", 0),
    ];
    for (text, count) in table {
        let found = read(STANDARD_INPUT, text, Docs::Skipped);
        assert_eq!(found.mentions.len(), count, "{text}");
    }
}

const PATHS: &[&str] = &[
    "a.py",
    "a.ipynb",
    "a.ts",
    "a.tf",
    "a.yaml",
    "a.json",
    "a.md",
    "a.sql",
    "Dockerfile",
    "requirements.txt",
    "pyproject.toml",
    "setup.py",
    "a.xml",
    "-",
];

/// Pieces that the readers look for, whole and broken.
const PIECES: &str = r#"(airbyte|/source-|/destination-|source-|postgres|:|1\.0|@sha256:|\$\{|\}|ab\.get_source\(|import airbyte as ab\n|from airbyte_api import models\n|models\.SourceX\(|version=|docker_image=|definition_id|=|"|'|"""|`|\(|\)|\[|\]|\{|,|#|//|/\*|\*/|--|<!--|\n|\\|\\u00e9|\\ud83d| |é|\t|airbyte-source-x|==|ef69ef6e-aa7f-4af1-a01d-ef775033524e|"cells"|"source"|"code"|"cell_type"|pip install |sourceType|.){0,40}"#;

proptest::proptest! {
    #[test]
    fn any_text_is_read_and_places_stand_in_it(text in PIECES) {
        for path in PATHS {
            for docs in [Docs::Skipped, Docs::Included] {
                let lines: Vec<&str> = text.split('\n').collect();
                for mention in read(path, &text, docs).mentions {
                    let Place { line, column } = mention.place;
                    let length = lines[line - 1].chars().count();
                    proptest::prop_assert!(column <= length + 1, "{path}: {mention:?}");
                }
            }
        }
    }
}

/// Long texts that lead a reader to look at the same place again and again.
#[test]
fn hostile_texts_cost_no_more_than_others() {
    let pieces = [
        "ab.get_source(",
        "'",
        "\"\"\"",
        "`${",
        "(",
        "[{",
        "/source-",
        "airbyte/source-x:",
        "a/",
        "from x import y, ",
        "/[",
        "\\'",
        "ef69ef6e-aa7f-4af1-a01d-ef775033524e ",
        "airbyte-source-x ",
        "pip install \\\n",
        "import a as b, ",
        "const a = ",
        "{\"cells\":[",
        "a.b.",
        "# ",
        "-",
    ];
    for piece in pieces {
        let text = format!("import airbyte\n{}", piece.repeat((1 << 17) / piece.len()));
        for path in [
            "a.py",
            "a.ts",
            "a.ipynb",
            "Dockerfile",
            "pyproject.toml",
            "-",
        ] {
            let start = std::time::Instant::now();
            read(path, &text, Docs::Included);
            // The slowest takes a tenth of this; a reader that looks back at everything takes minutes.
            let took = start.elapsed().as_secs();
            assert!(took < 8, "{piece:?} in {path} took {took} s");
        }
    }
}
