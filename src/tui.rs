//! The browser. Events become actions, actions change the state, the state is drawn, and effects alone reach the world.

pub mod action;
pub mod app;
mod clipboard;
pub mod context;
pub mod draw;
pub mod effect;
pub mod event;
pub mod hands;
pub mod input;
pub mod keymap;
pub mod layout;
mod opener;
mod outside;
mod pace;
pub mod part;
pub mod pursuit;
mod searcher;
pub mod seek;
mod signals;
pub mod stock;
pub mod survey;
pub mod terminal;
pub mod theme;
pub mod update;
pub mod viewport;
pub mod world;

use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    time::Instant,
};

use app::App;
use effect::{Effect, Mouse, Performer};
use event::Event;
use pace::Pace;
use searcher::Searcher;
use terminal::Terminal;

use crate::launch::{Arriving, Launch, Leaving};

/// Browses until the user leaves. An error says why there is no screen.
pub fn run(mut launch: Launch) -> Result<Leaving, String> {
    let (sender, events) = mpsc::channel();
    let refresher = std::mem::replace(&mut launch.refresher, Box::new(|_| Err(String::new())));
    let performer = Performer::new(&launch.settings, refresher);
    let mouse = if launch.settings.has_mouse {
        Mouse::On
    } else {
        Mouse::Off
    };
    let arriving = launch.arriving.take();
    let mut app = App::new(launch, performer.recall());
    let terminal = Terminal::enter(mouse, sender.clone()).map_err(|error| error.to_string())?;
    input::listen(&terminal, sender.clone()).map_err(|error| error.to_string())?;
    if let Some(Arriving { what, reader }) = arriving {
        app.await_catalog(what);
        Performer::read(reader, &sender);
    }
    let mut browser = Browser {
        app,
        terminal,
        performer,
        searcher: None,
        sender,
    };
    browser.turn(&events)
}

/// The state and the doors to the world.
struct Browser {
    app: App,
    terminal: Terminal,
    performer: Performer,
    /// Started by the first search that is too large for this thread.
    searcher: Option<Searcher>,
    sender: Sender<Vec<Event>>,
}

impl Browser {
    /// Waits, changes, draws; an idle browser does nothing at all.
    fn turn(&mut self, events: &Receiver<Vec<Event>>) -> Result<Leaving, String> {
        let (columns, rows) = terminal::size();
        self.app.resize(columns, rows);
        let mut pace = Pace::default();
        pace.behind(Instant::now());
        loop {
            self.search();
            let early = self.early(&pace, events);
            if early.is_none() && pace.caught_up() {
                self.draw()?;
            }
            let batch = match early {
                Some(batch) => batch,
                None => match self.rest(events) {
                    Ok(batch) => batch,
                    Err(RecvTimeoutError::Timeout) => vec![Event::Faded],
                    Err(RecvTimeoutError::Disconnected) => return Ok(Leaving::Quit),
                },
            };
            let mut is_stale = false;
            let mut coming = batch
                .into_iter()
                .chain(events.try_iter().flatten())
                .peekable();
            while let Some(event) = coming.next() {
                // What the terminal shows may be lost while the state stays what it was.
                is_stale |= update::is_news(&self.app, &event) || !self.terminal.is_known();
                let event = update::joined(&self.app, event, &mut coming);
                for effect in update::update(&mut self.app, event) {
                    if let Some(leaving) = self.perform(effect)? {
                        return Ok(leaving);
                    }
                }
            }
            if is_stale {
                pace.behind(Instant::now());
            }
        }
    }

    /// What comes so soon that one frame can show it together with what is to be shown already: the answer to a search,
    /// most of the time.
    fn early(&self, pace: &Pace, events: &Receiver<Vec<Event>>) -> Option<Vec<Event>> {
        let is_awaited = self.app.pursuit.is_awaited();
        let patience = pace.patience(Instant::now()).filter(|_| is_awaited)?;
        events.recv_timeout(patience).ok()
    }

    /// The screen is as it should be; now there is time for what the next key may need.
    fn rest(&mut self, events: &Receiver<Vec<Event>>) -> Result<Vec<Event>, RecvTimeoutError> {
        self.prepare();
        self.wait(events)
    }

    /// Hands a large search over; where there is no thread for it, it is done here.
    fn search(&mut self) {
        let Some((number, seek)) = self.app.pursuit.take() else {
            return;
        };
        match self.searcher() {
            Some(searcher) => searcher.seek(number, seek),
            None => self.app.catch_up(),
        }
    }

    /// Makes ready what the next key may need, now that there is a frame to look at.
    fn prepare(&mut self) {
        self.terminal.prepare();
        let stock = self.app.world.stock();
        // A search that is under way makes it ready itself.
        if stock.is_ready() || self.app.pursuit.is_awaited() {
            return;
        }
        if !self.app.is_large() {
            stock.prepare();
        } else if let Some(searcher) = self.searcher() {
            searcher.prepare(stock);
        }
    }

    fn searcher(&mut self) -> Option<&mut Searcher> {
        if self.searcher.is_none() {
            self.searcher = Searcher::start(&self.app.pursuit, self.sender.clone()).ok();
        }
        self.searcher.as_mut()
    }

    /// Until something happens, or the notice that is shown has had its time.
    fn wait(&mut self, events: &Receiver<Vec<Event>>) -> Result<Vec<Event>, RecvTimeoutError> {
        match self.app.notices.deadline(Instant::now()) {
            Some(deadline) => {
                let left = deadline.saturating_duration_since(Instant::now());
                events.recv_timeout(left)
            }
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn draw(&mut self) -> Result<(), String> {
        let app = &self.app;
        for sequence in self.performer.outgoing() {
            self.terminal
                .send(sequence.as_bytes())
                .map_err(|error| error.to_string())?;
        }
        self.terminal
            .draw(|buffer| draw::draw(app, buffer), draw::cursor(app))
            .map_err(|error| error.to_string())
    }

    /// Lets the world do something; what it was left with when that ends the browser.
    fn perform(&mut self, effect: Effect) -> Result<Option<Leaving>, String> {
        match effect {
            Effect::Quit(leaving) => {
                self.terminal.leave().map_err(|error| error.to_string())?;
                return Ok(Some(leaving));
            }
            Effect::SetMouse(mouse) => {
                self.terminal
                    .set_mouse(mouse)
                    .map_err(|error| error.to_string())?;
            }
            Effect::Suspend => {
                if let Err(why) = self.terminal.suspend() {
                    self.app
                        .notices
                        .say_instead(format!("not suspended: {why}"));
                }
            }
            Effect::Redraw => self.terminal.clear(),
            other => self.performer.perform(other, &self.sender),
        }
        Ok(None)
    }
}
