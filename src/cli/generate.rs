//! Completions and the man page, from the same description as the help.

use super::{Answer, Outcome, command, session::Session};

pub(super) fn completions(shell: clap_complete::Shell, session: &mut Session<'_>) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "portolan", &mut script);
    session.host.out.write_all(&script)?;
    Ok(Answer::Yes)
}

pub(super) fn man(session: &mut Session<'_>) -> Outcome {
    clap_mangen::Man::new(command()).render(&mut session.host.out)?;
    Ok(Answer::Yes)
}
