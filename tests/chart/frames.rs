//! Frames: what stands on the screen, and with which looks.

use super::{day, empty_world, part, small, small_world, world};
use portolan::{
    store::bundled,
    tui::{
        action::Action,
        draw::chart::ChartScreen,
        part::chart::ChartPart,
        theme::{Palette, Theme},
        world::World,
    },
    view::Glyphs,
};
use proptest::prelude::*;
use ratatui::{buffer::Buffer, layout::Rect, style::Style, widgets::Widget};

fn drawn(part: &ChartPart, world: &World, (width, height): (u16, u16)) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    let theme = Theme::new(Palette::Terminal);
    ChartScreen { part, world, theme }.render(area, &mut buf);
    buf
}

fn text(buf: &Buffer) -> String {
    lines(buf, |cell| cell.symbol().chars().next().unwrap_or(' '))
}

/// A letter for each look: `.` for none, then in the order of their first appearance, with a legend.
fn looks(buf: &Buffer) -> String {
    let mut seen: Vec<Style> = vec![Buffer::empty(Rect::new(0, 0, 1, 1)).content[0].style()];
    let map = lines(buf, |cell| {
        let style = cell.style();
        let at = seen
            .iter()
            .position(|other| *other == style)
            .unwrap_or_else(|| {
                seen.push(style);
                seen.len() - 1
            });
        ".abcdefghijklmnopqrstuvwxyz".chars().nth(at).unwrap()
    });
    let legend = seen.iter().skip(1).zip('a'..).map(|(style, letter)| {
        let fg = style.fg.unwrap_or_default();
        format!("{letter} {fg} {:?}\n", style.add_modifier)
    });
    format!("{map}\n{}", legend.collect::<String>())
}

fn lines(buf: &Buffer, mut letter: impl FnMut(&ratatui::buffer::Cell) -> char) -> String {
    let width = usize::from(buf.area.width).max(1);
    let rows = buf.content.chunks(width);
    let rows = rows.map(|row| {
        row.iter()
            .map(&mut letter)
            .collect::<String>()
            .trim_end()
            .to_owned()
    });
    rows.collect::<Vec<_>>().join("\n")
}

const SIZES: [(u16, u16); 5] = [(120, 36), (80, 24), (40, 12), (20, 5), (1, 1)];

#[test]
fn frames_at_every_size() {
    let world = small_world();
    for size in SIZES {
        let mut part = part(&world, size.0, size.1);
        for block in ["heat", "deadlines", "moves"] {
            if size.1 < 24 || block == "heat" {
                let buf = drawn(&part, &world, size);
                let name = format!("{block}_{}x{}", size.0, size.1);
                insta::assert_snapshot!(format!("{name}_text"), text(&buf));
                insta::assert_snapshot!(format!("{name}_looks"), looks(&buf));
            }
            part.act(Action::NextPane, &world);
        }
    }
}

#[test]
fn a_frame_in_ascii_holds_nothing_else() {
    let mut world = small_world();
    world.glyphs = Glyphs::Ascii;
    let frame = text(&drawn(&part(&world, 80, 24), &world, (80, 24)));
    assert!(frame.chars().all(|c| c.is_ascii() || c == '…'), "{frame}");
    insta::assert_snapshot!(frame);
}

#[test]
fn where_nothing_is_ahead_it_says_so() {
    let world = empty_world();
    insta::assert_snapshot!(text(&drawn(&part(&world, 80, 24), &world, (80, 24))));
    let late = world_at("2027-01-01");
    insta::assert_snapshot!(text(&drawn(&part(&late, 80, 24), &late, (80, 24))));
}

fn world_at(today: &str) -> World {
    world(small(), day(today))
}

#[test]
fn the_bundled_catalog_in_its_whole() {
    let world = world(bundled::read().unwrap().catalog, day("2026-03-01"));
    let mut part = part(&world, 120, 36);
    part.act(Action::NextPane, &world);
    part.act(Action::Down, &world);
    let buf = drawn(&part, &world, (120, 36));
    insta::assert_snapshot!(text(&buf));
}

proptest! {
    #[test]
    fn no_size_breaks_it(
        width in 0u16..210, height in 0u16..70, area in (0u16..90, 0u16..40, 0u16..210, 0u16..70), focus in 0..3,
    ) {
        let world = small_world();
        let mut part = part(&world, width, height);
        for _ in 0..focus {
            part.act(Action::NextPane, &world);
        }
        let (x, y, wide, high) = area;
        let mut buf = Buffer::empty(Rect::new(3, 2, 80, 24));
        let theme = Theme::new(Palette::Plain);
        ChartScreen { part: &part, world: &world, theme }.render(Rect::new(x, y, wide, high), &mut buf);
    }
}
