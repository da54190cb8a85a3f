//! Level, stage and availability through time, as the snapshots showed them.

use crate::{
    catalog::diff::{self, What},
    text::Word,
    view::{
        Role, changes,
        layout::{Page, muted, plain, span},
    },
};

use super::Subject;

pub(super) fn write(subject: &Subject<'_>, page: &mut Page) {
    let connector = subject.connector;
    let Some(first) = connector.history.first() else {
        return;
    };
    page.heading("History");
    page.paragraph(
        vec![
            muted(format!("{} ", first.as_of)),
            plain(format!(
                "first seen: {}, stage {}",
                first.level.name_in(subject.outlook.words),
                first.stage.label()
            )),
            plain(
                first
                    .version
                    .as_ref()
                    .map_or_else(String::new, |v| format!(", version {v}")),
            ),
        ],
        2,
        4,
    );
    for change in diff::history(connector, &subject.outlook.catalog.snapshots) {
        let role = match &change.what {
            What::Level(..) | What::Removed => Role::Strong,
            What::New | What::Breaking(_) => continue,
            What::Stage(..)
            | What::Availability(..)
            | What::Renamed(..)
            | What::Version(..)
            | What::Deadline(..) => Role::Plain,
        };
        page.paragraph(
            vec![
                muted(format!("{} ", changes::when(&change))),
                span(changes::phrase(&change.what, subject.outlook.words), role),
            ],
            2,
            4,
        );
    }
}
