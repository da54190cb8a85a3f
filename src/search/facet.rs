//! Facets: the values that a list can be narrowed to, wanted or unwanted.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    catalog::{Connector, Listing},
    text::{Text, UnknownWord, Word, fold::fold, nearest},
    words::{Availability, Channel, Deployment, Grade, Kind, Level, Readiness, Stage},
};

use super::Subject;

/// What stands for a word that was not published.
const UNKNOWN: &str = "unknown";

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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    pub const ALL: [Self; 11] = [
        Self::Level,
        Self::Stage,
        Self::On,
        Self::Kind,
        Self::Type,
        Self::Language,
        Self::License,
        Self::Readiness,
        Self::Support,
        Self::Usage,
        Self::Success,
    ];

    /// Whether one value at a time is chosen: a user runs one deployment.
    pub fn is_single(self) -> bool {
        self == Self::On
    }

    /// Every value that a catalog has of this facet; the catalog's own words by how often they occur.
    pub fn values(self, connectors: &[Connector]) -> Vec<Wanted> {
        fn all<W: Word>(of: fn(W) -> Wanted) -> Vec<Wanted> {
            W::ALL.iter().copied().map(of).collect()
        }
        match self {
            Self::Level => all(Wanted::Level),
            Self::Stage => all(Wanted::Stage),
            Self::On => all(Wanted::On),
            Self::Kind => all(Wanted::Kind),
            Self::Readiness => all(Wanted::Readiness),
            Self::Support => all(Wanted::Support),
            Self::Usage => all(|grade| Wanted::Usage(Some(grade))),
            Self::Success => all(|grade| Wanted::Success(Some(grade))),
            Self::Type | Self::Language | Self::License => {
                let mut counted: BTreeMap<String, usize> = BTreeMap::new();
                for word in connectors
                    .iter()
                    .flat_map(|connector| self.published(connector))
                {
                    *counted.entry(fold(word).into_owned()).or_default() += 1;
                }
                let mut words: Vec<(String, usize)> = counted.into_iter().collect();
                words.sort_by_key(|(_, count)| Reverse(*count));
                let wanted = |(word, _)| match self {
                    Self::Type => Wanted::Type(word),
                    Self::Language => Wanted::Language(word),
                    _ => Wanted::License(word),
                };
                words.into_iter().map(wanted).collect()
            }
        }
    }

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
        let words: Vec<&str> = match self {
            Self::Type => connector.subtype.iter().map(Text::as_str).collect(),
            Self::Language => connector.languages.iter().map(Text::as_str).collect(),
            Self::License => connector.license.iter().map(Text::as_str).collect(),
            Self::Level
            | Self::Stage
            | Self::On
            | Self::Kind
            | Self::Readiness
            | Self::Support
            | Self::Usage
            | Self::Success => return Vec::new(),
        };
        // What was not published can be asked for, too.
        if words.is_empty() {
            vec![UNKNOWN]
        } else {
            words
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
    pub fn facet(&self) -> Facet {
        match self {
            Self::Level(_) => Facet::Level,
            Self::Stage(_) => Facet::Stage,
            Self::On(_) => Facet::On,
            Self::Kind(_) => Facet::Kind,
            Self::Readiness(_) => Facet::Readiness,
            Self::Support(_) => Facet::Support,
            Self::Usage(_) => Facet::Usage,
            Self::Success(_) => Facet::Success,
            Self::Type(_) => Facet::Type,
            Self::Language(_) => Facet::Language,
            Self::License(_) => Facet::License,
        }
    }

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
            Self::Type(word) | Self::Language(word) | Self::License(word) => {
                let published = self.facet().published(connector);
                published.into_iter().any(|value| fold(value) == *word)
            }
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

pub(super) fn is_usable_on(subject: &Subject<'_>, deployment: Deployment) -> bool {
    let granted = subject.connector.side(deployment.registry()).listing == Listing::Granted;
    granted || subject.judgement.placement(deployment).availability != Availability::NotAvailable
}
