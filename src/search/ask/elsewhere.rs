//! What choosing a deployment gives where a query asks for what differs between them: it is that of that deployment
//! then. Knows the verdicts, and makes none.

use super::{Asked, Condition, Facet, Subject, Test, holds, is_facet};
use crate::{
    policy::Judgement,
    search::{Classes, Hands, Wanted, classes::Class},
    text::Word,
    words::Deployment,
};

/// In the order of `Deployment::ALL`.
type OfEach<T> = [T; 4];

/// The deployments whose choice makes hits.
pub(in crate::search) enum Elsewhere {
    /// Nobody counts deployments, or it does not matter which one is judged for.
    Same,
    /// By class, where facets alone ask for verdicts.
    OfClasses(Vec<OfEach<bool>>),
    /// How many there are, where more than facets differs.
    Counted(OfEach<usize>),
}

/// Whether a class is listed, by its place.
type IsListed<'l> = &'l (dyn Fn(usize) -> bool + Sync);

impl Elsewhere {
    /// Nothing if finding out was called off.
    pub fn of(
        asked: &Asked<'_>,
        (classes, is_listed): (&Classes, IsListed<'_>),
        hands: &impl Hands,
    ) -> Option<Self> {
        let is_counted = classes.facets.iter().any(|(facet, _)| *facet == Facet::On);
        if is_counted && asked.is_moved_by_deployments() {
            let is_listed = |row| is_listed(classes.of_row(row));
            return asked.counted_on_each(is_listed, hands).map(Self::Counted);
        }
        if !is_counted || !asked.asks_for_verdicts() {
            return Some(Self::Same);
        }
        let on = |(at, class): (usize, &Class)| {
            if is_listed(at) {
                asked.meets_on_each(class.example, |_| true)
            } else {
                OfEach::default()
            }
        };
        let of_classes = classes.all.iter().enumerate().map(on);
        Some(Self::OfClasses(of_classes.collect()))
    }

    /// Whether the choice of any deployment would do for a class.
    pub fn is_any(&self, class: usize) -> bool {
        match self {
            Self::OfClasses(all) => all.get(class).is_some_and(|on| on.contains(&true)),
            Self::Counted(_) | Self::Same => false,
        }
    }

    /// Whether the choice of this value would do for a class; nothing where that does not depend on who is judged for.
    pub fn has(&self, class: usize, value: &Wanted) -> Option<bool> {
        match (self, value) {
            (Self::OfClasses(all), Wanted::On(deployment)) => {
                Some(all.get(class).is_some_and(|on| on[*deployment as usize]))
            }
            // It is counted already.
            (Self::Counted(_), Wanted::On(_)) => Some(false),
            _ => None,
        }
    }

    /// How many the choice of this value would give, where that is counted already.
    pub fn count(&self, value: &Wanted) -> Option<usize> {
        match (self, value) {
            (Self::Counted(all), Wanted::On(deployment)) => Some(all[*deployment as usize]),
            _ => None,
        }
    }
}

impl Asked<'_> {
    /// Whether it matters for facets which deployment is judged for.
    fn asks_for_verdicts(&self) -> bool {
        self.facets().any(|(_, condition)| differs(condition))
    }

    /// Whether it matters for anything beside facets that every hit must meet.
    fn is_moved_by_deployments(&self) -> bool {
        let mut others = self.terms.iter().filter(|tests| !is_facet(tests)).flatten();
        others.any(|test| matches!(test, Test::Other(condition) if differs(condition)))
    }

    /// How many rows the choice of each deployment makes hits.
    fn counted_on_each(
        &self,
        is_listed: impl Fn(u32) -> bool + Sync,
        hands: &impl Hands,
    ) -> Option<OfEach<usize>> {
        let candidates = self.candidates();
        let count = |part: std::ops::Range<usize>| {
            let mut counts = OfEach::<usize>::default();
            for row in candidates.rows(part).filter(|row| is_listed(*row)) {
                let met = self.meets_on_each(row, |subject| {
                    self.is_met_where(row, |condition| holds(condition, subject) == Some(true))
                });
                for (count, is_met) in counts.iter_mut().zip(met) {
                    *count += usize::from(is_met);
                }
            }
            counts
        };
        let parts = hands.share(candidates.len(), count)?;
        Some(std::array::from_fn(|at| {
            parts.iter().map(|counts| counts[at]).sum()
        }))
    }

    /// For which deployments a row is a hit once they are chosen, as far as facets and whatever else is asked say so.
    fn meets_on_each(
        &self,
        row: u32,
        is_met_otherwise: impl Fn(&Subject<'_>) -> bool,
    ) -> OfEach<bool> {
        let is_met = |on: &Deployment| {
            let subject = self.ground.subject(row)?;
            let value = Wanted::On(*on);
            if !value.is_met_by(&subject) || !self.lets_in(&value, row) {
                return None;
            }
            let judgement: Judgement = subject.judgement.on(*on);
            let subject = Subject {
                judgement: &judgement,
                ..subject
            };
            let mut others = self.facets().filter(|(facet, _)| *facet != Facet::On);
            let is_met = others.all(|(_, condition)| holds(condition, &subject) == Some(true));
            Some(is_met && is_met_otherwise(&subject))
        };
        std::array::from_fn(|at| Deployment::ALL.get(at).and_then(is_met) == Some(true))
    }
}

/// Whether a condition may hold for one deployment and not for another.
fn differs(condition: &Condition) -> bool {
    match condition {
        Condition::Facet { facet, .. } => matches!(facet, Facet::Readiness | Facet::Support),
        Condition::Bound { bound, .. } => bound.differs_by_deployment(),
        Condition::Text(_) | Condition::Any(_) => false,
    }
}
