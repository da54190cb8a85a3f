//! What comes back from the world: copies, progress, fresh catalogs. Late answers of cancelled jobs are dropped.

use super::go;
use crate::{
    catalog::diff::What,
    launch::{Arrived, Fresh, Leaving},
    text::{self, width},
    tui::{
        action::Action,
        app::App,
        effect::{Effect, JobId},
        event::{Copied, Reason},
        survey::Survey,
    },
};

pub(super) fn copied(app: &mut App, copied: &Copied) {
    let Copied { text, reason, by } = copied;
    let start = width::truncate(text, 60);
    app.notices.say_instead(match (by, reason) {
        (Ok(by), Reason::Wanted) => format!("copied by {by}: {start}"),
        (Ok(by), Reason::View) => {
            format!("copied by {by}, to be pasted into your config.toml: {start}")
        }
        (Ok(by), Reason::NotOpened(why)) => format!("{why}; copied by {by}: {text}"),
        // Whole, so that it can be selected by hand.
        (Err(why), Reason::Wanted) => format!("{text}  (not copied: {why})"),
        (Err(why), Reason::View) => {
            format!("{text}  (not copied: {why}; it belongs into your config.toml)")
        }
        (Err(why), Reason::NotOpened(cause)) => format!("{text}  ({cause}; not copied: {why})"),
    });
}

pub(super) fn progress(app: &mut App, job: JobId, progress: String) {
    if let Some(refreshing) = app
        .refreshing
        .as_mut()
        .filter(|refreshing| refreshing.job == job)
    {
        refreshing.progress = progress;
    }
}

pub(super) fn refreshed(app: &mut App, job: JobId, result: Result<Fresh<Survey>, String>) {
    let is_ours = app
        .refreshing
        .as_ref()
        .is_some_and(|refreshing| refreshing.job == job);
    if !is_ours {
        if result.is_ok() {
            let done = "the refresh was done before it was cancelled";
            let told = app.with_key(done, Action::Refresh, "shows what it brought");
            app.notices.say(told);
        }
        return;
    }
    app.refreshing = None;
    match result {
        Err(why) => app.notices.say_instead(format!("not refreshed: {why}")),
        Ok(fresh) => {
            let told = summary(app, &fresh);
            app.notices.say_instead(told);
            app.replace_catalog(fresh);
            go::renew(app);
        }
    }
}

/// The catalog to begin with is here; without one there is nothing to browse.
pub(super) fn arrived(app: &mut App, result: Result<Arrived<Survey>, String>) -> Vec<Effect> {
    match result {
        Err(why) => vec![Effect::Quit(Leaving::Failed(why))],
        Ok(arrived) => {
            let awaited = app.awaited.take();
            app.arrived(arrived);
            go::renew(app);
            if awaited.is_some_and(|awaited| awaited.is_accepted) {
                super::act(app, Action::Accept)
            } else {
                Vec::new()
            }
        }
    }
}

fn summary<C>(app: &App, fresh: &Fresh<C>) -> String {
    if fresh.is_unchanged {
        return "nothing has changed since the last refresh".to_owned();
    }
    let moved = fresh
        .changes
        .iter()
        .filter(|change| !matches!(change.what, What::Version(..)));
    let versions = fresh.changes.len() - moved.clone().count();
    let refreshed = format!(
        "refreshed: {}, {}",
        text::count(moved.count(), "change", "changes"),
        text::count(versions, "new version", "new versions")
    );
    app.with_key(&refreshed, Action::Chart, "shows the chart")
}
