//! What is said where there is nothing, and where a key or a wheel had nothing to do.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseEvent, MouseEventKind};
use portolan::{
    launch::{Many, Purpose},
    tui::{
        context::Context,
        effect::JobId,
        event::Event,
        update::{is_news, joined, update},
    },
    view::outlook::Scope,
};

use crate::stage::Stage;

#[test]
fn an_empty_list_names_the_keys_of_the_place() {
    let mut stage = Stage::new(120, 36);
    stage.press("/zzqx");
    let frame = stage.frame();
    assert!(frame.contains("^U clears the query."), "{frame}");
    assert!(!frame.contains("archived or removed"), "nothing is hidden");
    assert!(frame.contains("No connector is selected."));
    stage.press("<Enter>");
    let frame = stage.frame();
    assert!(frame.contains("0 clears the query."), "{frame}");
    stage.press("0/meilisearch<Enter>");
    let frame = stage.frame();
    let hidden = "a shows 1 archived or removed one:";
    assert!(frame.contains(hidden), "{frame}");
    let mut pick = Stage::with(120, 36, |launch| {
        launch.query = "zzqx".to_owned();
        launch.purpose = Purpose::Pick(Many::One);
    });
    assert!(pick.frame().contains("^U clears the query."));
    pick.press("<C-u>");
    assert_eq!(pick.query(), "");
}

#[test]
fn all_that_were_asked_for_from_the_start_are_there_and_the_key_takes_them_away() {
    let mut stage = Stage::with(120, 36, |launch| {
        launch.query = "meilisearch".to_owned();
        launch.scope = Scope::Everything;
    });
    assert_eq!(stage.hits().len(), 1);
    stage.press("<Enter>a");
    assert!(stage.hits().is_empty());
}

#[test]
fn a_term_that_was_not_understood_is_told_where_nothing_is_found() {
    let mut stage = Stage::with(120, 36, |launch| launch.query = "levle:airbyte".to_owned());
    let frame = stage.frame();
    assert!(frame.contains("Unknown field \"levle\""), "{frame}");
    assert!(frame.contains("taken as text"));
    stage.press("0");
    assert!(!stage.frame().contains("levle"));
}

#[test]
fn what_is_told_in_the_place_of_the_list_is_told_in_sentences() {
    let table = [
        ("levle:airbyte", "Unknown field \"levle\""),
        ("kind: zzqx", "The field kind wants a value"),
        ("level:>airbyte", "The field level has no order"),
        ("notion, snowflake", "Alternatives are parted by a bar"),
        ("zzqx\u{2014}qqqqqq zzqx", "No single part of the query"),
        ("snowflake level:enterprise", "Without snowflake there"),
    ];
    for (query, said) in table {
        let stage = Stage::with(120, 36, |launch| launch.query = query.to_owned());
        let frame = stage.frame();
        assert!(frame.contains(said), "{query}\n{frame}");
    }
}

#[test]
fn letters_that_come_at_once_are_searched_for_once() {
    let mut stage = Stage::new(120, 36);
    let key = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
    let burst = format!("/{}", "abc ".repeat(5000));
    let mut coming = burst.chars().map(key).peekable();
    let mut updates = 0;
    while let Some(event) = coming.next() {
        let event = joined(&stage.app, event, &mut coming);
        update(&mut stage.app, event);
        updates += 1;
    }
    assert_eq!(updates, 2, "the slash, and all that follows");
    assert!(stage.query().starts_with("abc abc "));
    let mut commands = "jj".chars().map(key).peekable();
    stage.press("<Esc>");
    let first = commands.next().unwrap();
    let first = joined(&stage.app, first, &mut commands);
    assert!(matches!(first, Event::Key(_)), "commands stay keys");
}

#[test]
fn a_paste_where_no_text_is_taken_does_nothing_and_says_so() {
    let mut stage = Stage::new(120, 36);
    stage.happen(Event::Paste("qqq\ngoogle".to_owned()));
    assert_eq!(stage.effects, []);
    assert_eq!(stage.query(), "");
    assert!(stage.frame().contains("/ takes it as a search"));
}

#[test]
fn the_wheel_scrolls_the_filters_at_once_and_back() {
    let mut stage = Stage::new(120, 24);
    let wheel = |kind| {
        Event::Mouse(MouseEvent {
            kind,
            column: 5,
            row: 8,
            modifiers: KeyModifiers::NONE,
        })
    };
    stage.happen(wheel(MouseEventKind::ScrollDown));
    assert_eq!(stage.app.filters.view.offset, 3);
    for _ in 0..40 {
        stage.happen(wheel(MouseEventKind::ScrollDown));
        let view = stage.app.filters.view;
        assert!(view.range().contains(&view.cursor));
    }
    let view = stage.app.filters.view;
    assert_eq!(view.offset, view.total - view.height);
    for _ in 0..40 {
        stage.happen(wheel(MouseEventKind::ScrollUp));
    }
    assert_eq!(stage.app.filters.view.offset, 0);
}

#[test]
fn a_step_to_the_next_match_says_where_it_is() {
    let mut stage = Stage::new(80, 24);
    stage.press("/source-notion<Enter><Enter>/airbyte<Enter>");
    assert!(stage.frame().contains("airbyte: 1 of "));
    stage.press("n");
    assert!(stage.frame().contains("airbyte: 2 of "));
    stage.press("/<C-u>nowhere to be found<Enter>");
    assert!(stage.frame().contains("not found: nowhere to be found"));
}

#[test]
fn an_empty_cell_of_the_chart_says_so() {
    let mut stage = Stage::new(120, 36);
    stage.press("cjjj<Enter>");
    assert_eq!(stage.app.context(), Context::Chart);
    assert!(stage.frame().contains("none to show here"));
}

#[test]
fn every_key_that_may_follow_is_told_on_the_least_screen() {
    let mut stage = Stage::new(40, 12);
    stage.press("y");
    let frame = stage.frame();
    for key in ["y", "n", "u", "i", "d", "j", "m", "f", "p", "/"] {
        assert!(frame.contains(&format!(" {key}  ")), "{key} in\n{frame}");
    }
    assert!(frame.contains("y: copy") && frame.contains("Esc close"));
    assert!(frame.contains("Terraform block"), "whole:\n{frame}");
}

#[test]
fn the_order_stands_in_the_title_as_long_as_it_holds() {
    let mut stage = Stage::new(120, 36);
    assert!(!stage.frame().contains("Connectors,"));
    stage.press("snam<Enter>");
    let frame = stage.frame();
    assert!(frame.contains("Connectors, by name"), "{frame}");
    stage.press("S");
    assert!(stage.frame().contains("Connectors, by name, reversed"));
}

#[test]
fn what_changes_nothing_is_no_news() {
    let mut stage = Stage::new(120, 36);
    let known = [
        Event::Resize(120, 36),
        Event::Faded,
        Event::Progress(JobId(7), "somewhere".to_owned()),
        Event::Sought(7, Box::default()),
    ];
    for event in known {
        assert!(!is_news(&stage.app, &event));
    }
    stage.press("r");
    let job = stage.app.refreshing.as_ref().unwrap().job;
    stage.app.notices.say("something");
    let news = [
        Event::Resize(120, 35),
        Event::Faded,
        Event::Progress(job, "somewhere".to_owned()),
        Event::Resumed,
    ];
    for event in news {
        assert!(is_news(&stage.app, &event));
    }
}

#[test]
fn each_part_that_stands_in_the_way_is_named_with_what_there_is_without_it() {
    let mut stage = Stage::new(120, 36);
    stage.press("/kind:source snowflake level:enterprise<Enter>");
    assert_eq!(stage.hits().len(), 0);
    insta::assert_snapshot!(stage.frame());
}
