//! Telling the OSS registry from the Cloud one, which have one shape: by images that only Cloud runs and by
//! connectors that only one of them ever listed.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::{
    catalog::{Connector, twin},
    words::Registry,
};

/// A one-sided connector may have crossed over since the list was made; a twin's image tells more.
const TWIN: i32 = 2;
/// More than any one connector can tell: so much is needed to overrule a hint.
const PROOF: i32 = 3;

#[derive(Deserialize)]
struct OneSided {
    oss_only: BTreeMap<String, String>,
    cloud_only: BTreeMap<String, String>,
}

#[expect(
    clippy::expect_used,
    reason = "a compiled-in asset, which the tests below read"
)]
static ONE_SIDED: LazyLock<OneSided> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../../assets/one_sided.json"))
        .expect("the bundled list of one-sided connectors")
});

/// How a registry was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    ByContent(Registry),
    ByHint(Registry),
    /// By nothing: OSS is assumed.
    NotAtAll,
}

/// Tells which registry these connectors are of. A hint is overruled by proof only.
pub(super) fn tell<'c>(
    connectors: impl Iterator<Item = &'c Connector>,
    hint: Option<Registry>,
) -> Told {
    let balance: i32 = connectors.map(weight).sum();
    let says_cloud = if balance > 0 {
        Registry::Cloud
    } else {
        Registry::Oss
    };
    match hint {
        Some(hint) if hint == says_cloud || balance.abs() < PROOF => Told::ByHint(hint),
        None if balance == 0 => Told::NotAtAll,
        _ => Told::ByContent(says_cloud),
    }
}

/// Above zero for Cloud, below for OSS.
fn weight(connector: &Connector) -> i32 {
    let image = connector.image.as_deref();
    if image.and_then(twin::base_of).is_some() {
        return TWIN;
    }
    let id = connector.id.as_deref().unwrap_or_default();
    i32::from(ONE_SIDED.cloud_only.contains_key(id))
        - i32::from(ONE_SIDED.oss_only.contains_key(id))
}

#[cfg(test)]
mod tests {
    use crate::{catalog::identity::definition_id, text::Text, words::Kind};

    use super::*;

    const TERADATA: &str = "aa8ba6fd-4875-d94e-fc8d-4e1e09aa2503";
    const TIDB: &str = "0dad1a35-ccf8-4d03-b73e-6788c00b13ae";
    const TPLCENTRAL: &str = "f9b6c538-ee12-42fe-8d4b-0c10f5955417";

    fn connector(id: &str, image: &str) -> Connector {
        let mut connector = Connector::new(Text::name("x"), Kind::Source, Text::name("X"));
        connector.id = Some(Text::name(id));
        connector.image = Some(Text::name(image));
        connector
    }

    #[test]
    fn ids_are_listed_in_their_one_spelling() {
        for id in ONE_SIDED.oss_only.keys().chain(ONE_SIDED.cloud_only.keys()) {
            assert_eq!(definition_id(id), id.as_str());
        }
    }

    #[test]
    fn content_then_the_hint_then_a_guess() {
        use {
            Registry::{Cloud, Oss},
            Told::{ByContent, ByHint, NotAtAll},
        };
        let plain = || connector("x", "airbyte/source-x");
        let oss_only = |id| connector(id, "airbyte/source-y");
        let twin = || connector("y", "airbyte/source-mysql-strict-encrypt");
        let table = [
            (vec![plain()], None, NotAtAll),
            (vec![plain()], Some(Cloud), ByHint(Cloud)),
            (vec![twin()], None, ByContent(Cloud)),
            (vec![twin()], Some(Oss), ByHint(Oss)),
            (vec![twin(), twin()], Some(Oss), ByContent(Cloud)),
            (
                vec![connector("z", "acme/source-vault-secure")],
                None,
                NotAtAll,
            ),
            (vec![oss_only(TERADATA)], None, ByContent(Oss)),
            (vec![oss_only(TERADATA)], Some(Cloud), ByHint(Cloud)),
            (
                vec![oss_only(TERADATA), oss_only(TIDB), oss_only(TPLCENTRAL)],
                Some(Cloud),
                ByContent(Oss),
            ),
        ];
        for (connectors, hint, expected) in table {
            assert_eq!(tell(connectors.iter(), hint), expected, "{hint:?}");
        }
    }
}
