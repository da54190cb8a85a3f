//! A Terraform file that is not whole, or too large: each block is read for itself, and of a broken one its simple
//! attributes.

use std::borrow::Cow;

use hcl_edit::structure::Body;

use super::hcl::{Source, blocks};
use crate::scan::finder::Finder;

/// What a block at the margin begins with.
const HEADS: &[&str] = &[
    "check",
    "data",
    "ephemeral",
    "import",
    "locals",
    "module",
    "moved",
    "output",
    "provider",
    "removed",
    "resource",
    "terraform",
    "variable",
];
/// A larger block is not read.
const BLOCK: usize = 64 * 1024;

pub(super) fn read(text: &str, finder: &mut Finder<'_>) {
    let mut starts = starts(text);
    starts.push(text.len());
    for ends in starts.windows(2) {
        let (from, chunk) = (ends[0], &text[ends[0]..ends[1]]);
        if chunk.len() > BLOCK {
            finder.fault(Some(from), "this block is too large: it was not read");
        } else if let Some((body, chunk)) = body(chunk) {
            blocks(&body, Source { text: &chunk, from }, finder);
        }
    }
}

/// Where lines begin that begin a block.
fn starts(text: &str) -> Vec<usize> {
    let mut from = 0;
    let mut starts = Vec::new();
    for line in text.split_inclusive('\n') {
        let word = line.split(|c: char| !c.is_ascii_lowercase()).next();
        if word.is_some_and(|word| HEADS.contains(&word)) && line.contains('{') {
            starts.push(from);
        }
        from += line.len();
    }
    starts
}

/// The text as it is, or closed, or only its simple lines; every place stays where it is.
fn body(chunk: &str) -> Option<(Body, Cow<'_, str>)> {
    if let Ok(body) = hcl_edit::parser::parse_body(chunk) {
        return Some((body, chunk.into()));
    }
    let repairs: [fn(&str) -> String; 2] = [|chunk| format!("{chunk}\n}}\n"), simple];
    repairs.into_iter().find_map(|repair| {
        let text = repair(chunk);
        let body = hcl_edit::parser::parse_body(&text).ok()?;
        Some((body, text.into()))
    })
}

/// The head, and the lines of the first attribute's depth that hold one plain value; the rest is blank.
fn simple(chunk: &str) -> String {
    let mut text = String::with_capacity(chunk.len() + 2);
    let mut depth = None;
    for (at, line) in chunk.split_inclusive('\n').enumerate() {
        let indent = line.len() - line.trim_start().len();
        let head = line.find('{').filter(|_| at == 0).map(|brace| brace + 1);
        let kept = match head {
            Some(end) => end,
            None if is_simple(line) && *depth.get_or_insert(indent) == indent => line.len(),
            None => 0,
        };
        text.push_str(&line[..kept]);
        let blank = line[kept..]
            .bytes()
            .map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        text.extend(blank);
    }
    text + "\n}\n"
}

/// Whether a line is `name = "text"` or `name = a.b.c`.
fn is_simple(line: &str) -> bool {
    let Some((name, value)) = line.split_once('=') else {
        return false;
    };
    let value = value.trim();
    let is_word = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let is_text = value.len() > 1
        && value.starts_with('"')
        && value.ends_with('"')
        && value.matches('"').count() == 2;
    is_word(name.trim()) && (is_text || value.split('.').all(is_word))
}
