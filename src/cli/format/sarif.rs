//! SARIF 2.1.0, for code scanning: one result a finding that matters, every rule with its help.
//!
//! A connector that is used in many places is one result with all of them as its locations, the first in front: what a
//! rule says of a connector is cured only where every place is changed, and that is what the standard keeps several
//! locations for. The others are related locations too, since some viewers show the first location alone.

mod place;

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    policy::{Finding, Policy, Severity, check_rules},
    view::{
        Provenance,
        check::{Checked, Gravity, Report, Spot, Trouble},
        phrase,
    },
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// More places than these are counted in a message.
const LINKED: usize = 10;

/// What a run came to.
pub(in crate::cli) struct Run<'a> {
    pub results: &'a [Checked],
    pub report: Option<&'a Report>,
    pub policy: &'a Policy,
    pub provenance: &'a Provenance,
}

/// One finding of one connector, or of one version of it, and every place that it holds for.
struct Group<'a> {
    label: String,
    finding: &'a Finding,
    spots: Vec<&'a Spot>,
}

pub(in crate::cli) fn of(run: &Run<'_>) -> Value {
    let groups = groups(run);
    let mut ids: Vec<&str> = groups
        .iter()
        .map(|group| group.finding.rule.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let mut seen = HashMap::new();
    let results: Vec<Value> = groups
        .iter()
        .map(|group| result(group, &ids, &mut seen))
        .collect();
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
    let mut known: HashMap<(String, &str, Severity, &str), usize> = HashMap::new();
    for result in run.results {
        let findings = &result.ruling.findings;
        for finding in findings
            .iter()
            .filter(|finding| matters(finding, run.policy))
        {
            let label = result.subject(finding);
            let key = (
                label.clone(),
                finding.rule.as_str(),
                finding.severity,
                finding.text.as_str(),
            );
            let at = *known.entry(key).or_insert_with(|| {
                let spots = Vec::new();
                groups.push(Group {
                    label,
                    finding,
                    spots,
                });
                groups.len() - 1
            });
            groups[at].spots.extend(&result.spot);
        }
    }
    groups
}

/// Reasons of the policy are told by whoever is asked for them; notes of the check stand for themselves.
fn matters(finding: &Finding, policy: &Policy) -> bool {
    finding.severity != Severity::Note || policy.rule(&finding.rule).is_none()
}

fn rule(id: &str, groups: &[Group<'_>], policy: &Policy) -> Value {
    let own = check_rules().find(|(own, _)| *own == id);
    let (text, source) = match policy.rule(id) {
        Some(rule) => (rule.outline(), phrase::source(&rule.source)),
        None => (
            own.map(|(_, text)| text.to_owned()).unwrap_or_default(),
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
        "defaultConfiguration": { "level": level(worst.unwrap_or(Severity::Note)) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn result(group: &Group<'_>, ids: &[&str], seen: &mut HashMap<String, usize>) -> Value {
    let Group {
        label,
        finding,
        spots,
    } = group;
    let mut value = json!({
        "ruleId": finding.rule.as_str(),
        "ruleIndex": ids.iter().position(|id| *id == finding.rule.as_str()),
        "level": level(finding.severity),
        "message": { "text": message(group) },
        "locations": match spots.as_slice() {
            [] => vec![json!({ "logicalLocations": [place::module(label)] })],
            spots => spots.iter().map(|spot| place::of(spot, label)).collect(),
        },
        "partialFingerprints": { "portolan/v1": fingerprint(label, finding, seen) },
    });
    if spots.len() > 1 {
        let others = spots.iter().skip(1).enumerate();
        value["relatedLocations"] = others
            .map(|(at, spot)| place::related(spot, label, at + 1))
            .collect();
    }
    value
}

/// What was found, and where else: a number in brackets leads to a related location.
fn message(group: &Group<'_>) -> String {
    let text = format!("{}: {}", group.label, place::unlinked(&group.finding.text));
    let others: Vec<String> = group
        .spots
        .iter()
        .skip(1)
        .take(LINKED)
        .enumerate()
        .map(|(at, spot)| format!("[{}]({})", place::unlinked(&spot.line_name()), at + 1))
        .collect();
    if others.is_empty() {
        return text;
    }
    let more = match group.spots.len() - 1 - others.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{text} Also at {}{more}.", others.join(", "))
}

/// The same from day to day and wherever a line moves to, and another for each thing that a rule found.
fn fingerprint(label: &str, finding: &Finding, seen: &mut HashMap<String, usize>) -> String {
    let print = match &finding.subject {
        Some(subject) => format!("{label}/{}/{subject}", finding.rule),
        None => format!("{label}/{}", finding.rule),
    };
    let count = seen.entry(print.clone()).or_insert(0);
    *count += 1;
    match *count {
        1 => print,
        again => format!("{print}#{again}"),
    }
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
