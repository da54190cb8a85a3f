//! The chart as state: which block has the focus, where its cursor stands, and what Enter takes there.
//! Every number comes from the view's model, which is made once per catalog and profile.

mod areas;
mod grid;

pub use areas::{Areas, Block, Frame, Pane};
pub use grid::{BETWEEN, Grid, NOTES};

use crate::{
    catalog::Key,
    tui::{action::Action, viewport::Viewport, world::World},
    view::chart::{Chart, WEEKS},
};

/// What was taken from the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// A query for the list.
    Query(String),
    Connector(Key),
}

/// The chart's state.
#[derive(Debug, Clone)]
pub struct ChartPart {
    pub chart: Chart,
    pub focus: Block,
    pub grid: Grid,
    pub deadlines: Viewport,
    pub moves: Viewport,
    pub areas: Areas,
    size: (u16, u16),
}

impl ChartPart {
    pub fn new(world: &World) -> Self {
        let chart = Chart::of(world.subjects(), &world.catalog, world.today);
        let grid = Grid::of(&chart.heat, world.profile.deployment);
        let mut part = Self {
            chart,
            focus: Block::Heat,
            grid,
            deadlines: Viewport::default(),
            moves: Viewport::default(),
            areas: Areas::default(),
            size: (0, 0),
        };
        part.arrange();
        part
    }

    /// Counts anew after another catalog or profile; focus and cursors stay where they can.
    pub fn renew(&mut self, world: &World) {
        self.chart = Chart::of(world.subjects(), &world.catalog, world.today);
        self.grid.recount(&self.chart.heat);
        self.arrange();
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height);
        self.arrange();
    }

    fn arrange(&mut self) {
        let (width, height) = self.size;
        self.areas = Areas::of(width, height, self.grid.height(), self.focus);
        self.grid.resize(self.areas.pane(Block::Heat).inner());
        self.deadlines.recount(self.chart.calendar.deadlines.len());
        self.moves.recount(self.chart.moves.len());
        let strip = strip(self.areas.pane(Block::Deadlines));
        let inner = |block| usize::from(self.areas.pane(block).inner().height);
        let lines = inner(Block::Deadlines).saturating_sub(usize::from(strip.height()));
        self.deadlines.resize(lines);
        self.moves.resize(inner(Block::Moves));
    }

    /// How the weeks are drawn above the deadlines.
    pub fn strip(&self) -> Strip {
        strip(self.areas.pane(Block::Deadlines))
    }

    pub fn act(&mut self, action: Action, world: &World) -> Option<Taken> {
        match action {
            Action::NextPane => self.turn_to(self.focus.step(1)),
            Action::PreviousPane => self.turn_to(self.focus.step(2)),
            Action::Open | Action::Accept => return self.take(world),
            _ => match self.focus {
                Block::Heat => move_over(&mut self.grid, action),
                Block::Deadlines => move_in(&mut self.deadlines, action),
                Block::Moves => move_in(&mut self.moves, action),
            },
        }
        None
    }

    /// A click moves the cursor; one on the cursor takes what is there. Places count from the chart's own corner.
    pub fn click(&mut self, column: u16, row: u16, world: &World) -> Option<Taken> {
        let block = self.areas.at(column, row)?;
        let was = self.place();
        let inner = self.areas.pane(block).inner();
        let is_hit = inner.contains((column, row).into())
            && self.go_to(block, column - inner.x, row - inner.y);
        self.turn_to(block);
        let is_second = is_hit && was == self.place();
        is_second.then(|| self.take(world)).flatten()
    }

    /// Turns the wheel over a place, which moves the cursor of the block there.
    pub fn wheel(&mut self, column: u16, row: u16, lines: isize) {
        match self.areas.at(column, row) {
            Some(Block::Heat) => self.grid.rows.step(lines),
            Some(Block::Deadlines) => self.deadlines.step(lines),
            Some(Block::Moves) => self.moves.step(lines),
            None => {}
        }
    }

    fn place(&self) -> (Block, usize, usize, usize) {
        let grid = &self.grid;
        match self.focus {
            Block::Heat => (
                Block::Heat,
                grid.rows.cursor,
                grid.groups.cursor,
                grid.columns.cursor,
            ),
            Block::Deadlines => (Block::Deadlines, self.deadlines.cursor, 0, 0),
            Block::Moves => (Block::Moves, self.moves.cursor, 0, 0),
        }
    }

    fn go_to(&mut self, block: Block, column: u16, row: u16) -> bool {
        let strip = self.strip().height();
        let (view, head) = match block {
            Block::Heat => return self.grid.go_to(column, row),
            Block::Deadlines => (&mut self.deadlines, strip),
            Block::Moves => (&mut self.moves, 0),
        };
        let Some(below) = row.checked_sub(head) else {
            return false;
        };
        let line = view.offset + usize::from(below);
        let is_line = view.range().contains(&line);
        if is_line {
            view.go(line);
        }
        is_line
    }

    fn turn_to(&mut self, block: Block) {
        self.focus = block;
        self.arrange();
    }

    fn take(&self, world: &World) -> Option<Taken> {
        let key = match self.focus {
            Block::Heat => {
                let cell = self.grid.current();
                let is_any = self.chart.heat.count(cell) > 0;
                return is_any.then(|| Taken::Query(cell.query()));
            }
            Block::Deadlines => {
                let deadline = self.chart.calendar.deadlines.get(self.deadlines.cursor)?;
                &deadline.connector
            }
            Block::Moves => &self.chart.moves.get(self.moves.cursor)?.connector,
        };
        world.place(key)?;
        Some(Taken::Connector(key.clone()))
    }
}

fn move_over(grid: &mut Grid, action: Action) {
    match action {
        Action::Left => grid.left(),
        Action::Right => grid.right(),
        _ => move_in(&mut grid.rows, action),
    }
}

fn move_in(view: &mut Viewport, action: Action) {
    if let Some(motion) = action.motion() {
        view.go_by(motion);
    }
}

/// The weeks ahead, drawn to scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strip {
    pub weeks: usize,
    /// Columns for each week; none where there is no room for any.
    pub column: usize,
}

impl Strip {
    /// Counts, axis and months.
    pub fn height(self) -> u16 {
        if self.column == 0 { 0 } else { 3 }
    }
}

/// From a quarter to half a year, as many weeks as there is room for; a strip must leave room for some deadlines.
fn strip(pane: Pane) -> Strip {
    const LEAST: usize = 12;
    /// What lies behind the weeks is a number after them.
    const LATER: u16 = 3;
    let inner = pane.inner();
    let width = usize::from(inner.width.saturating_sub(LATER));
    let column = [width / WEEKS, 3, 2]
        .into_iter()
        .find(|column| (2..=5).contains(column) && LEAST * column <= width)
        .filter(|_| inner.height >= 5)
        .unwrap_or(0);
    let weeks = width.checked_div(column).unwrap_or(0).min(WEEKS);
    Strip { weeks, column }
}
