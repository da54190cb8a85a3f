//! Endings that cannot wait for the loop: a signal, a terminal that went away, a panic. Each gives the terminal back
//! and ends the program, whatever the other threads do.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    io::Write,
    panic::{self, PanicHookInfo},
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

use super::{device, station::Station};
use crate::text::clean;

/// The status of a program that a panic ended.
const PANICKED: i32 = 101;
/// The status of a program that lost its terminal: that of a hang-up.
pub const LOST: i32 = 129;
/// A terminal that takes no bytes for so long is left as it is; one that does is left at once.
const PATIENCE: Duration = Duration::from_millis(900);

/// Gives the terminal back and ends the program.
pub fn depart(station: &Arc<Station>, status: i32) -> ! {
    end(station, status, None)
}

/// From now on a panic of any thread gives the terminal back, says what happened, and ends the program.
pub fn after_panics(station: &Arc<Station>) {
    let station = Arc::clone(station);
    panic::set_hook(Box::new(move |panic| {
        end(&station, PANICKED, Some(account(panic)))
    }));
}

#[expect(
    clippy::disallowed_methods,
    reason = "main may be anywhere, even blocked in a write, and must not be waited for"
)]
fn end(station: &Arc<Station>, status: i32, words: Option<String>) -> ! {
    let (done, waiting) = mpsc::channel();
    let station = Arc::clone(station);
    let helper = thread::Builder::new().spawn(move || {
        // Nothing more can be tried than this.
        let _ = station.depart();
        if let (Some(words), Ok(mut stderr)) = (words, device::stderr()) {
            let _ = stderr.write_all(words.as_bytes());
        }
        let _ = done.send(());
    });
    if helper.is_ok() {
        let _ = waiting.recv_timeout(PATIENCE);
    }
    // This much needs no terminal that listens.
    let _ = crossterm::terminal::disable_raw_mode();
    std::process::exit(status)
}

/// What is said of a panic; its message may quote a catalog.
fn account(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let literal = payload.downcast_ref::<&str>().copied();
    let message = literal.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = panic.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "an unknown place".to_owned());
    let mut account = format!(
        "portolan: a fault of its own ended it: {}\nat {place}; please report it\n",
        clean::line(message.unwrap_or("it left no message"))
    );
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        account.push_str(&trace.to_string());
    }
    account
}
