//! The number beside a value is how many there are once it is chosen, however the words of the query had to be taken.

use std::sync::LazyLock;

use portolan::{
    catalog::{BreakingChange, Connector, Listing, Side, Version},
    date,
    policy::Profile,
    search::{
        self, Alone, Classes, Facet, Memo, Query, Standing, Wanted,
        counts::{Found, Listed},
    },
    store::bundled,
    text::{Text, Word},
    view::outlook::Scope,
    words::{Deployment, Kind, Level},
};
use proptest::prelude::*;

use super::world::World;

/// As the browser lists: the archived once they are named.
fn listed(connector: &Connector, query: &Query) -> Listed {
    if Scope::Offered.holds(connector, query) {
        Listed::Yes
    } else if connector.level == Level::Archived {
        Listed::OnceNamed(Facet::Level)
    } else {
        Listed::No
    }
}

/// Of connectors by name, level, and whether they were removed.
fn made(connectors: &[(&str, Level, bool)]) -> World {
    let made = connectors.iter().map(|(name, level, is_removed)| {
        let slug = Text::name(&format!("source-{}", name.to_lowercase()));
        let mut made = Connector::new(slug, Kind::Source, Text::name(name));
        made.level = *level;
        made.removed = date::parse("2026-01-01").filter(|_| *is_removed);
        made
    });
    World::of(made.collect())
}

fn bundled() -> Vec<Connector> {
    bundled::read().unwrap().catalog.into_connectors()
}

fn counted(query: &Query, world: &World, means: (&Classes, &mut Memo)) -> Found {
    let listed = |connector: &Connector| listed(connector, query);
    world.counted(query, listed, means, &Alone).unwrap()
}

/// Names as people type them, with slips, cut off, and what only the archived are called.
const WORDS: [&str; 28] = [
    "",
    "postgres",
    "googlee",
    "ntion",
    "zom",
    "zdsk",
    "slak",
    "gogle shets",
    "yugabyte",
    "yugabyt",
    "cassandra",
    "casandra",
    "pulsar",
    "dv360",
    "bigcomerce",
    "weather",
    "wether",
    "iceberg",
    "icberg",
    "meilisearch",
    "postgre sql",
    "zuora",
    "zura",
    "metrics",
    "pg | cassandra",
    "!cassandra",
    "'cassandra",
    "qqqq",
];

const FIELDS: [&str; 7] = [
    "",
    "kind:destination",
    "level:airbyte",
    "-level:marketplace",
    "level:archived",
    "language:python -kind:source",
    "-language:java -on:oss",
];

/// What is wrong with the numbers of a query: there are as many with a value once it is chosen, beside what is chosen.
fn wrong(
    query: &Query,
    world: &World,
    (classes, memo): (&Classes, &mut Memo),
    is_asked: impl Fn(&Wanted) -> bool,
) -> Vec<String> {
    let subjects = world.subjects();
    let mut wrong = Vec::new();
    for group in counted(query, world, (classes, memo)).groups {
        for (value, count) in group
            .values
            .into_iter()
            .filter(|(value, _)| is_asked(value))
        {
            let chosen = Query::parse(&query.rewritten(&value, Standing::Included));
            let holds = |connector: &Connector| Scope::Offered.holds(connector, &chosen);
            let hits = search::run(&chosen, &world.ground(), holds);
            let found = hits.iter().filter(|at| value.is_met_by(&subjects[**at]));
            let found = found.count();
            if found != count {
                wrong.push(format!("{query}: {count}, and {found} for {chosen}"));
            }
        }
    }
    wrong
}

fn told(wrong: &[String]) -> String {
    let first = wrong.iter().take(20).cloned().collect::<Vec<_>>();
    format!("{}:\n{}", wrong.len(), first.join("\n"))
}

#[test]
fn the_number_beside_a_value_is_how_many_there_are_once_it_is_chosen() {
    let world = World::of(bundled());
    let classes = world.classes(&Facet::ALL);
    let mut memo = Memo::default();
    let queries = WORDS
        .iter()
        .flat_map(|words| FIELDS.map(|fields| format!("{words} {fields}")));
    let wrong: Vec<String> = queries
        .flat_map(|query| {
            wrong(&Query::parse(&query), &world, (&classes, &mut memo), |_| {
                true
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", told(&wrong));
}

/// A word that is weak among what is on offer may be a name among the archived.
#[test]
fn the_number_of_the_archived_is_right_for_every_word_that_they_are_called() {
    let world = World::of(bundled());
    let classes = world.classes(&[Facet::Level]);
    let archived = Wanted::Level(Level::Archived);
    let names = world
        .connectors
        .iter()
        .filter(|c| c.level == Level::Archived);
    let mut words: Vec<String> = Vec::new();
    for word in names.flat_map(|c| c.name.split_whitespace()) {
        words.push(word.to_owned());
        words.push(word.chars().take(4).collect());
        words.push(
            word.chars()
                .enumerate()
                .filter(|(at, _)| *at != 2)
                .map(|(_, c)| c)
                .collect(),
        );
    }
    words.sort_unstable();
    words.dedup();
    let mut memo = Memo::default();
    let wrong: Vec<String> = words
        .iter()
        .flat_map(|word| {
            let query = Query::parse(&quoted(word));
            wrong(&query, &world, (&classes, &mut memo), |value| {
                *value == archived
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", told(&wrong));
}

#[test]
fn what_is_not_on_offer_makes_no_word_certain() {
    let world = made(&[
        ("Mention", Level::Marketplace, false),
        ("Notion", Level::Archived, false),
        ("Ntion", Level::Marketplace, true),
    ]);
    let classes = world.classes(&[Facet::Level]);
    let query = Query::parse("ntion");
    let wrong = wrong(&query, &world, (&classes, &mut Memo::default()), |_| true);
    assert!(wrong.is_empty(), "{}", told(&wrong));
}

/// What is asked for of verdicts, beside words and other facets.
const VERDICTS: [&str; 20] = [
    "readiness:ready",
    "readiness:caution",
    "readiness:unavailable",
    "-readiness:unavailable",
    "support:portal",
    "support:none level:marketplace",
    "readiness:>=caveats support:portal",
    "readiness:ready on:oss",
    "readiness:caution level:archived",
    "google readiness:ready,caveats",
    "postgres | readiness:ready",
    "kind:source google | -readiness:unavailable",
    "readiness:ready | support:portal -level:airbyte",
    "due:<1y",
    "-due:<1y level:marketplace",
    "due:2026",
    "due:<1y | host:googleapis.com",
    "due:>10d readiness:caveats",
    "-on:oss",
    "-on:oss,powered readiness:caution | due:<1y",
];

/// A connector that Cloud offers before its breaking change, and OSS behind it: its deadline holds for one of them.
fn behind_on_cloud() -> Connector {
    let mut made = Connector::new(Text::name("source-quay"), Kind::Source, Text::name("Quay"));
    made.level = Level::Marketplace;
    made.cloud = Side::of(Listing::Listed);
    made.oss = Side::of(Listing::Listed);
    made.version = Some(Version::new("2.0.0"));
    made.cloud.own.version = Some(Version::new("1.0.0"));
    made.breaking_changes = vec![BreakingChange {
        deadline: date::parse("2026-05-01"),
        ..BreakingChange::new(Version::new("2.0.0"))
    }]
    .into();
    made
}

/// The same connectors as they are judged for each deployment.
fn judged_for_each() -> Vec<(Deployment, World)> {
    let mut connectors = bundled();
    connectors.push(behind_on_cloud());
    let judged = |deployment: &Deployment| {
        let profile = Profile {
            deployment: *deployment,
            ..Profile::default()
        };
        (*deployment, World::judged(connectors.clone(), profile))
    };
    Deployment::ALL.iter().map(judged).collect()
}

/// What is wrong with the numbers of the deployments: a deployment that is chosen is the one to judge for, and that
/// changes what a verdict is asked of.
fn wrong_for_deployments(query: &Query, worlds: &[(Deployment, World)]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (own, world) in worlds {
        let classes = world.classes(&[Facet::On]);
        let found = counted(query, world, (&classes, &mut Memo::default()));
        for (value, count) in &found.groups[0].values {
            let chosen = Query::parse(&query.rewritten(value, Standing::Included));
            let is_chosen = |(on, _): &&(Deployment, World)| *value == Wanted::On(*on);
            let (_, judged) = worlds.iter().find(is_chosen).unwrap();
            let holds = |connector: &Connector| Scope::Offered.holds(connector, &chosen);
            let found = search::run(&chosen, &judged.ground(), holds).len();
            if found != *count {
                let own = own.word();
                wrong.push(format!("{own} {query}: {count}, and {found} for {chosen}"));
            }
        }
    }
    wrong
}

#[test]
fn the_number_beside_a_deployment_is_how_many_there_are_once_it_is_judged_for() {
    let worlds = judged_for_each();
    let queries = VERDICTS.iter().map(|query| Query::parse(query));
    let wrong: Vec<String> = queries
        .flat_map(|query| wrong_for_deployments(&query, &worlds))
        .collect();
    assert!(wrong.is_empty(), "{}", told(&wrong));
}

/// Everything that a deployment may or may not change.
const CONDITIONS: [&str; 14] = [
    "readiness:ready",
    "-readiness:unavailable,avoid",
    "support:portal",
    "-support:none",
    "due:<1y",
    "-due:2026-04..2026-12",
    "on:cloud",
    "-on:oss",
    "level:airbyte,archived",
    "-kind:destination",
    "updated:>2025-06",
    "google",
    "!postgres",
    "sorce",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_number_beside_a_deployment_is_right_among_any_conditions(
        terms in proptest::collection::vec(
            proptest::collection::vec(proptest::sample::select(&CONDITIONS[..]), 1..3),
            1..4,
        ),
    ) {
        static WORLDS: LazyLock<Vec<(Deployment, World)>> = LazyLock::new(judged_for_each);
        let terms: Vec<String> = terms.iter().map(|any| any.join(" | ")).collect();
        let wrong = wrong_for_deployments(&Query::parse(&terms.join(" ")), &WORLDS);
        prop_assert!(wrong.is_empty(), "{}", told(&wrong));
    }
}

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', ""))
}
