//! The verdict in words: which rules made it, what was noted, and the footnotes resolved for the profile.

use std::cmp::Reverse;

use crate::{
    catalog::Connector,
    date::{self, Date},
    sort,
    text::Word,
    words::{Deployment, Footnote, Grade, Readiness},
};

use super::{
    Assessment, Effect, Judgement, Policy, Reason, Situation,
    axis::{Axis, Facts},
    history::{self, Between},
    judge,
    sentence::{Slot, fill},
    table::RuleAt,
};

type Values = Vec<(Slot, String)>;

impl Policy {
    /// The whole answer on a connector.
    pub fn assess(&self, connector: &Connector, situation: &Situation<'_>) -> Assessment {
        let profile = situation.profile;
        let judgement = self.judge(connector, profile);
        let lasting = judge::facts(connector, *profile);
        let mut facts = self.on(connector, lasting, profile.deployment);
        let values = note(connector, &mut facts, situation);
        Assessment {
            reasons: self.reasons(&facts, &values),
            footnotes: self.footnotes(connector, lasting, &judgement),
            upgrade: self.upgrade(connector, &facts, situation),
            judgement,
        }
    }

    /// What gives the verdict, the worst first; then what is told beside it.
    fn reasons(&self, facts: &Facts, values: &Values) -> Vec<Reason> {
        let mut parts: [(RuleAt, Readiness); 3] = [
            (self.level.rule(facts), self.level.of(facts)),
            (self.access.rule(facts), self.access.of(facts).readiness),
            (self.stage.rule(facts), self.stage.of(facts)),
        ];
        sort::by_key(&mut parts, |(_, gives)| Reverse(*gives));
        let gives = parts.map(|(rule, gives)| (rule, Effect::Gives(gives)));
        let beside = [
            self.support.rule(facts),
            self.sla.rule(facts),
            self.maintainer.rule(facts),
        ];
        let notes = self
            .notes
            .clone()
            .filter(|at| self.rule_at(*at).when.holds(facts, Axis::ALL));
        let told = beside.into_iter().chain(notes);
        gives
            .into_iter()
            .chain(told.map(|rule| (rule, Effect::Note)))
            .map(|(at, effect)| (self.rule_at(at), effect))
            .filter(|(rule, _)| !rule.is_quiet)
            .map(|(rule, effect)| rule.reason(fill(&rule.text, values), effect))
            .collect()
    }

    /// Each mark of the connector's four cells, with what it says to this profile.
    fn footnotes(
        &self,
        connector: &Connector,
        lasting: Facts,
        judgement: &Judgement,
    ) -> Vec<(Footnote, Reason)> {
        let marked = |mark: &Footnote| {
            let placement = judgement
                .placements
                .iter()
                .find(|placement| placement.footnote == Some(*mark))?;
            let facts = self.on(connector, lasting, placement.deployment);
            let rule = self.rule_at(self.sla.rule(&facts));
            let values = deployment_values(placement.deployment);
            let text = fill(&rule.text, &values);
            Some((*mark, rule.reason(text, Effect::Note)))
        };
        Footnote::ALL.iter().filter_map(marked).collect()
    }
}

/// Adds what the notes ask for, and gathers what the sentences need.
fn note(connector: &Connector, facts: &mut Facts, situation: &Situation<'_>) -> Values {
    let on = situation.profile.deployment;
    judge::note_facts(connector, facts);
    let (course, changed) = history::course(connector, situation.snapshots);
    let (moved, left) = history::moved(connector, on.registry(), situation.snapshots);
    facts.history(course).moved(moved);

    let metrics = connector.metrics.as_ref();
    let mut values = deployment_values(on);
    values.extend([
        (Slot::Removed, vanished(connector, situation.snapshots)),
        (
            Slot::LevelWord,
            connector
                .level_word
                .as_deref()
                .unwrap_or_default()
                .to_owned(),
        ),
        (Slot::Between, between(changed)),
        (Slot::Left, between(left)),
        (Slot::Usage, grade(metrics.and_then(|m| m.usage))),
        (Slot::Success, grade(metrics.and_then(|m| m.sync_success))),
        (Slot::Measured, day(metrics.and_then(|m| m.as_of))),
    ]);
    values
}

fn deployment_values(on: Deployment) -> Values {
    vec![
        (Slot::Deployment, on.label().to_owned()),
        (Slot::Registry, on.registry().label().to_owned()),
    ]
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "an unknown day".to_owned(), |day| day.to_string())
}

fn between(days: Option<Between>) -> String {
    days.map_or_else(String::new, |(before, since)| {
        format!("between {before} and {since}")
    })
}

fn vanished(connector: &Connector, snapshots: &[Date]) -> String {
    let days = connector.vanished(snapshots);
    days.map_or_else(String::new, |(after, by)| date::between(after, by))
}

fn grade(grade: Option<Grade>) -> String {
    grade.map_or("unknown", Word::label).to_owned()
}
