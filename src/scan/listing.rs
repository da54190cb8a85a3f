//! Lists of connectors, one in a line, as people and programs pass them on: `source-postgres@3.6.0`,
//! `airbyte/source-mysql:3.9.0`, `Google Sheets` or a definition id.

use std::ops::Range;

use super::{
    file,
    finder::{Finder, Pin, Tool, What},
    image::{Image, is_id, is_slug},
    interest,
};

/// Reads a list; whether it is one. Nothing is found in a text that is none.
pub(super) fn read(text: &str, finder: &mut Finder<'_>) -> bool {
    let (mut entries, mut files) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = entry(line, start);
        start += line.len();
        if at.is_empty() {
            continue;
        }
        if is_file(&text[at.clone()]) {
            files.push(at.start);
            continue;
        }
        let Some((what, pin)) = named(&text[at.clone()]) else {
            return false;
        };
        entries.push((at, what, pin));
    }
    if let Some(first) = files.first() {
        finder.fault(Some(*first), FILES);
    }
    // Among names of files, what stands in a folder is a file, too.
    let is_named = |(_, what, _): &(_, What, _)| {
        files.is_empty() || !matches!(what, What::AnyName(name) if name.contains('/'))
    };
    for (at, what, pin) in entries.into_iter().filter(is_named) {
        finder.add(at, Tool::Name, what, pin);
    }
    true
}

const FILES: &str = "names of files, where names of connectors or the text of a file are meant; \
    give files to --scan by name, as in: git diff --name-only | xargs portolan check --scan";

/// Whether an entry is the path of a file, by how it ends.
fn is_file(entry: &str) -> bool {
    let (name, is_whole) = (interest::name(entry), !entry.contains([' ', '@', ':']));
    is_whole && name.contains('.') && file::is_ending(&interest::ending(name).to_ascii_lowercase())
}

/// What stands in a line, without blanks and comment.
fn entry(line: &str, start: usize) -> Range<usize> {
    let is_comment = line
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('#');
    let end = if is_comment { Some(0) } else { line.find(" #") };
    let told = &line[..end.unwrap_or(line.len())];
    let trimmed = told.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let from = start + told.find(trimmed).unwrap_or_default();
    from..from + trimmed.len()
}

/// The longest name that is believed to be one.
const LONGEST: usize = 120;

fn named(entry: &str) -> Option<(What, Pin)> {
    if entry.len() > LONGEST {
        return None;
    }
    if is_id(entry) {
        return Some((What::Definition(entry.to_owned()), Pin::Impossible));
    }
    let image = Image::of(entry);
    let slug = image.repository.rsplit_once('/').map(|(_, slug)| slug);
    if slug.is_some_and(is_slug) && !entry.contains("://") && entry.bytes().all(is_image_byte) {
        return Some((What::Image(image.repository), image.pin));
    }
    let (name, version) = split(entry);
    let pin = match version {
        Some(version) if is_version(version) => Pin::At(version.to_owned()),
        Some(_) => return None,
        None => Pin::Missing,
    };
    if is_slug(name) {
        return Some((What::Slug(name.to_owned()), pin));
    }
    is_name(name).then(|| (What::AnyName(name.to_owned()), pin))
}

/// The name and the version behind it: `name@version`, and `slug:tag` as images have it.
fn split(entry: &str) -> (&str, Option<&str>) {
    let tagged = || entry.split_once(':').filter(|(name, _)| is_slug(name));
    match entry.rsplit_once('@').or_else(tagged) {
        Some((name, version)) => (name.trim_end(), Some(version.trim_start())),
        None => (entry, None),
    }
}

fn is_image_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._/:@".contains(&byte)
}

fn is_version(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
}

fn is_name(text: &str) -> bool {
    let belongs = |c: char| c.is_alphanumeric() || " ()-./_,".contains(c);
    // Parentheses hold another name, after a blank: a call has none there.
    let is_call = text.contains('(') && !text.contains(" (");
    text.starts_with(char::is_alphanumeric) && text.chars().all(belongs) && !is_call
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_connectors_in_every_way() {
        let text = "# mine\n\nsource-postgres@3.6.0\n  source-x:1  # why\r\nairbyte/source-mysql:3.9.0\n\
                    r.io/airbyte/source-a\nGoogle Analytics 4 (GA4)\nef69ef6e-aa7f-4af1-a01d-ef775033524e\npostgres";
        let mut finder = Finder::new(text);
        assert!(read(text, &mut finder));
        let found = finder.reading().mentions;
        let slug = |slug: &str| What::Slug(slug.into());
        let at = |version: &str| Pin::At(version.into());
        let expected = [
            (slug("source-postgres"), at("3.6.0"), 3, 1),
            (slug("source-x"), at("1"), 4, 3),
            (
                What::Image("airbyte/source-mysql".into()),
                at("3.9.0"),
                5,
                1,
            ),
            (What::Image("airbyte/source-a".into()), Pin::Missing, 6, 1),
            (
                What::AnyName("Google Analytics 4 (GA4)".into()),
                Pin::Missing,
                7,
                1,
            ),
            (
                What::Definition("ef69ef6e-aa7f-4af1-a01d-ef775033524e".into()),
                Pin::Impossible,
                8,
                1,
            ),
            (What::AnyName("postgres".into()), Pin::Missing, 9, 1),
        ];
        let found = found
            .into_iter()
            .map(|m| (m.what, m.pin, m.place.line, m.place.column));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn names_of_files_are_told_to_be_such() {
        let text =
            "source-postgres\n.github/workflows/ci.yml\nt4/compose.yml\nt4/Makefile\nCustomer.io\n";
        let mut finder = Finder::new(text);
        assert!(read(text, &mut finder));
        let found = finder.reading();
        let written = found.mentions.iter().map(|m| &*m.written);
        assert_eq!(
            written.collect::<Vec<_>>(),
            ["source-postgres", "Customer.io"]
        );
        let lines = found.faults.iter().map(|f| f.place.unwrap().line);
        assert_eq!(lines.collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn a_program_is_no_list() {
        for text in [
            "a: b",
            "resource \"x\" \"y\" {\n}",
            "ab.get_source(\"source-x\")",
            "{}",
            "x = 1",
        ] {
            let mut finder = Finder::new(text);
            assert!(!read(text, &mut finder), "{text}");
        }
    }
}
