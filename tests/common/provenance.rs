//! Where the catalogs of tests and benches are said to come from.

use portolan::{catalog::Catalog, date, view::Provenance};

/// A catalog that came with the program, looked at on the day after the bundled one, by a user who said nothing.
pub(crate) fn provenance(catalog: &Catalog) -> Provenance {
    Provenance {
        origin: "bundled",
        path: None,
        as_of: catalog.as_of,
        fetched_at: None,
        entries: catalog.len(),
        warnings: Vec::new(),
        today: date::parse("2026-03-01").unwrap(),
        clock: date::parse("2026-03-01").unwrap(),
        max_age: 30,
        is_deployment_given: false,
    }
}
