//! What goes down in a connector's history: a state for each look that showed another one.

use crate::{
    catalog::{Connector, State, diff},
    date::{self, Date},
};

/// For so long the moves of versions alone are kept.
const VERSION_DAYS: i64 = 90;

/// Adds what a look showed to what was known. `before` is the day of which the known connector speaks.
pub(super) fn record(known: &Connector, now: &mut Connector, shown: State, before: Option<Date>) {
    let mut history = known.history.to_vec();
    if history.is_empty() {
        history.extend(before.map(|day| known.state(day)));
    }
    forget_versions(&mut history, date::days_before(shown.as_of, VERSION_DAYS));
    let is_moved = diff::has_new_version(known, now);
    if is_moved {
        anchor(&mut history, known, before);
    }
    let is_renamed = known.name != now.name;
    for state in &mut history {
        let then = state
            .name
            .take()
            .or_else(|| is_renamed.then(|| Box::new(known.name.clone())));
        state.name = then.filter(|name| **name != now.name);
    }
    // Catalogs of old mark a removal by its day alone, which a return wipes out.
    if let Some(removed) = known.removed.filter(|_| now.removed.is_none()) {
        add(&mut history, gone(known, removed));
    }
    if is_renamed || is_moved || is_news(&history, &shown) {
        push(&mut history, shown);
    }
    now.history = history.into();
}

/// Of a version that moved, the one before is told with the day of the look before.
fn anchor(history: &mut Vec<State>, known: &Connector, before: Option<Date>) {
    let is_later = |day: &Date| history.last().is_none_or(|last| last.as_of < *day);
    if let Some(day) = before.filter(is_later) {
        history.push(known.state(day));
    }
}

/// Versions move all the time: states of old that tell of nothing else are dropped.
fn forget_versions(history: &mut Vec<State>, day: Date) {
    let mut kept: Vec<State> = Vec::with_capacity(history.len());
    for state in history.drain(..) {
        let is_told = kept
            .last()
            .is_some_and(|last| state.is_same_but_for_version(last));
        if state.as_of >= day || !is_told {
            kept.push(state);
        }
    }
    *history = kept;
}

/// Adds a state, unless nothing changed.
pub(super) fn add(history: &mut Vec<State>, shown: State) {
    if is_news(history, &shown) {
        push(history, shown);
    }
}

/// A connector that no registry has any more.
pub(super) fn gone(known: &Connector, as_of: Date) -> State {
    State {
        cloud: Some(false),
        oss: Some(false),
        ..known.state(as_of)
    }
}

/// Whether it differs in what a person would call a change of standing.
fn is_news(history: &[State], shown: &State) -> bool {
    let last = history.last();
    last.is_none_or(|last| last.is_another_standing(shown))
}

/// A day has one state: the last that was seen on it. Where that is the one before, nothing happened that day.
fn push(history: &mut Vec<State>, shown: State) {
    if history.last().is_some_and(|last| last.as_of >= shown.as_of) {
        history.pop();
    }
    let is_renamed = history.last().is_some_and(|last| last.name != shown.name);
    let is_moved = history
        .last()
        .is_some_and(|last| last.version != shown.version);
    if is_renamed || is_moved || is_news(history, &shown) {
        history.push(shown);
    }
}
