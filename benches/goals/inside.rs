//! In process: decoding, matching, and whether the cost of an entry stays the same as there are more of them.

use std::{env, fs, hint::black_box, process::Command, thread};

use nucleo_matcher::{
    Config, Matcher, Utf32Str,
    pattern::{CaseMatching, Normalization, Pattern},
};
use portolan::{
    catalog::{Catalog, wire},
    policy::{Judgement, Policy, Profile},
    search::{
        self, Alone, Classes, Facet, Ground, Hands, Index, Memo, Query,
        counts::{self, Means},
    },
    tui::{hands::Two, part::filters::FACETS},
};

use crate::{
    common::{
        registry::{REAL, registry},
        skipping, synthetic,
    },
    figures::{Figures, number, timed, timed_in_turns},
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
        let index = timed(runs, || {
            let connectors = catalog.connectors();
            let by_name = search::by_name(connectors, &Two);
            black_box(Index::in_order(connectors, &by_name, &Two));
        });
        let ground = Owned::of(catalog);
        let query = timed(runs, || {
            black_box(ground.hits());
        });
        let counts = timed(runs, || {
            black_box(ground.counted(&Alone));
        });
        Self {
            load: each(load),
            judge: each(judge),
            index: each(index),
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

pub(crate) fn growth(options: &Options, table: &mut Table) {
    type Part = (&'static str, fn(&Costs) -> f64);
    let small = Costs::of(1_000, options.runs);
    let large = Costs::of(100_000, options.runs.div_ceil(3));
    let parts: [Part; 5] = [
        ("load", |costs| costs.load),
        ("verdict", |costs| costs.judge),
        ("index", |costs| costs.index),
        ("query", |costs| costs.query),
        ("query with facet counts", |costs| costs.counts),
    ];
    for (part, cost) in parts {
        table.add(Row {
            goal: "9",
            what: format!("{part}, for an entry of 100,000 beside one of 1,000"),
            ours: Some(cost(&large)),
            other: Some(("1,000:", cost(&small))),
            unit: "ns",
            // Caches are smaller than 100,000 entries.
            limit: Limit::Times(1.5),
        });
    }
}

/// A catalog that is indexed and judged.
struct Owned {
    catalog: Catalog,
    index: Index,
    judgements: Vec<Judgement>,
    classes: Classes,
}

impl Owned {
    fn of(catalog: Catalog) -> Self {
        let values = |facet: Facet| (facet, facet.values(catalog.connectors()));
        let facets: Vec<_> = FACETS.into_iter().map(values).collect();
        let mut owned = Self {
            index: Index::of(catalog.connectors()),
            judgements: judged(&catalog, &Policy::bundled().unwrap()),
            classes: Classes::default(),
            catalog,
        };
        owned.classes = Classes::of(&owned.ground(), &facets);
        owned
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            index: &self.index,
            connectors: self.catalog.connectors(),
            judgements: &self.judgements,
            today: portolan::date::parse("2026-03-01").unwrap(),
        }
    }

    fn hits(&self) -> usize {
        let hits = search::run(&Query::parse(WORD), &self.ground(), |_| true).len();
        assert!(hits > 0, "nothing was found");
        hits
    }

    /// What a new word finds, with what the values of facets would give; earlier words do not help.
    fn counted(&self, hands: &impl Hands) -> usize {
        let means = Means {
            classes: &self.classes,
            memo: &mut Memo::default(),
            hands,
        };
        let found = counts::run(
            &Query::parse(WORD),
            &self.ground(),
            |_| counts::Listed::Yes,
            means,
        );
        let hits = found.unwrap().hits.len();
        assert!(hits > 0, "nothing was found");
        hits
    }
}

fn judged(catalog: &Catalog, policy: &Policy) -> Vec<Judgement> {
    let judge = |connector| policy.judge(connector, &Profile::default());
    catalog.connectors().iter().map(judge).collect()
}

/// Matching alone, beside what fzf and nucleo need for it.
pub(crate) fn refilter(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    for (size, most) in [(Size::Large, 0.4), (Size::Huge, 0.6)] {
        let runs = if size == Size::Huge { 3 } else { options.runs };
        let catalog = size.catalog();
        let rows: Vec<String> = inputs::rows(&catalog).lines().map(str::to_owned).collect();
        let ground = Owned::of(catalog);
        let ours = timed(runs, || {
            black_box(ground.counted(&Two));
        });
        drop(ground);
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
