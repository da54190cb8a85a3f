//! From nothing to the first frame, piece by piece.

use divan::{Bencher, black_box};
use portolan::{
    policy::{Policy, Profile},
    store::{bundled, config, paths::Paths},
    tui::{keymap::Keymap, world::World},
    view::Outlook,
};

use crate::{SIZES, stage};

#[divan::bench]
fn bundled_snapshot() {
    black_box(bundled::read().unwrap());
}

#[divan::bench]
fn policy() {
    black_box(Policy::bundled().unwrap());
}

#[divan::bench]
fn key_map() {
    black_box(Keymap::with(&[]));
}

/// Where nobody configured anything.
#[divan::bench]
fn configuration() {
    let file = config::file(None, &Paths::default());
    let mut told = Vec::new();
    black_box(config::load(file.as_ref()).drain_into(&mut told));
}

#[divan::bench(args = SIZES)]
fn verdicts(bencher: Bencher, size: usize) {
    let catalog = stage::sized(size);
    let policy = Policy::bundled().unwrap();
    let today = portolan::date::parse("2026-03-01").unwrap();
    let outlook = Outlook::new(&catalog, &policy, Profile::default(), today);
    bencher.bench_local(|| {
        for connector in catalog.connectors() {
            black_box(outlook.judge(connector));
        }
    });
}

/// All that is known of every connector before the first key: verdicts and lately moved levels.
#[divan::bench(args = SIZES)]
fn world(bencher: Bencher, size: usize) {
    let catalog = stage::sized(size);
    bencher
        .with_inputs(|| stage::launch(catalog.clone()))
        .bench_local_values(|launch| {
            World::new(
                launch.catalog,
                launch.policy,
                launch.profile,
                launch.provenance,
            )
        });
}

/// The browser with its hits, counts and page, before it is drawn.
#[divan::bench(args = SIZES)]
fn browser(bencher: Bencher, size: usize) {
    let catalog = stage::sized(size);
    bencher
        .with_inputs(|| catalog.clone())
        .bench_local_values(stage::browser);
}
