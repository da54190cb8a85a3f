//! From a text to its words, strings, signs and comments. One pass; a string that is never closed reaches to the end
//! of its line, and so do all after it; a comment, to the end of the text. Knows no connector.

use std::ops::Range;

use super::language::{Grammar, Language, Quote, Span};

/// A piece of a text; blanks lie between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) part: Part,
    pub(super) at: Range<usize>,
    /// Whether it is the first of its line.
    pub(super) is_first: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Letters, digits, `_` and `$`.
    Word,
    /// A string: how many bytes open and close it, and whether code stands in it.
    Quoted {
        opening: usize,
        closing: usize,
        is_made: bool,
    },
    Sign(u8),
    Comment,
}

/// Longer comments in loose languages are none; the bound keeps a text from being searched over and over.
const LONGEST_BLOCK: usize = 4096;

pub(super) struct Lexer<'t> {
    text: &'t str,
    language: Language,
    grammar: &'static Grammar,
    at: usize,
    is_first: bool,
    /// Whether a slash would divide here, and not open a pattern.
    divides: bool,
    /// Where a string over lines opens that is never closed.
    unclosed: Option<usize>,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str, language: Language) -> Self {
        Self {
            text,
            language,
            grammar: language.grammar(),
            at: 0,
            is_first: true,
            divides: false,
            unclosed: None,
        }
    }

    /// Where a string over lines opened that was never closed, once all is read.
    pub(super) fn unclosed(&self) -> Option<usize> {
        self.unclosed
    }

    /// Cuts a string that reaches to the end of the text without being closed. What follows it is read line by line,
    /// so that the text is not searched again and again for an end.
    fn cut(&mut self, part: Part, length: usize) -> (Part, usize) {
        let Part::Quoted {
            opening,
            closing: 0,
            ..
        } = part
        else {
            return (part, length);
        };
        let piece = &self.text[self.at..self.at + length];
        let end = line_end(piece);
        if end == length {
            return (part, length);
        }
        self.unclosed = self.unclosed.or(Some(self.at));
        let part = Part::Quoted {
            opening,
            closing: 0,
            is_made: false,
        };
        (part, end.max(opening))
    }

    /// A kind of string as it is read here.
    fn as_read(&self, quote: Quote) -> Quote {
        let span = self.unclosed.map_or(quote.span, |_| Span::Line);
        Quote { span, ..quote }
    }

    fn skip_blanks(&mut self) {
        for byte in &self.text.as_bytes()[self.at..] {
            match byte {
                b'\n' => self.is_first = true,
                b' ' | b'\t' | b'\r' | 0x0c => {}
                _ => break,
            }
            self.at += 1;
        }
    }

    /// Where the piece that begins here ends, and what it is.
    fn piece(&self) -> (Part, usize) {
        let rest = &self.text[self.at..];
        if let Some(length) = self.comment(rest) {
            return (Part::Comment, length);
        }
        if let Some((part, length)) = self.quoted(rest) {
            return (part, length);
        }
        if self.language == Language::Python
            && let Some(piece) = self.prefixed(rest)
        {
            return piece;
        }
        if self.grammar.has_regexes
            && !self.divides
            && let Some(length) = pattern(rest)
        {
            return (Part::Sign(b'/'), length);
        }
        match rest.bytes().take_while(|byte| is_letter(*byte)).count() {
            0 => (Part::Sign(rest.as_bytes()[0]), 1),
            length => (Part::Word, length),
        }
    }

    fn comment(&self, rest: &str) -> Option<usize> {
        if self.grammar.is_loose && !self.stands_free(u8::is_ascii_whitespace) {
            return None;
        }
        let mut blocks = self.grammar.blocks.iter();
        let Some((open, close)) = blocks.find(|(open, _)| rest.starts_with(open)) else {
            return starts_with_any(rest, self.grammar.lines).then(|| line_end(rest));
        };
        let inner = &rest.as_bytes()[open.len()..];
        let inner = if self.grammar.is_loose {
            &inner[..inner.len().min(LONGEST_BLOCK)]
        } else {
            inner
        };
        match memchr::memmem::find(inner, close.as_bytes()) {
            Some(end) => Some(open.len() + end + close.len()),
            // Where blanks alone tell comments, what is never closed is no comment of many lines.
            None if self.grammar.is_loose => Some(line_end(rest)),
            None => Some(rest.len()),
        }
    }

    /// Whether nothing stands before it in its line but what may stand before a comment or string.
    fn stands_free(&self, may_stand: fn(&u8) -> bool) -> bool {
        let before = self.text.as_bytes()[..self.at].last();
        before.is_none_or(may_stand)
    }

    fn quoted(&self, rest: &str) -> Option<(Part, usize)> {
        let mut quotes = self.grammar.quotes.iter();
        let quote = quotes.find(|quote| rest.starts_with(quote.opening))?;
        if self.grammar.is_loose && !self.stands_free(|byte| !byte.is_ascii_alphanumeric()) {
            return None;
        }
        Some(string(rest, self.as_read(*quote), 0))
    }

    /// A Python string with letters before it: `f"…"`, `rb'…'`.
    fn prefixed(&self, rest: &str) -> Option<(Part, usize)> {
        let letters = rest
            .bytes()
            .take(3)
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let prefix = rest[..letters].to_ascii_lowercase();
        if !matches!(
            prefix.as_str(),
            "f" | "r" | "b" | "u" | "t" | "fr" | "rf" | "br" | "rb"
        ) {
            return None;
        }
        let mut quotes = self.grammar.quotes.iter();
        let quote = quotes.find(|quote| rest[letters..].starts_with(quote.opening))?;
        let (part, length) = string(&rest[letters..], self.as_read(*quote), letters);
        let Part::Quoted {
            opening, closing, ..
        } = part
        else {
            return None;
        };
        let inner = &rest[opening..letters + length - closing];
        let part = Part::Quoted {
            opening,
            closing,
            is_made: prefix.contains(['f', 't']) && inner.contains('{'),
        };
        Some((part, letters + length))
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.skip_blanks();
        if self.at >= self.text.len() {
            return None;
        }
        let (part, length) = self.piece();
        let (part, length) = self.cut(part, length);
        let at = self.at..self.at + length;
        let token = Token {
            part,
            at: at.clone(),
            is_first: self.is_first,
        };
        self.at = at.end;
        self.is_first = false;
        self.divides = match part {
            Part::Comment => self.divides,
            Part::Quoted { .. } => true,
            Part::Sign(sign) => matches!(sign, b')' | b']' | b'}'),
            Part::Word => !matches!(&self.text[at], "return" | "typeof" | "case" | "in" | "of"),
        };
        Some(token)
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}

fn starts_with_any(text: &str, openings: &[&str]) -> bool {
    openings.iter().any(|opening| text.starts_with(opening))
}

fn line_end(text: &str) -> usize {
    memchr::memchr(b'\n', text.as_bytes()).unwrap_or(text.len())
}

/// A string that opens after `before` bytes of letters.
fn string(rest: &str, quote: Quote, before: usize) -> (Part, usize) {
    let opening = quote.opening.len();
    let body = &rest[opening..];
    let (length, is_closed, is_made) = match quote.span {
        Span::Template => template(body),
        Span::Line | Span::Lines => {
            let (length, is_closed) = plain(body, quote);
            (length, is_closed, false)
        }
    };
    let closing = if is_closed { opening } else { 0 };
    let part = Part::Quoted {
        opening: before + opening,
        closing,
        is_made,
    };
    (part, opening + length + closing)
}

/// How far the inside of a string reaches, and whether it is closed.
fn plain(body: &str, quote: Quote) -> (usize, bool) {
    let bytes = body.as_bytes();
    let closing = quote.opening.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote.escapes => at += 1,
            b'\n' if quote.span == Span::Line => return (at, false),
            byte if byte == closing[0] && bytes[at..].starts_with(closing) => return (at, true),
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), false)
}

/// The inside of a template string: how far it reaches, whether it is closed, and whether code stands in it.
fn template(body: &str) -> (usize, bool, bool) {
    let bytes = body.as_bytes();
    // The braces that are open, for each template that is.
    let mut open: Vec<usize> = vec![0];
    let mut is_made = false;
    let mut at = 0;
    while at < bytes.len() {
        let braces = open.last_mut();
        match (bytes[at], braces) {
            (b'\\', _) => at += 1,
            (b'$', Some(0)) if bytes.get(at + 1) == Some(&b'{') => {
                is_made = true;
                open.pop();
                open.push(1);
                at += 1;
            }
            (b'{', Some(braces)) if *braces > 0 => *braces += 1,
            (b'}', Some(braces)) if *braces > 0 => *braces -= 1,
            (b'`', Some(0)) => {
                open.pop();
                if open.is_empty() {
                    return (at, true, is_made);
                }
            }
            (b'`', _) => open.push(0),
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), false, is_made)
}

/// How long a regular expression is: it ends in its line, at a slash that is neither escaped nor in brackets.
fn pattern(rest: &str) -> Option<usize> {
    /// Longer ones are none; the bound keeps a line of slashes from being read over and over.
    const LONGEST: usize = 256;
    let bytes = rest.as_bytes().strip_prefix(b"/")?;
    let (mut at, mut in_class) = (0, false);
    while at < bytes.len().min(LONGEST) {
        match bytes[at] {
            b'\\' => at += 1,
            b'\n' => return None,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(at + 2),
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests;
