//! What follows from an event: another state, and effects for the world. The routing only; each verb has its own home.

mod accept;
mod burst;
mod copy;
mod edit;
mod filter;
pub use burst::joined;
pub use filter::standing;
pub use news::is_news;
mod go;
mod jobs;
mod keep;
mod menus;
mod mouse;
mod news;

use crossterm::event::KeyEvent;

use super::{
    action::Action,
    app::{App, Focus, Refreshing, Screen},
    context::Context,
    effect::{Change, Effect, Mouse},
    event::{Event, Reason},
    keymap::Met,
    layout::{Detail, Filters},
    part::list::Columns,
};
use crate::{
    launch::{Leaving, Purpose},
    view::outlook::Scope,
};

/// Changes the state by what happened.
pub fn update(app: &mut App, event: Event) -> Vec<Effect> {
    let effects = happen(app, event);
    edit::settle(app);
    effects
}

fn happen(app: &mut App, event: Event) -> Vec<Effect> {
    let is_by_hand = matches!(event, Event::Key(_) | Event::Mouse(_) | Event::Paste(_));
    if let Some(awaited) = app.awaited.as_mut().filter(|_| is_by_hand) {
        awaited.is_accepted = false;
    }
    match event {
        Event::Key(key) => press(app, key),
        Event::Mouse(mouse) => {
            app.catch_up();
            mouse::update(app, mouse)
        }
        Event::Paste(text) => {
            app.notices.pass();
            paste(app, &text);
            Vec::new()
        }
        Event::Resize(width, height) => {
            app.resize(width, height);
            Vec::new()
        }
        Event::Resumed => vec![Effect::Redraw],
        Event::Copied(copied) => {
            jobs::copied(app, &copied);
            Vec::new()
        }
        Event::NotOpened { address, why } => {
            app.notices.say_instead(format!("{why}: {address}"));
            vec![Effect::Copy(address, Reason::NotOpened(why))]
        }
        Event::Progress(job, progress) => {
            jobs::progress(app, job, progress);
            Vec::new()
        }
        Event::Refreshed(job, result) => {
            jobs::refreshed(app, job, *result);
            Vec::new()
        }
        Event::Arrived(result) => jobs::arrived(app, *result),
        Event::Sought(number, sought) => {
            app.sought(number, *sought);
            Vec::new()
        }
        Event::Faded => {
            app.notices.dismiss();
            Vec::new()
        }
    }
}

/// Keys of a sequence are gathered until they lead somewhere.
fn press(app: &mut App, key: KeyEvent) -> Vec<Effect> {
    app.notices.pass();
    app.list.clicked = None;
    app.pending.push(key);
    let keys = app.pending.clone();
    match meet(app, &keys) {
        Met::More => Vec::new(),
        Met::Action(action) => {
            app.pending.clear();
            act(app, action)
        }
        Met::Nothing => {
            let is_alone = app.pending.len() == 1;
            app.pending.clear();
            if is_alone {
                edit::typed(app, key);
            }
            Vec::new()
        }
    }
}

fn meet(app: &App, keys: &[KeyEvent]) -> Met {
    let mets = app
        .contexts()
        .into_iter()
        .map(|context| app.keymap.meet(context, keys));
    mets.into_iter()
        .find(|met| *met != Met::Nothing)
        .unwrap_or(Met::Nothing)
}

/// Pasted text is never taken for commands.
fn paste(app: &mut App, text: &str) {
    if matches!(app.context(), Context::Query | Context::Menu) {
        edit::insert(app, text);
    } else {
        app.pending.clear();
        let told = app.with_key(
            "a paste is text, not keys",
            Action::EditQuery,
            "takes it as a search",
        );
        app.notices.say_instead(told);
    }
}

/// Does what the user wants.
pub fn act(app: &mut App, action: Action) -> Vec<Effect> {
    if !edit::is_typing(action) {
        app.catch_up();
    }
    if let Some(effects) = act_everywhere(app, action) {
        return effects;
    }
    if app.menu.is_some() {
        return menus::act(app, action);
    }
    if app.finder.is_some() {
        edit::act_in_finder(app, action);
        return Vec::new();
    }
    match &app.screen {
        Screen::Chart(_) => go::in_chart(app, action),
        Screen::Compare(_) | Screen::Check(_) => go::in_text(app, action),
        Screen::Browse => act_in_browser(app, action),
    }
}

/// What means the same on every screen.
fn act_everywhere(app: &mut App, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Abort => vec![Effect::Quit(match app.purpose {
            Purpose::Browse => Leaving::Quit,
            Purpose::Pick(_) => Leaving::Aborted,
        })],
        Action::Quit => quit(app),
        Action::Suspend => vec![Effect::Suspend],
        Action::Redraw => vec![Effect::Redraw],
        Action::Mouse => {
            app.settings.has_mouse = !app.settings.has_mouse;
            let (mouse, word) = if app.settings.has_mouse {
                (Mouse::On, "mouse on; Shift or Option selects text")
            } else {
                (Mouse::Off, "mouse off: the terminal selects text")
            };
            app.notices.say_instead(word);
            vec![Effect::SetMouse(mouse)]
        }
        Action::Theme => {
            app.theme = app.theme.next();
            let name = crate::text::Word::label(app.theme.palette);
            app.notices.say_instead(format!("theme: {name}"));
            Vec::new()
        }
        Action::Refresh => refresh(app),
        Action::Cancel => {
            let cancelled = app.refreshing.take();
            if cancelled.is_some() {
                app.notices
                    .say_instead("refresh cancelled; the old catalog stays");
            }
            let cancel = |refreshing: Refreshing| Effect::Cancel(refreshing.job);
            cancelled.map(cancel).into_iter().collect()
        }
        Action::Noop => Vec::new(),
        _ => return None,
    })
}

/// Closes what is on top; with nothing on top, leaves.
fn quit(app: &mut App) -> Vec<Effect> {
    if app.menu.take().is_some() || app.finder.take().is_some() {
        return Vec::new();
    }
    if !matches!(app.screen, Screen::Browse) {
        app.screen = Screen::Browse;
        app.arrange();
        return Vec::new();
    }
    vec![Effect::Quit(match app.purpose {
        Purpose::Browse => Leaving::Quit,
        Purpose::Pick(_) => Leaving::Aborted,
    })]
}

fn refresh(app: &mut App) -> Vec<Effect> {
    if app.refreshing.is_some() {
        let told = app.with_key("a refresh is under way", Action::Cancel, "cancels it");
        app.notices.say(told);
        return Vec::new();
    }
    let job = app.new_job();
    app.refreshing = Some(Refreshing {
        job,
        progress: "asking".to_owned(),
    });
    vec![Effect::Refresh(job)]
}

fn act_in_browser(app: &mut App, action: Action) -> Vec<Effect> {
    if let Some(effects) = menus::open(app, action) {
        return effects;
    }
    if let Some(effects) = copy::act(app, action) {
        return effects;
    }
    if filter::act(app, action) {
        return Vec::new();
    }
    if app.focus == Focus::Query && edit::act(app, action) {
        return Vec::new();
    }
    match action {
        Action::Accept => accept::accept(app),
        Action::Open => open(app),
        Action::Zoom => zoom(app),
        Action::Back => back(app),
        Action::Compare => {
            go::compare(app);
            Vec::new()
        }
        Action::Chart => {
            go::chart(app);
            Vec::new()
        }
        Action::Check => {
            go::check(app);
            Vec::new()
        }
        Action::Pin => keep::pin(app),
        Action::Mark | Action::MarkAndDown | Action::MarkRange | Action::ClearMarks => {
            keep::mark(app, action);
            Vec::new()
        }
        _ => {
            shape(app, action);
            go::moved(app, action);
            Vec::new()
        }
    }
}

/// Enter: keeps the query; includes a filter; zooms the detail, or back.
fn open(app: &mut App) -> Vec<Effect> {
    match app.focus {
        Focus::Query => {
            edit::leave(app);
            Vec::new()
        }
        Focus::Filters => {
            filter::act(app, Action::Include);
            Vec::new()
        }
        Focus::List | Focus::Detail => zoom(app),
    }
}

/// The detail takes all the room, or gives it back.
fn zoom(app: &mut App) -> Vec<Effect> {
    let Some(key) = app.selected_key() else {
        return Vec::new();
    };
    app.shape.is_zoomed = !app.shape.is_zoomed;
    app.focus = if app.shape.is_zoomed {
        Focus::Detail
    } else {
        Focus::List
    };
    app.arrange();
    keep::remember(app, Change::Opened(key.0.to_string()))
}

/// Esc, one rung at a time: nothing typed is lost without a way back.
fn back(app: &mut App) -> Vec<Effect> {
    if edit::close_box(app) {
        return Vec::new();
    }
    if app.is_picking() && is_bottom(app) {
        return vec![Effect::Quit(Leaving::Aborted)];
    }
    if app.focus == Focus::Query {
        edit::leave(app);
    } else if edit::forget_found(app) {
        // Only the marks go; the next rung is for the next press.
    } else if app.shape.is_zoomed {
        app.shape.is_zoomed = false;
        app.focus = Focus::List;
        app.arrange();
    } else if app.areas.is_filters_over {
        app.shape.filters = Filters::Auto;
        app.focus = Focus::List;
        app.arrange();
    } else if app.focus != Focus::List {
        app.focus = Focus::List;
    } else if !app.query.line.text().is_empty() {
        app.query.keep();
        filter::set_query(app, "");
        let told = app.with_key(filter::CLEARED, Action::HistoryBack, "brings it back");
        app.notices.say(told);
    } else if !app.list.marks.is_empty() {
        app.list.marks.clear();
    } else {
        let told = app.key_of(Action::Quit);
        let told = told.map_or_else(
            || "nothing is left to close".to_owned(),
            |key| format!("{key} quits"),
        );
        app.notices.say_instead(told);
    }
    Vec::new()
}

/// Whether nothing lies over the list and its query.
fn is_bottom(app: &App) -> bool {
    matches!(app.focus, Focus::List | Focus::Query)
        && !app.shape.is_zoomed
        && !app.areas.is_filters_over
}

/// What the user wants to see.
fn shape(app: &mut App, action: Action) {
    let (wished, place) = (app.shape.detail, app.areas.detail);
    let shape = &mut app.shape;
    match action {
        Action::ToggleDetail => {
            shape.detail = match shape.detail {
                Detail::Hidden => Detail::Auto,
                Detail::Auto | Detail::Beside | Detail::Below => Detail::Hidden,
            };
        }
        Action::MoveDetail => {
            shape.detail = match shape.detail {
                Detail::Below => Detail::Beside,
                Detail::Auto | Detail::Beside | Detail::Hidden => Detail::Below,
            };
        }
        Action::WideColumns => {
            app.list.columns = match app.list.columns {
                Columns::Usual => Columns::Wide,
                Columns::Wide => Columns::Usual,
            };
        }
        Action::ShowGone => {
            let (other, told) = match app.scope {
                Scope::Offered => (Scope::Everything, "archived, withdrawn and removed too"),
                Scope::Everything => (Scope::Offered, "only connectors on offer"),
            };
            app.scope = other;
            app.notices.say_instead(told);
            app.requery();
        }
        _ => return,
    }
    app.arrange();
    if app.shape.detail != wished && app.areas.detail == place {
        app.shape.detail = wished;
        app.notices.say_instead(if app.shape.is_zoomed {
            "the detail fills the screen: leave it first"
        } else {
            "no other room for the detail at this size"
        });
    }
}
