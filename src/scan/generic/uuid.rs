//! Ids anywhere in a text. Which of them are a connector's only the catalog knows, unless a name before one says so.

use std::ops::Range;

use crate::scan::{
    finder::{Finder, Pin, Tool, What},
    image::is_id,
    interest::speaks_of_airbyte,
};

/// How long an id is: 8, 4, 4, 4 and 12 digits with dashes between.
const LENGTH: usize = 36;
const DASHES: [usize; 4] = [8, 13, 18, 23];

pub(in crate::scan) fn read(finder: &mut Finder<'_>) {
    let text = finder.text();
    let is_airbytes = speaks_of_airbyte(text);
    for at in all(text) {
        if !finder.is_free(&at) {
            continue;
        }
        let id = text[at.clone()].to_owned();
        let what = match key(text, at.start) {
            Some(Key::Connectors) => What::Definition(id),
            Some(Key::Definitions) if is_airbytes => What::Definition(id),
            _ => What::AnyId(id),
        };
        finder.add(at, Tool::Definition, what, Pin::Impossible);
    }
}

/// Every id, where it stands.
pub(in crate::scan) fn all(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'-', bytes).filter_map(move |dash| {
        let start = dash.checked_sub(DASHES[0])?;
        let range = start..start + LENGTH;
        let is_alone = |at: Option<&u8>| {
            at.is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-' && *byte != b'_')
        };
        let before = start.checked_sub(1).and_then(|at| bytes.get(at));
        let is_id = is_id(text.get(range.clone())?);
        (is_id && is_alone(before) && is_alone(bytes.get(range.end))).then_some(range)
    })
}

/// What the name before an id says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    /// `source_definition_id`: nobody but Airbyte has these.
    Connectors,
    /// `definition_id`: others have them too.
    Definitions,
}

/// So much before an id is looked at for its name.
const REACH: usize = 120;

fn key(text: &str, id: usize) -> Option<Key> {
    let bytes = &text.as_bytes()[id.saturating_sub(REACH)..id];
    let is_between = |byte: &u8| byte.is_ascii_whitespace() || b"\"'`=:(\\".contains(byte);
    let end = bytes.len()
        - bytes
            .iter()
            .rev()
            .take_while(|byte| is_between(byte))
            .count();
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = bytes[..end]
        .iter()
        .rev()
        .take_while(|byte| is_word(byte))
        .count();
    let word = &bytes[end - length..end];
    let folded: Vec<u8> = word
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(u8::to_ascii_lowercase)
        .collect();
    let owner = folded.strip_suffix(b"definitionid")?;
    let is_connectors = ["source", "destination"]
        .iter()
        .any(|kind| owner.ends_with(kind.as_bytes()));
    Some(if is_connectors {
        Key::Connectors
    } else {
        Key::Definitions
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "ef69ef6e-aa7f-4af1-a01d-ef775033524e";

    #[test]
    fn ids_are_found_and_told_apart_by_their_names() {
        let table = [
            ("x = '{}'", "any"),
            ("airbyte definition_id = \"{}\"", "definition"),
            ("airbyte \\\"definitionId\\\": \\\"{}\\\"", "definition"),
            ("AIRBYTE GITHUB_DEFINITION_ID={}", "any"),
            ("Airbyte GITHUB_DEFINITION_ID={}", "definition"),
            ("role definition_id = '{}'", "any"),
            ("sourceDefinitionId: {},", "definition"),
            ("airbyte definition_id = x, y = {}", "any"),
            ("x{}", "none"),
            ("{}-0", "none"),
            ("{}_0", "none"),
            ("é{}é", "any"),
        ];
        for (around, expected) in table {
            let text = around.replace("{}", ID);
            let mut finder = Finder::new(&text);
            read(&mut finder);
            let found = finder.finds().next().map(|(_, find)| find.what);
            let said = match found {
                Some(What::AnyId(id)) if id == ID => "any",
                Some(What::Definition(id)) if id == ID => "definition",
                None => "none",
                Some(other) => panic!("{other:?}"),
            };
            assert_eq!(said, expected, "{text}");
        }
    }
}
