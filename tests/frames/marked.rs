//! What the query hit is marked in every row, and where the name does not show it, the row says what did.

use std::fmt::Write;

use insta::assert_snapshot;
use portolan::{
    launch::{Many, Purpose},
    view::Glyphs,
};

use crate::stage::Stage;

/// The words of queries that hit by each thing that a connector is called.
const QUERIES: [&str; 9] = [
    "pg",
    "gsheet",
    "faker",
    "decd338e",
    "airbyte/source-post",
    "source-fake",
    "name:goo",
    "hbspt",
    "postgrse",
];

/// The list of a frame: what stands between its borders, and the lower one.
fn list(frame: &str) -> String {
    let mut lines = frame
        .lines()
        .skip_while(|line| !line.contains("Connectors"));
    let body: Vec<&str> = lines.by_ref().skip(1).take(3).collect();
    let border = lines.find(|line| line.starts_with('╰'));
    let border = border.unwrap_or_default();
    format!("{}\n{border}", body.join("\n"))
}

#[test]
fn a_row_says_why_it_is_there_at_every_width() {
    let mut told = String::new();
    for (width, height) in [(120, 36), (80, 24), (40, 12)] {
        for query in QUERIES {
            let mut stage = Stage::new(width, height);
            stage.press(&format!("/{query}<Enter>"));
            writeln!(
                told,
                "=== {width}x{height} {query}\n{}",
                list(&stage.frame())
            )
            .unwrap();
        }
    }
    assert_snapshot!(told);
}

#[test]
fn a_pick_says_the_same_and_looks_mark_what_was_hit() {
    let mut told = String::new();
    for query in QUERIES {
        let mut browse = Stage::new(80, 24);
        // Names are offered in a box over the list while they are typed.
        browse.press(&format!("/{query}<Enter>"));
        let pick = Stage::with(80, 24, |launch| {
            launch.query = query.to_owned();
            launch.purpose = Purpose::Pick(Many::One);
        });
        assert_eq!(list(&browse.frame()), list(&pick.frame()), "{query}");
        writeln!(told, "=== {query}\n{}", cut(&pick.looks())).unwrap();
    }
    assert_snapshot!(told);
}

fn cut(looks: &str) -> String {
    looks.lines().skip(3).take(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_width_is_too_small_and_the_plainest_screen_says_it_too() {
    for width in 40..121 {
        let mut stage = Stage::with(width, 12, |launch| {
            launch.settings.glyphs = Glyphs::Ascii;
            launch.settings.has_colours = false;
        });
        stage.press("/airbyte/source-post<Enter>");
        let frame = stage.frame();
        assert!(
            frame.is_ascii() && frame.contains("image airbyte"),
            "{frame}"
        );
    }
}
