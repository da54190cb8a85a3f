//! A command with all its options: its own, and behind them those that every command has.
//! Built only where a command line names the command; knows no command.

use clap::{ArgMatches, Args, Command, Error, FromArgMatches, builder::Resettable};

use super::Global;

/// What a command alone asks for; what stands behind it is read at the top, wherever it was given.
#[derive(Debug)]
pub struct Full<A>(pub A);

impl<A: Args> Args for Full<A> {
    fn augment_args(command: Command) -> Command {
        completed(command, A::augment_args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        completed(command, A::augment_args_for_update)
    }
}

/// As clap propagates global options, but not to commands that nobody asked for: the copies here are the ones that
/// carry a value up.
fn completed(command: Command, own: fn(Command) -> Command) -> Command {
    // What the flattened parts say of themselves is not said of the command.
    let about = Resettable::from(command.get_about().cloned());
    let long_about = Resettable::from(command.get_long_about().cloned());
    let global = Global::augment_args(Command::default());
    let global = global.get_arguments().map(|arg| arg.clone().global(true));
    own(command)
        .args(global)
        .about(about)
        .long_about(long_about)
}

impl<A: FromArgMatches> FromArgMatches for Full<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches_mut(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args, CommandFactory, Parser};

    use super::super::{Cli, Color};
    use crate::words::Deployment;

    #[test]
    fn commands_have_no_options_before_one_is_asked_for() {
        let root = Cli::command();
        for command in root.get_subcommands() {
            assert_eq!(command.get_arguments().count(), 0, "{command}");
            assert!(command.get_about().is_some(), "{command}");
        }
    }

    #[test]
    fn a_built_command_has_all_global_options_and_tells_what_it_told_before() {
        let root = Cli::command();
        let mut built = root.clone().disable_help_subcommand(true);
        built.build();
        for (command, before) in built.get_subcommands().zip(root.get_subcommands()) {
            for global in super::Global::augment_args(clap::Command::default()).get_arguments() {
                let found = command.get_arguments().find(|arg| *arg == global);
                let found = found.unwrap_or_else(|| panic!("{command} lacks {global}"));
                assert_eq!(found.get_help(), global.get_help());
                assert!(found.is_global_set());
            }
            let texts = |of: &clap::Command| {
                let texts = [of.get_about(), of.get_long_about()];
                texts.map(|text| text.map(ToString::to_string))
            };
            assert_eq!(texts(command), texts(before), "{command}");
        }
    }

    #[test]
    fn a_global_option_counts_wherever_it_stands_and_behind_the_command_counts_most() {
        let global = |line: &str| {
            let words = ["portolan"].into_iter().chain(line.split(' '));
            Cli::try_parse_from(words).unwrap().global
        };
        for (line, expected) in [
            ("show a", None),
            ("--on cloud show a", Some(Deployment::Cloud)),
            ("show a --on cloud", Some(Deployment::Cloud)),
            ("--on cloud show a --on powered", Some(Deployment::Powered)),
        ] {
            assert_eq!(global(line).deployment, expected, "{line}");
        }
        // What stands there unless told otherwise is not what anybody told.
        assert_eq!(global("--color never show a").color, Color::Never);
        assert_eq!(global("--catalog x show a --catalog y").catalog.len(), 1);
    }
}
