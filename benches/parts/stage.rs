//! What a browser starts with, and the keys that are pressed in it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use portolan::{
    catalog::Catalog,
    launch::Launch,
    store::bundled,
    tui::{app::App, draw, effect::Memory, event::Event, update::update},
};
use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    common::{provenance::provenance, synthetic},
    launch as launching,
};

/// The screen on which everything is measured.
pub(crate) const SCREEN: (u16, u16) = (120, 40);

pub(crate) fn launch(catalog: Catalog) -> Launch {
    let provenance = provenance(&catalog);
    launching::launch(catalog, provenance)
}

/// The bundled catalog for sizes up to its own, else a made one.
pub(crate) fn sized(size: usize) -> Catalog {
    let bundled = bundled::read().unwrap().catalog;
    if size > bundled.len() {
        return synthetic::catalog(size);
    }
    let days = synthetic::of_its_days(&bundled);
    let mut connectors = bundled.into_connectors();
    connectors.truncate(size);
    days.with_connectors(connectors).0
}

/// A browser on no terminal.
pub(crate) fn browser(catalog: Catalog) -> App {
    let mut app = App::new(launch(catalog), Memory::default());
    app.resize(SCREEN.0, SCREEN.1);
    app
}

pub(crate) fn screen() -> Buffer {
    Buffer::empty(Rect::new(0, 0, SCREEN.0, SCREEN.1))
}

/// Presses letters, one by one.
pub(crate) fn press(app: &mut App, keys: &str) {
    for key in keys.chars() {
        tap(app, KeyCode::Char(key));
    }
}

pub(crate) fn tap(app: &mut App, code: KeyCode) {
    update(app, Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

/// Draws a whole frame, as the terminal's owner does.
pub(crate) fn paint(app: &App, buffer: &mut Buffer) {
    buffer.reset();
    draw::draw(app, buffer);
}
