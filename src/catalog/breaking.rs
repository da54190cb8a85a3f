//! A declared breaking change.

use crate::{date::Date, text::Text, words::DeadlineAction};

use super::Version;

/// A version that cannot be upgraded to without thought, as declared in the registry.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakingChange {
    pub version: Version,
    /// The last day on the old version; `None` when none was declared or it could not be read.
    pub deadline: Option<Date>,
    /// The day on which the version appeared in the connector's changelog, where known.
    pub released: Option<Date>,
    pub action: DeadlineAction,
    /// The streams that it touches; empty means all.
    pub streams: Vec<Text>,
    pub guide: Option<Text>,
    /// False for an entry that the registry itself says does not break.
    pub is_breaking: bool,
    pub safe_to_downgrade: Option<bool>,
}

impl BreakingChange {
    /// A change of which nothing but its version is declared.
    pub fn new(version: Version) -> Self {
        Self {
            version,
            deadline: None,
            released: None,
            action: DeadlineAction::Unstated,
            streams: Vec::new(),
            guide: None,
            is_breaking: true,
            safe_to_downgrade: None,
        }
    }

    /// Whether it touches any of the streams that are synced. Where nobody names those, or it names none, it does.
    pub fn touches(&self, synced: &[String]) -> bool {
        let is_synced = |stream: &Text| synced.iter().any(|name| name.eq_ignore_ascii_case(stream));
        synced.is_empty() || self.streams.is_empty() || self.streams.iter().any(is_synced)
    }

    /// The days that users were given, where both ends are known.
    pub fn window_days(&self) -> Option<i64> {
        Some(crate::date::days_between(self.released?, self.deadline?))
    }
}
