//! A catalog that is too large to be searched between a key and its frame: the screen does not wait for the search.

use std::{
    ops::Range,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

use portolan::{
    catalog::{Catalog, Connector},
    launch::{Fresh, Leaving, Many, Purpose},
    search::{Alone, Hands},
    text::Text,
    tui::{
        effect::Effect,
        event::Event,
        seek::{Seeker, Sought},
    },
    words::Kind,
};

use super::stage::Stage;

/// More than are searched at once, even without those that are no hay.
const ALL: usize = 20_010;

fn catalog() -> Catalog {
    let name = |at: usize| match at {
        7 => "Needle".to_owned(),
        9 => "Newspaper".to_owned(),
        _ => format!("Hay {at}"),
    };
    let connectors = (0..ALL).map(|at| {
        let name = name(at);
        let slug = format!("source-{}", name.to_lowercase().replace(' ', "-"));
        Connector::new(Text::name(&slug), Kind::Source, Text::name(&name))
    });
    Catalog::of(connectors.collect()).0
}

fn stage(purpose: Purpose) -> Stage {
    let catalog = catalog();
    Stage::with(80, 24, |launch| {
        launch.catalog = catalog;
        launch.purpose = purpose;
    })
}

/// The answer to what the browser hands over, as the thread would give it.
fn answer(stage: &mut Stage) -> (u64, Sought) {
    let (number, seek) = stage.app.pursuit.take().unwrap();
    (number, Seeker::default().run(&seek, &Alone).unwrap())
}

#[test]
fn a_letter_is_seen_before_what_it_finds() {
    let mut stage = stage(Purpose::Browse);
    let before = stage.app.list.hits.clone();
    stage.press("/ne");
    assert!(stage.frame().contains("/ne"), "{}", stage.frame());
    assert!(stage.app.pursuit.is_awaited());
    assert_eq!(stage.app.list.hits, before);
    // What is listed still is never taken for the answer.
    assert!(stage.frame().contains("searching…"), "{}", stage.frame());
    assert!(
        !stage.frame().contains(&format!("of {ALL}")),
        "{}",
        stage.frame()
    );
    let (number, sought) = answer(&mut stage);
    stage.happen(Event::Sought(number, Box::new(sought)));
    assert!(!stage.app.pursuit.is_awaited());
    assert!(!stage.frame().contains("searching…"), "{}", stage.frame());
    assert_eq!(stage.app.list.hits.len(), 2);
    assert_eq!(stage.selected().as_deref(), Some("source-needle"));
}

#[test]
fn an_answer_to_what_was_typed_earlier_is_dropped() {
    let mut stage = stage(Purpose::Browse);
    stage.press("/ha");
    let (number, sought) = answer(&mut stage);
    stage.press("y");
    stage.happen(Event::Sought(number, Box::new(sought)));
    assert!(stage.app.pursuit.is_awaited());
    let (number, sought) = answer(&mut stage);
    stage.happen(Event::Sought(number, Box::new(sought)));
    assert!(!stage.app.pursuit.is_awaited());
    assert_eq!(stage.app.list.hits.len(), ALL - 2);
}

/// The answer from the thread that searches for the browser, whose words the browser then knows.
fn answer_of_its_own(stage: &mut Stage) {
    let (number, seek) = stage.app.pursuit.take().unwrap();
    let seeker = stage.app.pursuit.seeker.clone();
    let sought = seeker.run(&seek, &Alone).unwrap();
    stage.happen(Event::Sought(number, Box::new(sought)));
}

#[test]
fn what_earlier_words_have_left_is_searched_before_the_frame() {
    let mut stage = stage(Purpose::Browse);
    stage.press("/n");
    answer_of_its_own(&mut stage);
    for (key, hits) in [("e", 2), ("w", 1), ("<Backspace>", 2), ("e", 1)] {
        stage.press(key);
        assert!(!stage.app.pursuit.is_awaited(), "{key}");
        assert!(!stage.frame().contains("searching…"), "{}", stage.frame());
        assert_eq!(stage.app.list.hits.len(), hits, "{key}");
    }
    assert_eq!(stage.selected().as_deref(), Some("source-needle"));
    stage.press("<Backspace><Backspace><Backspace>ha");
    assert!(stage.app.pursuit.is_awaited(), "there are too many of them");
}

#[test]
fn nobody_waits_for_who_searches_elsewhere() {
    let mut stage = stage(Purpose::Browse);
    stage.press("/n");
    answer_of_its_own(&mut stage);
    stage.press("<Backspace>ha");
    let (_, seek) = stage.app.pursuit.take().unwrap();
    let (seeker, latest) = {
        let pursuit = &stage.app.pursuit;
        (pursuit.seeker.clone(), Arc::clone(&pursuit.latest))
    };
    let (begun, waiting) = mpsc::channel();
    let searching = thread::spawn(move || {
        let hands = Slow {
            number: latest.load(Ordering::SeqCst),
            latest,
            begun,
        };
        seeker.run(&seek, &hands).is_none()
    });
    waiting.recv().unwrap();
    stage.press("<Backspace>");
    assert!(stage.app.pursuit.is_awaited());
    assert_eq!(stage.query(), "h", "the letter is there at once");
    assert!(stage.frame().contains("searching…"), "{}", stage.frame());
    assert!(searching.join().unwrap(), "a new key calls it off");
    answer_of_its_own(&mut stage);
    assert_eq!(stage.app.list.hits.len(), ALL - 2);
}

/// Works until it is called off.
struct Slow {
    number: u64,
    latest: Arc<AtomicU64>,
    begun: mpsc::Sender<()>,
}

impl Hands for Slow {
    fn share<T: Send>(&self, _: usize, _: impl Fn(Range<usize>) -> T + Sync) -> Option<Vec<T>> {
        self.begun.send(()).unwrap();
        while self.latest.load(Ordering::SeqCst) == self.number {
            thread::yield_now();
        }
        None
    }
}

#[test]
fn who_wants_to_act_on_the_list_sees_it_at_once() {
    let mut stage = stage(Purpose::Pick(Many::One));
    stage.press("news<Enter>");
    assert!(!stage.app.pursuit.is_awaited());
    let Some(Effect::Quit(Leaving::Picked(picked))) = stage.effects.last() else {
        panic!("nothing was picked");
    };
    assert_eq!(picked.connectors(), [stage.app.selected().unwrap()]);
    assert_eq!(stage.selected().as_deref(), Some("source-newspaper"));
}

fn fresh(catalog: Catalog, stage: &Stage) -> Fresh {
    Fresh {
        provenance: stage.app.world.provenance.clone(),
        changes: Vec::new(),
        is_unchanged: false,
        catalog,
    }
}

#[test]
fn another_catalog_is_searched_elsewhere_and_the_list_stays() {
    let mut stage = stage(Purpose::Browse);
    stage.press("/hay 1");
    let (number, sought) = answer(&mut stage);
    stage.happen(Event::Sought(number, Box::new(sought)));
    stage.press("<Enter>jj");
    let (listed, chosen) = (stage.hits(), stage.selected());
    let fresh = fresh(catalog(), &stage);
    stage.app.replace_catalog(fresh);
    assert!(!stage.app.world.stock().is_ready(), "it was made here");
    assert_eq!(stage.hits(), listed);
    assert_eq!(stage.selected(), chosen);
    assert!(stage.frame().contains("searching…"), "{}", stage.frame());
    let (number, sought) = answer(&mut stage);
    stage.happen(Event::Sought(number, Box::new(sought)));
    assert_eq!(stage.selected(), chosen, "nobody typed");
    assert_eq!(stage.hits(), listed);
}

#[test]
fn without_words_another_catalog_is_there_at_once() {
    let mut stage = stage(Purpose::Browse);
    stage.press("G");
    let chosen = stage.selected();
    let fresh = fresh(catalog(), &stage);
    stage.app.replace_catalog(fresh);
    assert!(!stage.app.pursuit.is_awaited());
    assert!(!stage.app.world.stock().is_ready(), "it was made here");
    assert_eq!(stage.selected(), chosen);
    assert_eq!(stage.app.list.hits.len(), ALL);
}
