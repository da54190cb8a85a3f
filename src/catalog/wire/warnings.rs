//! What was lost or changed while reading, with the place where it stood. Judges nothing.

use std::fmt::{self, Display};

use crate::text::clean;

use super::{
    Warning,
    field::{List, Odd, Scalar},
};

/// Harmless warnings beyond this many are counted and not kept: a hostile file could bring millions.
const HARMLESS_CAP: usize = 1000;

/// The warnings of one file.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    kept: Vec<Warning>,
    harmless: usize,
}

impl Warnings {
    /// About the whole file.
    pub(super) fn file(&mut self, message: impl Into<String>) {
        self.push(Warning {
            entry: None,
            field: None,
            message: message.into(),
            is_loss: false,
        });
    }

    /// An entry was lost.
    pub(super) fn loss(
        &mut self,
        entry: Option<&str>,
        field: Option<String>,
        message: impl Into<String>,
    ) {
        let entry = entry.map(|name| clean::Text::name(name).to_string());
        let field = field.map(|field| clean::Text::url(&field).to_string());
        self.push(Warning {
            entry,
            field,
            message: message.into(),
            is_loss: true,
        });
    }

    fn push(&mut self, warning: Warning) {
        if !warning.is_loss {
            self.harmless += 1;
            if self.harmless > HARMLESS_CAP {
                return;
            }
        }
        self.kept.push(warning);
    }

    pub(super) fn into_vec(mut self) -> Vec<Warning> {
        if let Some(more) = self
            .harmless
            .checked_sub(HARMLESS_CAP)
            .filter(|more| *more > 0)
        {
            let message = format!("{more} more warnings of this kind are not listed");
            self.kept.push(Warning {
                entry: None,
                field: None,
                message,
                is_loss: false,
            });
        }
        self.kept
    }
}

/// An entry while it is being read.
pub(super) struct Spot<'w> {
    pub warnings: &'w mut Warnings,
    /// `sources[3]`, in two parts.
    pub list: &'static str,
    pub index: usize,
    /// The entry's name, once it is known.
    pub entry: Option<String>,
}

/// Why an entry cannot be used.
#[derive(Debug)]
pub(super) struct Lost {
    pub field: String,
    pub message: String,
}

/// The place of a list's element, written out only where something is wrong there.
#[derive(Clone, Copy)]
pub(super) struct At<P>(pub P, pub usize);

impl<P: Display> Display for At<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.0, self.1)
    }
}

/// The place of a field within another, written out only where something is wrong there.
#[derive(Clone, Copy)]
pub(super) struct In<P>(pub P, pub &'static str);

impl<P: Display> Display for In<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

/// What a fact must be for the verdict not to lie; without it the entry is lost.
pub(super) fn firm<T>(field: impl Display, read: Result<T, Odd>) -> Result<T, Lost> {
    read.map_err(|odd| Lost {
        field: field.to_string(),
        message: odd.to_string(),
    })
}

impl Spot<'_> {
    pub(super) fn path(&self, field: &str) -> String {
        let dot = if field.is_empty() || field.starts_with('[') {
            ""
        } else {
            "."
        };
        format!("{}[{}]{dot}{field}", self.list, self.index)
    }

    /// Notes something harmless.
    pub(super) fn note(&mut self, field: impl Display, message: impl Into<String>) {
        let field = clean::Text::url(&self.path(&field.to_string())).to_string();
        self.warnings.push(Warning {
            entry: self.entry.clone(),
            field: Some(field),
            message: message.into(),
            is_loss: false,
        });
    }

    /// Notes that the entry is lost.
    pub(super) fn lose(&mut self, lost: Lost) {
        let field = self.path(&lost.field);
        self.warnings
            .loss(self.entry.as_deref(), Some(field), lost.message);
    }

    /// A describing fact; one that cannot be read is noted and counts as not published.
    pub(super) fn soft<T>(
        &mut self,
        field: impl Display,
        read: Result<Option<T>, Odd>,
    ) -> Option<T> {
        read.unwrap_or_else(|odd| {
            self.note(field, format!("{odd}; ignored"));
            None
        })
    }

    /// The texts of a list; those that are none are noted and left out.
    pub(super) fn texts<'e>(
        &mut self,
        field: impl Display,
        list: &'e List<Scalar>,
    ) -> Option<Vec<&'e str>> {
        let items = self.soft(&field, list.list())?;
        let mut texts = Vec::with_capacity(items.0.len());
        for (at, item) in items.0.iter().enumerate() {
            match item.text() {
                Ok(text) => texts.extend(text),
                Err(odd) => self.note(format_args!("{field}[{at}]"), format!("{odd}; left out")),
            }
        }
        Some(texts)
    }
}
