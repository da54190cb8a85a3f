//! The commands: for scripts, for CI, and for people in a hurry. Everything they say comes from `view`.

mod args;
mod browse;
mod candidates;
mod changes;
mod check;
mod compare;
mod deadlines;
mod explain;
mod facets;
mod failure;
mod format;
mod generate;
mod host;
mod info;
mod list;
mod named;
mod nothing;
mod pick;
mod reading;
mod refresh;
mod renewal;

mod session;
mod show;
mod snapshot;
mod status;
pub mod terminal;
mod value;

use std::ffi::OsString;

use clap::{
    CommandFactory, Parser,
    error::{ContextKind, ContextValue, ErrorKind},
};

use args::{Cli, Color, Command, Full};
use failure::{Failure, Kind};
pub use host::{Colours, Host, Seat, Tty, glyphs};
use session::Session;

use crate::text::{clean, nearest};

/// What a command that ran has to say by its exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    No,
    /// The user would not choose.
    Aborted,
}

type Outcome = Result<Answer, Failure>;

/// Runs a command line; the result is the exit status.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut host: Host<'_>) -> u8 {
    let mut is_raw = false;
    let spelled = |argument: OsString| {
        is_raw |= argument == "--";
        if is_raw {
            argument
        } else {
            spelled_for_clap(argument)
        }
    };
    let arguments: Vec<OsString> = arguments.into_iter().map(spelled).collect();
    let is_inert = |word: &OsString| !word.to_string_lossy().contains(clean::is_hostile);
    // clap's colours cannot be told from those of an argument that it quotes.
    let colour = if arguments.iter().all(is_inert) {
        Color::Auto
    } else {
        Color::Never
    };
    let word = arguments.iter().find_map(word_to_leave_out);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(mut error) => {
            if let (ErrorKind::UnknownArgument, Some(word)) = (error.kind(), word) {
                tip_to_leave_out(&mut error, &word);
            }
            return misused(&error, colour, &mut host);
        }
    };
    let mut session = Session::start(cli.global, host);
    let outcome = dispatch(cli.command, (cli.list, cli.looks), &mut session);
    let outcome = outcome.and_then(|answer| session.finish().map(|()| answer));
    match outcome {
        Ok(Answer::Yes) => 0,
        Ok(Answer::No) => 1,
        Ok(Answer::Aborted) => 130,
        Err(failure) => {
            session.fail(&failure);
            failure.kind.status()
        }
    }
}

/// `-level:archived` leaves out as `!level:archived` does, and so does the first of several words in one argument; to
/// clap it would be a bundle of flags.
fn spelled_for_clap(argument: OsString) -> OsString {
    let term = argument.to_str().and_then(|text| text.strip_prefix('-'));
    let is_word = |word: &str| {
        let is_named = word.chars().all(|c| c.is_ascii_alphanumeric());
        is_named && word.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let is_term = |term: &str| {
        let first = term.split(char::is_whitespace).next().unwrap_or_default();
        let field = term.split_once(':').map_or("", |(field, _)| field);
        is_word(field) || first.len() < term.len() && is_word(first)
    };
    match term.filter(|term| is_term(term)) {
        Some(term) => format!("!{term}").into(),
        None => argument,
    }
}

/// A word of a query with a minus; to clap it is a bundle of flags.
fn word_to_leave_out(argument: &OsString) -> Option<String> {
    let word = argument.to_str()?.strip_prefix('-')?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let is_word = word.len() > 2 && !word.starts_with('-') && word.chars().all(is_plain);
    is_word.then(|| word.to_owned())
}

fn tip_to_leave_out(error: &mut clap::Error, word: &str) {
    let tip = format!("to leave out \"{word}\", write '!{word}' or -- -{word}");
    error.insert(
        ContextKind::Suggested,
        ContextValue::StyledStrs(vec![tip.into()]),
    );
    error.remove(ContextKind::SuggestedArg);
}

fn dispatch(
    command: Option<Command>,
    (list, looks): (args::List, args::Looks),
    session: &mut Session<'_>,
) -> Outcome {
    let has_own = list != args::List::default() || looks != args::Looks::default();
    if command.is_some() && has_own {
        return Err(
            Failure::usage("options of a command stand behind it: portolan list --json").hinted(
                "before it stand only those that all commands have, such as --on and --catalog",
            ),
        );
    }
    if command.is_none() && browse::is_wanted(&list, session) {
        return browse::run(&list, &looks, session);
    }
    if command.is_none() {
        suggest_command(&list, session);
    }
    let command = command.unwrap_or(Command::List(Full(list)));
    match &command {
        Command::Pick(_) | Command::Candidates(_) => {}
        // It is there to find out what is wrong.
        Command::Info(_) => session.tell_all(),
        // Whoever wants a policy to start from may have one that is broken.
        Command::Check(Full(args)) if args.init => session.tell_all(),
        _ => session.settle()?,
    }
    match command {
        Command::List(Full(args)) => list::run(&args, session),
        Command::Pick(Full(args)) => pick::run(&args, session),
        Command::Show(Full(args)) => show::run(&args, session),
        Command::Compare(Full(args)) => compare::run(&args, session),
        Command::Check(Full(args)) => check::run(&args, session),
        Command::Deadlines(Full(args)) => deadlines::run(&args, session),
        Command::Changes(Full(args)) => changes::run(&args, session),
        Command::Explain(Full(args)) => explain::run(&args, session),
        Command::Refresh(Full(args)) => refresh::run(&args, session),
        Command::Info(Full(args)) => info::run(&args, session),
        Command::Completions(Full(args)) => generate::completions(args.shell, session),
        Command::Man(_) => generate::man(session),
        Command::Candidates(Full(args)) => candidates::run(&args.line, session),
        Command::Snapshot(_) => snapshot::run(session),
    }
}

/// A single word that is nearly a command was perhaps meant as one.
fn suggest_command(list: &args::List, session: &mut Session<'_>) {
    let [word] = list.query.as_slice() else {
        return;
    };
    let command = command();
    let shown = command
        .get_subcommands()
        .filter(|command| !command.is_hide_set());
    if let Some(near) = nearest::one(word, shown.map(clap::Command::get_name)) {
        session.note(&format!(
            "\"{word}\" is searched for; did you mean the command `portolan {near}`?"
        ));
    }
}

fn misused(error: &clap::Error, colour: Color, host: &mut Host<'_>) -> u8 {
    let text = error.render();
    let tty = if error.use_stderr() {
        host.stderr
    } else {
        host.stdout
    };
    let text = if host.paints(colour, tty) {
        text.ansi().to_string()
    } else {
        let text = text.to_string();
        let lines: Vec<_> = text.lines().map(clean::line).collect();
        format!("{}\n", lines.join("\n"))
    };
    let status = u8::try_from(error.exit_code()).unwrap_or(Kind::Usage.status());
    if error.use_stderr() {
        // There is nobody left to tell of a failure here.
        let _ = host.err.write_all(text.as_bytes());
        return status;
    }
    let written = host
        .out
        .write_all(text.as_bytes())
        .and_then(|()| host.out.flush());
    let Err(failure) = written.map_err(Failure::from) else {
        return status;
    };
    if failure.kind != Kind::Closed {
        let _ = writeln!(host.err, "portolan: {}", clean::line(&failure.message));
    }
    failure.kind.status()
}

/// The command line, for completions and the man page; a command has no options before it is built.
fn command() -> clap::Command {
    Cli::command()
}
