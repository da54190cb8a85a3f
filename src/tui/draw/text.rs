//! A text pane: lines of roles, with the words that are looked for marked.

use ratatui::{buffer::Buffer, layout::Rect, style::Modifier};

use super::put;
use crate::{
    text::{fold::Folded, width},
    tui::{
        part::text::TextPart,
        theme::{Element, Theme},
    },
    view::layout::Line,
};

pub(super) fn draw(part: &TextPart, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    let lines = part.lines().get(part.view.range()).unwrap_or_default();
    let current = part.find.hits.get(part.find.at).copied();
    for (row, line) in lines.iter().enumerate() {
        let is_current = current == Some(part.view.offset + row);
        let row = u16::try_from(row).unwrap_or(u16::MAX);
        if row >= area.height {
            break;
        }
        let row = Rect {
            y: area.y + row,
            height: 1,
            ..area
        };
        draw_line(line, row, theme, buffer);
        mark(&part.find.words, line, is_current, (row, theme), buffer);
    }
}

fn draw_line(line: &Line, area: Rect, theme: Theme, buffer: &mut Buffer) {
    let mut column = 0;
    for span in &line.0 {
        column += put(buffer, area, column, &span.text, theme.role(span.role));
    }
}

/// Marks what was found, and in reverse where the search stands: seen without colours too.
fn mark(
    words: &str,
    line: &Line,
    is_current: bool,
    (area, theme): (Rect, Theme),
    buffer: &mut Buffer,
) {
    if words.is_empty() {
        return;
    }
    let stands_out = if is_current {
        Modifier::REVERSED
    } else {
        Modifier::UNDERLINED
    };
    let style = theme.element(Element::Match).add_modifier(stands_out);
    let text = line.text();
    for range in Folded::of(&text).find(words) {
        let (Some(before), Some(hit)) = (text.get(..range.start), text.get(range)) else {
            continue;
        };
        let columns = |text| u16::try_from(width::of(text)).unwrap_or(u16::MAX);
        let hit = Rect {
            x: area.x.saturating_add(columns(before)),
            width: columns(hit),
            ..area
        };
        buffer.set_style(hit.intersection(area), style);
    }
}
