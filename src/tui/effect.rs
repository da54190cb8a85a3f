//! What the world must do, and who does it: the browser's only doors. Everything else in `tui` is state and drawing.

mod keeper;
#[cfg(test)]
mod tests;

use std::{
    cell::RefCell,
    sync::{
        Arc, Mutex, PoisonError, TryLockError,
        atomic::{AtomicU32, Ordering},
        mpsc::Sender,
    },
    thread,
};

use self::keeper::Keeper;
use super::{
    clipboard::{self, Way},
    event::{Copied, Event, Reason},
    opener,
    outside::Outside,
    survey::Survey,
};
use crate::{
    launch::{Clipboard, Fresh, Opening, Reader, Refresher, Settings, Watch},
    text::clean,
};

pub use crate::store::memory::{Change, Memory};

/// No screen shows more bytes of a notice.
const SHOWN_CAP: usize = 8 << 10;

/// Tells a refresh from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(pub u32);

/// Something for the world to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Copy(String, Reason),
    /// An https address, checked by `view::links::https`.
    Open(String),
    /// Waits until an earlier one has ended, so that there are never two.
    Refresh(JobId),
    /// A refresh is not to write any more.
    Cancel(JobId),
    /// Keeps what was pinned, unpinned or opened.
    Remember(Change),
    SetMouse(Mouse),
    Suspend,
    Redraw,
    Quit(crate::launch::Leaving),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    On,
    Off,
}

/// Does what needs no terminal, never holding up the loop; how it went comes back as events.
pub struct Performer {
    clipboard: Clipboard,
    is_remote: bool,
    opening: Opening,
    outside: Outside,
    refresher: Arc<Refresher>,
    /// Held while a refresh runs.
    turn: Arc<Mutex<()>>,
    /// The latest refresh that was called off; all before it are over or were called off too.
    called_off: Arc<AtomicU32>,
    keeper: Option<Keeper>,
    outgoing: Outgoing,
}

/// Sequences on their way to the owner of the terminal.
type Outgoing = Arc<Mutex<Vec<String>>>;
type Events = Sender<Vec<Event>>;

impl Performer {
    pub fn new(settings: &Settings, refresher: Refresher) -> Self {
        Self {
            clipboard: settings.clipboard,
            is_remote: settings.is_remote,
            opening: settings.opening.clone(),
            outside: Outside::default(),
            refresher: Arc::new(refresher),
            turn: Arc::default(),
            called_off: Arc::default(),
            keeper: settings.state.clone().map(Keeper::new),
            outgoing: Outgoing::default(),
        }
    }

    /// What an earlier run kept.
    pub fn recall(&self) -> Memory {
        let keeper = self.keeper.as_ref();
        keeper.map(Keeper::recall).unwrap_or_default()
    }

    /// The sequences that the owner of the terminal is to write now, between two frames. Each is there before the
    /// event that tells of it.
    pub fn outgoing(&self) -> Vec<String> {
        let mut outgoing = self.outgoing.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *outgoing)
    }

    /// Does what can be done without the terminal; the rest is for its owner, and passed over.
    pub fn perform(&self, effect: Effect, events: &Events) {
        match effect {
            Effect::Copy(text, reason) => self.copy(text, reason, events),
            Effect::Open(address) => self.open(address, events),
            Effect::Refresh(job) => self.refresh(job, events),
            Effect::Cancel(job) => {
                self.called_off.fetch_max(job.0, Ordering::SeqCst);
            }
            Effect::Remember(change) => {
                if let Some(keeper) = &self.keeper {
                    keeper.keep(change);
                }
            }
            Effect::SetMouse(_) | Effect::Suspend | Effect::Redraw | Effect::Quit(_) => {}
        }
    }

    /// Reads a catalog while the browser runs.
    pub fn read(reader: Reader, events: &Events) {
        let read = {
            let events = events.clone();
            move || {
                let arrived = reader().map(|arrived| arrived.made(Survey::indexed));
                send(&events, Event::Arrived(Box::new(arrived)));
            }
        };
        if let Err(why) = start("read", read) {
            send(events, Event::Arrived(Box::new(Err(why))));
        }
    }

    fn copy(&self, text: String, reason: Reason, events: &Events) {
        let copy = Copy {
            ways: clipboard::ways(self.clipboard, self.is_remote),
            outside: self.outside.clone(),
            outgoing: Arc::clone(&self.outgoing),
        };
        let shown = shown(&text);
        let copied = move |by| {
            let text = shown;
            Event::Copied(Copied { text, reason, by })
        };
        let done = {
            let (copied, events) = (copied.clone(), events.clone());
            move || send(&events, copied(copy.run(&text)))
        };
        if let Err(why) = start("copy", done) {
            send(events, copied(Err(why)));
        }
    }

    fn open(&self, address: String, events: &Events) {
        let (opening, outside) = (self.opening.clone(), self.outside.clone());
        let done = {
            let (address, events) = (address.clone(), events.clone());
            move || {
                if let Err(why) = opener::open(&address, &opening, &outside) {
                    send(&events, Event::NotOpened { address, why });
                }
            }
        };
        if let Err(why) = start("open", done) {
            send(events, Event::NotOpened { address, why });
        }
    }

    fn refresh(&self, job: JobId, events: &Events) {
        let (refresher, turn) = (Arc::clone(&self.refresher), Arc::clone(&self.turn));
        let follower = Follower {
            job,
            events: events.clone(),
            said: RefCell::default(),
            called_off: Arc::clone(&self.called_off),
        };
        let done = {
            let events = events.clone();
            move || {
                let brought = follower.in_turn(&turn, &refresher);
                let brought = brought.map(|fresh| fresh.made(Survey::indexed));
                send(&events, Event::Refreshed(job, Box::new(brought)));
            }
        };
        if let Err(why) = start("refresh", done) {
            send(events, Event::Refreshed(job, Box::new(Err(why))));
        }
    }
}

/// Everything that copying needs on a thread of its own.
struct Copy {
    ways: &'static [Way],
    outside: Outside,
    outgoing: Outgoing,
}

impl Copy {
    fn run(&self, text: &str) -> Result<String, String> {
        let mut why = None;
        for way in self.ways {
            let done = match way {
                Way::Tool => clipboard::by_tool(text, &self.outside),
                Way::Terminal => clipboard::sequence(text).map(|sequence| {
                    let outgoing = self.outgoing.lock();
                    outgoing
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(sequence);
                    clipboard::TERMINAL.to_owned()
                }),
            };
            match done {
                Ok(by) => return Ok(by),
                Err(fault) => why = why.or(Some(fault)),
            }
        }
        Err(why.unwrap_or_else(|| "copying is switched off".to_owned()))
    }
}

/// Follows one refresh from its own thread.
struct Follower {
    job: JobId,
    events: Events,
    said: RefCell<String>,
    called_off: Arc<AtomicU32>,
}

impl Follower {
    /// Refreshes when nobody else does.
    fn in_turn(&self, turn: &Mutex<()>, refresher: &Refresher) -> Result<Fresh, String> {
        let _turn = match turn.try_lock() {
            Ok(turn) => turn,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => {
                self.tell("waiting for the cancelled one to end".to_owned());
                turn.lock().unwrap_or_else(PoisonError::into_inner)
            }
        };
        if self.is_called_off() {
            return Err("called off".to_owned());
        }
        refresher(self)
    }
}

impl Watch for Follower {
    fn tell(&self, line: String) {
        if *self.said.borrow() != line {
            self.said.replace(line.clone());
            send(&self.events, Event::Progress(self.job, line));
        }
    }

    fn is_called_off(&self) -> bool {
        self.job.0 <= self.called_off.load(Ordering::SeqCst)
    }
}

/// A text on one inert line, whole so that it can be selected by hand, unless it is larger than any screen.
fn shown(text: &str) -> String {
    let mut shown = clean::line(text).into_owned();
    let mut ends = shown.char_indices().map(|(at, _)| at);
    if let Some(end) = ends.find(|at| *at >= SHOWN_CAP) {
        shown.truncate(end);
    }
    shown
}

/// The loop may be gone by now, and then nobody wants to know.
fn send(events: &Events, event: Event) {
    let _ = events.send(vec![event]);
}

/// A short-lived thread that nobody waits for.
fn start(name: &str, work: impl FnOnce() + Send + 'static) -> Result<(), String> {
    let thread = thread::Builder::new().name(name.to_owned());
    let started = thread.spawn(work);
    let refused = |fault| format!("no thread could be started: {fault}");
    started.map(drop).map_err(refused)
}
