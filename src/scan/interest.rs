//! Whether a file or a text can name a connector at all. Cheap, since nearly none does.

use memchr::memmem;

use super::generic::uuid;

/// Whether a text names Airbyte, in whichever case its name begins.
pub(super) fn speaks_of_airbyte(text: &str) -> bool {
    memmem::find(text.as_bytes(), b"irbyte").is_some()
}

/// What stands in every text that names a connector, unless an id does.
const SIGNS: &[&str] = &[
    "irbyte",
    "IRBYTE",
    "/source-",
    "/destination-",
    "sourceType",
    "destinationType",
];

/// Whether a text can name a connector.
pub(super) fn may_mention(text: &str) -> bool {
    let bytes = text.as_bytes();
    SIGNS
        .iter()
        .any(|sign| memmem::find(bytes, sign.as_bytes()).is_some())
        || uuid::all(text).next().is_some()
}

/// Endings of files that are no text, or that were written by a program from other files.
const NEVER_READ: &[&str] = &[
    "7z", "a", "arrow", "avi", "avro", "bin", "bmp", "bz2", "class", "crt", "db", "diff", "dll",
    "doc", "docx", "dylib", "egg", "eot", "exe", "feather", "flac", "gif", "gz", "h5", "heic",
    "ico", "jar", "jpeg", "jpg", "lock", "lockb", "log", "map", "mkv", "mov", "mp3", "mp4", "npy",
    "npz", "o", "obj", "ogg", "onnx", "orc", "otf", "parquet", "patch", "pdb", "pdf", "pkl", "png",
    "ppt", "pptx", "psd", "pt", "pyc", "pyo", "rar", "so", "sqlite", "sqlite3", "sum", "svg",
    "tar", "tgz", "tif", "tiff", "ttf", "war", "wasm", "wav", "webm", "webp", "whl", "woff",
    "woff2", "xls", "xlsx", "xz", "zip", "zst",
];

/// Files that tools write from what others ask for.
const LOCKS: &[&str] = &[
    ".terraform.lock.hcl",
    "npm-shrinkwrap.json",
    "package-lock.json",
    "packages.lock.json",
    "pnpm-lock.yaml",
    "pnpm-lock.yml",
];

/// Whether a file of this name is worth opening.
pub fn is_of_interest(path: &str) -> bool {
    let name = name(path).to_ascii_lowercase();
    let ending = ending(&name);
    let is_minified = name.ends_with(".min.js") || name.ends_with(".min.css");
    !is_minified && !LOCKS.contains(&&*name) && NEVER_READ.binary_search(&ending).is_err()
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What follows the last dot of a name; nothing where there is none.
pub(super) fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_pictures_and_archives_are_never_read() {
        assert!(NEVER_READ.is_sorted());
        let table = [
            ("a/poetry.lock", false),
            ("package-lock.json", false),
            ("a/b.PNG", false),
            ("dist/x.min.js", false),
            ("main.tf", true),
            ("Dockerfile", true),
            ("a.lock/b", true),
            ("README.md", true),
        ];
        for (path, expected) in table {
            assert_eq!(is_of_interest(path), expected, "{path}");
        }
    }

    #[test]
    fn most_texts_mention_nothing() {
        let table = [
            ("import os", false),
            ("the source-code of destination-x", false),
            ("from airbyte", true),
            ("import ab from 'pyAirbyte'", true),
            ("image: acme/source-x", true),
            ("id: ef69ef6e-aa7f-4af1-a01d-ef775033524e", true),
        ];
        for (text, expected) in table {
            assert_eq!(may_mention(text), expected, "{text}");
        }
    }
}
