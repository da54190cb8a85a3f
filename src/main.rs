//! The program: looks at the world once and hands it to the command line.

use std::{
    env,
    fs::File,
    io::{self, BufWriter, IsTerminal, LineWriter},
    process::ExitCode,
};

use portolan::{
    cli::{self, Colours, Host, Seat, Tty},
    store::environment::{Environment, Variable},
};

fn main() -> ExitCode {
    let ask = |name: &str| env::var_os(name);
    let environment = Environment::of(&ask);
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let are_terminals = [stdout.is_terminal(), stderr.is_terminal()];
    let is_interactive = io::stdin().is_terminal() && are_terminals[0];
    let width = are_terminals
        .contains(&true)
        .then(|| width(&environment))
        .flatten();
    let [stdout_tty, stderr_tty] = are_terminals.map(|is_terminal| Tty {
        is_terminal,
        width: width.filter(|_| is_terminal),
    });
    let host = Host {
        now: jiff::Timestamp::now(),
        clock: jiff::Timestamp::now,
        folder: env::current_dir().ok(),
        stdout: stdout_tty,
        stderr: stderr_tty,
        colours: Colours::of(&environment),
        glyphs: cli::glyphs(&environment),
        seat: Seat::of(is_interactive, has_terminal, &environment),
        environment,
        browser: &portolan::tui::run,
        input: &mut io::stdin(),
        // Not locked: whatever ends the browser must be able to give the terminal back.
        out: &mut BufWriter::with_capacity(1 << 16, stdout),
        err: &mut LineWriter::new(stderr),
    };
    ExitCode::from(cli::run(env::args_os(), host))
}

/// Whether there is a terminal to draw on, even if all streams are piped.
fn has_terminal() -> bool {
    let terminal = if cfg!(windows) { "CONOUT$" } else { "/dev/tty" };
    let mut options = File::options();
    options.read(true).write(true).open(terminal).is_ok()
}

/// The width that the terminal says, unless the user knows better.
fn width(environment: &Environment) -> Option<usize> {
    let columns = environment.text(Variable::Columns);
    let told = columns.and_then(|columns| columns.parse().ok());
    told.or_else(|| {
        let (columns, _) = crossterm::terminal::size().ok()?;
        Some(usize::from(columns))
    })
}
