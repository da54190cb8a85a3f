//! What is browsed: the catalog, the policy and the profile, with every connector judged once for all of them. What
//! only a search needs is made by the first one that comes, or before it where there is time.

use std::sync::Arc;

use super::{stock::Stock, survey::Survey};
use crate::{
    catalog::{Catalog, Connector, Key},
    date::Date,
    policy::{Judgement, Policy, Profile},
    search::{Subject, Vocabulary},
    view::{Glyphs, Outlook, Provenance, check::Asked},
    words::{Way, Words},
};

/// The facts and the verdicts behind the screen.
pub struct World {
    pub catalog: Arc<Catalog>,
    pub policy: Policy,
    pub asked: Asked,
    pub profile: Profile,
    pub words: Words,
    pub today: Date,
    pub provenance: Provenance,
    pub glyphs: Glyphs,
    survey: Survey,
}

impl World {
    pub fn new(catalog: Catalog, policy: Policy, profile: Profile, provenance: Provenance) -> Self {
        let survey = Survey::of(catalog);
        let mut world = Self {
            catalog: Arc::clone(&survey.stock.catalog),
            policy,
            asked: Asked::default(),
            profile,
            words: Words::Current,
            today: provenance.today,
            provenance,
            glyphs: Glyphs::Unicode,
            survey,
        };
        world.judge();
        world
    }

    /// Another profile changes every verdict at once.
    pub fn set_profile(&mut self, profile: Profile) {
        self.profile = profile;
        self.judge();
    }

    /// Another catalog is browsed from now on.
    pub fn replace(&mut self, catalog: impl Into<Survey>, provenance: Provenance) {
        self.survey = catalog.into();
        self.catalog = Arc::clone(&self.survey.stock.catalog);
        self.provenance = provenance;
        self.judge();
    }

    fn judge(&mut self) {
        let judge = |connector| self.policy.judge(connector, &self.profile);
        let stock = &mut self.survey.stock;
        stock.judgements = self.catalog.connectors().iter().map(judge).collect();
        stock.classes = Arc::default();
    }

    /// The catalog and the words that it uses of its own, for whoever reads and completes queries.
    pub fn language(&self) -> (Arc<Catalog>, Vocabulary) {
        (Arc::clone(&self.catalog), self.survey.vocabulary.clone())
    }

    /// What is searched, to be taken along by whoever searches.
    pub fn stock(&self) -> Stock {
        Stock {
            today: self.today,
            ..self.survey.stock.clone()
        }
    }

    /// Whether a connector's level moved after the last look at the catalog but one.
    pub fn moved(&self, at: usize) -> Option<Way> {
        self.survey.moves.get(at).copied().flatten()
    }

    pub fn outlook(&self) -> Outlook<'_> {
        let outlook = Outlook::new(&self.catalog, &self.policy, self.profile, self.today);
        let mut outlook = outlook.knowing(self.survey.windows);
        outlook.words = self.words;
        outlook
    }

    /// Every connector with its verdict, in the order of the catalog.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> + Clone {
        let judged = self
            .catalog
            .connectors()
            .iter()
            .zip(self.survey.stock.judgements.iter());
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
        self.survey.stock.judgements.get(at)
    }

    /// The place of a connector in the catalog.
    pub fn place(&self, key: &Key) -> Option<usize> {
        self.catalog
            .connectors()
            .iter()
            .position(|connector| connector.key() == *key)
    }
}
