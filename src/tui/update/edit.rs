//! Typing: in the search line, and in the line that finds words in a text.

use super::filter;
use crate::{
    search::Facet,
    text::nearest,
    tui::{
        action::Action,
        app::{App, Focus, Screen},
        part::line::{CAP, Line},
    },
};

/// Text that was typed or pasted goes to whatever takes text; it ends a sequence that was begun.
pub(super) fn insert(app: &mut App, text: &str) {
    app.pending.clear();
    if let Some(menu) = &mut app.menu {
        menu.type_text(text);
    } else if let Some(finder) = &mut app.finder {
        finder.insert(text);
        find(app);
    } else if app.focus == Focus::Query {
        app.query.line.insert(text);
        edited(app);
    }
}

/// The line's own verbs; `false` when the action is none of them.
pub(super) fn act(app: &mut App, action: Action) -> bool {
    let before = app.query.line.text().to_owned();
    match action {
        Action::Complete => complete(app),
        _ if !edit(&mut app.query.line, action) => return false,
        _ => {}
    }
    if app.query.line.text() != before {
        edited(app);
    }
    true
}

fn edited(app: &mut App) {
    app.query.parse();
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
    let Some(find) = app.text().map(|text| &text.find) else {
        return;
    };
    let said = match (find.words.as_str(), find.hits.len()) {
        ("", _) => "nothing is looked for yet; / finds words in this text".to_owned(),
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

/// Completes the field or value before the cursor, where only one can be meant.
fn complete(app: &mut App) {
    let line = &app.query.line;
    let before = line.text().get(..line.cursor()).unwrap_or_default();
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let bare = word.trim_start_matches(['-', '!']);
    let completed = match bare.split_once(':') {
        None => field(bare),
        Some((facet, value)) => value_of(app, facet, value.rsplit(',').next().unwrap_or_default()),
    };
    match completed {
        Ok(rest) => app.query.line.insert(&rest),
        Err(choices) if choices.is_empty() => {}
        Err(choices) => app.notices.say_instead(choices.join("  ")),
    }
}

/// The rest of a field's name, or the names that could be meant.
fn field(start: &str) -> Result<String, Vec<String>> {
    let names = Facet::ALL.iter().map(|facet| facet.word());
    rest(
        start,
        names.chain(crate::search::Field::ALL.iter().map(|field| field.word())),
        ":",
    )
}

fn value_of(app: &App, facet: &str, start: &str) -> Result<String, Vec<String>> {
    let Some(facet) = Facet::ALL
        .iter()
        .find(|known| known.word().starts_with(facet))
    else {
        return Err(Vec::new());
    };
    let values = facet.values(app.world.catalog.connectors());
    rest(start, values.iter().map(crate::search::Wanted::word), " ")
}

fn rest<'a>(
    start: &str,
    words: impl Iterator<Item = &'a str>,
    end: &str,
) -> Result<String, Vec<String>> {
    let words: Vec<&str> = words.collect();
    let starting: Vec<&str> = words
        .iter()
        .copied()
        .filter(|w| w.starts_with(start))
        .collect();
    match starting.as_slice() {
        [one] => Ok(format!("{}{end}", &one[start.len()..])),
        [] => {
            let near = nearest::some(start, words.iter().copied(), 3);
            Err(near.into_iter().map(str::to_owned).collect())
        }
        many => {
            let shared = shared_start(many);
            if shared.len() > start.len() {
                Ok(shared[start.len()..].to_owned())
            } else {
                Err(many.iter().map(|word| (*word).to_owned()).collect())
            }
        }
    }
}

fn shared_start<'a>(words: &[&'a str]) -> &'a str {
    let first = words.first().copied().unwrap_or_default();
    let is_shared = |end: &usize| {
        first.is_char_boundary(*end) && words.iter().all(|word| word.starts_with(&first[..*end]))
    };
    &first[..(0..=first.len()).rev().find(is_shared).unwrap_or(0)]
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

/// Replaces the query as if it had been typed.
pub(super) fn replace(app: &mut App, text: &str) {
    if text.chars().count() > CAP {
        app.notices
            .say_instead("the query would become too long; drop a part of it first");
        return;
    }
    app.query.keep();
    filter::set_query(app, text);
    app.query.keep();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_completed_as_far_as_it_is_clear() {
        let words = ["level", "language", "license", "kind"];
        let of = |start| rest(start, words.into_iter(), ":");
        assert_eq!(of("ki"), Ok("nd:".to_owned()));
        assert_eq!(of("le"), Ok("vel:".to_owned()));
        assert_eq!(
            of("l"),
            Err(vec!["level".into(), "language".into(), "license".into()])
        );
        assert_eq!(of("levle"), Err(vec!["level".into()]));
        assert_eq!(
            shared_start(&["self_managed_a", "self_managed_b"]),
            "self_managed_"
        );
    }
}
