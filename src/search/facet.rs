//! Facets: the values that a list can be narrowed to, wanted or unwanted.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    catalog::{Connector, Listing},
    sort,
    text::{Text, UnknownWord, Word, fold::fold},
    words::{Availability, Channel, Deployment, Grade, Kind, Level, Readiness, Stage},
};

use super::{Subject, field::Comparison, spelt::Spelt};

/// What stands for a word that was not published.
pub(super) const UNKNOWN: &str = "unknown";
/// What stands for a measure that was not published.
const NONE: &str = "none";

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

    /// Those whose values are the catalog's own words.
    pub const OWN: [Self; 3] = [Self::Type, Self::Language, Self::License];

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
                let mut spelt: Spelt<usize> = Spelt::default();
                for word in connectors.iter().flat_map(|c| self.each_published(c)) {
                    *spelt.of(word, || 0) += 1;
                }
                // Few spellings are folded, not many connectors.
                let mut counted: BTreeMap<String, usize> = BTreeMap::new();
                for (word, count) in spelt {
                    *counted.entry(fold(word).into_owned()).or_default() += count;
                }
                let mut words: Vec<(String, usize)> = counted.into_iter().collect();
                sort::by_key(&mut words, |(_, count)| Reverse(*count));
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

    /// The facet with values, as somebody would write it.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Level => "level:airbyte,enterprise",
            Self::Stage => "stage:>=beta",
            Self::On => "on:cloud",
            Self::Kind => "kind:source",
            Self::Type => "type:api",
            Self::Language => "language:python",
            Self::License => "license:mit",
            Self::Readiness => "readiness:>=caveats",
            Self::Support => "support:portal",
            Self::Usage => "usage:>=medium",
            Self::Success => "success:high",
        }
    }

    /// The values that have an order, the worst first.
    fn ladder(self) -> Vec<Wanted> {
        match self {
            Self::Usage | Self::Success => self.values(&[]),
            Self::Stage => [Stage::Alpha, Stage::Beta, Stage::GenerallyAvailable]
                .map(Wanted::Stage)
                .to_vec(),
            Self::Readiness => self.values(&[]).into_iter().rev().collect(),
            Self::Level
            | Self::On
            | Self::Kind
            | Self::Type
            | Self::Language
            | Self::License
            | Self::Support => Vec::new(),
        }
    }

    pub(super) fn has_order(self) -> bool {
        !self.ladder().is_empty()
    }

    /// The values that stand so to the one that is written: `>=medium` means medium and high.
    pub(super) fn compared(
        self,
        comparison: Comparison,
        text: &str,
    ) -> Result<Vec<Wanted>, String> {
        let ladder = self.ladder();
        if ladder.is_empty() {
            return Err(format!(
                "the field {} has no order to compare by; name its values, such as {}",
                self.word(),
                self.example()
            ));
        }
        let is_compared = |word: &str| self.compared(comparison, word).is_ok();
        let bound = self
            .value(text)
            .map_err(|unknown| unknown.offering(is_compared).to_string())?;
        let Some(rung) = ladder.iter().position(|value| *value == bound) else {
            return Err(format!(
                "\"{}\" has no place in the order of {}",
                bound.word(),
                self.word()
            ));
        };
        let rungs = ladder.into_iter().enumerate();
        let held = rungs.filter(|(at, _)| comparison.holds(at, &rung));
        let held: Vec<Wanted> = held.map(|(_, value)| value).collect();
        if held.is_empty() {
            return Err(format!("no {} is beyond \"{}\"", self.word(), bound.word()));
        }
        Ok(held)
    }

    /// Reads a value of this facet.
    pub fn value(self, text: &str) -> Result<Wanted, UnknownWord> {
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

    /// The values that a connector has, where the catalog makes the vocabulary.
    pub fn each_published(self, connector: &Connector) -> impl Iterator<Item = &str> {
        let (one, many): (Option<&Text>, &[Text]) = match self {
            Self::Type => (connector.subtype.as_ref(), &[]),
            Self::Language => (None, &connector.languages),
            Self::License => (connector.license.as_ref(), &[]),
            Self::Level
            | Self::Stage
            | Self::On
            | Self::Kind
            | Self::Readiness
            | Self::Support
            | Self::Usage
            | Self::Success => (None, &[]),
        };
        // What was not published can be asked for, too.
        let is_missing = Self::OWN.contains(&self) && one.is_none() && many.is_empty();
        let unknown = is_missing.then_some(UNKNOWN);
        let words = one.into_iter().chain(many).map(Text::as_str);
        words.chain(unknown)
    }
}

fn grade(text: &str) -> Result<Option<Grade>, UnknownWord> {
    if [NONE, UNKNOWN]
        .iter()
        .any(|none| text.eq_ignore_ascii_case(none))
    {
        return Ok(None);
    }
    Grade::parse(text).map(Some).map_err(|mut unknown| {
        unknown.allowed.push(NONE);
        unknown
    })
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
                let mut published = self.facet().each_published(connector);
                published.any(|value| fold(value) == *word)
            }
        }
    }

    /// The name that a person reads, where the value has one.
    pub fn label(&self) -> Option<&'static str> {
        Some(match self {
            Self::Level(value) => value.label(),
            Self::Stage(value) => value.label(),
            Self::On(value) => value.label(),
            Self::Kind(value) => value.label(),
            Self::Readiness(value) => value.label(),
            Self::Support(value) => value.label(),
            Self::Usage(value) | Self::Success(value) => (*value)?.label(),
            Self::Type(_) | Self::Language(_) | Self::License(_) => return None,
        })
    }

    /// Other spellings of the value.
    pub fn aliases(&self) -> &'static [&'static str] {
        match self {
            Self::Level(value) => value.aliases(),
            Self::Stage(value) => value.aliases(),
            Self::On(value) => value.aliases(),
            Self::Kind(value) => value.aliases(),
            Self::Readiness(value) => value.aliases(),
            Self::Support(value) => value.aliases(),
            Self::Usage(value) | Self::Success(value) => value.map_or(&[], Word::aliases),
            Self::Type(_) | Self::Language(_) | Self::License(_) => &[],
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
            Self::Usage(value) | Self::Success(value) => value.map_or(NONE, Word::word),
            Self::Type(word) | Self::Language(word) | Self::License(word) => word,
        }
    }
}

pub(super) fn is_usable_on(subject: &Subject<'_>, deployment: Deployment) -> bool {
    let granted = subject.connector.side(deployment.registry()).listing == Listing::Granted;
    granted || subject.judgement.placement(deployment).availability != Availability::NotAvailable
}
