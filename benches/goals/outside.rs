//! From outside, in a terminal: start, keys, bytes, memory, and what is done while nothing is to be done.

use crate::{
    figures::Figures,
    inputs::{Inputs, Size},
    options::Options,
    pty::Answers,
    rivals::{Rival, Tools},
    session::{Plan, Told, in_turns},
    table::{Limit, Row, Table},
};

/// A figure of both, held against each other.
struct Compared<'a> {
    ours: &'a Told,
    fzf: Option<&'a Told>,
    table: &'a mut Table,
}

impl Compared<'_> {
    fn add(
        &mut self,
        (goal, what): (&'static str, &str),
        figure: impl Fn(&Told) -> Option<f64>,
        unit: &'static str,
        limit: Limit,
    ) {
        self.table.add(Row {
            goal,
            what: what.to_owned(),
            ours: figure(self.ours),
            other: self.fzf.and_then(figure).map(|figure| ("fzf", figure)),
            unit,
            limit,
        });
    }
}

/// On the catalog that is compiled in.
pub(crate) fn bundled(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    let ours = Rival::ours(inputs, Size::Bundled);
    let fzf = Rival::fzf(inputs, Size::Bundled, tools);
    let drawn = Rival::drawn_box(inputs);
    let rivals: Vec<&Rival> = [&ours, &drawn].into_iter().chain(&fzf).collect();
    let start = |told: &Told| told.start().median();
    let told = in_turns(&rivals, Plan::Start(Answers::Together), options.runs);
    warn(&told);
    let mut both = Compared {
        ours: &told[0],
        fzf: told.get(2),
        table,
    };
    let what = "exec to full list, terminal answers together";
    both.add(("1", what), start, "ms", Limit::Times(0.35));
    let told = in_turns(&rivals, Plan::Start(Answers::OneByOne), options.runs);
    warn(&told);
    let median = |figures: Figures| figures.median();
    let mut both = Compared {
        ours: &told[0],
        fzf: told.get(2),
        table,
    };
    let what = "exec to full list, terminal answers one by one";
    both.add(("1", what), start, "ms", Limit::None);
    let beside_box = Row {
        goal: "1",
        what: "the same beside a box".to_owned(),
        ours: median(told[0].start()),
        other: median(told[1].start()).map(|figure| ("box", figure)),
        unit: "ms",
        limit: Limit::Above(5.0),
    };
    both.table.add(beside_box);
    let told = typed(options, &ours, fzf.as_ref());
    let mut both = Compared {
        ours: &told[0],
        fzf: told.get(1),
        table,
    };
    keys(&mut both, "2", "bundled", [0.8, 0.75, 0.5]);
    both.add(
        ("5", "bytes for a key, mean, bundled"),
        Told::mean_bytes,
        "B",
        Limit::Times(1.0),
    );
    both.add(
        ("6", "peak memory, bundled"),
        |told| told.peak().median(),
        "MiB",
        Limit::Times(0.75),
    );
}

/// On a catalog that comes in as many files as it needs.
pub(crate) fn large(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    let ours = Rival::ours(inputs, Size::Large);
    let fzf = Rival::fzf(inputs, Size::Large, tools);
    let told = typed(options, &ours, fzf.as_ref());
    let mut both = Compared {
        ours: &told[0],
        fzf: told.get(1),
        table,
    };
    let start = |told: &Told| told.start().median();
    both.add(
        ("3", "exec to full list, 100,000 (JSON beside lines)"),
        start,
        "ms",
        Limit::None,
    );
    keys(&mut both, "3", "100,000", [0.6, 0.5, 0.35]);
    both.add(
        ("5", "bytes for a key, mean, 100,000"),
        Told::mean_bytes,
        "B",
        Limit::Times(0.8),
    );
    both.add(
        ("6", "peak memory, 100,000"),
        |told| told.peak().median(),
        "MiB",
        Limit::Times(1.0),
    );
    both.add(
        ("6", "the same for one connector"),
        Told::peak_of_one,
        "B",
        Limit::None,
    );
    one_file(options, inputs, table);
}

/// The same catalog where it is not in parts: its whole text is there while it is read.
fn one_file(options: &Options, inputs: &Inputs, table: &mut Table) {
    let ours = Rival::ours_on(inputs, vec![inputs.catalog(Size::Large)]);
    let runs = options.runs.div_ceil(5);
    let told = in_turns(&[&ours], Plan::Start(Answers::Together), runs);
    warn(&told);
    let mut alone = Compared {
        ours: &told[0],
        fzf: None,
        table,
    };
    let start = |told: &Told| told.start().median();
    let what = "exec to full list, 100,000 in one file";
    alone.add(("3", what), start, "ms", Limit::None);
    let what = "peak memory, 100,000 in one file, for one connector";
    alone.add(("6", what), Told::peak_of_one, "B", Limit::None);
}

fn typed(options: &Options, ours: &Rival, fzf: Option<&Rival>) -> Vec<Told> {
    let rivals: Vec<&Rival> = [ours].into_iter().chain(fzf).collect();
    let told = in_turns(&rivals, Plan::Type, options.runs);
    warn(&told);
    told
}

fn keys(both: &mut Compared<'_>, goal: &'static str, size: &str, [median, p95, cpu]: [f64; 3]) {
    let what = |figure: &str| format!("{figure}, {size}");
    both.add(
        (goal, &what("key to settled frame, median")),
        |told| told.frames().median(),
        "ms",
        Limit::Times(median),
    );
    both.add(
        (goal, &what("key to settled frame, p95")),
        |told| told.frames().p95(),
        "ms",
        Limit::Times(p95),
    );
    both.add(
        (goal, &what("CPU for a key")),
        |told| told.cpu().median(),
        "ms",
        Limit::Times(cpu),
    );
}

/// While nobody presses a key.
pub(crate) fn idle(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    let ours = Rival::ours(inputs, Size::Bundled);
    let fzf = Rival::fzf(inputs, Size::Bundled, tools);
    let rivals: Vec<&Rival> = [&ours].into_iter().chain(&fzf).collect();
    let told = in_turns(&rivals, Plan::Idle, options.runs.div_ceil(5));
    warn(&told);
    let mut both = Compared {
        ours: &told[0],
        fzf: told.get(1),
        table,
    };
    both.add(
        ("5", "CPU while idle, for a second"),
        |told| told.idle_cpu().median(),
        "ms",
        Limit::AtMost(0.0),
    );
    both.add(
        ("5", "wake-ups while idle, in a second"),
        |told| told.wakeups().median(),
        "",
        Limit::AtMost(0.0),
    );
}

fn warn(told: &[Told]) {
    let failures: usize = told.iter().map(|told| told.failures).sum();
    if failures > 0 {
        eprintln!("{failures} runs did not come to the screen that was expected");
    }
}
