//! Pruning, narrowing, parts and earlier queries change nothing: whatever is asked of whatever catalog, the answer is
//! that of the plain search.

use std::{cell::Cell, ops::Range, sync::atomic::AtomicU64, thread};

use portolan::{
    catalog::Connector,
    search::{
        self, Alone, Classes, Facet, Hands, Memo, Near, Query, Wanted,
        counts::{self, Listed, Means},
        obstacle::{self, Obstacle},
    },
    store::bundled,
    text::Text,
    tui::hands::{Several, Two},
};
use proptest::{collection::vec, prelude::*};

use super::{
    made::{apart, called_otherwise, catalog, connector, query},
    reference,
    world::{World, is_listed, on_offer, once_named},
};

const FACETS: [Facet; 4] = [Facet::Level, Facet::Kind, Facet::Language, Facet::Readiness];

/// Small parts, each worked on by a thread of its own.
struct Many(usize);

impl Hands for Many {
    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        let parts = (0..count)
            .step_by(self.0)
            .map(|start| start..count.min(start + self.0));
        thread::scope(|scope| {
            let work = &work;
            let threads: Vec<_> = parts.map(|part| scope.spawn(move || work(part))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().ok())
                .collect()
        })
    }
}

/// Works so often, and is called off then.
struct Weary {
    left: Cell<usize>,
    refused: Cell<usize>,
}

impl Hands for Weary {
    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        let Some(left) = self.left.get().checked_sub(1) else {
            self.refused.set(self.refused.get() + 1);
            return None;
        };
        self.left.set(left);
        Alone.share(count, work)
    }
}

/// All that is told of a query.
type Told = (Vec<usize>, Vec<Obstacle>, Near);

impl World {
    fn told(
        &self,
        query: &Query,
        (classes, memo): (&Classes, &mut Memo),
        hands: &impl Hands,
    ) -> Option<Told> {
        let ground = self.ground();
        let found = self.counted(query, once_named, (classes, &mut *memo), hands)?;
        let holds = |connector: &Connector, _: &Query| is_listed(connector);
        let obstacles = obstacle::obstacles(query, &ground, holds, (&mut *memo, hands))?;
        let near = search::near(query, &ground, (memo, hands))?;
        Some((found.hits, obstacles, near))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_answer_is_that_of_the_plain_search(connectors in catalog(), query in query()) {
        let world = World::of(connectors);
        let query = Query::parse(&query);
        let expected = reference::run(&query, &world.subjects(), |_| true);
        prop_assert_eq!(search::run(&query, &world.ground(), |_| true), expected);
        let expected = reference::run(&query, &world.subjects(), is_listed);
        prop_assert_eq!(search::run(&query, &world.ground(), is_listed), expected);
    }

    #[test]
    fn what_is_written_apart_is_taken_together_as_the_plain_search_does(
        known in vec(connector(), 0..8), pair in apart(), other in query(), is_behind in any::<bool>()
    ) {
        let mut connectors = known;
        connectors.extend(called_otherwise());
        let world = World::of(connectors);
        let query = if is_behind { format!("{other} {pair}") } else { format!("{pair} {other}") };
        let query = Query::parse(&query);
        let expected = reference::run(&query, &world.subjects(), is_listed);
        prop_assert_eq!(search::run(&query, &world.ground(), is_listed), expected);
    }

    #[test]
    fn what_was_asked_before_and_who_works_change_nothing(
        connectors in catalog(), queries in vec(query(), 1..4), size in 1..5_usize
    ) {
        let world = World::of(connectors);
        let classes = world.classes(&FACETS);
        let mut memo = Memo::default();
        for text in queries {
            // Typed letter by letter, and some of it deleted again.
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let typed = ends.iter().chain(ends.iter().rev().take(3));
            for end in typed {
                let query = Query::parse(&text[..*end]);
                let expected = search::run(&query, &world.ground(), is_listed);
                let found = world.counted(&query, on_offer, (&classes, &mut memo), &Alone).unwrap();
                prop_assert_eq!(&found.hits, &expected, "{:?}", &text[..*end]);
            }
            let query = Query::parse(&text);
            let found = world.counted(&query, on_offer, (&classes, &mut memo), &Alone).unwrap();
            let shared = world.counted(&query, on_offer, (&classes, &mut Memo::default()), &Many(size)).unwrap();
            prop_assert_eq!((shared.hits, shared.groups), (found.hits, found.groups));
        }
    }

    #[test]
    fn what_is_called_off_ends_at_once_and_spoils_nothing(
        connectors in catalog(), queries in vec(query(), 1..3)
    ) {
        let world = World::of(connectors);
        let classes = world.classes(&FACETS);
        let mut memo = Memo::default();
        for text in queries {
            let query = Query::parse(&text);
            let fresh = (&classes, &mut Memo::default());
            let expected = world.told(&query, fresh, &Alone).unwrap();
            for left in 0.. {
                let hands = Weary { left: Cell::new(left), refused: Cell::new(0) };
                let told = world.told(&query, (&classes, &mut memo), &hands);
                prop_assert_eq!(hands.refused.get(), usize::from(told.is_none()));
                if let Some(told) = told {
                    prop_assert_eq!(&told, &expected);
                    break;
                }
            }
        }
    }

    #[test]
    fn a_count_is_the_number_of_hits_with_that_value(connectors in catalog(), query in query()) {
        let world = World::of(connectors);
        let query = Query::parse(&query);
        let found = world.counted(&query, on_offer, (&world.classes(&FACETS), &mut Memo::default()), &Alone).unwrap();
        prop_assert_eq!(found.total, world.connectors.iter().filter(|c| is_listed(c)).count());
        for group in found.groups {
            // What a facet leaves out stays out by its other conditions only.
            let rest = Query::parse(&query.without(group.facet));
            let hits = search::run(&rest, &world.ground(), is_listed);
            let subjects = world.subjects();
            for (value, count) in group.values {
                let has = |at: &&usize| Wanted::is_met_by(&value, &subjects[**at]);
                prop_assert_eq!(count, hits.iter().filter(has).count(), "{}", value.word());
            }
        }
    }

    #[test]
    fn what_needs_no_index_is_what_the_index_finds(connectors in catalog()) {
        let world = World::of(connectors);
        let facets = Facet::ALL.map(|facet| (facet, facet.values(&world.connectors)));
        let classes = Classes::of(&world.ground(), &facets);
        let listings: [fn(&Connector) -> Listed; 2] = [once_named, |_| Listed::Yes];
        for listed in listings {
            let means = Means {
                classes: &classes,
                memo: &mut Memo::default(),
                hands: &Alone,
            };
            let found = counts::run(&Query::default(), &world.ground(), listed, means).unwrap();
            let seen = world.seen(listed);
            prop_assert_eq!(seen.hits, found.hits);
            prop_assert_eq!(seen.groups, found.groups);
            prop_assert_eq!(seen.total, found.total);
            prop_assert!(found.marks.hits("source").is_empty() && seen.marks.hits("source").is_empty());
        }
    }
}

/// So many that several threads share them, and a part is not all.
const ROUNDS: usize = 30;

#[test]
fn whoever_works_on_a_large_catalog_finds_the_same() {
    let bundled = bundled::read().unwrap().catalog.into_connectors();
    let again = |round: usize| {
        let another = move |connector: &Connector| Connector {
            name: Text::name(&format!("{} {round}", connector.name)),
            slug: Text::name(&format!("{}-{round}", connector.slug)),
            ..connector.clone()
        };
        bundled.iter().map(another)
    };
    let world = World::of((0..ROUNDS).flat_map(again).collect());
    let classes = world.classes(&FACETS);
    let latest = AtomicU64::new(1);
    let several = Several {
        number: 1,
        latest: &latest,
    };
    let mut memo = Memo::default();
    for text in [
        "p",
        "post",
        "postgres 7",
        "gogle sheets",
        "sheets -google",
        "level:airbyte ads | s3",
        "qqqq",
        "",
    ] {
        let query = Query::parse(text);
        let alone = world.told(&query, (&classes, &mut Memo::default()), &Alone);
        assert!(alone.is_some(), "{text}");
        assert!(
            world.told(&query, (&classes, &mut Memo::default()), &several) == alone,
            "{text}"
        );
        assert!(
            world.told(&query, (&classes, &mut memo), &several) == alone,
            "{text}"
        );
        assert!(
            world.told(&query, (&classes, &mut Memo::default()), &Two) == alone,
            "{text}"
        );
    }
}
