//! The state of the browser: the sum of its parts, and what follows from them. No input, no drawing, no effects.

mod arrange;
mod arrival;
mod hits;

use std::collections::BTreeSet;

use crossterm::event::KeyEvent;

use super::{
    action::Action,
    context::Context,
    effect::{JobId, Memory},
    keymap::Keymap,
    layout::{Areas, Shape},
    part::{
        chart::ChartPart,
        filters::FiltersPart,
        line,
        list::ListPart,
        menu::Menu,
        notice::Notices,
        pages::{Flowed, Pages},
        query::QueryPart,
        text::TextPart,
    },
    pursuit::Pursuit,
    theme::{Palette, Theme},
    world::World,
};
use crate::{
    catalog::{Connector, Key},
    launch::{Launch, Many, Purpose, Settings},
    search::{Near, obstacle::Obstacle},
    text::Word,
    view::{layout::Page, outlook::Scope, page},
    words::Deployment,
};

/// Everything that is on the screen, or could be.
pub struct App {
    pub world: World,
    pub query: QueryPart,
    pub list: ListPart,
    pub filters: FiltersPart,
    pub detail: TextPart,
    pub screen: Screen,
    pub menu: Option<Menu>,
    /// The line in which words to find in a text are typed.
    pub finder: Option<line::Line>,
    pub focus: Focus,
    pub shape: Shape,
    pub areas: Areas,
    pub notices: Notices,
    /// Keys of a sequence that is not complete.
    pub pending: Vec<KeyEvent>,
    pub keymap: Keymap,
    pub theme: Theme,
    pub settings: Settings,
    pub purpose: Purpose,
    pub memory: Memory,
    pub refreshing: Option<Refreshing>,
    pub awaited: Option<Awaited>,
    pub scope: Scope,
    pub pursuit: Pursuit,
    /// The parts of the query without which there would be hits, where there are none.
    pub obstacles: Vec<Obstacle>,
    /// What comes near to the query, where there are no hits.
    pub near: Near,
    /// How many connectors the query chooses from.
    pub total: usize,
    next_job: u32,
    /// The connectors that a comparison or a check over the screen tells of.
    pub over: Vec<Key>,
    /// The deployment that the user started with, and whether it was told.
    usual: (Deployment, bool),
    /// The connector that the detail pane shows.
    shown: Option<Key>,
    /// What it showed before.
    pages: Pages,
    /// Whether what it tells has changed since.
    is_outdated: bool,
}

/// What fills the screen.
pub enum Screen {
    Browse,
    Chart(Box<ChartPart>),
    Compare(TextPart),
    Check(TextPart),
}

/// Which pane the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    List,
    Filters,
    Detail,
    Query,
}

/// The catalog that is still being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awaited {
    /// `registry.json (130 MB)`.
    pub what: String,
    /// Whether the last key was the one that chooses: it counts when there is something to choose from.
    pub is_accepted: bool,
}

/// A refresh under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refreshing {
    pub job: JobId,
    pub progress: String,
}

impl App {
    pub fn new(launch: Launch, memory: Memory) -> Self {
        let (keymap, complaints) = Keymap::with(&launch.settings.keys);
        let mut world = World::new(
            launch.catalog,
            launch.policy,
            launch.profile,
            launch.provenance,
        );
        world.words = launch.words;
        world.asked = launch.asked;
        world.today = launch.today;
        world.glyphs = launch.settings.glyphs;
        let (theme, unknown) = theme(&launch.settings);
        let focus = match launch.purpose {
            Purpose::Browse => Focus::List,
            Purpose::Pick(_) => Focus::Query,
        };
        let mut app = Self {
            pursuit: Pursuit::default(),
            usual: (
                world.profile.deployment,
                world.provenance.is_deployment_given,
            ),
            query: QueryPart::new(&launch.query, world.language()),
            world,
            list: ListPart::default(),
            filters: FiltersPart::default(),
            detail: TextPart::default(),
            over: Vec::new(),
            screen: Screen::Browse,
            menu: None,
            finder: None,
            focus,
            shape: Shape::default(),
            areas: Areas::default(),
            notices: Notices::default(),
            pending: Vec::new(),
            keymap,
            theme,
            settings: launch.settings,
            purpose: launch.purpose,
            memory,
            refreshing: None,
            awaited: None,
            scope: Scope::Offered,
            total: 0,
            obstacles: Vec::new(),
            near: Near::default(),
            next_job: 0,
            shown: None,
            pages: Pages::default(),
            is_outdated: true,
        };
        let told = launch.notices.into_iter().chain(complaints).chain(unknown);
        app.say_at_start(told, &launch.query);
        app.follow_deployment();
        app.query.keep();
        app.requery();
        app
    }

    /// What was wrong while starting.
    fn say_at_start(&mut self, told: impl Iterator<Item = String>, query: &str) {
        for complaint in told {
            self.notices.say(complaint);
        }
        if query.chars().count() > line::CAP {
            self.notices.say(format!(
                "a query has at most {} letters; its end is left out",
                line::CAP
            ));
        }
    }

    /// The context that keys are looked up in.
    pub fn context(&self) -> Context {
        if self.menu.is_some() {
            return Context::Menu;
        }
        if self.finder.is_some() {
            return Context::Query;
        }
        match (&self.screen, self.focus) {
            (Screen::Chart(_), _) => Context::Chart,
            (Screen::Compare(_), _) => Context::Compare,
            (Screen::Check(_), _) => Context::Check,
            (Screen::Browse, Focus::List) => Context::List,
            (Screen::Browse, Focus::Filters) => Context::Filters,
            (Screen::Browse, Focus::Detail) => Context::Detail,
            (Screen::Browse, Focus::Query) => Context::Query,
        }
    }

    /// Whether a script waits for the choice; then some keys mean more.
    pub fn is_picking(&self) -> bool {
        matches!(self.purpose, Purpose::Pick(_))
            && matches!(self.screen, Screen::Browse)
            && self.menu.is_none()
            && self.finder.is_none()
    }

    /// Whether connectors can be marked: not where a single one is asked for.
    pub fn has_marks(&self) -> bool {
        self.purpose != Purpose::Pick(Many::One)
    }

    /// Whether completions are on display.
    pub fn is_offering(&self) -> bool {
        let is_typing = self.context() == Context::Query && self.finder.is_none();
        let offer = &self.query.offer;
        is_typing && !offer.is_empty() && !offer.is_closed
    }

    /// The contexts that keys are looked up in, the nearest first.
    pub fn contexts(&self) -> Vec<Context> {
        let mut over = [
            self.is_picking().then_some(Context::Pick),
            self.is_offering().then_some(Context::Offer),
        ];
        if !self.has_marks() {
            over.reverse();
        }
        let over = over.into_iter().flatten();
        over.chain([self.context()]).collect()
    }

    /// The key that does this here, as a person reads it.
    pub fn key_of(&self, action: Action) -> Option<String> {
        self.keymap.key_over(&self.contexts(), action)
    }

    /// What is said, and what a key does about it where one is bound: `query cleared; H brings it back`.
    pub fn with_key(&self, said: &str, action: Action, does: &str) -> String {
        match self.key_of(action) {
            Some(key) => format!("{said}; {key} {does}"),
            None => said.to_owned(),
        }
    }

    pub fn selected(&self) -> Option<&Connector> {
        self.world.connector(self.list.selected()?)
    }

    pub fn selected_key(&self) -> Option<Key> {
        self.selected().map(Connector::key)
    }

    /// The text that keys scroll: the screen's own, or the detail pane.
    pub fn text(&mut self) -> Option<&mut TextPart> {
        match &mut self.screen {
            Screen::Browse => Some(&mut self.detail),
            Screen::Compare(text) | Screen::Check(text) => Some(text),
            Screen::Chart(_) => None,
        }
    }

    /// The deployment that the query names is the profile's; without one, the one that the user started with.
    pub fn follow_deployment(&mut self) {
        let (usual, is_given) = self.usual;
        let named = self.query.query.deployment();
        self.world.provenance.is_deployment_given = is_given || named.is_some();
        let deployment = named.unwrap_or(usual);
        if deployment != self.world.profile.deployment {
            let mut profile = self.world.profile;
            profile.deployment = deployment;
            self.world.set_profile(profile);
            self.is_outdated = true;
        }
    }

    /// Shows the selected connector in the detail pane, unless it is there already; told anew, it stays in its place.
    pub fn show_selected(&mut self) {
        let key = self.selected_key();
        let is_another = key != self.shown;
        if !is_another && !self.is_outdated {
            return;
        }
        if self.is_outdated {
            self.pages.forget();
        }
        if is_another {
            let flowed = key.as_ref().and_then(|key| self.pages.take(key));
            let flowed = flowed.unwrap_or_else(|| Flowed::new(self.page(), self.detail.width()));
            let before = self.detail.exchange(flowed);
            if let Some(shown) = self.shown.take().filter(|_| !self.is_outdated) {
                self.pages.keep(shown, before);
            }
        } else {
            self.detail.renew(self.page());
        }
        self.shown = key;
        self.is_outdated = false;
    }

    /// What there is to tell of the selected connector.
    fn page(&self) -> Page {
        let page = self.selected().map(|connector| self.page_of(connector));
        page.unwrap_or_default()
    }

    fn page_of(&self, connector: &Connector) -> Page {
        let world = &self.world;
        page::of(connector, &world.outlook(), &world.provenance, world.glyphs)
    }

    pub fn renew_chart(&mut self) {
        if let Screen::Chart(chart) = &mut self.screen {
            chart.renew(&self.world);
        }
    }

    pub fn open_chart(&mut self) {
        let mut chart = Box::new(ChartPart::new(&self.world));
        let room = self.body();
        chart.resize(room.width, room.height);
        self.screen = Screen::Chart(chart);
    }

    /// Puts the cursor on a connector, if it is a hit.
    pub fn select_place(&mut self, place: Option<usize>) -> bool {
        let row = self.list.hits.iter().position(|hit| Some(*hit) == place);
        if let Some(row) = row {
            self.list.view.go(row);
            self.show_selected();
        }
        row.is_some()
    }

    pub fn new_job(&mut self) -> JobId {
        self.next_job += 1;
        JobId(self.next_job)
    }

    /// Where the marked connectors stand, in the order of the list; those that are no hits now come last.
    pub fn marked_places(&self) -> Vec<usize> {
        if self.list.marks.is_empty() {
            return Vec::new();
        }
        let is_marked = |place: &usize| {
            let connector = self.world.connector(*place);
            connector.is_some_and(|connector| self.list.marks.contains(&connector.key()))
        };
        let hits: BTreeSet<usize> = self.list.hits.iter().copied().collect();
        let others = (0..self.world.catalog.len()).filter(|place| !hits.contains(place));
        let all = self.list.hits.iter().copied().chain(others);
        all.filter(is_marked).collect()
    }

    pub fn marked(&self) -> Vec<&Connector> {
        let places = self.marked_places().into_iter();
        places.filter_map(|at| self.world.connector(at)).collect()
    }
}

fn theme(settings: &Settings) -> (Theme, Option<String>) {
    if !settings.has_colours {
        return (Theme::new(Palette::Plain), None);
    }
    match settings.theme.as_deref().map(Palette::parse) {
        None => (Theme::new(Palette::Terminal), None),
        Some(Ok(palette)) => (Theme::new(palette), None),
        Some(Err(unknown)) => (Theme::new(Palette::Terminal), Some(unknown.to_string())),
    }
}
