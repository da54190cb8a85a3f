//! What a check asks for: the command line over the tables of the policy file for a place or an environment, those over
//! its `[check]`, and that over the default.

mod environment;
mod places;

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    rc::Rc,
};

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
    date::Date,
    exemption::Exemption,
    policy::{Policy, Requirement, Source, check_rules},
    store::{
        diagnostic::{Diagnostic, Position, shown},
        project::{self, CheckPolicy, Demand, Excepted, Scope},
    },
    text::{Text, Word, nearest},
    view::check::{Asked, Gravity, Trouble},
    words::Level,
};

use places::{Base, Places, Table};

/// What is asked for, place by place.
#[derive(Debug, Default)]
pub(super) struct Requirements {
    /// The command line's: it stands over all.
    flags: Demand,
    base: Demand,
    /// Those of the environment, in the order of the file.
    scopes: Vec<Demand>,
    exemptions: Vec<(Key, Exemption)>,
    /// The slugs of their connectors, and where each is written.
    exempted: Vec<Text>,
    positions: Vec<Position>,
    file: String,
    places: Places,
    source: Option<Source>,
    /// By the tables that hold: many files share each.
    made: RefCell<HashMap<Vec<Table>, Rc<Requirement>>>,
}

/// What a command line says of the policy.
#[derive(Debug, Default)]
struct Wish {
    demand: Demand,
    /// The file to read it from.
    policy: Option<PathBuf>,
    environment: Option<String>,
}

impl Wish {
    fn of(args: &Check) -> Self {
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
struct Written {
    flags: Demand,
    base: Demand,
    scopes: Vec<Scope>,
    exceptions: Vec<Excepted>,
    file: PathBuf,
    source: Source,
}

pub(super) fn of(
    args: &Check,
    (catalog, rules): (&Catalog, &Policy),
    session: &mut Session<'_>,
) -> Result<Requirements, Failure> {
    let written = written(Wish::of(args), rules, session)?;
    let exceptions = resolved(written.exceptions, catalog, session);
    let excepted = exceptions.iter().map(|(_, of)| of);
    let places = places(&written.scopes, excepted, (session, &written.file))?;
    Ok(Requirements {
        flags: written.flags,
        base: written.base,
        scopes: written.scopes.into_iter().map(|of| of.demand).collect(),
        exempted: exceptions.iter().map(|(is, _)| is.slug.clone()).collect(),
        positions: exceptions.iter().map(|(_, of)| of.position).collect(),
        file: shown(&written.file),
        exemptions: exceptions
            .into_iter()
            .map(|(found, of)| (found.key(), of.exemption))
            .collect(),
        places,
        source: Some(written.source),
        made: RefCell::default(),
    })
}

/// What is asked of a connector that stands in no file, whatever catalog it comes from.
pub(in crate::cli) fn anywhere(
    rules: &Policy,
    session: &mut Session<'_>,
) -> Result<Asked, Failure> {
    let written = written(Wish::default(), rules, session)?;
    let excepted = written.exceptions.iter();
    let places = places(&written.scopes, excepted, (session, &written.file))?;
    let exceptions = written.exceptions.into_iter();
    let everywhere = exceptions.filter(|of| of.paths.is_empty());
    let exemptions = everywhere.map(|of| of.exemption).collect();
    let requirements = Requirements {
        base: written.base,
        scopes: written.scopes.into_iter().map(|of| of.demand).collect(),
        source: Some(written.source),
        ..Requirements::default()
    };
    let mut tables = places.at(None);
    tables.retain(|table| matches!(table, Table::For(_)));
    Ok(Asked {
        requirement: requirements.requirement(&tables),
        exemptions,
    })
}

fn written(wish: Wish, rules: &Policy, session: &mut Session<'_>) -> Result<Written, Failure> {
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
    let scopes: Vec<Scope> = policy
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

fn places<'w>(
    scopes: &'w [Scope],
    exceptions: impl Iterator<Item = &'w Excepted>,
    (session, file): (&Session<'_>, &Path),
) -> Result<Places, Failure> {
    let scopes = scopes.iter().enumerate();
    let scopes = scopes.map(|(at, scope)| (Table::For(at), scope.paths.as_slice()));
    let exceptions = exceptions.enumerate();
    let exceptions = exceptions.map(|(at, of)| (Table::Except(at), of.paths.as_slice()));
    let base = Base {
        folder: session.host.folder.clone().unwrap_or_default(),
        file: file.to_owned(),
    };
    Places::of(scopes.chain(exceptions), base)
        .map_err(|fault| Failure::new(Kind::Config, fault.to_string()))
}

impl Requirements {
    /// What is asked for in a file, or of what stands in none.
    pub(super) fn at(&self, path: Option<&str>) -> Rc<Requirement> {
        let tables = self.places.at(path);
        let mut made = self.made.borrow_mut();
        let requirement = made
            .entry(tables)
            .or_insert_with_key(|tables| Rc::new(self.requirement(tables)));
        Rc::clone(requirement)
    }

    fn requirement(&self, tables: &[Table]) -> Requirement {
        let mut demand = self.base.clone();
        let mut exemptions = Vec::new();
        for table in tables {
            match *table {
                Table::For(at) => demand = overruled(&demand, &self.scopes[at]),
                Table::Except(at) => exemptions.push(self.exemptions[at].clone()),
            }
        }
        let demand = overruled(&demand, &self.flags);
        let default = Requirement::default();
        Requirement {
            require: demand.require.unwrap_or(default.require),
            // Every table was tried: none lets nothing pass.
            levels: levels(&demand).unwrap_or_default(),
            within_days: demand.within_days,
            require_pinned: demand.require_pinned.unwrap_or_default(),
            fail_on: demand.fail_on.unwrap_or(default.fail_on),
            exemptions,
            source: self.source.clone().unwrap_or(default.source),
        }
    }

    /// The exemptions that are for none of these connectors, each by its slug and the file that uses it.
    fn unused(&self, uses: &HashSet<(&str, Option<&str>)>) -> Vec<usize> {
        let is_used = |at: usize| {
            let slug = &self.exempted[at];
            let of_it = uses.iter().filter(|(used, _)| *slug == *used);
            let mut tables = of_it.map(|(_, path)| self.places.at(*path));
            tables.any(|tables| tables.contains(&Table::Except(at)))
        };
        let all = 0..self.exempted.len();
        all.filter(|at| !is_used(*at)).collect()
    }

    /// What is said of the exemptions that hold and are for nothing.
    pub(super) fn idle(&self, uses: &HashSet<(&str, Option<&str>)>, today: Date) -> Vec<String> {
        let unused = self.unused(uses).into_iter();
        let idle = unused.filter(|at| !self.exemptions[*at].1.is_expired(today));
        idle.map(|at| {
            let slug = &self.exempted[at];
            format!(
                "warning: the exemption for \"{slug}\" is for nothing that was found; take it out, or see to its paths"
            )
        })
        .collect()
    }

    /// Those that have expired and are for nothing: no finding tells it.
    pub(super) fn lapsed(&self, uses: &HashSet<(&str, Option<&str>)>, today: Date) -> Vec<Trouble> {
        let unused = self.unused(uses).into_iter();
        let told = unused.filter_map(|at| {
            let (_, exemption) = &self.exemptions[at];
            let day = exemption.expires.filter(|last| *last < today)?;
            let (slug, reason) = (&self.exempted[at], &exemption.reason);
            let position = self.positions.get(at);
            Some(Trouble {
                file: self.file.clone(),
                place: position.map(|place| (place.line, place.column.unwrap_or(1))),
                text: format!(
                    "the exemption for \"{slug}\" (\"{reason}\") has expired on {day}, and is for nothing that was found; take it out"
                ),
                gravity: Gravity::Loss,
                is_failing: false,
            })
        });
        told.collect()
    }
}

/// Key by key, the later over the earlier; the two keys on levels are one question.
fn overruled(earlier: &Demand, later: &Demand) -> Demand {
    let of_levels = if later.levels.is_some() || later.max_level.is_some() {
        later
    } else {
        earlier
    };
    Demand {
        require: later.require.or(earlier.require),
        max_level: of_levels.max_level,
        levels: of_levels.levels.clone(),
        within_days: later.within_days.or(earlier.within_days),
        require_pinned: later.require_pinned.or(earlier.require_pinned),
        fail_on: later.fail_on.or(earlier.fail_on),
    }
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
fn levels(demand: &Demand) -> Result<Option<Vec<Level>>, Failure> {
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
fn up_to(furthest: Level) -> Vec<Level> {
    Level::ALL
        .iter()
        .copied()
        .filter(|level| *level <= furthest)
        .collect()
}

/// The exemptions, each with its connector; one that is for no connector is told.
fn resolved<'c>(
    written: Vec<Excepted>,
    catalog: &'c Catalog,
    session: &mut Session<'_>,
) -> Vec<(&'c Connector, Excepted)> {
    let mut resolved = Vec::with_capacity(written.len());
    for excepted in written {
        let exemption = &excepted.exemption;
        let told = match lookup::find(catalog, &exemption.connector) {
            Found::One(connector) => {
                resolved.push((connector, excepted));
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
    Some(format!(
        "except: \"rule\": \"{rule}\" is no rule that is known{hint}"
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

#[cfg(test)]
mod tests;
