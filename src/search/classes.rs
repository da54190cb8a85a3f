//! Connectors that no facet tells apart, taken together: a filter is tried once for each class of them, and values are
//! counted by class. Made once for a catalog and a profile.

use std::collections::HashMap;

use super::{Facet, Ground, Subject, Wanted, facet::is_usable_on, spelt::Spelt};
use crate::{
    text::{Word, fold::fold},
    words::{Deployment, Grade, Kind, Level, Stage},
};

/// The classes of a catalog's connectors.
#[derive(Debug, Default)]
pub struct Classes {
    /// The class of each row of the index.
    of_rows: Vec<u32>,
    pub(super) all: Vec<Class>,
    pub(super) facets: Vec<(Facet, Vec<Wanted>)>,
}

/// Connectors that have every value in common.
#[derive(Debug, Clone)]
pub(super) struct Class {
    /// One of them, by its row: what holds for it holds for all.
    pub example: u32,
    pub size: usize,
    /// Which values they have: the facet's place and the value's.
    pub values: Vec<(u8, u32)>,
}

/// All that facets see of a connector, and whether it is on offer.
#[derive(PartialEq, Eq, Hash)]
struct Standing {
    level: Level,
    stage: Stage,
    kind: Kind,
    /// Readiness and support on each deployment, as one number: it is compared and hashed at once.
    verdicts: u64,
    usage: Option<Grade>,
    success: Option<Grade>,
    on: [bool; 4],
    is_gone: bool,
    /// The catalog's own words, by number.
    words: Vec<u32>,
}

impl Classes {
    /// Tells them apart by the values of these facets, and counts for these.
    pub fn of(ground: &Ground<'_>, facets: &[(Facet, Vec<Wanted>)]) -> Self {
        let mut classes = Self {
            of_rows: Vec::with_capacity(ground.index.len()),
            all: Vec::new(),
            facets: facets.to_vec(),
        };
        let mut known: HashMap<Standing, u32> = HashMap::new();
        let mut words = Words::default();
        for row in (0..).take(ground.index.len()) {
            let class = ground.subject(row).map_or(u32::MAX, |subject| {
                let standing = Standing::of(&subject, &mut words);
                *known
                    .entry(standing)
                    .or_insert_with(|| classes.add(row, &subject))
            });
            if let Some(class) = classes.all.get_mut(class as usize) {
                class.size += 1;
            }
            classes.of_rows.push(class);
        }
        classes
    }

    pub(super) fn of_row(&self, row: u32) -> usize {
        self.of_rows
            .get(row as usize)
            .map_or(usize::MAX, |class| *class as usize)
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn add(&mut self, row: u32, subject: &Subject<'_>) -> u32 {
        let mut values = Vec::new();
        for (facet, (_, wanted)) in (0..).zip(&self.facets) {
            let met = (0..)
                .zip(wanted)
                .filter(|(_, value)| value.is_met_by(subject));
            values.extend(met.map(|(value, _)| (facet, value)));
        }
        self.all.push(Class {
            example: row,
            size: 0,
            values,
        });
        u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Numbers for the catalog's own words, which are the same for those that fold to the same.
#[derive(Default)]
struct Words<'s> {
    spelt: Spelt<'s, u32>,
    folded: HashMap<String, u32>,
}

impl<'s> Words<'s> {
    fn number(&mut self, word: &'s str) -> u32 {
        let folded = &mut self.folded;
        *self.spelt.of(word, || {
            let next = u32::try_from(folded.len()).unwrap_or(u32::MAX - 1);
            *folded.entry(fold(word).into_owned()).or_insert(next)
        })
    }
}

impl Standing {
    fn of<'s>(subject: &Subject<'s>, known: &mut Words<'s>) -> Self {
        let connector = subject.connector;
        let metrics = connector.metrics.as_ref();
        let mut words = Vec::with_capacity(4);
        for facet in Facet::OWN {
            // Where the words of one facet end, those of the next begin.
            words.push(u32::MAX);
            let from = words.len();
            words.extend(
                facet
                    .each_published(connector)
                    .map(|word| known.number(word)),
            );
            words[from..].sort_unstable();
        }
        Self {
            level: connector.level,
            stage: connector.stage,
            kind: connector.kind,
            verdicts: subject.judgement.placements.iter().fold(0, |all, on| {
                (all << 8 | on.readiness as u64) << 8 | on.support as u64
            }),
            usage: metrics.and_then(|metrics| metrics.usage),
            success: metrics.and_then(|metrics| metrics.sync_success),
            on: std::array::from_fn(|at| {
                let deployment = Deployment::ALL.get(at);
                deployment.is_some_and(|on| is_usable_on(subject, *on))
            }),
            is_gone: connector.is_gone(),
            words,
        }
    }
}
