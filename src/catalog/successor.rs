//! Which connector took the place of one that is gone, as far as that is known.

use std::collections::BTreeMap;

const SUCCESSORS: &str = include_str!("../../assets/successors.json");

/// The slug of the successor.
pub fn of(slug: &str) -> Option<String> {
    all().remove(slug)
}

/// Every slug that is gone, with that of its successor.
#[expect(
    clippy::expect_used,
    reason = "the table is compiled in, and a test reads it"
)]
pub fn all() -> BTreeMap<String, String> {
    serde_json::from_str(SUCCESSORS).expect("the table of successors is right")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Connector, wire};

    #[test]
    fn every_successor_is_on_offer_and_what_it_succeeds_is_not() {
        let bundled = include_bytes!("../../assets/catalog.json");
        let catalog = wire::decode(bundled, None).unwrap().catalog;
        let find = |slug: &str| catalog.connectors().iter().find(|c| c.slug == *slug);
        for (gone, successor) in all() {
            assert!(
                find(&gone).is_none_or(Connector::is_gone),
                "{gone} is on offer"
            );
            assert!(
                find(&successor).is_some_and(|c| !c.is_gone()),
                "{successor} is not on offer"
            );
        }
        assert_eq!(of("source-postgres"), None);
    }
}
