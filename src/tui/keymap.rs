//! From keys to actions, by context: the built-in map with the user's lines over it, and back from actions to keys.

use crossterm::event::KeyEvent;

use super::{action::Action, context::Context};
use crate::view::launch::KeyWish;

/// The live key map.
#[derive(Debug, Clone, Default)]
pub struct Keymap {}

/// The answer to keys that were pressed one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    Action(Action),
    /// The keys begin a sequence, such as `g g`.
    More,
    Nothing,
}

impl Keymap {
    /// The built-in map with the user's wishes; what is wrong with them is said, and the rest holds.
    pub fn with(_wishes: &[KeyWish]) -> (Self, Vec<String>) {
        (Self::default(), Vec::new())
    }

    /// Looks keys up in a context, then in the general one.
    pub fn meet(&self, _context: Context, _keys: &[KeyEvent]) -> Met {
        Met::Nothing
    }

    /// The first key that leads to an action, as a person reads it: `^D`, `g g`, `Enter`.
    pub fn key_of(&self, _context: Context, _action: Action) -> Option<String> {
        None
    }

    /// Every key and its action in a context, the general ones last, in the order of the map.
    pub fn bindings(&self, _context: Context) -> Vec<(String, Action)> {
        Vec::new()
    }

    /// What may follow the keys pressed so far.
    pub fn continuations(&self, _context: Context, _keys: &[KeyEvent]) -> Vec<(String, Action)> {
        Vec::new()
    }
}
