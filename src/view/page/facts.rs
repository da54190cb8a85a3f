//! Facts and links.

use crate::{
    catalog::{Connector, Listing, Version},
    text::Text,
    text::Word,
    view::{
        Role,
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
        .filter_map(|(what, value)| Some((what, value?)))
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

fn facts(subject: &Subject<'_>) -> Vec<(&'static str, Option<String>)> {
    let connector = subject.connector;
    let today = subject.outlook.today;
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let metrics = connector.metrics.as_ref();
    vec![
        (
            "Level",
            Some(connector.level.name_in(subject.outlook.words).to_owned()),
        ),
        ("Stage", Some(connector.stage.label().to_owned())),
        ("Type", text(&connector.subtype)),
        ("Language", joined(&connector.languages)),
        ("Licence", text(&connector.license)),
        ("Image", text(&connector.image)),
        ("Definition id", text(&connector.id)),
        (
            "Version released",
            connector
                .version_released
                .map(|day| phrase::dated(day, today)),
        ),
        (
            "First released",
            connector
                .first_released
                .map(|day| phrase::dated(day, today)),
        ),
        ("Cloud registry", Some(side(subject, Registry::Cloud))),
        ("OSS registry", Some(side(subject, Registry::Oss))),
        ("Candidates", versions(connector)),
        (
            "Usage",
            metrics.map(|m| measured(phrase::grade(m.usage), m.as_of)),
        ),
        (
            "Sync success",
            metrics.map(|m| measured(phrase::grade(m.sync_success), m.as_of)),
        ),
        (
            "Allowed hosts",
            Some(hosts(connector.allowed_hosts.as_deref())),
        ),
        (
            "Suggested streams",
            connector.rare.suggested_streams.as_deref().and_then(joined),
        ),
        ("Capabilities", joined(&connector.rare.features)),
        ("PyPI package", text(&connector.rare.pypi)),
        ("Notes", text(&connector.rare.notes)),
    ]
}

fn measured(grade: &str, as_of: Option<crate::date::Date>) -> String {
    as_of.map_or_else(|| grade.to_owned(), |day| format!("{grade} (as of {day})"))
}

fn joined(texts: &[Text]) -> Option<String> {
    let texts: Vec<&str> = texts.iter().map(Text::as_str).collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

fn versions(connector: &Connector) -> Option<String> {
    let versions: Vec<&str> = connector
        .rare
        .release_candidates
        .iter()
        .map(Version::as_str)
        .collect();
    (!versions.is_empty()).then(|| versions.join(", "))
}

fn hosts(hosts: Option<&[Text]>) -> String {
    match hosts {
        None => "not declared: all are allowed".to_owned(),
        Some([]) => "none".to_owned(),
        Some(hosts) => joined(hosts).unwrap_or_default(),
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
