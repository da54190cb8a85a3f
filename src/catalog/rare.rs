//! What is published of few connectors. Knows nothing of the others' facts.

use std::ops::{Deref, DerefMut};

use crate::text::Text;

use super::Version;

/// Facts that few connectors have: those that have none give them no room.
#[derive(Debug, Clone, Default)]
pub struct Rare(Option<Box<Facts>>);

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    pub release_candidates: Vec<Version>,
    pub pypi: Option<Text>,
    pub erd: Option<Text>,
    pub suggested_streams: Option<Vec<Text>>,
    /// Capabilities that the registry declares: `supportsRefreshes`, `supportsDataActivation`, …
    pub features: Vec<Text>,
    /// Free notes of the user's on an own connector.
    pub notes: Option<Text>,
}

static NONE: Facts = Facts {
    release_candidates: Vec::new(),
    pypi: None,
    erd: None,
    suggested_streams: None,
    features: Vec::new(),
    notes: None,
};

impl Rare {
    /// Whether there is no such fact.
    pub fn is_empty(&self) -> bool {
        **self == NONE
    }

    /// Gives back the memory that is not needed.
    pub(super) fn tighten(&mut self) {
        let facts = std::mem::take(self).0;
        *self = facts.map_or_else(Self::default, |facts| (*facts).into());
    }
}

impl From<Facts> for Rare {
    fn from(mut facts: Facts) -> Self {
        if facts == NONE {
            return Self::default();
        }
        facts.release_candidates.shrink_to_fit();
        facts.features.shrink_to_fit();
        facts
            .suggested_streams
            .iter_mut()
            .for_each(Vec::shrink_to_fit);
        Self(Some(Box::new(facts)))
    }
}

impl Deref for Rare {
    type Target = Facts;
    fn deref(&self) -> &Facts {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

/// Makes room for all of them.
impl DerefMut for Rare {
    fn deref_mut(&mut self) -> &mut Facts {
        self.0.get_or_insert_default()
    }
}

impl PartialEq for Rare {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_such_fact_takes_no_room() {
        let mut rare = Rare::from(Facts::default());
        assert!(rare.is_empty() && rare.0.is_none());
        rare.pypi = Some(Text::name("airbyte-source-a"));
        assert!(!rare.is_empty() && rare != Rare::default());
        rare.pypi = None;
        assert!(rare.is_empty() && rare.0.is_some() && rare == Rare::default());
        rare.tighten();
        assert!(rare.0.is_none());
        assert_eq!(size_of::<Rare>(), 8);
    }
}
