//! The terminal while it is ours: entered once, drawn on frame by frame, and given back as it was. Knows no state of
//! the browser.

pub(super) mod device;
pub(super) mod farewell;
mod frame;
mod mode;
pub(super) mod station;

use std::{
    io,
    sync::{Arc, mpsc::Sender},
};

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{effect::Mouse, event::Event, signals};
use frame::Frame;
use mode::Mode;
use station::Station;

/// No screen is larger; a terminal that claims so is not believed.
const LARGEST: (u16, u16) = (1024, 512);
/// What a terminal has that does not know its size.
const USUAL: (u16, u16) = (80, 24);

/// A terminal with an alternate screen, in raw mode.
pub struct Terminal {
    station: Arc<Station>,
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    /// What the terminal shows is not known.
    is_unknown: bool,
}

impl Terminal {
    /// Takes the terminal: standard output where that is one, else the one that the process belongs to. From here on
    /// signals, a hang-up and panics give it back too; `events` is told when a stopped program continues.
    pub fn enter(mouse: Mouse, events: Sender<Vec<Event>>) -> io::Result<Self> {
        // Themes alone decide on colours: under NO_COLOR crossterm would put a reset in place of each of them, and
        // take reverse video and weight away with it.
        crossterm::style::force_color_output(true);
        let mut modes = Mode::ALWAYS.to_vec();
        modes.extend((mouse == Mouse::On).then_some(Mode::Mouse));
        let station = Arc::new(Station::new(device::output()?, modes));
        farewell::after_panics(&station);
        signals::watch(&station, events)?;
        station.enter()?;
        Ok(Self {
            station,
            shown: Buffer::empty(Rect::ZERO),
            next: Buffer::empty(Rect::ZERO),
            cursor: None,
            is_unknown: true,
        })
    }

    /// Paints a frame. What is there already is not written again, and where nothing changed nothing is written.
    pub fn draw(
        &mut self,
        paint: impl FnOnce(&mut Buffer),
        cursor: Option<Position>,
    ) -> io::Result<()> {
        let (columns, rows) = size();
        let area = Rect::new(0, 0, columns, rows);
        self.is_unknown |= self.station.take_unknown() || area != self.shown.area;
        self.next.resize(area);
        self.next.reset();
        paint(&mut self.next);
        let cursor = cursor.filter(|&position| area.contains(position));
        let shown = Some(&self.shown).filter(|_| !self.is_unknown);
        let frame = Frame {
            before: (shown, self.cursor),
            after: (&self.next, cursor),
        };
        self.unless_gone(self.station.write(&frame.encode()?))?;
        std::mem::swap(&mut self.shown, &mut self.next);
        (self.cursor, self.is_unknown) = (cursor, false);
        Ok(())
    }

    /// Makes room for the next frame, now that there is one to look at.
    pub fn prepare(&mut self) {
        self.next.resize(self.shown.area);
    }

    /// Sends a sequence that draws nothing, such as one for the clipboard.
    pub fn send(&self, sequence: &[u8]) -> io::Result<()> {
        self.unless_gone(self.station.write(sequence))
    }

    pub fn set_mouse(&mut self, mouse: Mouse) -> io::Result<()> {
        self.unless_gone(match mouse {
            Mouse::On => self.station.switch_on(Mode::Mouse),
            Mouse::Off => self.station.switch_off(Mode::Mouse),
        })
    }

    /// Stops the program and whatever runs beside it, as `^Z` does elsewhere. [`Event::Resumed`] tells of the return.
    /// An error says why nothing could bring it back.
    pub fn suspend(&self) -> io::Result<()> {
        signals::stop()
    }

    /// Whether the terminal still shows what was painted last.
    pub fn is_known(&self) -> bool {
        !self.is_unknown && !self.station.is_unknown()
    }

    /// The next frame is painted from nothing.
    pub fn clear(&mut self) {
        self.is_unknown = true;
    }

    /// Gives the terminal back; doing so twice is harmless.
    pub fn leave(&mut self) -> io::Result<()> {
        self.unless_gone(self.station.leave())
    }

    /// A frame may find the terminal gone before the signal that says so comes. Other faults are told.
    fn unless_gone(&self, written: io::Result<()>) -> io::Result<()> {
        if written.as_ref().is_err_and(device::is_gone) {
            farewell::depart(&self.station, farewell::LOST);
        }
        written
    }

    pub(super) fn station(&self) -> &Arc<Station> {
        &self.station
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // There is nobody left to tell.
        let _ = self.leave();
    }
}

/// Columns and rows, as far as they can be believed.
pub fn size() -> (u16, u16) {
    believable(crossterm::terminal::size().unwrap_or(USUAL))
}

/// A serial line says 0 by 0; anything may say 65535.
pub(super) fn believable((columns, rows): (u16, u16)) -> (u16, u16) {
    let side = |told: u16, usual: u16, largest: u16| match told {
        0 => usual,
        told => told.min(largest),
    };
    (
        side(columns, USUAL.0, LARGEST.0),
        side(rows, USUAL.1, LARGEST.1),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_cannot_be_are_not_believed() {
        for (told, believed) in [
            ((80, 24), (80, 24)),
            ((1, 1), (1, 1)),
            ((0, 0), (80, 24)),
            ((0, 50), (80, 50)),
            ((u16::MAX, 1), (1024, 1)),
            ((200, u16::MAX), (200, 512)),
        ] {
            assert_eq!(believable(told), believed, "{told:?}");
        }
    }
}
