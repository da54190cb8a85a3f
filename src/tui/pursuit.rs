//! The searches of a browser: what is looked for, who looks for it, and which answer is awaited. Knows no screen and
//! starts no thread.

use std::{
    cell::Cell,
    ops::Range,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use super::seek::{Seek, Seeker, Sought};
use crate::search::{Alone, Hands};

/// The searches of a browser: done here, or elsewhere; then it is known which one is awaited, and whether it is still
/// to be handed over.
#[derive(Debug, Default)]
pub struct Pursuit {
    pub seeker: Shared,
    /// The number of the latest search; all others are called off.
    pub latest: Arc<AtomicU64>,
    awaited: Option<Then>,
    wanted: Option<Seek>,
}

/// One seeker for all who search, one at a time: each knows the words of the others.
#[derive(Debug, Default, Clone)]
pub struct Shared(Arc<Mutex<Seeker>>);

impl Shared {
    /// When nobody else searches; nothing if it was called off.
    pub fn run(&self, seek: &Seek, hands: &impl Hands) -> Option<Sought> {
        let seeker = self.0.lock();
        seeker
            .unwrap_or_else(PoisonError::into_inner)
            .run(seek, hands)
    }

    /// Searches where that takes next to no time, because the words before have left little to look at; nothing where
    /// it does not, or where somebody else searches.
    pub fn glance(&self, seek: &Seek) -> Option<Sought> {
        let mut seeker = self.0.try_lock().ok()?;
        let is_ready = seek.stock.is_ready();
        is_ready.then(|| seeker.run(seek, &Glance::new())).flatten()
    }
}

/// So many rows are searched before a screen could be drawn.
pub const AT_ONCE: usize = 20_000;
/// As many are skimmed while one is searched.
const SKIMMED: usize = 10;

/// Does a little at once; what is more than that is called off before it is begun.
struct Glance {
    left: Cell<usize>,
}

impl Glance {
    fn new() -> Self {
        Self {
            left: Cell::new(AT_ONCE),
        }
    }

    fn spend(&self, count: usize) -> Option<()> {
        self.left.set(self.left.get().checked_sub(count)?);
        Some(())
    }
}

impl Hands for Glance {
    fn may(&self, count: usize) -> bool {
        self.spend(count).is_some()
    }

    fn share<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        self.spend(count)?;
        Alone.share(count, work)
    }

    fn skim<T: Send>(
        &self,
        count: usize,
        work: impl Fn(Range<usize>) -> T + Sync,
    ) -> Option<Vec<T>> {
        self.spend(count / SKIMMED)?;
        Alone.share(count, work)
    }
}

/// Where the cursor goes when the answer is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// To the best hit: the user typed.
    GoToFirst,
    /// Where it was, on its connector.
    Stay,
}

impl Pursuit {
    /// Nothing is awaited any more: whoever searches is called off. What was to follow the search that was awaited.
    pub fn end(&mut self) -> Option<Then> {
        self.latest.fetch_add(1, Ordering::SeqCst);
        self.wanted = None;
        self.awaited.take()
    }

    /// Only this one is awaited from now on.
    pub fn begin(&mut self, seek: Seek, then: Then) {
        self.end();
        self.awaited = Some(then);
        self.wanted = Some(seek);
    }

    pub fn is_awaited(&self) -> bool {
        self.awaited.is_some()
    }

    pub fn awaits(&self, number: u64) -> bool {
        self.is_awaited() && self.number() == number
    }

    fn number(&self) -> u64 {
        self.latest.load(Ordering::SeqCst)
    }

    /// What is to be handed over now, with its number.
    pub fn take(&mut self) -> Option<(u64, Seek)> {
        let seek = self.wanted.take()?;
        Some((self.number(), seek))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{search::Query, tui::stock::Stock, view::outlook::Scope};

    #[test]
    fn a_glance_is_short_however_often_it_is_asked_for_more() {
        let glance = Glance::new();
        let work = |part: Range<usize>| part.len();
        assert_eq!(glance.share(AT_ONCE / 2, work), Some(vec![AT_ONCE / 2]));
        assert_eq!(glance.skim(AT_ONCE, work), Some(vec![AT_ONCE]));
        assert_eq!(glance.share(AT_ONCE / 2, work), None);
        assert_eq!(glance.skim(AT_ONCE * SKIMMED, work), None);
        let asked = (0..100).filter(|_| glance.share(AT_ONCE / 20, work).is_some());
        assert_eq!(asked.count(), 8);
        assert_eq!(glance.share(0, work), Some(vec![0]));
    }

    #[test]
    fn only_the_latest_search_is_awaited() {
        let mut pursuit = Pursuit::default();
        let seek = Seek {
            stock: Stock::default(),
            query: Query::default(),
            scope: Scope::Offered,
        };
        pursuit.begin(seek.clone(), Then::GoToFirst);
        let (first, _) = pursuit.take().unwrap();
        assert!(pursuit.awaits(first) && pursuit.take().is_none());
        pursuit.begin(seek, Then::Stay);
        assert!(!pursuit.awaits(first));
        assert_ne!(
            pursuit.latest.load(Ordering::SeqCst),
            first,
            "it is called off"
        );
        assert_eq!(pursuit.end(), Some(Then::Stay));
        assert!(!pursuit.is_awaited() && pursuit.take().is_none());
    }
}
