//! A connector that may pass a check nonetheless, for a reason and until a day: read by the store, weighed by the policy.
//! Knows neither connectors nor rules, only what they are called.

use crate::{date::Date, text::Text, words::Readiness};

/// An exemption, as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// Whatever names a connector: a slug, image, definition id or display name.
    pub connector: Text,
    pub reason: Text,
    /// The last day on which it holds; `None` holds for ever.
    pub expires: Option<Date>,
    /// The only rule that it lifts; `None` lifts all.
    pub rule: Option<Text>,
    /// The readiness asked for instead.
    pub require: Option<Readiness>,
}

impl Exemption {
    pub fn is_expired(&self, today: Date) -> bool {
        self.expires.is_some_and(|last| last < today)
    }
}
