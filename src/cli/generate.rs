//! Completions and the man page, from the same description as the help. What only the catalog knows, the scripts for
//! some shells ask the program for.

use clap_complete::Shell;

use super::{Answer, Outcome, candidates, command, session::Session};
use crate::{store::environment::Variable, text::Word};

const BASH: &str = include_str!("../../assets/completions/bash");
const ZSH: &str = include_str!("../../assets/completions/zsh");
const FISH: &str = include_str!("../../assets/completions/fish");
const ELVISH: &str = include_str!("../../assets/completions/elvish");

pub(super) fn completions(shell: Shell, session: &mut Session<'_>) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut shown(), "portolan", &mut script);
    let script = asking(shell, &String::from_utf8_lossy(&script));
    session.host.out.write_all(script.as_bytes())?;
    Ok(Answer::Yes)
}

/// The command line without what is hidden, which the scripts would tell all the same.
fn shown() -> clap::Command {
    let whole = command();
    let subcommands = whole.get_subcommands().filter(|sub| !sub.is_hide_set());
    clap::Command::new("portolan")
        .version(env!("CARGO_PKG_VERSION"))
        .args(whole.get_arguments().cloned())
        .subcommands(subcommands.cloned())
}

/// The script with a function in front of it that asks the program first.
fn asking(shell: Shell, script: &str) -> String {
    /// The function that clap writes.
    const OWN: &str = "\n_portolan() {\n";
    const STATIC: &str = "\n_portolan_static() {\n";
    match shell {
        Shell::Bash => {
            let script = format!("\n{script}").replacen(OWN, STATIC, 1);
            format!("{}{BASH}", script.trim_start())
        }
        Shell::Zsh => match script.replacen(OWN, STATIC, 1).split_once("\n\n") {
            Some((head, rest)) => format!("{head}\n{ZSH}\n{rest}"),
            None => script.to_owned(),
        },
        Shell::Fish => {
            let mut whole = command();
            whole.build();
            let options = candidates::asked_options(&whole);
            let option = |long: &String| {
                format!("complete -c portolan -l {long} -x -k -a '(__portolan_asked)'\n")
            };
            let options: String = options.iter().map(option).collect();
            format!("{script}{FISH}{options}")
        }
        Shell::Elvish => {
            const OWN: &str = "\nset edit:completion:arg-completer[portolan] = ";
            let script = script.replacen(OWN, "\nvar portolan-static~ = ", 1);
            format!("{script}{ELVISH}")
        }
        _ => script.to_owned(),
    }
}

pub(super) fn man(session: &mut Session<'_>) -> Outcome {
    clap_mangen::Man::new(command()).render(&mut session.host.out)?;
    writeln!(session.host.out, ".SH ENVIRONMENT")?;
    for variable in Variable::ALL {
        let (name, purpose) = (variable.name(), variable.purpose());
        writeln!(session.host.out, ".TP\n\\fB{name}\\fR\n{purpose}")?;
    }
    Ok(Answer::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_function_that_asks_stands_in_the_place_of_the_one_that_clap_writes() {
        const IN_ELVISH: [&str; 2] = [
            "\nset edit:completion:arg-completer[portolan] = {|@words|",
            "\nvar portolan-static~ = {|@words|",
        ];
        const ELSEWHERE: [&str; 2] = ["\n_portolan() {", "_portolan_static() {"];
        for (shell, functions) in [
            (Shell::Bash, ELSEWHERE),
            (Shell::Zsh, ELSEWHERE),
            (Shell::Elvish, IN_ELVISH),
        ] {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut command(), "portolan", &mut script);
            let script = asking(shell, &String::from_utf8(script).unwrap());
            for function in functions {
                assert_eq!(script.matches(function).count(), 1, "{shell} {function}");
            }
            let head = script.lines().next().unwrap();
            assert!(shell != Shell::Zsh || head == "#compdef portolan", "{head}");
        }
    }
}
