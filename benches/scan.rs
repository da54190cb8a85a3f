//! Scanning a monorepo of 50,000 files, beside `rg` with patterns that look for as much: the made tree is the same on
//! every machine, and making it is not measured. `cargo bench --bench scan` prints the times and their ratio.

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on is over")]
#![expect(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use divan::Bencher;
use portolan::{
    scan::{self, Docs, Reading},
    store::walk::{self, Reader},
};
use tempfile::TempDir;

const FILES: usize = 50_000;
/// Of so many files one names a connector, if its sort can.
const RARE: usize = 61;
const ROUNDS: usize = 7;

/// As much as a search for text can know of what a scan looks for.
const PATTERN: &str = r"(?i)airbyte|(source|destination)-[a-z0-9-]+|get_(source|destination)\(|\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b";

/// Names end, what the text is made of, and how many of a hundred files are such.
type Sort = (&'static str, fn(usize) -> String, usize);

const SORTS: [Sort; 10] = [
    ("py", python, 30),
    ("ts", typescript, 22),
    ("go", go, 12),
    ("json", json, 10),
    ("yaml", yaml, 10),
    ("md", markdown, 7),
    ("tf", terraform, 4),
    ("sql", sql, 3),
    ("txt", prose, 1),
    ("ipynb", notebook, 1),
];

fn main() {
    // `cargo test --benches` only looks that it runs.
    if std::env::args().any(|word| word == "--bench") {
        compare();
    }
    divan::main();
}

/// The tree, made once for all.
fn tree() -> &'static Path {
    static TREE: OnceLock<TempDir> = OnceLock::new();
    TREE.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..FILES {
            let (ending, text, _) = sort(number % 100);
            let folder = dir.path().join(format!(
                "{}/{}/{}",
                ["services", "libs", "infra", "pipelines"][number % 4],
                number / 4 % 50,
                number / 200 % 25
            ));
            fs::create_dir_all(&folder).unwrap();
            let mut file = File::create(folder.join(format!("f{number}.{ending}"))).unwrap();
            file.write_all(text(number).as_bytes()).unwrap();
        }
        dir
    })
    .path()
}

fn sort(percent: usize) -> Sort {
    let mut left = percent;
    for sort in SORTS {
        if left < sort.2 {
            return sort;
        }
        left -= sort.2;
    }
    SORTS[0]
}

fn is_rare(number: usize) -> bool {
    number.is_multiple_of(RARE)
}

fn repeated(line: &str, number: usize) -> String {
    let lines = 20 + number % 120;
    (0..lines)
        .map(|at| line.replace('#', &(number + at).to_string()))
        .collect()
}

fn python(number: usize) -> String {
    let mut text = repeated(
        "def handle_#(event):\n    value = event.get(\"key_#\")\n    return value\n\n",
        number,
    );
    if is_rare(number) {
        text.push_str("import airbyte as ab\nsource = ab.get_source(\n    \"source-faker\",\n    version=\"6.2.0\",\n)\n");
    }
    text
}

fn typescript(number: usize) -> String {
    repeated(
        "export const handler# = async (event: Event): Promise<number> => {\n  return event.size + #;\n};\n",
        number,
    )
}

fn go(number: usize) -> String {
    repeated(
        "func Handle#(ctx context.Context) error {\n\treturn fmt.Errorf(\"source %d\", #)\n}\n",
        number,
    )
}

fn json(number: usize) -> String {
    let rows = repeated(
        "  \"key_#\": {\"source\": \"a-#\", \"values\": [1, 2, 3, #]},\n",
        number,
    );
    format!("{{\n{rows}  \"end\": null\n}}\n")
}

fn yaml(number: usize) -> String {
    let mut text = repeated(
        "job_#:\n  image: registry.example.com/team/app:#\n  script: [make, test]\n",
        number,
    );
    if is_rare(number) {
        text.push_str("sync:\n  image: airbyte/source-postgres:3.6.0\n");
    }
    text
}

fn markdown(number: usize) -> String {
    repeated(
        "## Section #\n\nThe source of truth for # is the table below, and the destination follows.\n\n",
        number,
    )
}

fn terraform(number: usize) -> String {
    let mut text = repeated(
        "resource \"aws_s3_bucket\" \"b#\" {\n  bucket = \"data-#\"\n  tags   = { team = \"core\" }\n}\n\n",
        number,
    );
    if is_rare(number) {
        text.push_str("resource \"airbyte_source_postgres\" \"main\" {\n  name = \"main\"\n}\n");
    }
    text
}

fn sql(number: usize) -> String {
    repeated(
        "select id, created_at from warehouse.events_# where id > #;\n",
        number,
    )
}

fn prose(number: usize) -> String {
    repeated("Line # of a file that nobody reads.\n", number)
}

fn notebook(number: usize) -> String {
    let cells = repeated(
        "  {\"cell_type\": \"code\", \"source\": [\"x = #\\n\"], \"outputs\": []},\n",
        number,
    );
    format!(
        "{{\"cells\": [\n{cells}  {{\"cell_type\": \"code\", \"source\": [], \"outputs\": []}}\n], \"nbformat\": 4}}\n"
    )
}

/// What `check --scan` does with files before anything is judged.
fn scanned(tree: &Path) -> (usize, usize) {
    let read = |path: &str, text: &str| {
        let reading = scan::Reader::default().read(path, text, Docs::Skipped);
        (reading != Reading::default()).then_some(reading)
    };
    let reader = Reader {
        wants: scan::is_of_interest,
        read,
    };
    let walked = walk::walk(&[tree.to_owned()], reader, &mut |_| {}).unwrap();
    let mentions = walked
        .kept
        .iter()
        .map(|(_, reading)| reading.mentions.len());
    (walked.read, mentions.sum())
}

fn searched(rg: &Path, tree: &Path) {
    let mut command = Command::new(rg);
    command
        .args(["--hidden", "--no-require-git", "-n", "-e", PATTERN])
        .arg(tree);
    command.stdout(Stdio::null()).status().unwrap();
}

fn rg() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&folders).map(|folder| folder.join("rg"));
    places.find(|place| place.is_file())
}

/// The median of some rounds.
fn median(mut round: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            round();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn compare() {
    let tree = tree();
    let (files, mentions) = scanned(tree);
    println!("{files} files, {mentions} places that name a connector");
    let own = median(|| {
        scanned(tree);
    });
    println!("portolan {own:>10.1?}  (median of {ROUNDS})");
    let Some(rg) = rg() else {
        println!("rg is not installed: nothing to compare with");
        return;
    };
    let theirs = median(|| searched(&rg, tree));
    println!("rg       {theirs:>10.1?}  (median of {ROUNDS})");
    println!(
        "ratio    {:>10.2}",
        own.as_secs_f64() / theirs.as_secs_f64()
    );
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn scan_of_a_monorepo(bencher: Bencher<'_, '_>) {
    let tree = tree();
    bencher.bench(|| scanned(tree));
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn walk_without_reading_on(bencher: Bencher<'_, '_>) {
    let tree = tree();
    bencher.bench(|| {
        let reader = Reader {
            wants: |_| true,
            read: |_: &str, _: &str| None::<()>,
        };
        walk::walk(&[tree.to_owned()], reader, &mut |_| {}).map(|walked| walked.read)
    });
}
