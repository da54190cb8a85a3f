//! The search line: what is typed, what it means, and the queries before it.

use super::{
    line::{self, Line},
    offer::Offer,
};
use crate::search::{Query, Vocabulary};

/// The search line.
#[derive(Debug, Clone, Default)]
pub struct QueryPart {
    pub line: Line,
    /// What the text means; a value that is being typed narrows nothing until it is one.
    pub query: Query,
    /// What could be written at the cursor, while there is typing.
    pub offer: Offer,
    /// The words of the catalog that is asked.
    vocabulary: Vocabulary,
    /// Queries that were kept, the latest last.
    history: Vec<String>,
    /// How far back the user went.
    at: usize,
}

/// More queries than this are not remembered.
const REMEMBERED: usize = 100;

impl QueryPart {
    pub fn new(text: &str, vocabulary: Vocabulary) -> Self {
        let mut part = Self {
            vocabulary,
            ..Self::default()
        };
        part.set(text);
        part
    }

    /// Another text stands in the line, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.line = if text.chars().count() > line::CAP {
            Line::new(&self.read(text).to_string())
        } else {
            Line::new(text)
        };
        self.offer = Offer::default();
        self.query = self.read(self.line.text());
    }

    /// Another catalog is asked.
    pub fn speak(&mut self, vocabulary: Vocabulary) {
        self.vocabulary = vocabulary;
        self.offer = Offer::default();
        self.query = self.read(self.line.text());
    }

    /// Reads a text as this line is read.
    pub fn read(&self, text: &str) -> Query {
        Query::parse_in(text, &self.vocabulary)
    }

    /// The line was edited, or the cursor moved.
    pub fn parse(&mut self) {
        self.offer = Offer::unasked(&self.line, &self.vocabulary);
        self.query = self.read(self.line.text());
        let cursor = self.line.cursor();
        let is_open = |at: usize| at == cursor;
        let is_unfinished = self.query.problems.iter().any(|p| is_open(p.at.end));
        let Some(start) = self.offer.start().filter(|_| is_unfinished) else {
            return;
        };
        if self.offer.is_begun(&self.line) {
            let (before, after) = self.line.text().split_at(cursor);
            let finished = format!("{}{after}", before.get(..start).unwrap_or_default());
            let terms = self.read(&finished).terms;
            self.query.terms = terms;
            self.query.problems.retain(|p| !is_open(p.at.end));
        }
    }

    /// Takes what is offered next, or offers all that could be written; `false` where there is nothing.
    pub fn complete(&mut self) -> bool {
        if self.offer.is_empty() {
            self.offer = Offer::asked(&self.line, &self.vocabulary);
            if self.offer.completions.len() != 1 {
                return !self.offer.is_empty();
            }
        }
        if !self.offer.take(&mut self.line) {
            return false;
        }
        let is_chosen = self.offer.completions.len() == 1;
        let is_field = self.line.text().get(..self.line.cursor());
        if is_chosen || is_field.is_some_and(|text| text.ends_with(':')) {
            self.parse();
        } else {
            self.query = self.read(self.line.text());
        }
        true
    }

    /// The line is left: what stands in it means what it says. `true` where that is something else than before.
    pub fn close(&mut self) -> bool {
        if self.offer.is_empty() {
            return false;
        }
        self.offer = Offer::default();
        let read = self.read(self.line.text());
        let is_another = read != self.query;
        self.query = read;
        is_another
    }

    /// Remembers the query as it stands.
    pub fn keep(&mut self) {
        let text = self.line.text().trim().to_owned();
        if self.history.last() == Some(&text) {
            self.at = 0;
            return;
        }
        self.history.push(text);
        if self.history.len() > REMEMBERED {
            self.history.remove(0);
        }
        self.at = 0;
    }

    /// Goes to an earlier query; `false` at the first.
    pub fn back(&mut self) -> bool {
        if self.at == 0 {
            self.keep();
        }
        self.travel(self.at + 1)
    }

    pub fn forward(&mut self) -> bool {
        self.at > 0 && self.travel(self.at - 1)
    }

    fn travel(&mut self, to: usize) -> bool {
        let place = self.history.len().checked_sub(to + 1);
        let Some(text) = place.and_then(|place| self.history.get(place)).cloned() else {
            return false;
        };
        self.set(&text);
        self.at = to;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_goes_back_and_forward_like_a_browser() {
        let mut part = QueryPart::new("", Vocabulary::default());
        for text in ["", "a", "a b"] {
            part.set(text);
            part.keep();
        }
        assert!(part.back());
        assert_eq!(part.line.text(), "a");
        assert!(part.back());
        assert_eq!(part.line.text(), "");
        assert!(!part.back());
        assert!(part.forward() && part.forward());
        assert_eq!(part.line.text(), "a b");
        assert!(!part.forward());
    }
}
