//! The browser as the command line starts it: everything that it needs is gathered here, and handed over at once.
//! What is wrong in the user's files is said on the screen; what is right in them holds.

use std::sync::{Arc, OnceLock};

use super::{
    Answer, Outcome,
    args::{Facets, List, Looks},
    check::requirement,
    facets,
    failure::{Failure, Kind},
    host::Tty,
    renewal,
    session::{self, Kept, Session},
};
use crate::{
    catalog::Catalog,
    launch::{
        Arrived, Arriving, Clipboard, Launch, Leaving, Purpose, Reader, Refresher, SavedView,
        Settings,
    },
    policy::Policy,
    search::{Query, Vocabulary},
    store::{
        config::{Config, KeyLine, View},
        environment::Variable,
        load::{self, Large, Loaded},
    },
    text::{self, Text, UnknownWord, Word},
    view::{Glyphs, Outlook, Provenance, check::Asked, columns::Column, outlook::Scope},
};

/// Losses in the catalog that are told one by one.
const LOSSES_SHOWN: usize = 3;

/// Whether a command line without a command is for the browser: there is a screen, and no option is given that only `list` has.
pub(super) fn is_wanted(list: &List, session: &Session<'_>) -> bool {
    let bare = List {
        query: Vec::new(),
        facets: Facets::default(),
        all: false,
        ..list.clone()
    };
    let seat = &session.host.seat;
    seat.is_interactive && !seat.is_dumb && bare == List::default()
}

/// Browses; where nothing is found, `meant` is the line that was perhaps meant.
pub(super) fn run(
    list: &List,
    looks: &Looks,
    meant: Option<&str>,
    session: &mut Session<'_>,
) -> Outcome {
    let start = Start {
        query: &list.query,
        facets: &list.facets,
        scope: list.scope(),
        looks,
        purpose: Purpose::Browse,
        is_patient: true,
    };
    let mut launch = start.launch(session)?;
    if let Some(meant) = meant.filter(|_| finds_nothing(&launch)) {
        let notice = format!("nothing is found; did you mean `{meant}`?");
        launch.notices.push(notice);
    }
    show(launch, session).map(|_| Answer::Yes)
}

/// Whether the list is empty at first; of a catalog that is still arriving nobody knows.
fn finds_nothing(launch: &Launch) -> bool {
    let vocabulary = Vocabulary::of(launch.catalog.connectors());
    let query = Query::parse_in(&launch.query, &vocabulary);
    let outlook = Outlook::new(
        &launch.catalog,
        &launch.policy,
        launch.profile,
        launch.today,
    );
    launch.arriving.is_none() && outlook.find(&query, launch.scope).is_empty()
}

/// Hands the terminal to the browser until the user leaves.
pub(super) fn show(launch: Launch, session: &mut Session<'_>) -> Result<Leaving, Failure> {
    session.finish()?;
    match (session.host.browser)(launch).map_err(Failure::usage)? {
        Leaving::Failed(why) => Err(Failure::new(Kind::Data, why)),
        leaving => Ok(leaving),
    }
}

/// What the project asks of a connector. Where that cannot be understood the screen says so, and asks for the default.
fn asked(policy: &Policy, session: &mut Session<'_>, notices: &mut Vec<String>) -> Asked {
    requirement::anywhere(policy, session).unwrap_or_else(|fault| {
        notices.push(format!(
            "{}; the check screen asks for portolan's default",
            fault.message
        ));
        Asked::default()
    })
}

/// What the command line says of the browser.
pub(super) struct Start<'a> {
    pub query: &'a [String],
    pub facets: &'a Facets,
    pub scope: Scope,
    pub looks: &'a Looks,
    pub purpose: Purpose,
    /// Whether a screen may be shown before the catalog is read.
    pub is_patient: bool,
}

impl Start<'_> {
    pub(super) fn launch(self, session: &mut Session<'_>) -> Result<Launch, Failure> {
        let slips = session.slips();
        let mut notices: Vec<String> = slips.iter().map(ToString::to_string).collect();
        let large = load::large(&session.request()).filter(|_| self.is_patient);
        let stock = match large {
            Some(large) => Stock::arriving(large, session),
            None => Stock::read(session, &mut notices)?,
        };
        let policy = Kept::into_inner(session::policy()?);
        Ok(Launch {
            asked: asked(&policy, session, &mut notices),
            policy,
            profile: session.profile(),
            words: session.words.value,
            today: session.today(),
            query: self.asked(&stock, &mut notices)?,
            scope: self.scope,
            purpose: self.purpose,
            settings: settings(self.looks, session, &mut notices),
            notices,
            provenance: stock.provenance,
            refresher: stock.refresher,
            catalog: stock.catalog,
            arriving: stock.arriving,
        })
    }

    /// The query as the browser's line shows it. As long as the catalog is arriving any word may be one of its own;
    /// then the browser tells what none is.
    fn asked(&self, stock: &Stock, notices: &mut Vec<String>) -> Result<String, Failure> {
        let text = self.query.join(" ");
        if text.is_empty() && *self.facets == Facets::default() {
            return Ok(text);
        }
        let vocabulary = Vocabulary::of(stock.catalog.connectors());
        let mut query = Query::parse_in(&text, &vocabulary);
        facets::add(self.facets, &vocabulary, &mut query)?;
        if stock.arriving.is_none() {
            notices.extend(query.told());
        }
        Ok(query.to_string())
    }
}

/// The catalog that a browser starts with, or the way to it.
struct Stock {
    catalog: Catalog,
    provenance: Provenance,
    refresher: Refresher,
    arriving: Option<Arriving>,
}

impl Stock {
    fn read(session: &Session<'_>, notices: &mut Vec<String>) -> Result<Self, Failure> {
        let loaded = catalog(session, notices)?;
        Ok(Self {
            provenance: session.provenance(&loaded),
            refresher: renewal::refresher(session)(&loaded),
            catalog: loaded.catalog,
            arriving: None,
        })
    }

    /// What is large is read while the screen is there.
    fn arriving(large: Large, session: &Session<'_>) -> Self {
        let catalog = Catalog::default();
        let origin = large.origin();
        // What it can be renewed with is known when it is here.
        let awaited: Arc<OnceLock<Refresher>> = Arc::default();
        let refresher: Refresher = {
            let awaited = Arc::clone(&awaited);
            Box::new(move |watch| match awaited.get() {
                Some(refresher) => refresher(watch),
                None => Err("the catalog is still being read".to_owned()),
            })
        };
        Self {
            provenance: session.provenance_of(&catalog, (&origin, None), &[]),
            refresher,
            arriving: Some(Arriving {
                what: large.label(),
                reader: reader(large, session, awaited),
            }),
            catalog,
        }
    }
}

/// Reads a large catalog as [`catalog`] reads one.
fn reader(large: Large, session: &Session<'_>, awaited: Arc<OnceLock<Refresher>>) -> Reader {
    let basis = session.basis();
    let refresher = renewal::refresher(session);
    Box::new(move || {
        let mut notices = Vec::new();
        let loaded = large.read().map_err(|error| error.to_string())?;
        tell(&loaded, &mut notices);
        let _ = awaited.set(refresher(&loaded));
        let origin = (&loaded.origin, loaded.fetched_at);
        Ok(Arrived {
            provenance: basis.provenance(&loaded.catalog, origin, &loaded.all_warnings()),
            catalog: loaded.catalog,
            notices,
        })
    })
}

/// The catalog to look at, and what there is to say of it.
fn catalog(session: &Session<'_>, notices: &mut Vec<String>) -> Result<Loaded, Failure> {
    let read = load::load(session.request());
    let loaded = read.map_err(|error| Failure::new(Kind::Data, error.to_string()))?;
    tell(&loaded, notices);
    Ok(loaded)
}

fn tell(loaded: &Loaded, notices: &mut Vec<String>) {
    notices.extend(loaded.notices.iter().map(ToString::to_string));
    let lost = loaded.warnings.iter().filter(|warning| warning.is_loss);
    let lost: Vec<String> = lost.map(session::warning).collect();
    notices.extend(lost.iter().take(LOSSES_SHOWN).cloned());
    if lost.len() > LOSSES_SHOWN {
        let more = text::count(lost.len() - LOSSES_SHOWN, "more entry", "more entries");
        notices.push(format!("{more} lost; `portolan info -v` tells of all"));
    }
}

/// What the configuration says of the screen.
struct Wished {
    theme: Option<String>,
    has_mouse: bool,
    has_motion: bool,
    keys: Vec<KeyLine>,
    views: Vec<SavedView>,
}

/// The one place where the configuration's keys for the screen are read.
fn wished(config: &Config, notices: &mut Vec<String>) -> Wished {
    let browser = &config.browser;
    let mut view = |view: &View| SavedView {
        name: view.name.to_string(),
        query: view.query.to_string(),
        sort: order(view, notices),
    };
    Wished {
        theme: config.theme.as_ref().map(Text::to_string),
        has_mouse: browser.mouse.unwrap_or(true),
        has_motion: browser.motion.unwrap_or(true),
        keys: browser.keys.clone(),
        views: browser.views.iter().map(&mut view).collect(),
    }
}

/// A view whose order is not known keeps the order of the search.
fn order(view: &View, notices: &mut Vec<String>) -> Option<Column> {
    match view.sort.as_deref()?.parse() {
        Ok(column) => Some(column),
        Err(unknown) => {
            let unknown: UnknownWord = unknown;
            notices.push(format!(
                "{}: view \"{}\": sort: {unknown}",
                view.place, view.name
            ));
            None
        }
    }
}

/// What holds on the screen: options before the environment before the configuration.
fn settings(looks: &Looks, session: &Session<'_>, notices: &mut Vec<String>) -> Settings {
    let host = &session.host;
    let environment = &host.environment;
    let wished = wished(&session.config, notices);
    let theme = looks.theme.clone();
    let theme = theme.or_else(|| environment.text(Variable::Theme));
    // A pick is drawn on the terminal whatever standard output is.
    let screen = Tty {
        is_terminal: true,
        width: None,
    };
    Settings {
        theme: theme
            .map(|theme| Text::name(&theme).to_string())
            .or(wished.theme),
        glyphs: if looks.ascii {
            Glyphs::Ascii
        } else {
            host.glyphs
        },
        has_colours: host.paints(session.global.color, screen),
        has_mouse: wished.has_mouse && !looks.no_mouse,
        has_motion: wished.has_motion && !environment.is_still(),
        is_remote: host.seat.is_remote,
        clipboard: clipboard(session, notices),
        opening: host.seat.opening.clone(),
        keys: wished.keys,
        views: wished.views,
        state: session
            .paths
            .state
            .as_ref()
            .map(|state| state.value.clone()),
    }
}

fn clipboard(session: &Session<'_>, notices: &mut Vec<String>) -> Clipboard {
    let Some(word) = session.host.environment.text(Variable::Clipboard) else {
        return Clipboard::Auto;
    };
    Clipboard::parse(&word).unwrap_or_else(|unknown| {
        notices.push(format!("{}: {unknown}", Variable::Clipboard.name()));
        Clipboard::Auto
    })
}
