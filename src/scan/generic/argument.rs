//! Build arguments of a Dockerfile: `ARG TAG=1.8.0` before the first `FROM` is what a `FROM` with `${TAG}` takes.

use crate::scan::finder::Pin;
use crate::scan::image::tagged;

/// So many lines are looked at for arguments.
const LINES: usize = 200;
/// A longer text is no tag: arguments may stand for ever more of themselves.
const LONGEST: usize = 256;

/// The pin of an image of a `FROM` line, where arguments above settle it.
pub(super) fn settled(text: &str, line_before: &str, tag: &str) -> Option<Pin> {
    if !line_before
        .trim_start()
        .to_ascii_lowercase()
        .starts_with("from ")
    {
        return None;
    }
    let lines = text.lines().take(LINES).map(str::trim);
    let head = lines.take_while(|line| keyword(line, "from ").is_none());
    let arguments = head.filter_map(|line| keyword(line, "arg ")?.trim().split_once('='));
    let mut settled = tag.to_owned();
    for (name, value) in arguments {
        let value = value.trim().trim_matches(['"', '\'']);
        let name = name.trim();
        if settled == format!("${name}") {
            value.clone_into(&mut settled);
        }
        if settled.len() > LONGEST || value.len() > LONGEST {
            return None;
        }
        settled = settled.replace(&format!("${{{name}}}"), value);
    }
    match tagged(&settled) {
        Pin::At(tag) => Some(Pin::At(tag)),
        _ => None,
    }
}

/// What follows a keyword, in whichever case it is written.
fn keyword<'t>(line: &'t str, word: &str) -> Option<&'t str> {
    let start = line.get(..word.len())?;
    start
        .eq_ignore_ascii_case(word)
        .then(|| &line[word.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_above_settle_a_tag() {
        let text = "# x\nARG TAG=1.8.0\narg MINOR=\"2\"\nARG OPEN\nFROM a\nARG LATE=1\n";
        let table = [
            ("FROM ", "${TAG}", Some("1.8.0")),
            ("from ", "$TAG", Some("1.8.0")),
            ("FROM --platform=x ", "1.${MINOR}.0", Some("1.2.0")),
            ("FROM ", "${OPEN}", None),
            ("FROM ", "${LATE}", None),
            ("RUN docker pull ", "${TAG}", None),
        ];
        for (before, tag, expected) in table {
            let expected = expected.map(|tag| Pin::At(tag.to_owned()));
            assert_eq!(settled(text, before, tag), expected, "{before}{tag}");
        }
        let doubled = "ARG A=${A}${A}\n".repeat(100);
        assert_eq!(settled(&doubled, "FROM ", "${A}"), None);
    }
}
