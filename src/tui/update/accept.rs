//! How a pick ends: with what was chosen, or with why nothing was.

use super::edit;
use crate::{
    catalog::Connector,
    tui::{
        app::{App, Focus},
        effect::Effect,
    },
    view::launch::{Leaving, Many, Purpose},
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
    let marked = app.marked();
    let picked: Vec<_> = match many {
        Many::Several if !marked.is_empty() => marked.iter().copied().map(Connector::key).collect(),
        Many::Several | Many::One => app.selected_key().into_iter().collect(),
    };
    if picked.is_empty() {
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
    vec![Effect::Quit(Leaving::Picked {
        keys: picked,
        profile: app.world.profile,
    })]
}
