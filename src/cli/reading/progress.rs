//! One line that says how far reading is: on a terminal, to those who do not want quiet, and only where it takes long.

use std::{io::Write, time::Duration};

use crate::{cli::host::Host, store::walk::Progress, text::width};

/// What takes no longer is over before anybody has read that it goes on.
const PATIENCE: Duration = Duration::from_millis(300);

pub(super) struct Bar<'a> {
    to: Option<&'a mut dyn Write>,
    width: usize,
    is_drawn: bool,
}

impl<'a> Bar<'a> {
    pub(super) fn new(is_quiet: bool, host: &'a mut Host<'_>) -> Self {
        let is_shown = host.stderr.is_terminal && !host.seat.is_dumb && !is_quiet;
        Self {
            width: host.stderr.width.unwrap_or(80),
            to: is_shown.then_some(&mut *host.err),
            is_drawn: false,
        }
    }

    pub(super) fn show(&mut self, progress: Progress) {
        if progress.elapsed < PATIENCE {
            return;
        }
        let Some(to) = &mut self.to else {
            return;
        };
        let text = format!(
            "portolan: reading files: {}, {} with connectors",
            progress.read, progress.kept
        );
        // The last column is left free: some terminals would go on to the next line.
        let text = width::truncate(&text, self.width.saturating_sub(1));
        // A line that cannot be drawn is missed by nobody.
        let _ = write!(to, "\r\u{1b}[K{text}");
        let _ = to.flush();
        self.is_drawn = true;
    }

    pub(super) fn erase(&mut self) {
        if let (Some(to), true) = (&mut self.to, self.is_drawn) {
            let _ = write!(to, "\r\u{1b}[K");
            let _ = to.flush();
            self.is_drawn = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(to: Option<&mut dyn Write>, elapsed: u64) {
        let mut bar = Bar {
            to,
            width: 30,
            is_drawn: false,
        };
        bar.show(Progress {
            elapsed: Duration::from_millis(elapsed),
            read: 1234,
            kept: 5,
        });
        bar.erase();
    }

    #[test]
    fn a_short_walk_draws_nothing_and_a_long_one_leaves_nothing() {
        let mut out = Vec::new();
        drawn(Some(&mut out), 299);
        assert_eq!(out, b"");
        drawn(Some(&mut out), 300);
        let text = String::from_utf8(out).unwrap();
        let expected = "\r\u{1b}[Kportolan: reading files: 123…\r\u{1b}[K";
        assert_eq!(text, expected);
        drawn(None, 300);
    }
}
