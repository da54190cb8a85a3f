//! What it means that a registry no longer lists a connector which it offered. Knows no day and no format.

use crate::words::{Level, Registry};

use super::Connector;

/// What follows for a connector that was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Absence {
    /// No registry that was looked at had it: nothing follows.
    Nothing,
    /// These let it go, and what that says of it is not known.
    Unclear(Vec<Registry>),
    /// These let it go, and it is not gone for that.
    From(Vec<Registry>),
    /// The last that had it let it go.
    Removed,
}

impl Absence {
    /// What follows where these registries were looked at.
    pub(super) fn of(known: &Connector, looked_at: impl Fn(Registry) -> bool) -> Self {
        let lost: Vec<Registry> = offered(known).filter(|r| looked_at(*r)).collect();
        if known.is_own || known.removed.is_some() || lost.is_empty() {
            return Self::Nothing;
        }
        let is_elsewhere = offered(known).count() > lost.len();
        match known.level {
            // Which registry lists an Enterprise connector changes, and says nothing of its being sold.
            Level::Enterprise => Self::Unclear(lost),
            Level::Archived => Self::From(lost),
            Level::Airbyte | Level::Marketplace | Level::Custom | Level::Unknown
                if is_elsewhere =>
            {
                Self::From(lost)
            }
            Level::Airbyte | Level::Marketplace | Level::Custom | Level::Unknown => Self::Removed,
        }
    }
}

/// The registries that offer a connector.
pub(super) fn offered(connector: &Connector) -> impl Iterator<Item = Registry> {
    Registry::EACH
        .into_iter()
        .filter(|registry| connector.side(*registry).listing.is_offered() == Some(true))
}

#[cfg(test)]
mod tests {
    use crate::{catalog::Listing, date, text::Text, words::Kind};

    use super::*;

    #[test]
    fn only_the_last_registry_that_had_it_can_remove_a_connector() {
        use Registry::{Cloud, Oss};
        type Edit = fn(&mut Connector);
        let table: [(Edit, &[Registry], Absence); 9] = [
            (|_| (), &[Cloud, Oss], Absence::Removed),
            (|_| (), &[Oss], Absence::From(vec![Oss])),
            (|_| (), &[], Absence::Nothing),
            (
                |c| c.cloud.listing = Listing::Absent,
                &[Oss],
                Absence::Removed,
            ),
            (
                |c| c.oss.listing = Listing::Absent,
                &[Oss],
                Absence::Nothing,
            ),
            (
                |c| c.level = Level::Archived,
                &[Oss],
                Absence::From(vec![Oss]),
            ),
            (
                |c| c.level = Level::Enterprise,
                &[Oss],
                Absence::Unclear(vec![Oss]),
            ),
            (|c| c.is_own = true, &[Cloud, Oss], Absence::Nothing),
            (
                |c| c.removed = date::parse("2026-01-01"),
                &[Cloud, Oss],
                Absence::Nothing,
            ),
        ];
        for (at, (edit, looked_at, expected)) in table.into_iter().enumerate() {
            let mut known = Connector::new(Text::name("a"), Kind::Source, Text::name("A"));
            known.level = Level::Marketplace;
            (known.cloud.listing, known.oss.listing) = (Listing::Listed, Listing::Listed);
            edit(&mut known);
            let absence = Absence::of(&known, |registry| looked_at.contains(&registry));
            assert_eq!(absence, expected, "row {at}");
        }
    }
}
