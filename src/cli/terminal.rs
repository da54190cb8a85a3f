//! Printing: roles become colours where the stream shows them, and plain text elsewhere.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::{
    view::{
        Glyphs, Role,
        layout::{Line, Page},
    },
    words::Readiness,
};

/// A stream, as the host found it.
#[derive(Debug, Clone, Copy)]
pub struct Stream {
    pub is_terminal: bool,
    pub width: Option<usize>,
    pub paints: bool,
}

impl Stream {
    /// The text as it is read here. A pipe has no width and is given one that reads well, but no word is broken for it:
    /// what stands behind it looks for addresses and names.
    fn lines(&self, page: &Page) -> Vec<Line> {
        match self.width {
            Some(width) => page.lines(width.clamp(20, 120)),
            None => page.lines_of_whole_words(100),
        }
    }
}

/// Writes lines to a stream.
pub struct Printer<'a> {
    pub to: &'a mut dyn Write,
    pub stream: Stream,
    pub glyphs: Glyphs,
}

impl Printer<'_> {
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.to, "{text}")
    }

    pub fn page(&mut self, page: &Page) -> io::Result<()> {
        for line in self.stream.lines(page) {
            self.painted(&line)?;
        }
        Ok(())
    }

    pub fn painted(&mut self, line: &Line) -> io::Result<()> {
        if !self.stream.paints {
            return writeln!(self.to, "{}", self.glyphs.legible(line.text().trim_end()));
        }
        for span in &line.0 {
            let style = style(span.role);
            write!(
                self.to,
                "{style}{}{style:#}",
                self.glyphs.legible(&span.text)
            )?;
        }
        writeln!(self.to)
    }
}

fn style(role: Role) -> Style {
    let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match role {
        Role::Plain => Style::new(),
        Role::Title | Role::Heading | Role::Strong => Style::new().bold(),
        Role::Muted => Style::new().dimmed(),
        Role::Own => colour(AnsiColor::Cyan).bold(),
        Role::Link => colour(AnsiColor::Blue).underline(),
        Role::Alert => colour(AnsiColor::Yellow),
        Role::Bar => colour(AnsiColor::Cyan),
        Role::Verdict(readiness) => verdict(readiness),
    }
}

fn verdict(readiness: Readiness) -> Style {
    let colour = match readiness {
        Readiness::Ready => AnsiColor::Green,
        Readiness::Caveats | Readiness::Caution => AnsiColor::Yellow,
        Readiness::Unknown => AnsiColor::Magenta,
        Readiness::Unavailable | Readiness::Avoid => AnsiColor::Red,
    };
    Style::new().fg_color(Some(colour.into())).bold()
}
