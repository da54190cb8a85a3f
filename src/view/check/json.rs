//! The results of a check in JSON.

use serde::{Serialize, Serializer};

use crate::{catalog::Version, policy::Severity, view::phrase, words::Readiness};

use super::{Checked, Report, Spot, Trouble, is_passed, spot::Gravity};

#[derive(Serialize)]
pub struct ChecksJson<'a> {
    #[serde(serialize_with = "one_by_one")]
    results: &'a [Checked],
    passed: bool,
    /// What was read; null where nothing was asked to be.
    scan: Option<ReportJson<'a>>,
}

/// Many results are never all in memory as JSON.
fn one_by_one<S: Serializer>(results: &&[Checked], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(results.iter().map(CheckJson::from))
}

#[derive(Serialize)]
struct CheckJson<'a> {
    input: &'a str,
    location: Option<LocationJson<'a>>,
    /// What wrote it there, and the line that it stands in.
    tool: Option<&'a str>,
    source: Option<&'a str>,
    connector: Option<&'a str>,
    pinned: Option<&'a Version>,
    latest: Option<&'a Version>,
    verdict: Readiness,
    passed: bool,
    findings: Vec<FindingJson<'a>>,
}

/// Where something stands in a file.
#[derive(Serialize)]
pub struct LocationJson<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule: &'a str,
    severity: Severity,
    text: &'a str,
    source: String,
}

#[derive(Serialize)]
struct ReportJson<'a> {
    files: usize,
    troubles: Vec<TroubleJson<'a>>,
}

#[derive(Serialize)]
struct TroubleJson<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    severity: Severity,
    text: &'a str,
}

impl<'a> ChecksJson<'a> {
    pub fn new(results: &'a [Checked], report: Option<&'a Report>) -> Self {
        Self {
            results,
            passed: is_passed(results, report),
            scan: report.map(|report| ReportJson {
                files: report.files,
                troubles: report.troubles.iter().map(TroubleJson::from).collect(),
            }),
        }
    }
}

impl<'a> From<&'a Spot> for LocationJson<'a> {
    fn from(spot: &'a Spot) -> Self {
        Self {
            file: &spot.file,
            line: spot.line,
            column: spot.column,
        }
    }
}

impl<'a> From<&'a Checked> for CheckJson<'a> {
    fn from(result: &'a Checked) -> Self {
        let spot = result.spot.as_ref();
        Self {
            input: &result.input,
            location: spot.map(LocationJson::from),
            tool: spot.map(|spot| spot.tool),
            source: spot.map(|spot| spot.source.as_str()),
            connector: result.said.connector.as_deref(),
            pinned: result.said.pinned.as_ref(),
            latest: result.said.latest.as_ref(),
            verdict: result.said.ruling.verdict,
            passed: result.is_passed(),
            findings: result
                .said
                .ruling
                .findings
                .iter()
                .map(|finding| FindingJson {
                    rule: finding.rule.as_str(),
                    severity: finding.severity,
                    text: &finding.text,
                    source: phrase::source(&finding.source),
                })
                .collect(),
        }
    }
}

impl<'a> From<&'a Trouble> for TroubleJson<'a> {
    fn from(trouble: &'a Trouble) -> Self {
        Self {
            file: &trouble.file,
            line: trouble.place.map(|(line, _)| line),
            column: trouble.place.map(|(_, column)| column),
            severity: match trouble.gravity {
                Gravity::Expected => Severity::Note,
                Gravity::Loss => Severity::Warning,
            },
            text: &trouble.text,
        }
    }
}
