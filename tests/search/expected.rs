//! The specification of the ranking: what a person types, and what that person expects to see first.

use portolan::{
    catalog::{Catalog, Connector},
    date,
    policy::{Policy, Profile},
    search::Query,
    store::bundled,
    text::Text,
    view::{Outlook, outlook::Scope},
    words::{Kind, Level},
};

const EXPECTED: &str = include_str!("expected.tsv");

struct Expectation<'a> {
    query: &'a str,
    rank: usize,
    slugs: Vec<&'a str>,
    scope: Scope,
}

impl<'a> Expectation<'a> {
    fn read(line: &'a str) -> Self {
        let mut fields = line.split('\t');
        let query = fields.next().unwrap();
        let rank = fields.next().unwrap().parse().unwrap();
        let slugs = fields.next().unwrap().split(' ');
        let scope = match fields.next() {
            None => Scope::Offered,
            Some("all") => Scope::Everything,
            Some(other) => panic!("{line}: unknown scope {other}"),
        };
        Self {
            query,
            rank,
            slugs: slugs.filter(|slug| *slug != "-").collect(),
            scope,
        }
    }

    /// What was found instead, if it is not what is expected.
    fn failure(&self, outlook: &Outlook<'_>) -> Option<String> {
        let hits = outlook.find(&Query::parse(self.query), self.scope);
        let found: Vec<&str> = hits.iter().map(|(c, _)| c.slug.as_str()).collect();
        let first = match self.rank {
            1 => self.slugs.len(),
            rank => rank,
        };
        let first = &found[..found.len().min(first)];
        let is_met = match self.slugs.as_slice() {
            [] => found.is_empty(),
            slugs => slugs.iter().all(|slug| first.contains(slug)),
        };
        let shown = &found[..found.len().min(5)];
        (!is_met).then(|| format!("{}: {shown:?} instead of {:?}", self.query, self.slugs))
    }
}

fn expectations() -> Vec<Expectation<'static>> {
    let lines = EXPECTED.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(Expectation::read).collect()
}

#[test]
fn what_a_person_expects_comes_first() {
    let catalog = bundled::read().unwrap().catalog;
    let policy = Policy::bundled().unwrap();
    let today = date::parse("2026-03-01").unwrap();
    let outlook = Outlook::new(&catalog, &policy, Profile::default(), today);
    let failures: Vec<String> = expectations()
        .iter()
        .filter_map(|expectation| expectation.failure(&outlook))
        .collect();
    assert!(
        failures.is_empty(),
        "{} fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn there_are_enough_of_them_and_each_names_what_the_catalog_has() {
    let catalog = bundled::read().unwrap().catalog;
    let expectations = expectations();
    assert!(expectations.len() >= 200, "{}", expectations.len());
    for slug in expectations.iter().flat_map(|expected| &expected.slugs) {
        assert!(
            catalog.connectors().iter().any(|c| c.slug == **slug),
            "{slug}"
        );
    }
}

#[test]
fn a_name_that_lacks_a_letter_goes_first_also_where_it_holds_the_word() {
    let made = |(name, level): (&str, Level)| {
        let slug = format!("source-{}", name.to_lowercase());
        let made = Connector::new(Text::name(&slug), Kind::Source, Text::name(name));
        Connector { level, ..made }
    };
    // Among equals the level would put the others first.
    let all = [
        ("Oblama", Level::Airbyte),
        ("Llama", Level::Marketplace),
        ("Azomb", Level::Airbyte),
        ("Zoom", Level::Marketplace),
    ];
    let (catalog, _) = Catalog::of(all.map(made).to_vec());
    let policy = Policy::bundled().unwrap();
    let today = date::parse("2026-03-01").unwrap();
    let outlook = Outlook::new(&catalog, &policy, Profile::default(), today);
    for (query, expected) in [("lama", ["Llama", "Oblama"]), ("zom", ["Zoom", "Azomb"])] {
        let hits = outlook.find(&Query::parse(query), Scope::Everything);
        let found: Vec<&str> = hits.iter().map(|(c, _)| c.name.as_str()).collect();
        assert_eq!(found, expected, "{query}");
    }
}
