//! The columns of lists: one table that every format and frontend reads.

use std::borrow::Cow;

use crate::{
    catalog::{Connector, Version},
    date,
    policy::Judgement,
    text::{Text, UnknownWord, Word, words},
};

use super::{Glyphs, Outlook, Role, phrase};

words! {
    /// A column.
    pub enum Column("field") {
        Readiness = "readiness", "Verdict" | "verdict";
        Slug = "slug", "Slug";
        Name = "name", "Name";
        Kind = "kind", "Kind";
        Level = "level", "Level";
        Stage = "stage", "Stage";
        Version = "version", "Version";
        Type = "type", "Type" | "subtype";
        Language = "languages", "Language" | "language";
        License = "license", "Licence" | "licence";
        Id = "id", "Definition id" | "definition_id";
        Image = "image", "Image";
        Docs = "docs_url", "Documentation" | "docs";
        Maintainer = "maintainer", "Maintainer";
        Availability = "availability", "Available";
        Support = "support", "Support";
        Sla = "sla", "SLA";
        Footnote = "footnote", "Note";
        Cloud = "cloud", "In Cloud";
        Oss = "oss", "In OSS";
        Usage = "usage", "Usage";
        Success = "sync_success", "Sync success" | "success";
        FirstReleased = "first_released", "First released";
        VersionReleased = "version_released", "Updated" | "updated";
        Deadline = "deadline", "Deadline";
        DaysLeft = "days_left", "Days left" | "due";
        LevelChanged = "changed", "Moved";
        Removed = "removed", "Removed";
    }
}

/// One hit, with all that a cell is made from.
pub struct Row<'a> {
    pub connector: &'a Connector,
    pub judgement: &'a Judgement,
    pub outlook: &'a Outlook<'a>,
}

/// The columns of a list in a pipe. Scripts rely on their order.
pub const PIPED: [Column; 8] = [
    Column::Slug,
    Column::Kind,
    Column::Name,
    Column::Level,
    Column::Stage,
    Column::Version,
    Column::Readiness,
    Column::Image,
];

/// The columns of a list on a terminal, in their order there.
pub const SHOWN: [Column; 8] = [
    Column::Readiness,
    Column::Name,
    Column::Slug,
    Column::Level,
    Column::Version,
    Column::Stage,
    Column::Deadline,
    Column::Support,
];

impl Column {
    /// Reads the names of columns.
    pub fn list(names: &[String]) -> Result<Vec<Self>, UnknownWord> {
        names.iter().map(|name| Self::parse(name)).collect()
    }

    /// Where not all columns have room, the one of the highest rank gives way first.
    pub fn rank(self) -> u8 {
        match self {
            Self::Readiness => 0,
            Self::Name => 1,
            Self::Level => 2,
            Self::Slug => 3,
            Self::Version => 4,
            Self::Stage => 5,
            Self::Deadline => 6,
            _ => 7,
        }
    }

    /// The cell as plain text; empty where nothing is known.
    pub fn cell<'a>(self, row: &Row<'a>) -> Cow<'a, str> {
        let connector = row.connector;
        let here = row.judgement.here();
        match self {
            Self::Readiness => row.judgement.readiness.word().into(),
            Self::Slug => connector.slug.as_str().into(),
            Self::Name => connector.name.as_str().into(),
            Self::Kind => connector.kind.word().into(),
            Self::Level => match row.outlook.words {
                crate::words::Words::Current => connector.level.word().into(),
                words @ crate::words::Words::Legacy => {
                    connector.level.name_in(words).to_lowercase().into()
                }
            },
            Self::Stage => connector.stage.word().into(),
            Self::Version => {
                let version = row.outlook.version(connector);
                version.map_or("", Version::as_str).into()
            }
            Self::Type => text(connector.subtype.as_ref()),
            Self::Language => phrase::joined(&connector.languages, ",").into(),
            Self::License => text(connector.license.as_ref()),
            Self::Id => text(connector.id.as_ref()),
            Self::Image => text(row.outlook.image(connector)),
            Self::Docs => {
                let docs = connector.docs_url.as_ref();
                docs.map_or_else(String::new, ToString::to_string).into()
            }
            Self::Maintainer => row.judgement.maintainer.word().into(),
            Self::Availability => here.availability.word().into(),
            Self::Support => here.support.word().into(),
            Self::Sla => here.sla.word().into(),
            Self::Footnote => here.footnote.map_or("", Word::word).into(),
            Self::Cloud => offered(connector.cloud.listing.is_offered()).into(),
            Self::Oss => offered(connector.oss.listing.is_offered()).into(),
            Self::Usage => grade(row, |metrics| metrics.usage).into(),
            Self::Success => grade(row, |metrics| metrics.sync_success).into(),
            Self::FirstReleased => day(connector.first_released),
            Self::VersionReleased => day(connector.version_released),
            Self::Deadline => day(deadline(row)),
            Self::DaysLeft => deadline(row)
                .map_or_else(String::new, |day| {
                    date::days_between(row.outlook.today, day).to_string()
                })
                .into(),
            Self::LevelChanged => day(connector.last_moved()),
            Self::Removed => day(connector.removed),
        }
    }

    /// The value as a page tells it to people; empty where nothing is known.
    pub fn told<'a>(self, row: &Row<'a>) -> Cow<'a, str> {
        let connector = row.connector;
        let metrics = connector.metrics.as_ref();
        match self {
            Self::Level => connector.level.name_in(row.outlook.words).into(),
            Self::Stage => connector.stage.label().into(),
            Self::Maintainer => row.judgement.maintainer.label().into(),
            Self::Language => phrase::joined(&connector.languages, ", ").into(),
            Self::Usage => phrase::grade(metrics.and_then(|m| m.usage)).into(),
            Self::Success => phrase::grade(metrics.and_then(|m| m.sync_success)).into(),
            _ => self.cell(row),
        }
    }

    /// The cell as a person on a terminal reads it.
    pub fn shown(self, row: &Row<'_>, glyphs: Glyphs) -> (String, Role) {
        let readiness = row.judgement.readiness;
        match self {
            Self::Readiness => (
                format!(
                    "{} {}{}",
                    glyphs.readiness(readiness),
                    readiness.word(),
                    if row.judgement.wants_license(&row.outlook.profile) {
                        " (licence)"
                    } else {
                        ""
                    }
                ),
                Role::Verdict(readiness),
            ),
            Self::Name => (row.connector.name.to_string(), Role::Strong),
            Self::Level => (self.told(row).into_owned(), Role::Plain),
            Self::Stage => (self.told(row).into_owned(), Role::Muted),
            Self::Support => (
                super::page::support_cell(*row.judgement.here()),
                Role::Plain,
            ),
            Self::Deadline | Self::DaysLeft => (self.cell(row).into_owned(), Role::Alert),
            Self::Slug | Self::Id | Self::Image | Self::Docs => {
                (self.cell(row).into_owned(), Role::Muted)
            }
            _ => (self.cell(row).into_owned(), Role::Plain),
        }
    }

    /// What rows are sorted by in this column: ranks where the words have an order, else the folded text.
    pub fn key(self, row: &Row<'_>) -> SortKey {
        let connector = row.connector;
        match self {
            Self::Readiness => SortKey::Rank(row.judgement.readiness as i64),
            Self::Level => SortKey::Rank(connector.level as i64),
            Self::Stage => SortKey::Rank(connector.stage as i64),
            Self::Availability => SortKey::Rank(row.judgement.here().availability as i64),
            Self::Usage => measure(row, |m| m.usage),
            Self::Success => measure(row, |m| m.sync_success),
            Self::Version => {
                let version = row.outlook.version(connector);
                version.map_or(SortKey::Last, |version| SortKey::Version(version.clone()))
            }
            Self::DaysLeft | Self::Deadline => deadline(row).map_or(SortKey::Last, |day| {
                SortKey::Rank(date::days_between(row.outlook.today, day))
            }),
            _ => match self.cell(row) {
                cell if cell.is_empty() => SortKey::Last,
                cell => SortKey::Text(crate::text::fold::fold(&cell).into_owned()),
            },
        }
    }
}

/// A sortable value; what is not known comes last in either direction.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortKey {
    Rank(i64),
    Version(Version),
    Text(String),
    Last,
}

fn text(value: Option<&Text>) -> Cow<'_, str> {
    value.map_or("", Text::as_str).into()
}

fn day(day: Option<date::Date>) -> Cow<'static, str> {
    day.map_or_else(String::new, |day| day.to_string()).into()
}

fn offered(offered: Option<bool>) -> &'static str {
    match offered {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

type Measure = fn(&crate::catalog::Metrics) -> Option<crate::words::Grade>;

fn grade(row: &Row<'_>, of: Measure) -> &'static str {
    row.connector
        .metrics
        .as_ref()
        .and_then(of)
        .map_or("", Word::word)
}

fn measure(row: &Row<'_>, of: Measure) -> SortKey {
    let grade = row.connector.metrics.as_ref().and_then(of);
    grade.map_or(SortKey::Last, |grade| SortKey::Rank(grade as i64))
}

fn deadline(row: &Row<'_>) -> Option<date::Date> {
    let on = row.outlook.profile.deployment.registry();
    row.connector.next_deadline(row.outlook.today, on)
}
