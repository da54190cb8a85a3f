//! The policy as it is written down, with what the command line says of it: read and understood, and of the
//! environment at hand. Knows no connector and no place.

use std::path::{Path, PathBuf};

use super::environment;
use crate::{
    cli::{
        args::Check,
        failure::{Failure, Kind},
        session::Session,
    },
    exemption::Exemption,
    policy::{CheckRule, Policy, Requirement, Source},
    store::{
        diagnostic::{Diagnostic, shown},
        project::{self, CheckPolicy, Demand, Excepted, ScopedDemand},
    },
    text::{Word, nearest},
    words::Level,
};

/// What a command line says of the policy.
#[derive(Debug, Default)]
pub(super) struct Wish {
    demand: Demand,
    /// The file to read it from.
    policy: Option<PathBuf>,
    environment: Option<String>,
}

impl Wish {
    pub(super) fn of(args: &Check) -> Self {
        Self {
            demand: Demand {
                require: args.require,
                max_level: args.max_level,
                levels: None,
                within_days: args.within,
                require_pinned: args.require_pinned.then_some(true),
                fail_on: args.fail_on,
            },
            policy: args.policy.clone(),
            environment: args.env.clone(),
        }
    }
}

/// The policy as it is written down: understood, and of the environment at hand. It knows no connector yet.
pub(super) struct Written {
    pub(super) flags: Demand,
    pub(super) base: Demand,
    pub(super) scopes: Vec<ScopedDemand>,
    pub(super) exceptions: Vec<Excepted>,
    pub(super) file: PathBuf,
    pub(super) source: Source,
}

pub(super) fn written(
    wish: Wish,
    rules: &Policy,
    session: &mut Session<'_>,
) -> Result<Written, Failure> {
    let (policy, file) = asked(wish.policy, session)?;
    if let Some(doubt) = policy.doubts.first() {
        return Err(Failure::new(Kind::Config, doubt.to_string()).hinted(
            "nothing was checked: the rest of [check] may let pass what this was to stop",
        ));
    }
    let flags = wish.demand;
    let is_flagged = Demand {
        fail_on: None,
        ..flags.clone()
    } != Demand::default();
    let source = source(is_flagged, file.as_deref().map(shown).as_deref());
    let environment = environment::chosen(wish.environment, &policy.scopes, session)?;
    let scopes: Vec<ScopedDemand> = policy
        .scopes
        .into_iter()
        .filter(|scope| environment::holds(scope, environment.as_deref()))
        .collect();
    for demand in scopes.iter().map(|scope| &scope.demand) {
        levels(demand)?;
    }
    levels(&policy.demand)?;
    let file = file.unwrap_or_default();
    known_rules(&policy.exceptions, rules, &file)?;
    Ok(Written {
        flags,
        base: policy.demand,
        scopes,
        exceptions: policy.exceptions,
        file,
        source,
    })
}

/// The policy that was written down, and where.
fn asked(
    file: Option<PathBuf>,
    session: &mut Session<'_>,
) -> Result<(CheckPolicy, Option<PathBuf>), Failure> {
    if let Some(file) = file {
        let read = project::load_policy(&file);
        session.tell(&read.diagnostics)?;
        return Ok((read.value, Some(file)));
    }
    Ok(match session.project.check.clone() {
        Some(policy) => (policy, session.project_file.clone()),
        None => (CheckPolicy::default(), None),
    })
}

/// The levels that pass: of those listed the ones that are no further than the furthest.
pub(super) fn levels(demand: &Demand) -> Result<Option<Vec<Level>>, Failure> {
    let levels = match (demand.max_level, &demand.levels) {
        (None, None) => return Ok(None),
        (Some(furthest), None) => up_to(furthest),
        (None, Some(levels)) => levels.clone(),
        (Some(furthest), Some(levels)) => {
            let within = levels.iter().filter(|level| **level <= furthest);
            within.copied().collect()
        }
    };
    if levels.is_empty() {
        return Err(Failure::new(
            Kind::Config,
            "[check]: no level is both among \"levels\" and within \"max_level\", so nothing can pass",
        ));
    }
    Ok(Some(levels))
}

/// The levels from Airbyte's own to this one.
pub(super) fn up_to(furthest: Level) -> Vec<Level> {
    Level::ALL
        .iter()
        .copied()
        .filter(|level| *level <= furthest)
        .collect()
}

/// An exemption from a rule that there is not is a slip: nothing is checked with it, as with any other.
fn known_rules(written: &[Excepted], policy: &Policy, file: &Path) -> Result<(), Failure> {
    for excepted in written {
        let Some(slip) = unknown_rule(&excepted.exemption, policy) else {
            continue;
        };
        let position = excepted.rule_position.unwrap_or(excepted.position);
        let fault = Diagnostic::error(&slip).in_file(file).at(position);
        return Err(Failure::new(Kind::Config, fault.to_string()));
    }
    Ok(())
}

fn unknown_rule(exemption: &Exemption, policy: &Policy) -> Option<String> {
    let rule = exemption.rule.as_deref()?;
    let ids = || {
        let own = CheckRule::ALL.iter().map(|rule| rule.word());
        policy.rules().iter().map(|rule| rule.id).chain(own)
    };
    if ids().any(|id| id == rule) {
        return None;
    }
    let near = nearest::one(rule, ids());
    let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
    Some(format!(
        "except: \"rule\": \"{rule}\" is no rule that is known{hint}"
    ))
}

pub(in crate::cli::check) fn source(is_flagged: bool, place: Option<&str>) -> Source {
    let document = match (is_flagged, place) {
        (true, Some(place)) => format!("command line and {place}"),
        (true, None) => "command line".to_owned(),
        (false, Some(place)) => place.to_owned(),
        (false, None) => return Requirement::default().source,
    };
    Source::named(&document)
}
