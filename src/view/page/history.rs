//! Level, stage and availability through time, as the snapshots showed them.

use crate::{
    catalog::{
        State,
        diff::{self, What},
    },
    date,
    text::Word,
    view::{
        Role, changes,
        layout::{Page, muted, plain, span},
    },
};

use super::Subject;

/// Columns of the time line.
const SPAN: usize = 36;

pub(super) fn write(subject: &Subject<'_>, page: &mut Page) {
    if subject.connector.history.is_empty() {
        return;
    }
    page.heading("History");
    drawn(subject, page);
    told(subject, page);
}

/// Level and stage through time, to scale: each state by its letter.
fn drawn(subject: &Subject<'_>, page: &mut Page) {
    let history = &subject.connector.history;
    let snapshots = &subject.outlook.catalog.snapshots;
    let (Some(from), Some(to)) = (snapshots.first().copied(), snapshots.last().copied()) else {
        return;
    };
    let days = date::days_between(from, to);
    if days <= 0 {
        return;
    }
    let at = |column: usize| {
        let part = i64::try_from(column).unwrap_or(0) * days / i64::try_from(SPAN - 1).unwrap_or(1);
        let day = date::days_before(from, -part);
        history.iter().rev().find(|state| state.as_of <= day)
    };
    let words = subject.outlook.words;
    let letters = |of: &dyn Fn(&State) -> &'static str| -> String {
        let letter = |column| {
            at(column)
                .and_then(|state| of(state).chars().next())
                .unwrap_or_else(|| subject.glyphs.blank())
        };
        (0..SPAN).map(letter).collect()
    };
    let level = letters(&|state| state.level.name_in(words));
    let stage = letters(&|state| state.stage.label());
    let axis = format!("{from}{:>width$}", to.to_string(), width = SPAN - 10);
    for (label, line, role) in [
        ("", axis, Role::Muted),
        ("Level", level, Role::Bar),
        ("Stage", stage, Role::Plain),
    ] {
        page.labelled(label, span(line, role), LABELS);
    }
}

/// Where the time line begins.
const LABELS: usize = 9;

fn told(subject: &Subject<'_>, page: &mut Page) {
    let connector = subject.connector;
    let Some(first) = connector.history.first() else {
        return;
    };
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
            What::Level(..) | What::Removed | What::Forgotten => Role::Strong,
            What::New | What::Breaking(_) | What::Version(..) => continue,
            What::Stage(..)
            | What::Availability(..)
            | What::Granted(..)
            | What::Renamed(..)
            | What::Slug(..)
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
