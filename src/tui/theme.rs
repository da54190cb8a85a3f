//! Looks: from what a text means to how a terminal shows it. The default paints on the terminal's own colours.

use ratatui::style::{Color, Modifier, Style};

pub use crate::launch::Palette;
use crate::{view::Role, words::Readiness};

/// A screen element that is no text of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    Border,
    FocusedBorder,
    /// The row under the cursor, in the pane that has the focus.
    Selected,
    /// The row under the cursor, in a pane that has not.
    Resting,
    /// Letters that the query hit.
    Match,
    /// A part of the query that was not understood.
    Misunderstood,
    Bar,
    Key,
    Notice,
    Ageing,
    Old,
}

/// The looks of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub palette: Palette,
}

/// The few colours that a palette consists of.
struct Colours {
    good: Color,
    wary: Color,
    bad: Color,
    odd: Color,
    accent: Color,
    muted: Option<Color>,
}

impl Theme {
    pub fn new(palette: Palette) -> Self {
        Self { palette }
    }

    fn colours(self) -> Option<Colours> {
        Some(match self.palette {
            Palette::Plain => return None,
            Palette::Terminal => Colours {
                good: Color::Green,
                wary: Color::Yellow,
                bad: Color::Red,
                odd: Color::Magenta,
                accent: Color::Cyan,
                muted: None,
            },
            Palette::Dark => Colours {
                good: Color::Rgb(0x8f, 0xd4, 0x8a),
                wary: Color::Rgb(0xe8, 0xc0, 0x6a),
                bad: Color::Rgb(0xf0, 0x7a, 0x7a),
                odd: Color::Rgb(0xcf, 0x9c, 0xf0),
                accent: Color::Rgb(0x7a, 0xc8, 0xe8),
                muted: Some(Color::Rgb(0x9a, 0xa3, 0xad)),
            },
            Palette::Light => Colours {
                good: Color::Rgb(0x1a, 0x6e, 0x2a),
                wary: Color::Rgb(0x8a, 0x5a, 0x00),
                bad: Color::Rgb(0xb0, 0x1f, 0x2e),
                odd: Color::Rgb(0x7a, 0x2f, 0xa0),
                accent: Color::Rgb(0x00, 0x5f, 0x87),
                muted: Some(Color::Rgb(0x5a, 0x63, 0x6e)),
            },
        })
    }

    /// How a meaning looks. State is never colour alone: the words and marks are there without it.
    pub fn role(self, role: Role) -> Style {
        let colours = self.colours();
        let tinted = |pick: fn(&Colours) -> Color| {
            colours
                .as_ref()
                .map_or(Style::new(), |colours| Style::new().fg(pick(colours)))
        };
        match role {
            Role::Plain => Style::new(),
            Role::Title | Role::Heading | Role::Strong => Style::new().add_modifier(Modifier::BOLD),
            Role::Muted => match colours.as_ref().and_then(|colours| colours.muted) {
                Some(muted) => Style::new().fg(muted),
                None => Style::new().add_modifier(Modifier::DIM),
            },
            Role::Own => tinted(|c| c.accent).add_modifier(Modifier::BOLD),
            Role::Link => tinted(|c| c.accent).add_modifier(Modifier::UNDERLINED),
            Role::Alert => tinted(|c| c.wary),
            Role::Bar => tinted(|c| c.accent),
            Role::Verdict(readiness) => {
                let style = match readiness {
                    Readiness::Ready => tinted(|c| c.good),
                    Readiness::Caveats | Readiness::Caution => tinted(|c| c.wary),
                    Readiness::Unknown => tinted(|c| c.odd),
                    Readiness::Unavailable | Readiness::Avoid => tinted(|c| c.bad),
                };
                style.add_modifier(Modifier::BOLD)
            }
        }
    }

    pub fn element(self, element: Element) -> Style {
        let own = self.role(Role::Own);
        match element {
            Element::Border => self.role(Role::Muted),
            Element::FocusedBorder | Element::Key => own,
            Element::Selected => Style::new().add_modifier(Modifier::REVERSED),
            Element::Match => own.add_modifier(Modifier::UNDERLINED),
            Element::Misunderstood => self.role(Role::Alert).add_modifier(Modifier::UNDERLINED),
            Element::Bar => self.role(Role::Bar),
            Element::Resting | Element::Notice => Style::new().add_modifier(Modifier::BOLD),
            Element::Ageing => self.role(Role::Alert),
            Element::Old => self.role(Role::Verdict(Readiness::Avoid)),
        }
    }

    /// The next theme; without colours there is none.
    #[must_use]
    pub fn next(self) -> Self {
        Self::new(match self.palette {
            Palette::Terminal => Palette::Dark,
            Palette::Dark => Palette::Light,
            Palette::Light => Palette::Terminal,
            Palette::Plain => Palette::Plain,
        })
    }
}
