//! From keys to actions, by context: the built-in map with the user's lines over it, and back from actions to keys.

mod builtin;
mod key;
mod merge;

use std::{array, cell::OnceCell};

use crossterm::event::KeyEvent;

use super::{action::Action, context::Context};
use crate::{launch::KeyLine, text::Word};

pub use key::Key;

/// The live key map.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: ByContext<Vec<Binding>>,
    footers: Vec<(Context, Vec<Hint>)>,
    /// The places of the bindings that hold in a context, looked for when they are first asked for.
    live: ByContext<OnceCell<Vec<(Context, usize)>>>,
}

/// One for each context, in the order of `Context::ALL`.
type ByContext<T> = [T; Context::ALL.len()];

/// Keys, one after the other, and what they ask for in a context.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    context: Context,
    keys: Vec<Key>,
    action: Action,
}

/// An action of the footer with the word that it has there.
type Hint = (Action, String);

/// The answer to keys that were pressed one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    Action(Action),
    /// The keys begin a sequence, such as `g g`.
    More,
    Nothing,
}

/// What stands behind keys.
enum Found<'a> {
    Binding(&'a Binding),
    Beginning,
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Keymap {
    /// The built-in map with the user's wishes; what is wrong with them is said, and the rest holds.
    pub fn with(wishes: &[KeyLine]) -> (Self, Vec<String>) {
        merge::merge(Self::built_in(), wishes)
    }

    fn of(bindings: impl Iterator<Item = Binding>, footers: Vec<(Context, Vec<Hint>)>) -> Self {
        let mut keymap = Self {
            bindings: array::from_fn(|_| Vec::new()),
            footers,
            live: ByContext::default(),
        };
        for binding in bindings {
            keymap.bindings[binding.context as usize].push(binding);
        }
        keymap
    }

    /// Binds keys, in the place of what was bound to them.
    fn bind(&mut self, binding: Binding) {
        self.live = ByContext::default();
        let bindings = &mut self.bindings[binding.context as usize];
        match bindings.iter_mut().find(|other| other.keys == binding.keys) {
            Some(same) => same.action = binding.action,
            None => bindings.push(binding),
        }
    }

    /// Looks keys up in a context, then in the general one.
    pub fn meet(&self, context: Context, events: &[KeyEvent]) -> Met {
        let keys = pressed(events);
        match (self.answer(context, &keys), keys.as_slice()) {
            // A chord that does not continue a sequence ends it and counts by itself: ^C always does.
            (Met::Nothing, [_, .., last]) if last.has_ctrl() => {
                self.answer(context, std::slice::from_ref(last))
            }
            (met, _) => met,
        }
    }

    fn answer(&self, context: Context, keys: &[Key]) -> Met {
        match self.find(context, keys) {
            Found::Binding(binding) if binding.action == Action::Noop => Met::Nothing,
            Found::Binding(binding) => Met::Action(binding.action),
            Found::Beginning => Met::More,
            Found::Nothing => Met::Nothing,
        }
    }

    fn find(&self, context: Context, keys: &[Key]) -> Found<'_> {
        let Some(first) = keys.first() else {
            return Found::Nothing;
        };
        for place in reach(context, *first) {
            let here = || self.bindings[place as usize].iter();
            if let Some(exact) = here().find(|binding| binding.keys == keys) {
                return Found::Binding(exact);
            }
            if here().any(|binding| binding.keys.starts_with(keys)) {
                return Found::Beginning;
            }
            // A key that acts here begins no sequence elsewhere.
            if here().any(|binding| keys.starts_with(&binding.keys)) {
                return Found::Nothing;
            }
        }
        Found::Nothing
    }

    /// Whether the keys of a binding lead to it in a context, and not to another.
    fn is_live(&self, context: Context, binding: &Binding) -> bool {
        let found = self.find(context, &binding.keys);
        binding.action != Action::Noop
            && matches!(found, Found::Binding(met) if std::ptr::eq(met, binding))
    }

    /// The bindings that hold in a context: its own, then the general ones.
    fn live(&self, context: Context) -> impl Iterator<Item = &Binding> {
        let live = self.live[context as usize].get_or_init(|| self.places_of_live(context));
        live.iter()
            .map(|(place, at)| &self.bindings[*place as usize][*at])
    }

    fn places_of_live(&self, context: Context) -> Vec<(Context, usize)> {
        let places = chain(context).into_iter().flatten();
        let within_reach = places.flat_map(|place| {
            let bindings = self.bindings[place as usize].iter().enumerate();
            bindings.map(move |(at, binding)| ((place, at), binding))
        });
        within_reach
            .filter(|(_, binding)| self.is_live(context, binding))
            .map(|(place, _)| place)
            .collect()
    }

    fn binding_of(&self, context: Context, action: Action) -> Option<&Binding> {
        self.live(context).find(|binding| binding.action == action)
    }

    /// The first key that leads to an action, as a person reads it: `^D`, `g g`, `Enter`.
    pub fn key_of(&self, context: Context, action: Action) -> Option<String> {
        let binding = self.binding_of(context, action)?;
        Some(key::spell(&binding.keys))
    }

    /// The same where keys are looked up in these contexts, one after the other.
    pub fn key_over(&self, contexts: &[Context], action: Action) -> Option<String> {
        let mut live = self.live_over(contexts);
        let binding = live.find(|binding| binding.action == action)?;
        Some(key::spell(&binding.keys))
    }

    /// Every key and its action in a context, the general ones last, in the order of the map.
    pub fn bindings(&self, context: Context) -> Vec<(String, Action)> {
        self.live(context)
            .map(|binding| (key::spell(&binding.keys), binding.action))
            .collect()
    }

    /// What may follow the keys pressed so far, each action by its first keys.
    pub fn continuations(&self, context: Context, events: &[KeyEvent]) -> Vec<(String, Action)> {
        let keys = pressed(events);
        let mut next: Vec<(String, Action)> = Vec::new();
        for binding in self.live(context) {
            let rest = binding.keys.strip_prefix(keys.as_slice());
            let is_new = next.iter().all(|(_, action)| *action != binding.action);
            if let Some(rest) = rest.filter(|rest| is_new && !rest.is_empty()) {
                next.push((key::spell(rest), binding.action));
            }
        }
        next
    }

    /// Every key and its action where keys are looked up in these contexts, one after the other.
    pub fn bindings_over(&self, contexts: &[Context]) -> Vec<(String, Action)> {
        self.live_over(contexts)
            .map(|binding| (key::spell(&binding.keys), binding.action))
            .collect()
    }

    /// The hints of the footer where keys are looked up in these contexts, one after the other: those of the first.
    /// Of a sequence only the key that begins it is told.
    pub fn hints(&self, contexts: &[Context]) -> Vec<(String, &str)> {
        let footer = contexts
            .first()
            .map_or(&[][..], |first| self.footer(*first));
        let key = |action| {
            let mut live = self.live_over(contexts);
            let binding = live.find(|binding| binding.action == action)?;
            binding.keys.first().map(ToString::to_string)
        };
        footer
            .iter()
            .filter_map(|(action, word)| Some((key(*action)?, word.as_str())))
            .collect()
    }

    /// The bindings that hold in any of the contexts, and to whose keys no earlier one answers.
    fn live_over<'a>(&'a self, contexts: &'a [Context]) -> impl Iterator<Item = &'a Binding> {
        contexts.iter().enumerate().flat_map(move |(at, context)| {
            let earlier = contexts.get(..at).unwrap_or_default();
            let is_open = move |binding: &&Binding| {
                let mut answers = earlier.iter().map(|c| self.find(*c, &binding.keys));
                answers.all(|answer| matches!(answer, Found::Nothing))
            };
            self.live(*context).filter(is_open)
        })
    }

    fn footer(&self, context: Context) -> &[Hint] {
        let footer = self.footers.iter().find(|(of, _)| *of == context);
        footer.map_or(&[], |(_, hints)| hints)
    }
}

/// The keys of events as a person reads them.
pub fn spelt(events: &[KeyEvent]) -> String {
    key::spell(&pressed(events))
}

fn pressed(events: &[KeyEvent]) -> Vec<Key> {
    events.iter().filter_map(Key::of).collect()
}

/// The contexts in which keys are looked up, the nearest first. The keys of a pick and of completions lie over another
/// context, which is asked next.
fn chain(context: Context) -> [Option<Context>; 2] {
    let is_alone = matches!(context, Context::General | Context::Offer | Context::Pick);
    [Some(context), (!is_alone).then_some(Context::General)]
}

/// The contexts in which a key may lead to something: where text is taken, no character is a general command.
fn reach(context: Context, first: Key) -> impl Iterator<Item = Context> {
    let is_text = context.takes_text() && first.text().is_some();
    let places = chain(context).into_iter().flatten();
    places.filter(move |place| !(is_text && *place == Context::General))
}

#[cfg(test)]
pub(super) mod tests;
