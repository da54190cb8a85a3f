//! The deadlines of the connectors that files use: of a pinned version what it has to cross, of any other what is
//! declared. Judges nothing.

use std::{collections::BTreeMap, rc::Rc};

use serde::Serialize;

use crate::{
    catalog::{Connector, Key, Version},
    sort,
    view::{
        Outlook,
        check::{LocationJson, Spot},
    },
};

use super::{Due, Horizon, declared};

/// One place that uses a connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Use<'a> {
    pub connector: &'a Connector,
    pub spot: Rc<Spot>,
    pub pinned: Option<Version>,
}

/// The deadlines that places wait for, the nearest first. What a pinned version has missed is told, however long ago.
pub fn of_uses<'a>(outlook: &Outlook<'a>, uses: &[Use<'a>], reach: Horizon) -> Vec<Due<'a>> {
    let mut connectors: BTreeMap<Key, Vec<&Use<'a>>> = BTreeMap::new();
    for one in uses {
        connectors.entry(one.connector.key()).or_default().push(one);
    }
    let mut dues: Vec<Due<'a>> = connectors
        .values()
        .flat_map(|uses| of_one(outlook, uses, reach))
        .collect();
    sort::by(&mut dues, |a, b| a.place().cmp(&b.place()));
    dues
}

fn of_one<'a>(outlook: &Outlook<'a>, uses: &[&Use<'a>], reach: Horizon) -> Vec<Due<'a>> {
    let Some(connector) = uses.first().map(|first| first.connector) else {
        return Vec::new();
    };
    let dues = declared(connector, outlook).into_iter();
    dues.filter_map(|due| {
        let waits = |one: &&&Use<'a>| one.waits_for(&due, reach);
        let places: Vec<Use<'a>> = uses.iter().filter(waits).copied().cloned().collect();
        (!places.is_empty()).then_some(Due {
            places: Some(places),
            ..due
        })
    })
    .collect()
}

impl Use<'_> {
    fn waits_for(&self, due: &Due<'_>, reach: Horizon) -> bool {
        match self.pinned.as_ref().filter(|pinned| pinned.is_version()) {
            Some(pinned) => {
                let is_crossed = pinned.is_behind(&due.pending.change.version);
                let is_missed = due.days_left < 0 && !due.pending.is_announced;
                is_crossed && (is_missed || reach.holds(due))
            }
            None => reach.holds(due),
        }
    }
}

/// `infra/main.tf:12 and 2 more`.
pub(super) fn told(places: &[Use<'_>], most: usize) -> String {
    let mut all: Vec<String> = places.iter().map(|place| place.spot.line_name()).collect();
    // What stands twice in a line is one place to look at.
    all.dedup();
    let names = &all[..most.min(all.len())];
    match all.len() - names.len() {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// Where a connector is used, and at which version.
#[derive(Serialize)]
pub(super) struct UseJson<'a> {
    #[serde(flatten)]
    location: LocationJson<'a>,
    pinned: Option<&'a Version>,
}

impl<'a> From<&'a Use<'a>> for UseJson<'a> {
    fn from(one: &'a Use<'a>) -> Self {
        Self {
            location: LocationJson::from(&*one.spot),
            pinned: one.pinned.as_ref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::{BreakingChange, Catalog},
        date,
        policy::{Policy, Profile},
        text::Text,
        words::Kind,
    };

    fn breaking(version: &str, deadline: &str) -> BreakingChange {
        BreakingChange {
            deadline: date::parse(deadline),
            ..BreakingChange::new(Version::new(version))
        }
    }

    #[test]
    fn a_pinned_version_waits_for_what_it_has_to_cross_and_any_other_for_what_is_ahead() {
        let mut connector = Connector::new(Text::name("source-a"), Kind::Source, Text::name("A"));
        connector.version = Some(Version::new("3.0.0"));
        let declared = [("3.0.0", "2026-04-01"), ("2.0.0", "2026-02-01")];
        connector.breaking_changes = declared.map(|(v, day)| breaking(v, day)).to_vec().into();
        let (catalog, _) = Catalog::of(vec![connector]);
        let policy = Policy::bundled().unwrap();
        let today = date::parse("2026-03-01").unwrap();
        let outlook = Outlook::new(&catalog, &policy, Profile::default(), today);
        let told = |pinned: &[Option<&str>], reach| -> Vec<(String, usize)> {
            let uses = pinned.iter().enumerate().map(|(at, pinned)| Use {
                connector: &catalog.connectors()[0],
                spot: Rc::new(Spot {
                    file: Rc::from("a.tf"),
                    line: at + 1,
                    column: 1,
                    tool: "image",
                    written: Text::name("a"),
                    source: Text::name("a"),
                    indent: 0,
                }),
                pinned: pinned.map(Version::new),
            });
            let dues = of_uses(&outlook, &uses.collect::<Vec<_>>(), reach);
            let place = |due: &Due<'_>| {
                let version = due.pending.change.version.to_string();
                (version, due.places.as_ref().unwrap().len())
            };
            dues.iter().map(place).collect()
        };
        let row = |version: &str, places: usize| (version.to_owned(), places);
        let (near, all) = (Horizon::Days(90), Horizon::All);
        assert_eq!(told(&[None], near), [row("3.0.0", 1)]);
        assert_eq!(told(&[None], Horizon::Days(30)), []);
        assert_eq!(told(&[None], all), [row("3.0.0", 1), row("2.0.0", 1)]);
        assert_eq!(told(&[Some("3.0.0")], all), []);
        assert_eq!(told(&[Some("2.1.0")], near), [row("3.0.0", 1)]);
        let overdue = [row("3.0.0", 2), row("2.0.0", 1)];
        assert_eq!(told(&[Some("1.0.0"), None], near), overdue);
        assert_eq!(told(&[Some("latest")], near), [row("3.0.0", 1)]);
    }
}
