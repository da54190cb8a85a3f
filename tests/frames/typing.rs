//! Typing in the search line: what is offered, what takes it, and what an unfinished value means.

use std::fmt::Write;

use crossterm::event::MouseButton;
use insta::assert_snapshot;
use portolan::{
    tui::{app::Focus, event::Event},
    view::{
        Glyphs,
        launch::{Many, Purpose},
    },
};

use crate::stage::Stage;

fn typed(keys: &str) -> Stage {
    let mut stage = Stage::new(120, 36);
    stage.press(keys);
    stage
}

/// The first lines of a frame, and its last.
fn cut(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    let last = all.last().copied().unwrap_or_default();
    format!("{}\n…\n{last}", all[..lines.min(all.len())].join("\n"))
}

#[test]
fn what_is_offered_stands_below_the_letters_that_it_completes() {
    let mut told = String::new();
    for (width, height) in [(120, 36), (80, 24), (40, 12), (40, 10)] {
        for keys in [
            "/goo level:",
            "/stag",
            "/due:",
            "/level:arcived",
            "/<C-t><C-t><C-t>",
        ] {
            let mut stage = Stage::new(width, height);
            stage.press(keys);
            let frame = cut(&stage.frame(), 11);
            writeln!(told, "=== {width}x{height} {keys}\n{frame}").unwrap();
            if width == 80 {
                writeln!(told, "--- looks\n{}", cut(&stage.looks(), 9)).unwrap();
            }
        }
    }
    assert_snapshot!(told);
}

#[test]
fn it_is_plain_where_the_locale_is_and_vanishes_where_there_is_no_room() {
    let mut stage = Stage::with(60, 12, |launch| launch.settings.glyphs = Glyphs::Ascii);
    stage.press("/usage:>=");
    let frame = stage.frame();
    assert!(frame.is_ascii() && frame.contains(">=medium"), "{frame}");
    for size in [(20, 5), (1, 1)] {
        let mut stage = Stage::new(size.0, size.1);
        stage.press("/level:<C-t><C-t>");
        stage.frame();
    }
}

#[test]
fn tab_goes_through_what_is_offered_and_leaves_where_nothing_is() {
    let mut stage = typed("/kin<Tab>");
    assert_eq!(stage.query(), "kind:");
    stage.press("<Tab>");
    assert_eq!(stage.query(), "kind:source");
    assert!(stage.hits().iter().all(|slug| slug.starts_with("source-")));
    stage.press("<Tab>");
    assert_eq!(stage.query(), "kind:destination");
    stage.press("<Tab>");
    assert_eq!(stage.query(), "kind:source", "round and round");
    stage.press(",<Tab>");
    assert_eq!(stage.query(), "kind:source,destination");
    assert_eq!(stage.app.focus, Focus::Query);
    stage.press("<Tab>");
    assert_ne!(stage.app.focus, Focus::Query, "nothing is on display");
    assert_eq!(stage.query(), "kind:source,destination");
    for words in [
        "post",
        "st",
        "on",
        "name",
        "google sheets",
        "due",
        "kind:source ",
    ] {
        let mut stage = typed("/");
        stage.press(words);
        let is_field = words == "due" || words == "name";
        stage.press("<Tab>");
        assert_eq!(stage.app.focus == Focus::Query, is_field, "{words}");
    }
}

#[test]
fn at_the_end_of_the_line_moving_on_takes_the_ghost() {
    for key in ["<Right>", "<End>", "<C-e>", "<C-f>", "<C-t>"] {
        let mut stage = typed("/pg lev");
        stage.press(key);
        assert_eq!(stage.query(), "pg level:", "{key}");
        stage.press("ent");
        stage.press(key);
        assert_eq!(stage.query(), "pg level:enterprise", "{key}");
    }
    let mut stage = typed("/LEV<Right>");
    assert_eq!(stage.query(), "level:", "in the spelling of the field");
    stage = typed("/lev pg<C-a><Right><Right><Right>");
    assert_eq!(stage.query(), "lev pg", "not at the end of the line");
    stage.press("<C-t>");
    assert_eq!(stage.query(), "level: pg");
    stage.press("a<C-t><C-t>");
    assert_eq!(stage.query(), "level:archived pg");
}

#[test]
fn asked_without_a_beginning_every_field_is_offered() {
    let mut stage = typed("/<C-t>");
    assert_eq!(stage.query(), "");
    assert!(stage.frame().contains("1 of 16"), "{}", stage.frame());
    stage.press("<C-t>");
    assert_eq!(stage.query(), "level:");
    let mut stage = typed("/zzz<C-t>");
    let notice = stage.app.notices.current().map(str::to_owned);
    assert_eq!(notice.as_deref(), Some("nothing to complete here"));
    stage.press("<Esc>");
}

#[test]
fn a_value_narrows_nothing_until_it_is_one() {
    let all = Stage::new(120, 36).hits().len();
    let mut stage = typed("/level:");
    assert_eq!(stage.hits().len(), all);
    stage.press("air");
    assert_eq!(stage.hits().len(), all);
    assert_eq!(stage.app.query.query.problems, []);
    stage.press("byte,ent");
    let airbyte = stage.hits().len();
    assert!((1..all).contains(&airbyte));
    assert_eq!(stage.hits(), typed("/level:airbyte").hits());
    stage.press("<Enter>");
    assert_eq!(stage.hits().len(), 0, "left like this it is text");
    assert_eq!(stage.app.query.query.problems.len(), 1);
    stage = typed("/level:arx");
    assert_eq!(stage.hits().len(), 0, "no value begins so");
    assert_eq!(stage.app.query.query.problems.len(), 1);
    stage = typed("/level:ar");
    stage.click(MouseButton::Left, (60, 5));
    assert_eq!(stage.app.query.query.problems.len(), 1, "left by the mouse");
    stage = typed("/level:ar");
    let place = stage.place("beta ");
    stage.click(MouseButton::Left, place);
    assert_eq!(
        stage.query(),
        "level:ar stage:beta",
        "nothing typed is lost"
    );
}

#[test]
fn a_click_takes_what_is_under_it() {
    let mut stage = typed("/pg kind:");
    let place = stage.place("│ destination ");
    stage.click(MouseButton::Left, (place.0 + 3, place.1));
    assert_eq!(stage.query(), "pg kind:destination");
    assert_eq!(stage.app.focus, Focus::Query);
}

#[test]
fn in_a_pick_tab_marks_and_the_box_tells_the_key_that_completes() {
    let mut stage = Stage::with(80, 24, |launch| {
        launch.purpose = Purpose::Pick(Many::Several);
    });
    stage.press("kind:");
    assert!(stage.frame().contains(" ^T ╯"), "{}", stage.frame());
    stage.press("<C-t>");
    assert_eq!(stage.query(), "kind:source");
    stage.press("<Tab>");
    assert_eq!(stage.app.list.marks.len(), 1);
    assert_eq!(stage.query(), "kind:source");
}

#[test]
fn a_problem_is_said_and_only_its_letters_are_marked() {
    let stage = typed("/kind:source,dset foo");
    let looks = stage.looks();
    let head = looks.lines().next().unwrap();
    assert_eq!(head.find("uuuu"), Some(" portolan /kind:source,".len()));
    assert_eq!(head.matches('u').count(), 4, "{head}");
    let frame = stage.frame();
    let foot = frame.lines().last().unwrap();
    assert!(foot.contains("did you mean \"dest\"?"), "{foot}");
    let mut stage = typed("/");
    stage.happen(Event::Paste("y".repeat(1025)));
    let notice = stage.app.notices.current().unwrap_or_default();
    assert!(notice.contains("at most 1024 letters"), "{notice}");
    assert_eq!(stage.query().len(), 1024);
    let long = "x".repeat(1200);
    let stage = Stage::with(120, 36, |launch| launch.query.clone_from(&long));
    let notice = stage.app.notices.current().unwrap_or_default();
    assert!(notice.contains("1024 letters"), "{notice}");
}

#[test]
fn a_key_adds_a_value_to_a_long_query_or_says_that_it_cannot() {
    let long = "level:airbyte,enterprise,marketplace stage:generally_available,beta,alpha type:database,api language:java,python lic:elv2";
    let mut stage = Stage::with(120, 36, |launch| long.clone_into(&mut launch.query));
    stage.press("4");
    assert_eq!(stage.query(), format!("{long} kind:source"));
    let full = format!("name:{}", "a".repeat(1010));
    let mut stage = Stage::with(120, 36, |launch| full.clone_into(&mut launch.query));
    let before = (stage.query().to_owned(), stage.hits());
    let offered = ["1", "2", "4", "5"];
    for key in offered {
        stage.press(key);
        assert_eq!((stage.query().to_owned(), stage.hits()), before, "{key}");
    }
    let mut full = "kind:source,destination ".repeat(42);
    full.push_str("api sou");
    let mut stage = Stage::with(120, 36, |launch| full.clone_into(&mut launch.query));
    stage.press("1");
    assert_eq!(stage.query(), full);
    let notice = stage.app.notices.current().unwrap_or_default();
    assert!(notice.starts_with("nothing was changed"), "{notice}");
}

#[test]
fn a_query_from_the_command_line_is_cut_between_its_terms() {
    let long = "kind:source,destination ".repeat(43) + "level:airbyte";
    let stage = Stage::with(120, 36, |launch| long.clone_into(&mut launch.query));
    assert!(
        stage.query().ends_with("kind:source,destination"),
        "{}",
        stage.query()
    );
    assert_eq!(stage.app.query.query.problems, []);
    let notice = stage.app.notices.current().unwrap_or_default();
    assert!(notice.contains("at most 1024 letters"), "{notice}");
}
