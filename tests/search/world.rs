//! A catalog with its verdicts, asked in all ways that a search can be asked.

use portolan::{
    catalog::Connector,
    date,
    policy::{Judgement, Policy, Profile},
    search::{
        self, Alone, Classes, Facet, Ground, Hands, Index, Memo, Query, Subject,
        counts::{self, Found, Listed, Means},
        overview::{self, View},
    },
    words::Level,
};

pub(crate) struct World {
    pub(crate) connectors: Vec<Connector>,
    judgements: Vec<Judgement>,
    index: Index,
}

impl World {
    pub(crate) fn of(connectors: Vec<Connector>) -> Self {
        Self::judged(connectors, Profile::default())
    }

    pub(crate) fn judged(connectors: Vec<Connector>, profile: Profile) -> Self {
        let policy = Policy::bundled().unwrap();
        let judge = |connector| policy.judge(connector, &profile);
        Self {
            judgements: connectors.iter().map(judge).collect(),
            index: Index::of(&connectors),
            connectors,
        }
    }

    pub(crate) fn ground(&self) -> Ground<'_> {
        Ground {
            index: &self.index,
            connectors: &self.connectors,
            judgements: &self.judgements,
            today: date::parse("2026-03-01").unwrap(),
        }
    }

    pub(crate) fn subjects(&self) -> Vec<Subject<'_>> {
        let ground = self.ground();
        let judged = self.connectors.iter().zip(&self.judgements);
        let subject = |(connector, judgement)| Subject {
            connector,
            judgement,
            today: ground.today,
        };
        judged.map(subject).collect()
    }

    pub(crate) fn classes(&self, facets: &[Facet]) -> Classes {
        let values = |facet: &Facet| (*facet, facet.values(&self.connectors));
        let facets: Vec<_> = facets.iter().map(values).collect();
        Classes::of(&self.ground(), &facets)
    }

    /// Nothing if it was called off.
    pub(crate) fn counted(
        &self,
        query: &Query,
        listed: impl Fn(&Connector) -> Listed,
        (classes, memo): (&Classes, &mut Memo),
        hands: &impl Hands,
    ) -> Option<Found> {
        let means = Means {
            classes,
            memo,
            hands,
        };
        counts::run(query, &self.ground(), listed, means)
    }

    /// The same without an index.
    pub(crate) fn seen(&self, listed: impl Fn(&Connector) -> Listed) -> Found {
        let subjects = self.subjects();
        let view = View {
            facets: &Facet::ALL.map(|facet| (facet, facet.values(&self.connectors))),
            by_name: &search::by_name(&self.connectors, &Alone),
        };
        overview::run(view, |place| subjects.get(place).copied(), listed)
    }
}

/// The archived count once they are named.
pub(crate) fn once_named(connector: &Connector) -> Listed {
    match (is_listed(connector), connector.level) {
        (true, _) => Listed::Yes,
        (false, Level::Archived) => Listed::OnceNamed(Facet::Level),
        (false, _) => Listed::No,
    }
}

/// The archived never count.
pub(crate) fn on_offer(connector: &Connector) -> Listed {
    if is_listed(connector) {
        Listed::Yes
    } else {
        Listed::No
    }
}

pub(crate) fn is_listed(connector: &Connector) -> bool {
    !connector.is_gone()
}
