//! The words of the domain, each with its spellings. One home: every layer above speaks these.
//! Says nothing of what follows from a word; that is the policy's.

use std::cmp::Ordering;

use crate::text::{Word, behind, words};

words! {
    /// What a connector does.
    pub enum Kind("kind") {
        Source = "source", "source" | "sources" | "src";
        Destination = "destination", "destination" | "destinations" | "dest" | "dst";
    }

    /// Who stands behind a connector, by today's names; the legacy names are aliases.
    pub enum Level("level") {
        Airbyte = "airbyte", "Airbyte" | "certified" | "integration";
        Enterprise = "enterprise", "Enterprise";
        Marketplace = "marketplace", "Marketplace" | "community";
        Custom = "custom", "Custom" | "none";
        Archived = "archived", "Archived";
        Unknown = "unknown", "unknown";
    }

    /// The release stage, a label that Airbyte retired for connectors in 2023 and still publishes.
    pub enum Stage("stage") {
        Alpha = "alpha", "alpha";
        Beta = "beta", "beta";
        GenerallyAvailable = "generally_available", "GA" | "ga" | "general_availability";
        Deprecated = "deprecated", "deprecated";
        /// No stage was published.
        None = "none", "none";
        Unknown = "unknown", "unknown";
    }

    /// Where the user runs Airbyte.
    pub enum Deployment("deployment") {
        Cloud = "cloud", "Cloud" | "standard" | "plus" | "pro" | "teams";
        Powered = "powered", "Powered by Airbyte" | "powered_by_airbyte" | "pba" | "embedded";
        SelfManagedEnterprise = "self_managed_enterprise", "Self-Managed Enterprise" | "sme" | "enterprise" | "enterprise_flex" | "flex";
        SelfManagedCommunity = "self_managed_community", "Self-Managed Community" | "smc" | "core" | "oss" | "community" | "open_source";
    }

    /// Whether a connector can be used on a deployment.
    pub enum Availability("availability") {
        Available = "available", "yes";
        WithLicense = "with_license", "with a licence";
        YourWorkspace = "your_workspace", "your workspace";
        GrantedOnly = "granted_only", "by grant only";
        NotAvailable = "not_available", "no";
        Unknown = "unknown", "unknown";
    }

    /// Which findings fail a check.
    pub enum FailOn("severity to fail on") {
        Error = "error", "errors" | "errors";
        Warning = "warning", "warnings and errors" | "warnings";
        Never = "never", "nothing" | "none";
    }

    /// Where help comes from.
    pub enum Channel("support") {
        Portal = "portal", "support portal";
        BestEffort = "best_effort", "best effort";
        Slack = "slack", "community Slack";
        None = "none", "none";
        NotApplicable = "not_applicable", "n/a";
    }

    /// Whether that help comes with an SLA.
    pub enum Sla("sla") {
        Yes = "yes", "yes";
        WithPremiumSupport = "with_premium_support", "with Premium Support";
        No = "no", "no";
    }

    /// The mark that a support cell carries in the published table.
    pub enum Footnote("footnote") {
        One = "*", "*";
        Two = "**", "**";
    }

    /// The verdict, best to worst; the order of the values is the order of the verdicts.
    pub enum Readiness("readiness") {
        Ready = "ready", "READY";
        Caveats = "caveats", "READY WITH CAVEATS";
        Caution = "caution", "CAUTION";
        Unknown = "unknown", "UNKNOWN";
        Unavailable = "unavailable", "NOT AVAILABLE";
        Avoid = "avoid", "AVOID";
    }

    /// Who maintains a connector.
    pub enum Maintainer("maintainer") {
        Airbyte = "airbyte", "Airbyte";
        Community = "community", "the community";
        You = "you", "you";
        Nobody = "nobody", "nobody";
        Unknown = "unknown", "unknown";
    }

    /// What the level promises about upgrades.
    pub enum Promise("upgrade promise") {
        AdequateWindow = "adequate_window", "an adequate window";
        None = "none", "no notice promised";
        Yours = "yours", "yours to plan";
        NoUpdates = "no_updates", "no more updates";
        Migrate = "migrate", "migrate away";
        Unknown = "unknown", "unknown";
    }

    /// What a user says of a contract or licence.
    pub enum Answer("answer") {
        Yes = "yes", "yes" | "true" | "y" | "1" | "on";
        No = "no", "no" | "false" | "n" | "0" | "off";
        Unknown = "unknown", "unknown";
    }

    /// A published measure in three steps.
    pub enum Grade("grade") {
        Low = "low", "low";
        Medium = "medium", "medium" | "med";
        High = "high", "high";
    }

    /// What Airbyte does when an upgrade deadline has passed.
    pub enum DeadlineAction("deadline action") {
        AutoUpgrade = "auto_upgrade", "upgraded automatically";
        Disable = "disable", "syncs paused";
        /// Nothing was declared, or a word that we do not know.
        Unstated = "unstated", "not stated";
    }

    /// One of the two published registries.
    pub enum Registry("registry") {
        Cloud = "cloud", "Cloud";
        Oss = "oss", "OSS";
    }

    /// Which generation of level names is displayed.
    pub enum Words("words") {
        Current = "current", "current";
        Legacy = "legacy", "legacy";
    }
}

impl Kind {
    /// The kind that a slug says, and what follows it: `source` and `postgres`.
    pub fn split_slug(slug: &str) -> Option<(Self, &str)> {
        // Every connector of a catalog is asked: beginnings of known length are compared at once.
        let source = behind(slug, b"source-").map(|tail| (Self::Source, tail));
        source.or_else(|| behind(slug, b"destination-").map(|tail| (Self::Destination, tail)))
    }

    /// The slug of a connector of this kind.
    pub fn slug(self, tail: &str) -> String {
        format!("{self}-{tail}")
    }

    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Source => Self::Destination,
            Self::Destination => Self::Source,
        }
    }
}

impl Registry {
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Cloud => Self::Oss,
            Self::Oss => Self::Cloud,
        }
    }
}

impl Deployment {
    /// The registry that feeds this deployment.
    pub fn registry(self) -> Registry {
        match self {
            Self::Cloud | Self::Powered => Registry::Cloud,
            Self::SelfManagedEnterprise | Self::SelfManagedCommunity => Registry::Oss,
        }
    }

    /// Whether Airbyte runs the platform, and so enforces upgrade deadlines.
    pub fn is_hosted(self) -> bool {
        self.registry() == Registry::Cloud
    }
}

/// Which way something moved in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Up,
    Down,
}

impl Level {
    /// Which way a move to another level goes; what is unknown is neither above nor below.
    pub fn way_to(self, other: Self) -> Option<Way> {
        if self == Self::Unknown || other == Self::Unknown {
            return None;
        }
        match other.cmp(&self) {
            Ordering::Less => Some(Way::Up),
            Ordering::Equal => None,
            Ordering::Greater => Some(Way::Down),
        }
    }

    /// The level's name in the chosen generation of words.
    pub fn name_in(self, words: Words) -> &'static str {
        match (words, self) {
            (Words::Legacy, Self::Airbyte) => "Certified",
            (Words::Legacy, Self::Marketplace) => "Community",
            _ => self.label(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_says_its_kind_and_what_follows_it() {
        for kind in Kind::EACH {
            assert_eq!(Kind::split_slug(&kind.slug("a-b")), Some((kind, "a-b")));
            assert_eq!(Kind::split_slug(kind.word()), None);
        }
        assert_eq!(Kind::split_slug("till"), None);
        assert_eq!(Kind::split_slug("sources-x"), None);
    }
}
