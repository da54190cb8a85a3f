//! The name of a row with the letters that the query hit, and why the row is there where its name does not show it:
//! behind the name, or on the lower border for the row under the cursor.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    catalog::Connector,
    text::width,
    tui::{
        app::App,
        draw::put,
        theme::{Element, Theme},
    },
    view::{Role, reason::Reason},
};

/// Between a name and what is said behind it.
const GAP: u16 = 2;
/// On either side of what stands on a border.
const MARGIN: u16 = 2;

/// The name; behind it the reason in the second style, where there is room for all of it. Else it is given back, and
/// another name of the connector stands there alone where that has room.
pub(super) fn draw_name(
    app: &App,
    connector: &Connector,
    (area, (style, muted)): (Rect, (Style, Style)),
    buffer: &mut Buffer,
) -> Option<Reason> {
    let shown = width::truncate(&connector.name, usize::from(area.width));
    let hits = app.list.letters.hits(&shown);
    let column = put_marked(buffer, (area, 0), (&shown, &hits), (style, app.theme));
    let reason = Reason::of(&app.list.letters, (connector, &shown), &app.world.catalog)?;
    let room = usize::from(area.width.saturating_sub(column + GAP));
    let (place, looks) = ((area, column + GAP), (muted, app.theme));
    if reason.width() <= room {
        put_reason(buffer, place, &reason, looks);
        return None;
    }
    if reason.is_name() && width::of(&reason.text) <= room {
        put_marked(buffer, place, (&reason.text, &reason.hits), looks);
    }
    Some(reason)
}

/// Says on the lower border, left of a note of some width, what the row under the cursor has no room for.
pub(super) fn draw_below(
    app: &App,
    mut reason: Reason,
    (area, note): (Rect, u16),
    buffer: &mut Buffer,
) {
    let room = area.width.saturating_sub(note + 3 * MARGIN);
    let label = u16::try_from(reason.label().len()).unwrap_or(room) + 3;
    if room <= label {
        return;
    }
    let line = Rect {
        x: area.x + MARGIN,
        y: area.bottom().saturating_sub(1),
        width: room,
        height: 1,
    };
    let text = usize::from(room - label);
    reason.text = width::truncate(&reason.text, text).into_owned();
    let style = app.theme.role(Role::Muted);
    put(buffer, line, 0, " ", style);
    let taken = put_reason(buffer, (line, 1), &reason, (style, app.theme));
    put(buffer, line, 1 + taken, " ", style);
}

fn put_reason(
    buffer: &mut Buffer,
    (area, column): (Rect, u16),
    reason: &Reason,
    looks: (Style, Theme),
) -> u16 {
    let label = put(buffer, area, column, reason.label(), looks.0);
    let label = label + put(buffer, area, column + label, " ", looks.0);
    let place = (area, column + label);
    label + put_marked(buffer, place, (&reason.text, &reason.hits), looks)
}

/// A text with some of its letters marked.
fn put_marked(
    buffer: &mut Buffer,
    (area, column): (Rect, u16),
    (text, hits): (&str, &[Range<usize>]),
    (style, theme): (Style, Theme),
) -> u16 {
    let taken = put(buffer, area, column, text, style);
    let matched = style.patch(theme.element(Element::Match));
    for range in hits {
        if let (Some(before), Some(hit)) = (text.get(..range.start), text.get(range.clone())) {
            let before = u16::try_from(width::of(before)).unwrap_or(u16::MAX);
            put(buffer, area, column.saturating_add(before), hit, matched);
        }
    }
    taken
}
