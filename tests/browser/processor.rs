//! How much processor time a program uses.

use std::{fs, thread, time::Duration};

use crate::pty::Pty;

/// Whether a second passes in which the program uses no more than a tick. This is a measure, so it takes its time.
pub(crate) fn is_resting(pty: &Pty) -> bool {
    let before = ticks(pty);
    thread::sleep(Duration::from_secs(1));
    ticks(pty) <= before + 1
}

/// The ticks that it has used in all, for itself and within the system.
fn ticks(pty: &Pty) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{}/stat", pty.pid().as_raw_nonzero())).unwrap();
    // The name before the last bracket may hold anything.
    let (_, rest) = stat.rsplit_once(')').unwrap();
    let used = rest.split_whitespace().skip(11).take(2);
    used.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
}
