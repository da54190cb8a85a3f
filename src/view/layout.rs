//! Lines of roles, and documents that flow into any width: paragraphs, tables that stack where they do not fit.

mod excerpt;
mod measure;
mod table;

pub use excerpt::Excerpt;
use measure::Measure;

use std::ops::Range;

use crate::text::width;

use super::Role;

/// A piece of text with one meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub role: Role,
}

/// One line of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

/// A document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Blank,
    /// Text that is wrapped; the first line starts at `indent`, the others at `hang`.
    Paragraph {
        spans: Vec<Span>,
        indent: usize,
        hang: usize,
    },
    /// A label, and its value from the column `hang` on.
    Labelled {
        label: &'static str,
        spans: Vec<Span>,
        indent: usize,
        hang: usize,
    },
    /// A line of a file with a mark under a part of it.
    Excerpt {
        excerpt: Excerpt,
        indent: usize,
    },
    /// Rows under headings, aligned; stacked as `heading: cell` where the width is too small.
    Table {
        head: Vec<&'static str>,
        rows: Vec<Vec<Span>>,
        indent: usize,
    },
}

pub fn span(text: impl Into<String>, role: Role) -> Span {
    Span {
        text: text.into(),
        role,
    }
}

pub fn plain(text: impl Into<String>) -> Span {
    span(text, Role::Plain)
}

pub fn muted(text: impl Into<String>) -> Span {
    span(text, Role::Muted)
}

impl Line {
    pub fn width(&self) -> usize {
        self.0.iter().map(|span| width::of(&span.text)).sum()
    }

    pub fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }

    fn push(&mut self, text: &str, role: Role) {
        match self.0.last_mut() {
            Some(last) if last.role == role => last.text.push_str(text),
            _ => self.0.push(span(text, role)),
        }
    }

    fn indented(columns: usize) -> Self {
        let mut line = Self::default();
        if columns > 0 {
            line.push(&" ".repeat(columns), Role::Plain);
        }
        line
    }
}

impl Page {
    pub fn paragraph(&mut self, spans: Vec<Span>, indent: usize, hang: usize) {
        self.blocks.push(Block::Paragraph {
            spans,
            indent,
            hang,
        });
    }

    pub fn labelled(&mut self, label: &'static str, value: Span, hang: usize) {
        self.blocks.push(Block::Labelled {
            label,
            spans: vec![value],
            indent: 2,
            hang,
        });
    }

    pub fn blank(&mut self) {
        self.blocks.push(Block::Blank);
    }

    pub fn heading(&mut self, title: &str) {
        self.blank();
        self.paragraph(vec![span(title, Role::Heading)], 0, 0);
    }

    pub fn excerpt(&mut self, excerpt: Excerpt, indent: usize) {
        self.blocks.push(Block::Excerpt { excerpt, indent });
    }

    pub fn table(&mut self, head: Vec<&'static str>, rows: Vec<Vec<Span>>, indent: usize) {
        self.blocks.push(Block::Table { head, rows, indent });
    }

    /// The document as lines of at most `width` columns.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        self.measured(Measure::strict(width))
    }

    /// The same with no word broken: a longer one stands whole on a line that is too wide.
    pub fn lines_of_whole_words(&self, width: usize) -> Vec<Line> {
        self.measured(Measure::of_whole_words(width))
    }

    fn measured(&self, measure: Measure) -> Vec<Line> {
        let mut lines = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Blank => lines.push(Line::default()),
                Block::Paragraph {
                    spans,
                    indent,
                    hang,
                } => {
                    flow(spans, Line::indented(*indent), (measure, *hang), &mut lines);
                }
                Block::Labelled {
                    label,
                    spans,
                    indent,
                    hang,
                } => labelled(label, spans, (*indent, *hang, measure), &mut lines),
                Block::Excerpt { excerpt, indent } => {
                    excerpt::lines(excerpt, (*indent, measure.width), &mut lines);
                }
                Block::Table { head, rows, indent } => {
                    table::lines(head, rows, (*indent, measure), &mut lines);
                }
            }
        }
        lines
    }
}

/// A value that is one long word, an address, goes whole onto a line of its own where that spares breaking it.
fn labelled(
    label: &str,
    spans: &[Span],
    (indent, hang, measure): (usize, usize, Measure),
    lines: &mut Vec<Line>,
) {
    let mut line = Line::indented(indent);
    let longest = longest_word(spans);
    if hang + longest <= measure.width {
        line.push(&width::fit(label, hang.saturating_sub(indent)), Role::Muted);
        flow(spans, line, (measure, hang), lines);
    } else {
        line.push(label, Role::Muted);
        lines.push(line);
        flow(
            spans,
            Line::indented(indent + 2),
            (measure, indent + 2),
            lines,
        );
    }
}

fn longest_word(spans: &[Span]) -> usize {
    let words = Words::of(spans);
    let longest = words.all.iter().map(|word| words.width(word)).max();
    longest.unwrap_or(0)
}

/// Text as runs without blanks, each possibly of several roles.
struct Words<'a> {
    pieces: Vec<(&'a str, Role)>,
    all: Vec<Run>,
}

/// A run of non-blank text, by its pieces, and the blanks that part it from what stands before it.
struct Run {
    blanks: usize,
    pieces: Range<usize>,
}

impl<'a> Words<'a> {
    fn of(spans: &'a [Span]) -> Self {
        let mut words = Self {
            pieces: Vec::new(),
            all: Vec::new(),
        };
        let mut blanks = 0;
        for span in spans {
            for (at, piece) in span.text.split(' ').enumerate() {
                blanks += usize::from(at > 0);
                if piece.is_empty() {
                    continue;
                }
                let place = words.pieces.len();
                words.pieces.push((piece, span.role));
                match words.all.last_mut() {
                    Some(word) if blanks == 0 => word.pieces.end += 1,
                    _ => words.all.push(Run {
                        blanks,
                        pieces: place..place + 1,
                    }),
                }
                blanks = 0;
            }
        }
        words
    }

    fn pieces(&self, word: &Run) -> &[(&'a str, Role)] {
        &self.pieces[word.pieces.clone()]
    }

    fn width(&self, word: &Run) -> usize {
        let pieces = self.pieces(word).iter();
        pieces.map(|(text, _)| width::of(text)).sum()
    }
}

/// A line that is being filled, and how wide it is.
struct Filling {
    line: Line,
    used: usize,
}

impl Filling {
    fn new(line: Line) -> Self {
        let used = line.width();
        Self { line, used }
    }

    fn push(&mut self, text: &str, role: Role) {
        self.line.push(text, role);
        // What is no plain letter may join what stands before it.
        self.used = if text.is_ascii() {
            self.used + text.len()
        } else {
            self.line.width()
        };
    }

    /// The line, after which another begins.
    fn turn(&mut self, hang: usize) -> Line {
        std::mem::replace(self, Self::new(Line::indented(hang))).line
    }
}

/// Within a line, words keep the blanks between them; where a line ends, these are gone.
fn flow(spans: &[Span], first: Line, (measure, hang): (Measure, usize), lines: &mut Vec<Line>) {
    const BLANKS: &str = "                ";
    let mut filling = Filling::new(first);
    let mut start = filling.used;
    let words = Words::of(spans);
    for word in &words.all {
        let pieces = words.pieces(word);
        if filling.used > start && filling.used + word.blanks + words.width(word) > measure.width {
            lines.push(filling.turn(hang));
            start = hang;
        } else if filling.used > start {
            let role = pieces.first().map_or(Role::Plain, |(_, role)| *role);
            match BLANKS.get(..word.blanks) {
                Some(blanks) => filling.push(blanks, role),
                None => filling.push(&" ".repeat(word.blanks), role),
            }
        }
        for (text, role) in pieces {
            push_long(text, *role, (measure, hang), &mut filling, lines);
        }
    }
    lines.push(filling.line);
}

fn push_long(
    text: &str,
    role: Role,
    (measure, hang): (Measure, usize),
    filling: &mut Filling,
    lines: &mut Vec<Line>,
) {
    let room = measure.width.saturating_sub(filling.used);
    if measure.keeps_words || width::of(text) <= room {
        filling.push(text, role);
        return;
    }
    for (at, piece) in width::wrap(text, measure.width.saturating_sub(hang))
        .iter()
        .enumerate()
    {
        if at > 0 || width::of(piece) > room {
            lines.push(filling.turn(hang));
        }
        filling.push(piece, role);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn roles_survive_wrapping_and_glued_spans_stay_one_word() {
        let mut page = Page::default();
        page.paragraph(
            vec![
                plain("needs the "),
                span("support", Role::Strong),
                plain("*, always"),
            ],
            2,
            4,
        );
        let lines = page.lines(20);
        assert_eq!(texts(&lines), ["  needs the", "    support*, always"]);
        assert!(
            lines[1]
                .0
                .iter()
                .any(|s| s.role == Role::Strong && s.text == "support")
        );
    }

    #[test]
    fn blanks_between_words_are_kept_within_a_line_and_dropped_at_its_end() {
        let mut page = Page::default();
        page.paragraph(
            vec![plain("  a"), plain("  "), span("b  c", Role::Strong)],
            2,
            4,
        );
        assert_eq!(texts(&page.lines(20)), ["  a  b  c"]);
        page.paragraph(vec![plain("one-two-three   four-five")], 0, 2);
        let expected = ["  a  b  c", "one-two-three", "  four-five"];
        assert_eq!(texts(&page.lines(20)), expected);
    }

    proptest::proptest! {
        #[test]
        fn a_line_is_as_wide_as_it_is_said_to_be(pieces in proptest::collection::vec("\\PC{0,6}", 0..8)) {
            let mut filling = Filling::new(Line::indented(2));
            for (at, piece) in pieces.iter().enumerate() {
                filling.push(piece, if at % 3 == 0 { Role::Strong } else { Role::Plain });
                proptest::prop_assert_eq!(filling.used, filling.line.width());
            }
        }

        #[test]
        fn no_line_is_wider_than_asked(text in "[a-z日 ]{0,200}", width in 20usize..90) {
            let mut page = Page::default();
            page.paragraph(vec![plain(text.clone()), span(text, Role::Strong)], 2, 4);
            for line in page.lines(width) {
                proptest::prop_assert!(line.width() <= width, "{:?}", line.text());
            }
        }
    }
}
