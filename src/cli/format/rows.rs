//! Rows of cells: for people as a table that fits, for programs one connector a line.

use std::io::Write;

use crate::{
    cli::{failure::Failure, terminal::Printer},
    text::{Word, width},
    view::{
        Role,
        columns::{Column, Row},
        layout::{Line, Span, muted, span},
    },
};

/// Tab-separated, without headings: cells hold no tab or newline, because all text is cleaned on its way in.
pub(in crate::cli) fn tsv(
    rows: &[Row<'_>],
    columns: &[Column],
    to: &mut dyn Write,
) -> Result<(), Failure> {
    for row in rows {
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                to.write_all(b"\t")?;
            }
            to.write_all(column.cell(row).as_bytes())?;
        }
        to.write_all(b"\n")?;
    }
    Ok(())
}

pub(in crate::cli) fn csv(
    rows: &[Row<'_>],
    columns: &[Column],
    is_headless: bool,
    to: &mut dyn Write,
) -> Result<(), Failure> {
    if !is_headless {
        let heads: Vec<&str> = columns.iter().map(|column| column.word()).collect();
        writeln!(to, "{}", heads.join(","))?;
    }
    for row in rows {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| quoted(&column.cell(row)))
            .collect();
        writeln!(to, "{}", cells.join(","))?;
    }
    Ok(())
}

/// A cell as RFC 4180 wants it. A leading `=`, `+`, `-` or `@` would be a formula to a spreadsheet.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@']);
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

pub(in crate::cli) fn markdown(
    rows: &[Row<'_>],
    columns: &[Column],
    to: &mut dyn Write,
) -> Result<(), Failure> {
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    writeln!(
        to,
        "{}",
        line(columns.iter().map(|c| c.label().to_owned()).collect())
    )?;
    writeln!(
        to,
        "{}",
        line(columns.iter().map(|_| "---".to_owned()).collect())
    )?;
    for row in rows {
        let cells = columns
            .iter()
            .map(|c| c.cell(row).replace('|', "\\|"))
            .collect();
        writeln!(to, "{}", line(cells))?;
    }
    Ok(())
}

/// A table for people.
pub(in crate::cli) struct Table {
    pub columns: Vec<Column>,
    /// Columns that the user chose are never dropped, only cut.
    pub is_chosen: bool,
    pub has_head: bool,
}

const GAP: usize = 2;
/// Columns whose cells may be cut, and how short.
const ELASTIC: [(Column, usize); 2] = [(Column::Name, 12), (Column::Slug, 14)];

impl Table {
    pub fn write(&self, rows: &[Row<'_>], printer: &mut Printer<'_>) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let glyphs = printer.glyphs;
        let cells: Vec<Vec<Span>> = rows
            .iter()
            .map(|row| {
                let cell = |column: &Column| column.shown(row, glyphs);
                self.columns
                    .iter()
                    .map(cell)
                    .map(|(text, role)| span(text, role))
                    .collect()
            })
            .collect();
        let widths = self.widths(&cells, printer.stream.width);
        if self.has_head {
            let heads: Vec<Span> = self
                .columns
                .iter()
                .map(|column| muted(column.label()))
                .collect();
            printer.painted(&line(&heads, &widths))?;
        }
        for row in &cells {
            printer.painted(&line(row, &widths))?;
        }
        Ok(())
    }

    /// The width of each column; zero for one that gave way.
    fn widths(&self, cells: &[Vec<Span>], room: Option<usize>) -> Vec<usize> {
        let mut widths: Vec<usize> = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let widest = cells
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(|cell| width::of(&cell.text));
                match widest.max().unwrap_or(0) {
                    0 if !self.is_chosen => 0,
                    widest => widest.max(width::of(column.label())),
                }
            })
            .collect();
        let Some(room) = room else {
            return widths;
        };
        let least = |widths: &[usize]| {
            taken(
                widths
                    .iter()
                    .zip(&self.columns)
                    .map(|(width, column)| shortest(*column).min(*width)),
            )
        };
        if !self.is_chosen {
            for at in (2..widths.len()).rev() {
                if least(&widths) <= room {
                    break;
                }
                widths[at] = 0;
            }
        }
        squeeze(&mut widths, &self.columns, room);
        widths
    }
}

/// How short a column's cells may be cut.
fn shortest(column: Column) -> usize {
    ELASTIC
        .iter()
        .find(|(elastic, _)| *elastic == column)
        .map_or(usize::MAX, |(_, least)| *least)
}

fn taken(widths: impl Iterator<Item = usize>) -> usize {
    let (columns, total) = widths
        .filter(|w| *w > 0)
        .fold((0, 0), |(n, sum), w| (n + 1, sum + w));
    total + GAP * usize::saturating_sub(columns, 1)
}

/// Takes columns off the elastic cells, the widest first, until the row fits or none can give.
fn squeeze(widths: &mut [usize], columns: &[Column], room: usize) {
    while taken(widths.iter().copied()) > room {
        let widest = (0..widths.len())
            .filter(|at| widths[*at] > shortest(columns[*at]).min(widths[*at]))
            .max_by_key(|at| widths[*at]);
        match widest {
            Some(at) => widths[at] -= 1,
            None => return,
        }
    }
}

fn line(cells: &[Span], widths: &[usize]) -> Line {
    let shown: Vec<(&Span, usize)> = cells
        .iter()
        .zip(widths.iter().copied())
        .filter(|(_, width)| *width > 0)
        .collect();
    let mut spans = Vec::new();
    for (at, (cell, width)) in shown.iter().enumerate() {
        let is_last = at + 1 == shown.len();
        let text = if is_last {
            width::truncate(&cell.text, *width).into_owned()
        } else {
            width::fit(&cell.text, *width)
        };
        spans.push(span(text, cell.role));
        if !is_last {
            spans.push(span(" ".repeat(GAP), Role::Plain));
        }
    }
    Line(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_give_way_from_the_right_and_names_are_cut_last() {
        let columns = vec![
            Column::Readiness,
            Column::Name,
            Column::Slug,
            Column::Level,
            Column::Version,
        ];
        let table = Table {
            columns,
            is_chosen: false,
            has_head: true,
        };
        let cells: Vec<Vec<Span>> = vec![
            [
                "+ ready",
                "A rather long connector name",
                "source-a-rather-long-name",
                "Airbyte",
                "1.2.3",
            ]
            .map(|text| span(text, Role::Plain))
            .to_vec(),
        ];
        assert_eq!(table.widths(&cells, None), [7, 28, 25, 7, 7]);
        assert_eq!(table.widths(&cells, Some(82)), [7, 28, 25, 7, 7]);
        assert_eq!(table.widths(&cells, Some(60)), [7, 16, 15, 7, 7]);
        assert_eq!(table.widths(&cells, Some(50)), [7, 15, 15, 7, 0]);
        assert_eq!(table.widths(&cells, Some(24)), [7, 15, 0, 0, 0]);
        for room in 20..90 {
            assert!(
                taken(table.widths(&cells, Some(room)).into_iter()) <= room.max(21),
                "{room}"
            );
        }
    }

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"x\""), "\"say \"\"x\"\"\"");
        assert_eq!(quoted("=cmd()"), "'=cmd()");
    }
}
