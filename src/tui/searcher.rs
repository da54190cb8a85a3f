//! The thread that searches large catalogs and makes them ready to be searched, so that a letter is on the screen
//! before what it finds. A newer search calls off the older one.

use std::{
    ops::Range,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, AtomicUsize, Ordering},
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use super::{
    event::Event,
    seek::{Seek, Seeker},
    stock::Stock,
};
use crate::search::{Classes, Hands};

/// So many rows are searched between two looks at whether it is still wanted.
const PART: usize = 8192;
/// From here on a second thread is worth its start.
const SHARED: usize = 50_000;

/// The way to the thread.
pub struct Searcher {
    latest: Arc<AtomicU64>,
    jobs: Sender<Job>,
    /// What is made ready already.
    prepared: Option<Arc<OnceLock<Classes>>>,
}

enum Job {
    Seek(u64, Seek),
    Prepare(Stock),
}

impl Searcher {
    pub fn start(events: Sender<Vec<Event>>) -> Result<Self, String> {
        let (jobs, waiting) = mpsc::channel();
        let latest = Arc::new(AtomicU64::new(0));
        let worker = {
            let latest = Arc::clone(&latest);
            move || work(&waiting, &latest, &events)
        };
        let thread = thread::Builder::new().name("search".to_owned());
        let started = thread.spawn(worker);
        started.map_err(|fault| format!("no thread could be started: {fault}"))?;
        Ok(Self {
            latest,
            jobs,
            prepared: None,
        })
    }

    /// Searches, and calls off all earlier searches. The answer comes as an event.
    pub fn seek(&self, number: u64, seek: Seek) {
        self.latest.store(number, Ordering::SeqCst);
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

fn work(jobs: &Receiver<Job>, latest: &AtomicU64, events: &Sender<Vec<Event>>) {
    let mut seeker = Seeker::default();
    while let Ok(job) = jobs.recv() {
        // Only the last counts: a search makes ready what it needs.
        let (number, seek) = match jobs.try_iter().last().unwrap_or(job) {
            Job::Seek(number, seek) => (number, seek),
            Job::Prepare(stock) => {
                stock.prepare();
                continue;
            }
        };
        let hands = Several { number, latest };
        let Some(sought) = seeker.run(&seek, &hands) else {
            continue;
        };
        if events
            .send(vec![Event::Sought(number, Box::new(sought))])
            .is_err()
        {
            return;
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
        let parts = count.div_ceil(PART).max(1);
        let next = AtomicUsize::new(0);
        let take = || {
            let mut done = Vec::new();
            loop {
                let part = next.fetch_add(1, Ordering::Relaxed);
                if part >= parts || self.is_called_off() {
                    return done;
                }
                let start = part * PART;
                done.push((part, work(start..count.min(start + PART))));
            }
        };
        let mut done = thread::scope(|scope| {
            let helper = if count < SHARED {
                None
            } else {
                thread::Builder::new().spawn_scoped(scope, take).ok()
            };
            let mut done = take();
            if let Some(helper) = helper {
                done.extend(helper.join().ok()?);
            }
            Some(done)
        })?;
        done.sort_by_key(|(part, _)| *part);
        // One part that is missing was called off.
        (done.len() == parts).then(|| done.into_iter().map(|(_, one)| one).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
