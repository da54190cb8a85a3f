//! The catalog that is compiled in: it serves where nothing else does.

use crate::{
    catalog::wire::{self, Decoded, WireError},
    date::{self, Date},
};

const SNAPSHOT: &str = include_str!("../../assets/catalog.json");
/// The snapshot's day stands in its head.
const HEAD: usize = 512;

/// Reads the whole of it.
pub fn read() -> Result<Decoded, WireError> {
    wire::decode_lasting(SNAPSHOT)
}

/// The day that it speaks of, without reading the rest.
pub fn day() -> Option<Date> {
    day_of(SNAPSHOT)
}

fn day_of(snapshot: &str) -> Option<Date> {
    let head = snapshot.get(..HEAD).unwrap_or(snapshot);
    let (_, rest) = head.split_once("\"as_of\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start();
    date::parse(value.strip_prefix('"')?.split('"').next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_catalog_is_whole_and_its_day_is_the_one_in_its_head() {
        let read = read().unwrap();
        assert!(read.catalog.len() > 600, "{}", read.catalog.len());
        assert_eq!(read.warnings, []);
        assert!(read.catalog.as_of.is_some());
        assert_eq!(read.catalog.as_of, day());
    }

    #[test]
    fn a_head_without_a_day_has_none() {
        let table = [
            (
                "{\"format\":1,\"as_of\": \"2026-02-28\",",
                Some("2026-02-28"),
            ),
            ("{\"as_of\":null}", None),
            ("{}", None),
            ("", None),
        ];
        for (head, expected) in table {
            assert_eq!(
                day_of(head).map(|day| day.to_string()).as_deref(),
                expected,
                "{head}"
            );
        }
    }
}
