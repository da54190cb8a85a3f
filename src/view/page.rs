//! Everything about one connector as one document, the answer first: what `show` prints and a detail pane scrolls.

mod facts;
mod history;
mod placements;
mod upgrades;
mod verdict;

use crate::{catalog::Connector, policy::Assessment, text::Word};

use super::{
    Glyphs, Outlook, Provenance, Role,
    layout::{Page, muted, plain, span},
};

pub(super) use placements::support as support_cell;

/// What the sections are made from.
pub(super) struct Subject<'a> {
    pub connector: &'a Connector,
    pub assessment: &'a Assessment,
    pub outlook: &'a Outlook<'a>,
    pub provenance: &'a Provenance,
    pub glyphs: Glyphs,
}

/// The document of a connector.
pub fn of(
    connector: &Connector,
    outlook: &Outlook<'_>,
    provenance: &Provenance,
    glyphs: Glyphs,
) -> Page {
    let assessment = outlook.assess(connector);
    let subject = Subject {
        connector,
        assessment: &assessment,
        outlook,
        provenance,
        glyphs,
    };
    let mut page = Page::default();
    title(&subject, &mut page);
    verdict::write(&subject, &mut page);
    verdict::why(&subject, &mut page);
    placements::write(&subject, &mut page);
    placements::footnotes(&subject, &mut page);
    upgrades::write(&subject, &mut page);
    history::write(&subject, &mut page);
    facts::write(&subject, &mut page);
    facts::links(&subject, &mut page);
    page.blank();
    page.paragraph(vec![muted(provenance.phrase())], 0, 0);
    page
}

fn title(subject: &Subject<'_>, page: &mut Page) {
    let connector = subject.connector;
    let separator = subject.glyphs.separator();
    let mut spans = vec![
        span(connector.name.as_str(), Role::Title),
        muted(separator),
        plain(connector.kind.word()),
    ];
    if let Some(version) = subject.outlook.version(connector) {
        spans.extend([muted(separator), plain(version.as_str())]);
    }
    spans.extend([muted(separator), muted(connector.slug.as_str())]);
    page.paragraph(spans, 0, 2);
}
