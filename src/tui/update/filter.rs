//! Narrowing: each choice rewrites the visible query, and the query alone narrows the list.

use super::{edit, go};
use crate::{
    search::{Facet, Query, Standing, Wanted},
    text::Word,
    tui::{
        action::Action,
        app::{App, Focus},
        layout::Filters,
        part::filters::{Contract, FilterLine, toggled},
    },
    words::Answer,
};

/// Said of a query until it is back.
pub(super) const CLEARED: &str = "query cleared";

/// The verbs of filters and profile; `false` when the action is none of them.
pub(super) fn act(app: &mut App, action: Action) -> bool {
    match action {
        Action::EditQuery => edit::start(app),
        Action::LeaveQuery => edit::leave(app),
        Action::ClearQuery => {
            app.query.keep();
            set_query(app, "");
        }
        Action::HistoryBack | Action::HistoryForward => travel(app, action),
        Action::Filters => show(app),
        Action::Include => choose(app, Standing::Included),
        Action::Exclude => choose(app, Standing::Excluded),
        Action::ClearGroup => clear_group(app),
        Action::CycleLevel => cycle(app, Facet::Level),
        Action::CycleStage => cycle(app, Facet::Stage),
        Action::CycleDeployment => cycle(app, Facet::On),
        Action::CycleKind => cycle(app, Facet::Kind),
        Action::CycleLanguage => cycle(app, Facet::Language),
        Action::CycleReadiness => cycle(app, Facet::Readiness),
        Action::PremiumSupport => answer(app, Contract::PremiumSupport),
        Action::EnterpriseLicense => answer(app, Contract::EnterpriseLicense),
        _ => return false,
    }
    true
}

/// Another query stands in the line, and everything follows it.
pub(super) fn set_query(app: &mut App, text: &str) {
    app.query.set(text);
    app.follow_deployment();
    app.requery();
}

fn travel(app: &mut App, action: Action) {
    let moved = match action {
        Action::HistoryBack => app.query.back(),
        _ => app.query.forward(),
    };
    if moved {
        app.notices.take_back(CLEARED);
        app.follow_deployment();
        app.requery();
    } else {
        app.notices.say_instead("no other query on this side");
    }
}

fn show(app: &mut App) {
    let is_shown = !app.areas.filters.is_empty();
    if is_shown && app.focus == Focus::Filters {
        if app.areas.is_filters_over {
            app.shape.filters = Filters::Auto;
        }
        app.focus = Focus::List;
    } else {
        if !is_shown {
            app.shape.filters = Filters::Over;
            app.shape.is_zoomed = false;
        }
        app.arrange();
        app.focus = Focus::Filters;
    }
    app.arrange();
}

/// Includes or excludes the value under the cursor, or frees it again.
pub(super) fn choose(app: &mut App, wish: Standing) {
    match app.filters.current().cloned() {
        Some(FilterLine::Value { value, .. }) => {
            let standing = toggled(standing(&app.query.query, &value), wish);
            rewrite(app, &value, standing);
        }
        Some(FilterLine::Contract(question)) => answer(app, question),
        Some(FilterLine::Heading(_) | FilterLine::Blank) | None => {}
    }
}

/// How a value stands in a query.
pub fn standing(query: &Query, value: &Wanted) -> Standing {
    if query.wants(value) {
        Standing::Included
    } else if query.excludes(value) {
        Standing::Excluded
    } else {
        Standing::Free
    }
}

fn rewrite(app: &mut App, value: &Wanted, standing: Standing) {
    let text = app.query.query.rewritten(value, standing);
    edit::replace(app, &text);
}

fn clear_group(app: &mut App) {
    if let Some(facet) = app.filters.facet() {
        let text = app.query.query.without(facet);
        edit::replace(app, &text);
    }
}

/// Goes to the next value of a facet that would give something; after the last to none.
fn cycle(app: &mut App, facet: Facet) {
    let offered: Vec<Wanted> = app
        .filters
        .lines
        .iter()
        .filter_map(|line| match line {
            FilterLine::Value { value, count } if value.facet() == facet && *count > 0 => {
                Some(value.clone())
            }
            _ => None,
        })
        .collect();
    let now = offered
        .iter()
        .position(|value| app.query.query.wants(value));
    let next = now.map_or(0, |at| at + 1);
    let cleared = app.query.read(&app.query.query.without(facet));
    let text = match offered.get(next) {
        Some(value) => cleared.rewritten(value, Standing::Included),
        None => cleared.to_string(),
    };
    if edit::replace(app, &text) {
        let chosen = offered.get(next).map_or("any", |value| value.word());
        app.notices
            .say_instead(format!("{}: {chosen}", facet.word()));
    }
}

/// Goes through yes, no and unknown; verdicts and footnotes follow.
fn answer(app: &mut App, question: Contract) {
    let next = |answer: Answer| match answer {
        Answer::Unknown => Answer::Yes,
        Answer::Yes => Answer::No,
        Answer::No => Answer::Unknown,
    };
    let mut profile = app.world.profile;
    let said = match question {
        Contract::PremiumSupport => {
            profile.premium_support = next(profile.premium_support);
            format!("Premium Support: {}", profile.premium_support.word())
        }
        Contract::EnterpriseLicense => {
            profile.enterprise_license = next(profile.enterprise_license);
            format!("enterprise licence: {}", profile.enterprise_license.word())
        }
    };
    app.world.set_profile(profile);
    app.notices.say_instead(said);
    app.reassess();
    go::renew(app);
}
