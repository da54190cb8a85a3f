//! Pruning, narrowing, parts and earlier queries change nothing: whatever is asked of whatever catalog, the answer is
//! that of the plain search.

use std::{cell::Cell, ops::Range, thread};

use portolan::{
    catalog::{Connector, State},
    date,
    policy::{Judgement, Policy, Profile},
    search::{
        self, Alone, Classes, Facet, Ground, Hands, Index, Memo, Near, Query, Subject, Wanted,
        counts::{self, Found, Listed, Means},
        obstacle::{self, Obstacle},
        overview::{self, View},
    },
    store::bundled,
    text::{Few, Text},
    words::{Kind, Level, Stage},
};
use proptest::{collection::vec, prelude::*, sample};

use super::reference;

const FACETS: [Facet; 4] = [Facet::Level, Facet::Kind, Facet::Language, Facet::Readiness];

/// A connector of names that people gave, or of letters that nobody would.
fn connector() -> impl Strategy<Value = Connector> {
    let known = sample::select(bundled::read().unwrap().catalog.into_connectors());
    let name = prop_oneof![
        "[A-C][a-c]{0,3}( [A-Ca-c0-3]{1,3}){0,2}( \\([A-C]{2,3}\\))?",
        "[abcé.\\- ()語ß]{1,12}",
    ];
    let slug = "(source-|destination-|)[a-c]{1,4}(-[a-c0-3]{1,3}){0,2}";
    let facts = (
        0..3_usize,
        any::<bool>(),
        0..5_usize,
        "[a-c ]{0,6}",
        sample::select(vec![false, false, true]),
    );
    let made = (slug, name, facts).prop_map(
        |(slug, name, (language, is_source, level, former, is_removed))| {
            let kind = if is_source {
                Kind::Source
            } else {
                Kind::Destination
            };
            let mut made = Connector::new(Text::name(&slug), kind, Text::name(&name));
            made.level = [
                Level::Airbyte,
                Level::Enterprise,
                Level::Marketplace,
                Level::Custom,
                Level::Archived,
            ][level];
            made.stage = Stage::Beta;
            made.removed = is_removed.then(|| date::parse("2025-12-01").unwrap());
            made.languages = ["python", "java"]
                .iter()
                .take(language)
                .map(|word| Text::name(word))
                .collect();
            made.image = Some(Text::name(&format!("airbyte/{slug}")));
            let mut state: State = made.state(date::parse("2025-01-01").unwrap());
            state.name = Some(Text::name(&former).into());
            made.history = Few::one(state);
            made
        },
    );
    prop_oneof![3 => known, 2 => made]
}

fn catalog() -> impl Strategy<Value = Vec<Connector>> {
    vec(connector(), 0..24)
}

/// What connectors are also called, in two parts.
fn apart() -> impl Strategy<Value = String> {
    let aliases = ["postgresql", "mariadb", "opensearch", "adwords"];
    (sample::select(aliases.to_vec()), 1..6_usize).prop_map(|(alias, at)| {
        let (one, other) = alias.split_at(at);
        format!("{one} {other}")
    })
}

/// The connectors that are called so.
fn called_otherwise() -> impl Iterator<Item = Connector> {
    let tails = [
        "postgres",
        "mysql",
        "elasticsearch",
        "google-ads",
        "alloydb",
    ];
    let all = bundled::read().unwrap().catalog.into_connectors();
    all.into_iter().filter(move |c| tails.contains(&c.tail()))
}

/// A query of pieces of names, of letters, and of all that the language has.
fn query() -> impl Strategy<Value = String> {
    let names = [
        "google sheets",
        "postgres",
        "s3",
        "data lake",
        "ga4",
        "mongo",
        "hubspot",
        "sql server",
    ];
    let piece =
        (sample::select(names.to_vec()), 0..8_usize, 1..9_usize).prop_map(|(name, from, count)| {
            let letters = name.chars().skip(from % name.len());
            letters.take(count).collect::<String>()
        });
    let word = prop_oneof![
        4 => piece,
        4 => "[a-c0-3]{1,5}",
        2 => sample::select(vec!["gogle", "hubsopt", "postgress", "source", "dest", "bca", "acb"]).prop_map(str::to_owned),
        1 => apart(),
        1 => "(source|destination)-[a-c]{0,3}",
        1 => "airbyte/source-[a-c]{0,2}",
        1 => ".{0,6}",
    ];
    let marked =
        ("(|!|'|\\^)", word, "(|\\$)").prop_map(|(mark, word, end)| format!("{mark}{word}{end}"));
    let facet = sample::select(vec![
        "level:airbyte",
        "-kind:source",
        "language:python",
        "level:archived,custom",
        "|",
        "-readiness:ready",
    ]);
    let part = prop_oneof![5 => marked, 2 => facet.prop_map(str::to_owned)];
    vec(part, 0..4).prop_map(|parts| parts.join(" "))
}

/// A catalog with its verdicts.
struct World {
    connectors: Vec<Connector>,
    judgements: Vec<Judgement>,
    index: Index,
}

impl World {
    fn of(connectors: Vec<Connector>) -> Self {
        let policy = Policy::bundled().unwrap();
        let judge = |connector| policy.judge(connector, &Profile::default());
        Self {
            judgements: connectors.iter().map(judge).collect(),
            index: Index::of(&connectors),
            connectors,
        }
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            index: &self.index,
            connectors: &self.connectors,
            judgements: &self.judgements,
            today: date::parse("2026-03-01").unwrap(),
        }
    }

    fn subjects(&self) -> Vec<Subject<'_>> {
        let ground = self.ground();
        let judged = self.connectors.iter().zip(&self.judgements);
        let subject = |(connector, judgement)| Subject {
            connector,
            judgement,
            today: ground.today,
        };
        judged.map(subject).collect()
    }

    fn classes(&self) -> Classes {
        let facets = FACETS.map(|facet| (facet, facet.values(&self.connectors)));
        Classes::of(&self.ground(), &facets)
    }

    fn counted(
        &self,
        query: &Query,
        (classes, memo): (&Classes, &mut Memo),
        hands: &impl Hands,
    ) -> Found {
        let means = Means {
            classes,
            memo,
            hands,
        };
        let listed = |connector: &Connector| {
            if is_listed(connector) {
                Listed::Yes
            } else {
                Listed::No
            }
        };
        counts::run(query, &self.ground(), listed, means).unwrap()
    }

    /// The same without an index.
    fn seen(&self, listed: impl Fn(&Connector) -> Listed) -> Found {
        let subjects = self.subjects();
        let view = View {
            facets: &Facet::ALL.map(|facet| (facet, facet.values(&self.connectors))),
            by_name: &search::by_name(&self.connectors, &Alone),
        };
        overview::run(view, |place| subjects.get(place).copied(), listed)
    }
}

/// The archived count once they are named.
fn once_named(connector: &Connector) -> Listed {
    match (is_listed(connector), connector.level) {
        (true, _) => Listed::Yes,
        (false, Level::Archived) => Listed::OnceNamed(Facet::Level),
        (false, _) => Listed::No,
    }
}

fn is_listed(connector: &Connector) -> bool {
    !connector.is_gone()
}

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
        let means = Means {
            classes,
            memo: &mut *memo,
            hands,
        };
        let ground = self.ground();
        let found = counts::run(query, &ground, once_named, means)?;
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
        let classes = world.classes();
        let mut memo = Memo::default();
        for text in queries {
            // Typed letter by letter, and some of it deleted again.
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let typed = ends.iter().chain(ends.iter().rev().take(3));
            for end in typed {
                let query = Query::parse(&text[..*end]);
                let expected = search::run(&query, &world.ground(), is_listed);
                let found = world.counted(&query, (&classes, &mut memo), &Alone);
                prop_assert_eq!(&found.hits, &expected, "{:?}", &text[..*end]);
            }
            let query = Query::parse(&text);
            let found = world.counted(&query, (&classes, &mut memo), &Alone);
            let shared = world.counted(&query, (&classes, &mut Memo::default()), &Many(size));
            prop_assert_eq!((shared.hits, shared.groups), (found.hits, found.groups));
        }
    }

    #[test]
    fn what_is_called_off_ends_at_once_and_spoils_nothing(
        connectors in catalog(), queries in vec(query(), 1..3)
    ) {
        let world = World::of(connectors);
        let classes = world.classes();
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
        let found = world.counted(&query, (&world.classes(), &mut Memo::default()), &Alone);
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
