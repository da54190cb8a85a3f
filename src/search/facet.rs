//! Facets: the values that a list can be narrowed to, wanted or unwanted.

use crate::{
    catalog::{Connector, Listing},
    text::{UnknownWord, Word, fold::fold, nearest},
    words::{Availability, Channel, Deployment, Grade, Kind, Level, Readiness, Stage},
};

use super::Subject;

/// A property with few values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    Level,
    Stage,
    On,
    Kind,
    Type,
    Language,
    License,
    Readiness,
    Support,
    Usage,
    Success,
}

/// One wanted or unwanted value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    Level(Level),
    Stage(Stage),
    On(Deployment),
    Kind(Kind),
    Readiness(Readiness),
    Support(Channel),
    Usage(Option<Grade>),
    Success(Option<Grade>),
    /// A word of the catalog's own, folded.
    Type(String),
    Language(String),
    License(String),
}

/// A value that a facet does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValue(pub String);

impl From<UnknownWord> for UnknownValue {
    fn from(word: UnknownWord) -> Self {
        Self(word.to_string())
    }
}

impl Facet {
    pub fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Stage => "stage",
            Self::On => "on",
            Self::Kind => "kind",
            Self::Type => "type",
            Self::Language => "language",
            Self::License => "license",
            Self::Readiness => "readiness",
            Self::Support => "support",
            Self::Usage => "usage",
            Self::Success => "success",
        }
    }

    /// Reads a value of this facet.
    pub fn value(self, text: &str) -> Result<Wanted, UnknownValue> {
        Ok(match self {
            Self::Level => Wanted::Level(Level::parse(text)?),
            Self::Stage => Wanted::Stage(Stage::parse(text)?),
            Self::On => Wanted::On(Deployment::parse(text)?),
            Self::Kind => Wanted::Kind(Kind::parse(text)?),
            Self::Readiness => Wanted::Readiness(Readiness::parse(text)?),
            Self::Support => Wanted::Support(Channel::parse(text)?),
            Self::Usage => Wanted::Usage(grade(text)?),
            Self::Success => Wanted::Success(grade(text)?),
            Self::Type => Wanted::Type(fold(text).into_owned()),
            Self::Language => Wanted::Language(fold(text).into_owned()),
            Self::License => Wanted::License(fold(text).into_owned()),
        })
    }

    /// The values that connectors of a catalog have, where the catalog makes the vocabulary.
    pub fn published(self, connector: &Connector) -> Vec<&str> {
        match self {
            Self::Type => connector
                .subtype
                .iter()
                .map(super::super::text::clean::Text::as_str)
                .collect(),
            Self::Language => connector
                .languages
                .iter()
                .map(super::super::text::clean::Text::as_str)
                .collect(),
            Self::License => connector
                .license
                .iter()
                .map(super::super::text::clean::Text::as_str)
                .collect(),
            Self::Level
            | Self::Stage
            | Self::On
            | Self::Kind
            | Self::Readiness
            | Self::Support
            | Self::Usage
            | Self::Success => Vec::new(),
        }
    }

    /// Checks a word against the values that a catalog has.
    pub fn check(self, text: &str, connectors: &[Connector]) -> Result<(), UnknownValue> {
        let mut known: Vec<&str> = connectors.iter().flat_map(|c| self.published(c)).collect();
        known.sort_unstable();
        known.dedup();
        let asked = fold(text);
        if known.is_empty() || known.iter().any(|word| fold(word) == asked) {
            return Ok(());
        }
        let near = nearest::one(&asked, known.iter().copied());
        let hint = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
        let text = crate::text::clean::line(text);
        Err(UnknownValue(format!(
            "unknown {} \"{text}\"{hint} (one of: {})",
            self.word(),
            known.join(", ")
        )))
    }
}

fn grade(text: &str) -> Result<Option<Grade>, UnknownWord> {
    if matches!(text, "none" | "unknown") {
        return Ok(None);
    }
    Grade::parse(text).map(Some)
}

impl Wanted {
    /// Whether a subject has this value.
    pub fn is_met_by(&self, subject: &Subject<'_>) -> bool {
        let connector = subject.connector;
        let metrics = connector.metrics.as_ref();
        match self {
            Self::Level(level) => connector.level == *level,
            Self::Stage(stage) => connector.stage == *stage,
            Self::Kind(kind) => connector.kind == *kind,
            Self::On(deployment) => is_usable_on(subject, *deployment),
            Self::Readiness(readiness) => subject.judgement.readiness == *readiness,
            Self::Support(channel) => subject.judgement.here().support == *channel,
            Self::Usage(grade) => metrics.and_then(|m| m.usage) == *grade,
            Self::Success(grade) => metrics.and_then(|m| m.sync_success) == *grade,
            Self::Type(word) => has(connector.subtype.iter(), word),
            Self::Language(word) => has(connector.languages.iter(), word),
            Self::License(word) => has(connector.license.iter(), word),
        }
    }

    /// The word that stands for the value in a query.
    pub fn word(&self) -> &str {
        match self {
            Self::Level(value) => value.word(),
            Self::Stage(value) => value.word(),
            Self::On(value) => value.word(),
            Self::Kind(value) => value.word(),
            Self::Readiness(value) => value.word(),
            Self::Support(value) => value.word(),
            Self::Usage(value) | Self::Success(value) => value.map_or("none", Word::word),
            Self::Type(word) | Self::Language(word) | Self::License(word) => word,
        }
    }
}

fn is_usable_on(subject: &Subject<'_>, deployment: Deployment) -> bool {
    let granted = subject.connector.side(deployment.registry()).listing == Listing::Granted;
    granted || subject.judgement.placement(deployment).availability != Availability::NotAvailable
}

fn has<'a>(mut values: impl Iterator<Item = &'a crate::text::Text>, word: &str) -> bool {
    values.any(|value| fold(value) == word)
}
