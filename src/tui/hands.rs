//! Two threads that make a large catalog ready to be searched. Knows nothing of what they work on.

use std::{ops::Range, thread};

use crate::search::{Alone, Hands};

/// From so many connectors on a second thread is worth its start.
pub(super) const SHARED: usize = 16_384;

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
}
