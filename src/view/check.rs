//! The results of a check, as a document and as JSON.

mod asked;
mod json;
mod places;
mod rules;
mod spot;

pub use asked::Asked;
pub use json::{ChecksJson, LocationJson};
pub use places::Places;
pub use rules::rules_page;
pub use spot::{Gravity, Report, Spot, Trouble};

use std::rc::Rc;

use crate::{
    catalog::Version,
    policy::{Finding, Ruling, Severity},
    text::{self, Text, Word},
};

use super::{
    Glyphs, Outlook, Role,
    layout::{Page, Span, muted, plain, span},
    reasoned::{self, Mark},
};

/// One checked name, or one place that names a connector.
#[derive(Debug, Clone)]
pub struct Checked {
    /// As the user wrote it, cleaned.
    pub input: String,
    /// Where it is named; `None` for a name on the command line.
    pub spot: Option<Spot>,
    /// Shared by all that ask for it so.
    pub said: Rc<Said>,
}

/// What is said of a connector as it is asked for: the same wherever it is asked for so.
#[derive(Debug, Clone)]
pub struct Said {
    pub connector: Option<Text>,
    pub pinned: Option<Version>,
    pub latest: Option<Version>,
    pub ruling: Ruling,
}

impl Checked {
    /// The file that names it.
    pub fn file(&self) -> Option<&str> {
        self.spot.as_ref().map(|spot| &*spot.file)
    }

    pub fn is_passed(&self) -> bool {
        self.said.ruling.is_passed()
    }

    /// What it is called in a line: its slug, or what the user wrote.
    pub fn label(&self) -> String {
        match (&self.said.connector, &self.said.pinned) {
            (Some(slug), Some(version)) => format!("{slug}@{version}"),
            (Some(slug), None) => slug.to_string(),
            (None, _) => self.input.clone(),
        }
    }
}

impl Checked {
    /// What a finding is about: the version that is asked for, or the connector however it is asked for.
    pub fn subject(&self, finding: &Finding) -> String {
        match (&self.said.connector, &self.said.pinned) {
            (Some(slug), Some(_)) if !finding.is_of_version => slug.to_string(),
            _ => self.label(),
        }
    }
}

/// Whether a check passed: everything that is named, and what was read.
pub fn is_passed(results: &[Checked], report: Option<&Report>) -> bool {
    results.iter().all(Checked::is_passed) && !report.is_some_and(Report::is_failing)
}

/// How much is told under each connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What decided.
    Reasons,
    /// What is worth knowing, too.
    Everything,
}

/// The names of the command line, one line per connector with the reasons under it; `Places` has what files name.
pub fn page(results: &[Checked], outlook: &Outlook<'_>, detail: Detail, glyphs: Glyphs) -> Page {
    let mut page = Page::default();
    for result in results.iter().filter(|result| result.spot.is_none()) {
        let deployment = outlook.profile.deployment.label();
        page.paragraph(headline(result, deployment, glyphs), 0, 4);
        let is_told = |finding: &&Finding| {
            let is_note =
                finding.severity == Severity::Note && outlook.policy.is_note(finding.rule.as_str());
            detail == Detail::Everything || !is_note
        };
        let findings = &result.said.ruling.findings;
        for finding in findings.iter().filter(is_told) {
            page.paragraph(reasoned::finding(finding, glyphs), 2, 4);
        }
        untold(
            findings.len() - findings.iter().filter(is_told).count(),
            4,
            &mut page,
        );
    }
    page
}

fn headline(result: &Checked, deployment: &str, glyphs: Glyphs) -> Vec<Span> {
    let mut spans = verdict_of(result, reasoned::passed(result.is_passed(), glyphs));
    spans.push(plain(format!(" on {deployment}")));
    match (&result.said.pinned, &result.said.latest) {
        (Some(pinned), Some(latest)) if pinned != latest => {
            spans.push(muted(format!(", latest {latest}")));
        }
        (None, Some(latest)) => spans.push(muted(format!(", {latest}"))),
        _ => {}
    }
    spans
}

fn verdict_of(result: &Checked, (mark, role): Mark) -> Vec<Span> {
    let verdict = result.said.ruling.verdict;
    vec![
        span(format!("{mark} "), role),
        span(result.label(), Role::Strong),
        plain("  "),
        span(verdict.label(), Role::Verdict(verdict)),
    ]
}

/// How many findings are told only to those who ask for everything.
fn untold(count: usize, indent: usize, page: &mut Page) {
    if count > 0 {
        let notes = text::count(count, "more note", "more notes");
        page.paragraph(vec![muted(format!("{notes} with -v"))], indent, indent);
    }
}
