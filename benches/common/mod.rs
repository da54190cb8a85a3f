//! What all benches measure on: catalogs of any size, made alike each time.

#[path = "../../tests/common/provenance.rs"]
pub(crate) mod provenance;
pub(crate) mod random;
pub(crate) mod registry;
pub(crate) mod skipping;
pub(crate) mod stock;
pub(crate) mod synthetic;
