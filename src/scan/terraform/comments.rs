//! The comments of a Terraform file, which a reader of plain text must not take for usage. Whole syntax is not
//! needed: a broken file has comments too.

use std::{collections::HashMap, ops::Range};

use crate::scan::finder::Finder;

pub(super) fn claim(text: &str, finder: &mut Finder<'_>) {
    for comment in of(text) {
        finder.claim(comment);
    }
}

/// What surrounds a byte, innermost last.
enum Within {
    Quotes,
    /// `${…}` in quotes, with so many open braces of its own.
    Template(usize),
}

fn of(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let ends = ends(text);
    let mut comments = Vec::new();
    let mut within: Vec<Within> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        at = match within.last() {
            Some(Within::Quotes) => quoted(text, at, &mut within),
            Some(Within::Template(_)) | None => match comment(text, at) {
                Some(end) => {
                    comments.push(at..end);
                    end
                }
                None => {
                    heredoc(text, at, &ends).unwrap_or_else(|| code(bytes[at], at, &mut within))
                }
            },
        };
    }
    comments
}

/// The end of the comment that begins here.
fn comment(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    if rest.starts_with(b"/*") {
        let end = text[at + 2..].find("*/");
        return Some(end.map_or(text.len(), |end| at + 2 + end + 2));
    }
    (rest.starts_with(b"#") || rest.starts_with(b"//")).then(|| line_end(text, at))
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// The lines that hold one word, and so may end a heredoc: where each ends.
type Ends<'t> = HashMap<&'t str, Vec<usize>>;

fn ends(text: &str) -> Ends<'_> {
    let mut ends = Ends::new();
    if !text.contains("<<") {
        return ends;
    }
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let word = line.trim();
        if is_word(word) {
            ends.entry(word)
                .or_default()
                .push(from + line.trim_end().len());
        }
        from += line.len();
    }
    ends
}

fn is_word(word: &str) -> bool {
    !word.is_empty() && word.chars().all(belongs_to_word)
}

fn belongs_to_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// The end of the heredoc that begins here; one that nothing ends is none. Of the line no more is looked at than can
/// belong to its beginning, for a line may be long and every sign in it look like one.
fn heredoc(text: &str, at: usize, ends: &Ends<'_>) -> Option<usize> {
    let is_blank = |c: char| c != '\n' && c.is_whitespace();
    let rest = text.get(at..)?.strip_prefix("<<")?;
    let rest = rest.trim_start_matches('-').trim_start_matches(is_blank);
    let after = rest.trim_start_matches(belongs_to_word);
    let word = &rest[..rest.len() - after.len()];
    let after = after.trim_start_matches(is_blank);
    if !after.is_empty() && !after.starts_with('\n') {
        return None;
    }
    let first = text.len() - after.len();
    let ends = ends.get(word)?;
    ends.get(ends.partition_point(|end| *end <= first)).copied()
}

fn code(byte: u8, at: usize, within: &mut Vec<Within>) -> usize {
    match (byte, within.last_mut()) {
        (b'"', _) => within.push(Within::Quotes),
        (b'{', Some(Within::Template(open))) => *open += 1,
        (b'}', Some(Within::Template(0))) => {
            within.pop();
        }
        (b'}', Some(Within::Template(open))) => *open -= 1,
        _ => {}
    }
    at + 1
}

fn quoted(text: &str, at: usize, within: &mut Vec<Within>) -> usize {
    let rest = &text.as_bytes()[at..];
    match rest[0] {
        b'\\' => at + 2,
        b'$' | b'%' if rest.len() > 2 && rest[1] == rest[0] && rest[2] == b'{' => at + 3,
        b'$' | b'%' if rest.get(1) == Some(&b'{') => {
            within.push(Within::Template(0));
            at + 2
        }
        b'"' => {
            within.pop();
            at + 1
        }
        // No text in quotes goes over a line: the quotes were never closed.
        b'\n' => {
            within.clear();
            at + 1
        }
        _ => at + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_and_texts_are_not() {
        let table: [(&str, &[&str]); 9] = [
            ("a = 1 # one\nb = 2 // two\n", &["# one", "// two"]),
            ("/* a\n b */ x = 1", &["/* a\n b */"]),
            ("a = \"# no // no\" # yes", &["# yes"]),
            ("a = \"http://x\"", &[]),
            ("a = \"${b[\"# no\"]} # no\" # yes", &["# yes"]),
            ("a = \"\\\" # no\" # yes", &["# yes"]),
            ("a = <<-EOT\n  # no\n  EOT\nb = 1 # yes", &["# yes"]),
            ("a = \"open\n# yes", &["# yes"]),
            ("a = \"$${ # no\" # yes\n/* open", &["# yes", "/* open"]),
        ];
        for (text, expected) in table {
            let found: Vec<&str> = of(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn hostile_text_ends() {
        for piece in ["\"${", "<<A\n", "/*", "\\", "\"", "é\"\\é", "<<-é\n"] {
            let text = piece.repeat(20_000);
            of(&text);
        }
    }

    #[test]
    fn a_long_line_of_beginnings_is_looked_at_once() {
        for piece in ["<", "<<", "<<A", "<< ", "<<-", "<<-A "] {
            let begun = std::time::Instant::now();
            of(&piece.repeat(1 << 18));
            let took = begun.elapsed();
            assert!(took.as_secs() < 10, "{piece}: {took:?}");
        }
    }

    #[test]
    fn a_heredoc_begins_with_one_word_at_the_end_of_its_line() {
        let table = [
            ("a = <<EOT \r\n# no\nEOT\n# yes", 1),
            ("a = << -EOT\n# one\n-EOT\n# two", 1),
            ("a = <<EOT x\n# one\nEOT\n# two", 2),
            ("a = <<\n# one\n# two", 2),
            ("a = <<EOT\n# one", 1),
        ];
        for (text, comments) in table {
            assert_eq!(of(text).len(), comments, "{text}");
        }
    }
}
