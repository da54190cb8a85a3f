//! What is browsed: the catalog, the policy and the profile, with every connector judged once for all of them, and all
//! of it made ready to be searched.

use std::sync::Arc;

use crate::{
    catalog::{
        Catalog, Connector, Key,
        diff::{self, What},
    },
    date::Date,
    policy::{Judgement, Policy, Profile, Windows},
    search::{Classes, Facet, Ground, Index, Subject, Wanted},
    tui::part::filters::FACETS,
    view::{Glyphs, Outlook, Provenance},
    words::{Level, Words},
};

/// The facts and the verdicts behind the screen.
pub struct World {
    pub catalog: Arc<Catalog>,
    pub policy: Policy,
    pub profile: Profile,
    pub words: Words,
    pub today: Date,
    pub provenance: Provenance,
    pub glyphs: Glyphs,
    /// In the order of the catalog.
    judgements: Arc<[Judgement]>,
    index: Arc<Index>,
    /// By the values of the facets that are offered.
    classes: Arc<Classes>,
    /// The values of each facet, which only another catalog changes.
    facets: Vec<(Facet, Vec<Wanted>)>,
    /// Which levels moved lately, in the order of the catalog.
    moves: Vec<Option<Moved>>,
    windows: Windows,
}

/// Which way a level moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Up,
    Down,
}

/// What is searched: it stays as it is while another thread searches it.
#[derive(Debug, Clone)]
pub struct Stock {
    catalog: Arc<Catalog>,
    pub index: Arc<Index>,
    judgements: Arc<[Judgement]>,
    pub classes: Arc<Classes>,
    today: Date,
}

impl Stock {
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            index: &self.index,
            connectors: self.catalog.connectors(),
            judgements: &self.judgements,
            today: self.today,
        }
    }
}

impl World {
    pub fn new(catalog: Catalog, policy: Policy, profile: Profile, provenance: Provenance) -> Self {
        let mut world = Self {
            windows: Windows::default(),
            catalog: Arc::new(catalog),
            policy,
            profile,
            words: Words::Current,
            today: provenance.today,
            provenance,
            glyphs: Glyphs::Unicode,
            judgements: Arc::default(),
            index: Arc::new(Index::of(&[])),
            classes: Arc::default(),
            facets: Vec::new(),
            moves: Vec::new(),
        };
        world.read();
        world
    }

    /// Another profile changes every verdict at once.
    pub fn set_profile(&mut self, profile: Profile) {
        self.profile = profile;
        self.judge();
    }

    /// Another catalog is browsed from now on.
    pub fn replace(&mut self, catalog: impl Into<Arc<Catalog>>, provenance: Provenance) {
        self.catalog = catalog.into();
        self.provenance = provenance;
        self.read();
    }

    /// What follows from a catalog, whatever the profile.
    fn read(&mut self) {
        let connectors = self.catalog.connectors();
        self.windows = Windows::of(&self.catalog);
        self.index = Arc::new(Index::of(connectors));
        self.facets = FACETS
            .iter()
            .map(|facet| (*facet, facet.values(connectors)))
            .collect();
        self.look_back();
        self.judge();
    }

    fn judge(&mut self) {
        let judge = |connector| self.policy.judge(connector, &self.profile);
        self.judgements = self.catalog.connectors().iter().map(judge).collect();
        self.classes = Arc::new(Classes::of(&self.stock().ground(), &self.facets));
    }

    /// What is searched, to be taken along by whoever searches.
    pub fn stock(&self) -> Stock {
        Stock {
            catalog: Arc::clone(&self.catalog),
            index: Arc::clone(&self.index),
            judgements: Arc::clone(&self.judgements),
            classes: Arc::clone(&self.classes),
            today: self.today,
        }
    }

    fn look_back(&mut self) {
        let snapshots = &self.catalog.snapshots;
        let since = snapshots.iter().rev().nth(1).copied();
        let moved = |connector| since.and_then(|since| moved(connector, snapshots, since));
        self.moves = self.catalog.connectors().iter().map(moved).collect();
    }

    /// Whether a connector's level moved after the last look at the catalog but one.
    pub fn moved(&self, at: usize) -> Option<Moved> {
        self.moves.get(at).copied().flatten()
    }

    pub fn outlook(&self) -> Outlook<'_> {
        let outlook = Outlook::new(&self.catalog, &self.policy, self.profile, self.today);
        let mut outlook = outlook.knowing(self.windows);
        outlook.words = self.words;
        outlook
    }

    /// Every connector with its verdict, in the order of the catalog.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        let judged = self.catalog.connectors().iter().zip(self.judgements.iter());
        judged.map(|(connector, judgement)| Subject {
            connector,
            judgement,
            today: self.today,
        })
    }

    pub fn connector(&self, at: usize) -> Option<&Connector> {
        self.catalog.connectors().get(at)
    }

    pub fn judgement(&self, at: usize) -> Option<&Judgement> {
        self.judgements.get(at)
    }

    /// The place of a connector in the catalog.
    pub fn place(&self, key: &Key) -> Option<usize> {
        self.catalog
            .connectors()
            .iter()
            .position(|connector| connector.key() == *key)
    }
}

fn moved(connector: &Connector, snapshots: &[Date], since: Date) -> Option<Moved> {
    let changes = diff::history(connector, snapshots);
    let lately = changes
        .iter()
        .rev()
        .filter(|change| change.by > Some(since));
    lately.into_iter().find_map(|change| match change.what {
        What::Level(Level::Unknown, _) | What::Level(_, Level::Unknown) => None,
        What::Level(from, to) if to < from => Some(Moved::Up),
        What::Level(..) => Some(Moved::Down),
        _ => None,
    })
}
