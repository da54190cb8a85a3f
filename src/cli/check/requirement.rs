//! What a check asks for: the command line over the tables of the policy file for a place or an environment, those over
//! its `[check]`, and that over the default.

mod environment;
mod places;
mod written;

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    path::Path,
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
    policy::{Policy, Requirement, Source},
    store::{
        diagnostic::{Position, shown},
        project::{Demand, Excepted, ScopedDemand},
    },
    text::Text,
    view::check::{Asked, Gravity, Trouble},
};

use places::{Base, Bounds, Table};
pub(super) use written::source;
use written::{Wish, levels, written};

/// What is asked for, place by place.
#[derive(Debug, Default)]
pub(super) struct Requirements {
    /// The command line's: it stands over all.
    flags: Demand,
    base: Demand,
    /// Those of the environment, in the order of the file.
    scopes: Vec<Demand>,
    exceptions: Vec<Resolved>,
    file: String,
    places: Bounds,
    source: Option<Source>,
    /// By the tables that hold: many files share each.
    made: RefCell<HashMap<Vec<Table>, Rc<Requirement>>>,
}

/// An exception whose connector is known.
#[derive(Debug)]
struct Resolved {
    key: Key,
    slug: Text,
    exemption: Exemption,
    position: Position,
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
    let exceptions = exceptions.into_iter().map(|(connector, of)| Resolved {
        key: connector.key(),
        slug: connector.slug.clone(),
        exemption: of.exemption,
        position: of.position,
    });
    Ok(Requirements {
        flags: written.flags,
        base: written.base,
        scopes: written.scopes.into_iter().map(|of| of.demand).collect(),
        exceptions: exceptions.collect(),
        file: shown(&written.file),
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

fn places<'w>(
    scopes: &'w [ScopedDemand],
    exceptions: impl Iterator<Item = &'w Excepted>,
    (session, file): (&Session<'_>, &Path),
) -> Result<Bounds, Failure> {
    let scopes = scopes.iter().enumerate();
    let scopes = scopes.map(|(at, scope)| (Table::For(at), scope.paths.as_slice()));
    let exceptions = exceptions.enumerate();
    let exceptions = exceptions.map(|(at, of)| (Table::Except(at), of.paths.as_slice()));
    let base = Base {
        folder: session.host.folder.clone().unwrap_or_default(),
        file: file.to_owned(),
    };
    Bounds::of(scopes.chain(exceptions), base)
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
                Table::Except(at) => {
                    let Resolved { key, exemption, .. } = &self.exceptions[at];
                    exemptions.push((key.clone(), exemption.clone()));
                }
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

    /// The exceptions that are for none of these connectors, each by its slug and the file that uses it.
    fn unused<'s>(&'s self, uses: &HashSet<(&str, Option<&str>)>) -> Vec<&'s Resolved> {
        let is_used = |at: usize, slug: &Text| {
            let of_it = uses.iter().filter(|(used, _)| *slug == *used);
            let mut tables = of_it.map(|(_, path)| self.places.at(*path));
            tables.any(|tables| tables.contains(&Table::Except(at)))
        };
        let all = self.exceptions.iter().enumerate();
        let unused = all.filter(|(at, of)| !is_used(*at, &of.slug));
        unused.map(|(_, of)| of).collect()
    }

    /// What is said of the exceptions that hold and are for nothing.
    pub(super) fn idle(&self, uses: &HashSet<(&str, Option<&str>)>, today: Date) -> Vec<String> {
        let unused = self.unused(uses).into_iter();
        let idle = unused.filter(|of| !of.exemption.is_expired(today));
        idle.map(|Resolved { slug, .. }| {
            format!(
                "warning: the exception for \"{slug}\" matches nothing that was found; take it out, or see to its paths"
            )
        })
        .collect()
    }

    /// Those that have expired and are for nothing: no finding tells it.
    pub(super) fn lapsed(&self, uses: &HashSet<(&str, Option<&str>)>, today: Date) -> Vec<Trouble> {
        let unused = self.unused(uses).into_iter();
        let told = unused.filter_map(|of| {
            let day = of.exemption.expires.filter(|last| *last < today)?;
            let (slug, reason) = (&of.slug, &of.exemption.reason);
            let place = of.position;
            Some(Trouble {
                file: self.file.clone(),
                place: Some((place.line, place.column.unwrap_or(1))),
                text: format!(
                    "the exception for \"{slug}\" (\"{reason}\") has expired on {day}, and matches nothing that was found; take it out"
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

/// The exceptions, each with its connector; one that is for no connector is told.
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
        session.note(&format!("warning: the exception for \"{name}\" {told}"));
    }
    resolved
}

const STRANGER: &str = "is for no connector that is known";

fn unresolved(why: &str, candidates: &[&Connector]) -> String {
    let slugs: Vec<&str> = candidates.iter().map(|c| c.slug.as_str()).collect();
    format!("{why} {}", slugs.join(", ")).trim_end().to_owned()
}

#[cfg(test)]
mod tests;
