//! `snapshot`: the catalog in use in the form in which one is bundled, without what is the user's own.

use super::{Answer, Outcome, session::Session};
use crate::catalog::wire;

pub(super) fn run(session: &mut Session<'_>) -> Outcome {
    let loaded = session.load_published()?;
    session
        .host
        .out
        .write_all(wire::encode(&loaded.catalog).as_bytes())?;
    Ok(Answer::Yes)
}
