//! The heat map: a shade and a number for every cell, and below it what the cell under the cursor says.

use ratatui::{layout::Rect, style::Style};

use crate::{
    text::{Word, width},
    tui::{
        part::chart::{BETWEEN, Block, NOTES},
        theme::Element,
    },
    view::{
        Glyphs, Role,
        chart::{Cell, Shade},
    },
    words::{Deployment, Stage},
};

use super::{ChartScreen, pen::Pen};

pub(super) fn title(screen: &ChartScreen<'_>) -> String {
    let groups = screen.part.grid.groups;
    let shown = groups.range();
    let separator = screen.world.glyphs.separator();
    match shown.len() {
        1 => {
            let on = screen.part.grid.on(shown.start).label();
            let (at, all) = (shown.start + 1, groups.total);
            format!("Levels and stages{separator}{on}, {at} of {all}")
        }
        len if len < groups.total => {
            let (from, to, all) = (shown.start + 1, shown.end, groups.total);
            format!("Levels and stages{separator}deployments {from} to {to} of {all}")
        }
        _ => "Levels and stages, by deployment".to_owned(),
    }
}

pub(super) fn draw(screen: &ChartScreen<'_>, inner: Rect, pen: &mut Pen<'_>) {
    if screen.part.chart.heat.largest() == 0 {
        return super::say(
            "No connector of this catalog can be used anywhere.",
            inner,
            pen,
        );
    }
    headings(screen, inner, pen);
    let grid = &screen.part.grid;
    let top = inner.y + grid.headings();
    for (line, row) in (top..inner.bottom()).zip(grid.rows.range()) {
        let level = grid.level(row);
        let name = level.map_or("All", |level| level.name_in(screen.world.words));
        let role = if row == grid.rows.cursor {
            Role::Strong
        } else {
            Role::Plain
        };
        pen.line(inner.x, line, inner.x + grid.label)
            .role(name, role);
        for (x, group) in groups(screen, inner) {
            if x > inner.x + grid.label {
                rule(screen, x - 1, line, pen);
            }
            let mut x = x;
            for column in grid.columns.range() {
                let cell = Cell {
                    level,
                    stage: grid.stage(column),
                    on: grid.on(group),
                };
                let rect = Rect {
                    x,
                    y: line,
                    width: grid.cell.min(inner.right().saturating_sub(x)),
                    height: 1,
                };
                self::cell(screen, cell, rect, pen);
                x = x.saturating_add(grid.cell);
            }
        }
    }
    let rows = u16::try_from(grid.rows.total).unwrap_or(u16::MAX);
    let below = Rect {
        y: top.saturating_add(rows),
        height: inner.bottom().saturating_sub(top.saturating_add(rows)),
        ..inner
    };
    notes(screen, below, pen);
}

/// The deployments in sight and where each begins.
fn groups(screen: &ChartScreen<'_>, inner: Rect) -> impl Iterator<Item = (u16, usize)> {
    let grid = &screen.part.grid;
    let (start, width) = (inner.x + grid.label, grid.group_width());
    let starts = (0u16..).map(move |at| start.saturating_add(at.saturating_mul(width + BETWEEN)));
    starts.zip(grid.groups.range())
}

fn rule(screen: &ChartScreen<'_>, x: u16, y: u16, pen: &mut Pen<'_>) {
    let rule = match screen.world.glyphs {
        Glyphs::Unicode => "│",
        Glyphs::Ascii => "|",
    };
    pen.line(x, y, x + 1)
        .write(rule, screen.theme.element(Element::Border));
}

fn headings(screen: &ChartScreen<'_>, inner: Rect, pen: &mut Pen<'_>) {
    let grid = &screen.part.grid;
    let has_names = grid.headings() > 1;
    let stages = inner.y + grid.headings() - 1;
    for (x, group) in groups(screen, inner) {
        let end = x.saturating_add(grid.group_width()).min(inner.right());
        if has_names {
            let on = grid.on(group);
            let mut line = pen.line(x + 1, inner.y, end);
            if on == screen.world.profile.deployment {
                line.role(on.label(), Role::Own);
            } else {
                line.role(on.label(), Role::Heading);
            }
        }
        if x > inner.x + grid.label {
            for y in inner.y..=stages {
                rule(screen, x - 1, y, pen);
            }
        }
        let mut x = x;
        for column in grid.columns.range() {
            let (name, next) = (heading(grid.stage(column)), x.saturating_add(grid.cell));
            let name = width::truncate(name, usize::from(grid.cell));
            let columns = u16::try_from(width::of(&name)).unwrap_or(0);
            pen.line(next.saturating_sub(columns), stages, next.min(end))
                .role(&name, Role::Muted);
            x = next;
        }
    }
}

/// A stage in five columns.
fn heading(stage: Option<Stage>) -> &'static str {
    match stage {
        None => "all",
        Some(Stage::Deprecated) => "depr.",
        Some(Stage::Unknown) => "?",
        Some(stage @ (Stage::Alpha | Stage::Beta | Stage::GenerallyAvailable | Stage::None)) => {
            stage.label()
        }
    }
}

fn cell(screen: &ChartScreen<'_>, cell: Cell, rect: Rect, pen: &mut Pen<'_>) {
    let (heat, grid) = (&screen.part.chart.heat, &screen.part.grid);
    let shade = heat.shade(cell);
    let role = if shade == Shade::Nothing {
        Role::Muted
    } else {
        Role::Plain
    };
    let is_current = cell == grid.current();
    let (mark, style) = if is_current {
        screen.cursor(Block::Heat)
    } else {
        (" ", Style::new())
    };
    let digits = usize::from(grid.cell.saturating_sub(2));
    let mut line = pen.line(rect.x, rect.y, rect.right());
    line.role(mark, Role::Own);
    line.role(glyph(shade, screen.world.glyphs), Role::Bar);
    line.role(&format!("{:>digits$}", heat.count(cell)), role);
    if is_current {
        pen.restyle(rect, style);
    }
}

fn glyph(shade: Shade, glyphs: Glyphs) -> &'static str {
    let (unicode, ascii) = match shade {
        Shade::Nothing => (" ", " "),
        Shade::Trace => ("░", "."),
        Shade::Part => ("▒", ":"),
        Shade::Much => ("▓", "+"),
        Shade::Most => ("█", "#"),
    };
    match glyphs {
        Glyphs::Unicode => unicode,
        Glyphs::Ascii => ascii,
    }
}

fn notes(screen: &ChartScreen<'_>, below: Rect, pen: &mut Pen<'_>) {
    let cell = screen.part.grid.current();
    let notes: [(String, Role); NOTES as usize] = [
        (said(screen, cell), Role::Plain),
        (format!("query: {}", cell.query()), Role::Muted),
        (legend(screen.world.glyphs), Role::Muted),
    ];
    let lines = notes.iter().flat_map(|(text, role)| {
        let lines = width::wrap(text, usize::from(below.width));
        lines.into_iter().map(move |line| (line, *role))
    });
    for (y, (text, role)) in (below.y..below.bottom()).zip(lines) {
        pen.line(below.x, y, below.right()).role(&text, role);
    }
}

fn said(screen: &ChartScreen<'_>, cell: Cell) -> String {
    let heat = &screen.part.chart.heat;
    let (count, all) = (heat.count(cell), heat.total(cell.on));
    let on: Deployment = cell.on;
    let level = cell
        .level
        .map_or("any level", |level| level.name_in(screen.world.words));
    let stage = match cell.stage {
        None => "at any stage".to_owned(),
        Some(Stage::None) => "without a stage".to_owned(),
        Some(Stage::Unknown) => "of an unknown stage".to_owned(),
        Some(stage) => format!("in {}", stage.label()),
    };
    let percent = heat.percent(cell);
    let part = match percent {
        0 if count > 0 => "less than 1%".to_owned(),
        percent => format!("{percent}%"),
    };
    format!(
        "{count} of the {all} on {} ({part}): {level}, {stage}",
        on.label()
    )
}

/// `░ some  ▒ from 2%  ▓ from 10%  █ from 30% of what a deployment can use`.
fn legend(glyphs: Glyphs) -> String {
    let steps = Shade::STEPS.iter().map(|(shade, from)| {
        let mark = glyph(*shade, glyphs);
        match from {
            0 => format!("{mark} some"),
            from => format!("{mark} from {from}%"),
        }
    });
    let steps: Vec<String> = steps.collect();
    format!("{} of what a deployment can use", steps.join("  "))
}
