//! What tells one connector from another, and finds it again in another list. Knows no format and no day.

use std::collections::HashMap;

use crate::{
    sort,
    text::Text,
    words::{Kind, Level},
};

use super::{Connector, twin};

/// A definition id in its one spelling: ids are compared as text, and some tools write them in capitals.
pub(super) fn definition_id(raw: &str) -> Text {
    // Cleaned first: what cleaning writes has capitals of its own.
    let cleaned = Text::name(raw);
    if !cleaned.bytes().any(|b| b.is_ascii_uppercase()) {
        return cleaned;
    }
    Text::name(&cleaned.to_ascii_lowercase())
}

/// How two lists of connectors stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lists {
    /// Published at one moment: two ids are two connectors.
    Together,
    /// One after the other: since then a connector may have been given another id.
    InTurn,
}

/// For each of `new`, the place of the same connector in `old`. No place is given twice.
pub(super) fn pairs(old: &[Connector], new: &[Connector], lists: Lists) -> Vec<Option<usize>> {
    let mut pairs = by_key(old, new);
    let mut is_taken = vec![false; old.len()];
    for at in pairs.iter().flatten() {
        is_taken[*at] = true;
    }
    let unpaired = Unpaired::of(new, &pairs, lists);
    let left = |at: &usize| !is_taken[*at] && unpaired.may_be(&old[*at]);
    let names = Names::of(old, (0..old.len()).filter(left).collect());
    for (connector, pair) in new.iter().zip(&mut pairs) {
        if pair.is_none() {
            let mut alike = names.alike(connector);
            *pair = alike.find(|at| !is_taken[*at] && is_same(&old[*at], connector, lists));
            if let Some(at) = *pair {
                is_taken[at] = true;
            }
        }
    }
    pairs
}

fn by_key(old: &[Connector], new: &[Connector]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; new.len()];
    if old.is_empty() {
        return pairs;
    }
    // What is looked up is the smaller list where many are joined, one after the other.
    let keys = new.iter().enumerate();
    let wanted: HashMap<&Text, usize> = keys.map(|(at, new)| (new.key_text(), at)).collect();
    for (place, known) in old.iter().enumerate() {
        if let Some(at) = wanted.get(known.key_text()) {
            pairs[*at] = Some(place);
        }
    }
    pairs
}

/// Those whom no key tells, so far as it matters to whom they may be the same as: names are only gathered where they
/// could tell anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unpaired {
    Nobody,
    /// All of them have an id, and two ids are two connectors.
    Identified,
    Any,
}

impl Unpaired {
    fn of(new: &[Connector], pairs: &[Option<usize>], lists: Lists) -> Self {
        let left = new.iter().zip(pairs).filter(|(_, pair)| pair.is_none());
        let mut left = left.map(|(new, _)| new).peekable();
        if left.peek().is_none() {
            Self::Nobody
        } else if lists == Lists::Together && left.all(|new| new.id.is_some()) {
            Self::Identified
        } else {
            Self::Any
        }
    }

    /// Whether one of them may be the same connector as this one.
    fn may_be(self, old: &Connector) -> bool {
        match self {
            Self::Nobody => false,
            Self::Identified => old.id.is_none(),
            Self::Any => true,
        }
    }
}

/// The places of connectors by what they are called where no key tells them.
struct Names<'c> {
    images: HashMap<(Kind, &'c str), Vec<usize>>,
    slugs: HashMap<(Kind, &'c str), Vec<usize>>,
}

impl<'c> Names<'c> {
    /// Of those that stand at these places.
    fn of(connectors: &'c [Connector], mut left: Vec<usize>) -> Self {
        let mut names = Self {
            images: HashMap::new(),
            slugs: HashMap::new(),
        };
        // Of those that share a name the same one is found whatever their slugs have become.
        sort::by_key(&mut left, |at| connectors[*at].key_text());
        for at in left {
            let connector = &connectors[at];
            let slug = (connector.kind, connector.slug.as_str());
            names.slugs.entry(slug).or_default().push(at);
            if let Some(image) = connector.image.as_deref() {
                let image = (connector.kind, twin::folded(image));
                names.images.entry(image).or_default().push(at);
            }
        }
        names
    }

    /// Those of the same image, and then those of the same slug.
    fn alike<'a>(&'a self, connector: &'a Connector) -> impl Iterator<Item = usize> + 'a {
        let image = connector.image.as_deref().map(twin::folded);
        let of_image = image.and_then(|image| self.images.get(&(connector.kind, image)));
        let of_slug = self.slugs.get(&(connector.kind, connector.slug.as_str()));
        of_image.into_iter().chain(of_slug).flatten().copied()
    }
}

/// Whether two connectors under different keys are one: an id is not told by one of them, or it was changed.
fn is_same(old: &Connector, new: &Connector, lists: Lists) -> bool {
    let is_named_alike = match (&old.image, &new.image) {
        (Some(old), Some(new)) => twin::folded(old) == twin::folded(new),
        (None, _) | (_, None) => old.slug == new.slug,
    };
    let may_differ = match lists {
        Lists::Together => old.id.is_none() || new.id.is_none(),
        Lists::InTurn => true,
    };
    is_named_alike && may_differ && !is_namesake(old, new) && !old.is_own && !new.is_own
}

/// An Enterprise connector may share its image with a community one, which it is not.
fn is_namesake(a: &Connector, b: &Connector) -> bool {
    match [a, b].map(|connector| connector.level == Level::Enterprise) {
        [true, false] => a.id.is_some(),
        [false, true] => b.id.is_some(),
        [true, true] | [false, false] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_the_same_however_often_it_is_read() {
        for raw in ["7B8B", "7b8b", " 7B8B\u{202e}", "\u{0}É"] {
            let id = definition_id(raw);
            assert_eq!(definition_id(&id), id, "{raw:?}");
        }
        assert_eq!(definition_id("7B8B-Ab"), "7b8b-ab");
    }

    fn connector(id: &str, image: &str) -> Connector {
        let slug = image.rsplit('/').next().unwrap();
        let mut made = Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
        made.id = (!id.is_empty()).then(|| Text::name(id));
        made.image = Some(Text::name(image));
        made
    }

    #[test]
    fn a_connector_is_found_by_id_then_by_image() {
        let (a, b) = ("airbyte/source-a", "airbyte/source-b");
        let twin = "airbyte/source-a-strict-encrypt";
        // Old, new, whether they are one at one moment, and in turn.
        let table = [
            (("1", a), ("1", b), true, true),
            (("1", a), ("2", a), false, true),
            (("1", a), ("", a), true, true),
            (("", a), ("1", a), true, true),
            (("", a), ("", twin), true, true),
            (("1", a), ("", twin), true, true),
            (("1", a), ("2", b), false, false),
            (("", a), ("", b), false, false),
        ];
        for (old, new, together, in_turn) in table {
            let [old, new] = [old, new].map(|(id, image)| connector(id, image));
            for (lists, expected) in [(Lists::Together, together), (Lists::InTurn, in_turn)] {
                let found = pairs(
                    std::slice::from_ref(&old),
                    std::slice::from_ref(&new),
                    lists,
                );
                assert_eq!(found, [expected.then_some(0)], "{old:?} {new:?} {lists:?}");
            }
        }
    }

    #[test]
    fn nothing_is_found_twice_and_an_id_is_looked_for_first() {
        let image = "airbyte/source-a";
        let old = [connector("1", image), connector("2", image)];
        let new = ["", "3", "1", "4"].map(|id| connector(id, image));
        let found = pairs(&old, &new, Lists::InTurn);
        assert_eq!(found, [Some(1), None, Some(0), None]);
    }

    /// As `pairs`, with everybody looked for among all.
    fn pairs_by_hand(old: &[Connector], new: &[Connector], lists: Lists) -> Vec<Option<usize>> {
        let by_key = |new: &Connector| old.iter().position(|old| old.key() == new.key());
        let mut pairs: Vec<_> = new.iter().map(by_key).collect();
        let mut order: Vec<usize> = (0..old.len()).collect();
        order.sort_by_key(|at| old[*at].key());
        for at in 0..new.len() {
            let image = |known: &usize| {
                let images = [&old[*known], &new[at]].map(|c| c.image.as_deref().map(twin::folded));
                images[0].is_some() && images[0] == images[1]
            };
            let alike = order.iter().filter(|known| image(known));
            let alike = alike.chain(
                order
                    .iter()
                    .filter(|known| old[**known].slug == new[at].slug),
            );
            let mut alike = alike.filter(|known| old[**known].kind == new[at].kind);
            let is_free = |known: &usize| !pairs.contains(&Some(*known));
            if pairs[at].is_none() {
                let same = |known: &usize| is_free(known) && is_same(&old[*known], &new[at], lists);
                pairs[at] = alike.find(|known| same(known)).copied();
            }
        }
        pairs
    }

    proptest::proptest! {
        #[test]
        fn those_that_are_passed_over_would_not_be_found(
            old in proptest::collection::vec((0..5_usize, 0..3_usize, 0..3_usize), 0..6),
            new in proptest::collection::vec((0..5_usize, 0..3_usize, 0..3_usize), 0..6),
        ) {
            let images = ["airbyte/source-a", "airbyte/source-a-strict-encrypt", "b/source-a"];
            let made = |list: Vec<(usize, usize, usize)>| {
                let one = |(id, image, level): (usize, usize, usize)| {
                    let mut made = connector(["", "1", "2", "3", ""][id], images[image]);
                    made.level = [Level::Airbyte, Level::Enterprise, Level::Marketplace][level];
                    made
                };
                let (catalog, _) = super::super::Catalog::of(list.into_iter().map(one).collect());
                catalog.into_connectors()
            };
            let (old, new) = (made(old), made(new));
            for lists in [Lists::Together, Lists::InTurn] {
                proptest::prop_assert_eq!(pairs(&old, &new, lists), pairs_by_hand(&old, &new, lists));
            }
        }
    }

    #[test]
    fn namesakes_are_left_apart() {
        type Edit = fn(&mut Connector);
        let table: [(Edit, Edit, bool); 6] = [
            (|_| (), |_| (), true),
            (|_| (), |c| c.kind = Kind::Destination, false),
            (|c| c.is_own = true, |_| (), false),
            (|c| c.level = Level::Enterprise, |_| (), false),
            (|_| (), |c| c.level = Level::Enterprise, false),
            (
                |c| (c.level, c.id) = (Level::Enterprise, None),
                |_| (),
                true,
            ),
        ];
        for (at, (edit_old, edit_new, expected)) in table.into_iter().enumerate() {
            let mut old = connector("1", "airbyte/source-a");
            let mut new = connector("2", "airbyte/source-a");
            edit_old(&mut old);
            edit_new(&mut new);
            let found = pairs(&[old], &[new], Lists::InTurn);
            assert_eq!(found, [expected.then_some(0)], "row {at}");
        }
    }
}
