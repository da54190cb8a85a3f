//! The filters: every value of every facet with its count, and the answers about the user's contract.

use crate::{
    search::{Facet, Standing, Wanted, counts::Group},
    tui::viewport::Viewport,
};

/// The filters pane.
#[derive(Debug, Clone, Default)]
pub struct FiltersPart {
    pub lines: Vec<FilterLine>,
    pub view: Viewport,
}

/// One line of the pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterLine {
    Heading(Facet),
    Value { value: Wanted, count: usize },
    Contract(Contract),
    Blank,
}

/// A question about the user's contract that the verdicts depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contract {
    PremiumSupport,
    EnterpriseLicense,
}

/// The facets of the pane, in its order.
pub const FACETS: [Facet; 8] = [
    Facet::Level,
    Facet::Stage,
    Facet::On,
    Facet::Kind,
    Facet::Type,
    Facet::Language,
    Facet::License,
    Facet::Readiness,
];

/// Lines that the window keeps in sight around the cursor.
const SEEN_AROUND: usize = 2;

impl FiltersPart {
    /// Shows other counts; the cursor stays on its value.
    pub fn show(&mut self, groups: &[Group]) {
        let on = self
            .lines
            .get(self.view.cursor)
            .and_then(FilterLine::value)
            .cloned();
        let mut lines = Vec::new();
        for group in groups {
            lines.push(FilterLine::Heading(group.facet));
            lines.extend(group.values.iter().map(|(value, count)| FilterLine::Value {
                value: value.clone(),
                count: *count,
            }));
            if group.facet == Facet::On {
                lines.extend([
                    FilterLine::Contract(Contract::PremiumSupport),
                    FilterLine::Contract(Contract::EnterpriseLicense),
                ]);
            }
            lines.push(FilterLine::Blank);
        }
        lines.pop();
        self.lines = lines;
        self.view.recount(self.lines.len());
        let place = on.and_then(|on| self.lines.iter().position(|line| line.value() == Some(&on)));
        self.view.go(place.unwrap_or(self.view.cursor));
        if !self.is_choice(self.view.cursor) {
            self.step(1);
        }
    }

    /// Moves over headings and blanks to the next choice; the ends are walls.
    pub fn step(&mut self, by: isize) {
        let mut to = self.view.cursor;
        for _ in 0..by.unsigned_abs() {
            to = self.next_choice(to, by.signum()).unwrap_or(to);
        }
        self.view.go(to);
    }

    fn next_choice(&self, from: usize, by: isize) -> Option<usize> {
        let mut at = from;
        while let Some(next) = at
            .checked_add_signed(by)
            .filter(|next| *next < self.lines.len())
        {
            if self.is_choice(next) {
                return Some(next);
            }
            at = next;
        }
        None
    }

    /// Puts the cursor on a line, if there is something to choose.
    pub fn go(&mut self, line: usize) -> bool {
        let is_choice = self.is_choice(line);
        if is_choice {
            self.view.go(line);
        }
        is_choice
    }

    /// Scrolls what is seen; the cursor comes along only where it would go out of sight.
    pub fn scroll(&mut self, by: isize) {
        self.view.scroll(by);
        let range = self.view.range();
        let top = range.start + range.start.min(SEEN_AROUND);
        let bottom = range.end.saturating_sub(SEEN_AROUND).max(top + 1);
        let cursor = self.view.cursor;
        let nearest = if cursor < top {
            (top..range.end).find(|line| self.is_choice(*line))
        } else if cursor >= bottom && range.end < self.view.total {
            (range.start..bottom)
                .rev()
                .find(|line| self.is_choice(*line))
        } else {
            None
        };
        if let Some(line) = nearest {
            self.view.go(line);
        }
    }

    pub fn first(&mut self) {
        self.view.go(0);
        self.step(1);
    }

    pub fn last(&mut self) {
        self.view.go(self.lines.len().saturating_sub(1));
        if !self.is_choice(self.view.cursor) {
            self.step(-1);
        }
    }

    fn is_choice(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| {
            matches!(
                line,
                FilterLine::Value { .. }
                    | FilterLine::Contract(Contract::PremiumSupport | Contract::EnterpriseLicense)
            )
        })
    }

    pub fn current(&self) -> Option<&FilterLine> {
        self.lines.get(self.view.cursor)
    }

    /// The facet that the cursor is in.
    pub fn facet(&self) -> Option<Facet> {
        self.current()?.value().map(Wanted::facet)
    }
}

impl FilterLine {
    pub fn value(&self) -> Option<&Wanted> {
        match self {
            Self::Value { value, .. } => Some(value),
            Self::Heading(_) | Self::Contract(_) | Self::Blank => None,
        }
    }
}

/// What choosing a value again does to it.
pub fn toggled(now: Standing, wish: Standing) -> Standing {
    if now == wish { Standing::Free } else { wish }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Kind, Level};

    #[test]
    fn the_cursor_walks_over_choices_only() {
        let group = |facet, values: Vec<Wanted>| Group {
            facet,
            values: values.into_iter().map(|value| (value, 1)).collect(),
        };
        let mut part = FiltersPart::default();
        part.view.resize(20);
        part.show(&[
            group(
                Facet::Level,
                vec![Wanted::Level(Level::Airbyte), Wanted::Level(Level::Custom)],
            ),
            group(Facet::Kind, vec![Wanted::Kind(Kind::Source)]),
        ]);
        let at = |part: &FiltersPart| part.current().and_then(FilterLine::value).cloned();
        assert_eq!(at(&part), Some(Wanted::Level(Level::Airbyte)));
        part.step(2);
        assert_eq!(at(&part), Some(Wanted::Kind(Kind::Source)));
        part.step(5);
        assert_eq!(part.facet(), Some(Facet::Kind));
        part.first();
        assert_eq!(at(&part), Some(Wanted::Level(Level::Airbyte)));
        part.step(-1);
        assert_eq!(at(&part), Some(Wanted::Level(Level::Airbyte)));
        part.last();
        assert_eq!(part.facet(), Some(Facet::Kind));
        assert!(!part.go(0));
        part.show(&[]);
        part.step(1);
        assert_eq!(part.current(), None);
    }
}
