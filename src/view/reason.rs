//! Why a connector is among the hits, in few words, where its name does not show it.

use std::ops::Range;

use crate::{
    catalog::{Catalog, Connector},
    search::{
        highlight::Marks,
        why::{Part, Why},
    },
    text::width,
};

/// What was hit, and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    part: Part,
    pub text: String,
    /// The byte ranges of the text that were hit, in order.
    pub hits: Vec<Range<usize>>,
}

impl Reason {
    /// For a connector of a catalog, and as much of its name as is shown.
    pub fn of(marks: &Marks, shown: (&Connector, &str), catalog: &Catalog) -> Option<Self> {
        marks.why(shown, catalog.connectors()).map(Self::from)
    }

    /// A word for what was hit.
    pub fn label(&self) -> &'static str {
        match self.part {
            Part::Name => "name",
            Part::Slug => "slug",
            Part::Former => "was",
            Part::Alias => "aka",
            Part::Replaced => "replaces",
            Part::Id => "id",
            Part::Image => "image",
            Part::Page => "docs",
        }
    }

    /// Whether its text says enough without that word: it is another name of the same thing today.
    pub fn is_name(&self) -> bool {
        matches!(self.part, Part::Slug | Part::Alias)
    }

    /// The columns that it takes with that word.
    pub fn width(&self) -> usize {
        self.label().len() + 1 + width::of(&self.text)
    }
}

impl From<Why> for Reason {
    fn from(why: Why) -> Self {
        let why = if why.part == Part::Name {
            from_hit(why)
        } else {
            why
        };
        Self {
            part: why.part,
            text: why.text,
            hits: why.hits,
        }
    }
}

/// The beginning is on display: what follows it is told.
fn from_hit(why: Why) -> Why {
    const CUT: &str = "…";
    let start = why.hits.first().map_or(0, |range| range.start);
    let Some(rest) = why.text.get(start..).filter(|_| start > 0) else {
        return why;
    };
    let moved = |at: usize| at - start + CUT.len();
    let hits = why.hits.iter();
    Why {
        text: format!("{CUT}{rest}"),
        hits: hits.map(|r| moved(r.start)..moved(r.end)).collect(),
        ..why
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_a_word_and_what_was_hit() {
        let reason = Reason::from(Why {
            part: Part::Alias,
            text: "fb ads".to_owned(),
            hits: Vec::new(),
        });
        assert_eq!((reason.label(), reason.width()), ("aka", 10));
    }

    #[test]
    fn of_a_name_that_is_cut_the_part_that_was_hit_is_told() {
        let text = "File (CSV, Parquet)".to_owned();
        let hits = std::iter::once(11..18).collect();
        let part = Part::Name;
        let reason = Reason::from(Why { part, text, hits });
        assert_eq!(reason.text, "…Parquet)");
        assert_eq!(&reason.text[reason.hits[0].clone()], "Parquet");
    }
}
