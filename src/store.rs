//! Everything that touches files and the network: configuration, the cache, the bundled catalog, fetching.
//! Judges nothing and prints nothing.

pub mod cache;
pub mod config;
pub mod fetch;
pub mod load;
pub mod paths;
pub mod refresh;
