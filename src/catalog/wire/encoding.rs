//! From bytes to text: one byte-order mark is stripped, broken UTF-8 is replaced and counted, and what is plainly
//! something else is named. Knows no JSON.

use std::borrow::Cow;

use crate::text::clean;

use super::WireError;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// Openings of files that people take for a catalog.
const OTHER_FILES: [(&[u8], &str); 5] = [
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"{\0", "UTF-16 text"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"PK\x03\x04", "a zip archive"),
];

/// The text of a file, and how many broken sequences were replaced in it.
pub(super) fn text(bytes: &[u8]) -> Result<(Cow<'_, str>, usize), WireError> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if let Some((_, what)) = OTHER_FILES
        .iter()
        .find(|(opening, _)| bytes.starts_with(opening))
    {
        return Err(WireError::no_catalog(*what));
    }
    let (text, replaced) = utf8(bytes);
    let shown = text.trim_ascii_start();
    if shown.is_empty() {
        return Err(WireError::no_catalog("an empty file"));
    }
    if shown.starts_with('<') {
        let opening: String = shown.chars().take(80).collect();
        return Err(WireError::no_catalog(format!(
            "a web page: {}",
            clean::line(&opening)
        )));
    }
    Ok((text, replaced))
}

fn utf8(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), 0);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut replaced = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            replaced += 1;
        }
    }
    (Cow::Owned(text), replaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mark_is_stripped_and_broken_bytes_are_counted() {
        assert_eq!(text(b"\xef\xbb\xbf{}").unwrap(), (Cow::Borrowed("{}"), 0));
        assert_eq!(
            text(b"a\xffb\xfe").unwrap(),
            ("a\u{fffd}b\u{fffd}".into(), 2)
        );
    }

    #[test]
    fn what_is_plainly_something_else_is_named() {
        let table: [(&[u8], &str); 6] = [
            (b"", "an empty file"),
            (b" \n", "an empty file"),
            (b"\xff\xfe{\0", "UTF-16 text"),
            (b"{\0}\0", "UTF-16 text"),
            (b"\x1f\x8b\x08", "gzip-compressed data"),
            (b" <!doctype\x1b>", "a web page: <!doctype␛>"),
        ];
        for (bytes, expected) in table {
            assert_eq!(text(bytes).unwrap_err().found, expected);
        }
    }
}
