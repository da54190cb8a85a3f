//! A TOML file taken key by key: what is right is handed over, what is wrong is noted with its line.
//! Knows no key of ours; those are declared by the files that read.

use std::{borrow::Cow, path::Path};

use toml::{
    Spanned,
    de::{DeTable, DeValue, Error},
};

use crate::{
    sort,
    store::{
        diagnostic::{self, Diagnostic, Position, Vetted},
        read::{self, Unread},
    },
    text::nearest,
};

/// No configuration written by hand is larger.
const CAP: u64 = 1 << 20;
/// One slip can upset the lines that follow it.
const SYNTAX_FAULTS_SHOWN: usize = 3;

/// A table's full name, as in `check.except`, and the keys that it may have. The outermost has no name.
type Shape = (&'static str, &'static [&'static str]);
/// The tables of a file; the last parts of their names are unique.
pub(in crate::store) type Shapes = &'static [Shape];

/// Whether a file must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Presence {
    /// Somebody named it.
    Required,
    /// It is looked for where it usually is.
    Optional,
}

/// Opens a file and takes from it; the default where it is not there and need not be, or cannot be read.
pub(in crate::store) fn open<T: Default>(
    file: &Path,
    presence: Presence,
    shapes: Shapes,
    take: impl FnOnce(&mut Reader, &DeTable) -> T,
) -> Vetted<T> {
    let is_required = presence == Presence::Required;
    // The customary way to say "none".
    if is_required && file == Path::new("/dev/null") {
        return Vetted::default();
    }
    let text = match read::whole(file, CAP) {
        Ok(content) => String::from_utf8(content.bytes).map_err(|_| "is not UTF-8 text".to_owned()),
        Err(Unread::Unseen(_)) if !is_required => return Vetted::default(),
        Err(Unread::Unseen(message) | Unread::Refused(message)) => Err(message),
    };
    match text {
        Ok(text) => parse(file, &text, shapes, take),
        Err(message) => Vetted {
            value: T::default(),
            diagnostics: vec![Diagnostic::error(&message).in_file(file)],
        },
    }
}

/// Takes from a text that came from `file`.
pub(in crate::store) fn parse<T>(
    file: &Path,
    text: &str,
    shapes: Shapes,
    take: impl FnOnce(&mut Reader, &DeTable) -> T,
) -> Vetted<T> {
    let (root, faults) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        file,
        text,
        shapes,
        notes: Vec::new(),
        strays: Vec::new(),
    };
    reader.check_keys("", root.get_ref());
    let value = take(&mut reader, root.get_ref());
    if !faults.is_empty() {
        // Where the syntax is broken, what is said about the rest would be a guess.
        reader.notes.clear();
        reader.note_syntax(&faults);
    }
    sort::by_key(&mut reader.notes, |note| note.position);
    Vetted {
        value,
        diagnostics: reader.notes,
    }
}

/// Notes what is wrong in one file.
pub(in crate::store) struct Reader<'t> {
    file: &'t Path,
    text: &'t str,
    shapes: Shapes,
    notes: Vec<Diagnostic>,
    strays: Vec<Stray>,
}

/// A key that its table may not have: passed over, and told.
#[derive(Debug, Clone)]
pub(in crate::store) struct Stray {
    /// The full name of the table; empty for the outermost.
    pub(in crate::store) table: &'static str,
    pub(in crate::store) key: String,
    pub(in crate::store) note: Diagnostic,
}

type Key<'t> = Spanned<Cow<'t, str>>;

impl Reader<'_> {
    /// The value of a key as `read` makes it; `None` where it is absent or wrong.
    pub(in crate::store) fn value<T>(
        &mut self,
        table: &DeTable,
        key: &str,
        read: impl FnOnce(&DeValue) -> Result<T, String>,
    ) -> Option<T> {
        let value = table.get(key)?;
        match read(value.get_ref()) {
            Ok(value) => Some(value),
            Err(message) => {
                self.error(value.span().start, &format!("{key}: {message}"));
                None
            }
        }
    }

    /// The table of a name, its keys checked.
    pub(in crate::store) fn table<'d, 'i>(
        &mut self,
        table: &'d DeTable<'i>,
        name: &str,
    ) -> Option<&'d DeTable<'i>> {
        let value = table.get(name)?;
        let inner = value.get_ref().as_table();
        if let Some(inner) = inner {
            self.check_keys(name, inner);
        } else {
            let (full, _) = self.shape(name);
            let message = format!("{name}: expected a table, [{full}]");
            self.error(value.span().start, &message);
        }
        inner
    }

    /// The tables of an array `[[name]]` with the place of each, their keys checked.
    pub(in crate::store) fn tables<'d, 'i>(
        &mut self,
        table: &'d DeTable<'i>,
        name: &str,
    ) -> Vec<(usize, &'d DeTable<'i>)> {
        let Some(value) = table.get(name) else {
            return Vec::new();
        };
        let (full, _) = self.shape(name);
        let expected = format!("{name}: expected tables, [[{full}]]");
        let Some(array) = value.get_ref().as_array() else {
            self.error(value.span().start, &expected);
            return Vec::new();
        };
        let mut tables = Vec::with_capacity(array.len());
        for element in array {
            let start = element.span().start;
            if let Some(inner) = element.get_ref().as_table() {
                self.check_keys(name, inner);
                tables.push((start, inner));
            } else {
                self.error(start, &expected);
            }
        }
        tables
    }

    /// The entries of a table whose keys are the user's own, in the order of the file, each with its place.
    pub(in crate::store) fn entries<'d, 'i>(
        &mut self,
        name: &str,
        value: &'d Spanned<DeValue<'i>>,
        expected: &str,
    ) -> Vec<(usize, &'d str, &'d Spanned<DeValue<'i>>)> {
        let Some(table) = value.get_ref().as_table() else {
            self.error(value.span().start, &format!("{name}: expected {expected}"));
            return Vec::new();
        };
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| (key.span().start, key.get_ref().as_ref(), value))
            .collect();
        sort::by_key(&mut entries, |(start, ..)| *start);
        entries
    }

    /// A place as it is told: `config.toml:12`.
    pub(in crate::store) fn place(&self, start: usize) -> String {
        let line = position(self.text, start).line;
        format!("{}:{line}", diagnostic::shown(self.file))
    }

    /// Where a place of the text stands, for whoever finds a mistake later.
    pub(in crate::store) fn position(&self, start: usize) -> Position {
        position(self.text, start)
    }

    /// Notes a mistake; `start` is a place in the text.
    pub(in crate::store) fn error(&mut self, start: usize, message: &str) {
        let position = position(self.text, start);
        self.note(Diagnostic::error(message), position);
    }

    /// Notes something to look at on the line of `start`.
    pub(in crate::store) fn warn(&mut self, start: usize, message: &str) {
        let position = Position {
            column: None,
            ..position(self.text, start)
        };
        self.note(Diagnostic::warning(message), position);
    }

    fn note(&mut self, note: Diagnostic, position: Position) {
        self.notes.push(note.in_file(self.file).at(position));
    }

    fn note_syntax(&mut self, faults: &[Error]) {
        for fault in faults.iter().take(SYNTAX_FAULTS_SHOWN) {
            let start = fault.span().map_or(0, |span| span.start);
            self.error(start, &format!("not valid TOML: {}", fault.message()));
        }
    }

    /// The unknown keys of the tables that were looked at so far.
    pub(in crate::store) fn strays(&self) -> &[Stray] {
        &self.strays
    }

    fn check_keys(&mut self, name: &str, table: &DeTable) {
        let (full, known) = self.shape(name);
        for key in table.keys() {
            if known.contains(&key.get_ref().as_ref()) {
                continue;
            }
            let message = self.unknown(name, key);
            self.warn(key.span().start, &message);
            self.strays.extend(self.notes.last().map(|note| Stray {
                table: full,
                key: key.get_ref().to_string(),
                note: note.clone(),
            }));
        }
    }

    fn shape(&self, name: &str) -> Shape {
        let is_meant = |full: &str| full.rsplit('.').next() == Some(name);
        let shape = self.shapes.iter().find(|(full, _)| is_meant(full));
        shape.copied().unwrap_or_default()
    }

    fn unknown(&self, name: &str, key: &Key) -> String {
        let given = key.get_ref();
        let (_, keys) = self.shape(name);
        if let Some(nearest) = nearest::one(given, keys.iter().copied()) {
            return format!("unknown key \"{given}\"; did you mean \"{nearest}\"?");
        }
        let elsewhere = self.shapes.iter().find_map(|(table, keys)| {
            let nearest = nearest::one(given, keys.iter().copied())?;
            Some((table, nearest)).filter(|(table, _)| !table.is_empty())
        });
        match elsewhere {
            Some((table, nearest)) => {
                format!("unknown key \"{given}\"; did you mean \"{nearest}\" in [{table}]?")
            }
            None => format!("unknown key \"{given}\" (one of: {})", keys.join(", ")),
        }
    }
}

fn position(text: &str, start: usize) -> Position {
    let before = text.get(..start).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: Some(
            before[line_start..]
                .trim_start_matches('\u{feff}')
                .chars()
                .count()
                + 1,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::config::value;

    const SHAPES: Shapes = &[
        ("", &["name", "inner", "rows"]),
        ("inner", &["depth"]),
        ("rows", &["name"]),
    ];

    fn notes(text: &str) -> Vec<String> {
        let checked = parse(Path::new("f.toml"), text, SHAPES, |reader, root| {
            reader.value(root, "name", value::text);
            if let Some(inner) = reader.table(root, "inner") {
                reader.value(inner, "depth", value::days);
            }
            for (_, row) in reader.tables(root, "rows") {
                reader.value(row, "name", value::text);
            }
        });
        checked
            .diagnostics
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn each_slip_is_told_with_its_place_and_what_was_meant() {
        let table: &[(&str, &[&str])] = &[
            ("name = \"a\"\n[inner]\ndepth = 3\n", &[]),
            (
                "\u{feff}nmae = 'a'",
                &["f.toml:1: unknown key \"nmae\"; did you mean \"name\"?"],
            ),
            (
                "\n\ndepth = 3",
                &["f.toml:3: unknown key \"depth\"; did you mean \"depth\" in [inner]?"],
            ),
            (
                "colour = 1",
                &["f.toml:1: unknown key \"colour\" (one of: name, inner, rows)"],
            ),
            (
                "\r\nname = 7",
                &["f.toml:2:8: name: expected a string, found an integer"],
            ),
            (
                "name = 'é' # é\ninner = 1",
                &["f.toml:2:9: inner: expected a table, [inner]"],
            ),
            (
                "inner = { depth = 'x' }",
                &["f.toml:1:19: depth: expected days, as in \"30d\", found \"x\""],
            ),
            ("rows = 1", &["f.toml:1:8: rows: expected tables, [[rows]]"]),
            (
                "rows = [{name = 'a'}, 2]",
                &["f.toml:1:23: rows: expected tables, [[rows]]"],
            ),
            (
                "[[rows]]\n[[rows]]\nnam = 'a'",
                &["f.toml:3: unknown key \"nam\"; did you mean \"name\"?"],
            ),
        ];
        for (text, expected) in table {
            assert_eq!(notes(text), *expected, "{text}");
        }
    }

    #[test]
    fn broken_syntax_is_told_first_and_alone() {
        let table = [
            ("name = \"a\nnmae = 1\n", "f.toml:1:"),
            ("[inner\ndepth = 1", "f.toml:1:"),
            ("ok = 1\nok = 2", "f.toml:2:1:"),
            ("name = \u{1}", "f.toml:1:"),
        ];
        for (text, start) in table {
            let notes = notes(text);
            assert!(notes[0].starts_with(start), "{text:?}: {notes:?}");
            assert!(
                notes.iter().all(|note| note.contains("not valid TOML")),
                "{notes:?}"
            );
        }
    }

    #[test]
    fn deep_nesting_is_a_mistake_not_a_crash() {
        let deep = format!("name = {}", "[".repeat(100_000));
        assert!(notes(&deep)[0].contains("not valid TOML"));
        let dotted = format!("{}name = 1", "a.".repeat(100_000));
        assert!(!notes(&dotted).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_crash(text in "(name|inner|rows|[\\[\\]{}=.,'\"#\\\\\n 0-9a-f-]|\\PC){0,40}") {
            for note in notes(&text) {
                proptest::prop_assert!(note.starts_with("f.toml:"), "{note}");
            }
        }
    }
}
