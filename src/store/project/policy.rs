//! A project's `[check]` table: what a connector must be to pass, and the exemptions that somebody answers for.
//! Judges no connector.

use toml::de::DeTable;

use crate::{
    exemption::Exemption,
    store::config::{document::Reader, value},
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
}

pub(super) fn take(reader: &mut Reader, root: &DeTable) -> Option<CheckPolicy> {
    let check = reader.table(root, "check")?;
    Some(CheckPolicy {
        require: reader.value(check, "require", value::word),
        max_level: reader.value(check, "max_level", value::word),
        levels: reader.value(check, "levels", value::some(value::word)),
        within_days: reader.value(check, "within", value::days),
        exemptions: reader
            .tables(check, "except")
            .into_iter()
            .filter_map(|(start, table)| take_exemption(reader, start, table))
            .collect(),
    })
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
