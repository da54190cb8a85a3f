//! The browser as the command line starts it: everything that it needs is gathered here, and handed over at once.
//! What is wrong in the user's files is said on the screen; what is right in them holds.

use super::{
    Answer, Outcome,
    args::{Facets, List, Looks},
    facets,
    failure::Failure,
    host::Tty,
    renewal,
    session::{self, Session},
};
use crate::{
    search::{Query, Vocabulary},
    store::{
        config::{Config, KeyLine, View},
        environment::Variable,
        load::{self, Loaded},
    },
    text::{Text, Word},
    view::{
        Glyphs,
        launch::{Clipboard, KeyWish, Launch, Leaving, Purpose, SavedView, Settings},
        phrase,
    },
};

/// Losses in the catalog that are told one by one.
const LOSSES_SHOWN: usize = 3;

/// Whether a command line without a command is for the browser: there is a screen, and no option of `list` is given.
pub(super) fn is_wanted(list: &List, session: &Session<'_>) -> bool {
    let bare = List {
        query: Vec::new(),
        facets: Facets::default(),
        ..list.clone()
    };
    let seat = &session.host.seat;
    seat.is_interactive && !seat.is_dumb && bare == List::default()
}

pub(super) fn run(list: &List, looks: &Looks, session: &mut Session<'_>) -> Outcome {
    let start = Start {
        query: &list.query,
        facets: &list.facets,
        looks,
        purpose: Purpose::Browse,
    };
    let launch = start.launch(session)?;
    match show(launch, session)? {
        Leaving::Quit | Leaving::Aborted | Leaving::Picked { .. } => Ok(Answer::Yes),
    }
}

/// Hands the terminal to the browser until the user leaves.
pub(super) fn show(launch: Launch, session: &mut Session<'_>) -> Result<Leaving, Failure> {
    session.finish()?;
    (session.host.browser)(launch).map_err(Failure::usage)
}

/// What the command line says of the browser.
pub(super) struct Start<'a> {
    pub query: &'a [String],
    pub facets: &'a Facets,
    pub looks: &'a Looks,
    pub purpose: Purpose,
}

impl Start<'_> {
    pub(super) fn launch(self, session: &mut Session<'_>) -> Result<Launch, Failure> {
        let slips = session.slips();
        let mut notices: Vec<String> = slips.iter().map(ToString::to_string).collect();
        let loaded = catalog(session, &mut notices)?;
        let vocabulary = Vocabulary::of(loaded.catalog.connectors());
        let mut query = Query::parse_in(&self.query.join(" "), &vocabulary);
        facets::add(self.facets, &vocabulary, &mut query)?;
        notices.extend(query.problems.iter().map(ToString::to_string));
        Ok(Launch {
            policy: session::policy()?,
            profile: session.profile(),
            words: session.words.value,
            today: session.today(),
            provenance: session.provenance(&loaded),
            query: query.to_string(),
            purpose: self.purpose,
            settings: settings(self.looks, session, &mut notices),
            notices,
            refresher: renewal::refresher(session, &loaded),
            catalog: loaded.catalog,
        })
    }
}

/// The catalog to look at: where the one that was asked for cannot be read, the bundled one, and that is said.
pub(super) fn catalog(session: &Session<'_>, notices: &mut Vec<String>) -> Result<Loaded, Failure> {
    let loaded = load::load(session.request()).or_else(|error| {
        notices.push(format!("{error}; the bundled catalog is shown instead"));
        load::bundled(session.own.clone())
    });
    let loaded = loaded.map_err(|error| Failure::new(super::Kind::Data, error.to_string()))?;
    notices.extend(loaded.notices.iter().map(ToString::to_string));
    let lost = loaded.warnings.iter().filter(|warning| warning.is_loss);
    let lost: Vec<String> = lost.map(session::warning).collect();
    notices.extend(lost.iter().take(LOSSES_SHOWN).cloned());
    if lost.len() > LOSSES_SHOWN {
        let more = phrase::count(lost.len() - LOSSES_SHOWN, "more entry");
        notices.push(format!("{more} lost; `portolan info -v` tells of all"));
    }
    Ok(loaded)
}

/// What the configuration says of the screen.
struct Wished {
    theme: Option<String>,
    has_mouse: bool,
    has_motion: bool,
    keys: Vec<KeyWish>,
    views: Vec<SavedView>,
}

/// The one place where the configuration's keys for the screen are read.
fn wished(config: &Config) -> Wished {
    let browser = &config.browser;
    let key = |line: &KeyLine| KeyWish {
        context: line.context.to_string(),
        keys: line.keys.to_string(),
        action: line.action.to_string(),
        place: line.place.clone(),
    };
    let view = |view: &View| SavedView {
        name: view.name.to_string(),
        query: view.query.to_string(),
    };
    Wished {
        theme: config.theme.as_ref().map(Text::to_string),
        has_mouse: browser.mouse.unwrap_or(true),
        has_motion: browser.motion.unwrap_or(true),
        keys: browser.keys.iter().map(key).collect(),
        views: browser.views.iter().map(view).collect(),
    }
}

/// What holds on the screen: options before the environment before the configuration.
fn settings(looks: &Looks, session: &Session<'_>, notices: &mut Vec<String>) -> Settings {
    let host = &session.host;
    let environment = &host.environment;
    let wished = wished(&session.config);
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
