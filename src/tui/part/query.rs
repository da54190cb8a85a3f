//! The search line: what is typed, what it means, and the queries before it.

use super::line::Line;
use crate::search::Query;

/// The search line.
#[derive(Debug, Clone, Default)]
pub struct QueryPart {
    pub line: Line,
    pub query: Query,
    /// Queries that were kept, the latest last.
    history: Vec<String>,
    /// How far back the user went.
    at: usize,
}

/// More queries than this are not remembered.
const REMEMBERED: usize = 100;

impl QueryPart {
    pub fn new(text: &str) -> Self {
        let mut part = Self::default();
        part.set(text);
        part
    }

    /// Another text stands in the line, with the cursor at its end.
    pub fn set(&mut self, text: &str) {
        self.line = Line::new(text);
        self.parse();
    }

    /// The line was edited.
    pub fn parse(&mut self) {
        self.query = Query::parse(self.line.text());
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
        let mut part = QueryPart::new("");
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
