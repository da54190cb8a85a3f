//! What a query costs: words, fields, counts, a word as it is typed, and the index that all of it stands on.

use divan::{Bencher, black_box};
use portolan::{
    catalog::Connector,
    search::{Alone, Index, Memo, Query, by_name, counts, run},
    tui::{hands::Two, stock::Stock},
};

use crate::{SIZES, common, stage};

const PLAIN: &str = "postgres";
const WORDS: &str = "google sheets";
const FUZZY: &str = "gogl shets";
const FIELD: &str = "level:marketplace language:python ads";
const TYPED: [&str; 8] = [
    "p", "po", "pos", "post", "postg", "postgr", "postgre", "postgres",
];

fn stock(size: usize) -> Stock {
    common::stock::stock(stage::sized(size))
}

fn all(_: &Connector) -> bool {
    true
}

fn asked(bencher: Bencher, size: usize, query: &str) {
    let stock = stock(size);
    let query = Query::parse(query);
    bencher.bench_local(|| run(&query, &stock.ground(), all));
}

#[divan::bench(args = SIZES)]
fn index(bencher: Bencher, size: usize) {
    let catalog = stage::sized(size);
    let connectors = catalog.connectors();
    bencher.bench_local(|| Index::in_order(connectors, &by_name(connectors, &Two), &Two));
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

/// A word as it is typed, letter by letter, with what values of facets would give.
#[divan::bench(args = SIZES)]
fn typed(bencher: Bencher, size: usize) {
    let stock = stock(size);
    bencher.bench_local(|| {
        let mut memo = Memo::default();
        for query in TYPED {
            black_box(counted_once(query, &stock, &mut memo));
        }
    });
}

/// Hits, and what each value of each facet would give.
#[divan::bench(args = SIZES)]
fn counted(bencher: Bencher, size: usize) {
    let stock = stock(size);
    bencher.bench_local(|| counted_once(PLAIN, &stock, &mut Memo::default()));
}

fn counted_once(query: &str, stock: &Stock, memo: &mut Memo) -> Option<counts::Found> {
    let means = counts::Means {
        classes: stock.classes(),
        memo,
        hands: &Alone,
    };
    counts::run(
        &Query::parse(query),
        &stock.ground(),
        |_| counts::Listed::Yes,
        means,
    )
}
