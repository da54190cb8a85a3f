//! The order that a user chose for connectors, by what a column shows. Knows no screen and no command.

use std::fmt::{self, Display};

use super::columns::{Column, SortKey};
use crate::text::Word;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    pub column: Column,
    pub direction: Direction,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Ascending,
    Descending,
}

impl Sort {
    /// Puts items in order by their keys in this column. What is not known stays last either way.
    pub fn arrange<T>(self, items: &mut [T], key: impl Fn(&T) -> SortKey) {
        items.sort_by_cached_key(&key);
        if self.direction == Direction::Descending {
            let known = items.partition_point(|item| key(item) != SortKey::Last);
            items[..known].reverse();
        }
    }
}

impl Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let way = match self.direction {
            Direction::Ascending => "",
            Direction::Descending => ", reversed",
        };
        write!(f, "by {}{way}", self.column.word())
    }
}

impl Direction {
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}
