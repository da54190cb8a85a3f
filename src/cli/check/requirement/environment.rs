//! Which environment a check is for, and which tables of the policy are.

use crate::{
    cli::{failure::Failure, session::Session},
    store::{environment::Variable, project::ScopedDemand},
    text::{clean, nearest},
};

/// The environment that the option names, or else the variable. One that no table knows is perhaps misspelt: the option
/// is refused then, and of the variable, which others may have set for ends of their own, it is said.
pub(super) fn chosen(
    named: Option<String>,
    scopes: &[ScopedDemand],
    session: &mut Session<'_>,
) -> Result<Option<String>, Failure> {
    let told = session.host.environment.text(Variable::Env);
    let told = told.filter(|name| !name.is_empty());
    let is_named = named.is_some();
    let Some(name) = named.or(told) else {
        return Ok(None);
    };
    let known: Vec<&str> = scopes
        .iter()
        .flat_map(|scope| scope.environments.iter().map(|name| &**name))
        .collect();
    if known.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
        return Ok(Some(name));
    }
    let slip = format!(
        "no [[check.for]] is for the environment \"{}\"",
        clean::line(&name)
    );
    let hint = match (nearest::one(&name, known.iter().copied()), known.is_empty()) {
        (Some(near), _) => format!("did you mean \"{near}\"?"),
        (None, false) => format!("there is {}", known.join(", ")),
        (None, true) => "the policy names no environment".to_owned(),
    };
    if is_named {
        return Err(Failure::usage(slip).hinted(hint));
    }
    if !known.is_empty() {
        session.note(&format!("warning: PORTOLAN_ENV: {slip}; {hint}"));
    }
    Ok(None)
}

/// Whether a table is for the environment; one that names none is for all.
pub(super) fn holds(scope: &ScopedDemand, chosen: Option<&str>) -> bool {
    let is_chosen = |name: &&str| chosen.is_some_and(|chosen| chosen.eq_ignore_ascii_case(name));
    let mut names = scope.environments.iter().map(|name| &**name);
    scope.environments.is_empty() || names.any(|name| is_chosen(&name))
}
