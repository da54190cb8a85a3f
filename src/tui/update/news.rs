//! Which events tell nothing new: after them the screen is as it was, and nobody has to draw it.

use crate::tui::{app::App, event::Event};

/// Whether an event could change what is shown. Where that is not certain, it could.
pub fn is_news(app: &App, event: &Event) -> bool {
    let all = app.areas.all;
    match event {
        Event::Resize(columns, rows) => (*columns, *rows) != (all.width, all.height),
        Event::Sought(number, _) => app.pursuit.awaits(*number),
        Event::Progress(job, _) => {
            let refreshing = app.refreshing.as_ref();
            refreshing.is_some_and(|refreshing| refreshing.job == *job)
        }
        Event::Faded => app.notices.current().is_some(),
        Event::Key(_)
        | Event::Mouse(_)
        | Event::Paste(_)
        | Event::Resumed
        | Event::Copied(_)
        | Event::NotOpened { .. }
        | Event::Refreshed(..)
        | Event::Arrived(_) => true,
    }
}
