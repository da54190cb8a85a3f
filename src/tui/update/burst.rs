//! Letters that come faster than they can be searched for, a paste without brackets above all: one text, one search.

use std::iter::Peekable;

use super::meet;
use crate::tui::{
    app::App,
    context::Context,
    event::Event,
    keymap::{Key, Met},
};

/// The event, or one text of all the letters that wait behind it where text is taken.
pub fn joined(
    app: &App,
    event: Event,
    coming: &mut Peekable<impl Iterator<Item = Event>>,
) -> Event {
    let Some(first) = letter(app, &event) else {
        return event;
    };
    let mut text = String::from(first);
    while let Some(next) = coming.next_if(|event| letter(app, event).is_some()) {
        text.extend(letter(app, &next));
    }
    match text.chars().nth(1) {
        Some(_) => Event::Paste(text),
        None => event,
    }
}

/// The letter of a key that nothing but text is meant by.
fn letter(app: &App, event: &Event) -> Option<char> {
    let Event::Key(key) = event else {
        return None;
    };
    let takes_text = matches!(app.context(), Context::Query | Context::Menu);
    let is_free = takes_text && app.pending.is_empty() && meet(app, &[*key]) == Met::Nothing;
    Key::of(key).filter(|_| is_free).and_then(Key::text)
}
