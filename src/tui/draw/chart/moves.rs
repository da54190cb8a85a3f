//! What moved lately, a line for each move.

use ratatui::layout::Rect;

use crate::{
    catalog::diff::What,
    text::{Word, width},
    tui::part::chart::Block,
    view::{Role, changes, chart::Move},
};

use super::{ChartScreen, pen::Pen};

/// The day, and the room that must be left beside it.
const DAY: usize = 11;
const BESIDE_DAY: usize = 40;

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
    for (y, at) in (inner.y..inner.bottom()).zip(view.range()) {
        if let Some(moved) = chart.moves.get(at) {
            let row = Rect {
                y,
                height: 1,
                ..inner
            };
            self::row(screen, moved, row, pen);
            if at == view.cursor {
                let (mark, style) = screen.cursor(Block::Moves);
                pen.line(row.x, row.y, row.right()).role(mark, Role::Own);
                pen.restyle(row, style);
            }
        }
    }
}

fn row(screen: &ChartScreen<'_>, moved: &Move, row: Rect, pen: &mut Pen<'_>) {
    let mut line = pen.line(row.x + 2.min(row.width), row.y, row.right());
    if line.room() >= DAY + BESIDE_DAY {
        line.role(&width::fit(&moved.day.to_string(), DAY), Role::Muted);
    }
    let what = changes::phrase(&moved.what, screen.world.words);
    let room = line.room();
    let what = if width::of(&what) + width::of(&moved.name) + 2 <= room {
        what
    } else {
        changes::short(&moved.what, screen.world.words, screen.world.glyphs)
    };
    let kind = format!("{}{}", screen.world.glyphs.separator(), moved.kind.label());
    let wanted = width::of(&what) + width::of(&moved.name) + 2;
    let has_kind = wanted + width::of(&kind) <= room;
    // The name gives way first, but never wholly.
    let name = room.saturating_sub(width::of(&what) + 2).max(room / 3);
    line.role(&width::truncate(&moved.name, name), Role::Strong);
    if has_kind {
        line.role(&kind, Role::Muted);
    }
    line.role("  ", Role::Plain);
    line.role(&what, Role::Plain);
}
