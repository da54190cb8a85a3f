//! A connector's version: compared as semantic versioning does where it is one, kept as text where it is not.

use std::cmp::Ordering;

use crate::text::{Plain, Short, Text};

/// A published version or tag. There are many of them, so a version is its text alone, and read when it is asked.
#[derive(Debug, Clone)]
pub struct Version(Short<14>);

/// What a text says as a version. Nearly all are three small numbers.
enum Read {
    Nothing,
    Numbers([u32; 3]),
    Full(semver::Version),
}

impl Version {
    /// Takes any text; what is no version keeps its text and sorts before every version.
    pub fn new(raw: &str) -> Self {
        Self(Text::name(raw).into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it can be compared with others.
    pub fn is_version(&self) -> bool {
        !matches!(self.read(), Read::Nothing)
    }

    pub fn is_prerelease(&self) -> bool {
        matches!(self.read(), Read::Full(version) if !version.pre.is_empty())
    }

    /// A build that somebody is still working on: `2.0.0-dev.a1b2c3`.
    pub fn is_development(&self) -> bool {
        matches!(self.read(), Read::Full(version) if version.pre.split('.').next() == Some("dev"))
    }

    /// Whether it is not one version for good: no version at all, or `0.0.0`, which stands for whatever was built last.
    pub fn is_moving(&self) -> bool {
        self.read().base().is_none_or(|base| base == [0, 0, 0])
    }

    /// Whether it stands before `other` on the base version, as the platform compares: `2.0.0-rc.1` counts as `2.0.0`.
    pub fn is_behind(&self, other: &Self) -> bool {
        match (self.read().base(), other.read().base()) {
            (Some(a), Some(b)) => a < b,
            _ => false,
        }
    }

    fn read(&self) -> Read {
        match numbers(&self.0) {
            Some(numbers) => Read::Numbers(numbers),
            None => lenient(&self.0).map_or(Read::Nothing, Read::Full),
        }
    }
}

impl Read {
    fn base(&self) -> Option<[u64; 3]> {
        match self {
            Self::Nothing => None,
            Self::Numbers(numbers) => Some(numbers.map(u64::from)),
            Self::Full(version) => Some([version.major, version.minor, version.patch]),
        }
    }

    fn full(self) -> Option<semver::Version> {
        match self {
            Self::Nothing => None,
            Self::Numbers(numbers) => {
                let [major, minor, patch] = numbers.map(u64::from);
                Some(semver::Version::new(major, minor, patch))
            }
            Self::Full(version) => Some(version),
        }
    }
}

/// One to three numbers with nothing beside them, small enough that none is lost.
fn numbers(text: &str) -> Option<[u32; 3]> {
    const DIGITS: usize = 9;
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let (mut numbers, mut at, mut digits) = ([0; 3], 0, 0);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if digits < DIGITS => {
                numbers[at] = numbers[at] * 10 + u32::from(byte - b'0');
                digits += 1;
            }
            b'.' if digits > 0 && at < 2 => (at, digits) = (at + 1, 0),
            _ => return None,
        }
    }
    (digits > 0).then_some(numbers)
}

fn lenient(text: &str) -> Option<semver::Version> {
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    if let Ok(version) = semver::Version::parse(text) {
        return Some(version);
    }
    let (numbers, rest) = match text.find(['-', '+']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let parts: Vec<u64> = numbers
        .split('.')
        .map(str::parse)
        .collect::<Result<_, _>>()
        .ok()?;
    let [major, minor, patch] = match parts[..] {
        [major] => [major, 0, 0],
        [major, minor] => [major, minor, 0],
        [major, minor, patch] => [major, minor, patch],
        _ => return None,
    };
    semver::Version::parse(&format!("{major}.{minor}.{patch}{rest}"))
        .ok()
        .or_else(|| Some(semver::Version::new(major, minor, patch)))
}

impl From<Plain<'_>> for Version {
    fn from(plain: Plain) -> Self {
        Self(Short::end_of_plain(plain, 0))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Version {}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        let read = match (self.read(), other.read()) {
            (Read::Numbers(a), Read::Numbers(b)) => a.cmp(&b),
            (a, b) => a.full().cmp(&b.full()),
        };
        read.then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl AsRef<str> for Version {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl serde::Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_order_by_number_and_survive_any_text() {
        let table = [
            ("0.9.0", "0.10.0"),
            ("2.0.0-rc.1", "2.0.0"),
            ("1.2", "1.2.1"),
            ("latest", "0.0.1"),
            ("v1.0.0", "1.0.1"),
            ("00.1.0", "0.2.0"),
        ];
        for (lower, higher) in table {
            assert!(
                Version::new(lower) < Version::new(higher),
                "{lower} < {higher}"
            );
        }
        assert!(!Version::new("99999999999999999999.0.0").is_version());
    }

    #[test]
    fn few_small_numbers_read_as_any_version_does() {
        let texts = [
            "1",
            "1.2",
            "1.2.3",
            "v1.2.3",
            "V0.0.0",
            "00.01.002",
            "999999999.0.0",
            "1000000000.0.0",
            "1.2.3.4",
            "1..2",
            ".1",
            "1.",
            "",
            "v",
            "1.2.x",
            "1.2.3-rc.1",
            "1.2.3+b",
            "+1.2.3",
            "vv1.2.3",
            "99999999999999999999.0.0",
        ];
        let read = texts.map(Version::new);
        for a in &read {
            let full = lenient(&a.0);
            assert_eq!(a.read().full(), full, "{a}");
            for b in &read {
                let expected = full
                    .cmp(&lenient(&b.0))
                    .then_with(|| a.as_str().cmp(b.as_str()));
                assert_eq!(a.cmp(b), expected, "{a} beside {b}");
            }
        }
        assert_eq!(size_of::<Option<Version>>(), 16);
    }

    #[test]
    fn a_candidate_counts_as_its_base() {
        let behind = |a: &str, b: &str| Version::new(a).is_behind(&Version::new(b));
        assert!(!behind("2.0.0-rc.1", "2.0.0"));
        assert!(behind("1.9.9", "2.0.0"));
        assert!(!behind("latest", "2.0.0"));
    }
}
