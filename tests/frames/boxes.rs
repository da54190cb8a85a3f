//! What lies over something else: whole borders, whole letters, whole notices.

use portolan::{
    catalog::wire,
    launch::Launch,
    store::config::KeyLine,
    text::Text,
    text::width,
    tui::{draw, event::Event},
};
use ratatui::style::Modifier;

use crate::stage::{CATALOG, Stage};

/// A catalog whose names are wide from the first letter to the last.
fn wide(launch: &mut Launch) {
    let text = CATALOG.replace("\"name\":\"", "\"name\":\"連接器連接器連接器連接器連接器");
    launch.catalog = wire::decode(text.as_bytes(), None).unwrap().catalog;
}

/// No letter lies under another: a terminal would show the one and swallow the other.
fn assert_whole(stage: &Stage, when: &str) {
    let buffer = stage.buffer();
    for row in buffer.area.rows() {
        let mut free = 0;
        for at in row.positions() {
            let symbol = buffer[at].symbol();
            assert!(
                at.x >= free || symbol == " ",
                "{when}: {symbol:?} is swallowed at {at:?} in\n{}",
                stage.frame()
            );
            free = free.max(at.x + u16::try_from(width::of(symbol)).unwrap());
        }
        assert!(free <= row.right(), "{when}");
    }
}

#[test]
fn borders_are_whole_beside_wide_letters() {
    for keys in ["?", "s", "y", "f", ":", "g"] {
        for columns in 60..84 {
            let mut stage = Stage::with(columns, 24, wide);
            stage.press(keys);
            assert_whole(&stage, &format!("{keys} at {columns}"));
        }
    }
}

#[test]
fn a_name_keeps_its_room_however_many_columns_are_wished_for() {
    for width in [40, 60, 80, 84, 100, 118, 200] {
        let mut stage = Stage::new(width, 24);
        stage.press("/source-google-sheets<Enter>w");
        let list = stage.app.areas.list;
        let frame = stage.frame();
        let row = frame.lines().nth(usize::from(list.y + 1)).unwrap();
        assert!(row.contains("Google Sheet"), "{width}\n{frame}");
    }
}

#[test]
fn a_long_notice_is_wrapped_and_says_how_many_wait() {
    let mut stage = Stage::with(80, 24, |launch| {
        let words = "a key in the configuration that is not understood ".repeat(3);
        launch.notices = vec![format!("{words}END"), "second".into(), "third".into()];
    });
    let frame = stage.frame();
    let foot: Vec<&str> = frame.lines().skip(21).collect();
    assert!(
        foot[0].starts_with(" a key") && foot[1].ends_with("END") && foot[2] == " (+2)",
        "{frame}"
    );
    stage.happen(Event::Faded).happen(Event::Faded);
    assert!(stage.frame().ends_with("\n third"), "{}", stage.frame());
}

/// How many cells are marked as found.
fn found(stage: &Stage) -> usize {
    let buffer = stage.buffer();
    let is_found =
        |modifier: Modifier| modifier.contains(Modifier::REVERSED | Modifier::UNDERLINED);
    buffer
        .content()
        .iter()
        .filter(|cell| is_found(cell.modifier))
        .count()
}

#[test]
fn found_words_are_marked_until_another_text_or_escape() {
    let mut stage = Stage::new(120, 36);
    stage.press("/source-notion<Enter><Enter>/definition<Enter>");
    assert_eq!(found(&stage), "definition".len());
    stage.press("<Esc>");
    assert_eq!(found(&stage), 0);
    assert!(stage.app.shape.is_zoomed, "one rung at a time");
    let mut stage = Stage::new(120, 36);
    stage.press("<Tab>/definition<Enter><BackTab>j");
    assert_eq!(found(&stage), 0, "another connector is another text");
}

#[test]
fn a_long_text_to_find_leaves_the_cursor_and_the_count_in_sight() {
    let mut stage = Stage::new(40, 12);
    stage.press("<Enter>/words that stand nowhere in what is told");
    let foot = |stage: &Stage| stage.frame().lines().last().unwrap().to_owned();
    let typed = foot(&stage);
    assert!(typed.ends_with("in what is told  not found"), "{typed}");
    let end = typed.find("  not found").unwrap();
    let at = |stage: &Stage| usize::from(draw::cursor(&stage.app).unwrap().x);
    assert_eq!(at(&stage), end);
    stage.press("<C-a>");
    let begun = foot(&stage);
    assert!(begun.starts_with(" find: words that stand"), "{begun}");
    assert!(begun.ends_with("…  not found"), "{begun}");
    assert_eq!(at(&stage), " find: ".len());
}

#[test]
fn escape_in_a_check_forgets_the_words_first() {
    let mut stage = Stage::new(120, 36);
    stage.press("/mixpanel<Enter>x/level<Enter>");
    assert!(found(&stage) > 0, "{}", stage.frame());
    stage.press("<Esc>");
    assert_eq!(found(&stage), 0);
    assert!(stage.frame().contains("Check"));
    stage.press("<Esc>");
    assert!(stage.frame().contains("Connectors"));
}

#[test]
fn accents_are_marked_as_well_as_found() {
    let mut stage = Stage::with(120, 36, |launch| {
        let text = CATALOG.replace("\"name\":\"Notion", "\"name\":\"Café");
        launch.catalog = wire::decode(text.as_bytes(), None).unwrap().catalog;
    });
    stage.press("/source-notion<Enter><Enter>/cafe<Enter>");
    assert!(found(&stage) >= "cafe".len(), "{}", stage.frame());
}

#[test]
fn the_query_is_drawn_letter_by_letter() {
    let mut stage = Stage::new(120, 36);
    stage
        .press("/")
        .happen(Event::Paste("e\u{301}🇩🇪x".to_owned()));
    let buffer = stage.buffer();
    let row = buffer.area.rows().next().unwrap();
    let symbols: Vec<&str> = row.positions().map(|at| buffer[at].symbol()).collect();
    for letter in ["e\u{301}", "🇩🇪"] {
        assert!(symbols.contains(&letter), "{symbols:?}");
    }
}

const WISHES: [(&str, &str); 4] = [
    ("L", "cycle_level"),
    ("1", "noop"),
    ("2", "noop"),
    ("6", "noop"),
];

fn wish((keys, action): (&str, &str)) -> KeyLine {
    KeyLine {
        context: Text::name("list"),
        keys: Text::name(keys),
        action: Text::name(action),
        place: "config.toml:1".to_owned(),
    }
}

#[test]
fn the_filters_tell_the_keys_that_are_bound() {
    let told = |stage: &Stage, heading: &str| {
        let frame = stage.frame();
        let line = frame.lines().find(|line| line.contains(heading)).unwrap();
        let pane = line.split('│').nth(1).unwrap();
        pane.split_whitespace().last().unwrap().to_owned()
    };
    let mut stage = Stage::with(120, 60, |launch| {
        launch.settings.keys = WISHES.map(wish).to_vec();
    });
    assert_eq!(told(&stage, "│Level"), "<L>");
    assert_eq!(told(&stage, "│Stage"), "Stage");
    assert_eq!(told(&stage, "Premium:"), "?");
    stage.press("f");
    assert_eq!(told(&stage, "│Level"), "<1>");
}

/// Whoever binds other keys is told of those, and of none where none is bound.
#[test]
fn notices_tell_the_keys_that_are_bound() {
    let bound = [
        ("/", "noop"),
        ("C-f", "edit_query"),
        ("s", "noop"),
        ("Z", "sort"),
        ("q", "noop"),
        ("Q", "quit"),
        ("g p", "noop"),
        ("Space", "noop"),
        ("V", "mark"),
        ("H", "noop"),
        ("B", "history_back"),
    ];
    let mut stage = Stage::with(120, 36, |launch| {
        launch.settings.keys = bound.map(wish).to_vec();
    });
    assert!(
        stage.frame().contains("type ^F to search"),
        "{}",
        stage.frame()
    );
    let table = [
        ("<C-f>notion<Enter><Esc>", "query cleared; B brings it back"),
        ("S", "no order is chosen yet; Z chooses one"),
        ("*", "pinned"),
        ("=", "mark two to four with V, then compare; 0 marked"),
        ("<Esc>", "Q quits"),
    ];
    for (keys, expected) in table {
        stage.press(keys);
        assert_eq!(stage.app.notices.current(), Some(expected), "{keys}");
    }
}
