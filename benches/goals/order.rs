//! Which functions a browser's start and its search run, for the linker: `-- --order`. The program is built with its
//! names and run under callgrind; what ran is written to the script that build.rs hands on.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

use portable_pty::CommandBuilder;

use crate::{
    pty::{Answers, Pty, QUIET},
    rivals::surroundings,
    whole::build_into,
};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/link/first.ld");
/// What is pressed, and what the screen then shows: the list, a word, the list again, steps.
const PRESSED: [(&str, &str); 4] = [
    ("", "Why"),
    ("/postg\x7f\x7f\x7fstg", "postg"),
    ("\x1b\x1b", "Why"),
    ("jkGg", "Why"),
];
const OUT: &str = "\x03";
/// The second one finds what the first has left at home.
const SESSIONS: usize = 2;
/// Under callgrind all takes its time, and keys that come together are one search.
const SLOW: u32 = 4;
const HEAD: &str = "\
/* What a browser runs from its start on, put together by the linker: see build.rs.
   Written by `cargo bench --bench goals -- --order`; not to be changed by hand. */
";

/// Writes the script anew.
#[expect(clippy::disallowed_methods, reason = "git keeps the old script")]
pub(crate) fn write() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("named");
    // Where code stands in two sections callgrind finds no names in the first one.
    let named = [
        ("CARGO_PROFILE_RELEASE_STRIP", "none"),
        ("PORTOLAN_PLAIN_LINK", "1"),
    ];
    let program = build_into(&target, &named).join("release/portolan");
    let home = tempfile::tempdir().unwrap();
    let sessions = (0..SESSIONS).map(|_| session(&program, home.path()));
    let ran: BTreeSet<String> = sessions.flatten().collect();
    let lasting: BTreeSet<String> = ran.iter().map(|name| lasting(name)).collect();
    fs::write(SCRIPT, script(&lasting)).unwrap();
    println!(
        "{} functions, {} names in {SCRIPT}",
        ran.len(),
        lasting.len()
    );
}

/// What ran in a browser from its start to its end.
fn session(program: &Path, home: &Path) -> BTreeSet<String> {
    let record = home.join("ran");
    let mut command = CommandBuilder::new("valgrind");
    command.args(["--tool=callgrind", "--demangle=no"]);
    command.arg(format!("--callgrind-out-file={}", record.display()));
    command.arg(program);
    for (name, value) in surroundings(home) {
        command.env(name, value);
    }
    command.cwd(home);
    let mut pty = Pty::start(command, Answers::Together);
    for (keys, shown) in PRESSED {
        for key in keys.chars() {
            pty.press(key.encode_utf8(&mut [0; 4]).as_bytes());
            pty.hear(QUIET * SLOW);
        }
        assert!(pty.until(&[shown]), "the screen does not show \"{shown}\"");
    }
    pty.press(OUT.as_bytes());
    pty.end();
    ran(program, &fs::read_to_string(record).unwrap())
}

/// The functions of the program in what callgrind wrote: a name stands where it comes first, and a number after that.
fn ran(program: &Path, record: &str) -> BTreeSet<String> {
    let program = program.display().to_string();
    let (mut objects, mut functions) = (HashMap::new(), HashMap::new());
    let (mut is_ours, mut ran) = (false, BTreeSet::new());
    for line in record.lines() {
        let Some((field, value)) = line.split_once('=') else {
            continue;
        };
        match field {
            "ob" => is_ours = named(&mut objects, value) == program,
            "cob" => drop(named(&mut objects, value)),
            "cfn" => drop(named(&mut functions, value)),
            "fn" => {
                let name = named(&mut functions, value);
                if is_ours && is_mangled(&name) {
                    ran.insert(name);
                }
            }
            _ => {}
        }
    }
    ran
}

/// `(7) name` the first time, `(7)` from then on.
fn named(known: &mut HashMap<String, String>, value: &str) -> String {
    match value.split_once(' ') {
        Some((number, name)) => {
            known.insert(number.to_owned(), name.to_owned());
            name.to_owned()
        }
        None => known.get(value).cloned().unwrap_or_default(),
    }
}

fn is_mangled(name: &str) -> bool {
    name.starts_with("_ZN") || name.starts_with("_R")
}

/// A name without what each compiler and each version of a library writes otherwise: `17h` and sixteen digits at the
/// end of an old one, `Cs…_` before each library in a new one.
fn lasting(name: &str) -> String {
    if name.starts_with("_ZN") {
        let path = name.rsplit_once("17h").map_or(name, |(path, _)| path);
        return format!("{path}17h*");
    }
    let (first, rest) = name.split_once("Cs").unwrap_or((name, ""));
    let libraries = rest.split("Cs").filter(|rest| !rest.is_empty());
    let libraries = libraries.map(|rest| match rest.split_once('_') {
        Some((mark, rest)) if mark.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            format!("Cs*_{rest}")
        }
        _ => format!("Cs{rest}"),
    });
    first.to_owned() + &libraries.collect::<String>()
}

fn script(names: &BTreeSet<String>) -> String {
    // What the compiler takes to be run seldom stands in `.text.unlikely`.
    let line = |name: &String| format!("    *(.text.{name} .text.unlikely.{name})\n");
    let lines: String = names.iter().map(line).collect();
    format!("{HEAD}SECTIONS\n{{\n  .text.first :\n  {{\n{lines}  }}\n}}\nINSERT BEFORE .text;\n")
}
