//! The thread that searches large catalogs and makes them ready to be searched, so that a letter is on the screen
//! before what it finds. A newer search calls off the older one.

use std::{
    ops::Range,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, AtomicUsize, Ordering},
        mpsc::{self, Receiver, SendError, Sender},
    },
    thread,
};

use super::{
    event::Event,
    hands::SHARED,
    pursuit::{Pursuit, Shared},
    seek::Seek,
    stock::Stock,
};
use crate::{
    search::{Classes, Hands},
    sort,
};

/// So many rows are searched between two looks at whether it is still wanted.
const PART: usize = 4096;
/// And skimmed.
const SKIMMED_PART: usize = 65_536;
/// Rows that are only skimmed are worth a second thread from here on.
const SKIMMED: usize = 262_144;

/// The way to the thread.
pub struct Searcher {
    jobs: Sender<Job>,
    /// What is made ready already.
    prepared: Option<Arc<OnceLock<Classes>>>,
}

enum Job {
    Seek(u64, Seek),
    Prepare(Stock),
}

impl Searcher {
    pub fn start(pursuit: &Pursuit, events: Sender<Vec<Event>>) -> Result<Self, String> {
        let (jobs, waiting) = mpsc::channel();
        let worker = Worker {
            seeker: pursuit.seeker.clone(),
            latest: Arc::clone(&pursuit.latest),
            events,
        };
        let thread = thread::Builder::new().name("search".to_owned());
        let started = thread.spawn(move || worker.work(&waiting));
        started.map_err(|fault| format!("no thread could be started: {fault}"))?;
        Ok(Self {
            jobs,
            prepared: None,
        })
    }

    /// Searches, unless a later search begins before it is done. The answer comes as an event.
    pub fn seek(&self, number: u64, seek: Seek) {
        // The thread ends with the browser only.
        let _ = self.jobs.send(Job::Seek(number, seek));
    }

    /// Makes ready what will be searched, once. It must not be told while an answer is awaited.
    pub fn prepare(&mut self, stock: Stock) {
        let known = self.prepared.as_ref();
        if !known.is_some_and(|known| Arc::ptr_eq(known, &stock.classes)) {
            self.prepared = Some(Arc::clone(&stock.classes));
            let _ = self.jobs.send(Job::Prepare(stock));
        }
    }
}

/// Of each kind the last alone counts. A search makes ready what it needs, which may be nothing: what is to be made
/// ready is not forgotten for it.
fn last(jobs: impl Iterator<Item = Job>) -> (Option<(u64, Seek)>, Option<Stock>) {
    let (mut wanted, mut stock) = (None, None);
    for job in jobs {
        match job {
            Job::Seek(number, seek) => wanted = Some((number, seek)),
            Job::Prepare(other) => stock = Some(other),
        }
    }
    (wanted, stock)
}

/// What the thread has.
struct Worker {
    seeker: Shared,
    latest: Arc<AtomicU64>,
    events: Sender<Vec<Event>>,
}

impl Worker {
    fn work(&self, jobs: &Receiver<Job>) {
        while let Ok(job) = jobs.recv() {
            let (wanted, stock) = last(std::iter::once(job).chain(jobs.try_iter()));
            if let Some((number, seek)) = wanted
                && self.seek(number, &seek).is_err()
            {
                return;
            }
            if let Some(stock) = stock {
                stock.prepare();
            }
        }
    }

    fn seek(&self, number: u64, seek: &Seek) -> Result<(), SendError<Vec<Event>>> {
        let hands = Several {
            number,
            latest: &self.latest,
        };
        match self.seeker.run(seek, &hands) {
            Some(sought) => {
                let sought = Event::Sought(number, Box::new(sought));
                self.events.send(vec![sought])
            }
            None => Ok(()),
        }
    }
}

/// Works in parts as long as the search is the latest; two work where there is enough to do.
struct Several<'a> {
    number: u64,
    latest: &'a AtomicU64,
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
    use crate::{search::Query, view::outlook::Scope};

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
    fn a_search_does_not_make_forget_what_was_to_be_made_ready() {
        let seek = |number| {
            Job::Seek(
                number,
                Seek {
                    stock: Stock::default(),
                    query: Query::parse(""),
                    scope: Scope::Offered,
                },
            )
        };
        let (older, latest) = (Stock::default(), Stock::default());
        let classes = Arc::clone(&latest.classes);
        let jobs = [Job::Prepare(older), seek(1), Job::Prepare(latest), seek(2)];
        let (wanted, stock) = last(jobs.into_iter());
        assert_eq!(wanted.map(|(number, _)| number), Some(2));
        assert!(stock.is_some_and(|stock| Arc::ptr_eq(&stock.classes, &classes)));
        let (wanted, stock) = last(std::iter::once(seek(3)));
        assert!(wanted.is_some() && stock.is_none());
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
