//! What each part costs, alone: `cargo bench --bench parts`, or `cargo bench --bench parts -- query` for some of it.
//! Allocations are counted beside the time. What the whole program costs, beside others, is for `goals`.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

use std::time::Duration;

#[path = "../common/mod.rs"]
mod common;
mod decode;
mod frame;
#[path = "../../tests/common/launch.rs"]
mod launch;
mod query;
mod stage;
mod start;

#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

/// The bundled catalog's size, and what comes after it.
const SIZES: [usize; 4] = [600, 10_000, 100_000, 1_000_000];
/// What is slow at the largest size is run less often.
const LONGEST: Duration = Duration::from_secs(5);

fn main() {
    let bench = divan::Divan::default().max_time(LONGEST);
    bench.config_with_args().main();
}
