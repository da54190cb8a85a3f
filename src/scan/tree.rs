//! A document of mappings, lists and scalars with their places: what YAML and JSON have in common.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Scalar(Scalar),
    List(Vec<Self>),
    /// In the order of the text; a key may stand twice.
    Map(Vec<(Scalar, Self)>),
    /// Nothing, or what stands elsewhere.
    Empty,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Scalar {
    pub text: String,
    /// Where it stands, without its quotes.
    pub at: Range<usize>,
}

impl Node {
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries
                .iter()
                .find(|(key, _)| key.text == name)
                .map(|(_, node)| node),
            Self::Scalar(_) | Self::List(_) | Self::Empty => None,
        }
    }

    pub(super) fn scalar(&self) -> Option<&Scalar> {
        match self {
            Self::Scalar(scalar) => Some(scalar),
            Self::List(_) | Self::Map(_) | Self::Empty => None,
        }
    }

    /// A scalar that is not empty, under any of these names.
    pub(super) fn text(&self, names: &[&str]) -> Option<&Scalar> {
        let mut found = names.iter().filter_map(|name| self.get(name)?.scalar());
        found.find(|scalar| !scalar.text.trim().is_empty())
    }

    pub(super) fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }
}

/// Where brackets are open deeper than this, without regard to what they mean; a cheap look before any parser's.
pub(super) fn too_deep(text: &str, limit: usize) -> bool {
    let mut open = 0_usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > limit
    })
}
