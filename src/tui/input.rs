//! Keys, clicks and pastes, read on a thread of their own and handed over in batches, so that a burst is one frame.

use std::{io, sync::mpsc::Sender, thread, time::Duration};

use crossterm::event::{self, KeyEventKind, MouseEventKind};

use super::{
    event::Event,
    terminal::{Terminal, believable, farewell, size, station::Station},
};

/// What arrives within this time of another belongs to the same burst; without any, each key is a batch. Only the
/// first of a burst goes ahead. Below a millisecond the wait is a busy one, so it is no longer than a look or two.
const PAUSE: Duration = Duration::from_micros(10);
/// A longer burst is shown on its way.
const BATCH: usize = 4096;

/// Reads the terminal until the program ends. The first batch says how large the screen is.
pub fn listen(terminal: &Terminal, events: Sender<Vec<Event>>) -> io::Result<()> {
    let station = terminal.station().clone();
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || {
            if read_on(&station, &events).is_err() {
                farewell::depart(&station, farewell::LOST);
            }
        })?;
    Ok(())
}

/// Ends well when nobody listens any more.
fn read_on(station: &Station, events: &Sender<Vec<Event>>) -> io::Result<()> {
    // From the first look on, changes of the size are noticed; what it was until then is said here.
    event::poll(Duration::ZERO)?;
    let (columns, rows) = size();
    let mut batch = vec![Event::Resize(columns, rows)];
    loop {
        if !batch.is_empty() && events.send(batch).is_err() {
            return Ok(());
        }
        // What follows closely is gathered; what comes after a pause is told at once, for it may be alone.
        let mut burst = Vec::new();
        while burst.len() < BATCH && event::poll(PAUSE)? {
            burst.push(event::read()?);
        }
        if burst.is_empty() {
            burst.push(event::read()?);
        }
        batch = told(burst);
        if batch.iter().any(is_resize) {
            // Even when it is as large as before: between, it may have been smaller, and has forgotten the rest.
            station.lose_sight();
        }
    }
}

/// What of a burst is worth telling: of several sizes only the last is true.
fn told(burst: Vec<event::Event>) -> Vec<Event> {
    let mut events: Vec<Event> = burst.into_iter().filter_map(meant).collect();
    let mut resizes = events.iter().filter(|event| is_resize(event)).count();
    events.retain(|event| {
        let is_stale = is_resize(event) && resizes > 1;
        resizes -= usize::from(is_stale);
        !is_stale
    });
    events
}

fn is_resize(event: &Event) -> bool {
    matches!(event, Event::Resize(..))
}

fn meant(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) => (key.kind != KeyEventKind::Release).then_some(Event::Key(key)),
        event::Event::Mouse(mouse) => {
            (mouse.kind != MouseEventKind::Moved).then_some(Event::Mouse(mouse))
        }
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::Resize(columns, rows) => {
            let (columns, rows) = believable((columns, rows));
            Some(Event::Resize(columns, rows))
        }
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{
        Event as Raw, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent,
    };

    use super::*;

    fn key(letter: char, kind: KeyEventKind) -> Raw {
        let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE);
        Raw::Key(KeyEvent { kind, ..key })
    }

    fn mouse(kind: MouseEventKind) -> Raw {
        Raw::Mouse(MouseEvent {
            kind,
            column: 3,
            row: 4,
            modifiers: KeyModifiers::NONE,
        })
    }

    fn names(burst: Vec<Raw>) -> Vec<String> {
        let name = |event: Event| match event {
            Event::Key(key) => key.code.to_string(),
            Event::Mouse(mouse) => format!("{},{}", mouse.column, mouse.row),
            Event::Paste(text) => format!("«{text}»"),
            Event::Resize(columns, rows) => format!("{columns}x{rows}"),
            _ => "?".to_owned(),
        };
        told(burst).into_iter().map(name).collect()
    }

    #[test]
    fn a_burst_keeps_its_order_and_only_what_means_something() {
        let burst = vec![
            Raw::Resize(10, 10),
            key('a', KeyEventKind::Press),
            key('a', KeyEventKind::Release),
            Raw::FocusGained,
            Raw::Resize(20, 20),
            key('b', KeyEventKind::Repeat),
            mouse(MouseEventKind::Moved),
            mouse(MouseEventKind::Down(MouseButton::Left)),
            Raw::Resize(0, u16::MAX),
            Raw::Paste("c\nd".to_owned()),
        ];
        assert_eq!(names(burst), ["a", "b", "3,4", "80x512", "«c\nd»"]);
        assert_eq!(names(vec![Raw::FocusLost]), [""; 0]);
    }
}
