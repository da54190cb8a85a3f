//! The marks beside the words. State is never a mark or a colour alone.

use std::borrow::Cow;

use crate::words::{Availability, Readiness};

/// Which characters the output can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyphs {
    Unicode,
    Ascii,
}

impl Glyphs {
    fn pick(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self {
            Self::Unicode => unicode,
            Self::Ascii => ascii,
        }
    }

    /// The marks between words are plain where the locale is; names keep their letters.
    pub fn legible(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Ascii if !text.is_ascii() => text.replace('…', "~").replace('›', ">").into(),
            Self::Ascii | Self::Unicode => text.into(),
        }
    }

    pub fn readiness(self, readiness: Readiness) -> &'static str {
        match readiness {
            Readiness::Ready => self.pick("●", "+"),
            Readiness::Caveats => self.pick("◕", "~"),
            Readiness::Caution => self.pick("◐", "!"),
            Readiness::Unknown => self.pick("?", "?"),
            Readiness::Unavailable => self.pick("○", "-"),
            Readiness::Avoid => self.pick("✖", "x"),
        }
    }

    pub fn availability(self, availability: Availability) -> &'static str {
        match availability {
            Availability::Available => self.pick("✔", "+"),
            Availability::WithLicense | Availability::YourWorkspace | Availability::GrantedOnly => {
                self.pick("◆", "*")
            }
            Availability::NotAvailable => self.pick("—", "-"),
            Availability::Unknown => "?",
        }
    }

    pub fn passed(self) -> &'static str {
        self.pick("✔", "ok")
    }

    pub fn failed(self) -> &'static str {
        self.pick("✖", "FAIL")
    }

    pub fn separator(self) -> &'static str {
        self.pick(" · ", " - ")
    }

    pub fn arrow(self) -> &'static str {
        self.pick("→", "->")
    }

    pub fn bullet(self) -> &'static str {
        self.pick("·", "-")
    }

    pub fn here(self) -> &'static str {
        self.pick("▸", ">")
    }

    /// The row under the cursor, seen without colour and without reverse video.
    pub fn cursor(self) -> &'static str {
        self.pick("▌", ">")
    }

    pub fn pin(self) -> &'static str {
        self.pick("★", "p")
    }

    pub fn mark(self) -> &'static str {
        self.pick("◆", "*")
    }

    /// A time of which nothing is known.
    pub fn blank(self) -> char {
        match self {
            Self::Unicode => '·',
            Self::Ascii => '.',
        }
    }

    /// Today on a timeline.
    pub fn today(self) -> &'static str {
        self.pick("┃", "|")
    }

    /// What is still to come on a timeline.
    pub fn track(self) -> &'static str {
        self.pick("░", ".")
    }

    pub fn bar(self) -> &'static str {
        self.pick("█", "#")
    }
}
