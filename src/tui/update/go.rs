//! Moving: in the list, in texts, between panes and screens. Movement never leaves the program.

use super::menus;
use crate::{
    policy::Requirement,
    tui::{
        action::Action,
        app::{App, Focus, Screen},
        effect::Effect,
        layout::margin,
        part::{chart::Taken, line::Line, text::TextPart},
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
        Action::FindNext => app.detail.find_next(),
        Action::FindPrevious => app.detail.find_previous(),
        _ => match app.focus {
            Focus::Detail => scroll(&mut app.detail, action),
            Focus::Filters => in_filters(app, action),
            Focus::List | Focus::Query => in_list(app, action),
        },
    }
}

fn in_list(app: &mut App, action: Action) {
    let view = &mut app.list.view;
    match action {
        Action::Up => view.step(-1),
        Action::Down => view.step(1),
        Action::PageUp => view.step(-view.page()),
        Action::PageDown => view.step(view.page()),
        Action::HalfUp => view.step(-view.half_page()),
        Action::HalfDown => view.step(view.half_page()),
        Action::First => view.go(0),
        Action::Last => view.go(usize::MAX),
        _ => return,
    }
    app.show_selected();
}

fn in_filters(app: &mut App, action: Action) {
    let filters = &mut app.filters;
    match action {
        Action::Up => filters.step(-1),
        Action::Down => filters.step(1),
        Action::PageUp | Action::HalfUp => filters.step(-filters.view.half_page()),
        Action::PageDown | Action::HalfDown => filters.step(filters.view.half_page()),
        Action::First => filters.first(),
        Action::Last => filters.last(),
        _ => {}
    }
}

fn scroll(text: &mut TextPart, action: Action) {
    match action {
        Action::Up | Action::ScrollUp => text.scroll(-1),
        Action::Down | Action::ScrollDown => text.scroll(1),
        Action::PageUp => text.scroll(-text.view.page()),
        Action::PageDown => text.scroll(text.view.page()),
        Action::HalfUp => text.scroll(-text.view.half_page()),
        Action::HalfDown => text.scroll(text.view.half_page()),
        Action::First => text.first(),
        Action::Last => text.last(),
        _ => {}
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
        Action::Back | Action::Open => {
            app.screen = Screen::Browse;
            app.arrange();
        }
        Action::Help | Action::Palette => {
            return menus::open(app, action).unwrap_or_default();
        }
        Action::Find | Action::EditQuery => {
            let words = app
                .text()
                .map(|text| text.find.words.clone())
                .unwrap_or_default();
            app.finder = Some(Line::new(&words));
        }
        _ => {
            if let Some(text) = app.text() {
                match action {
                    Action::FindNext => text.find_next(),
                    Action::FindPrevious => text.find_previous(),
                    action => scroll(text, action),
                }
            }
        }
    }
    Vec::new()
}

pub(super) fn in_chart(app: &mut App, action: Action) -> Vec<Effect> {
    match action {
        Action::Back => {
            app.screen = Screen::Browse;
            app.arrange();
            return Vec::new();
        }
        Action::Help | Action::Palette => return menus::open(app, action).unwrap_or_default(),
        _ => {}
    }
    if let Screen::Chart(chart) = &mut app.screen {
        let taken = chart.act(action, &app.world);
        take(app, taken);
    }
    Vec::new()
}

/// What was chosen on the chart becomes the list.
pub(super) fn take(app: &mut App, taken: Option<Taken>) {
    match taken {
        None => {}
        Some(Taken::Query(query)) => {
            app.screen = Screen::Browse;
            app.arrange();
            super::edit::replace(app, &query);
            app.focus = Focus::List;
        }
        Some(Taken::Connector(key)) => {
            app.screen = Screen::Browse;
            app.arrange();
            let place = app.world.place(&key);
            if !app.select_place(place) {
                super::edit::replace(app, "");
                if !app.select_place(place) {
                    app.scope = crate::view::outlook::Scope::Everything;
                    app.requery();
                    app.select_place(place);
                }
            }
            app.focus = Focus::List;
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
        app.notices.say_instead(format!(
            "mark two to four with Space, then compare; {marks} marked"
        ));
        return;
    }
    let world = &app.world;
    let page = compare::page(&marked, &world.outlook(), &world.provenance, world.glyphs);
    app.screen = Screen::Compare(over(app, page));
}

/// The verdict of the selected connector, rule by rule.
pub(super) fn check(app: &mut App) {
    let Some(connector) = app.selected() else {
        return;
    };
    let outlook = app.world.outlook();
    let page = check::rules_page(
        connector,
        &outlook,
        &Requirement::default(),
        app.world.glyphs,
    );
    app.screen = Screen::Check(over(app, page));
}
