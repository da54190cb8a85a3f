//! A catalog as a browser has it: judged, and ready to be searched.

use portolan::{
    catalog::Catalog,
    date,
    policy::{Policy, Profile},
    tui::{stock::Stock, world::World},
    view::Provenance,
};

pub(crate) fn stock(catalog: Catalog) -> Stock {
    let provenance = provenance(&catalog);
    let policy = Policy::bundled().unwrap();
    let world = World::new(catalog, policy, Profile::default(), provenance);
    let stock = world.stock();
    stock.prepare();
    stock
}

/// Where a catalog is said to come from.
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
