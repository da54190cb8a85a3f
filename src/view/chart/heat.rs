//! The heat map: connectors on offer, counted by level, stage and deployment.

use crate::{
    search::{Facet, Subject, Wanted},
    text::Word,
    words::{Deployment, Level, Stage},
};

const LEVELS: usize = Level::ALL.len();
const STAGES: usize = Stage::ALL.len();
const DEPLOYMENTS: usize = Deployment::ALL.len();

/// Levels that have a row even where there is no such connector; archived ones have one where any can be used.
const STANDING: [Level; 5] = [
    Level::Airbyte,
    Level::Enterprise,
    Level::Marketplace,
    Level::Custom,
    Level::Unknown,
];

/// How many connectors are usable where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heat {
    /// The rows.
    pub levels: Vec<Level>,
    /// The columns under each deployment: the stages that occur.
    pub stages: Vec<Stage>,
    counts: [[[usize; STAGES]; LEVELS]; DEPLOYMENTS],
}

/// A place in the map; `None` stands for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub level: Option<Level>,
    pub stage: Option<Stage>,
    pub on: Deployment,
}

/// How much of what a deployment can use stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    Nothing,
    Trace,
    Part,
    Much,
    Most,
}

impl Shade {
    /// Shades and the percentage from which each holds, the lightest first. One level outnumbers all others, so equal
    /// steps would paint everything else alike.
    pub const STEPS: [(Self, usize); 4] = [
        (Self::Trace, 0),
        (Self::Part, 2),
        (Self::Much, 10),
        (Self::Most, 30),
    ];
}

impl Heat {
    pub fn of<'a>(subjects: impl Iterator<Item = Subject<'a>>) -> Self {
        let mut counts = [[[0; STAGES]; LEVELS]; DEPLOYMENTS];
        for subject in subjects.filter(is_listed) {
            let connector = subject.connector;
            for on in Deployment::ALL {
                if Wanted::On(*on).is_met_by(&subject) {
                    counts[*on as usize][connector.level as usize][connector.stage as usize] += 1;
                }
            }
        }
        let mut heat = Self {
            levels: STANDING.to_vec(),
            stages: Vec::new(),
            counts,
        };
        if heat.has_any(Level::Archived, None) {
            heat.levels.push(Level::Archived);
        }
        let is_used = |stage: &&Stage| {
            let mut levels = heat.levels.iter();
            levels.any(|level| heat.has_any(*level, Some(**stage)))
        };
        heat.stages = Stage::ALL.iter().filter(is_used).copied().collect();
        heat
    }

    fn has_any(&self, level: Level, stage: Option<Stage>) -> bool {
        let level = Some(level);
        let mut deployments = Deployment::ALL.iter();
        deployments.any(|on| {
            self.count(Cell {
                level,
                stage,
                on: *on,
            }) > 0
        })
    }

    pub fn count(&self, cell: Cell) -> usize {
        let levels = Level::ALL.iter().filter(|level| match cell.level {
            Some(wanted) => **level == wanted,
            // A list shows archived connectors only where their level is named.
            None => **level != Level::Archived,
        });
        levels
            .map(|level| &self.counts[cell.on as usize][*level as usize])
            .map(|stages| match cell.stage {
                Some(stage) => stages[stage as usize],
                None => stages.iter().sum(),
            })
            .sum()
    }

    /// All that a deployment can use.
    pub fn total(&self, on: Deployment) -> usize {
        self.count(Cell {
            level: None,
            stage: None,
            on,
        })
    }

    /// The cell's part of its deployment, in whole percent, rounded down.
    pub fn percent(&self, cell: Cell) -> usize {
        let total = self.total(cell.on).max(1);
        (self.count(cell) * 100 / total).min(100)
    }

    pub fn shade(&self, cell: Cell) -> Shade {
        if self.count(cell) == 0 {
            return Shade::Nothing;
        }
        let percent = self.percent(cell);
        let reached = Shade::STEPS.iter().rfind(|(_, from)| percent >= *from);
        reached.map_or(Shade::Trace, |(shade, _)| *shade)
    }

    /// The largest count, which every column must have room for.
    pub fn largest(&self) -> usize {
        let totals = Deployment::ALL.iter().map(|on| self.total(*on));
        totals.max().unwrap_or(0)
    }
}

impl Cell {
    /// The query that finds what was counted.
    pub fn query(self) -> String {
        let parts = [
            self.level.map(|level| (Facet::Level, Wanted::Level(level))),
            self.stage.map(|stage| (Facet::Stage, Wanted::Stage(stage))),
            Some((Facet::On, Wanted::On(self.on))),
        ];
        let terms: Vec<String> = parts
            .iter()
            .flatten()
            .map(|(facet, wanted)| format!("{}:{}", facet.word(), wanted.word()))
            .collect();
        terms.join(" ")
    }
}

/// What a list shows when the level is named.
fn is_listed(subject: &Subject<'_>) -> bool {
    !subject.connector.is_gone() || subject.connector.level == Level::Archived
}
