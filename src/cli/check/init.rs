//! `check --init`: a policy to start from, with what each line is for. Writes no file: where it goes is the user's choice.

use crate::cli::{Answer, Outcome, session::Session};

const START: &str = include_str!("../../../assets/portolan.toml");

pub(super) fn run(session: &mut Session<'_>) -> Outcome {
    session.host.out.write_all(START.as_bytes())?;
    session.note("`portolan check --init > portolan.toml` keeps it");
    Ok(Answer::Yes)
}
