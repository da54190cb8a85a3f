//! Where rules and words are written: the documents that a policy file lists, and the places that it cites.

use std::borrow::Cow;

use serde::Deserialize;

use crate::text::Text;

use super::{PolicyError, Source, pairs::Pairs};

/// By the names that the file cites them by.
pub(super) type Documents = Pairs<'static, Document<'static>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Document<'a> {
    #[serde(borrow)]
    title: Cow<'a, str>,
    date: &'a str,
}

/// A place, as the file cites it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Citation<'a> {
    document: &'a str,
    #[serde(borrow)]
    section: Cow<'a, str>,
}

/// A place in a document that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cited {
    title: Cow<'static, str>,
    section: Cow<'static, str>,
    date: &'static str,
}

impl Citation<'static> {
    /// Finds the document. `rule` is the rule or entry that cites it.
    pub(super) fn among(self, documents: &Documents, rule: &str) -> Result<Cited, PolicyError> {
        let Some(document) = documents.get(self.document) else {
            return Err(PolicyError::Source {
                rule: rule.to_owned(),
                what: format!(
                    "names \"{}\", which is not among the documents",
                    self.document
                ),
            });
        };
        Ok(Cited {
            title: document.title.clone(),
            section: self.section,
            date: document.date,
        })
    }
}

impl Cited {
    pub(super) fn check(&self, rule: &str) -> Result<(), PolicyError> {
        let parts = [&*self.title, &*self.section, self.date];
        if parts.iter().any(|part| part.trim().is_empty()) {
            return Err(PolicyError::Source {
                rule: rule.to_owned(),
                what: "lacks a title, section or date".to_owned(),
            });
        }
        Ok(())
    }

    pub(super) fn source(&self) -> Source {
        Source {
            document: Text::name(&self.title),
            section: Text::name(&self.section),
            date: Text::name(self.date),
        }
    }
}
