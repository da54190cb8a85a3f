//! Keys in, and what must follow: the selection, the query, the hits.

use std::sync::Arc;

use portolan::launch::{Leaving, Many, Opening, Picked, Purpose, SavedView};
use portolan::tui::{
    app::Focus,
    effect::Effect,
    event::{Copied, Event, Reason},
};
use portolan::words::{Answer, Deployment};

use crate::stage::Stage;

#[test]
fn typing_narrows_and_enter_keeps_the_query() {
    let mut stage = Stage::new(120, 36);
    stage.press("/post");
    assert_eq!(stage.hits(), ["destination-postgres", "source-postgres"]);
    stage.press("gres<Enter>j");
    assert_eq!(stage.query(), "postgres");
    assert_eq!(stage.selected().as_deref(), Some("source-postgres"));
    stage.press("jjjjjjjjjjjj");
    assert_eq!(
        stage.selected().as_deref(),
        Some("source-postgres"),
        "the end is a wall"
    );
    stage.press("k");
    assert_eq!(stage.selected().as_deref(), Some("destination-postgres"));
}

#[test]
fn letters_are_text_in_the_query_and_commands_in_the_list() {
    let mut stage = Stage::new(120, 36);
    stage.press("/qjk?:");
    assert_eq!(stage.query(), "qjk?:");
    assert_eq!(stage.effects, []);
    stage.press("<Esc>q");
    assert_eq!(stage.effects, [Effect::Quit(Leaving::Quit)]);
}

#[test]
fn escape_is_a_ladder_that_loses_nothing() {
    let mut stage = Stage::new(120, 36);
    stage.press("/notion<Enter><Enter>");
    assert!(stage.app.shape.is_zoomed);
    stage.press("<Esc>");
    assert!(!stage.app.shape.is_zoomed);
    assert_eq!(stage.query(), "notion");
    stage.press("<Esc>");
    assert_eq!(stage.query(), "");
    stage.press("H");
    assert_eq!(stage.query(), "notion");
    stage.press("<Esc><Esc><Esc><Esc>");
    assert!(
        stage
            .app
            .notices
            .current()
            .is_some_and(|notice| notice.contains("q quits"))
    );
    assert!(
        !stage
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Quit(_)))
    );
}

#[test]
fn a_filter_rewrites_the_query_and_the_query_the_filter() {
    let mut stage = Stage::new(120, 36);
    stage.press("1");
    assert_eq!(stage.query(), "level:airbyte");
    stage.press("1");
    assert_eq!(stage.query(), "level:enterprise");
    stage.press("0");
    assert_eq!(stage.query(), "");
    stage.press("f");
    stage.press("<Space>");
    assert_eq!(stage.query(), "level:airbyte");
    stage.press("x");
    assert_eq!(stage.query(), "-level:airbyte");
    stage.press("c");
    assert_eq!(stage.query(), "");
}

#[test]
fn another_deployment_changes_every_verdict() {
    let mut stage = Stage::new(120, 36);
    stage.press("/google sheets level:airbyte<Enter>");
    assert!(stage.frame().contains("READY on Cloud"));
    stage.press("3333");
    assert_eq!(
        stage.app.world.profile.deployment,
        Deployment::SelfManagedCommunity
    );
    assert!(stage.query().contains("on:self_managed_community"));
    assert!(
        stage.frame().contains("community Slack"),
        "{}",
        stage.frame()
    );
}

#[test]
fn the_contract_resolves_the_footnotes_on_the_screen() {
    let mut stage = Stage::new(200, 60);
    stage.press("/source-notion<Enter>6");
    assert_eq!(stage.app.world.profile.premium_support, Answer::Yes);
    assert!(stage.frame().contains("with an SLA."), "{}", stage.frame());
    stage.press("6");
    assert!(
        stage.frame().contains("without an SLA."),
        "{}",
        stage.frame()
    );
}

#[test]
fn marks_are_compared_differing_rows_first() {
    let mut stage = Stage::new(120, 36);
    stage.press("=");
    assert!(
        stage
            .app
            .notices
            .current()
            .is_some_and(|notice| notice.contains("two to four"))
    );
    stage.press("/postgres<Enter><Space><Space>=");
    let frame = stage.frame();
    assert!(
        frame.contains("Comparison") && frame.contains("Different"),
        "{frame}"
    );
    stage.press("<Esc>");
    assert!(stage.frame().contains("2 marked"));
    stage.press("u");
    assert!(!stage.frame().contains("2 marked"));
}

#[test]
fn archived_ones_come_when_they_are_asked_for() {
    let mut stage = Stage::new(120, 36);
    assert!(!stage.hits().contains(&"destination-meilisearch".to_owned()));
    stage.press("a");
    assert!(stage.hits().contains(&"destination-meilisearch".to_owned()));
    stage.press("a/level:archived");
    assert!(stage.hits().contains(&"destination-meilisearch".to_owned()));
}

#[test]
fn an_empty_list_says_which_part_to_drop() {
    let mut stage = Stage::new(120, 36);
    stage.press("/postgres level:custom");
    let frame = stage.frame();
    assert!(
        frame.contains("No connector matches") && frame.contains("level:custom"),
        "{frame}"
    );
}

#[test]
fn what_is_misunderstood_is_marked_and_taken_as_text() {
    let mut stage = Stage::new(120, 36);
    stage.press("/lvel:airbyte");
    let frame = stage.frame();
    assert!(frame.contains("taken as text"), "{frame}");
    assert!(
        stage.looks().lines().next().unwrap().contains("uuuu"),
        "{}",
        stage.looks()
    );
}

#[test]
fn an_empty_list_says_how_the_query_is_written_here() {
    let table = [
        (
            "/postgres,stripe",
            "Alternatives are parted by a bar: postgres | stripe.",
        ),
        ("/lvel:airbyte postg", "Without lvel:airbyte there are"),
    ];
    for (keys, said) in table {
        let mut stage = Stage::new(160, 36);
        stage.press(keys);
        let frame = stage.frame();
        assert!(frame.contains(said), "{frame}");
        assert!(!frame.contains("anything like it"), "{frame}");
    }
}

#[test]
fn a_saved_view_that_is_misunderstood_says_so_where_it_is_chosen_and_when_it_is_taken() {
    let view = |name: &str, query: &str| SavedView {
        name: name.to_owned(),
        query: query.to_owned(),
        sort: None,
    };
    let views = vec![
        view("Ours", "source:postgres"),
        view("Theirs", "kind:source"),
    ];
    let mut stage = Stage::with(120, 36, |launch| launch.settings.views = views);
    let lines = |frame: &str, has: &str| frame.lines().filter(|line| line.contains(has)).count();
    stage.press("V");
    let frame = stage.frame();
    assert!(lines(&frame, "Ours (misunderstood)") == 1, "{frame}");
    assert!(lines(&frame, "kind:source") == 1, "{frame}");
    assert!(lines(&frame, "unknown field") == 1, "{frame}");
    stage.press("<Enter>");
    assert_eq!(stage.query(), "source:postgres");
    let frame = stage.frame();
    assert!(lines(&frame, "unknown field \"source\"") == 1, "{frame}");
    for (columns, rows) in [(80, 24), (40, 12)] {
        let views = vec![view("Ours", "source:postgres")];
        let mut stage = Stage::with(columns, rows, |launch| launch.settings.views = views);
        stage.press("V");
        let frame = stage.frame();
        assert!(frame.contains("Ours (misunderstood)"), "{frame}");
    }
}

#[test]
fn what_is_misunderstood_is_told_once_more_when_the_line_is_left() {
    let mut stage = Stage::new(120, 36);
    stage.press("/source:postgres<Enter>");
    assert!(!stage.hits().is_empty());
    let frame = stage.frame();
    assert!(frame.contains("unknown field \"source\""), "{frame}");
    stage.press("j");
    assert!(stage.frame().contains("unknown field \"source\""));
}

#[test]
fn a_pick_ends_with_what_was_chosen() {
    let picking = |many| Stage::with(80, 24, move |launch| launch.purpose = Purpose::Pick(many));
    let mut stage = picking(Many::One);
    stage.press("source-post<Enter>");
    let picked = Picked {
        catalog: Arc::clone(&stage.app.world.catalog),
        places: stage.app.list.selected().into_iter().collect(),
        profile: stage.app.world.profile,
    };
    assert_eq!(picked.connectors(), [stage.app.selected().unwrap()]);
    assert_eq!(stage.effects, [Effect::Quit(Leaving::Picked(picked))]);

    let mut stage = picking(Many::Several);
    stage.press("postgres<Tab><Tab><Enter>");
    let Some(Effect::Quit(Leaving::Picked(picked))) = stage.effects.last() else {
        panic!("nothing was picked");
    };
    assert_eq!(picked.connectors().len(), 2);

    let mut stage = picking(Many::One);
    stage.press("<Esc>");
    assert_eq!(stage.effects, [Effect::Quit(Leaving::Aborted)]);
}

#[test]
fn a_pick_tells_for_whom_the_screen_judged() {
    let pick = |launch: &mut portolan::launch::Launch| {
        launch.purpose = Purpose::Pick(Many::One);
    };
    let mut stage = Stage::with(80, 24, pick);
    stage.press("source-postgres on:oss<Enter>");
    let Some(Effect::Quit(Leaving::Picked(picked))) = stage.effects.last() else {
        panic!("nothing was picked");
    };
    assert_eq!(picked.profile.deployment, Deployment::SelfManagedCommunity);
}

#[test]
fn a_pick_goes_back_rung_by_rung_and_takes_filters_on_the_way() {
    let pick = |launch: &mut portolan::launch::Launch| {
        launch.purpose = Purpose::Pick(Many::One);
    };
    for width in [60, 80, 200] {
        let mut stage = Stage::with(width, 36, pick);
        stage.press("<Down>");
        stage.app.focus = Focus::List;
        stage.press("f<Enter>");
        assert_eq!(stage.query(), "level:airbyte");
        assert_eq!(stage.effects, []);
        stage.press("<Esc>");
        assert_eq!(
            (stage.app.focus, &stage.effects[..]),
            (Focus::List, &[][..])
        );
        assert!(!stage.app.areas.is_filters_over);
        stage.press("?<Esc>");
        assert_eq!(stage.effects, []);
        stage.press("<Esc>");
        assert_eq!(stage.effects, [Effect::Quit(Leaving::Aborted)]);
    }
    let mut stage = Stage::with(80, 24, pick);
    stage.press("<C-c>");
    assert_eq!(stage.effects, [Effect::Quit(Leaving::Aborted)]);
}

#[test]
fn a_cancelled_refresh_is_called_off_and_one_that_was_done_before_is_owned_up_to() {
    let mut stage = Stage::new(120, 36);
    stage.press("r<C-g>");
    let [Effect::Refresh(job), Effect::Cancel(cancelled)] = stage.effects[..] else {
        panic!("{:?}", stage.effects);
    };
    assert_eq!(job, cancelled);
    stage.press("<C-g>");
    assert_eq!(
        stage.effects.len(),
        2,
        "there is nothing to cancel any more"
    );
    let late = || Err("called off".to_owned());
    stage.happen(Event::Refreshed(job, Box::new(late())));
    let notice = |stage: &Stage| stage.app.notices.current().map(str::to_owned);
    assert!(notice(&stage).is_some_and(|said| said.contains("the old catalog stays")));
    let launch = crate::stage::launch();
    let fresh = portolan::launch::Fresh {
        catalog: launch.catalog,
        provenance: launch.provenance,
        changes: Vec::new(),
        is_unchanged: false,
    };
    stage.happen(Event::Refreshed(
        job,
        Box::new(Ok(fresh.made(portolan::tui::survey::Survey::of))),
    ));
    stage.happen(Event::Faded);
    assert!(notice(&stage).is_some_and(|said| said.contains("done before it was cancelled")));
}

#[test]
fn help_lists_the_keys_and_enter_runs_one() {
    let mut stage = Stage::new(120, 36);
    stage.press("?");
    assert!(stage.app.menu.is_some());
    stage.press("chart<Enter>");
    assert!(
        stage.frame().contains("Levels and stages"),
        "{}",
        stage.frame()
    );
    stage.press("q");
    assert!(stage.frame().contains("Connectors"));
    assert_eq!(stage.effects, []);
}

#[test]
fn text_in_the_detail_is_found() {
    let mut stage = Stage::new(100, 24);
    stage.press("/source-notion<Enter><Enter>/definition<Enter>");
    assert!(stage.frame().contains("Definition id"), "{}", stage.frame());
}

#[test]
fn copying_takes_the_marked_or_the_selected() {
    let mut stage = Stage::new(120, 36);
    stage.press("/source-postgres<Enter>ys");
    assert_eq!(
        stage.effects,
        [Effect::Copy("source-postgres".to_owned(), Reason::Wanted)]
    );
}

/// What is said when the last copy went so.
fn said_of_copy(stage: &mut Stage, by: Result<&str, &str>) -> String {
    let Some(Effect::Copy(text, reason)) = stage.effects.last().cloned() else {
        panic!("{:?}", stage.effects);
    };
    let by = by.map(str::to_owned).map_err(str::to_owned);
    stage.happen(Event::Copied(Copied { text, reason, by }));
    stage.app.notices.current().unwrap_or_default().to_owned()
}

#[test]
fn an_address_that_is_not_opened_says_so_and_where_it_went() {
    let opening = |launch: &mut portolan::launch::Launch| {
        launch.settings.opening = Opening::Nowhere("over SSH");
    };
    let mut stage = Stage::with(120, 36, opening);
    stage.press("/source-postgres<Enter>o");
    let Some(Effect::Open(address)) = stage.effects.last().cloned() else {
        panic!("{:?}", stage.effects);
    };
    let said = stage.app.notices.current().unwrap().to_owned();
    assert!(!said.contains("opening "), "{said}");
    let why = "over SSH nothing is opened here".to_owned();
    stage.happen(Event::NotOpened {
        address: address.clone(),
        why,
    });
    assert_eq!(
        said_of_copy(&mut stage, Ok("the terminal (OSC 52)")),
        format!("over SSH nothing is opened here; copied by the terminal (OSC 52): {address}")
    );
    assert_eq!(
        said_of_copy(&mut stage, Err("switched off")),
        format!("{address}  (over SSH nothing is opened here; not copied: switched off)")
    );
}

#[test]
fn where_a_saved_view_goes_is_said_with_the_copy() {
    let mut stage = Stage::new(120, 36);
    portolan::tui::update::act(&mut stage.app, portolan::tui::action::Action::EditQuery);
    stage.press("level:airbyte<Enter>");
    let effects =
        portolan::tui::update::act(&mut stage.app, portolan::tui::action::Action::SaveView);
    stage.effects.extend(effects);
    for by in [Ok("wl-copy"), Err("switched off")] {
        let said = said_of_copy(&mut stage, by);
        assert!(said.contains("your config.toml"), "{said}");
    }
}

#[test]
fn control_c_leaves_from_everywhere() {
    for keys in [
        "", "/abc", "f", "?", ":", "c", "<Enter>", "x", "y", "<Enter>/",
    ] {
        let mut stage = Stage::new(80, 24);
        stage.press(keys).press("<C-c>");
        assert_eq!(
            stage.effects.last(),
            Some(&Effect::Quit(Leaving::Quit)),
            "after {keys}"
        );
    }
}

#[test]
fn a_detail_that_has_no_other_room_says_so_and_stays_as_it_was() {
    for (size, keys, told) in [
        ((120, 36), "P", None),
        ((120, 36), "p", None),
        ((80, 24), "P", Some("no other room")),
        ((80, 24), "p", None),
        ((40, 12), "p", Some("no other room")),
        ((40, 12), "P", Some("no other room")),
        ((120, 36), "<Enter>p", Some("fills the screen")),
    ] {
        let mut stage = Stage::new(size.0, size.1);
        let usual = stage.app.shape.detail;
        stage.press(keys);
        let notice = stage.app.notices.current().unwrap_or_default();
        assert!(
            told.is_none_or(|told| notice.contains(told)),
            "{size:?} {keys}: {notice}"
        );
        assert_eq!(
            notice.is_empty(),
            told.is_none(),
            "{size:?} {keys}: {notice}"
        );
        assert_eq!(
            stage.app.shape.detail == usual,
            told.is_some(),
            "{size:?} {keys}"
        );
    }
}

#[test]
fn the_footer_says_where_enter_leads() {
    let mut stage = Stage::new(120, 36);
    let footer = |stage: &Stage| stage.frame().lines().last().unwrap_or_default().to_owned();
    for zoom in ["<Enter>", "+", "_"] {
        stage.press("<Tab>");
        assert!(footer(&stage).contains("Enter zoom"), "{}", footer(&stage));
        stage.press(zoom);
        let told = footer(&stage);
        assert!(told.contains("Enter back"), "{zoom}: {told}");
        stage.press("<Enter>");
        assert!(!stage.app.shape.is_zoomed);
    }
}

#[test]
fn the_help_of_the_list_says_what_its_marks_mean() {
    let mut stage = Stage::new(120, 36);
    stage.press("?due in");
    let frame = stage.frame();
    let line = frame.lines().find(|line| line.contains("!7d "));
    assert!(line.is_some_and(|line| line.contains("a breaking upgrade is due in 7 days")));
    stage.press("<Esc>c?due in");
    assert!(
        stage.frame().contains("Nothing matches"),
        "the chart has no rows"
    );
}

#[test]
fn the_head_says_how_old_the_facts_are_where_from_and_for_whom_where_there_is_room() {
    let head = |width, height| {
        let stage = Stage::with(width, height, |launch| {
            launch.provenance.origin = "file";
            launch.provenance.is_deployment_given = false;
        });
        stage.frame().lines().take(2).collect::<String>()
    };
    for (width, height) in [(120, 36), (100, 12), (80, 24)] {
        let head = head(width, height);
        assert!(head.contains("file catalog 2"), "{width}: {head}");
        assert!(head.contains("Cloud (assumed)"), "{width}: {head}");
    }
    assert!(head(40, 12).contains("file, 1 d old"), "{}", head(40, 12));
}

#[test]
fn a_view_may_bring_its_order_and_another_one_keeps_what_is_there() {
    let mut stage = Stage::new(120, 36);
    stage.press("VDeadlines<Enter>");
    assert_eq!(stage.query(), "due:<365d");
    let frame = stage.frame();
    assert!(frame.contains("Connectors, by deadline"), "{frame}");
    let deadline = |slug: &String| {
        let connectors = stage.app.world.catalog.connectors();
        let connector = connectors.iter().find(|c| c.slug.as_str() == slug).unwrap();
        let on = stage.app.world.profile.deployment.registry();
        connector.next_deadline(stage.app.world.today, on)
    };
    let deadlines: Vec<_> = stage.hits().iter().map(deadline).collect();
    assert!(
        !deadlines.is_empty() && deadlines.is_sorted(),
        "{deadlines:?}"
    );
}

#[test]
fn a_long_notice_leaves_the_panes_closed() {
    for (width, height) in [(40, 12), (80, 24), (120, 36)] {
        let mut stage = Stage::new(width, height);
        let words = "a notice of so many words that they take more than one line ".repeat(3);
        stage.app.notices.say_instead(words);
        let frame = stage.frame();
        let lines: Vec<_> = frame.lines().collect();
        let first = lines.iter().position(|line| line.contains("a notice of"));
        let first = first.unwrap();
        assert!(first < lines.len() - 1, "{frame}");
        assert!(lines[first - 1].starts_with('╰'), "{frame}");
    }
}
