//! What the configuration says of the browser: keys, views, mouse and motion. Knows no key and no action; whoever
//! knows them is told where each line stands.

use toml::de::DeTable;

use super::{document::Reader, value};
use crate::{sort, text::Text};

pub(super) const VIEW_KEYS: &[&str] = &["name", "query", "sort"];
/// A view may do without an order of its own.
const VIEW_NEEDS: &[&str] = &["name", "query"];

/// What the user settled of the browser; `None` where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Browser {
    pub mouse: Option<bool>,
    /// Whether anything may move by itself.
    pub motion: Option<bool>,
    /// In the order of the file.
    pub keys: Vec<KeyLine>,
    pub views: Vec<View>,
}

/// A line of a table `[keys.list]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyLine {
    pub context: Text,
    pub keys: Text,
    pub action: Text,
    /// `config.toml:12`.
    pub place: String,
}

/// A table `[[view]]`: a query with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub name: Text,
    pub query: Text,
    /// The column that its hits are sorted by.
    pub sort: Option<Text>,
    /// `config.toml:12`.
    pub place: String,
}

pub(super) fn take(reader: &mut Reader, root: &DeTable) -> Browser {
    Browser {
        mouse: reader.value(root, "mouse", value::switch),
        motion: reader.value(root, "motion", value::switch),
        keys: take_keys(reader, root),
        views: reader
            .tables(root, "view")
            .into_iter()
            .filter_map(|(start, table)| take_view(reader, start, table))
            .collect(),
    }
}

fn take_keys(reader: &mut Reader, root: &DeTable) -> Vec<KeyLine> {
    let Some(keys) = root.get("keys") else {
        return Vec::new();
    };
    let mut lines: Vec<(usize, KeyLine)> = Vec::new();
    for (_, context, table) in reader.entries("keys", keys, "tables, as in [keys.list]") {
        for (start, keys, action) in reader.entries(context, table, "a table, as in [keys.list]") {
            let line = value::text(action.get_ref()).map(|action| KeyLine {
                context: Text::name(context),
                keys: Text::name(keys),
                action,
                place: reader.place(start),
            });
            match line {
                Ok(line) => lines.push((start, line)),
                Err(message) => reader.error(action.span().start, &format!("{keys}: {message}")),
            }
        }
    }
    sort::by_key(&mut lines, |(start, _)| *start);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A view without a name or a query is none.
fn take_view(reader: &mut Reader, start: usize, table: &DeTable) -> Option<View> {
    for key in VIEW_NEEDS {
        if !table.contains_key(*key) {
            reader.error(start, &format!("view: \"{key}\" is missing"));
        }
    }
    let name = reader.value(table, "name", value::text);
    let query = reader.value(table, "query", value::text);
    let sort = reader.value(table, "sort", value::text);
    Some(View {
        name: name?,
        query: query?,
        sort,
        place: reader.place(start),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::store::{
        config::{Config, SHAPES, document},
        diagnostic::Vetted,
    };

    fn read(text: &str) -> Vetted<Config> {
        document::parse(
            Path::new("config.toml"),
            text,
            SHAPES,
            crate::store::config::take,
        )
    }

    #[test]
    fn keys_and_views_are_read_in_the_order_of_the_file() {
        let text = "mouse = false\nmotion = true\n[keys.query]\n\"^R\" = 'history_back'\n\
                    [keys.list]\n\"g p\" = \"pins\"\n'?' = 'noop'\n\
                    [[view]]\nname = 'Mine'\nquery = 'kind:source due:<30d'\nsort = 'deadline'\n";
        let read = read(text);
        assert_eq!(read.diagnostics, []);
        let browser = read.value.browser;
        assert_eq!((browser.mouse, browser.motion), (Some(false), Some(true)));
        let lines: Vec<String> = browser
            .keys
            .iter()
            .map(|l| format!("{} [{}] {} = {}", l.place, l.context, l.keys, l.action))
            .collect();
        assert_eq!(
            lines,
            [
                "config.toml:4 [query] ^R = history_back",
                "config.toml:6 [list] g p = pins",
                "config.toml:7 [list] ? = noop",
            ]
        );
        let view = &browser.views[0];
        assert_eq!(view.query, "kind:source due:<30d");
        assert_eq!(view.sort.as_deref(), Some("deadline"));
        assert_eq!(view.place, "config.toml:8");
    }

    #[test]
    fn slips_are_told_with_their_lines() {
        let table: &[(&str, &[&str])] = &[
            (
                "keys = 1",
                &["config.toml:1:8: keys: expected tables, as in [keys.list]"],
            ),
            (
                "[keys]\nlist = 1",
                &["config.toml:2:8: list: expected a table, as in [keys.list]"],
            ),
            (
                "[keys.list]\nx = 3",
                &["config.toml:2:5: x: expected a string, found an integer"],
            ),
            (
                "mouse = 'off'",
                &["config.toml:1:9: mouse: expected true or false, found a string"],
            ),
            (
                "moose = true",
                &["config.toml:1: unknown key \"moose\"; did you mean \"mouse\"?"],
            ),
            (
                "[[view]]\nname = 'x'",
                &["config.toml:1:1: view: \"query\" is missing"],
            ),
            (
                "[view]\nname = 'x'",
                &["config.toml:1:1: view: expected tables, [[view]]"],
            ),
            (
                "[[view]]\nnam = 'x'\nname = 'y'\nquery = 'z'",
                &["config.toml:2: unknown key \"nam\"; did you mean \"name\"?"],
            ),
        ];
        for (text, expected) in table {
            let told: Vec<String> = read(text)
                .diagnostics
                .iter()
                .map(ToString::to_string)
                .collect();
            assert_eq!(told, *expected, "{text}");
        }
    }
}
