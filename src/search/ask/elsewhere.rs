//! What choosing a deployment gives where a query asks for verdicts: they are those of that deployment then. Knows the
//! verdicts, and makes none.

use super::{Asked, Facet, Subject, holds};
use crate::{
    search::{Classes, Wanted, classes::Class},
    text::Word,
    words::Deployment,
};

/// By class, the deployments whose choice makes hits of its connectors, as far as facets say so.
pub(in crate::search) struct Elsewhere {
    of_classes: Vec<[bool; 4]>,
}

impl Elsewhere {
    /// Nothing where the query asks for no verdict: then it does not matter who is judged for.
    pub fn of(
        asked: &Asked<'_>,
        classes: &Classes,
        is_listed: impl Fn(usize) -> bool,
    ) -> Option<Self> {
        let is_counted = classes.facets.iter().any(|(facet, _)| *facet == Facet::On);
        if !is_counted || !asked.asks_for_verdicts() {
            return None;
        }
        let on = |(at, class): (usize, &Class)| {
            let is_met = |on: &Deployment| is_listed(at) && asked.is_met_on(class.example, *on);
            std::array::from_fn(|on| Deployment::ALL.get(on).is_some_and(is_met))
        };
        Some(Self {
            of_classes: classes.all.iter().enumerate().map(on).collect(),
        })
    }

    /// Whether the choice of any deployment would do.
    pub fn is_any(&self, class: usize) -> bool {
        let of_class = self.of_classes.get(class);
        of_class.is_some_and(|on| on.contains(&true))
    }

    /// Whether the choice of this value would do.
    pub fn has(&self, class: usize, value: &Wanted) -> bool {
        let Wanted::On(deployment) = value else {
            return false;
        };
        let of_class = self.of_classes.get(class);
        of_class.is_some_and(|on| on[*deployment as usize])
    }
}

impl Asked<'_> {
    /// Whether it matters for facets which deployment is judged for.
    fn asks_for_verdicts(&self) -> bool {
        let mut facets = self.facets();
        facets.any(|(facet, _)| matches!(facet, Facet::Readiness | Facet::Support))
    }

    /// Whether the facets beside the deployment hold for a row as it is judged for one.
    fn is_met_on(&self, row: u32, deployment: Deployment) -> bool {
        let Some(subject) = self.ground.subject(row) else {
            return false;
        };
        let judgement = subject.judgement.on(deployment);
        let subject = Subject {
            judgement: &judgement,
            ..subject
        };
        let mut others = self.facets().filter(|(facet, _)| *facet != Facet::On);
        others.all(|(_, condition)| holds(condition, &subject) == Some(true))
    }
}
