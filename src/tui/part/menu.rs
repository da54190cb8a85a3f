//! A menu over the screen: choices that typing narrows and Enter takes. Help, the palette, copying, opening, sorting
//! and views are all menus.

pub mod build;
pub mod legend;

use std::borrow::Cow;

use super::line::Line;
use crate::{catalog::Key, text::fold::fold, tui::action::Action, view::columns::Column};

/// Lines that a page of a menu moves by.
const PAGE: isize = 10;

/// What taking a choice means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Do(Action),
    Sort(Column),
    /// Replaces the query, and the order where it has one.
    View(String, Option<Column>),
    Open(String),
    /// Selects a connector.
    Connector(Key),
    /// The line only tells something.
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

impl Item {
    /// Whether every word stands somewhere in the line; the words are folded.
    fn holds(&self, words: &[Cow<'_, str>]) -> bool {
        let line = format!("{} {} {}", self.label, self.hint, self.keys);
        let line = fold(&line);
        words.iter().all(|word| line.contains(word.as_ref()))
    }
}

impl Menu {
    pub fn new(title: &str, items: Vec<Item>) -> Self {
        Self {
            title: title.to_owned(),
            items,
            filter: String::new(),
            cursor: 0,
        }
    }

    /// The items that the filter leaves, in their order.
    pub fn visible(&self) -> Vec<&Item> {
        let words: Vec<_> = self.filter.split_whitespace().map(fold).collect();
        let items = self.items.iter();
        items.filter(|item| item.holds(&words)).collect()
    }

    /// The item under the cursor.
    pub fn chosen(&self) -> Option<&Item> {
        self.visible().get(self.cursor).copied()
    }

    /// Answers what moves the cursor or edits the filter; whether it was any of these.
    pub fn act(&mut self, action: Action) -> bool {
        if let Some(motion) = action.motion() {
            self.step(motion.lines((PAGE, PAGE / 2)));
            return true;
        }
        match action {
            Action::DeleteBack => self.edit(Line::delete_back),
            Action::DeleteWord => self.edit(Line::delete_word),
            Action::DeleteToStart => self.edit(Line::delete_to_start),
            _ => return false,
        }
        true
    }

    /// Narrows the items by more text.
    pub fn type_text(&mut self, text: &str) {
        self.edit(|line| {
            line.insert(text);
        });
    }

    pub fn step(&mut self, by: isize) {
        self.go(self.cursor.saturating_add_signed(by));
    }

    pub fn go(&mut self, to: usize) {
        self.cursor = to.min(self.visible().len().saturating_sub(1));
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        let mut line = Line::new(&self.filter);
        change(&mut line);
        if line.text() != self.filter {
            line.text().clone_into(&mut self.filter);
            self.cursor = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu() -> Menu {
        let item = |keys: &str, label: &str, hint: &str| Item {
            keys: keys.to_owned(),
            label: label.to_owned(),
            hint: hint.to_owned(),
            choice: Choice::Do(Action::Noop),
        };
        let items = vec![
            item("y s", "copy the slug", "copy_slug"),
            item("o", "docs", "open_docs"),
            item("*", "Épingle", "pin"),
        ];
        Menu::new("Menu", items)
    }

    #[test]
    fn words_in_any_order_narrow_over_label_hint_and_keys() {
        let table: &[(&str, &[&str])] = &[
            ("", &["y s", "o", "*"]),
            ("slug COPY", &["y s"]),
            ("open", &["o"]),
            ("y s", &["y s"]),
            ("*", &["*"]),
            ("epingle", &["*"]),
            ("copy docs", &[]),
        ];
        for (filter, expected) in table {
            let mut menu = menu();
            menu.type_text(filter);
            let visible: Vec<_> = menu.visible().iter().map(|i| i.keys.as_str()).collect();
            assert_eq!(visible, *expected, "{filter}");
        }
    }

    #[test]
    fn the_cursor_stays_among_what_is_left() {
        let mut menu = menu();
        let at = |menu: &Menu| menu.chosen().map(|item| item.keys.clone());
        assert!(menu.act(Action::Last));
        assert_eq!(at(&menu).as_deref(), Some("*"));
        assert!(menu.act(Action::Down));
        assert_eq!(menu.cursor, 2);
        menu.type_text("o");
        assert_eq!(at(&menu).as_deref(), Some("y s"));
        menu.type_text("\u{1b}\nzzz");
        assert_eq!(at(&menu), None);
        assert!(menu.act(Action::Down) && menu.act(Action::PageUp));
        assert!(menu.act(Action::DeleteToStart));
        assert_eq!((menu.filter.as_str(), menu.cursor), ("", 0));
        assert!(menu.act(Action::DeleteBack));
        assert!(!menu.act(Action::Accept));
    }
}
