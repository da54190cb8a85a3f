//! One line on a terminal that says how far something is, and is gone when that is done. Knows nothing of what goes on.

use std::{cell::RefCell, io::Write};

use crate::{cli::host::Host, text::width};

pub(super) struct StatusLine<'a> {
    to: Option<RefCell<&'a mut dyn Write>>,
    width: usize,
    shown: RefCell<Option<String>>,
}

impl<'a> StatusLine<'a> {
    /// Shown on a terminal that can take a line back, to those who do not want quiet.
    pub(super) fn new(is_quiet: bool, host: &'a mut Host<'_>) -> Self {
        let is_shown = host.stderr.is_terminal && !host.seat.is_dumb && !is_quiet;
        let width = host.stderr.width.unwrap_or(80);
        let to: &mut dyn Write = &mut *host.err;
        Self {
            width,
            to: is_shown.then(|| RefCell::new(to)),
            shown: RefCell::default(),
        }
    }

    pub(super) fn show(&self, text: &str) {
        let Some(to) = &self.to else {
            return;
        };
        // The last column is left free: some terminals would go on to the next line.
        let text = width::truncate(text, self.width.saturating_sub(1)).into_owned();
        if self.shown.borrow().as_ref() == Some(&text) {
            return;
        }
        let mut to = to.borrow_mut();
        // A line that cannot be drawn is missed by nobody.
        let _ = write!(to, "\r\u{1b}[K{text}").and_then(|()| to.flush());
        self.shown.replace(Some(text));
    }
}

impl Drop for StatusLine<'_> {
    fn drop(&mut self) {
        if let (Some(to), true) = (&self.to, self.shown.borrow().is_some()) {
            let mut to = to.borrow_mut();
            let _ = write!(to, "\r\u{1b}[K").and_then(|()| to.flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_drawn_once_and_taken_back() {
        let mut out = Vec::new();
        let status = StatusLine {
            to: Some(RefCell::new(&mut out)),
            width: 10,
            shown: RefCell::default(),
        };
        for text in ["1 of 2", "1 of 2", "registry.json: 2 of 2"] {
            status.show(text);
        }
        drop(status);
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text, "\r\u{1b}[K1 of 2\r\u{1b}[Kregistry…\r\u{1b}[K");
    }

    #[test]
    fn what_was_never_shown_is_not_taken_back() {
        let mut out = Vec::new();
        drop(StatusLine {
            to: Some(RefCell::new(&mut out)),
            width: 10,
            shown: RefCell::default(),
        });
        assert_eq!(out, b"");
    }
}
