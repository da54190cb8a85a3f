//! Which documents a refresh asks for, and in what order.

use std::path::{Path, PathBuf};

use url::Url;

use crate::{
    store::{
        fetch::{FetchError, address},
        read,
    },
    text::clean,
    words::Registry,
};

/// Where Airbyte publishes its registries.
pub const PUBLISHED: &str = "https://connectors.airbyte.com/files/";

/// Both registries in one, since 2026.
const COMPOSITE: &str = "registries/v0/composite_registry.json";
const OSS: &str = "registries/v0/oss_registry.json";
const CLOUD: &str = "registries/v0/cloud_registry.json";
/// What the documentation is made from: poorer, and there when the rest is not.
const REPORT: &str = "generated_reports/connector_registry_report.json";

/// The choices, best first. The first that is published and can be true is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub choices: Vec<Choice>,
}

/// Documents that together make a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub sources: Vec<Source>,
    pub need: Need,
}

/// How many of a choice's documents must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The side of one that is not published keeps what was known of it.
    Any,
    All,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Url(Url),
    /// An address that is configured or known to be one registry's, whatever the file is called.
    Side(Url, Registry),
    File(PathBuf),
}

impl Plan {
    /// What is published under an address; [`PUBLISHED`] unless the user has a mirror.
    pub fn published(base: &str) -> Result<Self, FetchError> {
        let base = base.trim_end_matches('/');
        let url = |document: &str| address::parse(&format!("{base}/{document}"));
        let choice = |sources| Choice {
            sources,
            need: Need::Any,
        };
        let choices = vec![
            choice(vec![Source::Url(url(COMPOSITE)?)]),
            choice(vec![
                Source::Side(url(OSS)?, Registry::Oss),
                Source::Side(url(CLOUD)?, Registry::Cloud),
            ]),
            choice(vec![Source::Url(url(REPORT)?)]),
        ];
        Ok(Self { choices })
    }

    /// What the user named: all of it, and nothing else.
    pub fn named(sources: Vec<Source>) -> Self {
        let need = Need::All;
        Self {
            choices: vec![Choice { sources, need }],
        }
    }
}

impl Source {
    /// Reads what a user wrote: an address if it has a scheme, else a path.
    pub fn parse(text: &str) -> Result<Self, FetchError> {
        if text.contains("://") {
            address::parse(text).map(Self::Url)
        } else {
            Ok(Self::File(text.into()))
        }
    }

    /// The address or path, fit to be shown.
    pub fn shown(&self) -> String {
        match self {
            Self::Url(url) | Self::Side(url, _) => address::shown(url),
            Self::File(path) => clean::line(&path.to_string_lossy()).into_owned(),
        }
    }

    /// Which registry the place or the name suggests.
    pub(super) fn hint(&self) -> Option<Registry> {
        match self {
            Self::Url(url) => read::hint(Path::new(url.path())),
            Self::Side(_, registry) => Some(*registry),
            Self::File(path) => read::hint(path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_plan_asks_the_composite_then_both_then_the_report() {
        let shown = |base: &str| {
            let plan = Plan::published(base).unwrap();
            let choices = plan.choices.iter();
            choices
                .map(|choice| choice.sources.iter().map(Source::shown).collect())
                .collect::<Vec<Vec<_>>>()
        };
        let base = PUBLISHED;
        let expected = [
            vec![format!("{base}{COMPOSITE}")],
            vec![format!("{base}{OSS}"), format!("{base}{CLOUD}")],
            vec![format!("{base}{REPORT}")],
        ];
        assert_eq!(shown(PUBLISHED), expected);
        assert_eq!(shown("https://connectors.airbyte.com/files"), expected);
        assert!(Plan::published("http://mirror.example/").is_err());
        assert!(Plan::published("mirror").is_err());
    }

    #[test]
    fn what_has_a_scheme_is_an_address_and_the_rest_are_paths() {
        let file = |text: &str| Some(Source::File(text.into()));
        let url = |text: &str| Some(Source::Url(Url::parse(text).unwrap()));
        let table = [
            ("https://a.example/x", url("https://a.example/x")),
            ("http://127.0.0.1:1/x", url("http://127.0.0.1:1/x")),
            ("http://a.example/x", None),
            ("file:///etc/passwd", None),
            ("registry.json", file("registry.json")),
            ("C:\\x\\registry.json", file("C:\\x\\registry.json")),
            ("./a:b.json", file("./a:b.json")),
        ];
        for (text, expected) in table {
            assert_eq!(Source::parse(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_suggests_a_registry_by_whole_words() {
        let table = [
            (
                "https://a.example/cloud/oss_registry.json",
                Some(Registry::Oss),
            ),
            (
                "https://a.example/cloud_registry.json?oss",
                Some(Registry::Cloud),
            ),
            ("https://a.example/", None),
            ("my-OSS-copy.json", Some(Registry::Oss)),
            ("cloud.json", Some(Registry::Cloud)),
            ("oss-and-cloud.json", None),
            ("across_the_clouds.json", None),
        ];
        for (text, expected) in table {
            assert_eq!(Source::parse(text).unwrap().hint(), expected, "{text}");
        }
    }
}
