//! The key map as it is without configuration, from the table compiled in.

use serde::Deserialize;

use super::{Action, Binding, Context, Hint, Keymap, key};

const ASSET: &str = include_str!("../../../assets/keymap.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    bindings: Vec<Row>,
    footers: Vec<Footer>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    r#in: Vec<Context>,
    keys: Vec<String>,
    r#do: Action,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Footer {
    r#in: Vec<Context>,
    hints: Vec<Hint>,
}

impl Keymap {
    #[expect(
        clippy::expect_used,
        reason = "the table is compiled in, and a test reads it"
    )]
    pub(super) fn built_in() -> Self {
        let table: Table = serde_json::from_str(ASSET).expect("the built-in key map is right");
        let bindings = table.bindings.iter().flat_map(Row::bindings);
        let footers = table.footers.into_iter().flat_map(Footer::lines);
        Self::of(bindings, footers.collect())
    }
}

impl Row {
    fn bindings(&self) -> impl Iterator<Item = Binding> {
        self.r#in.iter().flat_map(|context| {
            self.keys.iter().map(|written| Binding {
                context: *context,
                keys: read(written),
                action: self.r#do,
            })
        })
    }
}

#[expect(
    clippy::expect_used,
    reason = "the table is compiled in, and a test reads it"
)]
fn read(written: &str) -> Vec<key::Key> {
    key::parse(written).expect("the built-in keys are spelt right")
}

impl Footer {
    fn lines(self) -> impl Iterator<Item = (Context, Vec<Hint>)> {
        let hints = self.hints;
        let line = move |context| (context, hints.clone());
        self.r#in.into_iter().map(line)
    }
}
