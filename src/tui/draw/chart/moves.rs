//! What moved lately, a line for each move.

use ratatui::layout::Rect;

use crate::{
    catalog::diff::What,
    text::width,
    tui::part::chart::Block,
    view::{Role, changes, chart::Move},
};

use super::{ChartScreen, pen::Pen};

/// The day, and the room that must be left beside it.
const DAY: usize = 11;
const BESIDE_DAY: usize = 36;
/// The mark of the cursor and a blank, and a blank before the border.
const MARGINS: usize = 3;

/// What is new is counted apart: a query for what changed does not find it.
pub(super) fn title(screen: &ChartScreen<'_>) -> String {
    let chart = &screen.part.chart;
    let Some(since) = chart.since else {
        return "What moved lately".to_owned();
    };
    let is_new = |moved: &&Move| moved.what == What::New;
    let new = chart.moves.iter().filter(is_new).count();
    let moved = chart.moves.len() - new;
    match new {
        0 => format!("Moved after {since}: {moved}"),
        new => format!("Moved after {since}: {moved}, {new} new"),
    }
}

pub(super) fn draw(screen: &ChartScreen<'_>, inner: Rect, pen: &mut Pen<'_>) {
    let chart = &screen.part.chart;
    let view = screen.part.moves;
    if chart.moves.is_empty() {
        let why = match chart.since {
            Some(since) => format!("No connector changed its level, stage or place after {since}, the last look but one."),
            None => "This catalog carries no history: with a single look at it nothing can be seen to have moved.".to_owned(),
        };
        super::say(&why, inner, pen);
    }
    let form = Form::of(screen, usize::from(inner.width));
    for (y, at) in (inner.y..inner.bottom()).zip(view.range()) {
        if let Some(moved) = chart.moves.get(at) {
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            self::row(screen, (moved, &form), row, pen);
            if at == view.cursor {
                let (mark, style) = screen.cursor(Block::Moves);
                pen.line(row.x, row.y, row.right()).role(mark, Role::Own);
                pen.restyle(row, style);
            }
        }
    }
}

/// How all rows are told, so that one lacks nothing that its neighbour has.
struct Form {
    has_day: bool,
    is_whole: bool,
    has_kind: bool,
}

impl Form {
    fn of(screen: &ChartScreen<'_>, width: usize) -> Self {
        let has_day = width >= MARGINS + DAY + BESIDE_DAY;
        let room = width.saturating_sub(MARGINS + if has_day { DAY } else { 0 });
        let has_kind = room >= BESIDE_DAY;
        let form = |is_whole| Self {
            has_day,
            is_whole,
            has_kind,
        };
        let whole = form(true);
        let fits = |moved: &Move| {
            let (kind, what) = (whole.kind(moved, screen), whole.what(moved, screen));
            width::of(&moved.name) + width::of(&kind) + 2 + width::of(&what) <= room
        };
        form(screen.part.chart.moves.iter().all(fits))
    }

    fn what(&self, moved: &Move, screen: &ChartScreen<'_>) -> String {
        let (words, glyphs) = (screen.world.words, screen.world.glyphs);
        if self.is_whole {
            changes::phrase(&moved.what, words)
        } else {
            changes::short(&moved.what, words, glyphs)
        }
    }

    fn kind(&self, moved: &Move, screen: &ChartScreen<'_>) -> String {
        let kind = super::kind(moved.kind, screen);
        if self.has_kind { kind } else { String::new() }
    }
}

fn row(screen: &ChartScreen<'_>, (moved, form): (&Move, &Form), row: Rect, pen: &mut Pen<'_>) {
    let end = row.right().saturating_sub(1);
    let mut line = pen.line(row.x + 2.min(row.width), row.y, end);
    if form.has_day {
        line.role(&width::fit(&moved.day.to_string(), DAY), Role::Muted);
    }
    let (what, kind) = (form.what(moved, screen), form.kind(moved, screen));
    let room = line.room();
    // The name gives way first, but never wholly.
    let taken = width::of(&what) + width::of(&kind) + 2;
    let name = room.saturating_sub(taken).max(room / 3);
    line.role(&width::truncate(&moved.name, name), Role::Strong);
    line.role(&kind, Role::Muted);
    line.role("  ", Role::Plain);
    line.role(&what, Role::Plain);
}
