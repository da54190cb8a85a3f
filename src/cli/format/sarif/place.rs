//! Places in files as SARIF writes them: an address below the root of the scan, and a region.

use serde_json::{Value, json};

use crate::view::check::{Spot, Trouble};

/// What addresses are relative to: the name that viewers resolve to the root of the repository.
pub(super) const BASE: &str = "%SRCROOT%";

pub(super) fn of(spot: &Spot, label: &str) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": artifact(&spot.file),
            "region": {
                "startLine": spot.line,
                "startColumn": spot.column,
                "endLine": spot.line,
                "endColumn": spot.end_column(),
                "snippet": { "text": spot.written.as_str() },
            },
        },
        "logicalLocations": [module(label)],
    })
}

pub(super) fn of_trouble(trouble: &Trouble) -> Value {
    let mut place = json!({ "artifactLocation": artifact(&trouble.file) });
    if let Some((line, column)) = trouble.place {
        place["region"] = json!({ "startLine": line, "startColumn": column });
    }
    json!({ "physicalLocation": place })
}

pub(super) fn module(label: &str) -> Value {
    json!({ "name": label, "kind": "module" })
}

fn artifact(file: &str) -> Value {
    if file.starts_with('/') {
        return json!({ "uri": format!("file://{}", encoded(file)) });
    }
    json!({ "uri": encoded(file), "uriBaseId": BASE })
}

/// A path as part of an address.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            byte => {
                // Writing to a string cannot fail.
                let _ = std::fmt::Write::write_fmt(&mut out, format_args!("%{byte:02X}"));
            }
        }
    }
    out
}

/// A text in which no brackets are read as a link.
pub(super) fn unlinked(text: &str) -> String {
    if text.contains("](") {
        text.replace('[', "\\[").replace(']', "\\]")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        let table = [
            ("infra/main.tf", "infra/main.tf"),
            ("a b/c#d?.tf", "a%20b/c%23d%3F.tf"),
            ("C:x", "C%3Ax"),
            ("日.tf", "%E6%97%A5.tf"),
        ];
        for (path, expected) in table {
            assert_eq!(
                artifact(path),
                json!({ "uri": expected, "uriBaseId": BASE })
            );
        }
        assert_eq!(artifact("/a b"), json!({ "uri": "file:///a%20b" }));
    }
}
