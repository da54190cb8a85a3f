//! The policy, held to the documents that it speaks for: the support table cell by cell, the whole matrix as a table
//! that a change shows up in, each known contradiction, deadlines around their day, and what must never happen.

#[cfg(test)]
#[path = "policy/build.rs"]
mod build;
#[cfg(test)]
#[path = "policy/contradictions.rs"]
mod contradictions;
#[cfg(test)]
#[path = "policy/history.rs"]
mod history;
#[cfg(test)]
#[path = "policy/matrix.rs"]
mod matrix;
#[cfg(test)]
#[path = "policy/properties.rs"]
mod properties;
#[cfg(test)]
#[path = "policy/published.rs"]
mod published;
#[cfg(test)]
#[path = "policy/upgrades.rs"]
mod upgrades;
#[cfg(test)]
#[path = "policy/usage.rs"]
mod usage;
