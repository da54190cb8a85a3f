//! Why a connector is a hit where its name does not show it: another name, the slug, the id or the image that the words
//! of a query hit. Knows no screen.

use std::ops::Range;

use super::{
    heritage::{self, Retired},
    highlight::{Hit, Marks, joined},
    index::typed,
    letters::Letters,
};
use crate::catalog::Connector;

/// What was hit beside the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    pub part: Part,
    pub text: String,
    /// The byte ranges of the text that were hit, in order.
    pub hits: Vec<Range<usize>>,
}

/// What a text is of a connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It is cut where it is shown.
    Name,
    Slug,
    /// A name that it had.
    Former,
    /// What people also type for it.
    Alias,
    /// What it took the place of.
    Replaced,
    Id,
    Image,
    /// The page that describes it.
    Page,
}

impl Marks {
    /// What explains most of the words that what is shown of the name does not show; `connectors` are those of the
    /// catalog, in its order.
    pub fn why(
        &self,
        (connector, shown): (&Connector, &str),
        connectors: &[Connector],
    ) -> Option<Why> {
        let name = Letters::traced(shown);
        let is_seen = |hit: &Hit| hit.is_kind(connector.kind) || !hit.of(shown, &name).is_empty();
        let (seen, unseen): (Vec<&Hit>, Vec<&Hit>) = self.all().partition(|hit| is_seen(hit));
        if unseen.is_empty() {
            return None;
        }
        let addressed = unseen.iter().find_map(|hit| hit.addressed(connector));
        let spellings = spellings(connector, connectors);
        addressed.or_else(|| best((&seen, &unseen), spellings))
    }
}

/// The spelling that most of the words hit, and of those the one that has the least besides.
fn best<'t>(
    (seen, unseen): (&[&Hit], &[&Hit]),
    spellings: impl Iterator<Item = (Part, &'t str)>,
) -> Option<Why> {
    let mut best: Option<(usize, usize, Why)> = None;
    for (part, text) in spellings {
        let letters = Letters::traced(text);
        let each = |hits: &[&Hit]| -> Vec<Vec<Range<usize>>> {
            let ranges = hits.iter().map(|hit| {
                let ranges = hit.of(text, &letters).into_iter();
                ranges.filter(|range| is_said(part, range, text)).collect()
            });
            ranges
                .filter(|ranges: &Vec<_>| !ranges.is_empty())
                .collect()
        };
        let mut hits = each(unseen);
        if hits.is_empty() {
            continue;
        }
        hits.extend(each(seen));
        let count = hits.len();
        let hits = joined(hits.into_iter().flatten().collect());
        let besides = match part {
            Part::Name => 0,
            _ => text.len() - hits.iter().map(Range::len).sum::<usize>(),
        };
        let is_better = best
            .as_ref()
            .is_none_or(|(most, least, _)| count > *most || count == *most && besides < *least);
        if is_better {
            let text = text.to_owned();
            best = Some((count, besides, Why { part, text, hits }));
        }
    }
    best.map(|(.., why)| why)
}

/// Nothing within the words of an alias counts.
fn is_said(part: Part, range: &Range<usize>, text: &str) -> bool {
    let before = text[..range.start].chars().next_back();
    part != Part::Alias || before.is_none_or(|c| !c.is_alphanumeric())
}

/// All that a connector is called.
fn spellings<'t>(
    connector: &'t Connector,
    connectors: &'t [Connector],
) -> impl Iterator<Item = (Part, &'t str)> {
    let replaced = heritage::replaced_by(&connector.slug).iter();
    let replaced = replaced.flat_map(move |slug| Retired::new(slug, at(connectors, slug)).names());
    let name = std::iter::once((Part::Name, connector.name.as_str()));
    name.chain(heritage::former(connector).map(|name| (Part::Former, name)))
        .chain(std::iter::once((Part::Slug, connector.tail())))
        .chain(typed(connector).map(|alias| (Part::Alias, alias)))
        .chain(replaced.map(|name| (Part::Replaced, name)))
}

/// The connector of a slug, in a catalog's order.
fn at<'c>(connectors: &'c [Connector], slug: &str) -> Option<&'c Connector> {
    let place = connectors.partition_point(|connector| connector.slug.as_str() < slug);
    connectors
        .get(place)
        .filter(|connector| connector.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::wire,
        date,
        search::{Alone, Ground, Index, Memo, Query, ask::Asked},
    };

    /// What a row of the bundled catalog says of a query: the part, and its text with what was hit in brackets.
    fn why(query: &str, slug: &str) -> Option<(Part, String)> {
        let bundled = include_bytes!("../../assets/catalog.json");
        let catalog = wire::decode(bundled, None).unwrap().catalog;
        let connectors = catalog.connectors();
        let index = Index::of(connectors);
        let ground = Ground {
            index: &index,
            connectors,
            judgements: &[],
            today: date::parse("2026-03-01").unwrap(),
        };
        let query = Query::parse(query);
        let is_listed = |row| ground.connector(row).is_some_and(|c| !c.is_gone());
        let asked = Asked::of(
            &query,
            (&ground, &is_listed),
            (&mut Memo::default(), &Alone),
        );
        let connector = at(connectors, slug).unwrap();
        let why =
            Marks::of(&asked.unwrap(), &query).why((connector, &connector.name), connectors)?;
        let mut told = why.text.clone();
        for range in why.hits.iter().rev() {
            told.insert(range.end, ']');
            told.insert(range.start, '[');
        }
        Some((why.part, told))
    }

    type Told = Option<(Part, &'static str)>;

    /// Queries, a connector, and what is told of it.
    const TOLD: &[(&str, &str, Told)] = &[
        ("pg", "source-postgres", Some((Part::Alias, "[pg]"))),
        (
            "fb ads",
            "source-facebook-marketing",
            Some((Part::Alias, "[fb] [ads]")),
        ),
        (
            "face ads",
            "source-facebook-marketing",
            Some((Part::Alias, "[face]book [ads]")),
        ),
        (
            "airbyte/source-oracle",
            "source-oracle",
            Some((Part::Image, "[airbyte/source-oracle]")),
        ),
        (
            "postgre sql",
            "source-postgres",
            Some((Part::Alias, "[postgresql]")),
        ),
        (
            "fresh works desk",
            "source-freshdesk",
            Some((Part::Alias, "[freshworks]")),
        ),
        ("ga4", "source-google-analytics-data-api", None),
        (
            "data-api",
            "source-google-analytics-data-api",
            Some((Part::Slug, "google-analytics-[data-api]")),
        ),
        ("faker", "source-faker", Some((Part::Slug, "[faker]"))),
        ("fakr", "source-faker", Some((Part::Slug, "[faker]"))),
        (
            "googlee",
            "destination-bigquery",
            Some((Part::Alias, "[google] bigquery")),
        ),
        (
            "quickbooks singer",
            "source-quickbooks",
            Some((Part::Replaced, "[quickbooks]-[singer]")),
        ),
        (
            "universal",
            "source-google-analytics-data-api",
            Some((Part::Replaced, "Google Analytics ([Universal] Analytics)")),
        ),
        (
            "decd338e",
            "source-postgres",
            Some((Part::Id, "[decd338e]…")),
        ),
        (
            "airbyte/source-post",
            "source-postgres",
            Some((Part::Image, "[airbyte/source-post]gres")),
        ),
        (
            "source-postgres@3.7.0",
            "source-postgres",
            Some((Part::Slug, "[source-postgres]")),
        ),
        (
            "https://docs.airbyte.com/integrations/sources/postgres",
            "source-postgres",
            Some((Part::Page, "[sources/postgres]")),
        ),
        (
            "getlag",
            "source-getlago",
            Some((Part::Former, "[GetLag]o")),
        ),
        (
            "apple search ads",
            "source-apple-search-ads",
            Some((Part::Former, "[Apple] [Search] [Ads]")),
        ),
        ("name:fake", "source-faker", Some((Part::Slug, "[fake]r"))),
        (
            "name:^source-fake",
            "source-faker",
            Some((Part::Slug, "[source-fake]r")),
        ),
        ("postgres source", "source-postgres", None),
        ("source-post", "source-postgres", None),
        ("source-fake", "source-faker", Some((Part::Slug, "[fake]r"))),
        ("!pg", "source-postgres", None),
        ("level:airbyte", "source-postgres", None),
        ("stripe | pg", "source-stripe", None),
    ];

    #[test]
    fn what_the_name_does_not_show_is_told() {
        for (query, slug, expected) in TOLD {
            let expected = expected.map(|(part, told)| (part, told.to_owned()));
            assert_eq!(why(query, slug), expected, "{query} in {slug}");
        }
    }
}
