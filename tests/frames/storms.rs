//! Storms of events on the model: whatever happens, in whatever order, what must hold holds.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use portolan::tui::{effect::JobId, event::Event};
use proptest::prelude::*;

use crate::stage::Stage;

fn event() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => key().prop_map(Happening::Key),
        2 => (0u16..130, 0u16..40, 0u8..3).prop_map(|(x, y, kind)| Happening::Mouse(x, y, kind)),
        1 => (0u16..140, 0u16..50).prop_map(|(w, h)| Happening::Resize(w, h)),
        1 => ".{0,30}".prop_map(Happening::Paste),
        1 => (0u32..4).prop_map(Happening::Progress),
        1 => Just(Happening::Faded),
    ]
}

#[derive(Debug, Clone)]
enum Happening {
    Key(KeyEvent),
    Mouse(u16, u16, u8),
    Resize(u16, u16),
    Paste(String),
    Progress(u32),
    Faded,
}

fn key() -> impl Strategy<Value = KeyEvent> {
    let letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/?:=*+-_[]{}<>,.! ";
    let letters: Vec<char> = letters.chars().filter(|c| *c != 'q').collect();
    let plain = proptest::sample::select(letters).prop_map(KeyCode::Char);
    let named = proptest::sample::select(vec![
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
    ]);
    let with = proptest::sample::select(vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::SHIFT,
    ]);
    (prop_oneof![3 => plain, 2 => named], with)
        .prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

fn happen(stage: &mut Stage, happening: Happening) {
    let event = match happening {
        Happening::Key(key) => Event::Key(key),
        Happening::Mouse(column, row, kind) => Event::Mouse(MouseEvent {
            kind: match kind {
                0 => MouseEventKind::Down(MouseButton::Left),
                1 => MouseEventKind::ScrollDown,
                _ => MouseEventKind::ScrollUp,
            },
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }),
        Happening::Resize(width, height) => Event::Resize(width, height),
        Happening::Paste(text) => Event::Paste(text),
        Happening::Progress(job) => Event::Progress(JobId(job), "somewhere".to_owned()),
        Happening::Faded => Event::Faded,
    };
    stage.happen(event);
}

fn hold(stage: &Stage) {
    let app = &stage.app;
    let view = app.list.view;
    assert!(view.total == 0 || view.cursor < view.total);
    assert!(
        view.height == 0 || view.total == 0 || view.range().contains(&view.cursor),
        "{view:?}"
    );
    assert_eq!(view.total, app.list.hits.len());
    let query = app.query.line.text();
    assert!(query.chars().count() <= 129 && !query.chars().any(char::is_control));
}

/// Nothing that a terminal would act on is ever in a cell.
fn drawn(stage: &Stage) {
    let buffer = stage.buffer();
    for cell in buffer.content() {
        assert!(
            !cell
                .symbol()
                .chars()
                .any(|c| c.is_control() || c == '\u{202e}'),
            "{:?}",
            cell.symbol()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_state_is_sound(happenings in proptest::collection::vec(event(), 0..200)) {
        let mut stage = Stage::new(100, 30);
        let mut twin = Stage::new(100, 30);
        for happening in happenings {
            happen(&mut stage, happening.clone());
            happen(&mut twin, happening);
            hold(&stage);
        }
        drawn(&stage);
        prop_assert_eq!(stage.frame(), twin.frame(), "the same events give the same frame");
    }

    #[test]
    fn three_escapes_lead_back_to_the_list(happenings in proptest::collection::vec(event(), 0..60)) {
        let mut stage = Stage::new(100, 30);
        for happening in happenings {
            happen(&mut stage, happening);
        }
        stage.press("<Esc><Esc><Esc><Esc>");
        prop_assert!(matches!(stage.app.screen, portolan::tui::app::Screen::Browse));
        prop_assert!(stage.app.menu.is_none() && stage.app.finder.is_none());
    }
}
