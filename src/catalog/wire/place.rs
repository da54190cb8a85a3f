//! Where in a JSON value a fault stands: the keys and positions that lead there. Knows no field by name.

use serde_json::value::RawValue;

use super::field::{Items, Members, Value};

/// A value with its members or elements as they stand.
type Opened<'a> = Value<'a, Items<&'a RawValue>, Members<'a, &'a RawValue>>;

/// The way to what the parser stumbled over: `releases.breakingChanges[2]`; empty where that is the value itself.
pub(super) fn of(error: &serde_json::Error, raw: &str) -> String {
    let before = raw
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let line: usize = before.map(str::len).sum();
    let mut path = String::new();
    lead((line + error.column()).saturating_sub(1), raw, &mut path);
    path
}

/// Adds to the path what leads to a byte of a value.
fn lead(at: usize, raw: &str, path: &mut String) {
    let Ok(opened) = serde_json::from_str::<Opened>(raw) else {
        return;
    };
    let holds = |value: &&RawValue| {
        let start = value.get().as_ptr().addr() - raw.as_ptr().addr();
        (start..start + value.get().len()).contains(&at)
    };
    let found = match &opened {
        Value::List(Items(elements)) => {
            let at = elements.iter().position(holds);
            at.map(|at| (format!("[{at}]"), elements[at]))
        }
        Value::Object(Members(members)) => {
            let mut members = members.iter();
            let found = members.find(|(_, value)| holds(value));
            found.and_then(|(key, value)| {
                let key = key.verbatim().ok()??;
                let dot = if path.is_empty() { "" } else { "." };
                Some((format!("{dot}{key}"), *value))
            })
        }
        _ => None,
    };
    if let Some((step, value)) = found {
        path.push_str(&step);
        let start = value.get().as_ptr().addr() - raw.as_ptr().addr();
        lead(at - start, value.get(), path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_fault_is_told() {
        let table = [
            (r#"{"a": 1, "b": "\ud800"}"#, "b"),
            (
                r#"{"a": {"b": [1, {"c": "x\ud800y"}]}, "d": 1}"#,
                "a.b[1].c",
            ),
            ("{\n  \"a\": 1,\n  \"b\": {\n \"c\": 1e999}}", "b.c"),
            (r#"["x", ["\ud800"]]"#, "[1][0]"),
            (r#""\ud800""#, ""),
            (r#"{"\ud800": 1}"#, ""),
            (r#"{"é": "è", "b": ["ü", "\ud800"]}"#, "b[1]"),
        ];
        for (raw, path) in table {
            let error = serde_json::from_str::<serde_json::Value>(raw).unwrap_err();
            assert_eq!(of(&error, raw), path, "{raw}: {error}");
        }
    }
}
