//! One file's text: regular files only, up to a size, and nothing that is no text. Whatever was written in another
//! encoding, or in none, is read as far as it goes.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::Path,
};

use super::Why;

/// So much of a file tells whether it is text.
const HEAD: u64 = 8 << 10;

/// Reads a file into a buffer that is used again and again; what it holds then is the file.
pub(super) fn fill(
    path: &Path,
    (cap, is_named): (u64, bool),
    buffer: &mut Vec<u8>,
) -> Result<(), Why> {
    let unreadable = |fault: &io::Error| Why::Unreadable(super::phrase(fault));
    buffer.clear();
    let mut file = File::open(path).map_err(|fault| unreadable(&fault))?;
    let length = file
        .metadata()
        .map_err(|fault| unreadable(&fault))
        .map(|seen| seen.len())?;
    let large = Why::Large { cap, is_named };
    if length > cap {
        return Err(large);
    }
    let mut take = |most: u64, buffer: &mut Vec<u8>| {
        let taken = file.by_ref().take(most).read_to_end(buffer);
        taken.map_err(|fault| unreadable(&fault))
    };
    take(HEAD, buffer)?;
    if is_binary(buffer) {
        return Err(Why::Binary);
    }
    // It may have grown since, and some files do not tell how long they are.
    take((cap + 1).saturating_sub(buffer.len() as u64), buffer)?;
    if buffer.len() as u64 > cap {
        return Err(large);
    }
    Ok(())
}

fn is_binary(head: &[u8]) -> bool {
    wide(head).is_none() && head.contains(&0)
}

/// The text that bytes stand for; what is no text in it becomes one mark a fault.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    if let Some(unit) = wide(bytes) {
        let (pairs, rest) = bytes[2..].as_chunks::<2>();
        let units = pairs.iter().map(|pair| unit(*pair));
        let mut text: String = char::decode_utf16(units)
            .map(|read| read.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        text.extend(rest.first().map(|_| char::REPLACEMENT_CHARACTER));
        return Cow::Owned(text);
    }
    String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}

/// How two bytes are one unit of UTF-16, where a mark at the beginning says that they are.
fn wide(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_as_what_their_mark_says() {
        let table: [(&[u8], &str); 7] = [
            (b"plain", "plain"),
            (b"\xef\xbb\xbfmarked", "marked"),
            (b"a\xffb\xc3(", "a\u{fffd}b\u{fffd}("),
            (b"\xff\xfea\0b\0", "ab"),
            (b"\xfe\xff\0a\0b", "ab"),
            (b"\xff\xfea\0b", "a\u{fffd}"),
            (b"\xff\xfe\x00\xd8a\0", "\u{fffd}a"),
        ];
        for (bytes, expected) in table {
            assert_eq!(text(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_that_is_too_large_or_no_text_is_not_read_on() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("f");
        let mut buffer = Vec::new();
        let mut filled = |bytes: &[u8]| {
            crate::store::tests::write(&file, bytes);
            fill(&file, (10, false), &mut buffer)
        };
        let (cap, is_named) = (10, false);
        assert_eq!(filled(b"0123456789"), Ok(()));
        assert_eq!(filled(b"01234567890"), Err(Why::Large { cap, is_named }));
        assert_eq!(filled(b"a\0b"), Err(Why::Binary));
        assert_eq!(filled(b"\xff\xfea\0"), Ok(()));
        assert_eq!(filled(b""), Ok(()));
    }
}
