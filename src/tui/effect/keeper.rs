//! Keeps what changes in the memory without holding up the loop: one thread lays it over what is kept, and the end of
//! the program waits a moment for it.

use std::{
    iter,
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use crate::store::memory::{self, Change, Memory};

/// A home on a network that went away must not keep the program from ending.
const PATIENCE: Duration = Duration::from_millis(500);

/// Keeps changes in a state folder.
pub(super) struct Keeper {
    state: PathBuf,
    writer: Mutex<Option<Writer>>,
}

struct Writer {
    wishes: Sender<Change>,
    /// Closed when all is written.
    done: Receiver<()>,
}

impl Keeper {
    pub(super) fn new(state: PathBuf) -> Self {
        let writer = Mutex::new(None);
        Self { state, writer }
    }

    pub(super) fn recall(&self) -> Memory {
        memory::read(&self.state)
    }

    pub(super) fn keep(&self, change: Change) {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        if writer.is_none() {
            *writer = Writer::start(self.state.clone());
        }
        if let Some(writer) = &*writer {
            let _ = writer.wishes.send(change);
        }
    }
}

impl Writer {
    fn start(state: PathBuf) -> Option<Self> {
        let (wishes, inbox) = mpsc::channel::<Change>();
        let (busy, done) = mpsc::channel();
        let write = move || {
            let _busy: Sender<()> = busy;
            while let Ok(first) = inbox.recv() {
                let changes: Vec<Change> = iter::once(first).chain(inbox.try_iter()).collect();
                memory::keep(&state, &changes);
            }
        };
        let thread = thread::Builder::new().name("keep".to_owned());
        thread.spawn(write).ok()?;
        Some(Self { wishes, done })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        let writer = self.writer.get_mut();
        let writer = writer.unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Writer { wishes, done }) = writer {
            drop(wishes);
            let _ = done.recv_timeout(PATIENCE);
        }
    }
}
