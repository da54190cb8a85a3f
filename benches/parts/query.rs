//! What a query costs: words, fields, counts, and a word as it is typed.

use divan::{Bencher, black_box};
use portolan::{
    catalog::Catalog,
    policy::{Judgement, Policy, Profile},
    search::{Facet, Query, Subject, Wanted, counts, run},
    tui::part::filters::FACETS,
};

use crate::{SIZES, common::synthetic};

const PLAIN: &str = "postgres";
const WORDS: &str = "google sheets";
const FUZZY: &str = "gogl shets";
const FIELD: &str = "level:marketplace language:python ads";
const TYPED: [&str; 8] = [
    "p", "po", "pos", "post", "postg", "postgr", "postgre", "postgres",
];

/// A catalog, judged once.
struct Ground {
    catalog: Catalog,
    judgements: Vec<Judgement>,
}

impl Ground {
    fn new(size: usize) -> Self {
        let catalog = synthetic::sized(size);
        let policy = Policy::bundled().unwrap();
        let judge = |connector| policy.judge(connector, &Profile::default());
        Self {
            judgements: catalog.connectors().iter().map(judge).collect(),
            catalog,
        }
    }

    fn subjects(&self) -> Vec<Subject<'_>> {
        let today = portolan::date::parse("2026-03-01").unwrap();
        let judged = self.catalog.connectors().iter().zip(&self.judgements);
        let subject = |(connector, judgement)| Subject {
            connector,
            judgement,
            today,
        };
        judged.map(subject).collect()
    }

    fn hits(&self, query: &str, subjects: &[Subject<'_>]) -> Vec<usize> {
        run(
            &Query::parse(query).settled(self.catalog.connectors()),
            subjects,
        )
    }
}

fn asked(bencher: Bencher, size: usize, query: &str) {
    let ground = Ground::new(size);
    let subjects = ground.subjects();
    bencher.bench_local(|| ground.hits(query, &subjects));
}

#[divan::bench(args = SIZES)]
fn plain(bencher: Bencher, size: usize) {
    asked(bencher, size, PLAIN);
}

#[divan::bench(args = SIZES)]
fn words(bencher: Bencher, size: usize) {
    asked(bencher, size, WORDS);
}

#[divan::bench(args = SIZES)]
fn fuzzy(bencher: Bencher, size: usize) {
    asked(bencher, size, FUZZY);
}

#[divan::bench(args = SIZES)]
fn field(bencher: Bencher, size: usize) {
    asked(bencher, size, FIELD);
}

/// Everything, in the order of names.
#[divan::bench(args = SIZES)]
fn nothing_asked(bencher: Bencher, size: usize) {
    asked(bencher, size, "");
}

/// A word as it is typed, letter by letter.
#[divan::bench(args = SIZES)]
fn narrowing(bencher: Bencher, size: usize) {
    let ground = Ground::new(size);
    let subjects = ground.subjects();
    bencher.bench_local(|| {
        for query in TYPED {
            black_box(ground.hits(query, &subjects));
        }
    });
}

/// Hits, and what each value of each facet would give.
#[divan::bench(args = SIZES)]
fn counted(bencher: Bencher, size: usize) {
    let ground = Ground::new(size);
    let subjects = ground.subjects();
    let connectors = ground.catalog.connectors();
    let facets: Vec<(Facet, Vec<Wanted>)> = FACETS
        .iter()
        .map(|facet| (*facet, facet.values(connectors)))
        .collect();
    bencher.bench_local(|| {
        let query = Query::parse(PLAIN).settled(connectors);
        counts::run(&query, &facets, subjects.iter().copied().enumerate())
    });
}
