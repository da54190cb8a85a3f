//! The heat map's cursor, and which of its rows and columns are in sight.

use ratatui::layout::Rect;

use crate::{
    text::Word,
    tui::viewport::Viewport,
    view::chart::{Cell, Heat},
    words::{Deployment, Level, Stage},
};

/// The width of the rows' names, where there is room.
const LABEL: u16 = 11;
/// A mark, a shade, a number of three digits.
const CELL: u16 = 5;
/// Between two deployments: a blank and a rule.
pub const BETWEEN: u16 = 2;

/// A cursor over the cells, and the window through which they are seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    /// The levels, and all of them.
    pub rows: Viewport,
    /// The deployments.
    pub groups: Viewport,
    /// The stages under a deployment, and all of them.
    pub columns: Viewport,
    /// Columns of the screen that a cell and the rows' names take.
    pub cell: u16,
    pub label: u16,
    levels: Vec<Level>,
    stages: Vec<Stage>,
}

impl Grid {
    pub fn of(heat: &Heat, on: Deployment) -> Self {
        let mut grid = Self::default();
        grid.recount(heat);
        grid.groups.go(on as usize);
        grid
    }

    /// Another catalog is counted; the cursor stays where it can.
    pub fn recount(&mut self, heat: &Heat) {
        self.levels.clone_from(&heat.levels);
        self.stages.clone_from(&heat.stages);
        self.rows.recount(heat.levels.len() + 1);
        self.groups.recount(Deployment::ALL.len());
        self.columns.recount(heat.stages.len() + 1);
        let digits = u16::try_from(heat.largest().to_string().len()).unwrap_or(CELL);
        self.cell = CELL.max(digits + 2);
    }

    /// The height of the whole: headings, rows, and the lines below them.
    pub fn height(&self) -> u16 {
        let rows = u16::try_from(self.rows.total).unwrap_or(u16::MAX);
        rows.saturating_add(2 + NOTES)
    }

    pub fn resize(&mut self, inner: Rect) {
        self.label = LABEL.min(inner.width / 3);
        let room = inner.width - self.label;
        let all = u16::try_from(self.columns.total).unwrap_or(u16::MAX);
        let group = all.saturating_mul(self.cell);
        let fitting = room.saturating_add(BETWEEN) / group.saturating_add(BETWEEN);
        let columns = (room / self.cell.max(1)).clamp(1, all.max(1));
        self.groups.resize(usize::from(fitting.max(1)));
        self.columns.resize(usize::from(columns));
        let headings = self.headings();
        self.rows
            .resize(usize::from(inner.height.saturating_sub(headings).max(1)));
    }

    /// A single deployment stands in the title, and needs no line of its own.
    pub fn headings(&self) -> u16 {
        if self.groups.range().len() > 1 { 2 } else { 1 }
    }

    pub fn level(&self, row: usize) -> Option<Level> {
        self.levels.get(row).copied()
    }

    pub fn stage(&self, column: usize) -> Option<Stage> {
        self.stages.get(column).copied()
    }

    pub fn on(&self, group: usize) -> Deployment {
        let on = Deployment::ALL.get(group);
        on.copied().unwrap_or(Deployment::Cloud)
    }

    /// The cell under the cursor.
    pub fn current(&self) -> Cell {
        Cell {
            level: self.level(self.rows.cursor),
            stage: self.stage(self.columns.cursor),
            on: self.on(self.groups.cursor),
        }
    }

    /// Past the last column of a deployment stands the first of the next; the ends are walls.
    pub fn left(&mut self) {
        if self.columns.cursor > 0 {
            self.columns.step(-1);
        } else if self.groups.cursor > 0 {
            self.groups.step(-1);
            self.columns.go(usize::MAX);
        }
    }

    pub fn right(&mut self) {
        if self.columns.cursor + 1 < self.columns.total {
            self.columns.step(1);
        } else if self.groups.cursor + 1 < self.groups.total {
            self.groups.step(1);
            self.columns.go(0);
        }
    }

    /// Moves to the cell at a place of the content; false where there is none.
    pub fn go_to(&mut self, column: u16, row: u16) -> bool {
        let Some(group_width) = self.group_width().checked_add(BETWEEN) else {
            return false;
        };
        let (Some(below), Some(right)) = (
            row.checked_sub(self.headings()),
            column.checked_sub(self.label),
        ) else {
            return false;
        };
        let line = self.rows.offset + usize::from(below);
        let group = self.groups.offset + usize::from(right / group_width);
        let within = right % group_width;
        let stage = self.columns.offset + usize::from(within / self.cell.max(1));
        let is_cell = self.rows.range().contains(&line)
            && self.groups.range().contains(&group)
            && self.columns.range().contains(&stage)
            && within < self.group_width();
        if is_cell {
            self.rows.go(line);
            self.groups.go(group);
            self.columns.go(stage);
        }
        is_cell
    }

    /// The columns of the screen that a deployment takes.
    pub fn group_width(&self) -> u16 {
        let columns = u16::try_from(self.columns.range().len()).unwrap_or(u16::MAX);
        columns.saturating_mul(self.cell)
    }
}

/// The lines under the rows: the cell under the cursor, its query, and what the shades mean.
pub const NOTES: u16 = 3;
