//! What the names in a program stand for: modules that were imported, and texts that were given a name.

use std::{collections::HashMap, ops::Range};

use super::{code::Code, lex::Part};

/// The names of one program.
#[derive(Debug, Default)]
pub(super) struct Names<'t> {
    /// A name here, and what it is in full: `models` is `airbyte_api.models`.
    imported: HashMap<&'t str, String>,
    /// Modules of which every name was imported.
    opened: Vec<String>,
    /// Texts by their names; none where a name was given two.
    texts: HashMap<&'t str, Option<Range<usize>>>,
}

/// What a value turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// A single word that is no name of a text: `True`, `None`, a parameter.
    Word(String),
    /// Anything that must be run to be known.
    Open(String),
}

/// So many names of one import are read.
const MOST: usize = 200;

impl<'t> Names<'t> {
    pub(super) fn of_python(code: &Code<'t>) -> Self {
        let mut names = Self::default();
        for at in 0..code.len() {
            let is_first = code.token(at).is_some_and(|token| token.is_first);
            match code.word(at) {
                Some("import") if is_first => names.python_import(code, at + 1),
                Some("from") if is_first => names.python_from(code, at + 1),
                Some(word) if is_first => names.python_text(code, at, word),
                _ => {}
            }
        }
        names
    }

    pub(super) fn of_script(code: &Code<'t>) -> Self {
        let mut names = Self::default();
        for at in 0..code.len() {
            match code.word(at) {
                Some("from" | "require") => names.script_import(code, at),
                Some("const" | "let" | "var") => names.script_text(code, at + 1),
                _ => {}
            }
        }
        names
    }

    /// What a path may be in full: by its first name, or by the modules that were imported whole.
    pub(super) fn full(&self, path: &[&str]) -> Vec<String> {
        let Some((first, rest)) = path.split_first() else {
            return Vec::new();
        };
        let after = rest.iter().flat_map(|name| [".", name]).collect::<String>();
        if let Some(full) = self.imported.get(first) {
            return vec![format!("{full}{after}")];
        }
        let opened = self.opened.iter();
        opened
            .map(|module| format!("{module}.{first}{after}"))
            .collect()
    }

    /// What the last name of a path is where it was declared: a class may be imported under another name.
    pub(super) fn last(&self, path: &[&str]) -> String {
        let full = self.full(path);
        let last = full.first().and_then(|full| full.rsplit(['.', '/']).next());
        last.or(path.last().copied()).unwrap_or_default().to_owned()
    }

    /// Every module or member that was imported.
    pub(super) fn modules(&self) -> impl Iterator<Item = &str> {
        self.imported
            .values()
            .chain(&self.opened)
            .map(String::as_str)
    }

    pub(super) fn value(&self, code: &Code<'t>, pieces: &Range<usize>) -> Value {
        let all_literal = || {
            pieces
                .clone()
                .map(|at| code.literal(at))
                .collect::<Option<Vec<_>>>()
        };
        if let Some(ranges) = all_literal().filter(|ranges| !ranges.is_empty()) {
            let texts = ranges.into_iter().filter_map(|at| code.text().get(at));
            return Value::Text(texts.collect());
        }
        if pieces.len() == 1
            && let Some(word) = code.word(pieces.start)
        {
            return match self.texts.get(word) {
                Some(Some(at)) => {
                    Value::Text(code.text().get(at.clone()).unwrap_or_default().into())
                }
                Some(None) => Value::Open(word.into()),
                None => Value::Word(word.into()),
            };
        }
        Value::Open(code.written(pieces))
    }

    fn python_import(&mut self, code: &Code<'t>, mut at: usize) {
        loop {
            let (module, next) = dotted(code, at);
            let first = code.word(at);
            at = next;
            match (code.word(at), code.word(at + 1)) {
                (Some("as"), Some(alias)) => {
                    self.imported.insert(alias, module);
                    at += 2;
                }
                _ => {
                    if let Some(first) = first {
                        self.imported.insert(first, first.to_owned());
                    }
                }
            }
            if !code.is_sign(at, b',') {
                return;
            }
            at += 1;
        }
    }

    fn python_from(&mut self, code: &Code<'t>, at: usize) {
        let (module, at) = dotted(code, at);
        if code.word(at) != Some("import") {
            return;
        }
        let mut at = at + 1 + usize::from(code.is_sign(at + 1, b'('));
        if code.is_sign(at, b'*') {
            self.opened.push(module);
            return;
        }
        for _ in 0..MOST {
            let Some(name) = code.word(at) else { return };
            let full = format!("{module}.{name}");
            if let (Some("as"), Some(alias)) = (code.word(at + 1), code.word(at + 2)) {
                self.imported.insert(alias, full);
                at += 3;
            } else {
                self.imported.insert(name, full);
                at += 1;
            }
            if !code.is_sign(at, b',') {
                return;
            }
            at += 1;
        }
    }

    /// `NAME = "text"` and `NAME: str = "text"` at the left edge.
    fn python_text(&mut self, code: &Code<'t>, at: usize, name: &'t str) {
        let start = code.token(at).map_or(0, |token| token.at.start);
        let is_at_edge = start == 0 || code.text().as_bytes()[start - 1] == b'\n';
        if is_at_edge {
            self.text(code, at, name, |at| code.ends_line(at));
        }
    }

    /// `const NAME = "text"`.
    fn script_text(&mut self, code: &Code<'t>, at: usize) {
        if let Some(name) = code.word(at) {
            let ends = |at| {
                code.ends_line(at) || code.is_sign(at + 1, b';') || code.word(at + 1) == Some("as")
            };
            self.text(code, at, name, ends);
        }
    }

    fn text(&mut self, code: &Code<'t>, at: usize, name: &'t str, ends: impl Fn(usize) -> bool) {
        let is_typed = code.is_sign(at + 1, b':') && code.word(at + 2).is_some();
        let equals = if is_typed { at + 3 } else { at + 1 };
        let value = equals + 1;
        if !code.is_sign(equals, b'=') || code.is_sign(value, b'=') {
            return;
        }
        let text = code.literal(value).filter(|_| ends(value));
        let known = self.texts.entry(name);
        // A second value makes the name's text a matter of when it is asked for.
        known.and_modify(|known| *known = None).or_insert(text);
    }

    /// `import … from "module"` and `… = require("module")`, seen from its last word.
    fn script_import(&mut self, code: &Code<'t>, at: usize) {
        let (opened, before) = if code.is_sign(at + 1, b'(') {
            (at + 2, at.checked_sub(2))
        } else {
            (at + 1, at.checked_sub(1))
        };
        let module = code.literal(opened).and_then(|at| code.text().get(at));
        let (Some(module), Some(last)) = (module, before) else {
            return;
        };
        let mut at = last;
        let mut listed = Vec::new();
        for _ in 0..MOST * 2 {
            match code.word(at) {
                Some("import" | "const" | "let" | "var" | "export") => break,
                Some(word) => listed.push((word, at)),
                None if matches!(
                    code.token(at).map(|t| t.part),
                    Some(Part::Sign(b'{' | b'}' | b',' | b'*' | b':'))
                ) => {}
                None => return,
            }
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            at = before;
        }
        listed.reverse();
        self.script_names(code, module, &listed);
    }

    /// The names between `import` and `from`, or between `const` and `=`.
    fn script_names(&mut self, code: &Code<'t>, module: &str, listed: &[(&'t str, usize)]) {
        let mut depth = 0;
        let mut seen = 0;
        let mut member = None;
        for (word, at) in listed.iter().filter(|(word, _)| *word != "type") {
            let first = listed.first().map_or(*at, |(_, at)| *at).saturating_sub(1);
            for sign in (first + seen)..*at {
                match code.token(sign).map(|token| token.part) {
                    Some(Part::Sign(b'{')) => depth += 1,
                    Some(Part::Sign(b'}')) => depth = 0,
                    Some(Part::Sign(b',')) => member = None,
                    _ => {}
                }
            }
            seen = at - first;
            if *word == "as" {
                continue;
            }
            let full = match member {
                _ if depth == 0 => module.to_owned(),
                Some(member) => format!("{module}.{member}"),
                None => format!("{module}.{word}"),
            };
            self.imported.insert(word, full);
            member = member.or(Some(*word));
        }
    }
}

/// A module's name with its dots, and the piece after it.
fn dotted(code: &Code<'_>, mut at: usize) -> (String, usize) {
    let mut module = String::new();
    let mut is_name_due = true;
    loop {
        if code.is_sign(at, b'.') {
            module.push('.');
            is_name_due = true;
        } else if let Some(word) = code
            .word(at)
            .filter(|word| is_name_due && *word != "import")
        {
            module.push_str(word);
            is_name_due = false;
        } else {
            return (module, at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::language::Language;

    #[test]
    fn names_of_python_stand_for_what_was_imported() {
        let text = "import airbyte as ab, os.path\nfrom airbyte_api import models, api as q\n\
                    from imports.airbyte.x import (\n  SourceX as S, # why\n  SourceY,\n)\nfrom . import local\n";
        let code = Code::of(text, Language::Python);
        let names = Names::of_python(&code);
        let table: [(&[&str], &str); 7] = [
            (&["ab", "get_source"], "airbyte.get_source"),
            (&["os", "path"], "os.path"),
            (&["models", "SourceX"], "airbyte_api.models.SourceX"),
            (&["q"], "airbyte_api.api"),
            (&["S"], "imports.airbyte.x.SourceX"),
            (&["SourceY"], "imports.airbyte.x.SourceY"),
            (&["local", "f"], "..local.f"),
        ];
        for (path, full) in table {
            assert_eq!(names.full(path), [full]);
        }
        assert!(names.full(&["unknown", "f"]).is_empty());
        let opened = Names::of_python(&Code::of("from imports.airbyte import *", Language::Python));
        assert_eq!(opened.full(&["SourceX"]), ["imports.airbyte.SourceX"]);
    }

    #[test]
    fn names_of_scripts_stand_for_what_was_imported() {
        let text = "import * as airbyte from '@pulumi/airbyte';\n\
                    import { SourceX, type SourceY as Y } from \"./.gen/providers/airbyte\";\n\
                    import Whole, { Part } from 'm';\nconst { A, B: C } = require('n');\nvar d = require('o');\n\
                    import 'side-effect';\nexport { E } from 'p';\n";
        let code = Code::of(text, Language::Script);
        let names = Names::of_script(&code);
        let table: [(&[&str], &str); 9] = [
            (&["airbyte", "SourceX"], "@pulumi/airbyte.SourceX"),
            (&["SourceX"], "./.gen/providers/airbyte.SourceX"),
            (&["Y"], "./.gen/providers/airbyte.SourceY"),
            (&["Whole"], "m"),
            (&["Part"], "m.Part"),
            (&["A"], "n.A"),
            (&["C"], "n.B"),
            (&["d"], "o"),
            (&["E"], "p.E"),
        ];
        for (path, full) in table {
            assert_eq!(names.full(path), [full], "{path:?}");
        }
    }

    #[test]
    fn texts_are_followed_where_they_have_one_name() {
        let text = "A = 'one'\nB: str = \"two\"\nC = 'x'\nC = 'y'\nD = 'x' + y\nif z:\n    E = 'in'\n\
                    f(A, B, C, D, E, None, 'a' 'b', f'{A}')\n";
        let code = Code::of(text, Language::Python);
        let names = Names::of_python(&code);
        let call = code.calls().next().unwrap();
        let values = code.arguments(call.open);
        let values = values
            .iter()
            .map(|argument| names.value(&code, &argument.value));
        let open = |text: &str| Value::Open(text.into());
        let said = |text: &str| Value::Text(text.into());
        let word = |text: &str| Value::Word(text.into());
        assert_eq!(
            values.collect::<Vec<_>>(),
            [
                said("one"),
                said("two"),
                open("C"),
                open("D"),
                word("E"),
                word("None"),
                said("ab"),
                open("f'{A}'")
            ]
        );
    }
}
