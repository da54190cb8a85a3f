//! Keeping connectors: marks for now; pins, and which were opened, for the next time.

use crate::{
    catalog::Connector,
    launch::{Many, Purpose},
    tui::{
        action::Action,
        app::App,
        effect::{Change, Effect},
    },
};

pub(super) fn mark(app: &mut App, action: Action) {
    if app.purpose == Purpose::Pick(Many::One) {
        app.notices
            .say_instead("one is picked at a time; -m picks several");
        return;
    }
    match action {
        Action::ClearMarks => app.list.marks.clear(),
        Action::MarkRange => {
            let keys = app.list.range();
            let keys: Vec<_> = keys
                .into_iter()
                .filter_map(|at| app.world.connector(at))
                .map(Connector::key)
                .collect();
            app.list.marks.extend(keys);
        }
        _ => {
            if let Some(key) = app.selected_key() {
                app.list.toggle_mark(key);
                app.list.view.step(1);
                app.show_selected();
            }
        }
    }
}

pub(super) fn pin(app: &mut App) -> Vec<Effect> {
    let Some(key) = app.selected_key() else {
        return Vec::new();
    };
    let key = key.0.to_string();
    if app.memory.pins.contains(&key) {
        app.notices.say_instead("unpinned");
        remember(app, Change::Unpin(key))
    } else {
        let told = app.with_key("pinned", Action::Pins, "shows all pins");
        app.notices.say_instead(told);
        remember(app, Change::Pin(key))
    }
}

/// Only the change is kept: what another browser kept meanwhile stays.
pub(super) fn remember(app: &mut App, change: Change) -> Vec<Effect> {
    app.memory.apply(&change);
    vec![Effect::Remember(change)]
}
