//! A browser without a terminal: a small catalog, keys as people write them, and the frame as text and as looks.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use portolan::{
    catalog::wire,
    launch::Launch,
    tui::{
        app::App,
        draw,
        effect::{Effect, Memory},
        event::Event,
        update::update,
    },
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
};

use crate::{launch as launching, provenance::provenance};

/// A catalog of a dozen connectors that stands for the real one.
pub(crate) const CATALOG: &str = include_str!("catalog.json");

pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) effects: Vec<Effect>,
}

impl Stage {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::with(width, height, |_| {})
    }

    pub(crate) fn with(width: u16, height: u16, change: impl FnOnce(&mut Launch)) -> Self {
        let mut launch = launch();
        change(&mut launch);
        let mut app = App::new(launch, Memory::default());
        app.resize(width, height);
        Self {
            app,
            effects: Vec::new(),
        }
    }

    /// Presses keys as people write them: `/post<Enter>jj<C-d>`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.happen(Event::Key(key));
        }
        self
    }

    pub(crate) fn click(&mut self, button: MouseButton, (column, row): (u16, u16)) -> &mut Self {
        self.happen(Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(button),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        }))
    }

    /// Where a text stands on the screen.
    pub(crate) fn place(&self, text: &str) -> (u16, u16) {
        let frame = self.frame();
        let mut lines = frame.lines().zip(0..);
        let found = lines.find_map(|(line, row)| Some((line.find(text)?, line, row)));
        let Some((at, line, row)) = found else {
            panic!("no {text:?} in\n{frame}");
        };
        (u16::try_from(line[..at].chars().count()).unwrap(), row)
    }

    pub(crate) fn happen(&mut self, event: Event) -> &mut Self {
        let effects = update(&mut self.app, event);
        self.effects.extend(effects);
        self
    }

    pub(crate) fn buffer(&self) -> Buffer {
        let area = self.app.areas.all;
        let mut buffer = Buffer::empty(Rect::new(0, 0, area.width, area.height));
        draw::draw(&self.app, &mut buffer);
        buffer
    }

    /// The frame as text, without blanks at the ends of lines.
    pub(crate) fn frame(&self) -> String {
        let buffer = self.buffer();
        let lines = (0..buffer.area.height).map(|row| {
            let cells = (0..buffer.area.width).map(|column| buffer[(column, row)].symbol());
            cells.collect::<String>().trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The frame's looks: a letter a cell, blank where nothing is special.
    pub(crate) fn looks(&self) -> String {
        let buffer = self.buffer();
        let lines = (0..buffer.area.height).map(|row| {
            let cells = (0..buffer.area.width).map(|column| letter(buffer[(column, row)].style()));
            cells.collect::<String>().trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn selected(&self) -> Option<String> {
        self.app
            .selected()
            .map(|connector| connector.slug.to_string())
    }

    pub(crate) fn query(&self) -> &str {
        self.app.query.line.text()
    }

    /// The slugs of the hits, in their order.
    pub(crate) fn hits(&self) -> Vec<String> {
        let places = self.app.list.hits.iter();
        places
            .filter_map(|place| self.app.world.connector(*place))
            .map(|c| c.slug.to_string())
            .collect()
    }
}

pub(crate) fn launch() -> Launch {
    let catalog = wire::decode(CATALOG.as_bytes(), None).unwrap().catalog;
    let provenance = provenance(&catalog);
    launching::launch(catalog, provenance)
}

fn letter(style: Style) -> char {
    let is = |modifier| style.add_modifier.contains(modifier);
    if is(Modifier::REVERSED) {
        return 'R';
    }
    match (
        style.fg,
        is(Modifier::UNDERLINED),
        is(Modifier::BOLD),
        is(Modifier::DIM),
    ) {
        (_, true, _, _) => 'u',
        (Some(Color::Green), ..) => 'g',
        (Some(Color::Yellow), ..) => 'y',
        (Some(Color::Red), ..) => 'r',
        (Some(Color::Magenta), ..) => 'm',
        (Some(Color::Cyan), ..) => 'c',
        (_, _, true, _) => 'b',
        (_, _, _, true) => 'd',
        _ => ' ',
    }
}

fn parse(keys: &str) -> Vec<KeyEvent> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let end = rest.find('>').filter(|_| c == '<' && rest.len() > 1);
        if let Some(end) = end {
            parsed.push(named(&rest[1..end]));
            rest = &rest[end + 1..];
        } else {
            parsed.push(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
            rest = &rest[c.len_utf8()..];
        }
    }
    parsed
}

fn named(name: &str) -> KeyEvent {
    if let Some(letter) = name.strip_prefix("C-") {
        return KeyEvent::new(
            KeyCode::Char(letter.chars().next().unwrap()),
            KeyModifiers::CONTROL,
        );
    }
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "BackTab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgDn" => KeyCode::PageDown,
        "PgUp" => KeyCode::PageUp,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "Backspace" => KeyCode::Backspace,
        "Space" => KeyCode::Char(' '),
        "lt" => KeyCode::Char('<'),
        other => panic!("no key is called {other}"),
    };
    KeyEvent::new(code, KeyModifiers::NONE)
}
