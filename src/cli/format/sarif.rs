//! SARIF 2.1.0, for code scanning: one result a finding that matters, every rule with its help.
//!
//! A connector that is used in many places is one result with them as its locations, the first in front: what a rule
//! says of a connector is cured only where every place is changed, and that is what the standard keeps several locations
//! for. Code scanning takes a limited number of them, so the rest is counted in the message.

mod place;

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    policy::{CheckRule, Finding, Policy, RuleId, Severity},
    sort,
    text::{self, Word},
    view::{
        Provenance,
        check::{Checked, Gravity, Report, Spot, Trouble},
        phrase,
    },
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// More places than these are counted in the message.
const LOCATED: usize = 100;
/// More ways to say it than these are left out.
const SAID: usize = 3;

/// What a run came to.
pub(in crate::cli) struct Run<'a> {
    pub results: &'a [Checked],
    pub report: Option<&'a Report>,
    pub policy: &'a Policy,
    pub provenance: &'a Provenance,
}

/// One finding of one connector, or of one version of it, and the places that it holds for.
struct Group<'a> {
    label: String,
    print: String,
    /// The worst of those that say the same.
    finding: &'a Finding,
    /// What is said, each way once: where more is asked for, the words differ.
    texts: Vec<&'a str>,
    /// The first ones.
    spots: Vec<&'a Spot>,
    further: usize,
}

impl<'a> Group<'a> {
    fn add(&mut self, finding: &'a Finding, spot: Option<&'a Spot>) {
        if finding.severity < self.finding.severity {
            self.finding = finding;
        }
        if !self.texts.contains(&finding.text.as_str()) && self.texts.len() < SAID {
            self.texts.push(&finding.text);
        }
        match spot {
            Some(spot) if self.spots.len() < LOCATED => self.spots.push(spot),
            Some(_) => self.further += 1,
            None => {}
        }
    }
}

pub(in crate::cli) fn of(run: &Run<'_>) -> Value {
    let groups = groups(run);
    let mut ids: Vec<&str> = groups
        .iter()
        .map(|group| group.finding.rule.as_str())
        .collect();
    sort::plain(&mut ids);
    ids.dedup();
    let results: Vec<Value> = groups.iter().map(|group| result(group, &ids)).collect();
    let rules: Vec<Value> = ids.iter().map(|id| rule(id, &groups, run.policy)).collect();
    let notifications = run.report.map(|report| {
        let told = report.troubles.iter().map(notification);
        told.collect::<Vec<_>>()
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "portolan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": { place::BASE: { "description": { "text": "Where the scan was started." } } },
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications.unwrap_or_default(),
            }],
            "properties": { "catalog": run.provenance.phrase(), "as_of": run.provenance.today.to_string() },
            "results": results,
        }],
    })
}

/// The findings that matter, each once for all the places of a connector, in the order of the first.
fn groups<'a>(run: &Run<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for result in run.results {
        let findings = &result.said.ruling.findings;
        for finding in findings.iter().filter(|finding| matters(finding)) {
            let label = result.subject(finding);
            let print = fingerprint(&label, finding);
            let at = *known.entry(print.clone()).or_insert_with(|| {
                groups.push(Group {
                    label,
                    print,
                    finding,
                    texts: Vec::new(),
                    spots: Vec::new(),
                    further: 0,
                });
                groups.len() - 1
            });
            groups[at].add(finding, result.spot.as_ref());
        }
    }
    groups
}

/// Reasons of the policy are told by whoever is asked for them; notes of the check stand for themselves.
fn matters(finding: &Finding) -> bool {
    finding.severity != Severity::Note || matches!(finding.rule, RuleId::Check(_))
}

fn rule(id: &str, groups: &[Group<'_>], policy: &Policy) -> Value {
    let (text, source) = match policy.rule(id) {
        Some(rule) => (rule.outline(), phrase::source(&rule.source())),
        None => (
            CheckRule::of(id).map_or("", Word::label).to_owned(),
            "portolan check".to_owned(),
        ),
    };
    let of_rule = groups
        .iter()
        .filter(|group| group.finding.rule.as_str() == id);
    let worst = of_rule.map(|group| group.finding.severity).min();
    json!({
        "id": id,
        "shortDescription": { "text": text },
        "fullDescription": { "text": format!("{text} Source: {source}.") },
        "help": {
            "text": format!("{text} [{source}] See `portolan explain rule {id}`."),
            "markdown": format!("{text}\n\n*{source}*\n\nRun `portolan explain rule {id}` for the rule as it is written."),
        },
        "defaultConfiguration": { "level": worst.unwrap_or(Severity::Note).word() },
    })
}

fn result(group: &Group<'_>, ids: &[&str]) -> Value {
    let (label, finding) = (&group.label, group.finding);
    let mut value = json!({
        "ruleId": finding.rule.as_str(),
        "ruleIndex": ids.iter().position(|id| *id == finding.rule.as_str()),
        "level": finding.severity.word(),
        "message": { "text": message(group) },
        "locations": match group.spots.as_slice() {
            [] => vec![json!({ "logicalLocations": [place::module(label)] })],
            spots => spots.iter().map(|spot| place::of(spot, label)).collect(),
        },
        "partialFingerprints": { "portolan/v1": group.print },
    });
    if let Some(reason) = &finding.excuse {
        value["suppressions"] = json!([{ "kind": "external", "justification": reason.as_str() }]);
    }
    value
}

/// What was found, and in how many places more than there are locations.
fn message(group: &Group<'_>) -> String {
    let texts: Vec<String> = group
        .texts
        .iter()
        .map(|text| place::unlinked(text))
        .collect();
    let text = format!("{}: {}", group.label, texts.join(" "));
    match group.further {
        0 => text,
        further => format!(
            "{text} Also in {}.",
            text::count(further, "further place", "further places")
        ),
    }
}

/// The same from day to day, wherever a line moves to and whatever else is found; another for each thing that a rule
/// found, and for what somebody answers for.
fn fingerprint(label: &str, finding: &Finding) -> String {
    let mut print = format!("{label}/{}", finding.rule);
    if let Some(subject) = &finding.subject {
        print = format!("{print}/{subject}");
    }
    if finding.excuse.is_some() {
        print.push_str("/exempted");
    }
    print
}

fn notification(trouble: &Trouble) -> Value {
    let level = match trouble.gravity {
        Gravity::Expected => "note",
        Gravity::Loss => "warning",
    };
    json!({
        "level": level,
        "message": { "text": trouble.to_string() },
        "locations": [place::of_trouble(trouble)],
    })
}

#[cfg(test)]
mod tests;
