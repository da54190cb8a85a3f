//! SARIF 2.1.0, for code scanning: one result a finding that matters, every rule with its help.

use serde_json::{Value, json};

use crate::{
    policy::{Finding, Policy, RULES, Severity},
    view::{Provenance, check::Checked, phrase},
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

pub(in crate::cli) fn of(results: &[Checked], policy: &Policy, provenance: &Provenance) -> Value {
    let findings: Vec<(&Checked, &Finding)> = results
        .iter()
        .flat_map(|result| {
            result
                .ruling
                .findings
                .iter()
                .map(move |finding| (result, finding))
        })
        .filter(|(_, finding)| finding.severity != Severity::Note)
        .collect();
    let mut ids: Vec<&str> = findings
        .iter()
        .map(|(_, finding)| finding.rule.as_str())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "portolan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": ids.iter().map(|id| rule(id, policy)).collect::<Vec<_>>(),
            }},
            "properties": { "catalog": provenance.phrase(), "as_of": provenance.today.to_string() },
            "results": findings.iter().map(|(result, finding)| self::result(result, finding, &ids)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(id: &str, policy: &Policy) -> Value {
    let own = RULES
        .iter()
        .find(|(own, _)| *own == id)
        .map(|(_, text)| (*text).to_owned());
    let (text, source) = match policy.rule(id) {
        Some(rule) => (rule.outline(), phrase::source(&rule.source)),
        None => (own.unwrap_or_default(), "portolan check".to_owned()),
    };
    json!({
        "id": id,
        "shortDescription": { "text": text },
        "help": { "text": format!("{text} [{source}] See `portolan explain rule {id}`.") },
    })
}

fn result(result: &Checked, finding: &Finding, ids: &[&str]) -> Value {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    json!({
        "ruleId": finding.rule.as_str(),
        "ruleIndex": ids.iter().position(|id| *id == finding.rule.as_str()),
        "level": level,
        "message": { "text": format!("{}: {}", result.label(), finding.text) },
        "locations": [{ "logicalLocations": [{ "name": result.label(), "kind": "module" }] }],
        "partialFingerprints": { "portolan/v1": fingerprint(result, finding) },
    })
}

/// The same from day to day, and another for each thing that a rule found.
fn fingerprint(result: &Checked, finding: &Finding) -> String {
    let label = result.label();
    match &finding.subject {
        Some(subject) => format!("{label}/{}/{subject}", finding.rule),
        None => format!("{label}/{}", finding.rule),
    }
}
