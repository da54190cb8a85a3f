//! What moved under a connector after a day, as findings: a warning where it got worse.

use crate::{
    catalog::{
        Connector,
        diff::{self, Change, What},
    },
    date::Date,
    policy::{CheckRule, Finding, Severity},
    text::Text,
    view::{Outlook, changes},
    words::{Level, Stage},
};

pub(super) fn since(connector: &Connector, day: Date, outlook: &Outlook<'_>) -> Vec<Finding> {
    let moved = diff::history(connector, &outlook.catalog.snapshots)
        .into_iter()
        .filter(|change| change.by.is_some_and(|by| by > day));
    let moved = in_one(moved.collect());
    moved
        .iter()
        .map(|change| finding(change, day, outlook))
        .collect()
}

/// The versions of many looks as one step from the first to the last.
fn in_one(changes: Vec<Change>) -> Vec<Change> {
    let (versions, mut others): (Vec<Change>, Vec<Change>) = changes
        .into_iter()
        .partition(|change| matches!(change.what, What::Version(..)));
    if let (Some(first), Some(last)) = (versions.first(), versions.last())
        && let (What::Version(from, _), What::Version(_, to)) = (&first.what, &last.what)
        && from != to
    {
        let what = What::Version(from.clone(), to.clone());
        others.push(Change {
            after: first.after,
            what,
            ..last.clone()
        });
    }
    others
}

fn finding(change: &Change, day: Date, outlook: &Outlook<'_>) -> Finding {
    let severity = if is_worse(&change.what, outlook) {
        Severity::Warning
    } else {
        Severity::Note
    };
    let what = changes::phrase(&change.what, outlook.words);
    let when = match changes::when(change) {
        when if when.is_empty() => String::new(),
        when => format!(" ({when})"),
    };
    let text = format!("Moved after {day}: {what}{when}.");
    let mut finding = Finding::of_check(CheckRule::Changed, severity, text);
    let subject = format!("{} {what}", change.what.word());
    finding.subject = Some(Text::name(&subject));
    finding
}

fn is_worse(what: &What, outlook: &Outlook<'_>) -> bool {
    match what {
        What::Level(from, to) => *from != Level::Unknown && to > from,
        What::Stage(from, to) => {
            *to == Stage::Deprecated || (is_ranked(*from) && is_below(*to, *from))
        }
        What::Availability(registry, _, is_offered) => {
            !is_offered && *registry == outlook.profile.deployment.registry()
        }
        What::Granted(registry, is_now) => {
            *is_now && *registry == outlook.profile.deployment.registry()
        }
        What::Removed | What::Forgotten | What::Breaking(_) => true,
        What::Deadline(_, from, to) => match (from, to) {
            (Some(from), Some(to)) => to < from,
            (None, Some(_)) => true,
            (_, None) => false,
        },
        What::New | What::Renamed(..) | What::Slug(..) | What::Version(..) => false,
    }
}

fn is_ranked(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Alpha | Stage::Beta | Stage::GenerallyAvailable
    )
}

fn is_below(stage: Stage, other: Stage) -> bool {
    is_ranked(stage) && stage < other
}
