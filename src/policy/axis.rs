//! What a rule may speak of: the axes, the words on each of them, and the facts of one case.
//! Knows no rule and no connector.

use crate::catalog::Listing;
use crate::text::{Word, words};
use crate::words::{Answer, Availability, Channel, DeadlineAction, Deployment, Stage};

words! {
    /// The level as a rule sees it: a level that is missing is not a level that is unknown.
    pub(super) enum Standing("level") {
        Airbyte = "airbyte", "Airbyte";
        Enterprise = "enterprise", "Enterprise";
        Marketplace = "marketplace", "Marketplace";
        Custom = "custom", "Custom";
        Archived = "archived", "Archived";
        Unknown = "unknown", "unknown";
        Missing = "missing", "missing";
    }

    /// Whether the registries still know it.
    pub(super) enum Fate("fate") {
        Present = "present", "present";
        Removed = "removed", "removed";
        Forgotten = "forgotten", "forgotten";
        Withdrawn = "withdrawn", "withdrawn";
    }

    /// Its place in the two registries together.
    pub(super) enum Sides("sides") {
        Both = "both", "both";
        CloudOnly = "cloud_only", "Cloud only";
        OssOnly = "oss_only", "OSS only";
        Neither = "neither", "neither";
        Unclear = "unclear", "unclear";
    }

    /// What the last change of its level was.
    pub(super) enum Course("history") {
        Steady = "steady", "steady";
        Demoted = "demoted", "demoted";
        Promoted = "promoted", "promoted";
        Archived = "archived", "archived";
        Returned = "returned", "returned";
        Changed = "changed", "changed";
    }

    /// What the last change of its place in the deployment's registry was.
    pub(super) enum Moved("moved") {
        Steady = "steady", "steady";
        Left = "left", "left";
        Joined = "joined", "joined";
    }

    /// What its published figures amount to.
    pub(super) enum Measured("metrics") {
        Proven = "proven", "proven";
        Failing = "failing", "failing often";
        Plain = "plain", "measured";
        Unmeasured = "unmeasured", "unmeasured";
    }

    /// Whether it declares breaking changes.
    pub(super) enum Breaking("breaking") {
        None = "none", "none";
        Declared = "declared", "declared";
        /// One of them with a window shorter than Airbyte's own rule asks for.
        Short = "short", "declared, one at short notice";
    }

    /// How a pinned version stands.
    pub(super) enum Pin("pin") {
        Latest = "latest", "latest";
        Supported = "supported", "supported";
        Spared = "spared", "spared";
        Candidate = "candidate", "release candidate";
        Development = "development", "development build";
        DeadlineAhead = "deadline_ahead", "deadline ahead";
        LastDay = "last_day", "last day";
        DeadlineUndeclared = "deadline_undeclared", "deadline undeclared";
        Overdue = "overdue", "overdue";
        NewerThanCatalog = "newer_than_catalog", "newer than the catalog";
        NotComparable = "not_comparable", "not comparable";
        LatestUnknown = "latest_unknown", "latest unknown";
    }

    /// Where a deadline stands.
    pub(super) enum Due("due") {
        Undeclared = "undeclared", "undeclared";
        Ahead = "ahead", "ahead";
        Past = "past", "past";
        Announced = "announced", "announced";
    }

    /// Whom a breaking change touches.
    pub(super) enum Scope("scope") {
        All = "all", "all";
        Streams = "streams", "streams";
    }
}

pub(super) const AXES: usize = Axis::ALL.len();

/// The words on an axis, without their type.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary {
    pub(super) size: usize,
    word_at: fn(usize) -> Option<&'static str>,
    pub(super) place_of: fn(&str) -> Option<usize>,
}

impl Vocabulary {
    fn of<W: Word>() -> Self {
        Self {
            size: W::ALL.len(),
            word_at: |at| W::ALL.get(at).map(|word| word.word()),
            place_of: |word| W::ALL.iter().position(|known| known.word() == word),
        }
    }

    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        (0..self.size).filter_map(self.word_at)
    }
}

/// One case: a position on every axis. An axis that was not set stands on its first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Facts([u8; AXES]);

impl Facts {
    pub(super) fn at(&self, axis: Axis) -> usize {
        usize::from(self.0[axis as usize])
    }

    /// Moves on to the next word of an axis.
    pub(super) fn step(&mut self, axis: Axis) {
        self.0[axis as usize] += 1;
    }

    /// Moves back to the first word of an axis.
    pub(super) fn reset(&mut self, axis: Axis) {
        self.0[axis as usize] = 0;
    }
}

/// Declares the axes, each with its word, its label, and the setter that lets no word of another type land on it.
macro_rules! axes {
    ($($Axis:ident = $word:literal, $label:literal, $set:ident($Word:ty);)+) => {
        words! {
            /// A dimension of the policy.
            pub enum Axis("axis") {
                $($Axis = $word, $label;)+
            }
        }

        impl Axis {
            pub(super) fn vocabulary(self) -> Vocabulary {
                match self {
                    $(Self::$Axis => Vocabulary::of::<$Word>(),)+
                }
            }
        }

        impl Facts {
            $(pub(super) fn $set(&mut self, word: $Word) -> &mut Self {
                self.0[Axis::$Axis as usize] = word as u8;
                self
            })+
        }
    };
}

axes! {
    Level = "level", "level", level(Standing);
    Stage = "stage", "stage", stage(Stage);
    Fate = "fate", "fate", fate(Fate);
    Listing = "listing", "listing", listing(Listing);
    Deployment = "deployment", "deployment", deployment(Deployment);
    Premium = "premium", "Premium Support", premium(Answer);
    License = "license", "Enterprise licence", license(Answer);
    Availability = "availability", "availability", availability(Availability);
    Support = "support", "support", support(Channel);
    History = "history", "history", history(Course);
    Moved = "moved", "moved", moved(Moved);
    Metrics = "metrics", "metrics", metrics(Measured);
    Sides = "sides", "sides", sides(Sides);
    Breaking = "breaking", "breaking changes", breaking(Breaking);
    Pin = "pin", "pinned version", pin(Pin);
    Action = "action", "deadline action", action(DeadlineAction);
    Due = "due", "deadline", due(Due);
    Scope = "scope", "scope", scope(Scope);
}

/// The cases that a rule speaks of: for each axis the words that it accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// A bit for each word; all bits on an axis that the rule does not mention.
    accepted: [u16; AXES],
}

impl Condition {
    pub(super) fn any() -> Self {
        Self {
            accepted: [u16::MAX; AXES],
        }
    }

    /// Narrows an axis to a list of words parted by blanks. The error says which word is not on it.
    pub(super) fn narrow(&mut self, axis: Axis, list: &str) -> Result<(), String> {
        let mut accepted = 0;
        let place_of = axis.vocabulary().place_of;
        for word in list.split_ascii_whitespace() {
            accepted |= 1 << place_of(word).ok_or_else(|| format!("unknown {axis} \"{word}\""))?;
        }
        if accepted == 0 {
            return Err(format!("no {axis} is named"));
        }
        self.accepted[axis as usize] = accepted;
        Ok(())
    }

    pub(super) fn accepts(&self, axis: Axis, word: usize) -> bool {
        self.accepted[axis as usize] >> word & 1 == 1
    }

    /// Whether it accepts a case, as far as these axes go.
    pub(super) fn holds(&self, facts: &Facts, axes: &[Axis]) -> bool {
        axes.iter().all(|axis| self.accepts(*axis, facts.at(*axis)))
    }

    /// The axes that the rule mentions, each with the words that it accepts.
    pub fn clauses(&self) -> impl Iterator<Item = (Axis, Vec<&'static str>)> + '_ {
        self.mentioned().map(|axis| (axis, self.accepted_on(axis)))
    }

    /// Whether it asks for nothing.
    pub fn holds_always(&self) -> bool {
        self.mentioned().next().is_none()
    }

    pub(super) fn mentioned(&self) -> impl Iterator<Item = Axis> + '_ {
        let all = Axis::ALL.iter().copied();
        all.filter(|axis| self.mentions(*axis))
    }

    pub(super) fn mentions(&self, axis: Axis) -> bool {
        self.accepted[axis as usize] != u16::MAX
    }

    fn accepted_on(&self, axis: Axis) -> Vec<&'static str> {
        let words = axis.vocabulary().words().enumerate();
        words
            .filter(|(at, _)| self.accepted[axis as usize] >> at & 1 == 1)
            .map(|(_, word)| word)
            .collect()
    }
}

impl std::fmt::Display for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut between = "";
        for (axis, words) in self.clauses() {
            write!(f, "{between}{axis}: {}", words.join(", "))?;
            between = "; ";
        }
        if self.holds_always() {
            f.write_str("always")?;
        }
        Ok(())
    }
}
