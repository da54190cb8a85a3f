//! The chart: its numbers against a straightforward count, what Enter takes from it, and its frames at every size.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "chart/acts.rs"]
mod acts;
#[path = "chart/frames.rs"]
mod frames;
#[path = "chart/model.rs"]
mod model;
#[path = "common/provenance.rs"]
mod provenance;

use portolan::{
    catalog::{BreakingChange, Catalog, Connector, Listing, Version},
    date::{self, Date},
    policy::{Policy, Profile},
    text::Text,
    tui::{part::chart::ChartPart, world::World},
    view::Provenance,
    words::{Kind, Level, Stage},
};

use self::provenance::provenance;

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn connector(slug: &str, name: &str, level: Level, stage: Stage) -> Connector {
    let kind = if slug.starts_with("source") {
        Kind::Source
    } else {
        Kind::Destination
    };
    let mut made = Connector::new(Text::name(slug), kind, Text::name(name));
    made.level = level;
    made.stage = stage;
    made.version = Some(Version::new("9.0.0"));
    made.cloud.listing = Listing::Listed;
    made.oss.listing = Listing::Listed;
    made
}

fn due(connector: &mut Connector, version: &str, deadline: &str) {
    connector.breaking_changes.push(BreakingChange {
        deadline: Some(day(deadline)),
        ..BreakingChange::new(Version::new(version))
    });
}

fn looked(connector: &mut Connector, on: &str, level: Level) {
    let mut state = connector.state(day(on));
    state.level = level;
    connector.history = connector.history.iter().cloned().chain([state]).collect();
}

const TODAY: &str = "2026-03-01";

/// Nine connectors: deadlines today, near, beyond the strip and past; a promotion, an archiving, a new one, one gone.
fn small() -> Catalog {
    use Level::{Airbyte, Archived, Custom, Enterprise, Marketplace};
    use Stage::{Alpha, Beta, GenerallyAvailable};
    let mut postgres = connector("source-postgres", "Postgres", Airbyte, GenerallyAvailable);
    due(&mut postgres, "4.0.0", "2026-03-01");
    due(&mut postgres, "5.0.0", "2026-12-24");
    due(&mut postgres, "3.0.0", "2026-02-28");
    let mut warehouse = connector(
        "destination-postgres",
        "Postgres",
        Airbyte,
        GenerallyAvailable,
    );
    due(&mut warehouse, "2.0.0", "2026-03-18");
    looked(&mut warehouse, "2025-01-16", Marketplace);
    looked(&mut warehouse, "2026-02-28", Airbyte);
    let mut oracle = connector(
        "source-oracle-enterprise",
        "Oracle Enterprise",
        Enterprise,
        Stage::None,
    );
    oracle.cloud.listing = Listing::Unknown;
    oracle.oss.listing = Listing::Unknown;
    let mut sheets = connector("source-google-sheets", "Google Sheets", Marketplace, Beta);
    due(&mut sheets, "1.0.0", "2026-03-19");
    let mut sqs = connector("destination-amazon-sqs", "Amazon SQS", Marketplace, Alpha);
    sqs.cloud.listing = Listing::Absent;
    let mut old = connector("source-old", "Old", Archived, Alpha);
    old.cloud.listing = Listing::Absent;
    old.oss.listing = Listing::Absent;
    looked(&mut old, "2025-01-16", Marketplace);
    looked(&mut old, "2026-02-28", Archived);
    let mut fresh = connector("source-fresh", "Fresh", Marketplace, Alpha);
    looked(&mut fresh, "2026-02-28", Marketplace);
    let mut gone = connector("source-gone", "Gone", Marketplace, Alpha);
    gone.removed = Some(day("2026-02-28"));
    due(&mut gone, "9.0.0", "2026-03-09");
    let mut own = connector("source-own", "Our Own", Custom, Stage::None);
    own.is_own = true;
    let (mut catalog, twice) = Catalog::of(vec![
        postgres, warehouse, oracle, sheets, sqs, old, fresh, gone, own,
    ]);
    assert_eq!(twice, []);
    catalog.as_of = Some(day("2026-02-28"));
    catalog.snapshots = ["2025-01-16", "2025-09-03", "2026-02-28"].map(day).to_vec();
    catalog
}

fn world(catalog: Catalog, today: Date) -> World {
    let provenance = Provenance {
        today,
        clock: today,
        is_deployment_given: true,
        ..provenance(&catalog)
    };
    let policy = Policy::bundled().unwrap();
    World::new(catalog, policy, Profile::default(), provenance)
}

fn small_world() -> World {
    world(small(), day(TODAY))
}

fn empty_world() -> World {
    world(Catalog::default(), day(TODAY))
}

fn part(world: &World, width: u16, height: u16) -> ChartPart {
    let mut part = ChartPart::new(world);
    part.resize(width, height);
    part
}
