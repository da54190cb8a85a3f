//! What a command says where its query finds nothing: what comes near, and which part of it stands in the way.

use super::session::Session;
use crate::{
    search::Query,
    view::{Outlook, nothing, outlook::Scope},
};

/// Says so on standard error. `all` is how all are asked for, hidden ones too.
pub(super) fn tell(
    (query, scope): (&Query, Scope),
    all: &str,
    outlook: &Outlook<'_>,
    session: &mut Session<'_>,
) {
    session.note(&why(query, all, outlook));
    let obstacles = outlook.obstacles(query, scope);
    if let Some(told) = nothing::in_the_way(query, &obstacles) {
        session.note(&told);
    }
}

fn why(query: &Query, all: &str, outlook: &Outlook<'_>) -> String {
    const NONE: &str = "no connector matches";
    let near = outlook.near(query);
    if let Some(hidden) = near.told() {
        return format!("{NONE}; {all} finds {hidden}");
    }
    match (&near.instead, near.nearest.as_slice()) {
        (Some(instead), _) => format!("{NONE}; {instead}"),
        (None, []) if nothing::is_unknown(query, &near) => {
            format!("{NONE}, and none is called anything like it")
        }
        (None, []) => NONE.to_owned(),
        (None, near) => format!("{NONE}; nearest: {}", near.join(", ")),
    }
}
