//! Rows of cells: for people as a table that fits, for programs one connector a line.

use std::io::Write;

use crate::{
    cli::{failure::Failure, terminal::Printer},
    sort,
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
    /// Columns that the user chose are cut, and dropped only where not even their beginnings fit.
    pub is_chosen: bool,
    pub has_head: bool,
}

const GAP: usize = 2;
/// So many columns never give way, the most wanted.
const ALWAYS: usize = 2;
/// How short cells are cut, step by step until the row fits.
const STEPS: [fn(Column) -> usize; 3] = [comfortable, tight, |_| 3];

fn comfortable(column: Column) -> usize {
    match column {
        Column::Name => 12,
        Column::Slug => 14,
        _ => usize::MAX,
    }
}

fn tight(column: Column) -> usize {
    match column {
        Column::Name | Column::Slug => 4,
        _ => usize::MAX,
    }
}

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
        let mut widths = self.natural(cells);
        let Some(room) = room else {
            return widths;
        };
        if !self.is_chosen {
            self.leave_out(&mut widths, room);
        }
        for least in STEPS {
            squeeze(&mut widths, &self.columns, (room, least));
        }
        for at in (1..widths.len()).rev() {
            if taken(widths.iter().copied()) > room {
                widths[at] = 0;
            }
        }
        widths
    }

    fn natural(&self, cells: &[Vec<Span>]) -> Vec<usize> {
        let natural = |(at, column): (usize, &Column)| {
            let cells = cells.iter().filter_map(|row| row.get(at));
            let widest = cells.map(|cell| width::of(&cell.text)).max();
            match widest.unwrap_or(0) {
                0 if !self.is_chosen => 0,
                widest => widest.max(width::of(column.label())),
            }
        };
        self.columns.iter().enumerate().map(natural).collect()
    }

    /// Leaves out the columns that have no room beside more wanted ones.
    fn leave_out(&self, widths: &mut [usize], room: usize) {
        let mut kept = vec![0; widths.len()];
        let mut wanted: Vec<usize> = (0..widths.len()).collect();
        sort::by_key(&mut wanted, |at| self.columns[*at].rank());
        for (place, at) in wanted.into_iter().enumerate() {
            kept[at] = comfortable(self.columns[at]).min(widths[at]);
            if place >= ALWAYS && taken(kept.iter().copied()) > room {
                (kept[at], widths[at]) = (0, 0);
            }
        }
    }
}

fn taken(widths: impl Iterator<Item = usize>) -> usize {
    let (columns, total) = widths
        .filter(|w| *w > 0)
        .fold((0, 0), |(n, sum), w| (n + 1, sum + w));
    total + GAP * usize::saturating_sub(columns, 1)
}

/// Takes from the widest cells that are longer than the least, until the row fits or none can give.
fn squeeze(widths: &mut [usize], columns: &[Column], (room, least): (usize, fn(Column) -> usize)) {
    while taken(widths.iter().copied()) > room {
        let widest = (0..widths.len())
            .filter(|at| widths[*at] > least(columns[*at]))
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
    fn the_most_wanted_columns_stay_and_every_row_fits() {
        let columns = vec![
            Column::Readiness,
            Column::Name,
            Column::Slug,
            Column::Level,
            Column::Version,
        ];
        let mut table = Table {
            columns,
            is_chosen: false,
            has_head: true,
        };
        let cells: Vec<Vec<Span>> = vec![
            [
                "- unavailable",
                "A rather long connector name",
                "source-a-rather-long-name",
                "Airbyte",
                "1.2.3",
            ]
            .map(|text| span(text, Role::Plain))
            .to_vec(),
        ];
        let widths = |table: &Table, room| table.widths(&cells, room);
        assert_eq!(widths(&table, None), [13, 28, 25, 7, 7]);
        assert_eq!(widths(&table, Some(88)), [13, 28, 25, 7, 7]);
        assert_eq!(widths(&table, Some(66)), [13, 16, 15, 7, 7]);
        assert_eq!(widths(&table, Some(55)), [13, 15, 14, 7, 0]);
        assert_eq!(widths(&table, Some(48)), [13, 15, 0, 7, 7]);
        assert_eq!(widths(&table, Some(40)), [13, 16, 0, 7, 0]);
        assert_eq!(widths(&table, Some(30)), [13, 15, 0, 0, 0]);
        assert_eq!(widths(&table, Some(20)), [13, 5, 0, 0, 0]);
        for is_chosen in [false, true] {
            table.is_chosen = is_chosen;
            for room in 5..90 {
                let taken = taken(widths(&table, Some(room)).into_iter());
                assert!(taken <= room, "{taken} at {room}");
            }
        }
        table.is_chosen = true;
        assert!(!widths(&table, Some(30)).contains(&0));
    }

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(quoted("plain"), "plain");
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("say \"x\""), "\"say \"\"x\"\"\"");
        assert_eq!(quoted("=cmd()"), "'=cmd()");
    }
}
