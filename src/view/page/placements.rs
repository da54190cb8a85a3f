//! The four deployments side by side, and the footnotes resolved for the profile.

use crate::{
    policy::Placement,
    text::Word,
    view::{
        Role,
        layout::{Page, Span, muted, plain, span},
        phrase,
    },
    words::{Availability, Channel},
};

use super::Subject;

pub(super) fn write(subject: &Subject<'_>, page: &mut Page) {
    page.heading("Where it runs");
    let rows = subject
        .assessment
        .judgement
        .placements
        .iter()
        .map(|placement| row(*placement, subject))
        .collect();
    let head = vec!["", "", "Available", "Support", "SLA", "Verdict"];
    page.table(head, rows, 2);
}

fn row(placement: Placement, subject: &Subject<'_>) -> Vec<Span> {
    let glyphs = subject.glyphs;
    let is_here = placement.deployment == subject.outlook.profile.deployment;
    let (mark, role) = if is_here {
        (glyphs.here(), Role::Own)
    } else {
        ("", Role::Plain)
    };
    let readiness = placement.readiness;
    vec![
        span(mark, role),
        span(placement.deployment.label(), role),
        plain(format!(
            "{} {}",
            glyphs.availability(placement.availability),
            placement.availability.label()
        )),
        plain(support(placement)),
        plain(if placement.support == Channel::NotApplicable {
            "n/a"
        } else {
            placement.sla.label()
        }),
        span(
            format!("{} {}", glyphs.readiness(readiness), readiness.word()),
            Role::Verdict(readiness),
        ),
    ]
}

/// The support cell with its footnote's mark.
pub(in crate::view) fn support(placement: Placement) -> String {
    let channel = match (placement.availability, placement.support) {
        (Availability::NotAvailable, Channel::NotApplicable) => "n/a",
        (_, channel) => channel.label(),
    };
    match placement.footnote {
        Some(footnote) => format!("{channel} {footnote}"),
        None => channel.to_owned(),
    }
}

pub(super) fn footnotes(subject: &Subject<'_>, page: &mut Page) {
    if subject.assessment.footnotes.is_empty() {
        return;
    }
    page.heading("Footnotes");
    for (mark, reason) in &subject.assessment.footnotes {
        let spans = vec![
            span(format!("{:<2}", mark.word()), Role::Strong),
            plain(format!(" {} ", reason.text)),
            muted(format!("[{}]", phrase::source(&reason.source))),
        ];
        page.paragraph(spans, 2, 5);
    }
}
