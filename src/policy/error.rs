//! What can be wrong with a policy file: each error names the rule or the case that it found.

use crate::text::UnknownWord;

/// A policy that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// It is no JSON, or not of this shape.
    Shape(String),
    /// A case that no rule of the aspect covers.
    Hole { aspect: String, case: String },
    /// A rule that never decides, because earlier ones take all its cases.
    Shadowed { aspect: String, rule: String },
    /// A word or name that is not known where it stands.
    Unknown { rule: String, what: String },
    /// A condition on something that its aspect does not read.
    NotRead {
        aspect: String,
        rule: String,
        axis: String,
    },
    /// A conclusion that lacks a word, or has one too many.
    Conclusion { rule: String, what: String },
    /// A rule or an entry without a text.
    Text { rule: String, what: String },
    /// A rule whose source names no document or no section, or a document that the file does not list.
    Source { rule: String, what: String },
}

impl PolicyError {
    pub(super) fn word(rule: &str, unknown: &UnknownWord) -> Self {
        Self::Unknown {
            rule: rule.to_owned(),
            what: unknown.to_string(),
        }
    }
}

impl std::fmt::Display for PolicyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape(what) => write!(f, "the policy cannot be read: {what}"),
            Self::Hole { aspect, case } => write!(f, "{aspect}: no rule covers the case {case}"),
            Self::Shadowed { aspect, rule } => write!(
                f,
                "{aspect}: the rule \"{rule}\" never decides; earlier rules take all its cases"
            ),
            Self::Unknown { rule, what } => write!(f, "\"{rule}\": {what}"),
            Self::NotRead { aspect, rule, axis } => write!(
                f,
                "{aspect}: the rule \"{rule}\" asks for \"{axis}\", which this aspect does not read"
            ),
            Self::Conclusion { rule, what } => write!(f, "the rule \"{rule}\" {what}"),
            Self::Text { rule, what } => write!(f, "the text of \"{rule}\" {what}"),
            Self::Source { rule, what } => write!(f, "the source of \"{rule}\" {what}"),
        }
    }
}

impl std::error::Error for PolicyError {}
