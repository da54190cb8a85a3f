//! `pyproject.toml` and `Pipfile`: packages in lists of requirements and in tables of dependencies.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    finder::{Finder, Pin, Tool},
    generic::{self, package},
    language::Language,
};

pub(super) fn read(text: &str, finder: &mut Finder<'_>) {
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let at = error.span().map(|span| span.start);
            let told = format!(
                "not valid TOML: {}; it was read only roughly",
                error.message()
            );
            finder.fault(at, &told);
            return read_lines(text, finder);
        }
    };
    // What is still to be read, and whether packages are asked for above it.
    let mut tables = vec![(table.get_ref(), false)];
    while let Some((table, asks_above)) = tables.pop() {
        for (key, value) in table {
            let asks = asks_above || asks_for_packages(key.get_ref());
            if asks_above && let Some(slug) = package::slug(key.get_ref()) {
                let pin = pin(value.get_ref());
                let what = package::named(&slug, &pin);
                finder.add(key.span(), Tool::Package, what, pin);
            }
            let mut values = vec![value];
            while let Some(value) = values.pop() {
                match value.get_ref() {
                    DeValue::Table(table) => tables.push((table, asks)),
                    DeValue::Array(list) => {
                        requirements(list, asks, finder);
                        values.extend(list.iter());
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Reads a file that is not whole, each line for itself.
fn read_lines(text: &str, finder: &mut Finder<'_>) {
    generic::claim_comments(Language::Hash, finder);
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let named = DeTable::parse(line.trim_end())
            .ok()
            .filter(|_| line.contains("irbyte"));
        for (key, value) in named.iter().flat_map(|table| table.get_ref().iter()) {
            if let Some(slug) = package::slug(key.get_ref()) {
                let at = key.span();
                let pin = pin(value.get_ref());
                let what = package::named(&slug, &pin);
                finder.add(from + at.start..from + at.end, Tool::Package, what, pin);
            }
        }
        from += line.len();
    }
    generic::read_packages(finder);
}

/// Whether a table or list of this name asks for packages.
fn asks_for_packages(key: &str) -> bool {
    let parts = ["dependenc", "packages", "requires"];
    parts.iter().any(|part| key.contains(part))
}

fn requirements(list: &[Spanned<DeValue<'_>>], asks: bool, finder: &mut Finder<'_>) {
    let strings = list
        .iter()
        .filter(|value| asks && value.get_ref().as_str().is_some());
    for string in strings {
        let Range { start, end } = string.span();
        let written = finder.text().get(start..end).unwrap_or_default();
        let quotes = written.len() - written.trim_start_matches(['"', '\'', ' ']).len();
        if let Some(package) = package::package(finder.text(), start + quotes) {
            let what = package.what();
            finder.add(package.at, Tool::Package, what, package.pin);
        }
    }
}

/// A version as Poetry and Pipenv write it: `"6.2.0"`, `"==6.2.0"`, `{ version = "6.2.0" }`.
fn pin(value: &DeValue<'_>) -> Pin {
    match value {
        DeValue::String(version) => {
            let version = version.trim();
            let exact = version.trim_start_matches('=').trim();
            let is_range = exact.contains(['^', '~', '>', '<', '!', '*', ',', '|', ' ']);
            if is_range || exact.is_empty() {
                Pin::Missing
            } else {
                Pin::At(exact.to_owned())
            }
        }
        DeValue::Table(table) => {
            let of = |name: &str| table.iter().find(|(key, _)| key.get_ref() == name);
            let elsewhere = ["git", "path", "url", "file"].into_iter().find_map(of);
            let elsewhere = elsewhere.and_then(|(_, value)| value.get_ref().as_str());
            match (of("version"), elsewhere) {
                (Some((_, version)), _) if version.get_ref().is_str() => pin_text(version),
                (_, Some(place)) => Pin::Unsettled(place.to_owned()),
                _ => Pin::Missing,
            }
        }
        _ => Pin::Missing,
    }
}

/// The version inside a table, which is never a table again.
fn pin_text(version: &Spanned<DeValue<'_>>) -> Pin {
    match version.get_ref() {
        text @ DeValue::String(_) => pin(text),
        _ => Pin::Missing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::What;

    #[test]
    fn packages_are_found_in_lists_and_tables() {
        let text = r#"
[project]
name = "airbyte-source-own"
dependencies = ["airbyte-source-a==1.0", "airbyte-source-b>=1"]
keywords = ["airbyte-source-no"]
[project.optional-dependencies]
x = ['airbyte-source-c']
[dependency-groups]
dev = ["airbyte-destination-d==2.0.0"]
[tool.poetry]
packages = [{ include = "airbyte_source_own" }]
[tool.poetry.group.dev.dependencies]
airbyte-source-e = "6.2.0"
airbyte-source-f = "^6.2"
airbyte-source-g = { version = "==1.1", extras = ["z"] }
airbyte-source-h = { git = "https://x.y/z" }
[tool.uv.sources]
airbyte-source-a = { path = "../a" }
"#;
        let mut finder = Finder::new(text);
        read(text, &mut finder);
        let reading = finder.reading();
        let found = reading.mentions.iter().map(|mention| {
            let (What::Slug(slug) | What::Own(slug)) = &mention.what else {
                panic!()
            };
            (&**slug, mention.pin.clone(), mention.place.line)
        });
        let at = |version: &str| Pin::At(version.into());
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                ("source-a", at("1.0"), 4),
                ("source-b", Pin::Missing, 4),
                ("source-c", Pin::Missing, 7),
                ("destination-d", at("2.0.0"), 9),
                ("source-e", at("6.2.0"), 13),
                ("source-f", Pin::Missing, 14),
                ("source-g", at("1.1"), 15),
                ("source-h", Pin::Unsettled("https://x.y/z".into()), 16),
            ]
        );
        assert_eq!(reading.faults, []);
    }

    #[test]
    fn a_broken_file_is_told() {
        let text = "[project]\nname = \n";
        let mut finder = Finder::new(text);
        read(text, &mut finder);
        let faults = finder.reading().faults;
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].place.map(|place| place.line), Some(2));
    }

    #[test]
    fn a_broken_file_is_read_line_by_line() {
        let text = "[project]\nname = \"airbyte-source-own\"\n<<<<<<< HEAD\ndependencies = [\n  \"airbyte-source-a==1.0\",\n=======\n\
                    ]\n>>>>>>> other\n[tool.poetry.dependencies]\nairbyte-source-e = \"6.2.0\"\n# airbyte-source-no==1\n";
        let mut finder = Finder::new(text);
        read(text, &mut finder);
        let reading = finder.reading();
        let found = reading.mentions.iter().map(|mention| {
            let line = mention.place.line;
            (line, mention.what.clone(), mention.pin.clone())
        });
        let slug = |slug: &str| What::Slug(slug.into());
        let at = |version: &str| Pin::At(version.into());
        assert_eq!(
            found.collect::<Vec<_>>(),
            [
                (5, slug("source-a"), at("1.0")),
                (10, slug("source-e"), at("6.2.0"))
            ]
        );
        assert!(reading.faults[0].text.ends_with("it was read only roughly"));
    }
}
