//! What a check asks for: the command line over the policy file over the project over the default.

use crate::{
    catalog::{
        Catalog, Connector, Key,
        lookup::{self, Found},
    },
    cli::{
        args::Check,
        failure::{Failure, Kind},
        session::Session,
    },
    exemption::Exemption,
    policy::{Policy, Requirement, Source, check_rules},
    store::{
        diagnostic::shown,
        project::{self, CheckPolicy},
    },
    text::{Text, Word, nearest},
    words::{Level, Readiness},
};

pub(super) fn of(
    args: &Check,
    (catalog, rules): (&Catalog, &Policy),
    session: &mut Session<'_>,
) -> Result<Requirement, Failure> {
    let (policy, place) = asked(args, session)?;
    if let Some(doubt) = policy.doubts.first() {
        return Err(Failure::new(Kind::Config, doubt.to_string()).hinted(
            "nothing was checked: the rest of [check] may let pass what this was to stop",
        ));
    }
    let is_flagged = args.require.is_some() || args.max_level.is_some() || args.within.is_some();
    Ok(Requirement {
        require: args
            .require
            .or(policy.require)
            .unwrap_or(Readiness::Caution),
        levels: levels(args.max_level, &policy)?,
        within_days: args.within.or(policy.within_days),
        exemptions: exemptions(policy.exemptions, (catalog, rules), session),
        source: source(is_flagged, place.as_deref()),
    })
}

/// The policy that was written down, and where.
fn asked(
    args: &Check,
    session: &mut Session<'_>,
) -> Result<(CheckPolicy, Option<String>), Failure> {
    if let Some(file) = &args.policy {
        let read = project::load_policy(file);
        session.tell(&read.diagnostics)?;
        return Ok((read.value, Some(shown(file))));
    }
    Ok(match session.project.check.clone() {
        Some(policy) => (policy, session.project_file.as_deref().map(shown)),
        None => (CheckPolicy::default(), None),
    })
}

/// The levels that pass: of those listed the ones that are no further than the furthest. The option stands for both.
fn levels(furthest: Option<Level>, policy: &CheckPolicy) -> Result<Option<Vec<Level>>, Failure> {
    let levels = match (furthest, policy.max_level, &policy.levels) {
        (Some(furthest), ..) | (None, Some(furthest), None) => up_to(furthest),
        (None, None, None) => return Ok(None),
        (None, None, Some(levels)) => levels.clone(),
        (None, Some(furthest), Some(levels)) => {
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
fn up_to(furthest: Level) -> Vec<Level> {
    Level::ALL
        .iter()
        .copied()
        .filter(|level| *level <= furthest)
        .collect()
}

/// The exemptions, each with its connector; one that is for no connector or no rule is told.
fn exemptions(
    written: Vec<Exemption>,
    (catalog, policy): (&Catalog, &Policy),
    session: &mut Session<'_>,
) -> Vec<(Key, Exemption)> {
    let mut resolved = Vec::with_capacity(written.len());
    for exemption in written {
        if let Some(slip) = unknown_rule(&exemption, policy) {
            session.note(&slip);
        }
        let told = match lookup::find(catalog, &exemption.connector) {
            Found::One(connector) => {
                resolved.push((connector.key(), exemption));
                continue;
            }
            Found::Many(candidates) => unresolved("could be for", &candidates),
            Found::Nothing(near) if near.is_empty() => unresolved(STRANGER, &near),
            Found::Nothing(near) => unresolved(&format!("{STRANGER}; nearest:"), &near),
        };
        let name = &exemption.connector;
        session.note(&format!("warning: the exemption for \"{name}\" {told}"));
    }
    resolved
}

const STRANGER: &str = "is for no connector that is known";

fn unresolved(why: &str, candidates: &[&Connector]) -> String {
    let slugs: Vec<&str> = candidates.iter().map(|c| c.slug.as_str()).collect();
    format!("{why} {}", slugs.join(", ")).trim_end().to_owned()
}

fn unknown_rule(exemption: &Exemption, policy: &Policy) -> Option<String> {
    let rule = exemption.rule.as_deref()?;
    let ids = || {
        let own = check_rules().map(|(id, _)| id);
        policy
            .rules()
            .iter()
            .map(|rule| rule.id.as_str())
            .chain(own)
    };
    if ids().any(|id| id == rule) {
        return None;
    }
    let near = nearest::one(rule, ids());
    let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
    let name = &exemption.connector;
    Some(format!(
        "warning: the exemption for \"{name}\" names no rule that is known: \"{rule}\"{hint}"
    ))
}

pub(super) fn source(is_flagged: bool, place: Option<&str>) -> Source {
    let document = match (is_flagged, place) {
        (true, Some(place)) => format!("command line and {place}"),
        (true, None) => "command line".to_owned(),
        (false, Some(place)) => place.to_owned(),
        (false, None) => "portolan's default".to_owned(),
    };
    Source {
        document: Text::name(&document),
        section: Text::name(""),
        date: Text::name(""),
    }
}
