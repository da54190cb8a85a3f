//! The screens over the browser, and what stands when the facts beneath them change.

use portolan::{
    catalog::wire,
    date,
    exemption::Exemption,
    launch::Fresh,
    policy::Requirement,
    text::Text,
    tui::{app::Screen, context::Context, effect::Effect, event::Event},
    view::{Provenance, check::Asked},
    words::{Deployment, Level},
};
use ratatui::style::Color;

use crate::stage::{Stage, launch};

#[test]
fn the_key_that_opens_a_screen_leaves_it_too() {
    for (keys, context) in [("c", Context::Chart), ("x", Context::Check)] {
        let mut stage = Stage::new(120, 36);
        stage.press(keys);
        assert_eq!(stage.app.context(), context);
        stage.press(keys);
        assert_eq!(stage.app.context(), Context::List, "{keys}");
    }
}

#[test]
fn a_key_of_the_browser_leaves_the_screen_and_does_its_work() {
    let mut stage = Stage::new(120, 36);
    stage.press("c:clear<C-u>find filters<Esc>");
    assert_eq!(
        stage.app.context(),
        Context::Chart,
        "a closed menu changes nothing"
    );
    let mut stage = Stage::new(120, 36);
    stage.press("/hubspot<Enter>x");
    assert_eq!(stage.app.context(), Context::Check);
    stage.press("?");
    assert_eq!(stage.app.context(), Context::Menu);
    stage.press("<Esc>");
    assert_eq!(stage.app.context(), Context::Check);
}

#[test]
fn a_copy_from_the_check_is_of_what_it_tells() {
    let mut stage = Stage::new(120, 36);
    stage.press("/source-notion<Enter>xys");
    let copied = stage.effects.iter().find_map(|effect| match effect {
        Effect::Copy(text, _) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("source-notion"));
    assert_eq!(stage.app.context(), Context::Check);
}

#[test]
fn a_check_asks_what_the_project_asks() {
    let verdict = |asked: Asked| {
        let mut stage = Stage::with(120, 36, |launch| launch.asked = asked);
        stage.press("/source-notion<Enter>x");
        stage.frame().contains("Notion passes")
    };
    assert!(verdict(Asked::default()));
    let strict = Requirement {
        levels: Some(vec![Level::Custom]),
        ..Requirement::default()
    };
    let strict = Asked {
        requirement: strict,
        exemptions: Vec::new(),
    };
    assert!(!verdict(strict.clone()));
    let exempted = Exemption {
        connector: Text::name("Notion"),
        reason: Text::name("agreed"),
        expires: None,
        rule: None,
        require: None,
    };
    assert!(verdict(Asked {
        exemptions: vec![exempted],
        ..strict
    }));
}

#[test]
fn the_deployment_of_the_query_holds_as_long_as_it_stands_there() {
    let mut stage = Stage::with(120, 36, |launch| launch.query = "s3 on:oss".to_owned());
    let on = |stage: &Stage| stage.app.world.profile.deployment;
    assert_eq!(on(&stage), Deployment::SelfManagedCommunity);
    assert!(!stage.frame().contains("(assumed)"));
    stage.press("<Esc>");
    assert_eq!(stage.query(), "");
    assert_eq!(on(&stage), Deployment::Cloud);
    assert!(stage.frame().contains("(assumed)"));
    stage.press("/on:powered<Enter>");
    assert_eq!(on(&stage), Deployment::Powered);
}

#[test]
fn the_count_of_the_archived_is_what_choosing_them_shows() {
    let mut stage = Stage::new(120, 36);
    let frame = stage.frame();
    let told = frame
        .lines()
        .find_map(|line| line.split("[ ] Archived").nth(1))
        .and_then(|rest| rest.split_whitespace().next())
        .unwrap()
        .trim_end_matches('│')
        .parse::<usize>()
        .unwrap();
    stage.press("/level:archived<Enter>");
    assert!(told > 0);
    assert_eq!(stage.hits().len(), told);
}

#[test]
fn a_fresh_catalog_leaves_the_cursor_and_the_reader_where_they_were() {
    let mut stage = Stage::new(80, 12);
    stage.press("/source-notion<Enter><Enter>jjj");
    let before = stage.frame();
    let offset = stage.app.detail.view.offset;
    assert!(offset > 0);
    let same = launch();
    stage.app.replace_catalog(Fresh {
        catalog: same.catalog,
        provenance: same.provenance,
        changes: Vec::new(),
        is_unchanged: false,
    });
    assert_eq!(stage.selected().as_deref(), Some("source-notion"));
    assert_eq!(stage.app.detail.view.offset, offset);
    assert_eq!(stage.frame(), before);
}

#[test]
fn a_chart_and_a_check_over_the_screen_survive_a_catalog_without_their_connector() {
    for keys in ["c", "x", "<Space>j<Space>="] {
        let mut stage = Stage::new(80, 24);
        stage.press(keys);
        assert!(!matches!(stage.app.screen, Screen::Browse), "{keys}");
        let empty = r#"{"sources":[],"destinations":[]}"#;
        let catalog = wire::decode(empty.as_bytes(), None).unwrap().catalog;
        let provenance = Provenance {
            entries: 0,
            ..launch().provenance
        };
        stage.app.replace_catalog(Fresh {
            catalog,
            provenance,
            changes: Vec::new(),
            is_unchanged: false,
        });
        stage.frame();
        stage.press("jjk<Enter>");
        stage.press("<Esc><Esc>");
        assert_eq!(stage.app.context(), Context::List, "{keys}");
    }
}

#[test]
fn another_profile_leaves_the_reader_and_what_was_found_where_they_were() {
    let mut stage = Stage::new(80, 12);
    stage.press("/source-notion<Enter><Enter>/airbyte<Enter>n");
    let offset = stage.app.detail.view.offset;
    assert!(offset > 0 && stage.app.detail.find.words == "airbyte");
    for key in ["6", "7", "3", "3"] {
        stage.press(key);
        assert_eq!(stage.app.detail.find.words, "airbyte", "{key}");
        assert_eq!(stage.app.detail.view.offset, offset, "{key}");
    }
    assert_eq!(stage.app.world.profile.deployment, Deployment::Powered);
}

#[test]
fn a_refresh_never_hides_the_age_and_moves_only_where_it_may() {
    for (width, has_motion) in [(120, true), (120, false), (80, true), (40, true)] {
        let mut stage = Stage::with(width, 36, |launch| launch.settings.has_motion = has_motion);
        stage.press("r");
        let job = stage.app.refreshing.as_ref().unwrap().job;
        stage.happen(Event::Progress(job, "composite, 2 of 8 MB".to_owned()));
        let head: Vec<String> = stage.frame().lines().take(2).map(str::to_owned).collect();
        let head = head.join(" ");
        assert!(
            head.contains("refreshing") && head.contains("1 d old"),
            "{head}"
        );
        assert_eq!(
            head.contains("2 of 8 MB"),
            has_motion && width > 40,
            "{head}"
        );
    }
}

#[test]
fn the_age_has_the_colour_of_what_it_means() {
    for (today, told, colour) in [
        ("2026-03-01", "1 d old", Color::Reset),
        ("2026-03-20", "20 d old", Color::Yellow),
        ("2026-06-01", "3 mo old", Color::Red),
    ] {
        for width in [120, 80, 40] {
            let stage = Stage::with(width, 24, |launch| {
                launch.provenance.today = date::parse(today).unwrap();
            });
            let at = stage.place(told);
            assert_eq!(stage.buffer()[at].fg, colour, "{told} at {width}");
        }
    }
}
