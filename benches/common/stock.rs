//! A catalog as a browser has it: judged, and ready to be searched.

use portolan::{
    catalog::Catalog,
    policy::{Policy, Profile},
    tui::{stock::Stock, world::World},
};

use super::provenance::provenance;

pub(crate) fn stock(catalog: Catalog) -> Stock {
    let provenance = provenance(&catalog);
    let policy = Policy::bundled().unwrap();
    let world = World::new(catalog, policy, Profile::default(), provenance);
    let stock = world.stock();
    stock.prepare();
    stock
}
