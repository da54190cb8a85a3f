//! JSON, and lines of JSON, as trees. Comments and trailing commas are allowed where editors allow them.

pub(super) mod rough;

use std::ops::Range;

use jsonc_parser::{
    CollectOptions, CommentCollectionStrategy, ParseOptions, ast, common::Ranged,
    errors::ParseError, parse_to_ast,
};

use super::{
    document,
    finder::Finder,
    tree::{Node, Scalar, too_deep},
};

/// Deeper than any document is meant to be.
const DEPTH: usize = 400;

pub(super) fn read(text: &str, finder: &mut Finder<'_>) {
    let (bare, from) = unmarked(text);
    let concerns = document::concerns(text, finder.own());
    if !concerns && !too_deep(text, DEPTH) {
        return;
    }
    match tree(bare, from) {
        Ok(node) => {
            for comment in comments(bare) {
                finder.claim(from + comment.start..from + comment.end);
            }
            document::read(&node, text, finder);
        }
        // What a template fills in later is none before.
        Err(_) if document::is_template(text) => {}
        Err(error) => {
            fault(&error, from, finder);
            document::read(&rough::tree(bare, from), text, finder);
        }
    }
}

/// One document in each line.
pub(super) fn read_lines(text: &str, finder: &mut Finder<'_>) {
    let mut from = 0;
    let mut is_whole = true;
    for line in text.split_inclusive('\n') {
        if document::concerns(line, finder.own()) || too_deep(line, DEPTH) {
            match tree(line, from) {
                Ok(node) => document::read(&node, line, finder),
                Err(error) => {
                    if std::mem::take(&mut is_whole) {
                        fault(&error, from, finder);
                    }
                    document::read(&rough::tree(line, from), line, finder);
                }
            }
        }
        from += line.len();
    }
}

/// The text without a byte order mark, and where it begins.
fn unmarked(text: &str) -> (&str, usize) {
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    (bare, text.len() - bare.len())
}

pub(super) fn fault(error: &ParseError, from: usize, finder: &mut Finder<'_>) {
    let told = error.kind().to_string().to_lowercase();
    finder.fault(
        Some(from + error.range().start),
        &format!("this is not whole JSON: {told}; it was read only roughly"),
    );
}

/// Where comments stand in a text that was read.
fn comments(text: &str) -> Vec<Range<usize>> {
    if !text.contains("//") && !text.contains("/*") {
        return Vec::new();
    }
    let options = CollectOptions {
        comments: CommentCollectionStrategy::Separate,
        ..CollectOptions::default()
    };
    let read = parse_to_ast(text, &options, &ParseOptions::default()).ok();
    let found = read.and_then(|read| read.comments).into_iter().flatten();
    let ranges = found.flat_map(|(_, comments)| {
        let ranges: Vec<_> = comments.iter().map(Ranged::range).collect();
        ranges
    });
    ranges.map(|range| range.start..range.end).collect()
}

/// The document of a text that begins at a byte of its file.
pub(super) fn tree(text: &str, from: usize) -> Result<Node, ParseError> {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default())?;
    Ok(parsed.value.map_or(Node::Empty, |value| node(value, from)))
}

fn node(value: ast::Value<'_>, from: usize) -> Node {
    match value {
        ast::Value::StringLit(text) => Node::Scalar(Scalar {
            at: from + text.range.start + 1..from + text.range.end - 1,
            text: text.value.into_owned(),
        }),
        ast::Value::NumberLit(number) => plain(number.value, number.range(), from),
        ast::Value::BooleanLit(boolean) => plain(&boolean.value.to_string(), boolean.range(), from),
        ast::Value::Object(object) => {
            let entries = object.properties.into_iter().map(|entry| {
                let range = entry.name.range();
                let quote = usize::from(matches!(entry.name, ast::ObjectPropName::String(_)));
                let key = Scalar {
                    text: entry.name.into_string(),
                    at: from + range.start + quote..from + range.end - quote,
                };
                (key, node(entry.value, from))
            });
            Node::Map(entries.collect())
        }
        ast::Value::Array(array) => Node::List(
            array
                .elements
                .into_iter()
                .map(|value| node(value, from))
                .collect(),
        ),
        ast::Value::NullKeyword(_) => Node::Empty,
    }
}

fn plain(text: &str, range: jsonc_parser::common::Range, from: usize) -> Node {
    Node::Scalar(Scalar {
        text: text.to_owned(),
        at: from + range.start..from + range.end,
    })
}

#[cfg(test)]
mod tests;
