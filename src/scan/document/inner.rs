//! JSON inside a text of another document, such as the body of a request that Postman keeps. Read one level deep.

use crate::scan::{finder::Finder, json, tree::Scalar};

use super::{Around, concerns, visit};

pub(super) fn read(scalar: &Scalar, around: Around<'_>, finder: &mut Finder<'_>) {
    let is_object = scalar.text.trim_start().starts_with('{');
    if around.is_inner || !is_object || !concerns(&scalar.text, finder.own()) {
        return;
    }
    let Ok(document) = json::tree(&scalar.text, 0) else {
        return;
    };
    let around = Around {
        key: "",
        is_inner: true,
        ..around
    };
    let mut inner = Finder::knowing(finder.own(), &scalar.text);
    visit(&document, around, &mut inner);
    // Escapes move a word away from where it stands, never before what was found already.
    let mut from = scalar.at.start;
    let mut finds: Vec<_> = inner.finds().collect();
    finds.sort_by_key(|(at, _)| at.start);
    for (at, found) in finds {
        let rest = finder.text().get(from..scalar.at.end).unwrap_or_default();
        let Some(start) = place(rest, &scalar.text[at.clone()]).map(|start| from + start) else {
            continue;
        };
        from = start + at.len();
        finder.add(start..from, found.tool, found.what, found.pin);
    }
}

/// Where a word stands alone; where it only is a part of others, the first of these.
fn place(text: &str, word: &str) -> Option<usize> {
    let is_alone = |at: &usize| {
        let is_quote = |c: char| matches!(c, '"' | '\\' | '\'');
        text[..*at].ends_with(is_quote) && text[at + word.len()..].starts_with(is_quote)
    };
    let mut places = text.match_indices(word).map(|(at, _)| at);
    places.find(is_alone).or_else(|| text.find(word))
}
