//! A project's `[check]` table: what a connector must be to pass, what is asked for elsewhere or otherwise in places and
//! environments, and the exemptions that somebody answers for. Judges no connector and matches no path.

use toml::de::DeTable;

use crate::{
    exemption::Exemption,
    store::{
        config::{
            document::{Reader, Stray},
            value,
        },
        diagnostic::{Diagnostic, Position},
    },
    text::{Text, nearest},
    words::{FailOn, Level, Readiness},
};

pub(super) const KEYS: &[&str] = &[
    "require",
    "max_level",
    "levels",
    "within",
    "require_pinned",
    "fail_on",
    "for",
    "except",
];
pub(super) const SCOPE_KEYS: &[&str] = &[
    "paths",
    "environment",
    "require",
    "max_level",
    "levels",
    "within",
    "require_pinned",
    "fail_on",
];
pub(super) const EXEMPTION_KEYS: &[&str] =
    &["connector", "reason", "expires", "rule", "require", "paths"];

/// What a check asks for; `None` where the file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demand {
    /// The worst readiness that passes.
    pub require: Option<Readiness>,
    /// The furthest level from Airbyte's own that passes.
    pub max_level: Option<Level>,
    /// The only levels that pass.
    pub levels: Option<Vec<Level>>,
    /// A deadline in so many days or fewer fails.
    pub within_days: Option<i64>,
    /// Whether a version must be pinned.
    pub require_pinned: Option<bool>,
    /// Which findings fail.
    pub fail_on: Option<FailOn>,
}

/// A pattern of paths, not yet understood, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathGlob {
    pub glob: String,
    pub position: Position,
}

/// What is asked for in some places, in some environments, or in these places of those environments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopedDemand {
    /// Empty for all.
    pub paths: Vec<PathGlob>,
    /// Empty for all.
    pub environments: Vec<Text>,
    pub demand: Demand,
}

/// An exemption, and the only places where it holds; none for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excepted {
    pub exemption: Exemption,
    pub paths: Vec<PathGlob>,
    /// Where its table begins, and where its rule stands.
    pub position: Position,
    pub rule_position: Option<Position>,
}

/// The whole of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckPolicy {
    pub demand: Demand,
    /// In the order of the file: a later one overrules an earlier one.
    pub scopes: Vec<ScopedDemand>,
    pub exceptions: Vec<Excepted>,
    /// What stands there and is not understood: to go on without it might let pass what it was to stop.
    pub doubts: Vec<Diagnostic>,
}

pub(super) fn take(reader: &mut Reader, root: &DeTable) -> Option<CheckPolicy> {
    let policy = reader
        .table(root, "check")
        .map(|check| take_check(reader, check));
    let doubts = doubts(reader.strays());
    if policy.is_none() && doubts.is_empty() {
        return None;
    }
    Some(CheckPolicy {
        doubts,
        ..policy.unwrap_or_default()
    })
}

/// Unknown keys of the policy, and unknown tables that were meant to be it.
fn doubts(strays: &[Stray]) -> Vec<Diagnostic> {
    let is_meant = |stray: &&Stray| match stray.table {
        "" => nearest::one(&stray.key, ["check"]).is_some(),
        table => matches!(table, "check" | "check.for" | "check.except"),
    };
    let meant = strays.iter().filter(is_meant);
    meant.map(|stray| stray.note.clone()).collect()
}

fn take_check(reader: &mut Reader, check: &DeTable) -> CheckPolicy {
    let demand = take_demand(reader, check);
    let scopes = reader.tables(check, "for").into_iter();
    let scopes = scopes.map(|(start, table)| take_scope(reader, start, table));
    let scopes = scopes.collect();
    let exceptions = reader.tables(check, "except").into_iter();
    let exceptions = exceptions.filter_map(|(start, table)| take_exemption(reader, start, table));
    CheckPolicy {
        demand,
        scopes,
        exceptions: exceptions.collect(),
        doubts: Vec::new(),
    }
}

fn take_demand(reader: &mut Reader, table: &DeTable) -> Demand {
    Demand {
        require: reader.value(table, "require", value::word),
        max_level: reader.value(table, "max_level", value::word),
        levels: reader.value(table, "levels", value::some(value::word)),
        within_days: reader.value(table, "within", value::days),
        require_pinned: reader.value(table, "require_pinned", value::switch),
        fail_on: reader.value(table, "fail_on", value::word),
    }
}

fn take_scope(reader: &mut Reader, start: usize, table: &DeTable) -> ScopedDemand {
    let is_bounded = ["paths", "environment"]
        .iter()
        .any(|key| table.contains_key(*key));
    if !is_bounded {
        reader.error(
            start,
            "for: neither \"paths\" nor \"environment\" says where it holds; what holds everywhere stands in [check]",
        );
    }
    let demand = take_demand(reader, table);
    if demand == Demand::default() && is_bounded {
        reader.warn(start, "for: it asks for nothing");
    }
    ScopedDemand {
        paths: take_paths(reader, table),
        environments: reader
            .value(table, "environment", value::some(value::name))
            .unwrap_or_default(),
        demand,
    }
}

fn take_paths(reader: &mut Reader, table: &DeTable) -> Vec<PathGlob> {
    let globs = reader.value(table, "paths", value::some(value::path));
    let (Some(globs), Some(value)) = (globs, table.get("paths")) else {
        return Vec::new();
    };
    let starts: Vec<usize> = match value.get_ref().as_array() {
        Some(array) => array.iter().map(|element| element.span().start).collect(),
        None => vec![value.span().start],
    };
    let placed = globs.into_iter().zip(starts);
    placed
        .map(|(glob, start)| PathGlob {
            glob,
            position: reader.position(start),
        })
        .collect()
}

/// An exemption in which anything is wrong is none: it would pass more than was meant.
fn take_exemption(reader: &mut Reader, start: usize, table: &DeTable) -> Option<Excepted> {
    for key in ["connector", "reason"] {
        if !table.contains_key(key) {
            reader.error(start, &format!("except: \"{key}\" is missing"));
        }
    }
    let connector = reader.value(table, "connector", value::text);
    let reason = reader.value(table, "reason", value::text);
    let expires = reader.value(table, "expires", value::day);
    let rule = reader.value(table, "rule", value::name);
    let require = reader.value(table, "require", value::word);
    let paths = take_paths(reader, table);
    let is_whole = [
        ("expires", expires.is_some()),
        ("rule", rule.is_some()),
        ("require", require.is_some()),
        ("paths", !paths.is_empty()),
    ]
    .iter()
    .all(|(key, is_read)| *is_read || !table.contains_key(*key));
    let (connector, reason) = connector.zip(reason).filter(|_| is_whole)?;
    if expires.is_none() {
        reader.warn(
            start,
            &format!(
                "the exception for \"{connector}\" never expires; give it an \"expires\" date"
            ),
        );
    }
    Some(Excepted {
        exemption: Exemption {
            connector,
            reason,
            expires,
            rule,
            require,
        },
        paths,
        position: reader.position(start),
        rule_position: table
            .get("rule")
            .map(|written| reader.position(written.span().start)),
    })
}
