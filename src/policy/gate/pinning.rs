//! What a check says of versions: how one is asked for, what lies between it and the latest, and what is left out
//! because it touches no stream that is synced.

use crate::{
    text::{Text, days},
    words::Readiness,
};

use super::{
    Assessment, CheckRule, Effect, Finding, Pending, PinState, Pinned, Requirement, Severity,
    Usage, told,
};
use crate::policy::Pinning;

impl Requirement {
    /// A version that is left open, that moves, or that is not final.
    pub(super) fn pinning(&self, usage: Usage<'_>) -> Option<Finding> {
        let (doubt, is_fixed) = match usage.pinned {
            Some(pinned) => (doubt(pinned)?, false),
            None => match usage.pinning {
                Pinning::Missing => (
                    "No version is pinned: it runs whichever is the latest at the time.".to_owned(),
                    false,
                ),
                Pinning::Unsettled => (
                    "The version is an expression that the files at hand do not settle.".to_owned(),
                    false,
                ),
                Pinning::Digest => (
                    "It is pinned by a digest without a tag: which version that is cannot be told, nor what it must cross.".to_owned(),
                    true,
                ),
                Pinning::Unasked | Pinning::Impossible | Pinning::Fixed => return None,
            },
        };
        let finding = self.finding(CheckRule::Pinned, doubt);
        let finding = match usage.pinned {
            Some(_) => finding.of_version(),
            None => finding,
        };
        if self.require_pinned && !is_fixed {
            let text = format!("{} A final version is asked for.", finding.text);
            return Some(Finding { text, ..finding });
        }
        Some(finding.of(match usage.pinning {
            Pinning::Unsettled if usage.pinned.is_none() => Severity::Note,
            _ => Severity::Warning,
        }))
    }

    /// What is left out because nobody syncs a stream that it touches.
    pub(super) fn spared(&self, assessment: &Assessment, usage: Usage<'_>) -> Vec<Finding> {
        let left_out = |pending: &&Pending| !pending.change.touches(usage.streams);
        let told = |pending: &Pending| {
            let version = &pending.change.version;
            let text = format!(
                "The breaking change {version} is left out: it touches {}, and none of them is synced.",
                streams(pending)
            );
            let finding = self.finding(CheckRule::Streams, text);
            finding.of(Severity::Note).about(version.as_str())
        };
        match usage.pinned {
            Some(pinned) if is_placed(pinned) => pinned.spared.iter().map(told).collect(),
            _ => ahead(assessment, usage)
                .filter(left_out)
                .map(told)
                .collect(),
        }
    }
}

fn doubt(pinned: &Pinned) -> Option<String> {
    let version = &pinned.version;
    if version.is_moving() {
        return Some(format!(
            "\"{version}\" is no version that stays: it runs whatever stands behind it at the time."
        ));
    }
    // What the registry itself offers is as final as it gets.
    let is_offered = pinned.latest.as_ref() == Some(version);
    (version.is_prerelease() && !is_offered)
        .then(|| format!("{version} is a pre-release: it may still change or disappear."))
}

/// Whether the version has a place among the breaking changes.
fn is_placed(pinned: &Pinned) -> bool {
    pinned.state != PinState::NotComparable
}

/// What an upgrade has to cross: from the pinned version, or from any where it is not known.
pub(super) fn ahead<'a>(
    assessment: &'a Assessment,
    usage: Usage<'a>,
) -> impl Iterator<Item = &'a Pending> {
    let pinned = usage.pinned.filter(|pinned| is_placed(pinned));
    let ahead = pinned.map_or(&assessment.upgrade.pending, |pinned| &pinned.crossed);
    ahead.iter().filter(|pending| !pending.is_announced)
}

/// What the pinned version's state is worth: a passed deadline fails whatever readiness is asked for.
pub(super) fn state(pinned: &Pinned, asked: Readiness) -> Finding {
    let severity = match (pinned.state, pinned.reason.effect) {
        (PinState::Unsupported, _) => Severity::Error,
        (_, Effect::Gives(readiness)) if readiness > asked => Severity::Error,
        // That it moves is a finding of its own.
        (PinState::Supported | PinState::NotComparable, _) => Severity::Note,
        (PinState::Deprecated(_) | PinState::NewerThanCatalog | PinState::LatestUnknown, _) => {
            Severity::Warning
        }
    };
    told(&pinned.reason, None).of(severity).of_version()
}

/// The breaking changes that an upgrade to the latest takes, each with its day, its streams and its guide.
pub(super) fn crossings(pinned: Option<&Pinned>) -> Vec<Finding> {
    let Some(pinned) = pinned else {
        return Vec::new();
    };
    let crossing = |pending: &Pending| {
        let source = pinned.reason.source.clone();
        let finding = Finding::error(CheckRule::Crossing, crossed(pending), source);
        let version = pending.change.version.as_str();
        finding.of(Severity::Note).about(version)
    };
    pinned.crossed.iter().map(crossing).collect()
}

fn crossed(pending: &Pending) -> String {
    let change = &pending.change;
    let day = match (change.deadline, pending.days_left) {
        (Some(day), Some(0)) => format!("upgrade by {day}, the last day"),
        (Some(day), Some(left)) if left > 0 => format!("upgrade by {day}, {} left", days(left)),
        (Some(day), Some(left)) => format!("upgrade was due by {day}, {} ago", days(-left)),
        (_, _) => "no readable deadline".to_owned(),
    };
    let guide = change
        .guide
        .as_ref()
        .map_or_else(String::new, |guide| format!("; guide {guide}"));
    let streams = streams(pending);
    format!("It crosses {}: {day}; {streams}{guide}.", change.version)
}

fn streams(pending: &Pending) -> String {
    match pending.change.streams.as_slice() {
        [] => "all streams".to_owned(),
        streams => {
            let names: Vec<&str> = streams.iter().map(Text::as_str).collect();
            format!("streams {}", names.join(", "))
        }
    }
}
