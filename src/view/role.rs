//! What a piece of text means, so that a frontend can choose how it looks. No colour is known here.

use crate::words::Readiness;

/// The meaning of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Plain,
    Title,
    Heading,
    /// What can be passed over: sources, units, separators.
    Muted,
    Strong,
    /// The user's own: the profile's row, the pinned version.
    Own,
    Link,
    Verdict(Readiness),
    /// A deadline that is near or a count that is off.
    Alert,
    /// A bar of a timeline.
    Bar,
}
