//! The address of a connector's documentation. Nearly all of them begin alike, and the beginning is not kept.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::text::{Plain, Short, Text};

/// A cleaned address.
#[derive(Clone, PartialEq, Eq)]
pub struct Docs {
    /// Its place among the beginnings.
    beginning: u8,
    rest: Short<30>,
}

/// The longest that fits is taken; the last one fits all.
const BEGINNINGS: [&str; 4] = [
    "https://docs.airbyte.com/integrations/sources/",
    "https://docs.airbyte.com/integrations/destinations/",
    "https://docs.airbyte.com/",
    "",
];

impl Docs {
    pub fn new(raw: &str) -> Self {
        Text::url(raw).into()
    }

    pub fn whole(&self) -> String {
        self.parts().concat()
    }

    /// The address in its two parts.
    pub(super) fn parts(&self) -> [&str; 2] {
        let beginning = BEGINNINGS.get(usize::from(self.beginning));
        [beginning.copied().unwrap_or_default(), &self.rest]
    }
}

impl From<Text> for Docs {
    fn from(address: Text) -> Self {
        let (beginning, from) = beginning(&address);
        Self {
            beginning,
            rest: Short::end_of(&address, from),
        }
    }
}

impl From<Plain<'_>> for Docs {
    fn from(address: Plain) -> Self {
        let (beginning, from) = beginning(address.as_str());
        Self {
            beginning,
            rest: Short::end_of_plain(address, from),
        }
    }
}

/// The place of an address's beginning among them, and how long it is.
fn beginning(address: &str) -> (u8, usize) {
    let mut beginnings = (0..).zip(BEGINNINGS);
    let found = beginnings.find(|(_, beginning)| address.starts_with(beginning));
    found.map_or((0, 0), |(at, text)| (at, text.len()))
}

impl fmt::Display for Docs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts()
            .into_iter()
            .try_for_each(|part| f.write_str(part))
    }
}

impl fmt::Debug for Docs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.to_string(), f)
    }
}

impl Serialize for Docs {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_stays_as_it_was() {
        let addresses = [
            "",
            "https://docs.airbyte.com/",
            "https://docs.airbyte.com",
            "https://docs.airbyte.com/integrations/sources/postgres",
            "https://docs.airbyte.com/integrations/destinations/ s3 b\u{202e}",
            "https://docs.airbyte.com/integrations/sources/",
            "https://docs.airbyte.com/integrations/enterprise-connectors/source-oracle-enterprise",
            "https://example.com/é",
            &format!(
                "https://docs.airbyte.com/integrations/sources/{}",
                "x".repeat(3000)
            ),
        ];
        let all = addresses.map(Docs::new);
        for (address, raw) in all.iter().zip(addresses) {
            assert_eq!(address.to_string(), Text::url(raw).as_str());
            assert_eq!(address.whole(), Text::url(raw).as_str());
            let same = all.iter().filter(|other| *other == address).count();
            assert_eq!(same, 1, "{raw}");
        }
        assert_eq!(size_of::<Option<Docs>>(), 40);
    }
}
