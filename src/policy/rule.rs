//! One rule, as the policy tells it, and the typed conclusions that its words are read into.

use std::borrow::Cow;

use crate::{
    text::{Text, Word},
    words::{Availability, Channel, Footnote, Maintainer, Promise, Readiness, Sla},
};

use super::{Axis, Condition, Effect, PolicyError, Reason, Source, cited::Cited};

/// A question that the policy answers, by the first of its rules that holds; or the notes, all that hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    Level,
    Access,
    Stage,
    Support,
    Sla,
    Maintainer,
    Promise,
    Pin,
    Deadline,
    Scope,
    Note,
}

impl Aspect {
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Access => "access",
            Self::Stage => "stage",
            Self::Support => "support",
            Self::Sla => "sla",
            Self::Maintainer => "maintainer",
            Self::Promise => "promise",
            Self::Pin => "pin",
            Self::Deadline => "deadline",
            Self::Scope => "scope",
            Self::Note => "note",
        }
    }
}

/// A rule of the policy.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Stable, and unique in the policy.
    pub id: &'static str,
    pub aspect: Aspect,
    pub when: Condition,
    /// What it concludes, as pairs of name and word; empty for a rule that only tells.
    pub then: Vec<(&'static str, &'static str)>,
    /// In our own words; may hold placeholders such as `{deployment}`.
    pub text: Cow<'static, str>,
    pub(super) cited: Cited,
    /// It applies without being told among the reasons.
    pub is_quiet: bool,
    /// A check warns of it, though it does not fail it: the user has to find out.
    pub is_warned_of: bool,
}

impl Rule {
    /// Whether its condition names this word: `mentions(Axis::Level, "airbyte")`.
    pub fn mentions(&self, axis: Axis, word: &str) -> bool {
        self.when
            .clauses()
            .any(|(named, words)| named == axis && words.contains(&word))
    }

    /// The text with its blanks named as help texts name them: `{deployment}` is `DEPLOYMENT`.
    pub fn outline(&self) -> String {
        let mut parts = self.text.split('{');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |outline, part| match part.split_once('}') {
            Some((slot, rest)) => outline + &slot.to_uppercase() + rest,
            None => outline + part,
        })
    }

    /// Where it is written.
    pub fn source(&self) -> Source {
        self.cited.source()
    }

    pub(super) fn reason(&self, text: String, effect: Effect) -> Reason {
        Reason {
            rule: Text::name(self.id),
            text,
            source: self.source(),
            effect,
            is_warned_of: self.is_warned_of,
        }
    }
}

/// The words of a rule's conclusion; each must be taken exactly once.
pub(super) struct Words<'a> {
    rule: &'a str,
    left: Vec<(&'a str, &'a str)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(rule: &'a str, then: &[(&'a str, &'a str)]) -> Self {
        Self {
            rule,
            left: then.to_vec(),
        }
    }

    fn take<W: Word>(&mut self, name: &str) -> Result<W, PolicyError> {
        self.maybe(name)?
            .ok_or_else(|| self.error(format!("concludes no {name}")))
    }

    fn maybe<W: Word>(&mut self, name: &str) -> Result<Option<W>, PolicyError> {
        let Some(at) = self.left.iter().position(|(left, _)| *left == name) else {
            return Ok(None);
        };
        let (_, word) = self.left.remove(at);
        W::parse(word)
            .map(Some)
            .map_err(|unknown| PolicyError::word(self.rule, &unknown))
    }

    pub(super) fn finish(self) -> Result<(), PolicyError> {
        match self.left.first() {
            Some((name, _)) => {
                Err(self.error(format!("concludes \"{name}\", which has no place here")))
            }
            None => Ok(()),
        }
    }

    fn error(&self, what: String) -> PolicyError {
        PolicyError::Conclusion {
            rule: self.rule.to_owned(),
            what,
        }
    }
}

/// What an aspect concludes, read from a rule's words.
pub(super) trait Conclusion: Copy {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError>;
}

/// Whether it can be used, and what that does to the verdict.
#[derive(Debug, Clone, Copy)]
pub(super) struct Access {
    pub(super) availability: Availability,
    pub(super) readiness: Readiness,
}

impl Conclusion for Access {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        Ok(Self {
            availability: words.take("availability")?,
            readiness: words.take("readiness")?,
        })
    }
}

/// Where help comes from, and the mark of that cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Support {
    pub(super) channel: Channel,
    pub(super) footnote: Option<Footnote>,
}

impl Conclusion for Support {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        Ok(Self {
            channel: words.take("support")?,
            footnote: words.maybe("footnote")?,
        })
    }
}

impl Conclusion for Readiness {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        words.take("readiness")
    }
}

impl Conclusion for Option<Readiness> {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        words.maybe("readiness")
    }
}

impl Conclusion for Sla {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        words.take("sla")
    }
}

impl Conclusion for Maintainer {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        words.take("maintainer")
    }
}

impl Conclusion for Promise {
    fn read(words: &mut Words<'_>) -> Result<Self, PolicyError> {
        words.take("promise")
    }
}

/// Nothing is concluded; the rule's text is all.
impl Conclusion for () {
    fn read(_words: &mut Words<'_>) -> Result<Self, PolicyError> {
        Ok(())
    }
}
