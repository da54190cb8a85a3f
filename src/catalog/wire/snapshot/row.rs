//! The shape of our own format: every field optional, whatever it holds. Judges nothing.

use serde::Deserialize;

use crate::{
    catalog::wire::field::{List, Object, Odd, Scalar},
    text::Text,
};

/// A connector's line. Absent fields are the common case.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Row<'a> {
    #[serde(borrow)]
    pub slug: Scalar<'a>,
    pub id: Scalar<'a>,
    pub kind: Scalar<'a>,
    pub name: Scalar<'a>,
    pub image: Scalar<'a>,
    pub version: Scalar<'a>,
    pub level: Scalar<'a>,
    pub level_word: Told<'a>,
    pub stage: Scalar<'a>,
    pub r#type: Scalar<'a>,
    pub license: Scalar<'a>,
    pub languages: List<'a, Scalar<'a>>,
    pub docs: Scalar<'a>,
    pub first_released: Scalar<'a>,
    pub version_released: Scalar<'a>,
    pub removed: Scalar<'a>,
    pub cloud: Scalar<'a>,
    pub cloud_image: Scalar<'a>,
    pub cloud_version: Scalar<'a>,
    pub cloud_presumed: Scalar<'a>,
    pub oss: Scalar<'a>,
    pub oss_image: Scalar<'a>,
    pub oss_version: Scalar<'a>,
    pub oss_presumed: Scalar<'a>,
    pub breaking: List<'a, Object<'a, Change<'a>>>,
    pub candidates: List<'a, Scalar<'a>>,
    pub metrics: Object<'a, Measures<'a>>,
    pub history: List<'a, Object<'a, Seen<'a>>>,
    pub hosts: List<'a, Scalar<'a>>,
    pub pypi: Scalar<'a>,
    pub erd: Scalar<'a>,
    pub streams: List<'a, Scalar<'a>>,
    pub features: List<'a, Scalar<'a>>,
    pub support_score: Scalar<'a>,
    pub quality_score: Scalar<'a>,
    pub own: Scalar<'a>,
    pub notes: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Change<'a> {
    #[serde(borrow)]
    pub version: Scalar<'a>,
    pub deadline: Scalar<'a>,
    pub released: Scalar<'a>,
    pub action: Scalar<'a>,
    pub streams: List<'a, Scalar<'a>>,
    pub guide: Told<'a>,
    pub breaks: Scalar<'a>,
    pub safe_to_downgrade: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Measures<'a> {
    #[serde(borrow)]
    pub usage: Scalar<'a>,
    pub success: Scalar<'a>,
    pub as_of: Scalar<'a>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Seen<'a> {
    #[serde(borrow)]
    pub as_of: Scalar<'a>,
    pub level: Scalar<'a>,
    pub stage: Scalar<'a>,
    pub cloud: Scalar<'a>,
    pub oss: Scalar<'a>,
    pub version: Scalar<'a>,
    pub name: Scalar<'a>,
}

/// A text whose absence means the usual one, and whose null means none.
#[derive(Debug, Default)]
pub(super) struct Told<'a>(Option<Scalar<'a>>);

impl<'de: 'a, 'a> Deserialize<'de> for Told<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Scalar::deserialize(from).map(|value| Self(Some(value)))
    }
}

impl Told<'_> {
    pub(super) fn or_usual(
        &self,
        clean: fn(&str) -> Text,
        usual: impl FnOnce() -> Option<Text>,
    ) -> Result<Option<Text>, Odd> {
        match &self.0 {
            None => Ok(usual()),
            Some(told) => Ok(told.verbatim()?.map(clean)),
        }
    }
}
