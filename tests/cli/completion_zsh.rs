//! What zsh itself offers with the script in place: the options of the command that is named, and of no other.

use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

use crate::program::World;

/// A zsh that asks another one, as a terminal would, and writes down what that one would offer.
const ASK: &str = r#"
zmodload zsh/zpty zsh/zselect || exit 9
zpty asked zsh -f -i
zpty -w asked 'PROMPT= TERM=dumb; path=($PROGRAM:h $path); fpath=($FUNCTIONS $fpath)
autoload -U compinit; compinit -u -D
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
    local -a hits
    builtin compadd -A hits "$@"
    (( $#hits )) && print -rl -- $hits >>$HITS
    builtin compadd "$@"
}
_told() { comppostfuncs=(_told); : >$HITS.end; }
comppostfuncs=(_told)
zle -C ask complete-word _main_complete; bindkey "^I" ask; : >$HITS.ready'
wait_for() { for (( i = 0; i < 6000; i++ )); do [[ -e $1 ]] && return; zselect -t 1; done; exit 8; }
wait_for $HITS.ready
while read -r line; do
    zpty -n -w asked $'\C-u'"$line"$'\t'
    wait_for $HITS.end
    rm $HITS.end
    print "== $line" >>$HITS
done
zpty -d asked
"#;

/// What is typed, and what is offered.
const LINES: &[(&str, &[&str])] = &[
    ("check --sc", &["--scan"]),
    ("deadlines --wi", &["--within"]),
    ("changes --si", &["--since"]),
    ("completions z", &["zsh"]),
    ("pick --mu", &["--multi"]),
    ("refresh --fo", &["--force", "--format"]),
    ("list postgres --so", &["--sort"]),
    ("show source-postgres --fo", &["--format"]),
    ("postgres --so", &["--sort"]),
    ("refresh --so", &[]),
    ("--theme d", &["dark"]),
    ("check --require ca", &["caveats", "caution"]),
    ("list lev", &["level:"]),
    ("help li", &["list"]),
];

fn has_zsh() -> bool {
    let mut zsh = Command::new("zsh");
    let has_it = zsh.args(["-fc", "zmodload zsh/zpty"]).output();
    let has_it = has_it.is_ok_and(|ran| ran.status.success());
    if !has_it {
        let told = "completion: no zsh with zpty, so what it makes of its script is not tested\n";
        std::io::stderr().write_all(told.as_bytes()).unwrap();
    }
    has_it
}

#[test]
fn zsh_offers_what_fits_the_command_that_is_named() {
    if !has_zsh() {
        return;
    }
    let world = World::new();
    let script = world.line("completions zsh").exits(0).out;
    world.file("functions/_portolan", script);
    let hits = world.file("hits", "");
    let mut zsh = Command::new("zsh")
        .args(["-fc", ASK])
        .env_clear()
        .env("PATH", "/usr/bin:/bin:/usr/local/bin")
        .env("PROGRAM", env!("CARGO_BIN_EXE_portolan"))
        .env("HOME", world.path("home"))
        .env("FUNCTIONS", world.path("functions"))
        .env("HITS", &hits)
        .current_dir(world.path("project"))
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = zsh.stdin.take().unwrap();
    for (line, _) in LINES {
        writeln!(typed, "portolan {line}").unwrap();
    }
    drop(typed);
    assert!(zsh.wait().unwrap().success());
    let told = fs::read_to_string(&hits).unwrap();
    let mut told = told.lines();
    for (line, expected) in LINES {
        let end = format!("== portolan {line}");
        let offered: Vec<&str> = told.by_ref().take_while(|told| *told != end).collect();
        assert_eq!(offered, *expected, "{line}");
    }
}
