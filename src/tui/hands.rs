//! Who works on a large catalog, and in which parts: in two halves where it has to be done, in small ones where it may
//! be called off. Knows nothing of the work.

use std::{
    ops::Range,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    thread,
};

use crate::{
    search::{Alone, Hands},
    sort,
};

/// From so many connectors on a second thread is worth its start.
const SHARED: usize = 16_384;
/// So many rows are searched between two looks at whether it is still wanted.
const PART: usize = 4096;
/// And skimmed.
const SKIMMED_PART: usize = 65_536;
/// Rows that are only skimmed are worth a second thread from here on.
const SKIMMED: usize = 262_144;

/// Works in two halves at the same time where there is enough to do.
#[derive(Debug, Clone, Copy)]
pub struct Two;

impl Hands for Two {
    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        if count < SHARED {
            return Alone.share(count, work);
        }
        let middle = count / 2;
        let second = || work(middle..count);
        thread::scope(|scope| {
            let helper = thread::Builder::new().spawn_scoped(scope, second).ok();
            let first = work(0..middle);
            let second = match helper {
                Some(helper) => helper.join().ok()?,
                None => second(),
            };
            Some(vec![first, second])
        })
    }
}

/// Works in parts as long as the search is the latest; two work where there is enough to do.
#[derive(Debug, Clone, Copy)]
pub struct Several<'a> {
    pub number: u64,
    pub latest: &'a AtomicU64,
}

impl Several<'_> {
    fn is_called_off(&self) -> bool {
        self.latest.load(Ordering::SeqCst) != self.number
    }
}

impl Hands for Several<'_> {
    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        self.split((count, PART), count >= SHARED, work)
    }

    fn skim<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        self.split((count, SKIMMED_PART), count >= SKIMMED, work)
    }
}

impl Several<'_> {
    fn split<T: Send>(
        &self,
        (count, part): (usize, usize),
        is_shared: bool,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        let parts = count.div_ceil(part).max(1);
        let next = AtomicUsize::new(0);
        let take = || {
            let mut done = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                if at >= parts || self.is_called_off() {
                    return done;
                }
                let start = at * part;
                done.push((at, work(start..count.min(start + part))));
            }
        };
        let mut done = thread::scope(|scope| {
            let helper = if is_shared {
                thread::Builder::new().spawn_scoped(scope, take).ok()
            } else {
                None
            };
            let mut done = take();
            if let Some(helper) = helper {
                done.extend(helper.join().ok()?);
            }
            Some(done)
        })?;
        sort::by_key(&mut done, |(at, _)| *at);
        // One part that is missing was called off.
        (done.len() == parts).then(|| done.into_iter().map(|(_, one)| one).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_large_is_halved_and_nothing_is_left_out() {
        for (count, halves) in [(0, 1), (SHARED - 1, 1), (SHARED, 2), (SHARED + 1, 2)] {
            let parts = Two.finish(count, |part| part);
            assert_eq!(parts.len(), halves, "{count}");
            assert!(parts.into_iter().flatten().eq(0..count), "{count}");
        }
    }

    #[test]
    fn parts_come_back_in_order_however_many_work_on_them() {
        let latest = AtomicU64::new(1);
        let hands = Several {
            number: 1,
            latest: &latest,
        };
        for count in [0, 1, PART, PART + 1, SHARED, 3 * SHARED + 5] {
            let parts = hands.share(count, |part| part).unwrap();
            let all: Vec<usize> = parts.into_iter().flatten().collect();
            assert!(all.iter().copied().eq(0..count), "{count}");
        }
    }

    #[test]
    fn a_newer_search_calls_off_an_older_one() {
        let latest = AtomicU64::new(1);
        let hands = Several {
            number: 1,
            latest: &latest,
        };
        let seen = AtomicUsize::new(0);
        let done = hands.share(10 * SHARED, |_| {
            if seen.fetch_add(1, Ordering::SeqCst) == 2 {
                latest.store(2, Ordering::SeqCst);
            }
        });
        assert_eq!(done, None);
        assert!(seen.into_inner() <= 5, "it went on");
    }
}
