//! What to expect of upgrades: the promise, the deadlines ahead, the windows of the past drawn to scale.

use crate::{
    policy::Pending,
    text,
    view::{
        Role,
        layout::{Page, Span, muted, plain, span},
        phrase,
    },
};

use super::Subject;

/// The longest bar, in columns.
const BAR: i64 = 24;
/// A deadline that passed so many days ago may still be news.
const JUST: i64 = 30;

pub(super) fn write(subject: &Subject<'_>, page: &mut Page) {
    let upgrade = &subject.assessment.upgrade;
    page.heading("Upgrades");
    page.paragraph(
        vec![
            plain(format!("{} ", upgrade.text)),
            muted(format!("[{}]", phrase::source(&upgrade.source))),
        ],
        2,
        2,
    );
    for pending in &upgrade.pending {
        deadline(pending, subject, page);
    }
    past(subject, page);
}

/// The deadline that presses most: the nearest ahead, or one that has only just passed.
pub(super) fn nearest(subject: &Subject<'_>) -> Option<Vec<Span>> {
    let upgrade = &subject.assessment.upgrade;
    let counts = |change: &&Pending| !change.is_announced && change.days_left.is_some();
    let is_fresh = |change: &&Pending| change.days_left.is_some_and(|left| left >= -JUST);
    let ahead = upgrade.pending.iter().find(counts);
    let nearest = ahead.or_else(|| upgrade.past.iter().filter(counts).find(is_fresh))?;
    Some(due(nearest, subject))
}

/// `3.0.0 upgrade by 2026-03-02: tomorrow is the last day`.
fn due(pending: &Pending, subject: &Subject<'_>) -> Vec<Span> {
    let change = &pending.change;
    let day = change
        .deadline
        .map_or_else(|| "?".to_owned(), |day| day.to_string());
    let here = format!("{} {}", subject.glyphs.here(), change.version);
    vec![
        span(here, Role::Alert),
        plain(format!(" upgrade by {day}: ")),
        span(phrase::days_left(pending.days_left), Role::Alert),
    ]
}

fn deadline(pending: &Pending, subject: &Subject<'_>, page: &mut Page) {
    let change = &pending.change;
    let day = change
        .deadline
        .map_or_else(|| "?".to_owned(), |day| day.to_string());
    if pending.is_announced {
        let here = format!("{} {}", subject.glyphs.here(), change.version);
        let told = format!(" announced, to be taken by {day}. {}", pending.consequence);
        page.paragraph(vec![span(here, Role::Strong), plain(told)], 2, 4);
    } else {
        let mut spans = due(pending, subject);
        spans.push(plain(format!(". {}", pending.consequence)));
        page.paragraph(spans, 2, 4);
        ahead(pending, subject, page);
    }
    let mut more = Vec::new();
    if let Some(released) = change.released {
        more.push(format!("released {released}"));
    }
    if let Some(days) = pending.window_days {
        more.push(format!("a window of {}", text::days(days)));
    }
    more.extend(phrase::streams(pending));
    if let Some(guide) = &change.guide {
        more.push(format!("guide {guide}"));
    }
    if !more.is_empty() {
        page.paragraph(vec![muted(more.join("; "))], 4, 4);
    }
}

/// The window from release to deadline to scale: what has passed of it, today, and what is left.
fn ahead(pending: &Pending, subject: &Subject<'_>, page: &mut Page) {
    let change = &pending.change;
    let (Some(released), Some(deadline), Some(window), Some(left)) = (
        change.released,
        change.deadline,
        pending.window_days,
        pending.days_left,
    ) else {
        return;
    };
    if window <= 0 || left > window {
        return;
    }
    let glyphs = subject.glyphs;
    let passed = scaled(window - left, window).min(scaled(window, window) - 1);
    let rest = scaled(window, window) - passed - 1;
    page.paragraph(
        vec![
            muted(format!("{released} ")),
            span(glyphs.bar().repeat(passed), Role::Bar),
            span(glyphs.today(), Role::Alert),
            span(glyphs.track().repeat(rest), Role::Muted),
            muted(format!(" {deadline}, today at {}", glyphs.today())),
        ],
        4,
        4,
    );
}

fn past(subject: &Subject<'_>, page: &mut Page) {
    let past = &subject.assessment.upgrade.past;
    if past.is_empty() {
        return;
    }
    let longest = past
        .iter()
        .filter_map(|p| p.window_days)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows = past
        .iter()
        .map(|pending| row(pending, longest, subject))
        .collect();
    page.table(vec!["Past", "Released", "Deadline", "Window", ""], rows, 2);
}

fn row(pending: &Pending, longest: i64, subject: &Subject<'_>) -> Vec<Span> {
    let change = &pending.change;
    let day =
        |day: Option<crate::date::Date>| day.map_or_else(|| "?".to_owned(), |d| d.to_string());
    let (window, bar) = match pending.window_days {
        None => ("?".to_owned(), String::new()),
        Some(days) => (
            format!("{days} d"),
            subject.glyphs.bar().repeat(scaled(days, longest)),
        ),
    };
    vec![
        plain(change.version.as_str()),
        plain(day(change.released)),
        plain(day(change.deadline)),
        plain(window),
        span(bar, Role::Bar),
    ]
}

/// A bar's length; rounded up, so that every window that was one leaves a mark.
fn scaled(days: i64, longest: i64) -> usize {
    let columns = (days.max(0) * BAR + longest - 1) / longest;
    usize::try_from(columns).unwrap_or(0)
}
