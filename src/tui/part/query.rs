//! The search line: what is typed, what it means, and the queries before it.

use std::sync::Arc;

use super::{
    line::{self, Line},
    offer::Offer,
};
use crate::{
    catalog::Catalog,
    search::{Known, Query, Vocabulary},
    text::clean,
};

/// The search line.
#[derive(Debug, Clone, Default)]
pub struct QueryPart {
    pub line: Line,
    /// What the text means; a value that is being typed narrows nothing until it is one.
    pub query: Query,
    /// What could be written at the cursor, while there is typing.
    pub offer: Offer,
    /// The word at the cursor is the beginning of a value, and narrows nothing yet.
    pub is_half: bool,
    /// The query without the word at the cursor, where that is the beginning of a field that is offered.
    without_field: Option<Query>,
    /// The catalog that is asked, and its words.
    catalog: Arc<Catalog>,
    vocabulary: Vocabulary,
    /// Queries that were kept, the latest last.
    history: Vec<String>,
    /// How far back the user went.
    at: usize,
}

/// More queries than this are not remembered.
const REMEMBERED: usize = 100;

impl QueryPart {
    pub fn new(text: &str, (catalog, vocabulary): (Arc<Catalog>, Vocabulary)) -> Self {
        let mut part = Self {
            catalog,
            vocabulary,
            ..Self::default()
        };
        part.set(text);
        part
    }

    /// Another text stands in the line, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.line = Line::new(Query::fitting(&clean::typed(text), line::CAP));
        self.forget();
        self.query = self.read(self.line.text());
    }

    /// Puts text at the cursor; where it is too long as much of it as a query of that length is read. `false` where some
    /// is left out.
    pub fn insert(&mut self, text: &str) -> bool {
        let typed = clean::typed(text);
        let (before, after) = self.line.text().split_at(self.line.cursor());
        let room = line::CAP.saturating_sub(after.chars().count());
        let whole = format!("{before}{typed}");
        let fitting = Query::fitting(&whole, room);
        let kept = fitting.get(before.len()..).unwrap_or_default();
        self.line.insert(kept);
        kept.len() == typed.len()
    }

    /// Nothing is being typed any more.
    fn forget(&mut self) {
        self.offer = Offer::default();
        self.is_half = false;
        self.without_field = None;
    }

    /// Another catalog is asked.
    pub fn speak(&mut self, (catalog, vocabulary): (Arc<Catalog>, Vocabulary)) {
        self.catalog = catalog;
        self.vocabulary = vocabulary;
        self.forget();
        self.query = self.read(self.line.text());
    }

    /// What could be written is known of the catalog.
    fn known(&self) -> Known<'_> {
        Known {
            vocabulary: &self.vocabulary,
            connectors: self.catalog.connectors(),
        }
    }

    /// Reads a text as this line is read.
    pub fn read(&self, text: &str) -> Query {
        Query::parse_in(text, &self.vocabulary)
    }

    /// The line was edited, or the cursor moved.
    pub fn parse(&mut self) {
        self.forget();
        self.offer = Offer::unasked(&self.line, self.known());
        self.query = self.read(self.line.text());
        let cursor = self.line.cursor();
        self.without_field = self.read_without_field();
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
            self.is_half = true;
        }
    }

    fn read_without_field(&self) -> Option<Query> {
        let [field] = self.offer.completions.as_slice() else {
            return None;
        };
        let is_word = field.is_field() && self.offer.is_begun(&self.line);
        let (before, after) = self.line.text().split_at_checked(field.replace.start)?;
        let after = after.get(field.replace.len()..)?;
        let is_signed = before.ends_with(['-', '!']);
        (is_word && !is_signed).then(|| self.read(&format!("{before}{after}")))
    }

    /// With the beginning of a field as a word there is nothing: it narrows nothing yet. `true` where it was one.
    pub fn spare_field(&mut self) -> bool {
        let query = self.without_field.take();
        let is_one = query.is_some();
        if let Some(query) = query {
            self.query = query;
        }
        is_one
    }

    /// What is typed of a value that is none yet, and what it can become.
    pub fn half(&self) -> Option<String> {
        let before = self.line.text().get(..self.line.cursor())?;
        let word = before.rsplit(char::is_whitespace).next()?;
        let told = match self.offer.only(&self.line) {
            Some(only) => format!("{word}\u{2026} {only}?"),
            None => format!("{word}\u{2026} is no value yet"),
        };
        Some(told).filter(|_| self.is_half)
    }

    /// Takes what is offered next, or offers all that could be written; `false` where there is nothing.
    pub fn complete(&mut self) -> bool {
        self.offer.is_closed = false;
        if self.offer.is_empty() {
            self.offer = Offer::asked(&self.line, self.known());
            self.offer.is_asked = true;
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
            self.offer.is_asked = true;
        } else {
            self.is_half = false;
            self.query = self.read(self.line.text());
        }
        true
    }

    /// The line is left: a value that can only become one becomes it, and what stands there means what it says. `true` where that is something else than before.
    pub fn close(&mut self) -> bool {
        if self.offer.is_empty() {
            return false;
        }
        let only = self.offer.only(&self.line).map(str::to_owned);
        if let (Some(start), Some(only), true) = (self.offer.start(), only, self.is_half) {
            self.line.replace_back(start, &only);
        }
        self.forget();
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
    fn what_is_pasted_is_cut_as_what_is_given_is() {
        for long in ["level:airbyte ", "a bc ", "level:airbyte,", "abc"] {
            let long = long.repeat(400);
            let given = QueryPart::new(&long, Default::default());
            let mut pasted = QueryPart::default();
            assert!(!pasted.insert(&long), "{long:.20}");
            assert_eq!(pasted.line.text(), given.line.text());
        }
        let mut line = QueryPart::new("goo level: x", Default::default());
        line.line.word_left();
        line.line.left();
        assert!(!line.insert(&"airbyte,".repeat(200)));
        assert_eq!(line.line.text(), "goo level: x");
        assert!(line.insert("airbyte"));
        assert_eq!(line.line.text(), "goo level:airbyte x");
    }

    #[test]
    fn history_goes_back_and_forward_like_a_browser() {
        let mut part = QueryPart::new("", Default::default());
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
