//! Frames of menus, as text; and the sizes that every box must survive.

use super::*;
use crate::{
    tui::{context::Context, keymap::Keymap, part::menu::build, theme::Palette},
    view::links::Link,
};

pub(in crate::tui::draw) const SIZES: [((u16, u16), Glyphs); 5] = [
    ((120, 36), Glyphs::Unicode),
    ((80, 24), Glyphs::Unicode),
    ((40, 12), Glyphs::Ascii),
    ((20, 5), Glyphs::Unicode),
    ((1, 1), Glyphs::Unicode),
];

/// What is drawn, line by line, over a screen full of dots; blanks at the end of lines are cut.
pub(in crate::tui::draw) fn frame(
    (width, height): (u16, u16),
    draw: impl FnOnce(Rect, &mut Buffer),
) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(area, &mut buf);
    let mut lines = String::new();
    for row in area.rows() {
        let cells = row
            .columns()
            .filter_map(|cell| buf.cell(cell.as_position()));
        let line: String = cells.map(ratatui::buffer::Cell::symbol).collect();
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}

/// What stands above a frame.
pub(in crate::tui::draw) fn heading(what: &impl std::fmt::Debug) -> String {
    format!("{what:?}\n")
}

/// Whatever a narrow box says stands in a wide one too, word by word, or says that it was cut.
pub(in crate::tui::draw) fn assert_what_is_cut_says_so(
    sizes: impl Iterator<Item = (u16, u16)>,
    draw: impl Fn(Rect, &mut Buffer),
) {
    let words = |text: &str| -> Vec<String> {
        let is_border = |c: char| c.is_whitespace() || "╭╮╰╯─│█▸".contains(c);
        let words = text.split(is_border).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let wide = words(&frame((200, 100), &draw));
    for size in sizes {
        let narrow = frame(size, &draw);
        for word in words(&narrow) {
            assert!(
                word.ends_with('…') || wide.contains(&word),
                "{size:?} {word:?}\n{narrow}"
            );
        }
    }
}

#[test]
fn what_is_cut_says_so() {
    let (list, keymap) = (Context::List, Keymap::default());
    let address = "https://docs.airbyte.com/integrations/sources/postgres".to_owned();
    for menu in [
        build::help(&[list], &keymap),
        build::palette(list, &keymap),
        build::copy(list, &keymap),
        build::sort(),
        build::views(&[], None, |_| None),
        build::open(vec![(Link::Docs, address)]),
    ] {
        let sizes = (24..100).map(|width| (width, 100));
        assert_what_is_cut_says_so(sizes, |area, buf| boxed(&menu).render(area, buf));
    }
}

fn shown(menu: &Menu) -> String {
    let mut told = String::new();
    for (size, glyphs) in SIZES {
        let widget = MenuBox {
            menu,
            theme: Theme::new(Palette::Plain),
            glyphs,
        };
        told.push_str(&heading(&size));
        told.push_str(&frame(size, |area, buf| widget.render(area, buf)));
    }
    told
}

#[test]
fn the_help_of_the_list() {
    let mut menu = build::help(&[Context::List], &Keymap::default());
    menu.go(40);
    insta::assert_snapshot!(shown(&menu));
}

#[test]
fn a_menu_that_typing_has_narrowed_keeps_its_size() {
    let mut menu = build::copy(Context::List, &Keymap::default());
    menu.type_text("row");
    insta::assert_snapshot!(shown(&menu));
}

#[test]
fn a_menu_that_nothing_matches_says_so() {
    let mut menu = build::sort();
    menu.type_text("a filter longer than any small box is wide");
    insta::assert_snapshot!(shown(&menu));
}

#[test]
fn every_size_is_survived_and_a_click_meets_what_is_drawn() {
    let mut menu = build::copy(Context::List, &Keymap::default());
    for cursor in [0, 4, usize::MAX] {
        menu.go(cursor);
        for width in [0, 1, 2, 3, 9, 10, 20, 40, 100] {
            for height in 0..16 {
                meet_every_cell(&menu, (width, height));
            }
        }
    }
    let mut buf = Buffer::empty(Rect::new(3, 3, 10, 4));
    boxed(&menu).render(Rect::new(0, 0, 200, 60), &mut buf);
}

fn boxed(menu: &Menu) -> MenuBox<'_> {
    MenuBox {
        menu,
        theme: Theme::new(Palette::Terminal),
        glyphs: Glyphs::Unicode,
    }
}

fn meet_every_cell(menu: &Menu, size: (u16, u16)) {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buf = Buffer::empty(area);
    boxed(menu).render(area, &mut buf);
    if let Some(cursor) = boxed(menu).cursor(area) {
        assert!(area.contains(cursor), "{size:?} {cursor:?}");
    }
    for at in area.positions() {
        if let Some(item) = boxed(menu).item_at(area, at) {
            assert!(item < menu.visible().len() && boxed(menu).contains(area, at));
        }
    }
    let chosen = area
        .positions()
        .any(|at| boxed(menu).item_at(area, at) == Some(menu.cursor));
    assert!(
        chosen || area.is_empty(),
        "{size:?}: the chosen item is in sight"
    );
}

#[test]
fn the_chosen_line_has_one_look_from_end_to_end() {
    let menu = build::help(&[Context::List], &Keymap::default());
    for palette in [Palette::Terminal, Palette::Light, Palette::Plain] {
        let (theme, glyphs) = (Theme::new(palette), Glyphs::Unicode);
        let area = Rect::new(0, 0, 100, 30);
        let of = || MenuBox {
            menu: &menu,
            theme,
            glyphs,
        };
        let mut buf = Buffer::empty(area);
        of().render(area, &mut buf);
        let row = of().places(area).items;
        let looks = (row.left()..row.right()).map(|x| buf[(x, row.y)].style());
        let looks: Vec<_> = looks.collect();
        assert!(looks.iter().all(|look| *look == looks[0]), "{palette}");
    }
}
