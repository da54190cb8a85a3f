//! Reading a whole file that the user named: regular files only, up to a size, with one plain phrase when it fails.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read},
    path::Path,
    time::SystemTime,
};

use jiff::Timestamp;

use crate::{
    date::{self, Date},
    words::Registry,
};

/// A file's bytes, and when it was last written.
pub(super) struct Content {
    pub(super) bytes: Vec<u8>,
    pub(super) modified: Option<SystemTime>,
}

impl Content {
    /// The day on which the file was last written.
    pub(super) fn day(&self) -> Option<Date> {
        day(self.modified?)
    }
}

/// The day of a moment.
pub(super) fn day(moment: SystemTime) -> Option<Date> {
    Timestamp::try_from(moment).ok().map(date::of)
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not there, or nobody lets us look whether it is.
    Unseen(String),
    Refused(String),
}

impl Unread {
    pub(super) fn into_message(self) -> String {
        match self {
            Self::Unseen(message) | Self::Refused(message) => message,
        }
    }
}

/// Reads a regular file of at most `cap` bytes.
pub(super) fn whole(path: &Path, cap: u64) -> Result<Content, Unread> {
    let mut bytes = Vec::new();
    let modified = whole_into(&mut bytes, path, cap)?;
    Ok(Content { bytes, modified })
}

/// The same into memory that is at hand, for one file after the other. Answers when the file was last written.
pub(super) fn whole_into(
    bytes: &mut Vec<u8>,
    path: &Path,
    cap: u64,
) -> Result<Option<SystemTime>, Unread> {
    let seen = fs::metadata(path).map_err(|fault| Unread::Unseen(phrase(&fault, "file")))?;
    // Opening a pipe would wait for whoever writes it.
    if let Some(what) = irregular(&seen) {
        return Err(Unread::Refused(format!("is {what}, not a file")));
    }
    let refused = |fault: &io::Error| Unread::Refused(phrase(fault, "file"));
    let file = File::open(path).map_err(|fault| refused(&fault))?;
    bytes.clear();
    bytes.reserve_exact(usize::try_from(seen.len().min(cap)).unwrap_or(0) + 1);
    file.take(cap + 1)
        .read_to_end(bytes)
        .map_err(|fault| refused(&fault))?;
    if bytes.len() as u64 > cap {
        let limit = size(cap);
        return Err(Unread::Refused(format!("is larger than {limit}")));
    }
    Ok(seen.modified().ok())
}

/// Which registry a file's name suggests, by its words: `cloud_registry.json`.
pub(super) fn hint(path: &Path) -> Option<Registry> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let says = |word: &str| {
        name.split(|c: char| !c.is_alphanumeric())
            .any(|part| part == word)
    };
    match (says("oss"), says("cloud")) {
        (true, false) => Some(Registry::Oss),
        (false, true) => Some(Registry::Cloud),
        (true, true) | (false, false) => None,
    }
}

fn irregular(seen: &Metadata) -> Option<&'static str> {
    if seen.is_file() {
        None
    } else if seen.is_dir() {
        Some("a folder")
    } else {
        Some("a pipe or a device")
    }
}

fn size(bytes: u64) -> String {
    match bytes >> 20 {
        0 => format!("{bytes} bytes"),
        mebibytes => format!("{mebibytes} MiB"),
    }
}

/// Why something of a kind cannot be read.
pub(super) fn phrase(fault: &io::Error, what: &str) -> String {
    match fault.kind() {
        io::ErrorKind::NotFound => format!("there is no such {what}"),
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_owned(),
        _ => format!("cannot be read: {fault}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(path: &Path, cap: u64) -> Option<String> {
        let read = whole(path, cap).err();
        read.map(Unread::into_message)
    }

    #[test]
    fn a_name_hints_at_one_registry_or_at_none() {
        let table = [
            ("/x/oss_registry.json", Some(Registry::Oss)),
            ("Cloud-2026.json", Some(Registry::Cloud)),
            ("/cloud/catalog.json", None),
            ("oss-and-cloud.json", None),
            ("/", None),
        ];
        for (file, expected) in table {
            assert_eq!(hint(Path::new(file)), expected, "{file}");
        }
    }

    #[test]
    fn only_a_regular_file_of_bearable_size_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("f");
        crate::store::tests::write(&file, "12345");
        assert_eq!(fault(&file, 5), None);
        assert_eq!(fault(&file, 4).unwrap(), "is larger than 4 bytes");
        assert_eq!(fault(dir.path(), 5).unwrap(), "is a folder, not a file");
        let missing = fault(&dir.path().join("g"), 5);
        assert_eq!(missing.unwrap(), "there is no such file");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_refused_at_once() {
        assert_eq!(
            fault(Path::new("/dev/zero"), 5).unwrap(),
            "is a pipe or a device, not a file"
        );
    }
}
