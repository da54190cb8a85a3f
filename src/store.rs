//! Everything that touches files and the network: configuration, the cache, the bundled catalog, fetching.
//! Judges nothing and prints nothing.

mod atomic;
pub mod cache;
pub mod config;
pub mod fetch;
pub mod http;
pub mod load;
mod lock;
pub mod paths;
pub mod refresh;

/// The civil day of a moment, in UTC.
fn day(moment: jiff::Timestamp) -> crate::date::Date {
    moment.to_zoned(jiff::tz::TimeZone::UTC).date()
}
