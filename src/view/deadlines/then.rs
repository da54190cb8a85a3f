//! What a deadline brings on a deployment, in a word and in two. Knows no connector and no day.

use crate::{
    policy::Pending,
    text::words,
    words::{DeadlineAction, Deployment},
};

words! {
    /// What follows a deadline.
    pub enum Then("what follows") {
        AutoUpgrade = "auto_upgrade", "upgraded automatically";
        Disable = "disable", "syncs paused";
        /// Who runs Airbyte is warned, and nothing else happens.
        Warn = "warn", "a warning only";
        /// The deployment is not offered the version yet.
        Announced = "announced", "announced only";
    }
}

impl Then {
    /// Nothing where the declaration leaves it open.
    pub(super) fn of(pending: &Pending, on: Deployment) -> Option<Self> {
        match pending.change.action {
            _ if pending.is_announced => Some(Self::Announced),
            _ if !on.is_hosted() => Some(Self::Warn),
            DeadlineAction::AutoUpgrade => Some(Self::AutoUpgrade),
            DeadlineAction::Disable => Some(Self::Disable),
            DeadlineAction::Unstated => None,
        }
    }
}
