//! What the marks of the list mean, as lines of the help. Knows no key and no state.

use super::{Choice, Item};
use crate::{text::Word, view::Glyphs, words::Readiness};

/// What stands at the end of a row, and what it says.
const BADGES: [(&str, &str); 7] = [
    ("!7d", "a breaking upgrade is due in 7 days"),
    ("level+", "moved nearer to Airbyte's own lately"),
    ("level-", "moved away from Airbyte's own lately"),
    ("licence", "wants an enterprise licence"),
    ("arch.", "archived"),
    ("withd.", "withdrawn: in neither registry"),
    ("gone", "missing from the registries"),
];

/// A line for each mark; there is nothing to take.
pub fn items(glyphs: Glyphs) -> impl Iterator<Item = Item> {
    let readiness = Readiness::ALL.iter();
    let readiness = readiness.map(move |r| (glyphs.readiness(*r), r.label().to_owned()));
    let own = [(glyphs.mark(), "marked"), (glyphs.pin(), "pinned")];
    let rest = own.into_iter().chain(BADGES);
    let all = readiness.chain(rest.map(|(mark, meaning)| (mark, meaning.to_owned())));
    all.map(|(mark, meaning)| Item {
        keys: mark.to_owned(),
        label: meaning,
        hint: "a mark, no key".to_owned(),
        choice: Choice::Nothing,
    })
}
