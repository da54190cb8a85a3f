//! What is published of few connectors. Does not know the facts that nearly all have.

use std::ops::{Deref, DerefMut};

use crate::text::Text;

use super::Version;

/// Facts of a kind that is mostly not there, and then takes no room.
#[derive(Debug, Clone)]
pub struct Seldom<F>(Option<Box<F>>);

/// What reads as nothing where nothing is kept.
pub trait Absent: Default + PartialEq + 'static {
    const NONE: &'static Self;
    /// Gives back what memory it has beyond its need.
    fn shrink(&mut self) {}
}

/// Facts that few connectors have.
pub type Rare = Seldom<Facts>;

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

impl Absent for Facts {
    const NONE: &'static Self = &Self {
        release_candidates: Vec::new(),
        pypi: None,
        erd: None,
        suggested_streams: None,
        features: Vec::new(),
        notes: None,
    };

    fn shrink(&mut self) {
        self.release_candidates.shrink_to_fit();
        self.features.shrink_to_fit();
        self.suggested_streams
            .iter_mut()
            .for_each(Vec::shrink_to_fit);
    }
}

impl<T: PartialEq + 'static> Absent for Vec<T> {
    const NONE: &'static Self = &Self::new();

    fn shrink(&mut self) {
        self.shrink_to_fit();
    }
}

/// What a registry has otherwise than the connector.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Own {
    pub image: Option<Text>,
    pub version: Option<Version>,
}

impl Absent for Own {
    const NONE: &'static Self = &Self {
        image: None,
        version: None,
    };
}

impl<F: Absent> Seldom<F> {
    /// Whether there is no such fact.
    pub fn is_empty(&self) -> bool {
        **self == *F::NONE
    }

    /// Gives back the memory that is not needed.
    pub(super) fn tighten(&mut self) {
        let Some(facts) = &mut self.0 else {
            return;
        };
        facts.shrink();
        if self.is_empty() {
            *self = Self::default();
        }
    }
}

impl<F> Default for Seldom<F> {
    fn default() -> Self {
        Self(None)
    }
}

impl<F: Absent> From<F> for Seldom<F> {
    fn from(facts: F) -> Self {
        Self((facts != *F::NONE).then(|| Box::new(facts)))
    }
}

impl<F: Absent> Deref for Seldom<F> {
    type Target = F;
    fn deref(&self) -> &F {
        self.0.as_deref().unwrap_or(F::NONE)
    }
}

/// Makes room for all of them.
impl<F: Absent> DerefMut for Seldom<F> {
    fn deref_mut(&mut self) -> &mut F {
        self.0.get_or_insert_default()
    }
}

impl<F: Absent> PartialEq for Seldom<F> {
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
