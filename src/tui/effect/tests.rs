//! Effects against the world: fake tools, a folder that goes away, refreshers that bring and fail.

use std::{
    sync::mpsc::{self, Receiver},
    time::Duration,
};

use super::*;
use crate::{catalog::Catalog, date, view::Glyphs, view::Provenance};

fn settings() -> Settings {
    Settings {
        theme: None,
        glyphs: Glyphs::Unicode,
        has_colours: true,
        has_mouse: true,
        has_motion: true,
        is_remote: false,
        clipboard: Clipboard::Auto,
        opening: Opening::Nowhere("over SSH"),
        keys: Vec::new(),
        views: Vec::new(),
        state: None,
    }
}

fn performer(settings: &Settings) -> Performer {
    Performer::new(settings, Box::new(|_| Err("offline".to_owned())))
}

fn next(events: &Receiver<Vec<Event>>) -> Event {
    let batch = events.recv_timeout(Duration::from_secs(20)).unwrap();
    let [event] = <[Event; 1]>::try_from(batch).ok().unwrap();
    event
}

fn performed(performer: &Performer, effect: Effect) -> Event {
    let (to, events) = mpsc::channel();
    performer.perform(effect, &to);
    next(&events)
}

fn copied(performer: &Performer, text: &str) -> Copied {
    match performed(performer, Effect::Copy(text.to_owned(), Reason::Wanted)) {
        Event::Copied(copied) => copied,
        _ => panic!("something else happened"),
    }
}

fn fresh() -> Fresh {
    let provenance = Provenance {
        origin: "cache",
        path: None,
        as_of: None,
        fetched_at: None,
        entries: 0,
        warnings: Vec::new(),
        today: date::parse("2026-03-01").unwrap(),
        clock: date::parse("2026-03-01").unwrap(),
        max_age: 30,
        is_deployment_given: true,
    };
    Fresh {
        catalog: Catalog::default(),
        provenance,
        changes: Vec::new(),
        is_unchanged: true,
    }
}

#[test]
fn over_ssh_the_owner_of_the_terminal_gets_a_sequence_before_it_is_told() {
    let mut settings = settings();
    settings.is_remote = true;
    let performer = performer(&settings);
    let copied = copied(&performer, "two\nlines");
    assert_eq!(copied.by.as_deref(), Ok(clipboard::TERMINAL));
    assert_eq!(copied.text, "two lines");
    assert_eq!(performer.outgoing(), ["\x1b]52;c;dHdvCmxpbmVz\x1b\\"]);
    assert_eq!(performer.outgoing(), [""; 0]);
}

#[test]
fn copying_that_is_off_says_so() {
    let mut settings = settings();
    settings.clipboard = Clipboard::Off;
    let performer = performer(&settings);
    assert_eq!(
        copied(&performer, "x").by.unwrap_err(),
        "copying is switched off"
    );
    assert_eq!(performer.outgoing(), [""; 0]);
}

#[test]
fn what_was_not_copied_comes_back_whole_and_inert() {
    let mut settings = settings();
    settings.clipboard = Clipboard::Off;
    let performer = performer(&settings);
    let long = format!("{}\u{1b}]52\n{}", "é".repeat(1000), "x".repeat(1000));
    let whole = format!("{}␛]52 {}", "é".repeat(1000), "x".repeat(1000));
    assert_eq!(copied(&performer, &long).text, whole);
    let endless = copied(&performer, &"é".repeat(100_000)).text;
    assert_eq!(endless.len(), SHOWN_CAP);
}

#[cfg(unix)]
#[test]
fn a_tool_copies_where_there_is_one_and_the_terminal_where_none_works() {
    use crate::tui::outside::tests::Programs;

    let programs = Programs::new();
    let mut performer = performer(&settings());
    performer.outside = programs.outside();
    programs.add("wl-copy", "exit 1");
    assert_eq!(
        copied(&performer, "x").by.as_deref(),
        Ok(clipboard::TERMINAL)
    );
    assert_eq!(performer.outgoing().len(), 1);
    programs.add("wl-copy", "/bin/cat > \"$LOG\"; printf . >> \"$LOG\"");
    assert_eq!(copied(&performer, "source-s3").by.as_deref(), Ok("wl-copy"));
    assert_eq!(programs.logged(), "source-s3");
    assert_eq!(performer.outgoing(), [""; 0]);
}

#[test]
fn what_is_not_opened_comes_back_to_be_shown() {
    let address = "https://docs.example/".to_owned();
    match performed(&performer(&settings()), Effect::Open(address)) {
        Event::NotOpened { address, why } => {
            assert_eq!(
                (&*address, &*why),
                ("https://docs.example/", "over SSH nothing is opened here")
            );
        }
        _ => panic!("something else happened"),
    }
}

#[test]
fn a_refresh_tells_its_way_and_its_end_with_its_number() {
    let refresher: Refresher = Box::new(|watch| {
        for line in ["1 MB", "1 MB", "2 MB"] {
            watch.tell(line.to_owned());
        }
        Ok(fresh())
    });
    let performer = Performer::new(&settings(), refresher);
    let (to, events) = mpsc::channel();
    performer.perform(Effect::Refresh(JobId(7)), &to);
    for expected in ["1 MB", "2 MB"] {
        match next(&events) {
            Event::Progress(JobId(7), line) => assert_eq!(line, expected),
            _ => panic!("something else happened"),
        }
    }
    match next(&events) {
        Event::Refreshed(JobId(7), brought) => assert!(brought.unwrap().is_unchanged),
        _ => panic!("something else happened"),
    }
}

#[test]
fn a_refresh_that_is_called_off_is_told_so_and_the_next_one_waits_for_its_end() {
    let (starting, begun) = mpsc::channel();
    let running = Arc::new(AtomicU32::new(0));
    let refresher: Refresher = Box::new({
        let starting = Mutex::new(starting);
        move |watch| {
            assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "one at a time");
            starting.lock().unwrap().send(()).unwrap();
            while !watch.is_called_off() {
                thread::yield_now();
            }
            running.fetch_sub(1, Ordering::SeqCst);
            Err("called off".to_owned())
        }
    });
    let performer = Performer::new(&settings(), refresher);
    let (to, events) = mpsc::channel();
    performer.perform(Effect::Refresh(JobId(1)), &to);
    begun.recv_timeout(Duration::from_secs(20)).unwrap();
    performer.perform(Effect::Refresh(JobId(2)), &to);
    match next(&events) {
        Event::Progress(JobId(2), line) => assert!(line.starts_with("waiting"), "{line}"),
        _ => panic!("something else happened"),
    }
    assert!(begun.try_recv().is_err(), "the second one has not begun");
    performer.perform(Effect::Cancel(JobId(1)), &to);
    assert!(matches!(next(&events), Event::Refreshed(JobId(1), _)));
    begun.recv_timeout(Duration::from_secs(20)).unwrap();
    performer.perform(Effect::Cancel(JobId(2)), &to);
    assert!(matches!(next(&events), Event::Refreshed(JobId(2), _)));
}

#[test]
fn a_refresh_that_fails_is_an_answer_too() {
    let failing: Refresher = Box::new(|_| Err("the network failed".to_owned()));
    let performer = Performer::new(&settings(), failing);
    match performed(&performer, Effect::Refresh(JobId(1))) {
        Event::Refreshed(JobId(1), brought) => {
            assert_eq!(brought.err().unwrap(), "the network failed");
        }
        _ => panic!("something else happened"),
    }
}

#[test]
fn every_change_is_kept_when_the_performer_is_gone() {
    let home = tempfile::tempdir().unwrap();
    let mut settings = settings();
    settings.state = Some(home.path().join("state"));
    let pin = |at: u32| format!("pin-{at}");
    let (to, events) = mpsc::channel();
    let first = performer(&settings);
    assert_eq!(first.recall(), Memory::default());
    for at in 0..20 {
        first.perform(Effect::Remember(Change::Pin(pin(at))), &to);
    }
    let second = performer(&settings);
    second.perform(Effect::Remember(Change::Pin("another's".to_owned())), &to);
    drop(first);
    drop(second);
    let mut pins = performer(&settings).recall().pins;
    pins.sort();
    let mut expected: Vec<String> = (0..20).map(pin).collect();
    expected.insert(0, "another's".to_owned());
    expected.sort();
    assert_eq!(pins, expected);
    assert!(events.try_recv().is_err(), "nobody is told");
}

#[test]
fn without_a_home_nothing_is_kept_and_nothing_fails() {
    let performer = performer(&settings());
    let (to, _events) = mpsc::channel();
    performer.perform(Effect::Remember(Change::Pin("a".to_owned())), &to);
    assert_eq!(performer.recall(), Memory::default());
}
