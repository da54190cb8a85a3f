//! JSON inside a text of another document, such as the body of a request that Postman keeps. Read one level deep.

use std::ops::Range;

use crate::{
    scan::{finder::Finder, json, tree::Scalar},
    sort,
};

use super::{Around, Document, concerns, visit};

pub(super) fn read(scalar: &Scalar, around: Around<'_>, finder: &mut Finder<'_>) {
    let is_object = scalar.text.trim_start().starts_with('{');
    let is_inner = around.document == Document::Inner;
    if is_inner || !is_object || !concerns(&scalar.text, finder.own()) {
        return;
    }
    let Ok(document) = json::tree(&scalar.text, 0) else {
        return;
    };
    let around = Around {
        key: "",
        document: Document::Inner,
        ..around
    };
    let mut inner = Finder::knowing(finder.own(), &scalar.text);
    visit(&document, around, &mut inner);
    let mut finds: Vec<_> = inner.finds().collect();
    sort::by_key(&mut finds, |(at, _)| at.start);
    // Where an escape hides a word, the whole text stands for it and for those after it.
    let mut rest = Some(scalar.at.start);
    for (at, found) in finds {
        let start =
            rest.and_then(|from| place(finder.text(), from..scalar.at.end, &scalar.text[at]));
        rest = start.as_ref().map(|at| at.end);
        let at = start.unwrap_or_else(|| scalar.at.clone());
        finder.add(at, found.tool, found.what, found.pin);
    }
}

/// Where a word stands alone, in quotes.
fn place(text: &str, within: Range<usize>, word: &str) -> Option<Range<usize>> {
    let part = text.get(within.clone())?;
    let is_alone = |at: &usize| {
        let is_quote = |c: char| matches!(c, '"' | '\\');
        part[..*at].ends_with(is_quote) && part[at + word.len()..].starts_with(is_quote)
    };
    let mut places = part.match_indices(word).map(|(at, _)| at);
    let start = within.start + places.find(is_alone)?;
    Some(start..start + word.len())
}
