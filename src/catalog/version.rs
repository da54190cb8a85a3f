//! A connector's version: compared as semantic versioning does where it is one, kept as text where it is not.

use std::cmp::Ordering;

use crate::text::Text;

/// A published version or tag.
#[derive(Debug, Clone)]
pub struct Version {
    text: Text,
    semver: Option<semver::Version>,
}

impl Version {
    /// Reads any text; what is no version keeps its text and sorts before every version.
    pub fn new(raw: &str) -> Self {
        let text = Text::name(raw);
        let semver = lenient(&text);
        Self { text, semver }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it can be compared with others.
    pub fn is_version(&self) -> bool {
        self.semver.is_some()
    }

    pub fn is_prerelease(&self) -> bool {
        self.semver.as_ref().is_some_and(|v| !v.pre.is_empty())
    }

    /// A build that somebody is still working on: `2.0.0-dev.a1b2c3`.
    pub fn is_development(&self) -> bool {
        let semver = self.semver.as_ref();
        semver.is_some_and(|v| v.pre.split('.').next() == Some("dev"))
    }

    /// Whether it is not one version for good: no version at all, or `0.0.0`, which stands for whatever was built last.
    pub fn is_moving(&self) -> bool {
        self.semver.as_ref().is_none_or(|v| base(v) == (0, 0, 0))
    }

    /// Whether it stands before `other` on the base version, as the platform compares: `2.0.0-rc.1` counts as `2.0.0`.
    pub fn is_behind(&self, other: &Self) -> bool {
        match (&self.semver, &other.semver) {
            (Some(a), Some(b)) => base(a) < base(b),
            _ => false,
        }
    }
}

fn base(version: &semver::Version) -> (u64, u64, u64) {
    (version.major, version.minor, version.patch)
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

impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
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
        self.semver
            .cmp(&other.semver)
            .then_with(|| self.text.cmp(&other.text))
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.text)
    }
}

impl serde::Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
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
    fn a_candidate_counts_as_its_base() {
        let behind = |a: &str, b: &str| Version::new(a).is_behind(&Version::new(b));
        assert!(!behind("2.0.0-rc.1", "2.0.0"));
        assert!(behind("1.9.9", "2.0.0"));
        assert!(!behind("latest", "2.0.0"));
    }
}
