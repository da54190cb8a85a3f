//! Lines of roles, and documents that flow into any width: paragraphs, tables that stack where they do not fit.

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

    pub fn table(&mut self, head: Vec<&'static str>, rows: Vec<Vec<Span>>, indent: usize) {
        self.blocks.push(Block::Table { head, rows, indent });
    }

    /// The document as lines of at most `width` columns.
    pub fn lines(&self, width: usize) -> Vec<Line> {
        let width = width.max(20);
        let mut lines = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Blank => lines.push(Line::default()),
                Block::Paragraph {
                    spans,
                    indent,
                    hang,
                } => {
                    flow(spans, Line::indented(*indent), (width, *hang), &mut lines);
                }
                Block::Labelled {
                    label,
                    spans,
                    indent,
                    hang,
                } => {
                    let mut line = Line::indented(*indent);
                    line.push(
                        &width::fit(label, hang.saturating_sub(*indent)),
                        Role::Muted,
                    );
                    flow(spans, line, (width, *hang), &mut lines);
                }
                Block::Table { head, rows, indent } => {
                    table(head, rows, (*indent, width), &mut lines);
                }
            }
        }
        lines
    }
}

/// A run of non-blank text, possibly of several roles.
type Word<'a> = Vec<(&'a str, Role)>;

fn words(spans: &[Span]) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut is_open = false;
    for span in spans {
        for (at, piece) in span.text.split(' ').enumerate() {
            if at > 0 {
                is_open = false;
            }
            if piece.is_empty() {
                continue;
            }
            match words.last_mut() {
                Some(word) if is_open => word.push((piece, span.role)),
                _ => words.push(vec![(piece, span.role)]),
            }
            is_open = true;
        }
    }
    words
}

fn flow(spans: &[Span], first: Line, (width, hang): (usize, usize), lines: &mut Vec<Line>) {
    let mut start = first.width();
    let mut line = first;
    for word in words(spans) {
        let word_width: usize = word.iter().map(|(text, _)| width::of(text)).sum();
        let used = line.width();
        if used > start && used + 1 + word_width > width {
            lines.push(std::mem::replace(&mut line, Line::indented(hang)));
            start = hang;
        } else if used > start {
            line.push(" ", word.first().map_or(Role::Plain, |(_, role)| *role));
        }
        for (text, role) in word {
            push_long(text, role, (width, hang), &mut line, lines);
        }
    }
    lines.push(line);
}

fn push_long(
    text: &str,
    role: Role,
    (width, hang): (usize, usize),
    line: &mut Line,
    lines: &mut Vec<Line>,
) {
    let room = width.saturating_sub(line.width());
    if width::of(text) <= room {
        line.push(text, role);
        return;
    }
    for (at, piece) in width::wrap(text, width.saturating_sub(hang))
        .iter()
        .enumerate()
    {
        if at > 0 || width::of(piece) > room {
            lines.push(std::mem::replace(line, Line::indented(hang)));
        }
        line.push(piece, role);
    }
}

const GAP: usize = 2;

fn table(
    head: &[&str],
    rows: &[Vec<Span>],
    (indent, width): (usize, usize),
    lines: &mut Vec<Line>,
) {
    let widths: Vec<usize> = (0..head.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            let widest = cells.map(|cell| width::of(&cell.text)).max().unwrap_or(0);
            widest.max(width::of(head.get(column).unwrap_or(&"")))
        })
        .collect();
    let total = indent + widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    if total > width {
        stacked(head, rows, (indent, width), lines);
        return;
    }
    if head.iter().any(|title| !title.is_empty()) {
        let titles: Vec<Span> = head.iter().map(|title| muted(*title)).collect();
        lines.push(aligned(&titles, &widths, indent));
    }
    lines.extend(rows.iter().map(|row| aligned(row, &widths, indent)));
}

fn aligned(cells: &[Span], widths: &[usize], indent: usize) -> Line {
    let mut line = Line::indented(indent);
    let last = cells
        .iter()
        .rposition(|cell| !cell.text.is_empty())
        .unwrap_or(0);
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate().take(last + 1) {
        line.push(&cell.text, cell.role);
        if at < last {
            let gap = width.saturating_sub(width::of(&cell.text)) + GAP;
            line.push(&" ".repeat(gap), Role::Plain);
        }
    }
    line
}

fn stacked(
    head: &[&str],
    rows: &[Vec<Span>],
    (indent, width): (usize, usize),
    lines: &mut Vec<Line>,
) {
    for row in rows {
        for (at, (title, cell)) in head.iter().zip(row).enumerate() {
            let inner = if at == 0 { indent } else { indent + 2 };
            if cell.text.is_empty() {
                continue;
            }
            let mut spans = Vec::new();
            if at > 0 && !title.is_empty() {
                spans.push(muted(format!("{title}: ")));
            }
            spans.push(cell.clone());
            flow(&spans, Line::indented(inner), (width, inner + 2), lines);
        }
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
    fn a_table_that_does_not_fit_is_stacked() {
        let mut page = Page::default();
        page.table(
            vec!["Where", "Support"],
            vec![vec![
                plain("Self-Managed Community"),
                plain("community Slack"),
            ]],
            0,
        );
        assert_eq!(
            texts(&page.lines(60)),
            [
                "Where                   Support",
                "Self-Managed Community  community Slack"
            ]
        );
        assert_eq!(
            texts(&page.lines(30)),
            ["Self-Managed Community", "  Support: community Slack"]
        );
    }

    proptest::proptest! {
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
