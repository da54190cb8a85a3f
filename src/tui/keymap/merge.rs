//! The user's lines laid over a key map: each is taken or refused by itself, with a message that names its place.

use super::{Action, Binding, Context, Key, Keymap, key};
use crate::{
    store::config::KeyLine,
    text::{Text, Word, clean, nearest},
};

/// A map while wishes are laid over it.
struct Merge<'w> {
    keymap: Keymap,
    /// What the wishes bound so far, to tell of those that contradict each other.
    taken: Vec<(Binding, &'w str)>,
    messages: Vec<String>,
}

/// Lays wishes over a map.
pub(super) fn merge(keymap: Keymap, wishes: &[KeyLine]) -> (Keymap, Vec<String>) {
    let mut merge = Merge {
        keymap,
        taken: Vec::new(),
        messages: Vec::new(),
    };
    for wish in wishes {
        match binding(wish) {
            Ok(binding) => merge.take(binding, &wish.place),
            Err(message) => merge.say(&wish.place, &message),
        }
    }
    (merge.keymap, merge.messages)
}

fn binding(wish: &KeyLine) -> Result<Binding, String> {
    let context: Context = word("key context", &wish.context)?;
    let action: Action = word("action", &wish.action)?;
    let keys = key::parse(&wish.keys)?;
    check(context, &keys)?;
    Ok(Binding {
        context,
        keys,
        action,
    })
}

/// Reads a word; the message names the nearest, or all where they are few.
fn word<W: Word>(what: &str, given: &str) -> Result<W, String> {
    const FEW: usize = 12;
    W::parse(given).map_err(|unknown| match unknown.nearest.as_slice() {
        near @ [_, ..] => format!(
            "unknown {what} \"{}\"{}",
            unknown.given,
            nearest::offered(near)
        ),
        [] if unknown.allowed.len() <= FEW => unknown.to_string(),
        [] => format!("unknown {what} \"{}\"", Text::name(given)),
    })
}

fn check(context: Context, keys: &[Key]) -> Result<(), String> {
    let spelt = key::spell(keys);
    if keys.iter().any(|key| key.to_string() == "^C") {
        return Err("\"^C\" always quits".to_owned());
    }
    // A pick's keys lie over the search line too.
    let takes_text = context.takes_text() || context == Context::Pick;
    if takes_text && keys.first().is_some_and(|key| key.text().is_some()) {
        return Err(format!("\"{spelt}\" is text in [keys.{context}]"));
    }
    Ok(())
}

impl<'w> Merge<'w> {
    fn say(&mut self, place: &str, message: &str) {
        let line = format!("{place}: {message}");
        self.messages.push(clean::line(&line).into_owned());
    }

    fn take(&mut self, binding: Binding, place: &'w str) {
        self.tell_of_twins(&binding, place);
        self.clear_the_way(&binding, place);
        self.taken.push((binding.clone(), place));
        self.keymap.bind(binding);
    }

    fn tell_of_twins(&mut self, binding: &Binding, place: &str) {
        let is_twin =
            |other: &Binding| (other.context, &other.keys) == (binding.context, &binding.keys);
        if let Some((_, first)) = self.taken.iter().find(|(other, _)| is_twin(other)) {
            let spelt = key::spell(&binding.keys);
            let message = format!("\"{spelt}\" is bound at {first} too; this line holds");
            self.say(place, &message);
        }
    }

    /// A key either acts or begins a sequence. What stands against the new binding goes.
    fn clear_the_way(&mut self, binding: &Binding, place: &str) {
        let is_against = |other: &Binding| {
            other.keys != binding.keys
                && (other.keys.starts_with(&binding.keys) || binding.keys.starts_with(&other.keys))
        };
        let bindings = &mut self.keymap.bindings[binding.context as usize];
        let (against, kept) = std::mem::take(bindings).into_iter().partition(is_against);
        *bindings = kept;
        let against: Vec<Binding> = against;
        let lost: Vec<String> = against
            .iter()
            .filter(|other| other.action != Action::Noop)
            .map(|other| format!("\"{}\" ({})", key::spell(&other.keys), other.action))
            .collect();
        if !lost.is_empty() && binding.action != Action::Noop {
            let spelt = key::spell(&binding.keys);
            let message = format!(
                "\"{spelt}\" takes the place of {} in [keys.{}]",
                lost.join(", "),
                binding.context
            );
            self.say(place, &message);
        }
    }
}
