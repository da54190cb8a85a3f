//! The thread that searches large catalogs and makes them ready to be searched, so that a letter is on the screen
//! before what it finds. A newer search calls off the older one.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::AtomicU64,
        mpsc::{self, Receiver, SendError, Sender},
    },
    thread,
};

use super::{
    event::Event,
    hands::Several,
    pursuit::{Pursuit, Shared},
    seek::Seek,
    stock::Stock,
};
use crate::search::Classes;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{search::Query, view::outlook::Scope};

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
}
