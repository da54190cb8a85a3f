//! A line of somebody's file with a mark under a part of it, cut so that the part is seen.

use crate::text::width;

use super::{Line, Role};

/// One line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Its number.
    pub line: usize,
    pub text: String,
    /// Where the marked part begins and how long it is, in characters.
    pub from: usize,
    pub length: usize,
    pub role: Role,
}

pub(super) fn lines(excerpt: &Excerpt, (indent, width): (usize, usize), lines: &mut Vec<Line>) {
    let number = excerpt.line.to_string();
    let gutter = indent + number.len() + 3;
    let room = width.saturating_sub(gutter).max(8);
    let (before, marked, after) = parts(excerpt);
    let shown = width::of(marked).clamp(1, room);
    let before = tail(before, room - shown);
    let column = width::of(&before);
    let text = format!("{before}{marked}{after}");
    let mut source = Line::indented(indent);
    source.push(&format!("{number} | "), Role::Muted);
    source.push(width::truncate(&text, room).trim_end(), Role::Plain);
    let mut mark = Line::indented(indent);
    mark.push(&format!("{} | ", " ".repeat(number.len())), Role::Muted);
    mark.push(&" ".repeat(column), Role::Plain);
    mark.push(&"^".repeat(shown.min(room - column)), excerpt.role);
    lines.extend([source, mark]);
}

fn parts(excerpt: &Excerpt) -> (&str, &str, &str) {
    let text = excerpt.text.as_str();
    let at = |count: usize| {
        text.char_indices()
            .nth(count)
            .map_or(text.len(), |(at, _)| at)
    };
    let (from, to) = (at(excerpt.from), at(excerpt.from + excerpt.length));
    (&text[..from], &text[from..to], &text[to..])
}

/// The end of a text, at most so many columns of it.
fn tail(text: &str, room: usize) -> String {
    if width::of(text) <= room {
        return text.to_owned();
    }
    if room == 0 {
        return String::new();
    }
    let mut start = text.len();
    let mut used = 1;
    for (at, grapheme) in width::graphemes(text).rev() {
        used += width::of(grapheme);
        if used > room {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, (from, length): (usize, usize), width: usize) -> [String; 2] {
        let excerpt = Excerpt {
            line: 12,
            text: text.to_owned(),
            from,
            length,
            role: Role::Alert,
        };
        let mut drawn = Vec::new();
        lines(&excerpt, (2, width), &mut drawn);
        [drawn[0].text(), drawn[1].text()]
    }

    #[test]
    fn the_mark_stands_under_its_part() {
        let table = [
            (
                "image: a/b",
                (7, 3),
                40,
                "  12 | image: a/b",
                "     |        ^^^",
            ),
            (
                "日本: a/b",
                (4, 3),
                40,
                "  12 | 日本: a/b",
                "     |       ^^^",
            ),
            ("", (0, 0), 40, "  12 | ", "     | ^"),
            (
                "aaaaaaaaaaaaaaaaaa b",
                (19, 1),
                17,
                "  12 | …aaaaaaa b",
                "     |          ^",
            ),
            (
                "b aaaaaaaaaaaaaaaaaa",
                (0, 1),
                17,
                "  12 | b aaaaaaa…",
                "     | ^",
            ),
            (
                "a bbbbbbbbbbbbbbbbbb",
                (2, 18),
                17,
                "  12 | bbbbbbbbb…",
                "     | ^^^^^^^^^^",
            ),
        ];
        for (text, part, width, line, mark) in table {
            assert_eq!(drawn(text, part, width), [line, mark], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_is_never_wider_than_asked(
            text in "[a-z日é ]{0,200}", from in 0usize..210, length in 0usize..210, width in 20usize..90,
        ) {
            for line in drawn(&text, (from, length), width) {
                proptest::prop_assert!(width::of(&line) <= width, "{line:?}");
            }
        }
    }
}
