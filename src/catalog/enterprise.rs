//! Recognising connectors whose level no registry word tells: Enterprise ones by the ordered rules of
//! `assets/enterprise.json`, and the runner of Builder connectors. Never by a part of a name, and never by an image
//! alone, which a community twin may share. Knows no registry format.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::words::Level;

/// What is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signs<'a> {
    pub id: Option<&'a str>,
    pub image: &'a str,
    pub docs_url: Option<&'a str>,
    pub license: Option<&'a str>,
    /// Whether the registry itself says so.
    pub is_flagged: bool,
}

impl Signs<'_> {
    /// The level that these signs decide, whatever the published word.
    pub fn level(&self) -> Option<Level> {
        if KNOWN.rules.iter().any(|rule| rule.holds(self)) {
            return Some(Level::Enterprise);
        }
        let is_runner = self
            .id
            .is_some_and(|id| KNOWN.builder_runners.contains_key(id));
        is_runner.then_some(Level::Custom)
    }
}

/// Whether this is the definition id, or the slug, of the runner of Builder connectors.
pub fn is_builder_runner(name: &str) -> bool {
    let mut runners = KNOWN.builder_runners.iter();
    runners.any(|(id, slug)| id == name || slug == name)
}

#[derive(Deserialize)]
struct Known {
    /// In the order of their weight.
    rules: Vec<Rule>,
    builder_runners: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(tag = "sign", rename_all = "snake_case")]
enum Rule {
    DefinitionId { ids: BTreeMap<String, String> },
    Flag,
    ImageEnding { ending: String },
    DocsPath { path: String },
    License { name: String },
}

impl Rule {
    fn holds(&self, signs: &Signs) -> bool {
        match self {
            Self::DefinitionId { ids } => signs.id.is_some_and(|id| ids.contains_key(id)),
            Self::Flag => signs.is_flagged,
            Self::ImageEnding { ending } => signs.image.ends_with(ending),
            Self::DocsPath { path } => signs.docs_url.is_some_and(|url| has(url, path)),
            Self::License { name } => signs
                .license
                .is_some_and(|license| license.eq_ignore_ascii_case(name)),
        }
    }
}

/// Whether a short text has another in it; to prepare a search would cost more than to look.
fn has(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let is_it = |place: &[u8]| place.first() == part.first() && place == part;
    part.is_empty() || text.windows(part.len().max(1)).any(is_it)
}

#[expect(
    clippy::expect_used,
    reason = "a compiled-in asset, which the tests below read"
)]
static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../assets/enterprise.json"))
        .expect("the bundled list of Enterprise connectors")
});

#[cfg(test)]
mod tests {
    use crate::catalog::identity::definition_id;

    use super::*;

    const ENTERPRISE: Option<Level> = Some(Level::Enterprise);

    #[test]
    fn each_sign_suffices() {
        let base = Signs {
            image: "airbyte/source-x",
            ..Signs::default()
        };
        let table = [
            Signs {
                id: Some("23867633-144a-4d7f-845a-a8bd9b9b9e5d"),
                ..base
            },
            Signs {
                is_flagged: true,
                ..base
            },
            Signs {
                image: "airbyte/source-sharepoint-lists-enterprise",
                ..base
            },
            Signs {
                docs_url: Some(
                    "https://docs.airbyte.com/integrations/enterprise-connectors/source-workday-rest",
                ),
                ..base
            },
            Signs {
                license: Some("AIRBYTE ENTERPRISE"),
                ..base
            },
        ];
        for signs in table {
            assert_eq!(signs.level(), ENTERPRISE, "{signs:?}");
        }
        assert_eq!(base.level(), None);
    }

    #[test]
    fn community_twins_and_names_that_only_sound_so_are_left_to_their_word() {
        let table = [
            ("b39a7370-74c3-45a6-ac3a-380d48520a83", "source-oracle"),
            ("447e0381-3780-4b46-bb62-00a4e3c8b8e2", "source-db2"),
            ("4f2f093d-ce44-4121-8118-9d13b7bfccd0", "source-netsuite"),
            (
                "00000000-0000-0000-0000-000000000000",
                "source-enterprise-resource",
            ),
        ];
        for (id, slug) in table {
            let image = format!("airbyte/{slug}");
            let docs = format!("https://docs.airbyte.com/integrations/sources/{slug}");
            let signs = Signs {
                id: Some(id),
                image: &image,
                docs_url: Some(&docs),
                license: Some("ELv2"),
                is_flagged: false,
            };
            assert_eq!(signs.level(), None, "{slug}");
        }
    }

    #[test]
    fn ids_are_listed_in_their_one_spelling() {
        let listed = KNOWN.rules.iter().filter_map(|rule| match rule {
            Rule::DefinitionId { ids } => Some(ids.keys()),
            Rule::Flag
            | Rule::ImageEnding { .. }
            | Rule::DocsPath { .. }
            | Rule::License { .. } => None,
        });
        for id in listed.flatten().chain(KNOWN.builder_runners.keys()) {
            assert_eq!(definition_id(id), id.as_str());
        }
    }

    #[test]
    fn the_runner_of_builder_connectors_is_custom() {
        let signs = Signs {
            id: Some("64a2f99c-542f-4af8-9a6f-355f1217b436"),
            ..Signs::default()
        };
        assert_eq!(signs.level(), Some(Level::Custom));
    }
}
