//! Tables in any width: aligned, wrapped within their columns, or stacked where these would be too narrow.

use crate::{text::width, view::Role};

use super::{Line, Span, flow, muted};

const GAP: usize = 2;
/// Narrower columns than this are not read but deciphered.
const NARROWEST: usize = 14;

pub(super) fn lines(
    head: &[&str],
    rows: &[Vec<Span>],
    (indent, width): (usize, usize),
    lines: &mut Vec<Line>,
) {
    let natural = natural_widths(head, rows);
    let gaps = GAP * natural.len().saturating_sub(1);
    let room = width.saturating_sub(indent + gaps);
    let Some(widths) = squeezed(natural, room) else {
        stacked(head, rows, (indent, width), lines);
        return;
    };
    if head.iter().any(|title| !title.is_empty()) {
        let titles: Vec<Span> = head.iter().map(|title| muted(*title)).collect();
        aligned(&titles, &widths, indent, lines);
    }
    for row in rows {
        aligned(row, &widths, indent, lines);
    }
}

fn natural_widths(head: &[&str], rows: &[Vec<Span>]) -> Vec<usize> {
    let widest = |(at, title): (usize, &&str)| {
        let cells = rows
            .iter()
            .filter_map(|row| row.get(at))
            .map(|cell| width::of(&cell.text));
        cells.max().unwrap_or(0).max(width::of(title))
    };
    head.iter().enumerate().map(widest).collect()
}

/// Takes from the widest columns until all fit; `None` where they would become too narrow.
fn squeezed(mut widths: Vec<usize>, room: usize) -> Option<Vec<usize>> {
    while widths.iter().sum::<usize>() > room {
        let widest = widths
            .iter_mut()
            .max()
            .filter(|widest| **widest > NARROWEST)?;
        *widest -= 1;
    }
    Some(widths)
}

/// Writes a row; cells that are too wide for their column go on below.
fn aligned(cells: &[Span], widths: &[usize], indent: usize, lines: &mut Vec<Line>) {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| cell_lines(&cell.text, *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let mut line = Line::indented(indent);
        let piece = |column: usize| wrapped[column].get(at).map_or("", String::as_str);
        let last = (0..wrapped.len())
            .rev()
            .find(|column| !piece(*column).is_empty());
        for column in 0..=last.unwrap_or(0) {
            line.push(piece(column), cells[column].role);
            if Some(column) != last {
                let gap = widths[column].saturating_sub(width::of(piece(column))) + GAP;
                line.push(&" ".repeat(gap), Role::Plain);
            }
        }
        lines.push(line);
    }
}

/// A cell that fits keeps its blanks.
fn cell_lines(text: &str, width: usize) -> Vec<String> {
    if width::of(text) <= width {
        vec![text.to_owned()]
    } else {
        width::wrap(text, width)
    }
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
    use crate::view::layout::{Line, Page, plain};

    fn texts(lines: &[Line]) -> Vec<String> {
        lines.iter().map(Line::text).collect()
    }

    #[test]
    fn a_table_wraps_its_cells_and_is_stacked_where_that_is_not_enough() {
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
            texts(&page.lines(34)),
            [
                "Where              Support",
                "Self-Managed       community Slack",
                "Community",
            ]
        );
        assert_eq!(
            texts(&page.lines(24)),
            [
                "Self-Managed Community",
                "  Support: community",
                "    Slack"
            ]
        );
    }
}
