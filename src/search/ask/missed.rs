//! What keeps a row from being a hit: nothing, one facet, or more. Knows nothing of the words of a query.

use super::{Asked, Condition, Facet, Test};
use crate::search::{Wanted, counts::Listed};

/// What keeps a row from being a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::search) enum Missed {
    Nothing,
    /// Conditions of one facet only: it counts for that facet's other values.
    Facet(Facet),
    More,
}

impl<'a> Asked<'a> {
    /// Which facets keep a row from being a hit; what else might is not asked.
    pub fn missed(&self, row: u32) -> Missed {
        let mut missed = Missed::Nothing;
        for (facet, condition) in self.facets() {
            if self.holds(condition, row) {
                continue;
            }
            missed = match missed {
                Missed::Nothing => Missed::Facet(facet),
                Missed::Facet(known) if known == facet => Missed::Facet(known),
                Missed::Facet(_) | Missed::More => return Missed::More,
            };
        }
        missed
    }

    /// The conditions of facets that every hit must meet.
    pub(super) fn facets(&self) -> impl Iterator<Item = (Facet, &'a Condition)> {
        self.terms
            .iter()
            .filter_map(|tests| match tests.as_slice() {
                [Test::Other(condition @ Condition::Facet { facet, .. })] => {
                    Some((*facet, *condition))
                }
                _ => None,
            })
    }

    /// What keeps a row from being a hit that is listed.
    pub fn kept_out(&self, row: u32, listed: Listed) -> Missed {
        match (listed, self.missed(row)) {
            (Listed::Yes, missed) => missed,
            (Listed::OnceNamed(facet), Missed::Nothing) => Missed::Facet(facet),
            (Listed::OnceNamed(facet), Missed::Facet(other)) if other == facet => {
                Missed::Facet(facet)
            }
            (Listed::OnceNamed(_) | Listed::No, _) => Missed::More,
        }
    }

    /// Whether a row that its facet keeps out comes in once the value is chosen: what else is left out stays so.
    pub fn lets_in(&self, value: &Wanted, row: u32) -> bool {
        let facet = value.facet();
        let is_met = |other: &Wanted| {
            let subject = self.ground.subject(row);
            subject.is_some_and(|subject| other.is_met_by(&subject))
        };
        let mut own = self.facets().filter(|(known, _)| *known == facet);
        !own.any(|(_, condition)| match condition {
            Condition::Facet {
                values,
                is_negated: true,
                ..
            } => values.iter().any(|other| other != value && is_met(other)),
            _ => false,
        })
    }
}
