//! A project's `[check]` table: what a connector must be to pass, and the exemptions that somebody answers for.
//! Judges no connector.

use toml::de::DeTable;

use crate::{
    exemption::Exemption,
    store::{
        config::{
            document::{Reader, Stray},
            value,
        },
        diagnostic::Diagnostic,
    },
    text::nearest,
    words::{Level, Readiness},
};

pub(super) const KEYS: &[&str] = &["require", "max_level", "levels", "within", "except"];
pub(super) const EXEMPTION_KEYS: &[&str] = &["connector", "reason", "expires", "rule", "require"];

/// What a check asks for; `None` where the file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckPolicy {
    /// The worst readiness that passes.
    pub require: Option<Readiness>,
    /// The furthest level from Airbyte's own that passes.
    pub max_level: Option<Level>,
    /// The only levels that pass.
    pub levels: Option<Vec<Level>>,
    /// A deadline in so many days or fewer fails.
    pub within_days: Option<i64>,
    pub exemptions: Vec<Exemption>,
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
        table => matches!(table, "check" | "check.except"),
    };
    let meant = strays.iter().filter(is_meant);
    meant.map(|stray| stray.note.clone()).collect()
}

fn take_check(reader: &mut Reader, check: &DeTable) -> CheckPolicy {
    CheckPolicy {
        require: reader.value(check, "require", value::word),
        max_level: reader.value(check, "max_level", value::word),
        levels: reader.value(check, "levels", value::some(value::word)),
        within_days: reader.value(check, "within", value::days),
        exemptions: reader
            .tables(check, "except")
            .into_iter()
            .filter_map(|(start, table)| take_exemption(reader, start, table))
            .collect(),
        doubts: Vec::new(),
    }
}

/// An exemption in which anything is wrong is none: it would pass more than was meant.
fn take_exemption(reader: &mut Reader, start: usize, table: &DeTable) -> Option<Exemption> {
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
    let is_whole = [
        ("expires", expires.is_some()),
        ("rule", rule.is_some()),
        ("require", require.is_some()),
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
    Some(Exemption {
        connector,
        reason,
        expires,
        rule,
        require,
    })
}
