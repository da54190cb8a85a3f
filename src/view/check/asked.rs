//! What is asked of connectors before a catalog is at hand, or another one is: exemptions name connectors only.

use crate::{
    catalog::{
        Catalog,
        lookup::{self, Found},
    },
    exemption::Exemption,
    policy::Requirement,
};

/// A requirement whose exemptions are not yet those of any connector.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Asked {
    /// Without exemptions.
    pub requirement: Requirement,
    pub exemptions: Vec<Exemption>,
}

impl Asked {
    /// The same for a catalog; an exemption whose name is not that of one connector in it lifts nothing.
    pub fn of(&self, catalog: &Catalog) -> Requirement {
        let exemptions = self.exemptions.iter();
        let resolved =
            exemptions.filter_map(
                |exemption| match lookup::find(catalog, &exemption.connector) {
                    Found::One(connector) => Some((connector.key(), exemption.clone())),
                    Found::Many(_) | Found::Nothing(_) => None,
                },
            );
        Requirement {
            exemptions: resolved.collect(),
            ..self.requirement.clone()
        }
    }
}
