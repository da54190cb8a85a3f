//! What is browsed: the catalog, the policy and the profile, with every connector judged once for all of them. What
//! only a search needs is made by the first one that comes, or before it where there is time.

use std::sync::Arc;

use crate::{
    catalog::{
        Catalog, Connector, Key,
        diff::{self, What},
    },
    date::Date,
    policy::{Judgement, Policy, Profile, Windows},
    search::{self, Facet, Subject, Vocabulary},
    tui::{part::filters::FACETS, stock::Stock},
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
    stock: Stock,
    /// The words that the catalog uses of its own.
    pub vocabulary: Vocabulary,
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
            stock: Stock::default(),
            vocabulary: Vocabulary::default(),
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
        self.vocabulary = Vocabulary::of(connectors);
        let values = |facet: Facet| (facet, self.vocabulary.values(facet));
        self.stock = Stock {
            catalog: Arc::clone(&self.catalog),
            facets: FACETS.into_iter().map(values).collect(),
            by_name: search::by_name(connectors).into(),
            ..Stock::default()
        };
        self.look_back();
        self.judge();
    }

    fn judge(&mut self) {
        let judge = |connector| self.policy.judge(connector, &self.profile);
        self.stock.judgements = self.catalog.connectors().iter().map(judge).collect();
        self.stock.classes = Arc::default();
    }

    /// What is searched, to be taken along by whoever searches.
    pub fn stock(&self) -> Stock {
        Stock {
            today: self.today,
            ..self.stock.clone()
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
        let judged = self
            .catalog
            .connectors()
            .iter()
            .zip(self.stock.judgements.iter());
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
        self.stock.judgements.get(at)
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
