//! The built-in map holds together, and the user's lines change it as they say.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::*;
use crate::text::{Text, Word};

/// The events of keys as they are written, as a Unix terminal reports them.
pub(in crate::tui) fn press(written: &str) -> Vec<KeyEvent> {
    let keys = key::parse(written).unwrap();
    keys.into_iter().map(Key::event).collect()
}

fn wish(context: &str, keys: &str, action: &str) -> KeyLine {
    KeyLine {
        context: Text::name(context),
        keys: Text::name(keys),
        action: Text::name(action),
        place: "config.toml:7".to_owned(),
    }
}

fn met(keymap: &Keymap, context: Context, written: &str) -> String {
    match keymap.meet(context, &press(written)) {
        Met::Action(action) => action.to_string(),
        Met::More => "…".to_owned(),
        Met::Nothing => "-".to_owned(),
    }
}

#[test]
fn the_built_in_map_has_no_conflicts_and_no_treacherous_keys() {
    let keymap = Keymap::default();
    let bindings: Vec<&Binding> = keymap.bindings.iter().flatten().collect();
    for (at, binding) in bindings.iter().enumerate() {
        let Binding { context, keys, .. } = binding;
        let spelt = key::spell(keys);
        let same = bindings.iter().skip(at + 1);
        for other in same.filter(|other| other.context == *context) {
            let is_against = other.keys.starts_with(keys) || keys.starts_with(&other.keys);
            assert!(
                !is_against,
                "{spelt} and {} in {context}",
                key::spell(&other.keys)
            );
        }
        let takes_text = context.takes_text() || *context == Context::Pick;
        let is_text = keys.first().is_some_and(|key| key.text().is_some());
        assert!(!(takes_text && is_text), "{spelt} is text in {context}");
        for treacherous in ["^H", "^I", "^M", "^[", "^S", "^Q"] {
            assert!(!spelt.contains(treacherous), "{spelt} in {context}");
        }
        assert_eq!(key::parse(&spelt).as_ref(), Ok(keys), "{spelt}");
    }
}

#[test]
fn every_command_has_a_key_somewhere_or_a_menu() {
    // The palette and the menus of links and views lead to these.
    let keyless = [
        "save_view",
        "open_guide",
        "open_source",
        "open_issues",
        "noop",
    ];
    let keymap = Keymap::default();
    for action in Action::ALL {
        let has_key = Context::ALL
            .iter()
            .any(|c| keymap.key_of(*c, *action).is_some());
        assert_eq!(has_key, !keyless.contains(&action.word()), "{action}");
    }
}

#[test]
fn every_hint_of_a_footer_has_its_key() {
    let keymap = Keymap::default();
    for context in Context::ALL {
        let footer = keymap.footer(*context).len();
        assert!(footer >= 4, "{context}");
        let contexts = match context {
            Context::Pick => vec![Context::Pick, Context::List],
            Context::Offer => vec![Context::Offer, Context::Query],
            other => vec![*other],
        };
        assert_eq!(keymap.hints(&contexts).len(), footer, "{context}");
    }
}

#[test]
fn keys_are_met_in_their_context_and_then_anywhere() {
    let keymap = Keymap::default();
    let table = [
        (Context::List, "j", "down"),
        (Context::List, "^J", "down"),
        (Context::List, "g", "…"),
        (Context::List, "g g", "first"),
        (Context::List, "g p", "pins"),
        (Context::List, "g x", "-"),
        (Context::Chart, "g p", "-"),
        (Context::Chart, "g g", "first"),
        (Context::List, "G", "last"),
        (Context::List, "J", "scroll_down"),
        (Context::List, "x", "check"),
        (Context::Filters, "x", "exclude"),
        (Context::Filters, "Enter", "include"),
        (Context::List, "c", "chart"),
        (Context::Filters, "c", "clear_group"),
        (Context::List, "y", "…"),
        (Context::List, "y i", "copy_image"),
        (Context::List, "y t", "copy_image"),
        (Context::List, "y d", "copy_id"),
        (Context::List, "+", "zoom"),
        (Context::Chart, "R", "refresh"),
        (Context::List, "8", "cycle_readiness"),
        (Context::List, "0", "clear_query"),
        (Context::Detail, "/", "find"),
        (Context::List, "/", "edit_query"),
        (Context::Query, "/", "-"),
        (Context::Query, "q", "-"),
        (Context::Query, "?", "-"),
        (Context::Query, "F1", "help"),
        (Context::Query, "g g", "-"),
        (Context::Query, "^U", "delete_to_start"),
        (Context::List, "^U", "half_up"),
        (Context::Query, "^K", "up"),
        (Context::Query, "Tab", "next_pane"),
        (Context::Query, "Enter", "leave_query"),
        (Context::Menu, "j", "-"),
        (Context::Menu, "Down", "down"),
        (Context::Menu, "Enter", "open"),
        (Context::Menu, "Backspace", "delete_back"),
        (Context::Pick, "Enter", "accept"),
        (Context::Pick, "Tab", "mark_and_down"),
        (Context::Pick, "Esc", "back"),
        (Context::Pick, "q", "-"),
        (Context::Query, "^C", "abort"),
        (Context::Menu, "^C", "abort"),
        (Context::List, "^C", "abort"),
        // Given up half way.
        (Context::List, "g ^C", "abort"),
        (Context::List, "g Esc", "-"),
        (Context::List, "g j", "-"),
    ];
    for (context, written, expected) in table {
        assert_eq!(
            met(&keymap, context, written),
            expected,
            "{context} {written}"
        );
    }
    assert_eq!(keymap.meet(Context::List, &[]), Met::Nothing);
}

#[test]
fn the_end_of_a_press_is_no_press() {
    let keymap = Keymap::default();
    let kind = |kind| KeyEvent::new_with_kind(KeyCode::Char('g'), KeyModifiers::NONE, kind);
    let release = kind(KeyEventKind::Release);
    assert_eq!(keymap.meet(Context::List, &[release]), Met::Nothing);
    let held = [kind(KeyEventKind::Press), kind(KeyEventKind::Repeat)];
    assert_eq!(
        keymap.meet(Context::List, &held),
        Met::Action(Action::First)
    );
}

#[test]
fn wishes_are_merged_by_key_and_noop_unbinds() {
    let (keymap, messages) = Keymap::with(&[
        wish("list", "X", "check"),
        wish("list", "x", "noop"),
        wish("list", "j", "noop"),
        wish("list", "g p", "recents"),
        wish("general", "Ctrl-R", "refresh"),
        wish("query", "ctrl-r", "history_back"),
        wish("detail", "z z", "open"),
        wish("list", "g", "noop"),
    ]);
    assert_eq!(messages, Vec::<String>::new());
    let table = [
        (Context::List, "X", "check"),
        (Context::List, "x", "-"),
        (Context::Detail, "x", "check"),
        (Context::List, "j", "-"),
        (Context::Detail, "j", "down"),
        (Context::List, "^R", "refresh"),
        (Context::Query, "^R", "history_back"),
        (Context::Detail, "z", "…"),
        (Context::Detail, "z z", "open"),
        (Context::List, "g", "-"),
        (Context::List, "g g", "-"),
        (Context::Detail, "g g", "first"),
    ];
    for (context, written, expected) in table {
        assert_eq!(
            met(&keymap, context, written),
            expected,
            "{context} {written}"
        );
    }
    let key = |context, action| keymap.key_of(context, action);
    assert_eq!(key(Context::List, Action::Check).as_deref(), Some("X"));
    assert_eq!(key(Context::List, Action::Pins), None);
    assert_eq!(key(Context::List, Action::Down).as_deref(), Some("Down"));
    let listed = keymap.bindings(Context::List);
    assert!(!listed.iter().any(|(keys, _)| keys == "j" || keys == "g g"));
}

type Wrong = ((&'static str, &'static str, &'static str), &'static str);

const WRONG: &[Wrong] = &[
    (
        ("lst", "x", "check"),
        "unknown key context \"lst\"; did you mean \"list\"?",
    ),
    (
        ("list", "x", "chekc"),
        "unknown action \"chekc\"; did you mean \"check\"?",
    ),
    (("list", "x", "elephants"), "unknown action \"elephants\""),
    (
        ("list", "Entre", "check"),
        "unknown key \"Entre\"; did you mean \"Enter\"?",
    ),
    (
        ("list", "gg", "check"),
        "unknown key \"gg\"; a sequence is written with blanks, \"g g\"",
    ),
    (("list", "", "check"), "no key is given"),
    (("query", "q", "quit"), "\"q\" is text in [keys.query]"),
    (
        ("menu", "Space", "open"),
        "\"Space\" is text in [keys.menu]",
    ),
    (("query", "g g", "first"), "\"g g\" is text in [keys.query]"),
    (("pick", "x", "accept"), "\"x\" is text in [keys.pick]"),
    (
        ("list", "^H", "help"),
        "\"^H\": many terminals send it for Backspace",
    ),
    (
        ("list", "Ctrl-i", "open"),
        "\"Ctrl-i\": terminals send Tab for it",
    ),
    (
        ("list", "C-m", "open"),
        "\"C-m\": terminals send Enter for it",
    ),
    (("list", "^[", "back"), "\"^[\": terminals send Esc for it"),
    (
        ("list", "^S", "sort"),
        "\"^S\": many terminals stop their output at it",
    ),
    (
        ("list", "^q", "quit"),
        "\"^q\": many terminals keep it for themselves",
    ),
    (("general", "^C", "noop"), "\"^C\" always quits"),
    (
        ("list", "g", "first"),
        "\"g\" takes the place of \"g p\" (pins), \"g r\" (recents) in [keys.list]",
    ),
    (
        ("list", "x y", "sort"),
        "\"x y\" takes the place of \"x\" (check) in [keys.list]",
    ),
    (
        ("list", "a\u{1b}[2Jbcd", "sort"),
        "unknown key \"a␛[2Jbcd\"; keys are written as in \"g g\", \"^D\", \"Alt-F\", \"F5\"",
    ),
];

#[test]
fn what_is_wrong_with_a_wish_is_told_with_its_place_and_the_rest_holds() {
    for ((context, keys, action), expected) in WRONG {
        let wishes = [wish(context, keys, action), wish("list", "F9", "chart")];
        let (keymap, messages) = Keymap::with(&wishes);
        assert_eq!(messages, [format!("config.toml:7: {expected}")], "{keys}");
        assert_eq!(met(&keymap, Context::List, "F9"), "chart");
    }
}

#[test]
fn of_two_lines_for_one_key_the_later_holds() {
    let mut second = wish("list", "Ctrl-X", "sort");
    second.place = "config.toml:9".to_owned();
    let (keymap, messages) = Keymap::with(&[wish("list", "^x", "check"), second]);
    assert_eq!(
        messages,
        ["config.toml:9: \"^X\" is bound at config.toml:7 too; this line holds"]
    );
    assert_eq!(met(&keymap, Context::List, "^X"), "sort");
}

#[test]
fn what_may_follow_is_told() {
    let keymap = Keymap::default();
    let next = keymap.continuations(Context::List, &press("g"));
    let expected = [
        ("p", Action::Pins),
        ("r", Action::Recents),
        ("g", Action::First),
    ];
    assert_eq!(
        next,
        expected.map(|(keys, action)| (keys.to_owned(), action))
    );
    assert_eq!(keymap.continuations(Context::Query, &press("g")), []);
    assert_eq!(spelt(&press("g ^D Shift-Tab")), "g ^D Shift-Tab");
}
