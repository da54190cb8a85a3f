//! The answer that every frontend renders: one assessment of one connector for one profile on one day.

use crate::{
    catalog::{BreakingChange, Version},
    date::Date,
    text::Text,
    words::{
        Answer, Availability, Channel, Deployment, Footnote, Maintainer, Promise, Readiness, Sla,
    },
};

/// What the user told about the installation and the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Profile {
    pub deployment: Deployment,
    pub premium_support: Answer,
    pub enterprise_license: Answer,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            deployment: Deployment::Cloud,
            premium_support: Answer::Unknown,
            enterprise_license: Answer::Unknown,
        }
    }
}

/// The verdict without its words: cheap enough for every row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// For the profile's deployment.
    pub readiness: Readiness,
    /// Concluded from the release stage, because the catalog has no levels.
    pub is_derived: bool,
    pub maintainer: Maintainer,
    /// In the order of `Deployment::ALL`.
    pub placements: [Placement; 4],
    /// The profile's deployment.
    pub deployment: Deployment,
}

impl Judgement {
    /// The placement on the profile's deployment.
    pub fn here(&self) -> &Placement {
        self.placement(self.deployment)
    }

    /// Whether it is not known to be missing from the profile's deployment.
    pub fn may_be_used(&self) -> bool {
        self.here().availability != Availability::NotAvailable
    }

    /// The same verdict for another deployment.
    #[must_use]
    pub fn on(&self, deployment: Deployment) -> Self {
        Self {
            readiness: self.placement(deployment).readiness,
            deployment,
            ..self.clone()
        }
    }

    /// Whether it can be used here only with a licence, which the user did not say to hold or to lack.
    pub fn wants_license(&self, profile: &Profile) -> bool {
        self.here().availability == Availability::WithLicense
            && profile.enterprise_license == Answer::Unknown
    }

    pub fn placement(&self, deployment: Deployment) -> &Placement {
        &self.placements[deployment as usize]
    }
}

/// What one deployment can expect of a connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    pub deployment: Deployment,
    pub availability: Availability,
    pub support: Channel,
    pub sla: Sla,
    pub footnote: Option<Footnote>,
    pub readiness: Readiness,
}

/// The whole answer, with its reasons and what to expect of upgrades.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    pub judgement: Judgement,
    /// Why, for the profile's deployment: what decided first, then what was noted.
    pub reasons: Vec<Reason>,
    /// The footnotes that mark a cell, resolved for the profile, in the order of their marks.
    pub footnotes: Vec<(Footnote, Reason)>,
    pub upgrade: Upgrade,
}

/// One rule that applied.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Reason {
    /// The rule's id in the policy.
    pub rule: Text,
    pub text: String,
    pub source: Source,
    pub effect: Effect,
    /// A check warns of it.
    #[serde(skip)]
    pub is_warned_of: bool,
}

/// Where a rule is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    pub document: Text,
    pub section: Text,
    /// The day of the text that was read, as far as it is known: `2025-05`.
    pub date: Text,
}

impl Source {
    /// What is no document of Airbyte's: a file of the user's, the program itself.
    pub fn named(document: &str) -> Self {
        Self {
            document: Text::name(document),
            section: Text::name(""),
            date: Text::name(""),
        }
    }
}

/// What a rule did to the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is one of the parts of the verdict, which is the worst of them.
    Gives(Readiness),
    /// It is told and changes nothing.
    Note,
}

impl serde::Serialize for Effect {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Gives(readiness) => readiness.serialize(to),
            Self::Note => to.serialize_str("note"),
        }
    }
}

/// What to expect of upgrades.
#[derive(Debug, Clone, PartialEq)]
pub struct Upgrade {
    pub promise: Promise,
    /// The rule that names the promise.
    pub rule: Text,
    /// The expectation in one or two sentences, the numbers included.
    pub text: String,
    pub source: Source,
    pub median_days: Option<i64>,
    pub shortest_days: Option<i64>,
    /// How many windows the numbers stand on.
    pub samples: usize,
    pub basis: Option<Basis>,
    /// Changes whose deadline is today, ahead or unknown; the nearest first, then unknown ones, then announced ones.
    pub pending: Vec<Pending>,
    /// Changes whose deadline has passed; the latest first.
    pub past: Vec<Pending>,
}

/// Whose windows the expectation stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// This connector's own that are over.
    Own,
    /// All that were declared by connectors of its kind.
    Kind,
}

/// A declared breaking change, seen from a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Pending {
    pub change: BreakingChange,
    pub window_days: Option<i64>,
    /// Zero on the last day; negative from the day after, when the deadline takes effect.
    pub days_left: Option<i64>,
    /// It lies beyond the version that the profile's deployment is offered, so its deadline does not count yet.
    pub is_announced: bool,
    /// What happens then on the profile's deployment, in a sentence.
    pub consequence: String,
}

/// The state of a pinned version on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned {
    pub version: Version,
    /// The latest on the profile's deployment, if known.
    pub latest: Option<Version>,
    /// The breaking changes between it and the latest, or beyond it where that is not known; oldest version first.
    pub crossed: Vec<Pending>,
    /// Those of them that touch no stream that is synced: they count for nothing.
    pub spared: Vec<Pending>,
    pub state: PinState,
    /// What the state means, and what it gives to the verdict, if anything.
    pub reason: Reason,
    pub as_of: Date,
}

/// How a pinned version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinState {
    /// No breaking change lies between it and the latest.
    Supported,
    /// A breaking change must be taken by a day that has not passed; days left, if known.
    Deprecated(Option<i64>),
    /// A deadline has passed.
    Unsupported,
    /// The catalog does not know so new a version.
    NewerThanCatalog,
    /// It cannot be compared: `latest`, `dev` and the like.
    NotComparable,
    /// The connector's latest version is not known, and no declared breaking change is newer than it.
    LatestUnknown,
}
