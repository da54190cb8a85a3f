//! What is browsed: the catalog, the policy and the profile, with every connector judged once for all of them.

use crate::{
    catalog::{Catalog, Connector, Key},
    date::Date,
    policy::{Judgement, Policy, Profile},
    search::Subject,
    view::{Glyphs, Outlook, Provenance},
    words::Words,
};

/// The facts and the verdicts behind the screen.
pub struct World {
    pub catalog: Catalog,
    pub policy: Policy,
    pub profile: Profile,
    pub words: Words,
    pub today: Date,
    pub provenance: Provenance,
    pub glyphs: Glyphs,
    /// In the order of the catalog.
    judgements: Vec<Judgement>,
}

impl World {
    pub fn new(catalog: Catalog, policy: Policy, profile: Profile, provenance: Provenance) -> Self {
        let mut world = Self {
            catalog,
            policy,
            profile,
            words: Words::Current,
            today: provenance.today,
            provenance,
            glyphs: Glyphs::Unicode,
            judgements: Vec::new(),
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
    pub fn replace(&mut self, catalog: Catalog, provenance: Provenance) {
        self.catalog = catalog;
        self.provenance = provenance;
        self.judge();
    }

    fn judge(&mut self) {
        let judge = |connector| self.policy.judge(connector, &self.profile);
        self.judgements = self.catalog.connectors().iter().map(judge).collect();
    }

    pub fn outlook(&self) -> Outlook<'_> {
        let mut outlook = Outlook::new(&self.catalog, &self.policy, self.profile, self.today);
        outlook.words = self.words;
        outlook
    }

    /// Every connector with its verdict, in the order of the catalog.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        let judged = self.catalog.connectors().iter().zip(&self.judgements);
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
