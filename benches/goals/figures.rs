//! Medians and their like, and a stopwatch.

use std::time::{Duration, Instant};

/// Values of one kind, sorted.
#[derive(Clone, Default)]
pub(crate) struct Figures(Vec<f64>);

impl Figures {
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Self(values)
    }

    pub(crate) fn median(&self) -> Option<f64> {
        self.at(50)
    }

    pub(crate) fn p95(&self) -> Option<f64> {
        self.at(95)
    }

    fn at(&self, percent: usize) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        self.0.get((last * percent).div_ceil(100)).copied()
    }
}

/// A count, for what no counter here exceeds.
pub(crate) fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

pub(crate) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// How long two things take, in turns.
pub(crate) fn timed_in_turns(
    runs: usize,
    mut one: impl FnMut(),
    mut other: impl FnMut(),
) -> [f64; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..runs {
        times[0].push(timed(1, &mut one));
        times[1].push(timed(1, &mut other));
    }
    times.map(|times| Figures::of(times).median().unwrap_or(0.0))
}

/// How long something takes, in milliseconds: the median of many times.
pub(crate) fn timed(runs: usize, mut run: impl FnMut()) -> f64 {
    run();
    let times = (0..runs).map(|_| timed_once(&mut run));
    Figures::of(times).median().unwrap_or(0.0)
}

/// In milliseconds, with nothing done before.
pub(crate) fn timed_once(run: impl FnOnce()) -> f64 {
    let since = Instant::now();
    run();
    millis(since.elapsed())
}
