//! Signals and hang-ups, each answered by a thread of its own: the loop may be busy, and the key reader spins when its
//! terminal vanishes. Where there are no signals, nothing is watched.

#[cfg(not(unix))]
pub use elsewhere::{stop, watch};
#[cfg(unix)]
pub use of_unix::{stop, watch};

#[cfg(unix)]
mod of_unix {
    use std::{
        io::{self, IsTerminal},
        os::fd::OwnedFd,
        sync::{Arc, mpsc::Sender},
        thread,
    };

    use rustix::{
        event::{PollFd, PollFlags, poll},
        io::Errno,
        process::{Signal, getpgrp, getsid, kill_current_process_group},
    };
    use signal_hook::{
        consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP},
        iterator::Signals,
        low_level::emulate_default_handler,
    };

    use crate::tui::{
        event::Event,
        terminal::{device, farewell, size, station::Station},
    };

    /// What a shell makes of a program that a signal ended.
    const SIGNALLED: i32 = 128;
    const WATCHED: [i32; 6] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT];

    /// Answers signals and a hang-up from now on, to the end of the program.
    pub fn watch(station: &Arc<Station>, events: Sender<Vec<Event>>) -> io::Result<()> {
        let mut signals = Signals::new(WATCHED)?;
        let answering = Arc::clone(station);
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in signals.forever() {
                    answer(signal, &answering, &events);
                }
            })?;
        let line = device::input()?;
        let leaving = Arc::clone(station);
        thread::Builder::new()
            .name("hang-up".to_owned())
            .spawn(move || {
                if has_hung_up(&line) {
                    farewell::depart(&leaving, farewell::LOST);
                }
            })?;
        Ok(())
    }

    fn answer(signal: i32, station: &Arc<Station>, events: &Sender<Vec<Event>>) {
        match signal {
            SIGTSTP if could_continue() => {
                // A terminal that cannot be left is no reason to run on.
                let _ = station.leave();
                let _ = emulate_default_handler(SIGTSTP);
            }
            SIGTSTP => {}
            SIGCONT => {
                // Also after a SIGSTOP, of which nothing told: the shell has changed the terminal since.
                if station.return_to().is_err() {
                    farewell::depart(station, farewell::LOST);
                }
                let (columns, rows) = size();
                // A loop that is over needs no frame.
                let _ = events.send(vec![Event::Resumed, Event::Resize(columns, rows)]);
            }
            fatal => farewell::depart(station, SIGNALLED + fatal),
        }
    }

    /// Stops the whole group, as the terminal does on `^Z` when it is not raw; the signal does the rest.
    pub fn stop() -> io::Result<()> {
        // In `$(portolan pick)` a shell waits for the output, and would never continue what is stopped.
        if !could_continue() || !io::stdout().is_terminal() {
            return Err(io::Error::other("no shell here could bring it back"));
        }
        Ok(kill_current_process_group(Signal::TSTP)?)
    }

    /// Whether a shell made this group a job of its own. A group that the session began with has nobody above it, and
    /// once stopped would stay so.
    fn could_continue() -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }

    /// Waits until the other end of the terminal is gone. False where that cannot be watched; a signal may still tell.
    fn has_hung_up(line: &OwnedFd) -> bool {
        loop {
            let mut watched = [PollFd::new(line, PollFlags::empty())];
            match poll(&mut watched, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return false,
            }
            let [watched] = watched;
            return watched
                .revents()
                .intersects(PollFlags::HUP | PollFlags::ERR);
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::{
        io,
        sync::{Arc, mpsc::Sender},
    };

    use crate::tui::{event::Event, terminal::station::Station};

    pub fn watch(_station: &Arc<Station>, _events: Sender<Vec<Event>>) -> io::Result<()> {
        Ok(())
    }

    pub fn stop() -> io::Result<()> {
        Err(io::Error::other("programs are not stopped here"))
    }
}
