//! Live counts: how many hits each value of each facet would give, counted in one pass with the hits.

use super::{
    Classes, Facet, Ground, Hands, Memo, Query, Wanted,
    ask::{Asked, Elsewhere, Missed},
    highlight::Marks,
};
use crate::catalog::Connector;

/// The hits of a query, best first, by their places in the catalog; and what choosing each value would give.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub hits: Vec<usize>,
    pub groups: Vec<Group>,
    /// How many connectors the query chose from.
    pub total: usize,
    /// Which letters were hit.
    pub marks: Marks,
}

/// A facet's values with their counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub facet: Facet,
    pub values: Vec<(Wanted, usize)>,
}

/// Whether a connector is among those that a query chooses from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    Yes,
    /// Not until a value of this facet names it; for these values it counts.
    OnceNamed(Facet),
    No,
}

/// What a search works with beside the catalog: its classes, the words of earlier queries, and who does the work.
pub struct Means<'m, H> {
    pub classes: &'m Classes,
    pub memo: &'m mut Memo,
    pub hands: &'m H,
}

/// What queries choose from, by class.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    of_classes: Vec<Listed>,
    /// How many are listed.
    total: usize,
}

impl Choice {
    /// What is listed must be the same for all connectors of a class.
    pub fn of(
        classes: &Classes,
        ground: &Ground<'_>,
        listed: impl Fn(&Connector) -> Listed,
    ) -> Self {
        let mut choice = Self::default();
        for class in &classes.all {
            let listed = ground.connector(class.example).map_or(Listed::No, &listed);
            choice.of_classes.push(listed);
            choice.total += if listed == Listed::Yes { class.size } else { 0 };
        }
        choice
    }

    fn has_hidden(&self) -> bool {
        let mut listed = self.of_classes.iter();
        listed.any(|listed| matches!(listed, Listed::OnceNamed(_)))
    }
}

/// Runs a query on what a list is made of, and counts for the facets of the classes; nothing if it was called off.
pub fn run<H: Hands>(
    query: &Query,
    ground: &Ground<'_>,
    listed: impl Fn(&Connector) -> Listed,
    means: Means<'_, H>,
) -> Option<Found> {
    let choice = Choice::of(means.classes, ground, listed);
    run_on(query, ground, &choice, means)
}

/// The same where it is known what is listed.
pub fn run_on<H: Hands>(
    query: &Query,
    ground: &Ground<'_>,
    choice: &Choice,
    means: Means<'_, H>,
) -> Option<Found> {
    let Means {
        classes,
        memo,
        hands,
    } = means;
    let listed = |row| choice.of_classes.get(classes.of_row(row)).copied();
    let is_listed = |row| listed(row) == Some(Listed::Yes);
    let asked = Asked::of(query, (ground, &is_listed), (memo, hands))?;
    let is_class_listed = |class| choice.of_classes.get(class) == Some(&Listed::Yes);
    let elsewhere = Elsewhere::of(&asked, (classes, &is_class_listed), hands)?;
    let missed = missed(&asked, (classes, choice), &elsewhere);
    let missed_of = |row| {
        let missed = missed.get(classes.of_row(row));
        missed.copied().unwrap_or(Missed::More)
    };
    let mut counter = Counter::new(classes);
    let mut parts = if asked.is_certain(&is_listed) || !choice.has_hidden() {
        asked.sift(missed_of, hands)?
    } else {
        let is_hidden = |row| matches!(listed(row), Some(Listed::OnceNamed(_)));
        let only = |hidden: bool| {
            let is_one = move |row| is_hidden(row) == hidden;
            move |row| {
                if is_one(row) {
                    missed_of(row)
                } else {
                    Missed::More
                }
            }
        };
        // Once the hidden are named, words may hit them otherwise.
        let is_named = |row| !matches!(listed(row), None | Some(Listed::No));
        let named = Asked::of(query, (ground, &is_named), (memo, hands))?;
        let hidden = named.sift(only(true), hands)?;
        let hidden = hidden.iter().flat_map(|part| &part.near);
        hidden.for_each(|row| counter.see(*row));
        asked.sift(only(false), hands)?
    };
    let mut hits = Vec::with_capacity(parts.len());
    for part in &mut parts {
        part.near.iter().for_each(|row| counter.see(*row));
        part.hits.each_row(|row| counter.see(row));
        hits.push(std::mem::take(&mut part.hits));
    }
    Some(Found {
        hits: asked.ordered(hits),
        groups: counter.groups(&asked, &missed, &elsewhere),
        total: choice.total,
        marks: Marks::of(&asked, query),
    })
}

/// What keeps each class from being hits. What is one once another deployment is chosen is kept out by nothing else.
fn missed(
    asked: &Asked<'_>,
    (classes, choice): (&Classes, &Choice),
    elsewhere: &Elsewhere,
) -> Vec<Missed> {
    let each = classes.all.iter().zip(&choice.of_classes).enumerate();
    let missed = each.map(
        |(at, (class, listed))| match asked.kept_out(class.example, *listed) {
            Missed::More if elsewhere.is_any(at) => Missed::Facet(Facet::On),
            missed => missed,
        },
    );
    missed.collect()
}

/// Counts by class first: those of one class have all values in common.
struct Counter<'a> {
    classes: &'a Classes,
    seen: Vec<usize>,
}

impl<'a> Counter<'a> {
    fn new(classes: &'a Classes) -> Self {
        Self {
            classes,
            seen: vec![0; classes.len()],
        }
    }

    fn see(&mut self, row: u32) {
        if let Some(seen) = self.seen.get_mut(self.classes.of_row(row)) {
            *seen += 1;
        }
    }

    /// A hit counts for all groups, and a near miss for the one that kept it out; but a deployment for itself.
    fn groups(&self, asked: &Asked<'_>, missed: &[Missed], elsewhere: &Elsewhere) -> Vec<Group> {
        let empty = |(facet, values): &(Facet, Vec<Wanted>)| {
            let begun = |value: &Wanted| (value.clone(), elsewhere.count(value).unwrap_or(0));
            Group {
                facet: *facet,
                values: values.iter().map(begun).collect(),
            }
        };
        let mut groups: Vec<Group> = self.classes.facets.iter().map(empty).collect();
        let classes = self.classes.all.iter().zip(&self.seen).zip(missed);
        for (at, ((class, seen), missed)) in classes.enumerate() {
            if *seen == 0 {
                continue;
            }
            for (group, value) in &class.values {
                let Some(group) = groups.get_mut(usize::from(*group)) else {
                    continue;
                };
                let Some((value, count)) = group.values.get_mut(*value as usize) else {
                    continue;
                };
                let is_counted = elsewhere.has(at, value).unwrap_or_else(|| match missed {
                    Missed::Facet(facet) => {
                        *facet == group.facet && asked.lets_in(value, class.example)
                    }
                    Missed::Nothing | Missed::More => true,
                });
                *count += if is_counted { *seen } else { 0 };
            }
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Alone, Index};
    use crate::{
        catalog::Connector,
        date,
        policy::{Policy, Profile},
        text::Text,
        words::{Kind, Level},
    };

    fn count(query: &str, facet: Facet) -> (usize, Vec<(String, usize)>) {
        let connectors: Vec<Connector> = [
            ("source-a", Kind::Source, Level::Airbyte, "python"),
            ("source-b", Kind::Source, Level::Marketplace, "java"),
            (
                "destination-a",
                Kind::Destination,
                Level::Marketplace,
                "python",
            ),
        ]
        .into_iter()
        .map(|(slug, kind, level, language)| {
            let mut made = Connector::new(Text::name(slug), kind, Text::name(slug));
            made.level = level;
            made.languages = vec![Text::name(language)].into();
            made
        })
        .collect();
        let policy = Policy::bundled().unwrap();
        let today = date::parse("2026-03-01").unwrap();
        let judgements: Vec<_> = connectors
            .iter()
            .map(|c| policy.judge(c, &Profile::default()))
            .collect();
        let index = Index::of(&connectors);
        let ground = Ground {
            index: &index,
            connectors: &connectors,
            judgements: &judgements,
            today,
        };
        let classes = Classes::of(&ground, &[(facet, facet.values(&connectors))]);
        let means = Means {
            classes: &classes,
            memo: &mut Memo::default(),
            hands: &Alone,
        };
        let found = run(&Query::parse(query), &ground, |_| Listed::Yes, means).unwrap();
        let counts = found.groups[0]
            .values
            .iter()
            .filter(|(_, count)| *count > 0);
        (
            found.hits.len(),
            counts
                .map(|(value, count)| (value.word().to_owned(), *count))
                .collect(),
        )
    }

    #[test]
    fn a_count_is_what_choosing_the_value_would_give() {
        let counted = |pairs: &[(&str, usize)]| -> Vec<(String, usize)> {
            pairs
                .iter()
                .map(|(word, count)| ((*word).to_owned(), *count))
                .collect()
        };
        assert_eq!(
            count("", Facet::Level),
            (3, counted(&[("airbyte", 1), ("marketplace", 2)]))
        );
        assert_eq!(
            count("level:airbyte", Facet::Level),
            (1, counted(&[("airbyte", 1), ("marketplace", 2)]))
        );
        assert_eq!(
            count("level:airbyte", Facet::Kind),
            (1, counted(&[("source", 1)]))
        );
        assert_eq!(
            count("level:marketplace kind:source", Facet::Kind),
            (1, counted(&[("source", 1), ("destination", 1)]))
        );
        assert_eq!(
            count("-level:airbyte", Facet::Level),
            (2, counted(&[("airbyte", 1), ("marketplace", 2)]))
        );
        assert_eq!(
            count("source", Facet::Language),
            (2, counted(&[("python", 1), ("java", 1)]))
        );
    }
}
