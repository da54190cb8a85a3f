//! What the program must be told of the world it runs in; a test hands in another world.

use std::{
    io::{Read, Write},
    path::PathBuf,
};

use jiff::Timestamp;

use super::{args::Color, terminal::Stream};
use crate::{
    launch::{Launch, Leaving, Opening},
    store::environment::{Environment, Variable},
    view::Glyphs,
};

/// The world around one run.
pub struct Host<'a> {
    pub environment: Environment,
    /// When the program began.
    pub now: Timestamp,
    /// What the time is, for a program that runs for long.
    pub clock: fn() -> Timestamp,
    pub folder: Option<PathBuf>,
    pub stdout: Tty,
    pub stderr: Tty,
    pub colours: Colours,
    pub glyphs: Glyphs,
    pub seat: Seat,
    pub browser: &'a dyn Fn(Launch) -> Result<Leaving, String>,
    pub input: &'a mut dyn Read,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// A stream: a terminal or not, and how wide.
#[derive(Debug, Clone, Copy)]
pub struct Tty {
    pub is_terminal: bool,
    pub width: Option<usize>,
}

/// Where the user sits: whether there is a screen to draw on, and whose it is.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Standard input and output are a terminal.
    pub is_interactive: bool,
    /// The terminal can only print lines.
    pub is_dumb: bool,
    /// Whether there is a terminal beside streams that are piped.
    pub has_terminal: fn() -> bool,
    pub is_remote: bool,
    pub opening: Opening,
}

impl Seat {
    pub fn of(is_interactive: bool, has_terminal: fn() -> bool, environment: &Environment) -> Self {
        let is_set = |variable: &Variable| environment.is_set(*variable);
        let is_remote = [Variable::SshConnection, Variable::SshTty]
            .iter()
            .any(is_set);
        let has_display = cfg!(any(windows, target_os = "macos")) || DISPLAYS.iter().any(is_set);
        let opening = if is_remote {
            Opening::Nowhere("over SSH")
        } else if has_display {
            let browser = environment.text(Variable::Browser);
            Opening::Here { browser }
        } else {
            Opening::Nowhere("without a display")
        };
        Self {
            is_interactive,
            is_dumb: is_dumb(environment),
            has_terminal,
            is_remote,
            opening,
        }
    }
}

/// Each tells that something can be shown beside the terminal.
const DISPLAYS: [Variable; 5] = [
    Variable::Display,
    Variable::WaylandDisplay,
    Variable::WslDistro,
    Variable::Termux,
    Variable::Browser,
];

fn is_dumb(environment: &Environment) -> bool {
    environment.text(Variable::Term).as_deref() == Some("dumb")
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
    pub fn of(environment: &Environment) -> Self {
        let text = |variable| environment.text(variable);
        let is_wished = |variable| text(variable).is_some_and(|value| value != "0");
        if environment.is_set(Variable::NoColor) {
            Self::Never
        } else if is_wished(Variable::CliColorForce) || is_wished(Variable::ForceColor) {
            Self::Always
        } else if is_dumb(environment) || text(Variable::CliColor).as_deref() == Some("0") {
            Self::Never
        } else {
            Self::OnTerminals
        }
    }
}

/// Whether the locale can show more than ASCII: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set says so.
pub fn glyphs(environment: &Environment) -> Glyphs {
    let locale = [Variable::LcAll, Variable::LcCtype, Variable::Lang]
        .into_iter()
        .find_map(|variable| environment.text(variable));
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
    use crate::store::environment::tests::with;

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
            assert_eq!(Colours::of(&with(set)), expected, "{set:?}");
        }
    }

    #[test]
    fn addresses_are_opened_only_where_the_user_would_see_it() {
        let seat = |set: &[(&str, &str)]| Seat::of(true, || true, &with(set));
        let here = |browser: Option<&str>| Opening::Here {
            browser: browser.map(str::to_owned),
        };
        let ssh = ("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22");
        let table = [
            (&[("DISPLAY", ":0")][..], here(None)),
            (&[("BROWSER", "firefox")], here(Some("firefox"))),
            (&[("DISPLAY", ":0"), ssh], Opening::Nowhere("over SSH")),
            (&[("SSH_TTY", "/dev/pts/1")], Opening::Nowhere("over SSH")),
        ];
        for (set, expected) in table {
            assert_eq!(seat(set).opening, expected, "{set:?}");
        }
        if cfg!(target_os = "linux") {
            let nowhere = Opening::Nowhere("without a display");
            assert_eq!(seat(&[("DISPLAY", "")]).opening, nowhere);
        }
        assert!(seat(&[ssh]).is_remote && !seat(&[]).is_remote);
        assert!(seat(&[("TERM", "dumb")]).is_dumb && !seat(&[]).is_dumb);
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
            assert_eq!(glyphs(&with(set)), expected, "{set:?}");
        }
    }
}
