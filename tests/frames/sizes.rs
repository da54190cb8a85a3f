//! Frames at the sizes that people have, as text and as looks.

use insta::assert_snapshot;

use crate::stage::Stage;
use portolan::view::Glyphs;

const SIZES: [(u16, u16); 5] = [(120, 36), (80, 24), (40, 12), (20, 5), (1, 1)];

fn at_all_sizes(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut stage = Stage::new(width, height);
        stage.press(keys);
        let both = format!("{}\n=== looks\n{}", stage.frame(), stage.looks());
        assert_snapshot!(format!("{name}_{width}x{height}"), both);
    }
}

#[test]
fn the_list() {
    at_all_sizes("list", "");
}

#[test]
fn a_query() {
    at_all_sizes("query", "/goog she");
}

#[test]
fn the_filters() {
    at_all_sizes("filters", "f<Down>");
}

#[test]
fn a_zoomed_detail() {
    at_all_sizes("detail", "/source-notion<Enter><Enter>");
}

#[test]
fn a_check() {
    at_all_sizes("check", "/mixpanel<Enter>x");
}

#[test]
fn plain_marks_where_the_locale_is_plain() {
    let mut stage = Stage::with(80, 24, |launch| {
        launch.settings.glyphs = Glyphs::Ascii;
        launch.settings.has_colours = false;
    });
    stage.press("/sheets<Enter>");
    let frame = stage.frame();
    assert!(frame.is_ascii(), "{frame}");
    let looks = stage.looks();
    assert!(
        looks.contains('R'),
        "the selected row is seen without colours:\n{looks}"
    );
    assert!(!looks.contains(['g', 'y', 'r', 'm', 'c']), "{looks}");
}

#[test]
fn no_size_panics() {
    for keys in ["", "/x", "f", "<Enter>", "c", "?", "x", "y"] {
        let mut stage = Stage::new(120, 36);
        stage.press(keys);
        for width in [
            0, 1, 2, 3, 10, 39, 40, 41, 60, 83, 84, 99, 100, 117, 118, 200, 500,
        ] {
            for height in [0, 1, 2, 5, 9, 10, 11, 19, 20, 60] {
                stage.app.resize(width, height);
                stage.buffer();
            }
        }
    }
}
