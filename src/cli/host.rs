//! What the program must be told of the world it runs in; a test hands in another world.

use std::{io::Write, path::PathBuf};

use jiff::Timestamp;

use super::{args::Color, terminal::Stream};
use crate::{store::environment::Environment, view::Glyphs};

/// The world around one run.
pub struct Host<'a> {
    pub environment: Environment,
    pub now: Timestamp,
    pub folder: Option<PathBuf>,
    pub stdout: Tty,
    pub stderr: Tty,
    pub colours: Colours,
    pub glyphs: Glyphs,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// A stream: a terminal or not, and how wide.
#[derive(Debug, Clone, Copy)]
pub struct Tty {
    pub is_terminal: bool,
    pub width: Option<usize>,
}

/// What the environment says of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    Never,
    Always,
    OnTerminals,
}

impl Colours {
    /// `NO_COLOR` > `CLICOLOR_FORCE`, `FORCE_COLOR` > terminal, unless it is dumb or `CLICOLOR` is 0.
    pub fn of(ask: &dyn Fn(&str) -> Option<String>) -> Self {
        let is_set = |name: &str| ask(name).is_some_and(|value| !value.is_empty() && value != "0");
        if ask("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            Self::Never
        } else if is_set("CLICOLOR_FORCE") || is_set("FORCE_COLOR") {
            Self::Always
        } else if ask("TERM").as_deref() == Some("dumb") || ask("CLICOLOR").as_deref() == Some("0")
        {
            Self::Never
        } else {
            Self::OnTerminals
        }
    }
}

/// Whether the locale can show more than ASCII: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set says so.
pub fn glyphs(ask: &dyn Fn(&str) -> Option<String>) -> Glyphs {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| ask(name).filter(|value| !value.is_empty()));
    let Some(locale) = locale else {
        return Glyphs::Unicode;
    };
    let locale = locale.to_ascii_lowercase();
    let is_unicode = locale.contains("utf-8") || locale.contains("utf8");
    if is_unicode {
        Glyphs::Unicode
    } else {
        Glyphs::Ascii
    }
}

impl Host<'_> {
    pub fn paints(&self, flag: Color, tty: Tty) -> bool {
        match (flag, self.colours) {
            (Color::Always, _) | (Color::Auto, Colours::Always) => true,
            (Color::Never, _) | (Color::Auto, Colours::Never) => false,
            (Color::Auto, Colours::OnTerminals) => tty.is_terminal,
        }
    }

    pub fn stream(&self, flag: Color, tty: Tty) -> Stream {
        Stream {
            is_terminal: tty.is_terminal,
            width: tty.width.filter(|_| tty.is_terminal),
            paints: self.paints(flag, tty),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(set: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> {
        let set: Vec<(String, String)> = set
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        move |name| {
            set.iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.clone())
        }
    }

    #[test]
    fn the_environment_settles_colours_in_one_order() {
        let table = [
            (&[][..], Colours::OnTerminals),
            (&[("NO_COLOR", "1"), ("FORCE_COLOR", "1")], Colours::Never),
            (&[("NO_COLOR", "")], Colours::OnTerminals),
            (
                &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")],
                Colours::Always,
            ),
            (&[("CLICOLOR_FORCE", "0")], Colours::OnTerminals),
            (&[("TERM", "dumb")], Colours::Never),
            (&[("CLICOLOR", "0")], Colours::Never),
        ];
        for (set, expected) in table {
            assert_eq!(Colours::of(&asked(set)), expected, "{set:?}");
        }
    }

    #[test]
    fn a_plain_locale_gets_plain_marks() {
        for (set, expected) in [
            (&[][..], Glyphs::Unicode),
            (&[("LANG", "C")], Glyphs::Ascii),
            (&[("LANG", "en_GB.UTF-8")], Glyphs::Unicode),
            (&[("LC_ALL", "C.utf8"), ("LANG", "C")], Glyphs::Unicode),
            (
                &[("LC_ALL", "POSIX"), ("LANG", "en_GB.UTF-8")],
                Glyphs::Ascii,
            ),
        ] {
            assert_eq!(glyphs(&asked(set)), expected, "{set:?}");
        }
    }
}
