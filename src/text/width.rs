//! Display columns: measuring, cutting, padding and wrapping by grapheme. The only user of `unicode-width`.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many terminal columns a text takes.
pub fn of(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.graphemes(true).map(UnicodeWidthStr::width).sum()
    }
}

/// What a reader takes for letters, and where each begins.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// Cuts a text to a width, with an ellipsis where something was lost.
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    if of(text) <= width {
        return Cow::Borrowed(text);
    }
    let mut kept = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += UnicodeWidthStr::width(grapheme);
        if used > width {
            break;
        }
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('…');
    }
    Cow::Owned(kept)
}

/// The end of a text, as much of it as fits into a width.
pub fn end(text: &str, width: usize) -> &str {
    let mut left = width;
    let mut start = text.len();
    for (at, letter) in graphemes(text).rev() {
        let Some(rest) = left.checked_sub(of(letter)) else {
            break;
        };
        (left, start) = (rest, at);
    }
    &text[start..]
}

/// Cuts or pads with blanks to exactly `width` columns.
pub fn fit(text: &str, width: usize) -> String {
    let mut fitted = truncate(text, width).into_owned();
    fitted.extend(std::iter::repeat_n(' ', width.saturating_sub(of(&fitted))));
    fitted
}

/// Breaks a text into lines of at most `width` columns, at blanks where possible. Lines are measured whole: a mark
/// at the start of a word joins what stands before it.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let before = line.len();
        if before > 0 {
            line.push(' ');
        }
        line.push_str(word);
        if of(&line) <= width {
            continue;
        }
        line.truncate(before);
        if before > 0 {
            lines.push(std::mem::take(&mut line));
        }
        break_word(word, width, &mut line, &mut lines);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

fn break_word(word: &str, width: usize, line: &mut String, lines: &mut Vec<String>) {
    if word.is_ascii() {
        let mut rest = word;
        while rest.len() > width {
            let (piece, behind) = rest.split_at(width);
            lines.push(piece.to_owned());
            rest = behind;
        }
        line.push_str(rest);
        return;
    }
    for grapheme in word.graphemes(true) {
        let before = line.len();
        line.push_str(grapheme);
        if of(line) > width && before > 0 {
            line.truncate(before);
            lines.push(std::mem::replace(line, grapheme.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_counts_columns_not_characters() {
        assert_eq!(truncate("Postgres", 8), "Postgres");
        assert_eq!(truncate("Postgres", 5), "Post…");
        assert_eq!(truncate("日本語", 4), "日…");
        assert_eq!(fit("日本", 6), "日本  ");
        assert_eq!(truncate("x", 0), "");
    }

    #[test]
    fn an_end_is_made_of_whole_letters() {
        assert_eq!(end("Postgres", 8), "Postgres");
        assert_eq!(end("Postgres", 4), "gres");
        assert_eq!(end("日本語", 5), "本語");
        assert_eq!(end("e\u{301}", 1), "e\u{301}");
        assert_eq!(end("x", 0), "");
    }

    #[test]
    fn wrapping_breaks_at_blanks_and_never_exceeds_the_width() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 5), [""]);
    }

    proptest::proptest! {
        #[test]
        fn plain_letters_break_as_any_others_do(word in "[a-z]{1,60}", width in 2usize..12) {
            let wide: String = word.chars().map(|c| if c == 'a' { 'ä' } else { c }).collect();
            let plain = wide.replace('ä', "a");
            let broken = wrap(&wide, width).iter().map(|line| line.replace('ä', "a")).collect::<Vec<_>>();
            proptest::prop_assert_eq!(wrap(&plain, width), broken);
        }

        #[test]
        // Narrower than one heaped grapheme, nothing fits.
        fn every_wrapped_line_fits(text in "\\PC{0,80}", width in 20usize..40) {
            for line in wrap(&text, width) {
                proptest::prop_assert!(of(&line) <= width, "{line:?} is wider than {width}");
            }
        }
    }
}
