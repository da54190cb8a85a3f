//! Tables in any width: aligned, wrapped within their columns, or stacked where these would be too narrow.

use crate::{text::width, view::Role};

use super::{Line, Measure, Span, flow, longest_word, muted, plain};

const GAP: usize = 2;
/// Between a column of marks and what they mark.
const MARK_GAP: usize = 1;
/// Narrower columns than this are not read but deciphered.
const NARROWEST: usize = 13;

pub(super) fn lines(
    head: &[&str],
    rows: &[Vec<Span>],
    (indent, measure): (usize, Measure),
    lines: &mut Vec<Line>,
) {
    let natural = natural_widths(head, rows);
    let is_marked = is_marked(head, &natural);
    let gaps = gaps(natural.len(), is_marked);
    let room = measure
        .width
        .saturating_sub(indent + gaps.iter().sum::<usize>());
    let least = least_widths(rows, natural.len(), measure);
    let widths = squeezed(natural, &least, room);
    // A row that stays whole is found whole by whoever looks for a word of it.
    if !measure.keeps_words && widths.iter().sum::<usize>() > room {
        for row in rows {
            stacked(head, row, (indent, measure, is_marked), lines);
        }
        return;
    }
    let columns: Vec<(usize, usize)> = widths.into_iter().zip(gaps).collect();
    if head.iter().any(|title| !title.is_empty()) {
        let titles: Vec<Span> = head.iter().map(|title| muted(*title)).collect();
        aligned(&titles, &columns, indent, lines);
    }
    for row in rows {
        aligned(row, &columns, indent, lines);
    }
}

/// Whether the first column only marks rows.
fn is_marked(head: &[&str], widths: &[usize]) -> bool {
    head.first().is_some_and(|title| title.is_empty())
        && widths.len() > 1
        && widths.first().is_some_and(|width| *width <= 1)
}

/// The blanks after each column.
fn gaps(columns: usize, is_marked: bool) -> Vec<usize> {
    let gap = |at: usize| match at {
        0 if is_marked => MARK_GAP,
        at if at + 1 == columns => 0,
        _ => GAP,
    };
    (0..columns).map(gap).collect()
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

/// How narrow each column may become.
fn least_widths(rows: &[Vec<Span>], columns: usize, measure: Measure) -> Vec<usize> {
    let longest = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at..=at));
        cells.map(longest_word).max().unwrap_or(0)
    };
    let least = |at: usize| {
        if measure.keeps_words {
            longest(at).max(NARROWEST)
        } else {
            NARROWEST
        }
    };
    (0..columns).map(least).collect()
}

/// Takes from the widest columns until all fit, or would become too narrow.
fn squeezed(mut widths: Vec<usize>, least: &[usize], room: usize) -> Vec<usize> {
    while widths.iter().sum::<usize>() > room {
        let columns = widths.iter_mut().zip(least);
        let wide = columns.filter(|(width, least)| **width > **least);
        match wide.max_by_key(|(width, _)| **width) {
            Some((widest, _)) => *widest -= 1,
            None => break,
        }
    }
    widths
}

/// Writes a row; cells that are too wide for their column go on below.
fn aligned(cells: &[Span], columns: &[(usize, usize)], indent: usize, lines: &mut Vec<Line>) {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(columns)
        .map(|(cell, (width, _))| cell_lines(&cell.text, *width))
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
                let (width, gap) = columns[column];
                let blanks = width.saturating_sub(width::of(piece(column))) + gap;
                line.push(&" ".repeat(blanks), Role::Plain);
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

/// Writes a row as lines of `heading: cell`; a mark stands before the first of them.
fn stacked(
    head: &[&str],
    row: &[Span],
    (indent, measure, is_marked): (usize, Measure, bool),
    lines: &mut Vec<Line>,
) {
    let first = usize::from(is_marked);
    let mark = row
        .first()
        .filter(|mark| is_marked && !mark.text.is_empty());
    for (at, (title, cell)) in head.iter().zip(row).enumerate().skip(first) {
        let inner = if at == first { indent } else { indent + 2 };
        if cell.text.is_empty() {
            continue;
        }
        let mut spans = Vec::new();
        if at > first && !title.is_empty() {
            spans.push(muted(format!("{title}: ")));
        }
        if let Some(mark) = mark.filter(|_| at == first) {
            spans.extend([mark.clone(), plain(" ")]);
        }
        spans.push(cell.clone());
        flow(&spans, Line::indented(inner), (measure, inner + 2), lines);
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

    #[test]
    fn marks_stand_before_their_rows_at_any_width() {
        let mut page = Page::default();
        let row =
            |mark: &str, place: &str| vec![plain(mark), plain(place), plain("community Slack")];
        page.table(
            vec!["", "", "Support"],
            vec![row("", "Cloud"), row(">", "Self-Managed Community")],
            2,
        );
        assert_eq!(
            texts(&page.lines(60)),
            [
                "                            Support",
                "    Cloud                   community Slack",
                "  > Self-Managed Community  community Slack",
            ]
        );
        assert_eq!(
            texts(&page.lines(38)),
            [
                "                       Support",
                "    Cloud              community Slack",
                "  > Self-Managed       community Slack",
                "    Community",
            ]
        );
        assert_eq!(
            texts(&page.lines(26)),
            [
                "  Cloud",
                "    Support: community",
                "      Slack",
                "  > Self-Managed Community",
                "    Support: community",
                "      Slack",
            ]
        );
    }
}
