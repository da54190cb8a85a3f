//! Typing in the search line: what is offered, what takes it, and what an unfinished value means.

use std::fmt::Write;

use crossterm::event::MouseButton;
use insta::assert_snapshot;
use portolan::{
    launch::{Many, Purpose},
    text::Word,
    tui::{app::Focus, event::Event},
    view::Glyphs,
    words::Deployment,
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
    assert!(
        stage.frame().contains("level:air… airbyte?"),
        "{}",
        stage.frame()
    );
    stage.press("byte,ent");
    let airbyte = stage.hits().len();
    assert!((1..all).contains(&airbyte));
    assert_eq!(stage.hits(), typed("/level:airbyte").hits());
    stage.press("<Enter>");
    assert_eq!(
        stage.query(),
        "level:airbyte,enterprise",
        "what the ghost shows"
    );
    assert_eq!(stage.hits(), typed("/level:airbyte,enterprise").hits());
    stage = typed("/level:a");
    assert!(
        stage.frame().contains("level:a… is no value yet"),
        "{}",
        stage.frame()
    );
    stage.press("<Enter>");
    assert_eq!(
        (stage.query(), stage.hits().len()),
        ("level:a", 0),
        "it could be two"
    );
    assert_eq!(stage.app.query.query.problems.len(), 1);
    stage.press("H");
    stage = typed("/level:arx");
    assert_eq!(stage.hits().len(), 0, "no value begins so");
    assert_eq!(stage.app.query.query.problems.len(), 1);
    stage = typed("/level:ar");
    stage.click(MouseButton::Left, (60, 5));
    assert_eq!(stage.query(), "level:archived", "left by the mouse");
    stage = typed("/level:ar");
    let place = stage.place("beta ");
    stage.click(MouseButton::Left, place);
    assert_eq!(
        stage.query(),
        "level:archived stage:beta",
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
    full.push_str("name:a");
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

#[test]
fn every_way_out_completes_a_value_that_can_only_become_one() {
    for keys in ["<Enter>", "<Esc><Esc>", "<Esc><Tab>"] {
        let mut stage = typed("/kind:sou");
        stage.press(keys);
        assert_eq!(stage.query(), "kind:source", "{keys}");
        assert_ne!(stage.app.focus, Focus::Query, "{keys}");
        assert!(stage.hits().iter().all(|slug| slug.starts_with("source-")));
    }
}

#[test]
fn a_pick_takes_nothing_that_the_query_in_sight_does_not_find() {
    for (typed, meant) in [("kind:desti", "kind:destination"), ("level:a", "level:a")] {
        let mut stage = Stage::with(80, 24, |launch| {
            launch.purpose = Purpose::Pick(Many::One);
        });
        stage.press(typed).press("<Enter>");
        assert!(stage.effects.is_empty(), "{typed}: it filters first");
        assert_eq!(stage.query(), meant);
        assert!(
            stage
                .hits()
                .iter()
                .all(|slug| slug.starts_with("destination-"))
        );
        stage.press("<Enter>");
        assert_eq!(
            stage.effects.len(),
            usize::from(!stage.hits().is_empty()),
            "{typed}"
        );
    }
}

#[test]
fn escape_closes_the_box_then_leaves_the_line_then_clears() {
    let mut stage = typed("/post level:");
    assert!(stage.frame().contains("│ airbyte"), "{}", stage.frame());
    stage.press("<Esc>");
    assert_eq!(stage.app.focus, Focus::Query);
    assert!(!stage.frame().contains("│ airbyte"), "{}", stage.frame());
    stage.press("<Left><Right>e");
    assert!(
        stage.frame().contains("│ enterprise"),
        "open again: {}",
        stage.frame()
    );
    stage.press("<Esc><Esc>");
    assert_eq!(
        (stage.query(), stage.app.focus),
        ("post level:enterprise", Focus::List)
    );
    stage.press("<Esc>");
    assert_eq!(stage.query(), "");
    let mut stage = typed("/lev<Esc>");
    assert_eq!(stage.app.focus, Focus::List, "there is no box");
    stage.press("<Esc>");
    let mut stage = Stage::with(80, 24, |launch| {
        launch.purpose = Purpose::Pick(Many::One);
    });
    stage.press("level:<Esc>");
    assert!(stage.effects.is_empty());
    stage.press("<Esc>");
    assert_eq!(stage.effects.len(), 1);
}

#[test]
fn a_query_that_is_back_is_not_said_to_be_gone() {
    let mut stage = typed("/postgres level:airbyte<Esc><Esc>");
    assert_eq!(stage.query(), "");
    assert!(stage.frame().contains("query cleared; H brings it back"));
    stage.press("H");
    assert_eq!(stage.query(), "postgres level:airbyte");
    let frame = stage.frame();
    assert!(!frame.contains("query cleared"), "{frame}");
}

#[test]
fn a_pick_of_one_has_no_marks_and_its_tab_completes() {
    let mut stage = Stage::with(120, 36, |launch| {
        launch.purpose = Purpose::Pick(Many::One);
    });
    let foot = |stage: &Stage| stage.frame().lines().last().unwrap_or_default().to_owned();
    assert!(!foot(&stage).contains("mark"), "{}", foot(&stage));
    stage.press("kind:s<Tab>");
    assert_eq!(stage.query(), "kind:source");
    assert_eq!(stage.app.list.marks.len(), 0);
    let mut stage = Stage::with(120, 36, |launch| {
        launch.purpose = Purpose::Pick(Many::Several);
    });
    assert!(foot(&stage).contains("Tab mark"), "{}", foot(&stage));
    stage.press("<Tab>");
    assert_eq!(stage.app.list.marks.len(), 1);
}

#[test]
fn up_and_down_go_about_in_a_box_that_was_asked_for() {
    let mut stage = typed("/level:");
    stage.press("<Down><Down>");
    assert_eq!(
        stage.query(),
        "level:",
        "unasked it leaves the list its keys"
    );
    assert_eq!(stage.app.list.view.cursor, 2);
    stage.press("<Tab>");
    let first = stage.query().to_owned();
    stage.press("<Down>");
    let second = stage.query().to_owned();
    assert!(first != second && second.starts_with("level:"), "{second}");
    stage.press("<Up>");
    assert_eq!(stage.query(), first);
    stage.press("<Up><Down>");
    assert_eq!(stage.query(), first, "round and round");
}

#[test]
fn the_beginning_of_a_field_does_not_empty_the_list_yet() {
    let mut stage = typed("/goog sheets lev");
    assert_eq!(stage.hits(), typed("/goog sheets").hits());
    assert!(!stage.hits().is_empty());
    stage.press("<Enter>");
    assert_eq!(stage.hits().len(), 0, "left like this it is a word");
    assert_eq!(typed("/goog sheets lev ").hits().len(), 0);
    let host = typed("/hub");
    assert!(
        !host.hits().is_empty(),
        "a word that hits something is a word"
    );
}

#[test]
fn every_problem_is_counted_and_what_is_cut_says_so() {
    let mut stage = Stage::new(40, 12);
    stage.press("/level:arcived stage:betta ");
    let frame = stage.frame();
    let foot: Vec<&str> = frame.lines().rev().take(2).collect();
    assert!(foot[1].trim().starts_with("(1 of 2) unknown"), "{frame}");
    assert!(foot[0].ends_with('…'), "{frame}");
}

#[test]
fn on_a_low_screen_what_is_offered_covers_nothing_that_is_said() {
    let mut stage = Stage::new(40, 12);
    stage.press("  /level:a");
    let frame = stage.frame();
    let lines: Vec<&str> = frame.lines().collect();
    assert!(lines[2].contains("(2 marked), level:a… is …"), "{frame}");
    let border = lines[10].trim();
    assert!(border.starts_with("╰ airbyte  archived ─"), "{frame}");
    assert!(border.ends_with(" of 11 ╯"), "{frame}");
    // The marked one is in sight, however few fit beside it.
    stage.press("<C-u>on:");
    for _ in Deployment::ALL {
        stage.press("<Tab>");
        let chosen = stage.query().trim_start_matches("on:").to_owned();
        let frame = stage.frame();
        let border = frame.lines().nth(10).unwrap();
        assert!(border.contains(&chosen), "{chosen}: {frame}");
    }
    stage.press("<C-u>level:arcived");
    let frame = stage.frame();
    let told: Vec<&str> = frame.lines().skip(10).collect();
    assert!(told[0].ends_with("did you mean"), "{frame}");
    assert!(told[1].starts_with(" \"archived\"?"), "{frame}");
}
