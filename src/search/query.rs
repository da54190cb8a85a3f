//! A query: words and `field:value` terms, all of which must hold. Reading one never fails: what is not
//! understood is taken as text, and said so.

mod problem;
mod read;
mod rewrite;
mod stray;

pub use problem::{Problem, Taken};
pub use rewrite::Standing;

use super::{Bound, Facet, Vocabulary, Wanted, needle::Needle, pattern::Pattern};
use crate::text::{clean, width};

/// A parsed query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub terms: Vec<Term>,
    pub problems: Vec<Problem>,
}

/// One condition, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub written: String,
    pub condition: Condition,
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    Text(Pattern),
    /// Any of the values, or none of them.
    Facet {
        facet: Facet,
        values: Vec<Wanted>,
        is_negated: bool,
    },
    Bound {
        bound: Bound,
        is_negated: bool,
    },
    /// One of several; none of these is such a choice itself.
    Any(Vec<Self>),
}

/// More letters of a query than this are not read: nobody types them.
pub const LONGEST: usize = 1024;
/// More letters of its words are not read: the matcher's cost grows with them.
const WORDS: usize = 128;

/// A filter that is left out widens the answer, so it is named.
fn unread(rest: &str) -> String {
    const SHOWN: usize = 32;
    let rest = clean::line(rest.trim());
    let rest = width::truncate(&rest, SHOWN);
    format!("only the first {LONGEST} letters of a query are read, and not \"{rest}\"")
}

impl Query {
    /// Reads a text without knowing the catalog: any type, language or licence may be one.
    pub fn parse(text: &str) -> Self {
        Self::parse_in(text, &Vocabulary::default())
    }

    /// Reads a text about a catalog with these words. Wherever it comes from, what nobody sees of it means nothing.
    pub fn parse_in(text: &str, vocabulary: &Vocabulary) -> Self {
        Self::parse_clean(&clean::typed(text), vocabulary)
    }

    fn parse_clean(text: &str, vocabulary: &Vocabulary) -> Self {
        let read = Self::fitting(text, LONGEST);
        let end = read.len();
        let mut query = read::query(read, vocabulary);
        if end == text.len() {
            return query;
        }
        query.problems.push(Problem {
            part: text[end..].to_owned(),
            at: end..text.len(),
            message: unread(&text[end..]),
            taken: Taken::Unread,
        });
        query
    }

    /// The part of a text that is read where there is room for so many letters: no field is cut, and of words only one
    /// that stands alone.
    pub fn fitting(text: &str, letters: usize) -> &str {
        match text.char_indices().nth(letters) {
            Some((end, _)) => &text[..read::edge(text, end)],
            None => text,
        }
    }

    /// What was not understood, each in a line of its own. Many are told by their number; what was not read at all, always.
    pub fn told(&self) -> Vec<String> {
        const MOST: usize = 5;
        let (unread, odd): (Vec<&Problem>, Vec<&Problem>) = self
            .problems
            .iter()
            .partition(|problem| problem.taken == Taken::Unread);
        // A line that counts one is no shorter than the one.
        let shown = if odd.len() > MOST + 1 {
            MOST
        } else {
            odd.len()
        };
        let more = odd.len() - shown;
        let more = (more > 0).then(|| format!("{more} more parts of the query are not understood"));
        let shown = odd.iter().take(shown).map(ToString::to_string);
        let unread = unread.iter().map(ToString::to_string);
        shown.chain(more).chain(unread).collect()
    }

    /// What was not understood, where there is one line to say it.
    pub fn misunderstood(&self) -> Option<String> {
        let (first, rest) = self.problems.split_first()?;
        Some(match rest.len() {
            0 => first.to_string(),
            more => format!("(1 of {}) {first}", more + 1),
        })
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a value of a facet is asked for by name.
    pub fn wants(&self, wanted: &Wanted) -> bool {
        self.values(wanted.facet(), false).contains(wanted)
    }

    /// Whether a value is asked for by name, be it as one of several alternatives.
    pub fn mentions(&self, wanted: &Wanted) -> bool {
        let mut alternatives = self
            .terms
            .iter()
            .flat_map(|term| term.condition.alternatives());
        alternatives.any(|condition| match condition {
            Condition::Facet {
                values, is_negated, ..
            } => !is_negated && values.contains(wanted),
            Condition::Text(_) | Condition::Bound { .. } | Condition::Any(_) => false,
        })
    }

    /// Whether a value of a facet is left out by name.
    pub fn excludes(&self, wanted: &Wanted) -> bool {
        self.values(wanted.facet(), true).contains(wanted)
    }

    /// The values of a facet that are asked for, or left out.
    fn values(&self, of: Facet, negated: bool) -> Vec<Wanted> {
        let values = self.terms.iter().filter_map(|term| match &term.condition {
            Condition::Facet {
                facet,
                values,
                is_negated,
            } if *facet == of && *is_negated == negated => Some(values.clone()),
            Condition::Facet { .. }
            | Condition::Text(_)
            | Condition::Bound { .. }
            | Condition::Any(_) => None,
        });
        values.flatten().collect()
    }

    /// The single deployment that the query is about, if it names one.
    pub fn deployment(&self) -> Option<crate::words::Deployment> {
        match self.values(Facet::On, false).as_slice() {
            [Wanted::On(deployment)] => Some(*deployment),
            _ => None,
        }
    }

    /// The wanted words without the fields, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let alternatives = self
            .terms
            .iter()
            .flat_map(|term| term.condition.alternatives());
        alternatives.filter_map(|condition| Some(condition.word()?.needle.as_str()))
    }
}

impl Condition {
    /// The conditions of which one must hold.
    pub(super) fn alternatives(&self) -> &[Self] {
        match self {
            Self::Any(alternatives) => alternatives,
            Self::Text(_) | Self::Facet { .. } | Self::Bound { .. } => std::slice::from_ref(self),
        }
    }

    /// An alternative that asks for nothing is still being typed: it is none.
    fn or(self, other: Self) -> Self {
        if other.asks_for_nothing() {
            return self;
        }
        if self.asks_for_nothing() {
            return other;
        }
        let mut alternatives = match self {
            Self::Any(alternatives) => alternatives,
            first => vec![first],
        };
        alternatives.push(other);
        Self::Any(alternatives)
    }

    fn asks_for_nothing(&self) -> bool {
        matches!(self, Self::Text(pattern) if Needle::of(pattern).is_none())
    }

    /// The word that is wanted, if it is one.
    fn word(&self) -> Option<&Pattern> {
        match self {
            Self::Text(pattern) => {
                Some(pattern).filter(|word| !word.is_negated && !word.needle.is_empty())
            }
            Self::Facet { .. } | Self::Bound { .. } | Self::Any(_) => None,
        }
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let gap = if at == 0 { "" } else { " " };
            write!(f, "{gap}{}", term.written)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
