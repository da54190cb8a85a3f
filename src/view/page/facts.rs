//! Facts and links.

use crate::{
    catalog::Listing,
    date::Date,
    text::{Text, Word},
    view::{
        Role,
        columns::{Column, Row},
        layout::{Page, span},
        links, phrase,
    },
    words::Registry,
};

use super::Subject;

pub(super) fn write(subject: &Subject<'_>, page: &mut Page) {
    page.heading("Facts");
    let rows = facts(subject)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect::<Vec<_>>();
    listed(rows, Role::Plain, page);
}

pub(super) fn links(subject: &Subject<'_>, page: &mut Page) {
    let links = links::of(subject.connector);
    if links.is_empty() {
        return;
    }
    page.heading("Links");
    let rows = links
        .into_iter()
        .map(|(link, address)| (link.label(), address))
        .collect();
    listed(rows, Role::Link, page);
}

fn listed(rows: Vec<(&'static str, String)>, role: Role, page: &mut Page) {
    for (what, value) in rows {
        page.labelled(what, span(value, role), COLUMN);
    }
}

/// Where the values begin.
const COLUMN: usize = 20;

/// Each with its name; empty where nothing is known.
fn facts(subject: &Subject<'_>) -> Vec<(&'static str, String)> {
    let connector = subject.connector;
    let row = Row {
        connector,
        judgement: &subject.assessment.judgement,
        outlook: subject.outlook,
    };
    let own = |text: &Option<Text>| text.as_ref().map_or_else(String::new, Text::to_string);
    let listed = |texts: &[Text]| phrase::joined(texts, ", ");
    let streams = connector.rare.suggested_streams.as_deref();
    let value = |column: Column| match column {
        Column::VersionReleased => dated(connector.version_released, subject),
        Column::FirstReleased => dated(connector.first_released, subject),
        Column::Usage | Column::Success => measured(column, &row),
        _ => column.told(&row).into_owned(),
    };
    let of = |column: Column| (column.label(), value(column));
    vec![
        of(Column::Level),
        of(Column::Stage),
        of(Column::Type),
        of(Column::Language),
        of(Column::License),
        of(Column::Image),
        of(Column::Id),
        of(Column::VersionReleased),
        of(Column::FirstReleased),
        ("Cloud registry", side(subject, Registry::Cloud)),
        ("OSS registry", side(subject, Registry::Oss)),
        (
            "Candidates",
            phrase::joined(&connector.rare.release_candidates, ", "),
        ),
        of(Column::Usage),
        of(Column::Success),
        ("Allowed hosts", hosts(connector.allowed_hosts.as_deref())),
        ("Suggested streams", listed(streams.unwrap_or_default())),
        ("Capabilities", listed(&connector.rare.features)),
        ("PyPI package", own(&connector.rare.pypi)),
        ("Notes", own(&connector.rare.notes)),
    ]
}

fn dated(day: Option<Date>, subject: &Subject<'_>) -> String {
    day.map_or_else(String::new, |day| phrase::dated(day, subject.outlook.today))
}

fn measured(column: Column, row: &Row<'_>) -> String {
    let Some(metrics) = &row.connector.metrics else {
        return String::new();
    };
    let grade = column.told(row);
    match metrics.as_of {
        Some(day) => format!("{grade} (as of {day})"),
        None => grade.into_owned(),
    }
}

fn hosts(hosts: Option<&[Text]>) -> String {
    match hosts {
        None => "not declared: all are allowed".to_owned(),
        Some([]) => "none".to_owned(),
        Some(hosts) => phrase::joined(hosts, ", "),
    }
}

fn side(subject: &Subject<'_>, registry: Registry) -> String {
    let side = subject.connector.side(registry);
    let mut text = match side.listing {
        Listing::Listed => "listed".to_owned(),
        Listing::Granted => "listed, visible to granted workspaces only".to_owned(),
        Listing::Absent => return "not listed".to_owned(),
        Listing::Tombstoned => return "listed as taken back".to_owned(),
        Listing::Unknown => return "not known".to_owned(),
    };
    let version = side
        .own
        .version
        .as_ref()
        .map(|version| format!(", version {version}"));
    let image = side
        .own
        .image
        .as_ref()
        .map(|image| format!(", image {image}"));
    text.extend([version, image].into_iter().flatten());
    if side.is_presumed {
        text.push_str("; its version is not told apart from Cloud's");
    }
    text
}
