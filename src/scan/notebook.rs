//! Jupyter notebooks: JSON with programs in strings. A find stands where the notebook's file has it.

use std::ops::Range;

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, StringLit, Value},
    common::Ranged,
    parse_to_ast,
};

use super::{Docs, finder::Finder, generic, language::Language, python};

pub(super) fn read(text: &str, docs: Docs, finder: &mut Finder<'_>) {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let root = match parsed {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let at = error.range().start.min(text.len());
            finder.fault(Some(at), "not a valid notebook: its JSON cannot be read");
            return;
        }
    };
    let [mut code, mut prose] = [Woven::default(), Woven::default()];
    let cells = root
        .as_ref()
        .and_then(Value::as_object)
        .and_then(|root| root.get_array("cells"));
    for cell in cells.into_iter().flat_map(|cells| &cells.elements) {
        let Some(cell) = cell.as_object() else {
            continue;
        };
        match cell.get_string("cell_type").map(|kind| &*kind.value) {
            Some("code") => code.add(cell, text),
            Some("markdown") if docs == Docs::Included => prose.add(cell, text),
            _ => {}
        }
    }
    let mut inner = Finder::new(&code.text);
    python::read(&code.text, &mut inner);
    generic::read(&mut inner);
    code.hand_over(inner, finder);
    let mut inner = Finder::new(&prose.text);
    generic::claim_comments(Language::Markup, &mut inner);
    generic::read(&mut inner);
    prose.hand_over(inner, finder);
}

/// The text of cells, and where in the file its parts come from.
#[derive(Default)]
struct Woven {
    text: String,
    /// Where a part begins here and where in the file; in a part both go on alike.
    parts: Vec<(usize, usize)>,
}

impl Woven {
    fn add(&mut self, cell: &Object<'_>, file: &str) {
        match cell.get("source").map(|source| &source.value) {
            Some(Value::StringLit(source)) => self.add_string(source, file),
            Some(Value::Array(lines)) => {
                let lines = lines.elements.iter().filter_map(Value::as_string_lit);
                lines.for_each(|line| self.add_string(line, file));
            }
            _ => {}
        }
        self.parts.push((self.text.len(), 0));
        self.text.push('\n');
    }

    /// Adds a string as it is meant, and notes where each escape moves it away from what is written.
    fn add_string(&mut self, string: &StringLit<'_>, file: &str) {
        let start = string.range().start + 1;
        let end = string.range().end.saturating_sub(1).max(start);
        let mut written = file.get(start..end).unwrap_or_default();
        let mut at = start;
        self.parts.push((self.text.len(), at));
        while let Some(plain) = written.find('\\') {
            self.text.push_str(&written[..plain]);
            let (meant, length) = escape(&written[plain..]);
            at += plain + length;
            written = &written[plain + length..];
            self.parts.push((self.text.len(), at - length));
            self.text.push(meant);
            self.parts.push((self.text.len(), at));
        }
        self.text.push_str(written);
    }

    fn hand_over(&self, inner: Finder<'_>, finder: &mut Finder<'_>) {
        for (at, found) in inner.finds() {
            let start = self.origin(at.start);
            let end = self.origin(at.end.saturating_sub(1)) + 1;
            let at = grown(finder.text(), start..end.max(start));
            finder.add(at, found.tool, found.what, found.pin);
        }
    }

    fn origin(&self, at: usize) -> usize {
        let part = self.parts.partition_point(|(start, _)| *start <= at);
        let part = part.checked_sub(1).and_then(|part| self.parts.get(part));
        part.map_or(0, |(start, origin)| origin + at - start)
    }
}

/// The range with whole letters at its ends.
fn grown(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start.min(text.len());
    let end = range.end.clamp(start, text.len());
    let before = (0..=start).rev().find(|at| text.is_char_boundary(*at));
    let after = (end..=text.len()).find(|at| text.is_char_boundary(*at));
    before.unwrap_or(0)..after.unwrap_or(text.len())
}

/// What an escape of JSON means, and how long it is.
fn escape(text: &str) -> (char, usize) {
    let bytes = text.as_bytes();
    let unit = |at: usize| {
        let digits = text
            .get(at + 2..at + 6)
            .filter(|_| text[at..].starts_with("\\u"));
        digits.and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    let simple = |meant: char| (meant, 2);
    match bytes.get(1) {
        Some(b'n') => simple('\n'),
        Some(b't') => simple('\t'),
        Some(b'r') => simple('\r'),
        Some(b'b') => simple('\u{8}'),
        Some(b'f') => simple('\u{c}'),
        Some(byte @ (b'"' | b'\\' | b'/')) => simple(char::from(*byte)),
        Some(b'u') => {
            let units = [unit(0), text.get(6..).and_then(|_| unit(6))];
            let read = char::decode_utf16(units.into_iter().flatten()).next();
            match read {
                Some(Ok(meant)) => (meant, 6 * meant.len_utf16()),
                Some(Err(_)) => (char::REPLACEMENT_CHARACTER, 6),
                None => ('\\', 1),
            }
        }
        _ => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::finder::{Reading, What};

    fn reading(text: &str, docs: Docs) -> Reading {
        let mut finder = Finder::new(text);
        read(text, docs, &mut finder);
        finder.reading()
    }

    #[test]
    fn finds_stand_where_the_file_has_them() {
        let text = r##"{"cells": [
  {"cell_type": "markdown", "source": ["airbyte/source-no"]},
  {"cell_type": "code", "outputs": [{"text": "airbyte/source-no:1"}], "source": [
    "import airbyte as ab\n",
    "# é \u00e9 \ud83d\ude00 airbyte/source-no\n",
    "x = \"\\n\"; s = ab.get_source(\n",
    "  \"source-a\", version=\"1.0\")\n"
  ]},
  {"cell_type": "code", "source": "y = '\u00e9'\nab.get_source(\"source-b\")\n!docker run airbyte/source-c"}
] }"##;
        let found = reading(text, Docs::Skipped);
        assert_eq!(found.faults, []);
        let places = found
            .mentions
            .iter()
            .map(|m| (&*m.written, m.place.line, m.place.column));
        let line = text.lines().nth(8).unwrap();
        let column = |word: &str| line.find(word).unwrap() + 1;
        assert_eq!(
            places.collect::<Vec<_>>(),
            [
                ("source-a", 7, 10),
                ("source-b", 9, column("source-b")),
                ("airbyte/source-c", 9, column("airbyte/source-c")),
            ]
        );
        let prose = reading(text, Docs::Included).mentions;
        assert!(
            prose
                .iter()
                .any(|m| m.what == What::Image("airbyte/source-no".into()))
        );
        assert_eq!(prose.len(), 4);
    }

    #[test]
    fn what_is_no_notebook_is_told() {
        let deep = "[".repeat(100_000);
        for text in ["{\"cells\": [", deep.as_str(), "{'"] {
            let found = reading(text, Docs::Skipped);
            assert_eq!((found.mentions.len(), found.faults.len()), (0, 1));
        }
        for text in ["", "[]", "{\"cells\": 1}", "{\"cells\": [1, {}]}"] {
            assert_eq!(reading(text, Docs::Included), Reading::default(), "{text}");
        }
    }
}
