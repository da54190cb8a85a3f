//! What a query without terms finds: all that is listed, in the order of name, and how many connectors have each value.
//! It asks no index, so that a first frame waits for none.

use super::{
    Facet, Subject, Wanted,
    counts::{Found, Group, Listed},
    highlight::Marks,
    spelt::Spelt,
};
use crate::{catalog::Connector, text::fold::fold};

/// A catalog with the values that are counted, and the places of its connectors in the order of name.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub facets: &'a [(Facet, Vec<Wanted>)],
    pub by_name: &'a [u32],
}

/// What [`super::counts::run`] finds for a query without terms. `subject` knows the connector at a place.
pub fn run<'s>(
    view: View<'_>,
    subject: impl Fn(usize) -> Option<Subject<'s>>,
    listed: impl Fn(&Connector) -> Listed,
) -> Found {
    let mut tallies: Vec<Tally<'_, 's>> = view.facets.iter().map(Tally::of).collect();
    let mut hits = Vec::with_capacity(view.by_name.len());
    for place in view.by_name.iter().map(|place| *place as usize) {
        let Some(subject) = subject(place) else {
            continue;
        };
        let counted = match listed(subject.connector) {
            Listed::No => continue,
            Listed::OnceNamed(facet) => Some(facet),
            Listed::Yes => {
                hits.push(place);
                None
            }
        };
        let counting = tallies.iter_mut();
        counting
            .filter(|tally| counted.is_none_or(|facet| facet == tally.facet))
            .for_each(|tally| tally.see(&subject));
    }
    Found {
        total: hits.len(),
        hits,
        groups: tallies.into_iter().map(Tally::group).collect(),
        marks: Marks::default(),
    }
}

/// The values of a facet, while they are counted.
struct Tally<'f, 's> {
    facet: Facet,
    values: &'f [Wanted],
    counts: Vec<usize>,
    /// By value, which connector was counted last: the number of it.
    latest: Vec<usize>,
    number: usize,
    /// The values of the catalog's own words, as they are spelt: each spelling is folded once.
    spelt: Spelt<'s, Option<usize>>,
}

impl<'f, 's> Tally<'f, 's> {
    fn of((facet, values): &'f (Facet, Vec<Wanted>)) -> Self {
        Self {
            facet: *facet,
            values,
            counts: vec![0; values.len()],
            latest: vec![0; values.len()],
            number: 0,
            spelt: Spelt::default(),
        }
    }

    fn see(&mut self, subject: &Subject<'s>) {
        if Facet::OWN.contains(&self.facet) {
            self.see_words(subject.connector);
            return;
        }
        for (value, count) in self.values.iter().zip(&mut self.counts) {
            *count += usize::from(value.is_met_by(subject));
        }
    }

    /// A word that is told twice counts once.
    fn see_words(&mut self, connector: &'s Connector) {
        self.number += 1;
        for word in self.facet.each_published(connector) {
            let values = self.values;
            let value = *self.spelt.of(word, || {
                let folded = fold(word);
                values.iter().position(|value| value.word() == folded)
            });
            let counted = value.and_then(|at| self.counts.get_mut(at).zip(self.latest.get_mut(at)));
            if let Some((count, latest)) = counted {
                *count += usize::from(*latest != self.number);
                *latest = self.number;
            }
        }
    }

    fn group(self) -> Group {
        Group {
            facet: self.facet,
            values: self.values.iter().cloned().zip(self.counts).collect(),
        }
    }
}
