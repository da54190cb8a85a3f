//! A catalog that is still being read: the screen says so, takes keys, and tells nothing of a catalog that is not there.

use portolan::{
    catalog::Catalog,
    launch::{Arrived, Leaving, Many, Purpose},
    tui::{effect::Effect, event::Event, survey::Survey},
};

use super::stage::{Stage, launch};

fn waiting(change: impl FnOnce(&mut portolan::launch::Launch)) -> Stage {
    let mut stage = Stage::with(120, 36, |launch| {
        launch.catalog = Catalog::default();
        launch.provenance.as_of = None;
        launch.provenance.entries = 0;
        change(launch);
    });
    stage.app.await_catalog("registry.json (130 MB)".to_owned());
    stage
}

fn arrived(notices: &[&str]) -> Event {
    let launch = launch();
    Event::Arrived(Box::new(Ok(Arrived {
        catalog: Survey::of(launch.catalog),
        provenance: launch.provenance,
        notices: notices.iter().map(|&notice| notice.to_owned()).collect(),
    })))
}

#[test]
fn it_says_what_it_waits_for() {
    let stage = waiting(|_| {});
    insta::assert_snapshot!(stage.frame());
    let mut narrow = waiting(|_| {});
    narrow.happen(Event::Resize(40, 12));
    assert!(narrow.frame().contains("loading…"), "{}", narrow.frame());
}

#[test]
fn nothing_is_told_of_a_catalog_that_is_not_there() {
    let mut stage = waiting(|_| {});
    for keys in ["", "/post", "<Esc>", "<Enter>", "J", "?<Esc>", "G"] {
        let frame = stage.press(keys).frame();
        for lie in [
            "0 of 0",
            "age unknown",
            "mo old",
            "catalog ?",
            "The catalog is empty",
            "matches",
        ] {
            assert!(!frame.contains(lie), "{keys}: {lie}\n{frame}");
        }
        assert!(frame.contains("oading registry.json (130 MB)…"), "{frame}");
    }
    stage.press("c");
    let frame = stage.frame();
    assert!(frame.contains("the catalog is still being read"), "{frame}");
}

#[test]
fn what_was_typed_meanwhile_is_asked_of_it() {
    let mut stage = waiting(|_| {});
    stage.press("/post");
    stage.happen(arrived(&["warning: entry lost: x"]));
    assert_eq!(stage.query(), "post");
    let mut usual = Stage::new(120, 36);
    usual.press("/post");
    assert_eq!(stage.hits(), usual.hits());
    assert!(stage.selected().is_some());
    assert!(stage.frame().contains("warning: entry lost: x"));
    stage.app.notices.dismiss();
    assert_eq!(stage.frame(), usual.frame());
    stage.press("gres");
    usual.press("gres");
    assert_eq!(stage.frame(), usual.frame());
}

#[test]
fn without_a_word_it_comes_as_if_it_had_been_there() {
    let mut stage = waiting(|_| {});
    stage.happen(arrived(&[]));
    assert_eq!(stage.frame(), Stage::new(120, 36).frame());
}

#[test]
fn a_word_that_is_none_of_its_own_is_told_when_it_is_here() {
    let mut stage = waiting(|launch| launch.query = "language:pyhton".to_owned());
    stage.happen(arrived(&[]));
    let frame = stage.frame();
    assert!(frame.contains("did you mean \"python\""), "{frame}");
}

#[test]
fn a_query_names_the_deployment_of_the_catalog_that_comes() {
    let mut stage = waiting(|launch| launch.query = "on:oss".to_owned());
    stage.happen(arrived(&[]));
    let frame = stage.frame();
    assert!(!frame.contains("(assumed)"), "{frame}");
}

#[test]
fn there_is_a_way_out_while_it_waits() {
    let mut stage = waiting(|_| {});
    stage.press("q");
    assert_eq!(stage.effects, [Effect::Quit(Leaving::Quit)]);
    let mut pick = waiting(|launch| launch.purpose = Purpose::Pick(Many::One));
    pick.press("<Enter>");
    assert_eq!(pick.effects, []);
    let frame = pick.frame();
    assert!(
        frame.contains("still reading registry.json (130 MB)"),
        "{frame}"
    );
    pick.press("<C-c>");
    assert_eq!(pick.effects, [Effect::Quit(Leaving::Aborted)]);
}

#[test]
fn a_choice_before_there_is_anything_is_made_when_there_is() {
    let pick = |keys: &str| {
        let mut pick = waiting(|launch| launch.purpose = Purpose::Pick(Many::One));
        pick.press(keys);
        let told = pick.frame().contains("then the first is taken");
        assert_eq!(pick.effects, [], "{keys}");
        pick.happen(arrived(&[]));
        (told, pick)
    };
    let (told, picked) = pick("mixp<Enter>");
    assert!(told);
    let [Effect::Quit(Leaving::Picked(chosen))] = &picked.effects[..] else {
        panic!("nothing was picked");
    };
    assert_eq!(chosen.connectors(), [picked.app.selected().unwrap()]);
    assert_eq!(picked.hits(), ["source-mixpanel"]);
    for dropped in ["mixp<Enter>a", "mixp<Enter><Down>", "mixp"] {
        let (_, left) = pick(dropped);
        assert_eq!(left.effects, [], "{dropped}");
    }
    let (_, nothing) = pick("qqqq<Enter>");
    assert_eq!(nothing.effects, []);
    assert!(nothing.frame().contains("nothing is selected"));
    let mut pasted = waiting(|launch| launch.purpose = Purpose::Pick(Many::One));
    pasted.press("<Enter>");
    pasted.happen(Event::Paste("mixp".to_owned()));
    pasted.happen(arrived(&[]));
    assert_eq!(pasted.effects, []);
}

#[test]
fn without_any_catalog_there_is_nothing_to_browse() {
    let mut stage = waiting(|_| {});
    stage.happen(Event::Arrived(Box::new(Err("no thread".to_owned()))));
    let failed = Effect::Quit(Leaving::Failed("no thread".to_owned()));
    assert_eq!(stage.effects, [failed]);
}
