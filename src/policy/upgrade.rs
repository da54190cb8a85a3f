//! What to expect of upgrades: the promise, the declared changes seen from a day, and the windows of the past.

use crate::{
    catalog::{BreakingChange, Catalog, Connector},
    date::{Date, days_between},
    sort,
    text::{Text, Word, days},
    words::{Deployment, Kind, Promise},
};

use super::{
    Basis, Pending, Policy, Situation, Upgrade,
    axis::{Due, Facts, Scope},
    sentence::{self, Slot, fill},
};

/// The windows of the past, in three numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The one in the middle; of two in the middle their mean, rounded down.
    pub median_days: i64,
    /// Negative where a deadline fell before the release.
    pub shortest_days: i64,
    pub samples: usize,
}

impl Span {
    /// Sums up windows.
    fn of(windows: impl Iterator<Item = i64>) -> Option<Self> {
        let mut windows: Vec<i64> = windows.collect();
        sort::plain(&mut windows);
        let middle = windows.len() / 2;
        let upper = *windows.get(middle)?;
        let median_days = match windows.get(middle.wrapping_sub(1)) {
            Some(lower) if windows.len().is_multiple_of(2) => (lower + upper).div_euclid(2),
            _ => upper,
        };
        Some(Self {
            median_days,
            shortest_days: *windows.first()?,
            samples: windows.len(),
        })
    }
}

/// The windows that each kind of connector was given, over a whole catalog: all that are declared, those still ahead
/// included, as in the published figures on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Windows {
    pub source: Option<Span>,
    pub destination: Option<Span>,
}

impl Windows {
    pub fn of(catalog: &Catalog) -> Self {
        let of = |kind| {
            let those = catalog.connectors().iter().filter(|c| c.kind == kind);
            Span::of(
                those
                    .flat_map(Connector::breaking)
                    .filter_map(BreakingChange::window_days),
            )
        };
        Self {
            source: of(Kind::Source),
            destination: of(Kind::Destination),
        }
    }

    pub fn of_kind(&self, kind: Kind) -> Option<Span> {
        match kind {
            Kind::Source => self.source,
            Kind::Destination => self.destination,
        }
    }
}

/// Two of its own make a habit; one says less than the kind does.
const OWN_SAMPLES: usize = 2;

/// Of its own windows only those that are over: nobody has lived through the others.
fn observed(connector: &Connector, situation: &Situation<'_>) -> Option<(Basis, Span)> {
    let is_over =
        |change: &&BreakingChange| change.deadline.is_some_and(|day| day < situation.today);
    let past = connector.breaking().filter(is_over);
    let own = Span::of(past.filter_map(BreakingChange::window_days))
        .filter(|span| span.samples >= OWN_SAMPLES);
    own.map(|span| (Basis::Own, span))
        .or_else(|| Some((Basis::Kind, situation.windows.of_kind(connector.kind)?)))
}

/// Whether the windows of the past say anything about what comes.
fn is_foreseeable(promise: Promise) -> bool {
    match promise {
        Promise::AdequateWindow | Promise::None | Promise::Unknown => true,
        Promise::Yours | Promise::NoUpdates | Promise::Migrate => false,
    }
}

impl Policy {
    pub(super) fn upgrade(
        &self,
        connector: &Connector,
        facts: &Facts,
        situation: &Situation<'_>,
    ) -> Upgrade {
        let promise = self.promise.of(facts);
        let rule = self.rule_at(self.promise.rule(facts));
        let seen = observed(connector, situation).filter(|_| is_foreseeable(promise));
        let text = match seen {
            Some((basis, span)) => {
                format!("{} {}", rule.text, told(basis, span, connector.kind))
            }
            None => rule.text.to_string(),
        };
        let on = situation.profile.deployment;
        let (mut past, mut pending): (Vec<_>, Vec<_>) = connector
            .breaking()
            .map(|change| {
                self.seen(
                    situation.today,
                    change,
                    (on, connector.is_announced(change, on.registry())),
                )
            })
            .partition(|change| change.days_left.is_some_and(|left| left < 0));
        sort::by_key(&mut pending, |change| {
            (
                change.is_announced,
                change.days_left.map_or((1, 0), |left| (0, left)),
            )
        });
        sort::by_key(&mut past, |change| std::cmp::Reverse(change.days_left));
        Upgrade {
            promise,
            rule: Text::name(rule.id),
            text,
            source: rule.source(),
            median_days: seen.map(|(_, span)| span.median_days),
            shortest_days: seen.map(|(_, span)| span.shortest_days),
            samples: seen.map_or(0, |(_, span)| span.samples),
            basis: seen.map(|(basis, _)| basis),
            pending,
            past,
        }
    }

    /// A declared change as it looks on a day, with what it brings on a deployment.
    pub fn seen_from(&self, today: Date, change: &BreakingChange, on: Deployment) -> Pending {
        self.seen(today, change, (on, false))
    }

    /// The same, where it may only be announced on that deployment.
    fn seen(
        &self,
        today: Date,
        change: &BreakingChange,
        (on, is_announced): (Deployment, bool),
    ) -> Pending {
        let days_left = change.deadline.map(|day| days_between(today, day));
        let mut facts = Facts::default();
        facts
            .deployment(on)
            .action(change.action)
            .due(match days_left {
                _ if is_announced => Due::Announced,
                None => Due::Undeclared,
                Some(left) if left < 0 => Due::Past,
                Some(_) => Due::Ahead,
            })
            .scope(if change.streams.is_empty() {
                Scope::All
            } else {
                Scope::Streams
            });
        let values = [
            (Slot::Deployment, on.label().to_owned()),
            (
                Slot::Deadline,
                change.deadline.map_or_else(String::new, |d| d.to_string()),
            ),
            (
                Slot::Streams,
                sentence::row(change.streams.iter().map(|stream| &**stream)),
            ),
        ];
        let told = [self.deadline.rule(&facts), self.scope.rule(&facts)]
            .map(|at| self.rule_at(at))
            .into_iter()
            .filter(|rule| !rule.is_quiet)
            .map(|rule| fill(&rule.text, &values));
        Pending {
            change: change.clone(),
            window_days: change.window_days(),
            days_left,
            is_announced,
            consequence: told.collect::<Vec<_>>().join(" "),
        }
    }
}

fn told(basis: Basis, span: Span, kind: Kind) -> String {
    let Span {
        median_days,
        shortest_days,
        samples,
    } = span;
    let whose = match basis {
        Basis::Own => format!("Its own {samples} past windows"),
        Basis::Kind => format!("The {samples} declared windows of every {kind} in this catalog"),
    };
    let shortest = match shortest_days {
        ..0 => format!(
            "in the shortest case the deadline fell {} before the release",
            days(-shortest_days)
        ),
        0 => "in the shortest case the deadline fell on the day of the release".to_owned(),
        1.. => format!("the shortest {}", days(shortest_days)),
    };
    format!(
        "{whose} lasted {} at the median, {shortest}.",
        days(median_days)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_its_median_and_its_shortest() {
        let of = |windows: &[i64]| {
            Span::of(windows.iter().copied()).map(|s| (s.median_days, s.shortest_days, s.samples))
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some((7, 7, 1)));
        assert_eq!(of(&[30, 14]), Some((22, 14, 2)));
        assert_eq!(of(&[23, 22]), Some((22, 22, 2)));
        assert_eq!(of(&[401, -167, 25]), Some((25, -167, 3)));
    }

    #[test]
    fn windows_are_told_in_words_even_where_they_are_negative() {
        let span = |median_days, shortest_days, samples| Span {
            median_days,
            shortest_days,
            samples,
        };
        assert_eq!(
            told(Basis::Own, span(21, 14, 3), Kind::Source),
            "Its own 3 past windows lasted 21 days at the median, the shortest 14 days."
        );
        assert!(
            told(Basis::Kind, span(22, -167, 132), Kind::Source)
                .ends_with("the deadline fell 167 days before the release.")
        );
        assert!(
            told(Basis::Kind, span(1, 0, 2), Kind::Source)
                .contains("1 day at the median, in the shortest case the deadline fell on the day")
        );
    }
}
