//! The program: looks at the world once and hands it to the command line.

use std::{
    env,
    io::{self, BufWriter, IsTerminal, LineWriter},
    process::ExitCode,
};

use portolan::{
    cli::{self, Colours, Host, Tty},
    store::environment::Environment,
};

fn main() -> ExitCode {
    let ask = |name: &str| env::var_os(name);
    let text = |name: &str| ask(name).map(|value| value.to_string_lossy().into_owned());
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let host = Host {
        environment: Environment::of(&ask),
        now: jiff::Timestamp::now(),
        folder: env::current_dir().ok(),
        stdout: tty(stdout.is_terminal(), &text),
        stderr: tty(stderr.is_terminal(), &text),
        colours: Colours::of(&text),
        glyphs: cli::glyphs(&text),
        out: &mut BufWriter::with_capacity(1 << 16, stdout.lock()),
        err: &mut LineWriter::new(stderr.lock()),
    };
    ExitCode::from(cli::run(env::args_os(), host))
}

/// The width that the terminal says, unless the user knows better.
fn tty(is_terminal: bool, ask: &dyn Fn(&str) -> Option<String>) -> Tty {
    let told = ask("COLUMNS").and_then(|columns| columns.parse().ok());
    let width = || {
        crossterm::terminal::size()
            .ok()
            .map(|(columns, _)| usize::from(columns))
    };
    Tty {
        is_terminal,
        width: if is_terminal {
            told.or_else(width)
        } else {
            None
        },
    }
}
