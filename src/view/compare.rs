//! Two to four connectors side by side, the differing rows first.

use crate::{
    catalog::Connector,
    policy::{Assessment, Basis},
    sort,
    text::{self, Word},
    words::Deployment,
};

use super::{
    Glyphs, Outlook, Provenance, Role,
    columns::{Column, Row},
    layout::{Page, Span, muted, plain, span},
    page::support_cell,
    phrase,
};

/// One compared property: the word that programs know it by, its name, and its value for each connector.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub word: String,
    pub label: String,
    pub cells: Vec<String>,
}

impl Compared {
    pub fn differs(&self) -> bool {
        self.cells
            .iter()
            .any(|cell| Some(cell) != self.cells.first())
    }
}

/// What is compared: the columns of lists, and what has none.
enum Property {
    Column(Column),
    Own(&'static str, &'static str, Value),
}

type Value = fn(&Connector, &Assessment) -> String;

const PROPERTIES: [Property; 18] = [
    Property::Column(Column::Readiness),
    Property::Column(Column::Kind),
    Property::Column(Column::Level),
    Property::Column(Column::Stage),
    Property::Column(Column::Maintainer),
    Property::Column(Column::Version),
    Property::Column(Column::VersionReleased),
    Property::Column(Column::FirstReleased),
    Property::Column(Column::Deadline),
    Property::Own("breaking_changes", "Breaking changes", |c, _| {
        c.breaking().count().to_string()
    }),
    Property::Own("median_days", "Median window", |_, a| {
        let own = a.upgrade.median_days;
        let own = own.filter(|_| a.upgrade.basis == Some(Basis::Own));
        own.map_or_else(String::new, text::days)
    }),
    Property::Column(Column::Usage),
    Property::Column(Column::Success),
    Property::Column(Column::Type),
    Property::Column(Column::Language),
    Property::Column(Column::License),
    Property::Own("allowed_hosts", "Allowed hosts", |c, _| {
        let hosts = c.allowed_hosts.as_deref();
        hosts.map_or_else(|| "all".to_owned(), |hosts| phrase::joined(hosts, ", "))
    }),
    Property::Own("capabilities", "Capabilities", |c, _| {
        phrase::joined(&c.rare.features, ", ")
    }),
];

/// The rows of a comparison, differing ones first.
pub fn rows(connectors: &[&Connector], outlook: &Outlook<'_>) -> Vec<Compared> {
    let judged: Vec<(&Connector, Assessment)> =
        connectors.iter().map(|c| (*c, outlook.assess(c))).collect();
    let properties = PROPERTIES.iter().map(|property| {
        let cells = judged
            .iter()
            .map(|(connector, assessment)| property.cell(connector, assessment, outlook));
        property.row(cells.collect())
    });
    let placements = Deployment::ALL.iter().map(|deployment| Compared {
        word: format!("on_{deployment}"),
        label: format!("On {}", deployment.label()),
        cells: judged
            .iter()
            .map(|(_, assessment)| placement(assessment, *deployment))
            .collect(),
    });
    let mut rows: Vec<Compared> = properties.chain(placements).collect();
    sort::by_key(&mut rows, |row| !row.differs());
    rows
}

impl Property {
    fn row(&self, cells: Vec<String>) -> Compared {
        let (word, label) = match self {
            Self::Column(column) => (column.word(), column.label()),
            Self::Own(word, label, _) => (*word, *label),
        };
        Compared {
            word: word.to_owned(),
            label: label.to_owned(),
            cells,
        }
    }

    fn cell(
        &self,
        connector: &Connector,
        assessment: &Assessment,
        outlook: &Outlook<'_>,
    ) -> String {
        let cell = match self {
            Self::Column(column) => {
                let row = Row {
                    connector,
                    judgement: &assessment.judgement,
                    outlook,
                };
                column.told(&row).into_owned()
            }
            Self::Own(_, _, value) => value(connector, assessment),
        };
        if cell.is_empty() {
            "-".to_owned()
        } else {
            cell
        }
    }
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
fn names(connectors: &[&Connector]) -> Compared {
    Compared {
        word: Column::Slug.word().to_owned(),
        label: "Connector".to_owned(),
        cells: connectors.iter().map(|c| c.slug.to_string()).collect(),
    }
}

const HEADS: [&str; 5] = ["", "1", "2", "3", "4"];

fn different(rows: &[Compared], columns: usize, page: &mut Page) {
    page.heading("Different");
    let rows = rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cell| plain(cell.as_str()));
            std::iter::once(span(row.label.as_str(), Role::Strong))
                .chain(cells)
                .collect::<Vec<Span>>()
        })
        .collect();
    page.table(HEADS.iter().copied().take(columns + 1).collect(), rows, 2);
}

/// What all have in common is said once.
fn same(rows: &[Compared], page: &mut Page) {
    if rows.is_empty() {
        return;
    }
    page.heading("The same");
    let rows = rows
        .iter()
        .map(|row| {
            let cell = row.cells.first().map_or("", String::as_str);
            vec![span(row.label.as_str(), Role::Strong), plain(cell)]
        })
        .collect();
    page.table(vec!["", ""], rows, 2);
}
