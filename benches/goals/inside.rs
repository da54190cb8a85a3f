//! In process: decoding, matching, and whether the cost of an entry stays the same as there are more of them.

use std::{env, fs, hint::black_box, process::Command, sync::atomic::AtomicU64, thread};

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use portolan::{
    catalog::{Catalog, wire},
    policy::{Judgement, Policy, Profile},
    search::{
        self, Alone, Hands, Index, Memo, Query,
        counts::{self, Means},
    },
    tui::{
        hands::{Several, Two},
        seek::{Seek, Seeker},
        stock::Stock,
    },
    view::outlook::Scope,
};

use crate::{
    common::{
        registry::{REAL, registry},
        skipping,
        stock::stock,
        synthetic,
    },
    figures::{Figures, number, timed, timed_in_turns, timed_once},
    inputs::{self, Inputs, Size},
    options::Options,
    rivals::Tools,
    roles,
    table::{Limit, Row, Table},
};

/// What is matched.
const WORD: &str = "postgres";
const TOP: usize = 200;

pub(crate) fn decode(options: &Options, table: &mut Table) {
    let text = registry(REAL.0, REAL.1);
    let runs = options.runs * 2;
    let [ours, least] = timed_in_turns(
        runs,
        || drop(black_box(wire::decode(text.as_bytes(), None).unwrap())),
        || {
            black_box(skipping::read(&text));
        },
    );
    table.add(Row {
        goal: "8",
        what: format!("decoding a registry of {:.1} MB", number(text.len()) / 1e6),
        ours: Some(ours),
        other: Some(("serde_json, skipping", least)),
        unit: "ms",
        limit: Limit::Times(1.3),
    });
}

/// The costs of an entry, by the size of the catalog.
struct Costs {
    load: f64,
    judge: f64,
    index: f64,
    index_alone: f64,
    query: f64,
    counts: f64,
}

impl Costs {
    fn of(size: usize, runs: usize) -> Self {
        let catalog = synthetic::catalog(size);
        let load = loaded(&catalog, runs);
        let size = number(size);
        let each = |milliseconds: f64| milliseconds * 1e6 / size;
        let policy = Policy::bundled().unwrap();
        let judge = timed(runs, || {
            black_box(judged(&catalog, &policy));
        });
        let index = timed(runs, || drop(black_box(indexed(&catalog, &Two))));
        let index_alone = timed(runs, || drop(black_box(indexed(&catalog, &Alone))));
        let stock = stock(catalog);
        let query = timed(runs, || {
            black_box(hits(&stock));
        });
        let counts = timed(runs, || {
            black_box(counted(&stock));
        });
        Self {
            load: each(load),
            judge: each(judge),
            index: each(index),
            index_alone: each(index_alone),
            query: each(query),
            counts: each(counts),
        }
    }
}

/// How long it takes to read a file of a catalog, in milliseconds. Each time in a process of its own, which has as much
/// memory as it has come to need, and keeps what it read: in one that has read and dropped the same before, a small
/// catalog finds its memory at hand, and a large one's has been given back to the system.
fn loaded(catalog: &Catalog, runs: usize) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("catalog.json");
    inputs::put(&file, &wire::encode(catalog));
    let once = |_| {
        let mut process = Command::new(env::current_exe().unwrap());
        let output = process.arg(roles::LOAD).arg(&file).output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        told.trim().parse::<f64>().unwrap() / 1e6
    };
    Figures::of((0..runs).map(once)).median().unwrap_or(0.0)
}

/// What the index takes for a connector.
pub(crate) fn overhead(table: &mut Table) {
    let size = Size::Large;
    let index = indexed(&size.catalog(), &Alone);
    table.add(Row {
        goal: "6",
        what: "the index of 100,000, for a connector".to_owned(),
        ours: Some(number(index.bytes()) / number(size.count())),
        other: None,
        unit: "B",
        limit: Limit::None,
    });
}

pub(crate) fn growth(options: &Options, table: &mut Table) {
    type Part = (&'static str, fn(&Costs) -> f64, Limit);
    let small = Costs::of(1_000, options.runs);
    let large = Costs::of(100_000, options.runs.div_ceil(3));
    // Caches are smaller than 100,000 entries.
    let flat = Limit::Times(1.5);
    let parts: [Part; 6] = [
        ("load", |costs| costs.load, flat),
        ("verdict", |costs| costs.judge, flat),
        ("index as the browser makes it", |costs| costs.index, flat),
        (
            "index on one thread",
            |costs| costs.index_alone,
            Limit::None,
        ),
        ("query", |costs| costs.query, flat),
        ("query with facet counts", |costs| costs.counts, flat),
    ];
    for (part, cost, limit) in parts {
        table.add(Row {
            goal: "9",
            what: format!("{part}, for an entry of 100,000 beside one of 1,000"),
            ours: Some(cost(&large)),
            other: Some(("1,000:", cost(&small))),
            unit: "ns",
            limit,
        });
    }
}

fn indexed(catalog: &Catalog, hands: &impl Hands) -> Index {
    let connectors = catalog.connectors();
    let by_name = search::by_name(connectors, hands);
    Index::in_order(connectors, &by_name, hands)
}

fn hits(stock: &Stock) -> usize {
    let hits = search::run(&Query::parse(WORD), &stock.ground(), |_| true).len();
    assert!(hits > 0, "nothing was found");
    hits
}

/// What a new word finds, with what the values of facets would give; earlier words do not help.
fn counted(stock: &Stock) -> usize {
    let means = Means {
        classes: stock.classes(),
        memo: &mut Memo::default(),
        hands: &Alone,
    };
    let listed = |_: &_| counts::Listed::Yes;
    let found = counts::run(&Query::parse(WORD), &stock.ground(), listed, means);
    let hits = found.unwrap().hits.len();
    assert!(hits > 0, "nothing was found");
    hits
}

/// How long a search takes that is the first for its words, in a browser that has shown its whole list; in milliseconds.
fn sought(stock: &Stock, runs: usize) -> f64 {
    let latest = AtomicU64::new(0);
    let hands = Several {
        number: 0,
        latest: &latest,
    };
    let seek = |text: &str| Seek {
        stock: stock.clone(),
        query: Query::parse(text),
        scope: Scope::Offered,
    };
    let (all, word) = (seek(""), seek(WORD));
    let once = |_| {
        let mut seeker = Seeker::default();
        seeker.run(&all, &hands).unwrap();
        timed_once(|| assert!(!seeker.run(&word, &hands).unwrap().found.hits.is_empty()))
    };
    Figures::of((0..=runs).map(once).skip(1))
        .median()
        .unwrap_or(0.0)
}

fn judged(catalog: &Catalog, policy: &Policy) -> Vec<Judgement> {
    let judge = |connector| policy.judge(connector, &Profile::default());
    catalog.connectors().iter().map(judge).collect()
}

/// What is found and counted for a new word, as the browser's thread does it; beside what fzf and nucleo need for
/// matching alone.
pub(crate) fn refilter(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    for (size, most) in [(Size::Large, 0.4), (Size::Huge, 0.6)] {
        let runs = if size == Size::Huge { 3 } else { options.runs };
        let catalog = size.catalog();
        let rows: Vec<String> = inputs::rows(&catalog).lines().map(str::to_owned).collect();
        let ours = sought(&stock(catalog), runs);
        let nucleo = timed(runs, || {
            black_box(by_nucleo(&rows));
        });
        let what = |other: &str| format!("refilter of {}, beside {other}", size.count());
        let row = |other: &'static str, figure: Option<f64>, most| Row {
            goal: "4",
            what: what(other),
            ours: Some(ours),
            other: figure.map(|figure| (other, figure)),
            unit: "ms",
            limit: Limit::Times(most),
        };
        table.add(row("fzf --bench", by_fzf(inputs, size, tools), most));
        table.add(row("nucleo, two threads", Some(nucleo), 0.7));
    }
}

/// What fzf says of itself.
fn by_fzf(inputs: &Inputs, size: Size, tools: &Tools) -> Option<f64> {
    let output = Command::new(tools.fzf.as_ref()?)
        .args(["--bench=3s", "--threads=2", "--filter", WORD])
        .stdin(fs::File::open(inputs.lines(size)).ok()?)
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, rest) = text.split_once("avg:")?;
    let (number, _) = rest.split_once("ms")?;
    number.trim().parse().ok()
}

/// The best rows, from two halves.
fn by_nucleo(rows: &[String]) -> Vec<(u32, usize)> {
    let middle = rows.len() / 2;
    let half = |rows: &[String], from: usize| {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::parse(WORD, CaseMatching::Smart, Normalization::Smart);
        let mut letters = Vec::new();
        let scored = rows.iter().enumerate().filter_map(|(at, row)| {
            let score = pattern.score(Utf32Str::new(row, &mut letters), &mut matcher)?;
            Some((u32::MAX - score, from + at))
        });
        let mut scored: Vec<(u32, usize)> = scored.collect();
        scored.sort_unstable();
        scored.truncate(TOP);
        scored
    };
    let mut best = thread::scope(|scope| {
        let second = scope.spawn(|| half(&rows[middle..], middle));
        let mut best = half(&rows[..middle], 0);
        best.extend(second.join().unwrap());
        best
    });
    best.sort_unstable();
    best.truncate(TOP);
    best
}
