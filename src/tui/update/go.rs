//! Moving: in the list, in texts, between panes and screens. Movement never leaves the program.

use super::{copy, menus};
use crate::{
    catalog::Connector,
    tui::{
        action::Action,
        app::{App, Focus, Screen},
        effect::Effect,
        layout::margin,
        part::{chart::Taken, line::Line, text::TextPart},
        viewport::Motion,
    },
    view::{check, compare, layout::Page},
};

/// Moves within the pane that has the focus, or to another one.
pub(super) fn moved(app: &mut App, action: Action) {
    match action {
        Action::NextPane => pane(app, 1),
        Action::PreviousPane => pane(app, -1),
        Action::ScrollUp => app.detail.scroll(-1),
        Action::ScrollDown => app.detail.scroll(1),
        Action::Find => {
            if !app.areas.detail.is_empty() {
                app.focus = Focus::Detail;
                app.finder = Some(Line::new(&app.detail.find.words));
            }
        }
        Action::FindNext | Action::FindPrevious => super::edit::step(app, action),
        _ => match app.focus {
            Focus::Detail => scroll(&mut app.detail, action),
            Focus::Filters => in_filters(app, action),
            Focus::List | Focus::Query => in_list(app, action),
        },
    }
}

fn in_list(app: &mut App, action: Action) {
    if let Some(motion) = action.motion() {
        app.list.view.go_by(motion);
        app.show_selected();
    }
}

/// The filters are short: a page of them is half of one.
fn in_filters(app: &mut App, action: Action) {
    let filters = &mut app.filters;
    let half = filters.view.half_page();
    match action.motion() {
        Some(Motion::First) => filters.first(),
        Some(Motion::Last) => filters.last(),
        Some(motion) => filters.step(motion.lines((half, half))),
        None => {}
    }
}

fn scroll(text: &mut TextPart, action: Action) {
    if let Some(motion) = action.motion() {
        text.view.scroll_by(motion);
    }
}

/// Goes round the panes that are shown.
fn pane(app: &mut App, by: isize) {
    let areas = app.areas;
    let shown: Vec<Focus> = [
        (Focus::List, areas.list),
        (Focus::Detail, areas.detail),
        (Focus::Filters, areas.filters),
    ]
    .into_iter()
    .filter(|(_, area)| !area.is_empty())
    .map(|(focus, _)| focus)
    .collect();
    let now = shown
        .iter()
        .position(|focus| *focus == app.focus)
        .unwrap_or(0);
    let count = isize::try_from(shown.len().max(1)).unwrap_or(1);
    let next = (isize::try_from(now).unwrap_or(0) + by).rem_euclid(count);
    if let Some(focus) = usize::try_from(next).ok().and_then(|next| shown.get(next)) {
        app.focus = *focus;
    }
}

/// A comparison or a check: a text over the whole screen.
pub(super) fn in_text(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Back if super::edit::forget_found(app) => {}
        Action::Open | Action::Back | Action::Check | Action::Compare => back(app),
        Action::Help | Action::Palette | Action::Copy | Action::OpenMore => {
            return menus::open(app, action).unwrap_or_default();
        }
        Action::Find | Action::EditQuery => {
            let words = app
                .text()
                .map(|text| text.find.words.clone())
                .unwrap_or_default();
            app.finder = Some(Line::new(&words));
        }
        Action::FindNext | Action::FindPrevious => super::edit::step(app, action),
        action if action.motion().is_some() => {
            if let Some(text) = app.text() {
                scroll(text, action);
            }
        }
        action => return copy::act(app, action).unwrap_or_else(|| elsewhere(app, action)),
    }
    Vec::new()
}

pub(super) fn in_chart(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Back | Action::Chart => back(app),
        Action::Help | Action::Palette => return menus::open(app, action).unwrap_or_default(),
        action if action.motion().is_some() || is_of_the_chart(action) => {
            if let Screen::Chart(chart) = &mut app.screen {
                let taken = chart.act(action, &app.world);
                if taken.is_none() && action == Action::Open {
                    app.notices.say_instead("none to show here");
                }
                take(app, taken);
            }
        }
        action => return elsewhere(app, action),
    }
    Vec::new()
}

/// Draws the chart of the catalog that is here.
pub(super) fn chart(app: &mut App) {
    if app.awaited.is_some() {
        app.notices.say_instead("the catalog is still being read");
    } else {
        app.open_chart();
    }
}

fn back(app: &mut App) {
    app.screen = Screen::Browse;
    app.arrange();
}

/// What only the browser can do is done there.
fn elsewhere(app: &mut App, action: Action) -> Vec<Effect> {
    back(app);
    super::act(app, action)
}

fn is_of_the_chart(action: Action) -> bool {
    matches!(
        action,
        Action::Left | Action::Right | Action::Open | Action::NextPane | Action::PreviousPane
    )
}

/// What was chosen on the chart or in a menu becomes the list.
pub(super) fn take(app: &mut App, taken: Option<Taken>) {
    let Some(taken) = taken else {
        return;
    };
    app.shape.is_zoomed = false;
    app.focus = Focus::List;
    back(app);
    match taken {
        Taken::Query(query) => {
            super::edit::replace(app, &query);
        }
        Taken::Connector(key) => {
            let place = app.world.place(&key);
            if !app.select_place(place) {
                super::edit::replace(app, "");
                if !app.select_place(place) {
                    app.scope = crate::view::outlook::Scope::Everything;
                    app.requery();
                    app.select_place(place);
                }
            }
        }
    }
}

fn over(app: &App, page: Page) -> TextPart {
    let room = margin(app.body());
    let mut text = TextPart::default();
    text.resize(usize::from(room.width), usize::from(room.height));
    text.show(page);
    text
}

/// Compares the marked connectors, or the two around the cursor's first steps: two to four are needed.
pub(super) fn compare(app: &mut App) {
    let marked = app.marked();
    if !(2..=4).contains(&marked.len()) {
        let marks = marked.len();
        let key = app.key_of(Action::Mark);
        let with = key.map_or_else(String::new, |key| format!(" with {key}"));
        app.notices.say_instead(format!(
            "mark two to four{with}, then compare; {marks} marked"
        ));
        return;
    }
    app.over = marked.iter().map(|connector| connector.key()).collect();
    let page = compared(app);
    app.screen = Screen::Compare(over(app, page));
}

fn compared(app: &App) -> Page {
    let world = &app.world;
    let known = app
        .over
        .iter()
        .filter_map(|key| world.connector(world.place(key)?));
    let connectors: Vec<&Connector> = known.collect();
    compare::page(
        &connectors,
        &world.outlook(),
        &world.provenance,
        world.glyphs,
    )
}

/// The verdict of the selected connector, rule by rule.
pub(super) fn check(app: &mut App) {
    let Some(key) = app.selected_key() else {
        return;
    };
    app.over = vec![key];
    let page = checked(app);
    app.screen = Screen::Check(over(app, page));
}

fn checked(app: &App) -> Page {
    let world = &app.world;
    let place = app.over.first().and_then(|key| world.place(key));
    let Some(connector) = place.and_then(|place| world.connector(place)) else {
        return Page::default();
    };
    let requirement = world.asked.of(&world.catalog);
    check::rules_page(connector, &world.outlook(), &requirement, world.glyphs)
}

/// After another profile or catalog the screen tells of it, from where the user was.
pub(super) fn renew(app: &mut App) {
    match &app.screen {
        Screen::Browse => {}
        Screen::Chart(_) => app.renew_chart(),
        Screen::Compare(_) => {
            let page = compared(app);
            renew_text(app, page);
        }
        Screen::Check(_) => {
            let page = checked(app);
            renew_text(app, page);
        }
    }
}

fn renew_text(app: &mut App, page: Page) {
    if let Some(text) = app.text() {
        text.renew(page);
    }
}
