//! A reason as a line: its mark, what it says, and where that is written. Every page that tells why tells it so.
//! Knows nothing of what is told, nor how much.

use crate::{
    policy::{Effect, Finding, Reason, Severity, Source},
    words::Readiness,
};

use super::{
    Glyphs, Role,
    layout::{Span, muted, plain, span},
    phrase,
};

/// What a line begins with, and what that means.
pub(super) type Mark = (&'static str, Role);

/// Why a verdict is as it is.
pub(super) fn reason(reason: &Reason, glyphs: Glyphs) -> Vec<Span> {
    let mark = match reason.effect {
        Effect::Gives(readiness) => (glyphs.readiness(readiness), Role::Verdict(readiness)),
        Effect::Note => (glyphs.bullet(), Role::Muted),
    };
    line(mark, &reason.text, (&reason.source, &reason.rule))
}

/// What a check found.
pub(super) fn finding(finding: &Finding, glyphs: Glyphs) -> Vec<Span> {
    let mark = severity(finding.severity, glyphs);
    line(
        mark,
        &finding.text,
        (&finding.source, finding.rule.as_str()),
    )
}

fn line(mark: Mark, text: &str, (source, rule): (&Source, &str)) -> Vec<Span> {
    vec![
        span(mark.0, mark.1),
        plain(format!(" {text} ")),
        muted(format!("[{}; {rule}]", phrase::source(source))),
    ]
}

/// How grave something is.
pub(super) fn severity(severity: Severity, glyphs: Glyphs) -> Mark {
    match severity {
        Severity::Error => passed(false, glyphs),
        Severity::Warning => ("!", Role::Alert),
        Severity::Note => (glyphs.bullet(), Role::Muted),
    }
}

/// Whether something passes.
pub(super) fn passed(is_passed: bool, glyphs: Glyphs) -> Mark {
    if is_passed {
        (glyphs.passed(), Role::Verdict(Readiness::Ready))
    } else {
        (glyphs.failed(), Role::Verdict(Readiness::Avoid))
    }
}
