//! From a connector and a profile to the case that the rules speak of, and to the verdict. Makes no text.

use crate::{
    catalog::{BreakingChange, Connector, Metrics},
    words::{Deployment, Grade, Kind, Level, Readiness},
};

use super::{
    Judgement, Placement, Policy, Profile,
    axis::{Breaking, Facts, Fate, Measured, Sides, Standing},
};

impl Policy {
    /// The verdict on a connector, without its words.
    pub fn judge(&self, connector: &Connector, profile: &Profile) -> Judgement {
        let facts = facts(connector, *profile);
        let lasting = self.level.of(&facts).max(self.stage.of(&facts));
        let placements =
            Deployment::EACH.map(|on| self.placement(&self.on(connector, facts, on), on, lasting));
        Judgement {
            readiness: placements[profile.deployment as usize].readiness,
            is_derived: standing(connector) == Standing::Missing,
            maintainer: self.maintainer.of(&facts),
            placements,
            deployment: profile.deployment,
        }
    }

    /// The case on one deployment, with what follows for access and support.
    pub(super) fn on(&self, connector: &Connector, mut facts: Facts, on: Deployment) -> Facts {
        facts
            .deployment(on)
            .listing(connector.side(on.registry()).listing);
        facts.availability(self.access.of(&facts).availability);
        facts.support(self.support.of(&facts).channel);
        facts
    }

    /// `lasting` is what holds on every deployment alike.
    fn placement(&self, facts: &Facts, deployment: Deployment, lasting: Readiness) -> Placement {
        let access = self.access.of(facts);
        let support = self.support.of(facts);
        Placement {
            deployment,
            availability: access.availability,
            support: support.channel,
            sla: self.sla.of(facts),
            footnote: support.footnote,
            readiness: lasting.max(access.readiness),
        }
    }
}

/// The case as far as it is the same on every deployment.
pub(super) fn facts(connector: &Connector, profile: Profile) -> Facts {
    let mut facts = Facts::default();
    facts
        .level(standing(connector))
        .stage(connector.stage)
        .fate(fate(connector))
        .premium(profile.premium_support)
        .license(profile.enterprise_license);
    facts
}

/// What only the notes ask for.
pub(super) fn note_facts(connector: &Connector, facts: &mut Facts) {
    facts
        .sides(sides(connector))
        .metrics(measured(connector.metrics.as_ref()))
        .breaking(declared(connector));
}

/// What Airbyte asks of whoever breaks a connector: a week for a source, a month for a destination.
fn least_days(kind: Kind) -> i64 {
    match kind {
        Kind::Source => 7,
        Kind::Destination => 30,
    }
}

fn declared(connector: &Connector) -> Breaking {
    let least = least_days(connector.kind);
    let mut windows = connector.breaking().map(BreakingChange::window_days);
    if windows.any(|days| days.is_some_and(|days| days < least)) {
        Breaking::Short
    } else if connector.breaking().next().is_some() {
        Breaking::Declared
    } else {
        Breaking::None
    }
}

fn standing(connector: &Connector) -> Standing {
    match connector.level {
        Level::Airbyte => Standing::Airbyte,
        Level::Enterprise => Standing::Enterprise,
        Level::Marketplace => Standing::Marketplace,
        Level::Custom => Standing::Custom,
        Level::Archived => Standing::Archived,
        Level::Unknown if connector.level_word.is_none() => Standing::Missing,
        Level::Unknown => Standing::Unknown,
    }
}

fn fate(connector: &Connector) -> Fate {
    if connector.is_forgotten() {
        Fate::Forgotten
    } else if connector.removed.is_some() {
        Fate::Removed
    } else if connector.is_withdrawn() {
        Fate::Withdrawn
    } else {
        Fate::Present
    }
}

fn sides(connector: &Connector) -> Sides {
    let offered = [&connector.cloud, &connector.oss].map(|side| side.listing.is_offered());
    match offered {
        [Some(true), Some(true)] => Sides::Both,
        [Some(true), Some(false)] => Sides::CloudOnly,
        [Some(false), Some(true)] => Sides::OssOnly,
        [Some(false), Some(false)] => Sides::Neither,
        [None, _] | [_, None] => Sides::Unclear,
    }
}

fn measured(metrics: Option<&Metrics>) -> Measured {
    let Some(Metrics {
        usage,
        sync_success: Some(success),
        ..
    }) = metrics
    else {
        return Measured::Unmeasured;
    };
    match success {
        Grade::Low => Measured::Failing,
        Grade::High if usage.is_some_and(|usage| usage >= Grade::Medium) => Measured::Proven,
        Grade::Medium | Grade::High => Measured::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_never_counted_as_good_for_want_of_one() {
        use Grade::{High, Low, Medium};
        let of = |usage, sync_success| {
            measured(Some(&Metrics {
                usage,
                sync_success,
                as_of: None,
            }))
        };
        assert_eq!(measured(None), Measured::Unmeasured);
        assert_eq!(of(Some(High), None), Measured::Unmeasured);
        assert_eq!(of(None, Some(High)), Measured::Plain);
        assert_eq!(of(Some(Low), Some(High)), Measured::Plain);
        assert_eq!(of(Some(Medium), Some(High)), Measured::Proven);
        assert_eq!(of(Some(High), Some(Medium)), Measured::Plain);
        assert_eq!(of(Some(High), Some(Low)), Measured::Failing);
    }
}
