//! How a pinned version stands on a day: which breaking changes lie between it and the latest, and what follows.

use crate::{
    catalog::{Connector, Version},
    sort,
    text::{Word, days},
    words::Deployment,
};

use super::{
    Effect, Pending, PinState, Pinned, Policy, Situation,
    axis::{Facts, Pin},
    sentence::{Slot, fill, row},
};

impl Policy {
    /// Judges a version that a pipeline asks for. Where the only streams that it syncs are named, a change of others
    /// does not count: the platform upgrades such a connection without notice.
    pub fn pin(
        &self,
        connector: &Connector,
        version: &Version,
        streams: &[String],
        situation: &Situation<'_>,
    ) -> Pinned {
        let on = situation.profile.deployment;
        let latest = latest_on(connector, on);
        let (crossed, spared): (Vec<Pending>, Vec<Pending>) = self
            .crossed(connector, version, situation)
            .into_iter()
            .partition(|pending| pending.change.touches(streams));
        let state = match placed(connector, version, latest) {
            // A deadline holds whether or not the latest is known.
            None | Some(PinState::LatestUnknown) if !crossed.is_empty() => state_of(&crossed),
            placed => placed.unwrap_or(PinState::Supported),
        };
        let mut facts = Facts::default();
        facts
            .deployment(on)
            .pin(match supported(connector, version, latest) {
                Pin::Supported if !spared.is_empty() => word(state, Pin::Spared),
                supported => word(state, supported),
            });
        let rule = self.rule_at(self.pin.rule(&facts));
        let effect = self.pin.of(&facts).map_or(Effect::Note, Effect::Gives);
        let values = [
            (Slot::Deployment, on.label().to_owned()),
            (Slot::Version, version.to_string()),
            (
                Slot::Latest,
                latest.map_or_else(String::new, Version::to_string),
            ),
            (Slot::Crossed, told(&crossed)),
            (Slot::Deadline, first_deadline(&crossed)),
            (Slot::Days, days(nearest(&crossed).unwrap_or_default())),
        ];
        Pinned {
            version: version.clone(),
            latest: latest.cloned(),
            reason: rule.reason(fill(&rule.text, &values), effect),
            crossed,
            spared,
            state,
            as_of: situation.today,
        }
    }

    /// The breaking changes that an upgrade to the latest would take, oldest version first; all that the version is
    /// behind where the latest is not known, since a change is declared with the version that brings it.
    fn crossed(
        &self,
        connector: &Connector,
        version: &Version,
        situation: &Situation<'_>,
    ) -> Vec<Pending> {
        let on = situation.profile.deployment;
        let mut crossed: Vec<Pending> = connector
            .breaking()
            .filter(|change| version.is_behind(&change.version))
            .filter(|change| !connector.is_announced(change, on.registry()))
            .map(|change| self.seen_from(situation.today, change, on))
            .collect();
        sort::by(&mut crossed, |a, b| a.change.version.cmp(&b.change.version));
        crossed
    }
}

/// The version that a deployment is offered, as far as others can be measured against it.
pub fn latest_on(connector: &Connector, on: Deployment) -> Option<&Version> {
    let offered = connector.version_on(on.registry());
    offered.filter(|latest| latest.is_version())
}

/// The state of a version that cannot be measured against the latest.
fn placed(connector: &Connector, version: &Version, latest: Option<&Version>) -> Option<PinState> {
    if version.is_moving() {
        return Some(PinState::NotComparable);
    }
    match latest {
        None => Some(PinState::LatestUnknown),
        Some(latest) if latest.is_behind(version) && !is_announced(connector, version) => {
            Some(PinState::NewerThanCatalog)
        }
        Some(_) => None,
    }
}

/// What a version is that no breaking change parts from the latest.
fn supported(connector: &Connector, version: &Version, latest: Option<&Version>) -> Pin {
    if latest == Some(version) {
        Pin::Latest
    } else if version.is_development() {
        Pin::Development
    } else if version.is_prerelease() || is_announced(connector, version) {
        Pin::Candidate
    } else {
        Pin::Supported
    }
}

fn is_announced(connector: &Connector, version: &Version) -> bool {
    connector.rare.release_candidates.contains(version)
}

fn state_of(crossed: &[Pending]) -> PinState {
    match nearest(crossed) {
        Some(left) if left < 0 => PinState::Unsupported,
        left => PinState::Deprecated(left),
    }
}

fn nearest(crossed: &[Pending]) -> Option<i64> {
    crossed.iter().filter_map(|change| change.days_left).min()
}

fn first_deadline(crossed: &[Pending]) -> String {
    let deadlines = crossed.iter().filter_map(|change| change.change.deadline);
    deadlines
        .min()
        .map_or_else(String::new, |day| day.to_string())
}

fn word(state: PinState, supported: Pin) -> Pin {
    match state {
        PinState::Supported => supported,
        PinState::Deprecated(None) => Pin::DeadlineUndeclared,
        PinState::Deprecated(Some(0)) => Pin::LastDay,
        PinState::Deprecated(Some(_)) => Pin::DeadlineAhead,
        PinState::Unsupported => Pin::Overdue,
        PinState::NewerThanCatalog => Pin::NewerThanCatalog,
        PinState::NotComparable => Pin::NotComparable,
        PinState::LatestUnknown => Pin::LatestUnknown,
    }
}

/// `2 breaking changes (2.0.0 and 3.0.0)`.
fn told(crossed: &[Pending]) -> String {
    let unit = if crossed.len() == 1 {
        "breaking change"
    } else {
        "breaking changes"
    };
    let versions = row(crossed.iter().map(|change| change.change.version.as_str()));
    format!("{} {unit} ({versions})", crossed.len())
}
