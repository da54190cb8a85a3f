//! Small repositories, one per tool, and what is to be found in each: `corpus/<tool>/expected.tsv` says every place.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod hostile;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use portolan::{
    catalog::Catalog,
    scan::{self, Answer, Docs, Mention, Pin, Reading, Resolver, What},
    store::bundled,
    text::Word,
};

/// Whether the last column is held against the resolver as well.
const RESOLVED: bool = true;
const HEAD: &str = "file\tline\tcolumn\twritten\ttool\twhat\tpin\tconnector";

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scan/corpus")
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    found.sort();
    found
}

/// The files of a repository by their folders; what is expected of it is no part of it.
fn folders(root: &Path) -> BTreeMap<String, Vec<(String, String)>> {
    let mut folders: BTreeMap<String, Vec<_>> = BTreeMap::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for path in below(&folder) {
            if path.is_dir() {
                left.push(path);
            } else if path != root.join("expected.tsv") {
                let name: Vec<_> = path
                    .strip_prefix(root)
                    .unwrap()
                    .iter()
                    .map(|part| part.to_string_lossy())
                    .collect();
                let name = name.join("/");
                let parent = name
                    .rsplit_once('/')
                    .map_or("", |(parent, _)| parent)
                    .to_owned();
                let text = fs::read_to_string(&path).unwrap();
                folders.entry(parent).or_default().push((name, text));
            }
        }
    }
    folders
}

/// What is found in a repository, a row for each place.
fn found(root: &Path, catalog: &Catalog) -> Vec<String> {
    let resolver = Resolver::new(catalog);
    let mut rows = Vec::new();
    let read = |(path, text): (String, String)| {
        let reading = scan::Reader::default().read(&path, &text, Docs::Skipped);
        (path, reading)
    };
    let files = folders(root).into_values().flatten();
    let mut files: Vec<(String, Reading)> = files.map(read).collect();
    scan::join(&mut files);
    for (path, reading) in &files {
        for mention in &reading.mentions {
            rows.push(row(path, mention, &resolver.resolve(mention)));
        }
        for fault in &reading.faults {
            let place = fault.place.map_or_else(
                || "-\t-".to_owned(),
                |place| format!("{}\t{}", place.line, place.column),
            );
            rows.push(format!("{path}\t{place}\t-\tfault\t-\t-\t-"));
        }
    }
    rows.sort();
    rows
}

fn row(path: &str, mention: &Mention, answer: &Answer<'_>) -> String {
    let place = mention.place;
    let cells = [
        path.to_owned(),
        place.line.to_string(),
        place.column.to_string(),
        mention.written.to_string(),
        mention.tool.word().to_owned(),
        what(&mention.what),
        pin(&mention.pin),
        connector(answer),
    ];
    cells.join("\t")
}

fn what(what: &What) -> String {
    match what {
        What::Image(image) => format!("image:{image}"),
        What::Slug(slug) => format!("slug:{slug}"),
        What::AnySlug(slug) => format!("any-slug:{slug}"),
        What::Definition(id) => format!("definition:{id}"),
        What::AnyId(id) => format!("any-id:{id}"),
        What::Beside(id, other) => format!("beside:{id}:{}", self::what(other)),
        What::Name(kind, name) => format!("name:{}:{name}", kind.word()),
        What::AnyName(name) => format!("any-name:{name}"),
        What::Own(slug) => format!("own:{slug}"),
        What::Connection(_) => "connection".to_owned(),
        What::Reference(to) => format!("reference:{to}"),
    }
}

fn pin(pin: &Pin) -> String {
    match pin {
        Pin::Impossible => "impossible".to_owned(),
        Pin::Missing => "missing".to_owned(),
        Pin::At(version) => format!("at:{version}"),
        Pin::Digest(digest) => format!("digest:{digest}"),
        Pin::Unsettled(written) => format!("unsettled:{written}"),
    }
}

fn connector(answer: &Answer<'_>) -> String {
    match answer {
        Answer::Connector(connector) => connector.slug.to_string(),
        Answer::Many(_) => "many".to_owned(),
        Answer::Custom(_) => "custom".to_owned(),
        Answer::Missing(_) => "missing".to_owned(),
        Answer::NeedsInstance => "instance".to_owned(),
        Answer::Unsettled => "unsettled".to_owned(),
        Answer::Contradiction(owner) => format!("contradicts:{}", owner.slug),
        Answer::Nothing => "nothing".to_owned(),
    }
}

/// A row as far as it is compared.
fn compared(row: &str) -> &str {
    match row.rsplit_once('\t') {
        Some((before, _)) if !RESOLVED => before,
        _ => row,
    }
}

#[test]
fn each_repository_is_read_as_expected() {
    let catalog = bundled::read().unwrap().catalog;
    let mut wrong = Vec::new();
    for root in below(&corpus()) {
        let expected = fs::read_to_string(root.join("expected.tsv")).unwrap();
        let mut expected = expected.lines();
        assert_eq!(expected.next(), Some(HEAD), "{}", root.display());
        let mut expected: Vec<&str> = expected.map(compared).collect();
        expected.sort_unstable();
        let found = found(&root, &catalog);
        let found: Vec<&str> = found.iter().map(|row| compared(row)).collect();
        for row in found.iter().filter(|row| !expected.contains(row)) {
            wrong.push(format!("{}: not expected:\t{row}", root.display()));
        }
        for row in expected.iter().filter(|row| !found.contains(row)) {
            wrong.push(format!("{}: not found:\t{row}", root.display()));
        }
        if wrong.is_empty() {
            assert_eq!(
                found,
                expected,
                "{}: the number of equal rows",
                root.display()
            );
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Every repository is worth its place: it holds something to find.
#[test]
fn no_repository_is_empty() {
    let roots = below(&corpus());
    assert!(roots.len() >= 10, "{}", roots.len());
    for root in roots {
        let rows = fs::read_to_string(root.join("expected.tsv")).unwrap();
        assert!(rows.lines().count() > 3, "{}", root.display());
    }
}
