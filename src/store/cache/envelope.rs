//! The cache file's outside: one header line with a checksum over all that follows it, then the body.
//! Every byte of the file is covered. Against damage, not against an enemy: who can write here is the user.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text;

use super::Part;

/// What the header begins with in every version, and in this one.
const FAMILY: &[u8] = br#"{"magic":"portolan-cache","v":"#;
const OURS: &[u8] = br#"{"magic":"portolan-cache","v":1,"#;
/// All that stands before the checksum's digits.
const OPENING: &str = r#"{"magic":"portolan-cache","v":1,"crc32":""#;
const DIGITS: usize = 8;

/// What the header says of the body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) fetched_at: Timestamp,
    pub(super) parts: Vec<Part>,
}

#[derive(Serialize, Deserialize)]
struct Fields {
    len: usize,
    fetched_at: String,
    parts: Vec<Part>,
}

/// Puts a body behind its header.
pub(super) fn seal(header: Header, body: &str) -> Result<String, String> {
    let fields = Fields {
        len: body.len(),
        fetched_at: header.fetched_at.to_string(),
        parts: header.parts,
    };
    let fields = text::json::compact(&fields).map_err(|error| error.to_string())?;
    let fields = fields.trim_start_matches('{');
    let covered = format!("\",{fields}\n{body}");
    let crc = checksum(covered.as_bytes());
    Ok(format!("{OPENING}{crc}{covered}"))
}

/// Takes header and body apart; the error is one line that says what is wrong.
pub(super) fn open(bytes: &[u8]) -> Result<(Header, &[u8]), String> {
    let Some(rest) = bytes.strip_prefix(OPENING.as_bytes()) else {
        return Err(foreign(bytes).into());
    };
    let (crc, covered) = rest.split_at_checked(DIGITS).ok_or("it is cut short")?;
    let end = covered.iter().position(|b| *b == b'\n');
    let (line, body) = covered.split_at(end.ok_or("it is cut short")?);
    let body = body.get(1..).unwrap_or_default();
    let fields = fields(line);
    if checksum(covered).as_bytes() != crc {
        return Err(match fields {
            Some(fields) if body.len() < fields.len => "it is cut short".into(),
            _ => "its checksum does not match".into(),
        });
    }
    let fields = fields.ok_or("its header cannot be read")?;
    let fetched_at = fields.fetched_at.parse();
    let header = Header {
        fetched_at: fetched_at.map_err(|_| "its header has no time")?,
        parts: fields.parts,
    };
    Ok((header, body))
}

fn foreign(bytes: &[u8]) -> &'static str {
    if bytes.is_empty() {
        "it is empty"
    } else if OPENING.as_bytes().starts_with(bytes) {
        "it is cut short"
    } else if bytes.starts_with(FAMILY) && !bytes.starts_with(OURS) {
        "another version of portolan wrote it"
    } else {
        "it is no cache of portolan's"
    }
}

fn fields(line: &[u8]) -> Option<Fields> {
    let fields = line.strip_prefix(b"\",")?;
    serde_json::from_slice(&[b"{", fields].concat()).ok()
}

fn checksum(bytes: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed() -> String {
        let header = Header {
            fetched_at: "2026-11-20T08:00:00Z".parse().unwrap(),
            parts: vec![Part {
                url: "https://example.com/\u{202e}registry.json".into(),
                etag: Some("\"abc\"".into()),
                last_modified: None,
            }],
        };
        seal(header, &"{\"slug\":\"source-postgres\"}\n".repeat(70)).unwrap()
    }

    #[test]
    fn what_was_sealed_is_opened_again_and_the_header_is_one_line_of_json() {
        let file = sealed();
        let (line, body) = file.split_once('\n').unwrap();
        let json: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(json["magic"], "portolan-cache");
        assert_eq!(json["len"], body.len());
        assert!(!line.chars().any(text::clean::is_hostile));

        let (header, read) = open(file.as_bytes()).unwrap();
        assert_eq!(read, body.as_bytes());
        assert_eq!(header.fetched_at.to_string(), "2026-11-20T08:00:00Z");
        assert_eq!(header.parts[0].etag.as_deref(), Some("\"abc\""));
    }

    #[test]
    fn a_file_cut_at_any_byte_is_refused() {
        let file = sealed();
        for end in 0..file.len() {
            assert!(open(&file.as_bytes()[..end]).is_err(), "cut at {end}");
        }
    }

    #[test]
    fn a_file_with_any_bit_flipped_is_refused() {
        let mut file = sealed().into_bytes();
        assert!(file.len() > 2000);
        for bit in 0..file.len() * 8 {
            file[bit / 8] ^= 1 << (bit % 8);
            assert!(open(&file).is_err(), "bit {bit}");
            file[bit / 8] ^= 1 << (bit % 8);
        }
    }

    #[test]
    fn the_message_says_what_is_wrong() {
        let file = sealed();
        let newer = file.replacen("\"v\":1", "\"v\":2", 1);
        let tenth = file.replacen("\"v\":1", "\"v\":10", 1);
        let damaged = file.replace("postgres", "postgras");
        let table = [
            ("", "it is empty"),
            ("{\"magic", "it is cut short"),
            (&file[..file.len() - 9], "it is cut short"),
            (&damaged, "its checksum does not match"),
            (&newer, "another version of portolan wrote it"),
            (&tenth, "another version of portolan wrote it"),
            ("<!doctype html>", "it is no cache of portolan's"),
            ("\0\0\0\0", "it is no cache of portolan's"),
        ];
        for (bytes, message) in table {
            assert_eq!(open(bytes.as_bytes()).unwrap_err(), message, "{bytes:.40}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(after in proptest::collection::vec(proptest::num::u8::ANY, 0..200), keep in 0_usize..120) {
            let mut bytes = sealed().into_bytes();
            bytes.truncate(keep);
            bytes.extend(after);
            proptest::prop_assert!(open(&bytes).is_err());
        }
    }
}
