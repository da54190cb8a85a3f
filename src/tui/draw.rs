//! The screen as a picture of the state. Nothing is computed here that a key did not change, and nothing is changed.
//!
//! ```text
//!  portolan  /query                                     3 of 641 · catalog of …, … · Cloud
//! ╭ Filters ─────────╮╭ Connectors ────────────────╮╭ Postgres ────────────────────────────╮
//! │ Level            ││▌● Postgres   source  Airbyte││ ● READY on Cloud                     │
//! ╰──────────────────╯╰────────────────────────────╯╰──────────────────────────────────────╯
//!  / search  f filters  …                                                          (footer)
//! ```

pub mod chart;
mod empty;
mod filters;
pub mod footer;
mod frame;
mod head;
mod list;
pub mod menu;
mod notice;
pub mod offer;
pub mod prefix;
mod text;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    widgets::Widget,
};

use super::{
    action::Action,
    app::{App, Focus, Screen},
    context::Context,
    layout::margin,
    part::text::TextPart,
};
use crate::view::Glyphs;
use chart::ChartScreen;
use footer::Footer;
use frame::Pane;
use menu::MenuBox;
use offer::OfferBox;
use prefix::PrefixBox;

/// Draws everything.
pub fn draw(app: &App, buffer: &mut Buffer) {
    let areas = app.areas;
    if areas.is_card {
        card(app, buffer);
        return;
    }
    head::draw(app, buffer);
    match &app.screen {
        Screen::Browse => browser(app, buffer),
        Screen::Chart(part) => {
            let (world, theme) = (&app.world, app.theme);
            ChartScreen { part, world, theme }.render(app.body(), buffer);
        }
        Screen::Compare(part) => over(app, ("Comparison", part), buffer),
        Screen::Check(part) => over(app, ("Check", part), buffer),
    }
    if app.is_offering() {
        offered(app).render(app.body(), buffer);
    }
    foot(app, buffer);
    if let Some(menu) = &app.menu {
        MenuBox {
            menu,
            theme: app.theme,
            glyphs: app.world.glyphs,
        }
        .render(app.body(), buffer);
    }
    if app.world.glyphs == Glyphs::Ascii {
        simplify(buffer);
    }
}

/// Marks that come with texts are plain where the locale is.
fn simplify(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = Glyphs::Ascii.legible(cell.symbol());
        if let (Some(plain), false) = (symbol.chars().next(), symbol == cell.symbol()) {
            cell.set_char(plain);
        }
    }
}

/// Where the terminal's cursor stands, for people and for screen readers.
pub fn cursor(app: &App) -> Option<Position> {
    let areas = app.areas;
    if areas.is_card {
        return None;
    }
    if let Some(menu) = &app.menu {
        return MenuBox {
            menu,
            theme: app.theme,
            glyphs: app.world.glyphs,
        }
        .cursor(app.body());
    }
    if app.finder.is_some() {
        return frame::finder_cursor(app);
    }
    match app.focus {
        Focus::Query if matches!(app.screen, Screen::Browse) => Some(head::cursor(app)),
        _ => None,
    }
}

fn browser(app: &App, buffer: &mut Buffer) {
    let areas = app.areas;
    if !areas.list.is_empty() {
        list::draw(app, buffer);
    }
    if !areas.detail.is_empty() {
        let title = app
            .selected()
            .map_or_else(String::new, |connector| connector.name.to_string());
        let pane = Pane {
            title,
            note: scrolled(&app.detail),
            is_focused: app.focus == Focus::Detail,
        };
        pane.draw(areas.detail, app, buffer);
        let inside = margin(areas.detail);
        match app.selected() {
            Some(_) => text::draw(&app.detail, inside, app.theme, buffer),
            None => empty::detail(app, inside, buffer),
        }
    }
    if !areas.filters.is_empty() {
        if areas.is_filters_over {
            frame::clear_box(areas.filters, buffer);
        }
        filters::draw(app, buffer);
    }
}

/// How far a text is scrolled, where there is more than is seen.
fn scrolled(part: &TextPart) -> String {
    let view = part.view;
    let last = view.total.saturating_sub(view.height);
    if last == 0 {
        return String::new();
    }
    format!("{}%", view.offset * 100 / last)
}

/// A text in a pane over the whole body.
fn over(app: &App, (title, part): (&str, &TextPart), buffer: &mut Buffer) {
    let pane = Pane {
        title: title.to_owned(),
        note: scrolled(part),
        is_focused: true,
    };
    pane.draw(app.body(), app, buffer);
    text::draw(part, margin(app.body()), app.theme, buffer);
}

fn foot(app: &App, buffer: &mut Buffer) {
    let area = app.areas.footer;
    if app.finder.is_some() {
        frame::finder(app, area, buffer);
    } else if !app.pending.is_empty() {
        let begun = begun(app);
        let mut hints = vec![(format!("{}…", begun.pressed), "one of the keys above")];
        let close = app.keymap.key_of(Context::General, Action::Back);
        hints.extend(close.map(|key| (key, "close")));
        let theme = app.theme;
        let footer = Footer {
            hints: &hints,
            theme,
        };
        footer.render(area, buffer);
        begun.render(app.body(), buffer);
    } else if let Some(problem) = misunderstood(app) {
        notice::problem(app, &problem, buffer);
    } else if app.notices.current().is_some() {
        notice::draw(app, buffer);
    } else {
        Footer {
            hints: &hints(app),
            theme: app.theme,
        }
        .render(area, buffer);
    }
}

/// The hints of the key map, as far as they hold now.
fn hints(app: &App) -> Vec<(String, &str)> {
    let mut hints = app.keymap.hints(&app.contexts());
    let mark = app.keymap.key_of(Context::Pick, Action::MarkAndDown);
    if app.is_picking() && !app.has_marks() && !app.is_offering() {
        hints.retain(|(key, _)| Some(key) != mark.as_ref());
    }
    if app.context() == Context::Detail && app.shape.is_zoomed {
        let zoom = app.keymap.key_of(Context::Detail, Action::Open);
        let zoom = hints.iter_mut().find(|(key, _)| Some(key) == zoom.as_ref());
        if let Some((_, word)) = zoom {
            *word = "back";
        }
    }
    hints
}

/// The box of what may follow the keys pressed so far.
pub fn begun(app: &App) -> PrefixBox {
    PrefixBox {
        pressed: super::keymap::spelt(&app.pending),
        next: app.keymap.continuations(app.context(), &app.pending),
        theme: app.theme,
        glyphs: app.world.glyphs,
    }
}

/// The box of what is offered at the cursor of the search line.
pub fn offered(app: &App) -> OfferBox<'_> {
    let key = |context| app.keymap.key_of(context, Action::Complete);
    let contexts = if app.is_picking() && app.has_marks() {
        [Context::Query, Context::Offer]
    } else {
        [Context::Offer, Context::Query]
    };
    OfferBox {
        offer: &app.query.offer,
        column: head::column(app, app.query.offer.start().unwrap_or(0)),
        aside: Some(app.areas.detail.x).filter(|x| *x > app.areas.list.x),
        below: list::below(app),
        key: contexts.into_iter().find_map(key),
        theme: app.theme,
        glyphs: app.world.glyphs,
    }
}

/// What is wrong with the query that is being typed.
fn misunderstood(app: &App) -> Option<String> {
    let is_typing = app.focus == Focus::Query && matches!(app.screen, Screen::Browse);
    is_typing.then(|| app.query.query.misunderstood()).flatten()
}

fn card(app: &App, buffer: &mut Buffer) {
    let (columns, rows) = super::layout::LEAST;
    let words = format!("portolan needs {columns}x{rows}");
    let area = app.areas.all.intersection(buffer.area);
    for (row, line) in crate::text::width::wrap(&words, usize::from(area.width).max(2))
        .iter()
        .enumerate()
    {
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        if row < area.height {
            let line_area = Rect {
                y: area.y + row,
                height: 1,
                ..area
            };
            put(buffer, line_area, 0, line, Style::new());
        }
    }
}

/// Writes a text into the first row of an area, cut to its width; the columns that it took.
pub(super) fn put(buffer: &mut Buffer, area: Rect, column: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if area.is_empty() || column >= area.width {
        return 0;
    }
    let room = area.width - column;
    let start = area.x + column;
    if is_plain(text) {
        return put_plain(buffer, (start, area.y), (text, room), style);
    }
    let (end, _) = buffer.set_stringn(start, area.y, text, room.into(), style);
    end.saturating_sub(start)
}

/// Whether each byte is a letter that takes one cell.
fn is_plain(text: &str) -> bool {
    // To the end whatever comes: without a way out the loop takes many bytes at once.
    let is_odd = |odd, byte: u8| odd | !(0x20..0x7f).contains(&byte);
    !text.bytes().fold(false, is_odd)
}

/// What nearly all texts are needs no search for letters and widths. The looks are the same.
fn put_plain(
    buffer: &mut Buffer,
    (column, row): (u16, u16),
    (text, room): (&str, u16),
    style: Style,
) -> u16 {
    let first = buffer.index_of(column, row);
    let cells = buffer.content.iter_mut().skip(first).take(room.into());
    let mut taken = 0;
    for (cell, letter) in cells.zip(text.chars()) {
        cell.set_char(letter).set_style(style);
        taken += 1;
    }
    taken
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    proptest::proptest! {
        #[test]
        fn the_fast_way_looks_as_the_slow_one(
            text in "([ -~]{0,30}|\\PC{0,12})",
            (column, width) in (0u16..24, 0u16..24),
            x in 0u16..4,
        ) {
            let area = Rect { x, y: 1, width, height: 1 };
            let style = Style::new().fg(Color::Red);
            let ground = Buffer::with_lines(["連連連連連連連連連連"; 3]);
            let (mut fast, mut slow) = (ground.clone(), ground);
            let taken = put(&mut fast, area, column, &text, style);
            let clipped = area.intersection(slow.area);
            let room = usize::from(clipped.width.saturating_sub(column));
            if room > 0 {
                let start = clipped.x + column;
                let (end, _) = slow.set_stringn(start, clipped.y, &text, room, style);
                proptest::prop_assert_eq!(taken, end - start);
            }
            proptest::prop_assert_eq!(fast, slow);
        }
    }
}
