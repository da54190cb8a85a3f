//! How a pick ends: with what was chosen, or with why nothing was.

use std::sync::Arc;

use super::edit;
use crate::{
    launch::{Leaving, Many, Picked, Purpose},
    tui::{
        app::{App, Focus},
        effect::Effect,
    },
};

/// Ends a pick with what is marked, or with the selected one; on a filter, includes it.
pub(super) fn accept(app: &mut App) -> Vec<Effect> {
    let Purpose::Pick(many) = app.purpose else {
        return super::open(app);
    };
    if app.focus == Focus::Filters {
        return super::open(app);
    }
    if app.focus == Focus::Query && edit::close(app) {
        return Vec::new();
    }
    let marked = app.marked_places();
    let places = match many {
        Many::Several if !marked.is_empty() => marked,
        Many::Several | Many::One => app.list.selected().into_iter().collect(),
    };
    if places.is_empty() {
        app.notices.say_instead(match &mut app.awaited {
            Some(awaited) => {
                awaited.is_accepted = true;
                format!(
                    "still reading {}; then the first is taken, unless another key comes",
                    awaited.what
                )
            }
            None => "nothing is selected".to_owned(),
        });
        return Vec::new();
    }
    vec![Effect::Quit(Leaving::Picked(Picked {
        catalog: Arc::clone(&app.world.catalog),
        places,
        profile: app.world.profile,
    }))]
}
