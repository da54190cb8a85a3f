//! The number beside a value is how many there are once it is chosen, however the words of the query had to be taken.

use portolan::{
    catalog::Connector,
    date,
    policy::{Judgement, Policy, Profile},
    search::{
        self, Alone, Classes, Facet, Ground, Index, Memo, Query, Standing, Subject, Wanted,
        counts::{self, Found, Listed, Means},
    },
    store::bundled,
    view::outlook::Scope,
    words::Level,
};

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

struct World {
    connectors: Vec<Connector>,
    judgements: Vec<Judgement>,
    index: Index,
}

impl World {
    fn bundled() -> Self {
        let connectors = bundled::read().unwrap().catalog.into_connectors();
        let policy = Policy::bundled().unwrap();
        let judge = |connector| policy.judge(connector, &Profile::default());
        Self {
            judgements: connectors.iter().map(judge).collect(),
            index: Index::of(&connectors),
            connectors,
        }
    }

    fn ground(&self) -> Ground<'_> {
        Ground {
            index: &self.index,
            connectors: &self.connectors,
            judgements: &self.judgements,
            today: date::parse("2026-03-01").unwrap(),
        }
    }

    fn subjects(&self) -> Vec<Subject<'_>> {
        let today = self.ground().today;
        let judged = self.connectors.iter().zip(&self.judgements);
        let subject = |(connector, judgement)| Subject {
            connector,
            judgement,
            today,
        };
        judged.map(subject).collect()
    }

    fn classes(&self, facets: &[Facet]) -> Classes {
        let values = |facet: &Facet| (*facet, facet.values(&self.connectors));
        let facets: Vec<_> = facets.iter().map(values).collect();
        Classes::of(&self.ground(), &facets)
    }

    fn counted(&self, query: &Query, classes: &Classes, memo: &mut Memo) -> Found {
        let means = Means {
            classes,
            memo,
            hands: &Alone,
        };
        let listed = |connector: &Connector| listed(connector, query);
        counts::run(query, &self.ground(), listed, means).unwrap()
    }
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

const FIELDS: [&str; 6] = [
    "",
    "kind:destination",
    "level:airbyte",
    "-level:marketplace",
    "level:archived",
    "language:python -kind:source",
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
    for group in world.counted(query, classes, memo).groups {
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
    let world = World::bundled();
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
    let world = World::bundled();
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

fn quoted(word: &str) -> String {
    format!("\"{}\"", word.replace('"', ""))
}
