//! Storms of events on the model: whatever happens, in whatever order, what must hold holds.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use portolan::{
    catalog::{Catalog, wire},
    launch::{Fresh, Many, Purpose},
    tui::{
        app::{Focus, Screen},
        effect::JobId,
        event::{Copied, Event, Reason},
        survey::Survey,
        update,
    },
};
use proptest::prelude::*;

use crate::stage::{CATALOG, Stage, launch};

fn event() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => key().prop_map(Happening::Key),
        2 => (0u16..130, 0u16..40, 0u8..5).prop_map(|(x, y, kind)| Happening::Mouse(x, y, kind)),
        1 => (0u16..140, 0u16..50).prop_map(|(w, h)| Happening::Resize(w, h)),
        1 => ".{0,30}".prop_map(Happening::Paste),
        1 => (0u32..4).prop_map(Happening::Progress),
        1 => Just(Happening::Faded),
        1 => (0u32..4, 0usize..6).prop_map(|(job, gone)| Happening::Refreshed(job, gone)),
        1 => any::<bool>().prop_map(Happening::Copied),
        1 => Just(Happening::NotOpened),
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
    /// The job, and which connector the fresh catalog lacks; with 0 the refresh has failed.
    Refreshed(u32, usize),
    Copied(bool),
    NotOpened,
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
                1 => MouseEventKind::Down(MouseButton::Right),
                2 => MouseEventKind::Drag(MouseButton::Left),
                3 => MouseEventKind::ScrollDown,
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
        Happening::Refreshed(job, gone) => Event::Refreshed(JobId(job), Box::new(refreshed(gone))),
        Happening::Copied(is_done) => Event::Copied(Copied {
            text: "source-日本".to_owned(),
            reason: Reason::Wanted,
            by: if is_done { Ok } else { Err }("a tool".to_owned()),
        }),
        Happening::NotOpened => Event::NotOpened {
            address: "https://example.com/".repeat(9),
            why: "nothing opens here".to_owned(),
        },
    };
    let is_refresh = matches!(event, Event::Refreshed(..));
    let selected = stage.app.selected_key().filter(|_| is_refresh);
    let is_news = update::is_news(&stage.app, &event);
    let before = (!is_news).then(|| (stage.frame(), stage.effects.len()));
    stage.happen(event);
    if let Some(before) = before {
        let after = (stage.frame(), stage.effects.len());
        assert_eq!(before, after, "it is not drawn, and there is something new");
    }
    let app = &stage.app;
    let place = selected.as_ref().and_then(|key| app.world.place(key));
    if place.is_some_and(|place| app.list.hits.contains(&place)) {
        assert_eq!(
            app.selected_key(),
            selected,
            "a refresh moved the selection"
        );
    }
}

fn refreshed(gone: usize) -> Result<Fresh<Survey>, String> {
    let last = gone.checked_sub(1).ok_or("no network here")?;
    Ok(Fresh {
        catalog: Survey::of(without(last)),
        provenance: launch().provenance,
        changes: Vec::new(),
        is_unchanged: last == 0,
    })
}

/// The catalog without one of its connectors, so that all places after it are others.
fn without(place: usize) -> Catalog {
    // A connector a line, after the line of the dates.
    let lines = CATALOG.lines().enumerate();
    let kept: Vec<&str> = lines
        .filter(|(line, _)| *line != place + 1)
        .map(|(_, text)| text)
        .collect();
    let catalog = wire::decode(kept.join("\n").as_bytes(), None)
        .unwrap()
        .catalog;
    assert_eq!(catalog.len() + 1, launch().catalog.len());
    catalog
}

/// The keys go to a pane that is seen.
fn hold_focus(stage: &Stage) {
    let (app, areas) = (&stage.app, stage.app.areas);
    let area = match app.focus {
        Focus::List => areas.list,
        Focus::Filters => areas.filters,
        Focus::Detail => areas.detail,
        Focus::Query => areas.query,
    };
    assert!(
        areas.is_card || !area.is_empty() || !matches!(app.screen, Screen::Browse),
        "{:?} has the focus and no area: {areas:?}",
        app.focus
    );
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
    assert!(query.chars().count() <= 1025 && !query.chars().any(char::is_control));
    hold_focus(stage);
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
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_state_is_sound(happenings in proptest::collection::vec(event(), 0..400)) {
        rage(&happenings, || Stage::new(100, 30));
    }

    #[test]
    fn a_pick_is_as_sound(happenings in proptest::collection::vec(event(), 0..100)) {
        rage(&happenings, || {
            Stage::with(100, 30, |launch| launch.purpose = Purpose::Pick(Many::Several))
        });
    }

    /// A begun sequence, a menu or a line to type in, found words, and a screen: each takes one.
    #[test]
    fn four_escapes_close_whatever_is_open(happenings in proptest::collection::vec(event(), 0..60)) {
        let mut stage = Stage::new(100, 30);
        for happening in happenings {
            happen(&mut stage, happening);
        }
        stage.press("<Esc><Esc><Esc><Esc>");
        prop_assert!(matches!(stage.app.screen, Screen::Browse));
        prop_assert!(stage.app.menu.is_none() && stage.app.finder.is_none());
    }
}

/// The same events on two stages: what must hold holds after each, and they give the same frame.
fn rage(happenings: &[Happening], stage: impl Fn() -> Stage) {
    let (mut one, mut twin) = (stage(), stage());
    for happening in happenings {
        happen(&mut one, happening.clone());
        happen(&mut twin, happening.clone());
        hold(&one);
        drawn(&one);
    }
    assert_eq!(
        one.frame(),
        twin.frame(),
        "the same events give the same frame"
    );
}
