//! Jupyter notebooks: JSON with programs in strings. A find stands where the notebook's file has it.

use std::ops::Range;

use jsonc_parser::{
    CollectOptions, ParseOptions,
    ast::{Object, StringLit, Value},
    common::Ranged,
    parse_to_ast,
};

use super::{
    Docs,
    finder::Finder,
    generic,
    language::Language,
    lex::{Lexer, Part},
    python,
};

pub(super) fn read(text: &str, docs: Docs, finder: &mut Finder<'_>) {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let root = match parsed {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let at = error.range().start.min(text.len());
            let text =
                "not a valid notebook: its JSON cannot be read, and its cells were read roughly";
            finder.fault(Some(at), text);
            return read_cells(rough(finder.text()), docs, finder);
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
    read_cells([code, prose], docs, finder);
}

fn read_cells([code, prose]: [Woven; 2], docs: Docs, finder: &mut Finder<'_>) {
    let mut inner = Finder::knowing(finder.own(), &code.text);
    python::read(&code.text, &mut inner);
    generic::read(&mut inner);
    code.hand_over(inner, finder);
    if docs == Docs::Skipped {
        return;
    }
    let mut inner = Finder::knowing(finder.own(), &prose.text);
    generic::claim_comments(Language::Markup, &mut inner);
    generic::read(&mut inner);
    prose.hand_over(inner, finder);
}

/// Code and prose of a notebook that is not whole: the strings that stand under `source`.
fn rough(text: &str) -> [Woven; 2] {
    let mut woven = [Woven::default(), Woven::default()];
    let (mut key, mut cell) = ("", "");
    let mut tokens = Lexer::new(text, Language::Braces).peekable();
    while let Some(token) = tokens.next() {
        let Part::Quoted {
            opening, closing, ..
        } = token.part
        else {
            if key == "source" && matches!(token.part, Part::Sign(b']' | b'}')) {
                woven.iter_mut().for_each(Woven::end);
                key = "";
            }
            continue;
        };
        let at = token.at.start + opening..token.at.end - closing;
        let next = tokens.peek().map(|next| next.part);
        let string = text.get(at.clone()).unwrap_or_default();
        match (key, cell) {
            _ if next == Some(Part::Sign(b':')) => key = string,
            ("cell_type", _) => cell = string,
            ("source", "code") => woven[0].add_string(at, text),
            ("source", "markdown") => woven[1].add_string(at, text),
            _ => {}
        }
    }
    woven
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
            Some(Value::StringLit(source)) => self.add_string(inside(source), file),
            Some(Value::Array(lines)) => {
                let lines = lines.elements.iter().filter_map(Value::as_string_lit);
                lines.for_each(|line| self.add_string(inside(line), file));
            }
            _ => {}
        }
        self.end();
    }

    /// Ends a cell.
    fn end(&mut self) {
        self.parts.push((self.text.len(), 0));
        self.text.push('\n');
    }

    /// Adds a string as it is meant, and notes where each escape moves it away from what is written.
    fn add_string(&mut self, string: Range<usize>, file: &str) {
        let mut at = string.start;
        let mut written = file.get(string).unwrap_or_default();
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

/// Where the inside of a string stands.
fn inside(string: &StringLit<'_>) -> Range<usize> {
    let start = string.range().start + 1;
    start..string.range().end.saturating_sub(1).max(start)
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
    fn cells_of_a_notebook_that_is_cut_off_are_read_roughly() {
        let text = r#"{"cells": [
  {"cell_type": "markdown", "source": ["airbyte/source-no"]},
  {"cell_type": "code", "outputs": [{"text": ["airbyte/source-no:1"]}], "source": [
    "import airbyte as ab\n",
    "ab.get_source(\"source-a\")\n"
  ]},
  {"cell_type": "code", "source": ["ab.get_source(\"source-b\")\n", "x = \"so"#;
        let found = reading(text, Docs::Skipped);
        let places = found
            .mentions
            .iter()
            .map(|m| (&*m.written, m.place.line, m.place.column));
        assert_eq!(
            places.collect::<Vec<_>>(),
            [("source-a", 5, 22), ("source-b", 7, 53)]
        );
        assert_eq!(found.faults.len(), 1);
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
