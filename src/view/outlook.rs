//! The catalog seen from one profile on one day: the one place where connectors are judged for display.

use std::cell::OnceCell;

use crate::{
    catalog::{Catalog, Connector, Version},
    date::Date,
    policy::{Assessment, Judgement, Policy, Profile, Situation, Windows},
    search::{
        self, Alone, Ground, Index, Memo, Near, Query, Subject,
        obstacle::{self, Obstacle},
    },
    text::Text,
    words::{Level, Words},
};

/// A catalog, a policy, a profile and a day.
pub struct Outlook<'a> {
    pub catalog: &'a Catalog,
    pub policy: &'a Policy,
    pub profile: Profile,
    pub today: Date,
    pub words: Words,
    windows: OnceCell<Windows>,
    index: OnceCell<Index>,
}

impl<'a> Outlook<'a> {
    pub fn new(catalog: &'a Catalog, policy: &'a Policy, profile: Profile, today: Date) -> Self {
        Self {
            catalog,
            policy,
            profile,
            today,
            words: Words::Current,
            windows: OnceCell::new(),
            index: OnceCell::new(),
        }
    }

    /// The same where the windows of the catalog are known already.
    #[must_use]
    pub fn knowing(mut self, windows: Windows) -> Self {
        self.windows = OnceCell::from(windows);
        self
    }

    /// The version that the profile's deployment is offered.
    pub fn version<'c>(&self, connector: &'c Connector) -> Option<&'c Version> {
        connector.version_on(self.profile.deployment.registry())
    }

    /// The image that the profile's deployment runs.
    pub fn image<'c>(&self, connector: &'c Connector) -> Option<&'c Text> {
        connector.image_on(self.profile.deployment.registry())
    }

    pub fn judge(&self, connector: &Connector) -> Judgement {
        self.policy.judge(connector, &self.profile)
    }

    pub fn assess(&self, connector: &Connector) -> Assessment {
        self.policy.assess(connector, &self.situation())
    }

    /// What the policy needs to know beside the connector.
    pub fn situation(&self) -> Situation<'_> {
        Situation {
            profile: &self.profile,
            today: self.today,
            windows: self.windows.get_or_init(|| Windows::of(self.catalog)),
            snapshots: &self.catalog.snapshots,
        }
    }

    /// Whether a query finds this connector, looked at alone.
    pub fn is_found(&self, connector: &Connector, query: &Query) -> bool {
        let judgement = self.judge(connector);
        let subject = Subject {
            connector,
            judgement: &judgement,
            today: self.today,
        };
        search::is_met(query, &subject).unwrap_or_else(|| {
            let connectors = std::slice::from_ref(connector);
            let ground = Ground {
                index: &Index::of(connectors),
                connectors,
                judgements: std::slice::from_ref(&judgement),
                today: self.today,
            };
            !search::run(query, &ground, |_| true).is_empty()
        })
    }

    /// The connectors that a query finds, best first, with their verdicts.
    pub fn find(&self, query: &Query, scope: Scope) -> Vec<(&'a Connector, Judgement)> {
        let found = self.find_without_index(query, scope);
        found.unwrap_or_else(|| self.find_by_index(query, scope))
    }

    /// What a query without words finds, in the order of name; nothing for one with words.
    fn find_without_index(
        &self,
        query: &Query,
        scope: Scope,
    ) -> Option<Vec<(&'a Connector, Judgement)>> {
        let connectors = self.catalog.connectors();
        let is_met = |connector: &Connector, judgement: &Judgement| {
            let subject = Subject {
                connector,
                judgement,
                today: self.today,
            };
            search::is_met(query, &subject)
        };
        if let Some(first) = connectors.first() {
            // With words nothing needs to be put in order by name.
            is_met(first, &self.judge(first))?;
        }
        let mut found = Vec::with_capacity(connectors.len());
        for at in search::by_name(connectors, &Alone) {
            let connector = connectors.get(at as usize)?;
            if !scope.holds(connector, query) {
                continue;
            }
            let judgement = self.judge(connector);
            if is_met(connector, &judgement)? {
                found.push((connector, judgement));
            }
        }
        Some(found)
    }

    fn find_by_index(&self, query: &Query, scope: Scope) -> Vec<(&'a Connector, Judgement)> {
        let connectors = self.catalog.connectors();
        let mut judgements = self.judgements();
        let ground = self.ground(&judgements);
        let hits = search::run(query, &ground, |connector| scope.holds(connector, query));
        let mut judged: Vec<Option<Judgement>> = judgements.drain(..).map(Some).collect();
        let hits = hits.into_iter();
        hits.filter_map(|at| Some((connectors.get(at)?, judged.get_mut(at)?.take()?)))
            .collect()
    }

    /// What stands in the way of a query that finds nothing.
    pub fn obstacles(&self, query: &Query, scope: Scope) -> Vec<Obstacle> {
        let judgements = self.judgements();
        let holds = |connector: &Connector, rest: &Query| scope.holds(connector, rest);
        let means = (&mut Memo::default(), &Alone);
        obstacle::obstacles(query, &self.ground(&judgements), holds, means).unwrap_or_default()
    }

    /// What comes near to a query that finds nothing.
    pub fn near(&self, query: &Query) -> Near {
        let judgements = self.judgements();
        let means = (&mut Memo::default(), &Alone);
        search::near(query, &self.ground(&judgements), means).unwrap_or_default()
    }

    fn judgements(&self) -> Vec<Judgement> {
        let connectors = self.catalog.connectors().iter();
        connectors.map(|connector| self.judge(connector)).collect()
    }

    fn ground<'g>(&'g self, judgements: &'g [Judgement]) -> Ground<'g> {
        let connectors = self.catalog.connectors();
        Ground {
            index: self.index.get_or_init(|| Index::of(connectors)),
            connectors,
            judgements,
            today: self.today,
        }
    }
}

/// Which connectors a list is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Those on offer, and the archived where the query names that level.
    Offered,
    Everything,
}

impl Scope {
    /// Whether a connector is among those that a query chooses from.
    pub fn holds(self, connector: &Connector, query: &Query) -> bool {
        match self {
            Self::Everything => true,
            Self::Offered => !connector.is_gone() || is_named(connector, query),
        }
    }
}

/// Withdrawn and removed connectors keep the level they had, which does not name them.
fn is_named(connector: &Connector, query: &Query) -> bool {
    let level = connector.level;
    level == Level::Archived && query.mentions(&search::Wanted::Level(level))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::bundled;

    #[test]
    fn without_words_the_index_is_not_needed() {
        let catalog = bundled::read().unwrap().catalog;
        let policy = Policy::bundled().unwrap();
        let today = crate::date::parse("2026-03-01").unwrap();
        let outlook = Outlook::new(&catalog, &policy, Profile::default(), today);
        for text in [
            "",
            "level:airbyte",
            "-kind:source type:api",
            "usage:>=medium",
            "level:archived",
        ] {
            let query = Query::parse(text);
            for scope in [Scope::Offered, Scope::Everything] {
                let found = outlook.find_without_index(&query, scope).unwrap();
                assert!(!found.is_empty(), "{text}");
                assert_eq!(found, outlook.find_by_index(&query, scope), "{text}");
            }
        }
        for text in ["postgres", "level:airbyte s3", "!api", "kind:source | api"] {
            let query = Query::parse(text);
            assert_eq!(
                outlook.find_without_index(&query, Scope::Offered),
                None,
                "{text}"
            );
        }
    }
}
