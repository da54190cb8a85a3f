//! An option of some commands that stands before one: where it belongs, in the user's own words.

use std::ffi::OsString;

use clap::{Arg, ArgMatches, Args, Command, parser::ValueSource};

use super::{
    args::{Cli, List, Looks},
    command,
    failure::Failure,
};

/// What to say of it, if there is one.
pub(super) fn advice(cli: &Cli, line: Vec<OsString>) -> Option<Failure> {
    let has_own = cli.list != List::default() || cli.looks != Looks::default();
    let is_misplaced = cli.command.is_some() && has_own;
    is_misplaced.then(|| {
        told(line).unwrap_or_else(|| Failure::usage("options of a command stand behind it"))
    })
}

fn told(line: Vec<OsString>) -> Option<Failure> {
    let matches = command().try_get_matches_from(line).ok()?;
    let mut root = command();
    root.build();
    let named = root.find_subcommand(matches.subcommand_name()?)?;
    let own = Looks::augment_args(List::augment_args(Command::default()));
    let option = own.get_arguments().find(|arg| is_given(arg, &matches))?;
    let long = option.get_long()?;
    Some(if takes(named, long) {
        let line = format!("portolan {} {}", named.get_name(), written(option));
        Failure::usage(format!("--{long} stands behind its command: {line}"))
    } else {
        Failure::usage(format!("{} takes no --{long}", named.get_name()))
            .hinted(takers(&root, long))
    })
}

fn is_given(arg: &Arg, matches: &ArgMatches) -> bool {
    let source = matches.value_source(arg.get_id().as_str());
    arg.get_long().is_some() && source == Some(ValueSource::CommandLine)
}

fn takes(command: &Command, long: &str) -> bool {
    let mut all = command.get_arguments();
    all.any(|arg| arg.get_long() == Some(long))
}

/// The option with a name for its value.
fn written(option: &Arg) -> String {
    let long = option.get_long().unwrap_or_default();
    let value = option.get_value_names().and_then(<[_]>::first);
    match value.filter(|_| option.get_action().takes_values()) {
        Some(value) => format!("--{long} {value}"),
        None => format!("--{long}"),
    }
}

/// Who takes the option. Without a command all that stand before one do.
fn takers(root: &Command, long: &str) -> String {
    let shown = root.get_subcommands().filter(|sub| !sub.is_hide_set());
    let names: Vec<String> = shown
        .filter(|sub| takes(sub, long))
        .map(|sub| format!("`portolan {}`", sub.get_name()))
        .collect();
    format!(
        "--{long} is for {}, and for `portolan` without a command",
        names.join(", ")
    )
}
