//! Keys round trip between events, configuration and print.

use proptest::prelude::*;

use super::*;

impl Key {
    /// The event of a key, as a Unix terminal reports it.
    pub(in crate::tui) fn event(self) -> KeyEvent {
        let shifted = matches!(self.code, KeyCode::Char(c) if c.is_ascii_uppercase());
        let held = if shifted {
            self.held | KeyModifiers::SHIFT
        } else {
            self.held
        };
        KeyEvent::new(self.code, held)
    }
}

#[test]
fn every_spelling_is_read_and_printed_in_one() {
    let table = [
        ("j", "j"),
        ("J", "J"),
        ("Shift-j", "J"),
        ("^d", "^D"),
        ("^D", "^D"),
        ("Ctrl-D", "^D"),
        ("ctrl+d", "^D"),
        ("C-d", "^D"),
        ("Alt-f", "Alt-F"),
        ("M-F", "Alt-F"),
        ("Alt-^d", "Alt-^D"),
        ("ctrl-alt-d", "Alt-^D"),
        ("alt-left", "Alt-Left"),
        ("Ctrl-Left", "Ctrl-Left"),
        ("shift-tab", "Shift-Tab"),
        ("BackTab", "Shift-Tab"),
        ("S-Up", "Shift-Up"),
        ("space", "Space"),
        ("Ctrl-Space", "Ctrl-Space"),
        ("PageDown", "PgDn"),
        ("pgup", "PgUp"),
        ("return", "Enter"),
        ("f12", "F12"),
        ("-", "-"),
        ("+", "+"),
        ("Alt--", "Alt--"),
        ("^", "^"),
        ("^^", "^^"),
        ("Ctrl-/", "^_"),
        ("^\\", "^\\"),
        ("?", "?"),
        ("é", "é"),
    ];
    for (written, printed) in table {
        let key = Key::parse(written).map(|key| key.to_string());
        assert_eq!(key.as_deref(), Ok(printed), "{written}");
        assert_eq!(Key::parse(printed), Key::parse(written), "{printed}");
    }
}

#[test]
fn what_is_no_key_is_refused() {
    for written in [
        "",
        "Foo",
        "Ctrl-",
        "F0",
        "F99",
        "Ctrl-Foo",
        "Shift-1",
        "Ctrl-Shift-D",
        "^H",
        "^i",
        "^M",
        "^[",
        "^s",
        "^Q",
        "\u{1b}",
        "é́́é",
        "Alt-^\\",
    ] {
        assert!(Key::parse(written).is_err(), "{written}");
    }
}

#[test]
fn events_are_brought_to_one_form() {
    use KeyModifiers as M;
    let table = [
        (KeyCode::Char('J'), M::SHIFT, "J"),
        (KeyCode::Char('J'), M::NONE, "J"),
        (KeyCode::Char('j'), M::SHIFT, "J"),
        (KeyCode::Char('?'), M::SHIFT, "?"),
        (KeyCode::Char(' '), M::SHIFT, "Space"),
        (KeyCode::Char('j'), M::CONTROL, "^J"),
        (KeyCode::Char('D'), M::CONTROL | M::SHIFT, "^D"),
        (KeyCode::Char('B'), M::ALT | M::SHIFT, "Alt-B"),
        (KeyCode::Char('h'), M::CONTROL, "Backspace"),
        (KeyCode::Char('i'), M::CONTROL, "Tab"),
        (KeyCode::Char('m'), M::CONTROL, "Enter"),
        (KeyCode::Char('['), M::CONTROL, "Esc"),
        (KeyCode::Char('7'), M::CONTROL, "^_"),
        (KeyCode::BackTab, M::SHIFT, "Shift-Tab"),
        (KeyCode::BackTab, M::NONE, "Shift-Tab"),
        (KeyCode::F(5), M::NONE, "F5"),
        // What AltGr writes on Windows is text.
        (KeyCode::Char('@'), M::CONTROL | M::ALT, "@"),
        (KeyCode::Char('4'), M::CONTROL | M::ALT, "Alt-^4"),
        (KeyCode::Char('ą'), M::CONTROL | M::ALT, "ą"),
    ];
    for (code, held, printed) in table {
        let key = Key::of(&KeyEvent::new(code, held)).map(|key| key.to_string());
        assert_eq!(key.as_deref(), Some(printed), "{code:?} {held:?}");
    }
    let text = |code, held| Key::of(&KeyEvent::new(code, held)).and_then(Key::text);
    assert_eq!(text(KeyCode::Char('J'), M::SHIFT), Some('J'));
    assert_eq!(text(KeyCode::Char('@'), M::CONTROL | M::ALT), Some('@'));
    assert_eq!(text(KeyCode::Char('j'), M::CONTROL), None);
    assert_eq!(text(KeyCode::Char('j'), M::ALT), None);
    assert_eq!(text(KeyCode::Char('j'), M::SUPER), None);
    assert_eq!(text(KeyCode::Tab, M::NONE), None);
}

fn held() -> impl Strategy<Value = KeyModifiers> {
    (0u8..8).prop_map(KeyModifiers::from_bits_truncate)
}

fn codes() -> impl Strategy<Value = KeyCode> {
    let named = (0..NAMES.len()).prop_map(|at| NAMES[at].0);
    let numbered = (1u8..=24).prop_map(KeyCode::F);
    let graphic = any::<char>().prop_filter("is shown", |c| !c.is_control() && !c.is_whitespace());
    prop_oneof![named, numbered, graphic.prop_map(KeyCode::Char)]
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(code in codes(), held in held()) {
        let key = Key::of(&KeyEvent::new(code, held)).unwrap();
        let printed = key.to_string();
        match Key::parse(&printed) {
            Ok(read) => prop_assert_eq!(read, key, "{}", printed),
            // Only what no terminal sends so is refused.
            Err(message) => prop_assert!(printed.contains('^') || printed.contains("Alt-"), "{}", message),
        }
        prop_assert_eq!(Key::of(&key.event()), Some(key));
    }

    #[test]
    fn any_text_is_read_or_refused_in_one_line(written in "(\\PC|[\\^+ -]|Ctrl-|F){0,12}") {
        if let Err(message) = parse(&written) {
            prop_assert!(!message.contains('\n'));
        }
    }
}
