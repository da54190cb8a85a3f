//! The smallest program that uses the terminal as the browser does. The tests start it in a terminal by way of this
//! very binary: it can be asked to do what the browser never does, such as to panic.

use std::{
    env,
    sync::mpsc::{Receiver, channel},
    thread,
};

use crossterm::event::{KeyCode, KeyEvent, MouseEvent};
use portolan::tui::{effect::Mouse, event::Event, input, terminal::Terminal};
use ratatui::{buffer::Buffer, layout::Position, style::Style};

use crate::pty::Program;

const ASKED: &str = "STAGE";

pub(crate) fn stage() -> Program {
    let path = env::current_exe().unwrap();
    let arguments = ["--exact", "stage::act", "--nocapture", "--test-threads=1"];
    Program::of(path.to_str().unwrap(), &arguments).with(ASKED, "1")
}

/// What happened so far, for the tests to read off the screen.
#[derive(Default)]
struct Seen {
    frames: usize,
    keys: usize,
    pasted: usize,
    resumed: usize,
    size: (u16, u16),
    click: Option<(u16, u16)>,
    said: String,
}

#[test]
fn act() {
    if env::var_os(ASKED).is_none() {
        return;
    }
    let (sender, events) = channel();
    let mut terminal = Terminal::enter(Mouse::On, sender.clone()).unwrap();
    input::listen(&terminal, sender).unwrap();
    play(&mut terminal, &events);
    terminal.leave().unwrap();
    terminal.leave().unwrap();
}

fn play(terminal: &mut Terminal, events: &Receiver<Vec<Event>>) {
    let mut seen = Seen::default();
    for batch in events {
        for event in batch {
            match event {
                Event::Key(key) if is(key, 'q') => return,
                Event::Key(key) => press(key, terminal, &mut seen),
                Event::Mouse(MouseEvent { column, row, .. }) => seen.click = Some((column, row)),
                Event::Paste(text) => seen.pasted += text.len(),
                Event::Resize(columns, rows) => seen.size = (columns, rows),
                Event::Resumed => seen.resumed += 1,
                _ => {}
            }
        }
        seen.frames += 1;
        let cursor = (seen.keys % 2 == 1).then_some(Position::new(1, 1));
        terminal
            .draw(|buffer| paint(buffer, &seen), cursor)
            .unwrap();
    }
}

fn is(key: KeyEvent, letter: char) -> bool {
    key.code == KeyCode::Char(letter)
}

fn press(key: KeyEvent, terminal: &mut Terminal, seen: &mut Seen) {
    seen.keys += 1;
    match key.code {
        KeyCode::Char('!') => panic!("the stage\x1b[2J broke"),
        KeyCode::Char('?') => drop(thread::spawn(|| panic!("the wings broke"))),
        KeyCode::Char('z') => {
            if let Err(error) = terminal.suspend() {
                seen.said = error.to_string();
            }
        }
        KeyCode::Char('f') => loop {
            terminal.clear();
            terminal.draw(|buffer| paint(buffer, seen), None).unwrap();
        },
        KeyCode::Char('m') => terminal.set_mouse(Mouse::Off).unwrap(),
        // What a loop that never looks up would do.
        KeyCode::Char('w') => loop {
            thread::park();
        },
        _ => {}
    }
}

fn paint(buffer: &mut Buffer, seen: &Seen) {
    let Seen {
        frames,
        keys,
        pasted,
        resumed,
        size: (columns, rows),
        click,
        said,
    } = seen;
    let lines = [
        format!("READY {columns}x{rows}"),
        format!("keys {keys}. pasted {pasted}. resumed {resumed}."),
        format!("click {click:?}. frames {frames}."),
        said.clone(),
    ];
    for (row, line) in (0..buffer.area.height).zip(lines) {
        buffer.set_stringn(0, row, line, buffer.area.width.into(), Style::new());
    }
}
