//! A program as far as calls go: who is called, and with which arguments. Knows no connector.

use crate::sort;
use std::ops::Range;

use super::{
    language::Language,
    lex::{Lexer, Part, Token},
};

/// A text in pieces, without its comments and, in Python, without the strings that are documentation.
pub(super) struct Code<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    /// The pieces that begin functions, in order.
    functions: Vec<usize>,
    /// For each opening bracket the piece that closes it; the end where none does.
    closing: Vec<usize>,
    /// Comments and documentation, in order.
    pub(super) said: Vec<Range<usize>>,
    /// Where a string opens that is never closed: what follows it was read roughly.
    pub(super) unclosed: Option<usize>,
}

/// A call: `airbyte.SourceHubspot(…)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call<'t> {
    /// The names with dots between, the last one the callee's own.
    pub(super) path: Vec<&'t str>,
    /// Where the path stands.
    pub(super) at: Range<usize>,
    /// The piece that opens the arguments.
    pub(super) open: usize,
    /// Whether it makes an object: `new SourceHubspot(…)`.
    pub(super) is_new: bool,
}

/// One argument of a call, or one entry of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Argument<'t> {
    pub(super) name: Option<&'t str>,
    /// The pieces of its value.
    pub(super) value: Range<usize>,
}

/// Longer paths call no connector.
const LONGEST_PATH: usize = 8;

impl<'t> Code<'t> {
    pub(super) fn of(text: &'t str, language: Language) -> Self {
        let mut lexer = Lexer::new(text, language);
        let (comments, tokens): (Vec<Token>, Vec<Token>) = lexer
            .by_ref()
            .partition(|token| token.part == Part::Comment);
        let mut said: Vec<Range<usize>> = comments.into_iter().map(|token| token.at).collect();
        let mut code = Self {
            text,
            functions: Vec::new(),
            closing: Vec::new(),
            said: Vec::new(),
            unclosed: lexer.unclosed(),
            tokens,
        };
        if language == Language::Python {
            said.extend(code.drop_documentation());
            sort::by_key(&mut said, |at| at.start);
        }
        let begins = |at: &usize| matches!(code.word(*at), Some("def" | "function"));
        code.functions = (0..code.tokens.len()).filter(begins).collect();
        code.closing = code.brackets();
        code.said = said;
        code
    }

    /// Takes out the strings that are statements of their own.
    fn drop_documentation(&mut self) -> Vec<Range<usize>> {
        let mut depth = 0_usize;
        let mut dropped = Vec::new();
        let mut nexts = self.tokens.iter().skip(1).map(|token| token.is_first);
        let ends: Vec<bool> = std::iter::from_fn(|| nexts.next())
            .chain(std::iter::once(true))
            .collect();
        let mut at = 0;
        self.tokens.retain(|token| {
            let is_last = ends[at];
            at += 1;
            match token.part {
                Part::Sign(b'(' | b'[' | b'{') => depth += 1,
                Part::Sign(b')' | b']' | b'}') => depth = depth.saturating_sub(1),
                Part::Quoted { .. } if depth == 0 && token.is_first && is_last => {
                    dropped.push(token.at.clone());
                    return false;
                }
                _ => {}
            }
            true
        });
        dropped
    }

    fn brackets(&self) -> Vec<usize> {
        let mut closing = vec![self.tokens.len(); self.tokens.len()];
        let mut open = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            match token.part {
                Part::Sign(b'(' | b'[' | b'{') => open.push(at),
                Part::Sign(b')' | b']' | b'}') => {
                    if let Some(opened) = open.pop() {
                        closing[opened] = at;
                    }
                }
                _ => {}
            }
        }
        self.end_unclosed(&open, &mut closing);
        closing
    }

    /// What is never closed ends where the next such call begins, or where a line begins that cannot go on with it.
    fn end_unclosed(&self, open: &[usize], closing: &mut [usize]) {
        for (at, opened) in open.iter().enumerate() {
            let next = open.get(at + 1).map_or(self.tokens.len(), |next| {
                self.path(next - 1).map_or(*next, |(_, first)| first)
            });
            let mut inside = opened + 2..next;
            closing[*opened] = inside.find(|at| self.begins_anew(*at)).unwrap_or(next);
        }
    }

    /// Whether a piece begins a line and follows a value with nothing between that joins them.
    fn begins_anew(&self, at: usize) -> bool {
        /// Words that join what stands before or after them to the other side.
        const JOINTS: &[&str] = &[
            "and", "as", "else", "for", "if", "in", "is", "not", "of", "or",
        ];
        let joins = |at: usize| self.word(at).is_some_and(|word| JOINTS.contains(&word));
        let (Some(token), Some(before)) = (self.tokens.get(at), self.tokens.get(at - 1)) else {
            return false;
        };
        let follows_value = match before.part {
            Part::Word => !joins(at - 1),
            Part::Quoted { .. } => true,
            Part::Sign(sign) => matches!(sign, b')' | b']' | b'}'),
            Part::Comment => false,
        };
        let is_at_edge = || self.text.as_bytes()[..token.at.start].ends_with(b"\n");
        let begins = token.is_first && token.part == Part::Word;
        begins && follows_value && (is_at_edge() || !joins(at))
    }

    /// Which function a piece stands in, by their order; nested ones are none of their own.
    pub(super) fn function(&self, at: usize) -> usize {
        self.functions.partition_point(|begins| *begins <= at)
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn word(&self, at: usize) -> Option<&'t str> {
        let token = self.tokens.get(at)?;
        (token.part == Part::Word).then(|| &self.text[token.at.clone()])
    }

    pub(super) fn is_sign(&self, at: usize, sign: u8) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.part == Part::Sign(sign))
    }

    /// Where the inside of a string stands that no code is put into.
    pub(super) fn literal(&self, at: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(at)?;
        match token.part {
            Part::Quoted {
                opening,
                closing,
                is_made: false,
            } => Some(token.at.start + opening..token.at.end - closing),
            _ => None,
        }
    }

    /// Whether nothing follows a piece in its line.
    pub(super) fn ends_line(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_none_or(|token| token.is_first)
    }

    /// Where some pieces stand in the text.
    pub(super) fn place(&self, pieces: &Range<usize>) -> Range<usize> {
        let first = self.tokens.get(pieces.start);
        let last = self.tokens.get(pieces.end.saturating_sub(1)).or(first);
        match (first, last) {
            (Some(first), Some(last)) => first.at.start..last.at.end.max(first.at.end),
            _ => self.text.len()..self.text.len(),
        }
    }

    /// What some pieces say, on one line and cut.
    pub(super) fn written(&self, pieces: &Range<usize>) -> String {
        let text = &self.text[self.place(pieces)];
        // A line may be very long, and be asked about again and again.
        let shown = text.chars().take(80);
        shown.take_while(|c| !matches!(c, '\n' | '\r')).collect()
    }

    pub(super) fn calls(&self) -> impl Iterator<Item = Call<'t>> + '_ {
        (1..self.tokens.len()).filter_map(|open| {
            if !self.is_sign(open, b'(') {
                return None;
            }
            let (path, first) = self.path(open - 1)?;
            let before = first.checked_sub(1).and_then(|before| self.word(before));
            let is_declared = matches!(before, Some("def" | "class" | "function" | "import"));
            let at = self.place(&(first..open));
            (!is_declared).then_some(Call {
                path,
                at,
                open,
                is_new: before == Some("new"),
            })
        })
    }

    /// The path that ends at a piece, and its first piece.
    fn path(&self, last: usize) -> Option<(Vec<&'t str>, usize)> {
        let mut path = vec![self.word(last)?];
        let mut first = last;
        while first >= 2 && self.is_sign(first - 1, b'.') && path.len() < LONGEST_PATH {
            let Some(word) = self.word(first - 2) else {
                // What it belongs to is an expression: `workspace().get(…)`.
                break;
            };
            path.push(word);
            first -= 2;
        }
        path.reverse();
        Some((path, first))
    }

    /// What stands between a bracket and the one that closes it, part by part.
    pub(super) fn arguments(&self, open: usize) -> Vec<Argument<'t>> {
        let end = self.closing.get(open).copied().unwrap_or(open);
        let mut arguments = Vec::new();
        let mut start = open + 1;
        let mut at = start;
        while at < end {
            if self.is_sign(at, b',') {
                arguments.extend(self.argument(start..at));
                start = at + 1;
            }
            at = match self.tokens[at].part {
                Part::Sign(b'(' | b'[' | b'{') => self.closing[at] + 1,
                _ => at + 1,
            };
        }
        arguments.extend(self.argument(start..end));
        arguments
    }

    fn argument(&self, pieces: Range<usize>) -> Option<Argument<'t>> {
        if pieces.is_empty() {
            return None;
        }
        let second = pieces.start + 1;
        let names = self.is_sign(second, b':')
            || self.is_sign(second, b'=') && !self.is_sign(second + 1, b'=');
        let quoted = || self.literal(pieces.start).and_then(|at| self.text.get(at));
        let name = self.word(pieces.start).or_else(quoted);
        match name {
            Some(name) if names && second + 1 < pieces.end => Some(Argument {
                name: Some(name),
                value: second + 1..pieces.end,
            }),
            _ => Some(Argument {
                name: None,
                value: pieces,
            }),
        }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(text: &str) -> Vec<String> {
        let code = Code::of(text, Language::Python);
        let shown = code.calls().map(|call| {
            let arguments = code.arguments(call.open);
            let arguments = arguments.iter().map(|argument| {
                let value = code.written(&argument.value);
                argument
                    .name
                    .map_or(value.clone(), |name| format!("{name}:{value}"))
            });
            let arguments: Vec<_> = arguments.collect();
            format!("{}({})", call.path.join("."), arguments.join("|"))
        });
        shown.collect()
    }

    #[test]
    fn calls_are_found_with_their_arguments() {
        let table: [(&str, &[&str]); 10] = [
            ("a.b('x', y=1)", &["a.b('x'|y:1)"]),
            ("a(\n  'x', # b(1)\n  [1, 2],\n)", &["a('x'|[1, 2])"]),
            ("a(b(1, 2), c == d)", &["a(b(1, 2)|c == d)", "b(1|2)"]),
            ("def a(b): pass\nclass A(B): pass", &[]),
            ("a().b.c(1)", &["a()", "b.c(1)"]),
            ("a('x'", &["a('x')"]),
            ("f(x: 1)]})", &["f(x:1)"]),
            ("a(\n  'x'\nb('y', z=1)", &["a('x')", "b('y'|z:1)"]),
            ("a(b.c('x', d(1)", &["a()", "b.c('x'|d(1))", "d(1)"]),
            ("a('x',\n  y\n  if z else\n  w\nq = 1", &["a('x'|y)"]),
        ];
        for (text, expected) in table {
            assert_eq!(calls(text), expected, "{text}");
        }
    }

    #[test]
    fn strings_that_are_statements_are_documentation() {
        let text = "\"\"\"One.\"\"\"\ndef f():\n    'Two.'  # three\n    x = 'no'\n    f('no',\n      'no')\n";
        let code = Code::of(text, Language::Python);
        let said: Vec<_> = code.said.iter().map(|at| &text[at.clone()]).collect();
        assert_eq!(said, ["\"\"\"One.\"\"\"", "'Two.'", "# three"]);
    }
}
