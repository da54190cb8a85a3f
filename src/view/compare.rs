//! Two to four connectors side by side, the differing rows first.

use crate::{
    catalog::Connector,
    policy::{Assessment, Basis},
    sort,
    text::{self, Text, Word},
    words::Deployment,
};

use super::{
    Glyphs, Outlook, Provenance, Role,
    layout::{Page, Span, muted, plain, span},
    page::support_cell,
    phrase,
};

/// One compared property: what it is, and its value for each connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub what: String,
    pub cells: Vec<String>,
}

impl Row {
    pub fn differs(&self) -> bool {
        self.cells
            .iter()
            .any(|cell| Some(cell) != self.cells.first())
    }
}

/// The rows of a comparison, differing ones first.
pub fn rows(connectors: &[&Connector], outlook: &Outlook<'_>) -> Vec<Row> {
    let judged: Vec<(&Connector, Assessment)> =
        connectors.iter().map(|c| (*c, outlook.assess(c))).collect();
    let mut rows: Vec<Row> = PROPERTIES
        .iter()
        .map(|(what, value)| Row {
            what: (*what).to_owned(),
            cells: judged.iter().map(|(c, a)| value(c, a, outlook)).collect(),
        })
        .collect();
    for deployment in Deployment::ALL {
        rows.push(Row {
            what: format!("On {}", deployment.label()),
            cells: judged
                .iter()
                .map(|(_, a)| placement(a, *deployment))
                .collect(),
        });
    }
    sort::by_key(&mut rows, |row| !row.differs());
    rows
}

type Value = fn(&Connector, &Assessment, &Outlook<'_>) -> String;

const PROPERTIES: &[(&str, Value)] = &[
    ("Verdict", |_, a, _| a.judgement.readiness.word().to_owned()),
    ("Kind", |c, _, _| c.kind.word().to_owned()),
    ("Level", |c, _, o| c.level.name_in(o.words).to_owned()),
    ("Stage", |c, _, _| c.stage.label().to_owned()),
    ("Maintainer", |_, a, _| {
        a.judgement.maintainer.label().to_owned()
    }),
    ("Version", |c, _, o| {
        o.version(c).map_or_else(dash, ToString::to_string)
    }),
    ("Updated", |c, _, _| {
        c.version_released.map_or_else(dash, |d| d.to_string())
    }),
    ("First released", |c, _, _| {
        c.first_released.map_or_else(dash, |d| d.to_string())
    }),
    ("Next deadline", |c, _, o| {
        c.next_deadline(o.today, o.profile.deployment.registry())
            .map_or_else(dash, |d| d.to_string())
    }),
    ("Breaking changes", |c, _, _| {
        c.breaking().count().to_string()
    }),
    ("Median window", |_, a, _| {
        let own = a
            .upgrade
            .median_days
            .filter(|_| a.upgrade.basis == Some(Basis::Own));
        own.map_or_else(dash, text::days)
    }),
    ("Usage", |c, _, _| {
        phrase::grade(c.metrics.as_ref().and_then(|m| m.usage)).to_owned()
    }),
    ("Sync success", |c, _, _| {
        phrase::grade(c.metrics.as_ref().and_then(|m| m.sync_success)).to_owned()
    }),
    ("Type", |c, _, _| or_dash(c.subtype.as_ref())),
    ("Language", |c, _, _| joined(&c.languages)),
    ("Licence", |c, _, _| or_dash(c.license.as_ref())),
    ("Allowed hosts", |c, _, _| {
        c.allowed_hosts
            .as_deref()
            .map_or_else(|| "all".to_owned(), joined)
    }),
    ("Capabilities", |c, _, _| joined(&c.rare.features)),
];

fn dash() -> String {
    "-".to_owned()
}

fn or_dash(text: Option<&Text>) -> String {
    text.map_or_else(dash, ToString::to_string)
}

fn joined(texts: &[Text]) -> String {
    if texts.is_empty() {
        return dash();
    }
    texts
        .iter()
        .map(Text::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn placement(assessment: &Assessment, deployment: Deployment) -> String {
    let placement = assessment.judgement.placement(deployment);
    format!(
        "{}, {}, SLA {}",
        placement.availability.label(),
        support_cell(*placement),
        placement.sla.label()
    )
}

/// The comparison as a document.
pub fn page(
    connectors: &[&Connector],
    outlook: &Outlook<'_>,
    provenance: &Provenance,
    glyphs: Glyphs,
) -> Page {
    let rows = rows(connectors, outlook);
    let differing = rows.iter().filter(|row| row.differs()).count();
    let mut page = Page::default();
    for (at, connector) in connectors.iter().enumerate() {
        let readiness = outlook.judge(connector).readiness;
        page.paragraph(
            vec![
                muted(format!("{} ", at + 1)),
                span(connector.name.as_str(), Role::Title),
                muted(format!("{}{}", glyphs.separator(), connector.slug)),
                plain(" "),
                span(
                    format!("{} {}", glyphs.readiness(readiness), readiness.label()),
                    Role::Verdict(readiness),
                ),
            ],
            0,
            2,
        );
    }
    let mut columns = vec![names(connectors)];
    columns.extend_from_slice(&rows[..differing]);
    different(&columns, connectors.len(), &mut page);
    same(&rows[differing..], &mut page);
    page.blank();
    page.paragraph(vec![muted(provenance.phrase())], 0, 0);
    page
}

/// Tells the columns apart where the head has gone out of sight.
fn names(connectors: &[&Connector]) -> Row {
    Row {
        what: "Connector".to_owned(),
        cells: connectors.iter().map(|c| c.slug.to_string()).collect(),
    }
}

const HEADS: [&str; 5] = ["", "1", "2", "3", "4"];

fn different(rows: &[Row], columns: usize, page: &mut Page) {
    page.heading("Different");
    let rows = rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| plain(cell.as_str()));
            std::iter::once(span(row.what.as_str(), Role::Strong))
                .chain(cells)
                .collect::<Vec<Span>>()
        })
        .collect();
    page.table(HEADS.iter().copied().take(columns + 1).collect(), rows, 2);
}

/// What all have in common is said once.
fn same(rows: &[Row], page: &mut Page) {
    if rows.is_empty() {
        return;
    }
    page.heading("The same");
    let rows = rows
        .iter()
        .map(|row| {
            let cell = row.cells.first().map_or("", String::as_str);
            vec![span(row.what.as_str(), Role::Strong), plain(cell)]
        })
        .collect();
    page.table(vec!["", ""], rows, 2);
}
