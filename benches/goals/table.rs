//! The table: goals, figures, ratios, and whether they are reached.

use std::fmt::Write;

use crate::options::Form;

/// What a figure is held against.
#[derive(Clone, Copy)]
pub(crate) enum Limit {
    /// At most so many times the other's.
    Times(f64),
    /// At most so much more than the other's, in its own unit.
    Above(f64),
    /// At most so much.
    AtMost(f64),
    /// Told only.
    None,
}

pub(crate) struct Row {
    pub(crate) goal: &'static str,
    pub(crate) what: String,
    pub(crate) ours: Option<f64>,
    pub(crate) other: Option<(&'static str, f64)>,
    pub(crate) unit: &'static str,
    pub(crate) limit: Limit,
}

#[derive(Default)]
pub(crate) struct Table(Vec<Row>);

const HEAD: [&str; 6] = ["goal", "figure", "portolan", "beside", "measure", "reached"];

impl Table {
    pub(crate) fn add(&mut self, row: Row) {
        let cells = row.cells();
        eprintln!("{}", cells.join(" · "));
        self.0.push(row);
    }

    pub(crate) fn text(&self, form: Form) -> String {
        let mut rows: Vec<[String; 6]> = vec![HEAD.map(str::to_owned)];
        if form == Form::Markdown {
            rows.push(["---"; 6].map(str::to_owned));
        }
        rows.extend(self.0.iter().map(Row::cells));
        let width = |at: usize| rows.iter().map(|row| row[at].chars().count()).max();
        let widths: Vec<usize> = (0..HEAD.len()).filter_map(width).collect();
        let mut text = String::new();
        for row in &rows {
            let padded = row.iter().zip(&widths);
            let cells: Vec<String> = match form {
                Form::Markdown => row.iter().map(|cell| cell.replace('|', "\\|")).collect(),
                Form::Plain => padded
                    .map(|(cell, width)| format!("{cell:width$}"))
                    .collect(),
            };
            let line = match form {
                Form::Markdown => format!("| {} |", cells.join(" | ")),
                Form::Plain => cells.join("  ").trim_end().to_owned(),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

impl Row {
    fn cells(&self) -> [String; 6] {
        let unit = self.unit;
        let ours = self
            .ours
            .map_or_else(|| "-".to_owned(), |v| format!("{} {unit}", short(v)));
        let other = self.other.map_or_else(
            || "-".to_owned(),
            |(name, value)| format!("{name} {} {unit}", short(value)),
        );
        [
            self.goal.to_owned(),
            self.what.clone(),
            ours,
            other,
            self.measure(),
            self.verdict().to_owned(),
        ]
    }

    fn measure(&self) -> String {
        let unit = self.unit;
        match (self.limit, self.ours, self.other) {
            (Limit::Times(most), Some(ours), Some((_, other))) => {
                format!("{} x (at most {} x)", ratio(ours / other), ratio(most))
            }
            (Limit::Above(most), Some(ours), Some((_, other))) => {
                format!("{:+.2} {unit} (at most +{most} {unit})", ours - other)
            }
            (Limit::AtMost(most), Some(_), _) => format!("at most {most} {unit}"),
            (Limit::None, Some(ours), Some((_, other))) => {
                format!("{} x", ratio(ours / other))
            }
            _ => String::new(),
        }
    }

    fn verdict(&self) -> &'static str {
        let is_reached = match (self.limit, self.ours, self.other) {
            (Limit::Times(most), Some(ours), Some((_, other))) => ours <= most * other,
            (Limit::Above(most), Some(ours), Some((_, other))) => ours - other <= most,
            (Limit::AtMost(most), Some(ours), _) => ours <= most,
            (Limit::None, Some(_), _) => return "told",
            _ => return "skipped",
        };
        if is_reached { "yes" } else { "NO" }
    }
}

/// How many times, or which part.
fn ratio(value: f64) -> String {
    if value < 0.01 {
        format!("1/{:.0}", value.recip())
    } else {
        format!("{value:.2}")
    }
}

/// Three digits that count.
fn short(value: f64) -> String {
    match value {
        _ if value >= 100.0 => format!("{value:.0}"),
        _ if value >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}
