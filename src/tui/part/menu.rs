//! A menu over the screen: choices that typing narrows and Enter takes. Help, the palette, copying, opening, sorting
//! and views are all menus.

use crate::{tui::action::Action, view::columns::Column};

/// What taking a choice means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Do(Action),
    Sort(Column),
    /// Replaces the query.
    View(String),
    Open(String),
    Nothing,
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The key that leads there without the menu, if any.
    pub keys: String,
    pub label: String,
    pub hint: String,
    pub choice: Choice,
}

/// An open menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    pub title: String,
    pub items: Vec<Item>,
    pub filter: String,
    /// Among the items that the filter leaves.
    pub cursor: usize,
}
