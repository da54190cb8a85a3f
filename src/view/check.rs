//! The results of a check, as a document and as JSON.

mod rules;

pub use rules::rules_page;

use serde::Serialize;

use crate::{
    catalog::Version,
    policy::{Finding, Ruling, Severity},
    text::{Text, Word},
    words::Readiness,
};

use super::{
    Glyphs, Outlook, Role,
    layout::{Page, Span, muted, plain, span},
    phrase,
};

/// One checked name.
#[derive(Debug, Clone)]
pub struct Checked {
    /// As the user wrote it, cleaned.
    pub input: String,
    pub connector: Option<Text>,
    pub pinned: Option<Version>,
    pub latest: Option<Version>,
    pub ruling: Ruling,
}

impl Checked {
    pub fn is_passed(&self) -> bool {
        self.ruling.is_passed()
    }

    /// What it is called in a line: its slug, or what the user wrote.
    pub fn label(&self) -> String {
        match (&self.connector, &self.pinned) {
            (Some(slug), Some(version)) => format!("{slug}@{version}"),
            (Some(slug), None) => slug.to_string(),
            (None, _) => self.input.clone(),
        }
    }
}

/// How much is told under each connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What decided.
    Reasons,
    /// What is worth knowing, too.
    Everything,
}

/// The results, one line per connector with the reasons under it.
pub fn page(results: &[Checked], outlook: &Outlook<'_>, detail: Detail, glyphs: Glyphs) -> Page {
    let mut page = Page::default();
    for result in results {
        page.paragraph(
            headline(result, outlook.profile.deployment.label(), glyphs),
            0,
            4,
        );
        let is_told = |finding: &&Finding| {
            let is_note =
                finding.severity == Severity::Note && outlook.policy.is_note(&finding.rule);
            detail == Detail::Everything || !is_note
        };
        let findings = &result.ruling.findings;
        for finding in findings.iter().filter(is_told) {
            page.paragraph(reason(finding, glyphs), 2, 4);
        }
        let untold = findings.len() - findings.iter().filter(is_told).count();
        if untold > 0 {
            let notes = phrase::count(untold, "more note");
            page.paragraph(vec![muted(format!("{notes} with -v"))], 4, 4);
        }
    }
    page
}

fn headline(result: &Checked, deployment: &str, glyphs: Glyphs) -> Vec<Span> {
    let verdict = result.ruling.verdict;
    let (mark, role) = if result.is_passed() {
        (glyphs.passed(), Role::Verdict(Readiness::Ready))
    } else {
        (glyphs.failed(), Role::Verdict(Readiness::Avoid))
    };
    let mut spans = vec![
        span(format!("{mark} "), role),
        span(result.label(), Role::Strong),
        plain("  "),
        span(verdict.label(), Role::Verdict(verdict)),
        plain(format!(" on {deployment}")),
    ];
    match (&result.pinned, &result.latest) {
        (Some(pinned), Some(latest)) if pinned != latest => {
            spans.push(muted(format!(", latest {latest}")));
        }
        (None, Some(latest)) => spans.push(muted(format!(", {latest}"))),
        _ => {}
    }
    spans
}

fn reason(finding: &Finding, glyphs: Glyphs) -> Vec<Span> {
    let (mark, role) = match finding.severity {
        Severity::Error => (glyphs.failed(), Role::Verdict(Readiness::Avoid)),
        Severity::Warning => ("!", Role::Alert),
        Severity::Note => (glyphs.bullet(), Role::Muted),
    };
    vec![
        span(mark, role),
        plain(format!(" {} ", finding.text)),
        muted(format!(
            "[{}; {}]",
            phrase::source(&finding.source),
            finding.rule
        )),
    ]
}

/// The results of a check in JSON.
#[derive(Serialize)]
pub struct ChecksJson<'a> {
    results: Vec<CheckJson<'a>>,
    passed: bool,
}

#[derive(Serialize)]
struct CheckJson<'a> {
    input: &'a str,
    location: Option<()>,
    connector: Option<&'a str>,
    pinned: Option<&'a Version>,
    latest: Option<&'a Version>,
    verdict: Readiness,
    passed: bool,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    rule: &'a str,
    severity: Severity,
    text: &'a str,
    source: String,
}

impl<'a> ChecksJson<'a> {
    pub fn new(results: &'a [Checked]) -> Self {
        Self {
            results: results.iter().map(CheckJson::from).collect(),
            passed: results.iter().all(Checked::is_passed),
        }
    }
}

impl<'a> From<&'a Checked> for CheckJson<'a> {
    fn from(result: &'a Checked) -> Self {
        Self {
            input: &result.input,
            location: None,
            connector: result.connector.as_deref(),
            pinned: result.pinned.as_ref(),
            latest: result.latest.as_ref(),
            verdict: result.ruling.verdict,
            passed: result.is_passed(),
            findings: result
                .ruling
                .findings
                .iter()
                .map(|finding| FindingJson {
                    rule: &finding.rule,
                    severity: finding.severity,
                    text: &finding.text,
                    source: phrase::source(&finding.source),
                })
                .collect(),
        }
    }
}
