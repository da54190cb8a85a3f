//! What the browser keeps from one run to the next: pins and recents, in the state folder. Losing it harms nobody, so
//! nothing about it ever fails aloud.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use serde_json::Value;

use super::{
    atomic::{self, Rivals},
    lock, read,
};
use crate::text::{Text, clean::NAME_CAP};

/// No memory that we write is larger.
const CAP: u64 = 1 << 20;
const PINS: usize = 500;
const RECENTS: usize = 50;

const LOCK: &str = "memory.lock";
/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is kept, by the keys of connectors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The latest last.
    pub pins: Vec<String>,
    /// The latest first.
    pub recents: Vec<String>,
}

/// One thing that the user did, for another program's memory as much as for this one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Pin(String),
    Unpin(String),
    Opened(String),
}

impl Memory {
    /// Does it here; of too many keys, the latest stay.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Pin(key) if self.pins.contains(key) => {}
            Change::Pin(key) => self.pins.push(key.clone()),
            Change::Unpin(key) => self.pins.retain(|pin| pin != key),
            Change::Opened(key) => {
                self.recents.retain(|recent| recent != key);
                self.recents.insert(0, key.clone());
            }
        }
        let surplus = self.pins.len().saturating_sub(PINS);
        self.pins.drain(..surplus);
        self.recents.truncate(RECENTS);
    }
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
        pins: keys(&kept, "pins"),
        recents: keys(&kept, "recents"),
    }
}

/// The keys in a list, each once; what is no key is passed over.
fn keys(kept: &Value, list: &str) -> Vec<String> {
    let listed = kept.get(list).and_then(Value::as_array);
    let texts = listed.into_iter().flatten().filter_map(Value::as_str);
    let mut keys = Vec::new();
    for text in texts.filter(|text| text.len() <= NAME_CAP) {
        let key = Text::name(text).to_string();
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Lays changes over what is kept now, whoever kept it.
pub fn keep(state: &Path, changes: &[Change]) {
    let Ok(lock) = lock::acquire(state, LOCK, PATIENCE) else {
        return;
    };
    let mut memory = read(state);
    for change in changes {
        memory.apply(change);
    }
    write(state, &memory, lock.rivals());
}

/// Keeps a memory whole, or leaves the one that was there.
fn write(state: &Path, memory: &Memory, rivals: Rivals) {
    let kept = serde_json::json!({ "pins": memory.pins, "recents": memory.recents });
    let _ = atomic::replace(&file(state), kept.to_string().as_bytes(), rivals);
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
        write(&state, &kept, Rivals::None);
        assert_eq!(read(&state), kept);
        write(&state, &Memory::default(), Rivals::None);
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
        let changes = many
            .iter()
            .flat_map(|key| [Change::Pin(key.clone()), Change::Opened(key.clone())]);
        keep(home.path(), &changes.collect::<Vec<_>>());
        let kept = read(home.path());
        assert_eq!(kept.pins, many[2000 - PINS..], "the latest stay");
        let recents: Vec<String> = many.iter().rev().take(RECENTS).cloned().collect();
        assert_eq!(kept.recents, recents);
        tests::write(&file(home.path()), vec![b' '; 2 << 20]);
        assert_eq!(read(home.path()), Memory::default());
    }

    #[test]
    fn two_programs_keep_what_each_of_them_changed() {
        let home = tempfile::tempdir().unwrap();
        let pin = |key: &str| Change::Pin(key.to_owned());
        keep(home.path(), &[pin("old")]);
        let one = read(home.path());
        keep(
            home.path(),
            &[pin("theirs"), Change::Opened("b".to_owned())],
        );
        assert_eq!(one.pins, ["old"], "this one knows nothing of theirs");
        keep(home.path(), &[pin("ours"), Change::Unpin("old".to_owned())]);
        assert_eq!(read(home.path()), memory(&["theirs", "ours"], &["b"]));
    }

    #[test]
    fn no_pin_is_lost_where_many_write_at_once() {
        let home = tempfile::tempdir().unwrap();
        std::thread::scope(|scope| {
            for at in 0..4 {
                let state = home.path();
                scope.spawn(move || keep(state, &[Change::Pin(format!("key-{at}"))]));
            }
        });
        let mut pins = read(home.path()).pins;
        pins.sort();
        assert_eq!(pins, ["key-0", "key-1", "key-2", "key-3"]);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_no_matter() {
        let home = tempfile::tempdir().unwrap();
        tests::write(&home.path().join("taken"), "a file");
        keep(&home.path().join("taken"), &[Change::Pin("a".to_owned())]);
        assert_eq!(read(&home.path().join("taken")), Memory::default());
    }
}
