//! What the browser keeps from one run to the next: pins and recents, in the state folder. Losing it harms nobody, so
//! nothing about it ever fails aloud.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{atomic, read};
use crate::text::{Text, clean::NAME_CAP};

/// No memory that we write is larger.
const CAP: u64 = 1 << 20;
const PINS: usize = 500;
const RECENTS: usize = 50;

/// What is kept, by the keys of connectors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    pub pins: Vec<String>,
    /// The latest first.
    pub recents: Vec<String>,
}

/// The file in a state folder. A later version's has another name, and is left alone.
pub fn file(state: &Path) -> PathBuf {
    state.join("memory-v1.json")
}

/// Reads what was kept; what cannot be read was never there.
pub fn read(state: &Path) -> Memory {
    let Ok(content) = read::whole(&file(state), CAP) else {
        return Memory::default();
    };
    let kept: Value = serde_json::from_slice(&content.bytes).unwrap_or_default();
    Memory {
        pins: keys(&kept, "pins", PINS),
        recents: keys(&kept, "recents", RECENTS),
    }
}

/// The keys in a list, each once; what is no key is passed over.
fn keys(kept: &Value, list: &str, most: usize) -> Vec<String> {
    let listed = kept.get(list).and_then(Value::as_array);
    let texts = listed.into_iter().flatten().filter_map(Value::as_str);
    let mut keys = Vec::new();
    for text in texts.filter(|text| text.len() <= NAME_CAP) {
        let key = Text::name(text).to_string();
        if !key.is_empty() && !keys.contains(&key) && keys.len() < most {
            keys.push(key);
        }
    }
    keys
}

/// Keeps a memory whole, or leaves the one that was there.
pub fn write(state: &Path, memory: &Memory) {
    let first = |keys: &[String], most: usize| keys.iter().take(most).cloned().collect::<Vec<_>>();
    let kept = serde_json::json!({
        "pins": first(&memory.pins, PINS),
        "recents": first(&memory.recents, RECENTS),
    });
    let _ = atomic::replace(&file(state), kept.to_string().as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests;

    fn memory(pins: &[&str], recents: &[&str]) -> Memory {
        let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        Memory {
            pins: own(pins),
            recents: own(recents),
        }
    }

    #[test]
    fn what_is_kept_comes_back() {
        let home = tempfile::tempdir().unwrap();
        let state = home.path().join("not/yet/there");
        assert_eq!(read(&state), Memory::default());
        let kept = memory(&["a", "b"], &["b", "c/é \"x\""]);
        write(&state, &kept);
        assert_eq!(read(&state), kept);
        write(&state, &Memory::default());
        assert_eq!(read(&state), Memory::default());
    }

    #[test]
    fn what_is_broken_is_forgotten_and_what_is_right_beside_it_is_kept() {
        let home = tempfile::tempdir().unwrap();
        let table: [(&[u8], Memory); 8] = [
            (b"", memory(&[], &[])),
            (b"\0\0\0\0", memory(&[], &[])),
            (b"{\"pins\":[\"a\"", memory(&[], &[])),
            (b"[\"a\"]", memory(&[], &[])),
            (b"{\"pins\":\"a\",\"recents\":[\"b\"]}", memory(&[], &["b"])),
            (
                b"{\"pins\":[1,null,\"a\",\"a\",\"\",{}],\"new\":1}",
                memory(&["a"], &[]),
            ),
            (b"{\"pins\":[\"a\\u001b[2J\"]}", memory(&["a␛[2J"], &[])),
            (b"\xff\xfe", memory(&[], &[])),
        ];
        for (bytes, expected) in table {
            tests::write(&file(home.path()), bytes);
            assert_eq!(read(home.path()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_memory_never_grows_without_end() {
        let home = tempfile::tempdir().unwrap();
        let many: Vec<String> = (0..2000).map(|at| format!("key-{at}")).collect();
        let all = Memory {
            pins: many.clone(),
            recents: many.clone(),
        };
        write(home.path(), &all);
        let kept = read(home.path());
        assert_eq!(kept.pins, many[..PINS]);
        assert_eq!(kept.recents, many[..RECENTS]);
        tests::write(&file(home.path()), vec![b' '; 2 << 20]);
        assert_eq!(read(home.path()), Memory::default());
    }

    #[test]
    fn a_place_that_cannot_be_written_is_no_matter() {
        let home = tempfile::tempdir().unwrap();
        tests::write(&home.path().join("taken"), "a file");
        write(&home.path().join("taken"), &memory(&["a"], &[]));
        assert_eq!(read(&home.path().join("taken")), Memory::default());
    }
}
