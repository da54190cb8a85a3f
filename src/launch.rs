//! What a browser is started with and what it leaves with: the seam between the command line and the screen. It names
//! files and what runs on threads, and knows neither frontend.

use std::{path::PathBuf, sync::Arc};

use crate::{
    catalog::{Catalog, Connector, diff::Change},
    date::Date,
    policy::{Policy, Profile},
    text::words,
    view::{Glyphs, Provenance, check::Asked, columns::Column, outlook::Scope},
    words::Words,
};

/// As the user's configuration holds it.
pub use crate::store::config::KeyLine;

/// Everything that a browser starts with.
pub struct Launch {
    /// Empty as long as it is arriving.
    pub catalog: Catalog,
    pub arriving: Option<Arriving>,
    pub policy: Policy,
    /// What the check screen asks of a connector, as `check NAME` does here.
    pub asked: Asked,
    pub profile: Profile,
    pub words: Words,
    pub today: Date,
    pub provenance: Provenance,
    pub query: String,
    /// Which connectors the list is made of at first.
    pub scope: Scope,
    pub purpose: Purpose,
    pub settings: Settings,
    /// What was wrong while starting, to be said on the screen.
    pub notices: Vec<String>,
    pub refresher: Refresher,
}

/// A catalog that takes so long to read that the screen is there before it.
pub struct Arriving {
    /// `registry.json (130 MB)`.
    pub what: String,
    /// Called on a thread of its own.
    pub reader: Reader,
}

/// Reads a catalog; the error says why there is none.
pub type Reader = Box<dyn FnOnce() -> Result<Arrived, String> + Send + 'static>;

/// A catalog that was read while the screen was there, or what was made of it.
pub struct Arrived<C = Catalog> {
    pub catalog: C,
    pub provenance: Provenance,
    /// What was wrong while reading, to be said on the screen.
    pub notices: Vec<String>,
}

impl Arrived {
    pub fn made<C>(self, of: impl FnOnce(Catalog) -> C) -> Arrived<C> {
        Arrived {
            catalog: of(self.catalog),
            provenance: self.provenance,
            notices: self.notices,
        }
    }
}

/// Whether a user looks around or chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Browse,
    Pick(Many),
}

/// How many a pick may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    One,
    Several,
}

/// What the user settled, and what the terminal can show.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each answers a question of its own"
)]
pub struct Settings {
    pub theme: Option<String>,
    pub glyphs: Glyphs,
    /// False where `NO_COLOR` or `--color never` asks for none.
    pub has_colours: bool,
    pub has_mouse: bool,
    /// Whether anything may move by itself.
    pub has_motion: bool,
    /// Over SSH nothing is opened here and copying goes through the terminal.
    pub is_remote: bool,
    pub clipboard: Clipboard,
    pub opening: Opening,
    pub keys: Vec<KeyLine>,
    pub views: Vec<SavedView>,
    /// Where pins and recents are kept.
    pub state: Option<PathBuf>,
}

words! {
    /// The built-in themes.
    pub enum Palette("theme") {
        /// The terminal's own colours and its sixteen.
        Terminal = "terminal", "the terminal's own colours" | "auto" | "default" | "ansi";
        Dark = "dark", "dark";
        Light = "light", "light";
        /// No colour at all: weight, underline and reverse video only.
        Plain = "plain", "no colours" | "none" | "mono";
    }
}

words! {
    /// How text is copied.
    pub enum Clipboard("way to copy") {
        Auto = "auto", "by what there is";
        Native = "native", "by a tool of the system";
        Osc52 = "osc52", "by the terminal";
        Off = "off", "not at all";
    }
}

/// Where an address is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// By the system, or by the program that `$BROWSER` names.
    Here { browser: Option<String> },
    /// Nowhere: it is shown and copied instead. Why: `over SSH`, `without a display`.
    Nowhere(&'static str),
}

/// A query with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub name: String,
    pub query: String,
    /// The order of its hits, if it has one of its own.
    pub sort: Option<Column>,
}

/// Fetches a fresh catalog; called on a thread of its own.
pub type Refresher = Box<dyn Fn(&dyn Watch) -> Result<Fresh, String> + Send + Sync + 'static>;

/// Whoever waits for a refresh: told how far it has come, and asked whether it is still wanted.
pub trait Watch {
    fn tell(&self, line: String);

    fn is_called_off(&self) -> bool {
        false
    }
}

impl<F: Fn(String)> Watch for F {
    fn tell(&self, line: String) {
        self(line);
    }
}

/// A refreshed catalog, or what was made of it.
pub struct Fresh<C = Catalog> {
    pub catalog: C,
    pub provenance: Provenance,
    pub changes: Vec<Change>,
    /// Every server said that nothing had changed.
    pub is_unchanged: bool,
}

impl Fresh {
    pub fn made<C>(self, of: impl FnOnce(Catalog) -> C) -> Fresh<C> {
        Fresh {
            catalog: of(self.catalog),
            provenance: self.provenance,
            changes: self.changes,
            is_unchanged: self.is_unchanged,
        }
    }
}

/// How a browser ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Leaving {
    Quit,
    Picked(Picked),
    Aborted,
    /// There was nothing to browse, and why.
    Failed(String),
}

/// What was chosen, and what was on the screen then.
#[derive(Debug, Clone, PartialEq)]
pub struct Picked {
    pub catalog: Arc<Catalog>,
    /// Where they stand in it, in the order of the list.
    pub places: Vec<usize>,
    /// For whom it was judged.
    pub profile: Profile,
}

impl Picked {
    pub fn connectors(&self) -> Vec<&Connector> {
        let all = self.catalog.connectors();
        let places = self.places.iter();
        places.filter_map(|place| all.get(*place)).collect()
    }
}
