//! What people call the fields who know the words of the screen, or those of other catalogs. Knows no query.

use super::{Facet, Field, Name};

/// What helps whoever writes a name that no field has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Help {
    Fields(Vec<Name>),
    /// There is no such field.
    Told(&'static str),
}

const LEVEL: Name = Name::Facet(Facet::Level);
const STAGE: Name = Name::Facet(Facet::Stage);
const ON: Name = Name::Facet(Facet::On);
const KIND: Name = Name::Facet(Facet::Kind);
const TYPE: Name = Name::Facet(Facet::Type);
const READINESS: Name = Name::Facet(Facet::Readiness);
const SUPPORT: Name = Name::Facet(Facet::Support);
const USAGE: Name = Name::Facet(Facet::Usage);
const DUE: Name = Name::Field(Field::Due);
const UPDATED: Name = Name::Field(Field::Updated);
const CHANGED: Name = Name::Field(Field::Changed);
const NAME: Name = Name::Field(Field::Name);

/// Names, and the fields that are meant.
const FIELDS: [(&[&str], &[Name]); 14] = [
    (&["verdict"], &[READINESS]),
    (&["status"], &[READINESS, STAGE]),
    (&["deployment", "platform", "availability"], &[ON]),
    (&["deadline", "upgrade"], &[DUE]),
    (&["maintainer", "maintained"], &[LEVEL, SUPPORT]),
    (&["supportlevel", "certification"], &[LEVEL]),
    (&["releasestage", "maturity"], &[STAGE]),
    (&["source", "destination", "connectortype"], &[KIND]),
    (&["sourcetype", "subtype", "category"], &[TYPE]),
    (&["sla"], &[SUPPORT]),
    (&["stars", "popularity"], &[USAGE]),
    (&["released"], &[UPDATED]),
    (&["moved"], &[CHANGED]),
    (&["slug", "title", "connector"], &[NAME]),
];

/// Names of what no field asks for, and what to do instead.
const TOLD: [(&[&str], &str); 3] = [
    (
        &["id", "uuid", "image", "repository"],
        "an ID or an image is written without a field",
    ),
    (
        &["version", "tag"],
        "versions are not searched; updated: asks for the day of the latest",
    ),
    (
        &["sort", "order", "limit"],
        "a query only says what is listed, not in which order nor how much",
    ),
];

/// A shorter beginning could be of anything.
const BEGINNING: usize = 4;

/// What helps who writes exactly this.
pub(super) fn exactly(asked: &str) -> Option<Help> {
    help(|name| name == asked)
}

/// What helps who writes the beginning of such a name.
pub(super) fn beginning(asked: &str) -> Option<Help> {
    help(|name| asked.len() >= BEGINNING && name.starts_with(asked))
}

fn help(is_asked: impl Fn(&str) -> bool) -> Option<Help> {
    let is_among = |names: &[&str]| names.iter().any(|name| is_asked(name));
    let fields = FIELDS.iter().find(|(names, _)| is_among(names));
    let fields = fields.map(|(_, fields)| Help::Fields(fields.to_vec()));
    let told = || TOLD.iter().find(|(names, _)| is_among(names));
    fields.or_else(|| told().map(|(_, told)| Help::Told(told)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_told_twice_or_is_the_beginning_of_a_field() {
        let fields = FIELDS.iter().map(|(names, _)| *names);
        let names = fields.chain(TOLD.iter().map(|(names, _)| *names)).flatten();
        let names: Vec<&str> = names.copied().collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name), "{name}");
            assert!(
                Name::all().all(|known| !known.word().starts_with(name)),
                "{name}"
            );
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase()), "{name}");
        }
    }
}
