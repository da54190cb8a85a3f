//! Whole processes: commands beside one that does nothing, browsing beside what people do today, and the binary itself.

use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use crate::{
    figures::{Figures, millis, number},
    inputs::{Inputs, Size},
    options::Options,
    pty::Answers,
    rivals::{OURS, Rival, Tools, surroundings},
    session::{Plan, in_turns},
    table::{Limit, Row, Table},
};

const COMMANDS: [(&str, &[&str]); 3] = [
    ("list", &["list"]),
    ("show", &["show", "source-postgres"]),
    ("check", &["check", "source-postgres"]),
];
const MEGABYTE: f64 = 1e6;

/// Makes the program that is measured what users have: `cargo bench` has built it with what only tests ask of its
/// libraries, which is larger and slower to start.
pub(crate) fn make() {
    // Over the program in the very place where the bench looks for it.
    let target = Path::new(OURS).parent().and_then(Path::parent).unwrap();
    build_into(target, &[]);
}

/// Builds the program as users do, but for these variables; answers the folder.
pub(crate) fn build_into<'a>(target: &'a Path, variables: &[(&str, &str)]) -> &'a Path {
    let built = cargo(&["build", "--release", "--locked", "--target-dir"])
        .arg(target)
        .envs(variables.iter().copied())
        .status();
    assert!(built.unwrap().success(), "it does not build");
    target
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(words).current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo
}

/// Commands on the bundled catalog, and `true`, in turns.
pub(crate) fn commands(options: &Options, table: &mut Table) {
    let home = tempfile::tempdir().unwrap();
    let mut times = vec![Vec::new(); COMMANDS.len() + 1];
    for _ in 0..options.runs * 2 {
        times[0].push(run("/bin/true", &[], home.path()));
        for (at, (_, words)) in COMMANDS.iter().enumerate() {
            times[at + 1].push(run(OURS, words, home.path()));
        }
    }
    let median = |at: usize| Figures::of(times[at].iter().copied()).median();
    for (at, (name, _)) in COMMANDS.iter().enumerate() {
        table.add(Row {
            goal: "7",
            what: format!("`{name}`, whole process"),
            ours: median(at + 1),
            other: median(0).map(|figure| ("true", figure)),
            unit: "ms",
            limit: Limit::Above(3.0),
        });
    }
}

fn run(program: &str, words: &[&str], home: &Path) -> f64 {
    let mut command = Command::new(program);
    command.args(words).env_clear().envs(surroundings(home));
    timed(&mut command)
}

fn timed(command: &mut Command) -> f64 {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let since = Instant::now();
    command.status().unwrap();
    millis(since.elapsed())
}

/// Ready to browse, beside `jq | fzf --preview jq`.
pub(crate) fn pipeline(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    let ours = Rival::ours(inputs, Size::Bundled);
    let pipeline = Rival::pipeline(inputs, tools);
    let rivals: Vec<&Rival> = [&ours].into_iter().chain(&pipeline).collect();
    let told = in_turns(
        &rivals,
        Plan::Start(Answers::Together),
        options.runs.div_ceil(2),
    );
    let other = told.get(1).and_then(|told| told.start().median());
    table.add(Row {
        goal: "7",
        what: "browsing ready, beside jq | fzf --preview jq".to_owned(),
        ours: told[0].start().median(),
        other: other.map(|figure| ("jq | fzf", figure)),
        unit: "ms",
        limit: Limit::Times(0.1),
    });
}

/// `list`, beside the listing of PyAirbyte from a local file.
pub(crate) fn listing(options: &Options, inputs: &Inputs, tools: &Tools, table: &mut Table) {
    const SCRIPT: &str = "import airbyte; print(*airbyte.get_available_connectors('any'))";
    let home = tempfile::tempdir().unwrap();
    let theirs = || {
        let mut python = Command::new(tools.pyairbyte.as_ref()?);
        python.args(["-W", "ignore", "-c", SCRIPT]);
        python.env_clear().envs(surroundings(home.path()));
        python.env("AIRBYTE_LOCAL_REGISTRY", inputs.registry());
        python.env("DO_NOT_TRACK", "1");
        Some(timed(&mut python))
    };
    // The first one of each writes and reads what later ones find.
    let turns =
        (0..=options.runs.div_ceil(4)).map(|_| (run(OURS, &["list"], home.path()), theirs()));
    let turns: Vec<(f64, Option<f64>)> = turns.skip(1).collect();
    let other = Figures::of(turns.iter().filter_map(|(_, theirs)| *theirs)).median();
    table.add(Row {
        goal: "7",
        what: "`list`, beside PyAirbyte's listing".to_owned(),
        ours: Figures::of(turns.iter().map(|(ours, _)| *ours)).median(),
        other: other.map(|figure| ("PyAirbyte", figure)),
        unit: "ms",
        limit: Limit::Times(1.0 / 300.0),
    });
}

/// The binary, and what it takes to make it.
pub(crate) fn build(options: &Options, table: &mut Table) {
    let size = fs::read(OURS).map(|file| number(file.len()) / MEGABYTE);
    table.add(Row {
        goal: "10",
        what: "release binary".to_owned(),
        ours: size.ok(),
        other: None,
        unit: "MB",
        limit: Limit::AtMost(8.0),
    });
    table.add(Row {
        goal: "10",
        what: "cargo build --release from nothing (with --build)".to_owned(),
        ours: options.builds.then(built_anew),
        other: None,
        unit: "s",
        limit: Limit::AtMost(180.0),
    });
}

/// Seconds.
fn built_anew() -> f64 {
    let target = tempfile::tempdir().unwrap();
    let since = Instant::now();
    build_into(target.path(), &[]);
    since.elapsed().as_secs_f64()
}
