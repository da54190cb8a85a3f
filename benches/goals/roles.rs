//! The other programs that this one can be: it makes the inputs, and draws nothing but a box.

use std::{io, path::Path, time::Instant};

use crossterm::{event, execute, terminal};
use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    widgets::{Block, Borders},
};

use portolan::store::{bundled, load};

use crate::inputs;

/// How the box is asked for.
pub(crate) const BOX: &str = "--draw-box";
/// How a process is asked for that reads a catalog file once.
pub(crate) const LOAD: &str = "--load";
/// What stands in it.
pub(crate) const BOXED: &str = "nothing but a box";

/// Plays the role that the words name; `false` where they name none.
pub(crate) fn play(words: &[String]) -> bool {
    match words {
        [role, folder, ..] if role == "--make" => inputs::write(Path::new(folder)),
        [role, file, ..] if role == LOAD => load_once(Path::new(file)),
        [role, ..] if role == BOX => draw_box().unwrap(),
        _ => return false,
    }
    true
}

/// Says how many nanoseconds it took to read a file whose catalog is kept, as a browser reads and keeps it.
fn load_once(file: &Path) {
    // What the first catalog costs is the program's own pages.
    let first = bundled::read().unwrap();
    let since = Instant::now();
    let loaded = load::file(file).unwrap();
    println!("{}", since.elapsed().as_nanos());
    drop((first, loaded));
}

/// The least that a program on a whole screen does.
fn draw_box() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), terminal::EnterAlternateScreen)?;
    let mut screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    screen.draw(|frame| {
        let block = Block::new().borders(Borders::ALL).title(BOXED);
        frame.render_widget(block, frame.area());
    })?;
    event::read()?;
    execute!(io::stdout(), terminal::LeaveAlternateScreen)?;
    terminal::disable_raw_mode()
}
