//! What a frame costs: drawn whole, and as what a key makes of it.

use crossterm::event::KeyCode;
use divan::{Bencher, black_box};
use portolan::tui::app::App;

use crate::{
    SIZES,
    stage::{self, browser, paint, press, screen, tap},
};

/// The same state drawn again: what every event costs at least.
#[divan::bench(args = SIZES)]
fn drawn(bencher: Bencher, size: usize) {
    let app = browser(stage::sized(size));
    let mut buffer = screen();
    bencher.bench_local(|| paint(&app, &mut buffer));
}

#[divan::bench(args = SIZES)]
fn drawn_with_a_query(bencher: Bencher, size: usize) {
    let mut app = browser(stage::sized(size));
    press(&mut app, "/ad");
    let mut buffer = screen();
    bencher.bench_local(|| paint(&app, &mut buffer));
}

/// Down and up the list: two keys and their frames.
#[divan::bench(args = SIZES)]
fn two_steps(bencher: Bencher, size: usize) {
    let mut app = browser(stage::sized(size));
    keys(bencher, &mut app, &[KeyCode::Down, KeyCode::Up]);
}

/// A letter and its deletion: two keys and their frames.
#[divan::bench(args = SIZES)]
fn letter_and_back(bencher: Bencher, size: usize) {
    let mut app = browser(stage::sized(size));
    press(&mut app, "/pos");
    keys(bencher, &mut app, &[KeyCode::Char('t'), KeyCode::Backspace]);
}

fn keys(bencher: Bencher, app: &mut App, keys: &[KeyCode]) {
    let mut buffer = screen();
    bencher.bench_local(|| {
        for key in keys {
            tap(app, *key);
            paint(app, &mut buffer);
        }
        black_box(&buffer);
    });
}

/// The wrapping of a page: what the pane spares by keeping it.
#[divan::bench]
fn page_wrapped(bencher: Bencher) {
    let app = browser(stage::sized(600));
    let page = portolan::view::page::of(
        app.selected().unwrap(),
        &app.world.outlook(),
        &app.world.provenance,
        app.world.glyphs,
    );
    bencher.bench_local(|| page.lines(50));
}
