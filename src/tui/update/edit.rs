//! Typing: in the search line, and in the line that finds words in a text.

use crossterm::event::KeyEvent;

use super::filter;
use crate::tui::{
    action::Action,
    app::{App, Focus, Screen},
    keymap::Key,
    part::line::{CAP, Line},
};

/// A letter where text is typed.
pub(super) fn typed(app: &mut App, key: KeyEvent) {
    if let Some(c) = Key::of(&key).and_then(Key::text) {
        insert(app, c.encode_utf8(&mut [0; 4]));
    }
}

/// Text that was typed or pasted goes to whatever takes text; it ends a sequence that was begun.
pub(super) fn insert(app: &mut App, text: &str) {
    app.pending.clear();
    if let Some(menu) = &mut app.menu {
        menu.type_text(text);
    } else if let Some(finder) = &mut app.finder {
        finder.insert(text);
        find(app);
    } else if app.focus == Focus::Query {
        if !app.query.insert(text) {
            app.notices.say_instead(format!(
                "a query has at most {CAP} letters; what is beyond them is left out"
            ));
        }
        edited(app);
    }
}

/// The line's own verbs; `false` when the action is none of them.
pub(super) fn act(app: &mut App, action: Action) -> bool {
    let before = app.query.query.clone();
    let is_ghost = app.query.offer.ghost(&app.query.line).is_some();
    match action {
        Action::Complete => complete(app),
        Action::Up | Action::Down if app.query.offer.is_chosen_from() => {
            app.query.offer.turn(action == Action::Up);
            complete(app);
        }
        // At the end of the line there is nowhere else to go.
        Action::TextRight | Action::TextEnd if is_ghost => complete(app),
        _ if !edit(&mut app.query.line, action) => return false,
        _ => app.query.parse(),
    }
    if app.query.query != before {
        changed(app);
    }
    true
}

/// Takes what is offered, or says that there is nothing.
pub(super) fn complete(app: &mut App) {
    if !app.query.complete() {
        app.notices.say_instead("nothing to complete here");
    }
}

/// Takes one of those that are offered.
pub(super) fn choose(app: &mut App, item: usize) {
    app.query.offer.taken = item.checked_sub(1);
    complete(app);
    changed(app);
}

/// The line has lost the focus: a value that was being typed counts as it stands.
pub(super) fn settle(app: &mut App) {
    if app.focus != Focus::Query {
        close(app);
    }
}

/// What stands in the line counts as it is meant; `true` where the list is another now.
pub(super) fn close(app: &mut App) -> bool {
    let is_another = app.query.close();
    if is_another {
        changed(app);
    }
    is_another
}

/// Takes the box of what is offered out of sight, if it is in sight.
pub(super) fn close_box(app: &mut App) -> bool {
    let is_open = app.is_offering() && app.query.offer.has_box();
    app.query.offer.is_closed |= is_open;
    is_open
}

/// The line is kept as it is meant, and the list has the focus.
pub(super) fn leave(app: &mut App) {
    app.focus = Focus::List;
    settle(app);
    app.query.keep();
    tell_problems(app);
}

/// What of the query is not understood. While it is typed the footer tells; where nothing is found the list does.
pub(super) fn tell_problems(app: &mut App) {
    if app.list.view.total > 0 {
        let told = app.query.query.told().into_iter();
        told.for_each(|told| app.notices.say(told));
    }
}

fn edited(app: &mut App) {
    app.query.parse();
    changed(app);
}

pub(super) fn changed(app: &mut App) {
    app.follow_deployment();
    app.seek();
}

/// Whether an action only changes a text, or goes about in it: what is listed does not matter to it.
pub(super) fn is_typing(action: Action) -> bool {
    edit(&mut Line::default(), action)
}

fn edit(line: &mut Line, action: Action) -> bool {
    match action {
        Action::TextLeft => line.left(),
        Action::TextRight => line.right(),
        Action::TextWordLeft => line.word_left(),
        Action::TextWordRight => line.word_right(),
        Action::TextHome => line.home(),
        Action::TextEnd => line.end(),
        Action::DeleteBack => line.delete_back(),
        Action::DeleteForward => line.delete_forward(),
        Action::DeleteWord => line.delete_word(),
        Action::DeleteWordForward => line.delete_word_forward(),
        Action::DeleteToStart => line.delete_to_start(),
        Action::DeleteToEnd => line.delete_to_end(),
        _ => return false,
    }
    true
}

pub(super) fn act_in_finder(app: &mut App, action: Action) {
    match action {
        Action::Open | Action::LeaveQuery | Action::Accept => {
            app.finder = None;
            if app.text().is_some_and(|text| !text.find.words.is_empty()) {
                say_found(app);
            }
        }
        Action::Back => {
            app.finder = None;
            if let Some(text) = app.text() {
                text.find("");
            }
        }
        Action::Down | Action::FindNext => go(app, Action::FindNext),
        Action::Up | Action::FindPrevious => go(app, Action::FindPrevious),
        action => {
            if let Some(finder) = &mut app.finder {
                edit(finder, action);
            }
            find(app);
        }
    }
}

/// Goes to the next place, or the one before, and says which it is.
pub(super) fn step(app: &mut App, action: Action) {
    go(app, action);
    say_found(app);
}

fn go(app: &mut App, action: Action) {
    if let Some(text) = app.text() {
        match action {
            Action::FindPrevious => text.find_previous(),
            _ => text.find_next(),
        }
    }
}

fn say_found(app: &mut App) {
    let unasked = app.with_key(
        "nothing is looked for yet",
        Action::Find,
        "finds words in this text",
    );
    let Some(find) = app.text().map(|text| &text.find) else {
        return;
    };
    let said = match (find.words.as_str(), find.hits.len()) {
        ("", _) => unasked,
        (words, 0) => format!("not found: {words}"),
        (words, hits) => format!("{words}: {} of {hits}", find.at + 1),
    };
    app.notices.say_instead(said);
}

/// Forgets the words that are marked in the text in sight; `false` where there are none.
pub(super) fn forget_found(app: &mut App) -> bool {
    let is_seen = !matches!(app.screen, Screen::Browse) || !app.areas.detail.is_empty();
    match app
        .text()
        .filter(|text| is_seen && !text.find.words.is_empty())
    {
        Some(text) => {
            text.find("");
            true
        }
        None => false,
    }
}

fn find(app: &mut App) {
    let words = app
        .finder
        .as_ref()
        .map(|line| line.text().to_owned())
        .unwrap_or_default();
    if let Some(text) = app.text() {
        text.find(&words);
    }
}

/// The search line gets the focus, with the cursor at its end.
pub(super) fn start(app: &mut App) {
    app.focus = Focus::Query;
    app.query.line.end();
    if app.shape.is_zoomed {
        app.shape.is_zoomed = false;
        app.arrange();
        app.focus = Focus::Query;
    }
}

/// Replaces the query as if it had been typed; `false` where it would be too long.
pub(super) fn replace(app: &mut App, text: &str) -> bool {
    let has_room = text.chars().count() <= CAP;
    if has_room {
        app.query.keep();
        filter::set_query(app, text);
        app.query.keep();
    } else {
        app.notices.say_instead(format!(
            "nothing was changed: a query has at most {CAP} letters; drop a part of it first"
        ));
    }
    has_room
}
