//! What a check has to say, in the format that is asked for, and the line that sums it up.

use std::collections::HashSet;

use crate::{
    cli::{
        args::{Check, CheckFormat},
        failure::Failure,
        format::{github, junit, sarif},
        session::Session,
    },
    policy::{CheckRule, RuleId},
    text,
    view::{
        Outlook, Provenance,
        check::{self, Checked, ChecksJson, Detail, Places, Report},
        json::Envelope,
    },
};

/// What a check has to say.
pub(super) struct Told<'a> {
    pub results: &'a [Checked],
    pub report: Option<&'a Report>,
    pub outlook: &'a Outlook<'a>,
    pub provenance: &'a Provenance,
}

pub(super) fn write(
    args: &Check,
    told: &Told<'_>,
    session: &mut Session<'_>,
) -> Result<(), Failure> {
    let format = args.writing.wanted().unwrap_or(CheckFormat::Human);
    let (results, outlook, provenance) = (told.results, told.outlook, told.provenance);
    match format {
        CheckFormat::Json => {
            let body = ChecksJson::new(results, told.report);
            session.json(&Envelope::new(outlook, provenance, body))?;
            session.note_staleness(provenance);
            return Ok(());
        }
        CheckFormat::Human => human(told, session)?,
        CheckFormat::Sarif => {
            let run = sarif::Run {
                results,
                report: told.report,
                policy: outlook.policy,
                provenance,
            };
            session.json(&sarif::of(&run))?;
        }
        CheckFormat::Junit => {
            let run = junit::Run {
                results,
                report: told.report,
                provenance,
            };
            junit::write(&run, session.host.out)?;
        }
        CheckFormat::Github => github::write(results, told.report, session.host.out)?,
    }
    let mut summary = summary(results, told.report);
    if format == CheckFormat::Github {
        summary.push_str(&unannotated(results));
    }
    session.note_basis(&summary, provenance);
    Ok(())
}

/// Connections are no matter for an annotation, and yet nobody should think that they were checked.
fn unannotated(results: &[Checked]) -> String {
    let is_connection = |result: &&Checked| {
        let findings = &result.said.ruling.findings;
        findings
            .iter()
            .any(|f| f.rule == RuleId::Check(CheckRule::NeedsInstance))
    };
    match results.iter().filter(is_connection).count() {
        0 => String::new(),
        count => format!(
            ", {} that only the instance can resolve",
            text::count(count, "connection", "connections")
        ),
    }
}

/// Names first, then a page a file.
fn human(told: &Told<'_>, session: &mut Session<'_>) -> Result<(), Failure> {
    let detail = if session.global.verbose {
        Detail::Everything
    } else {
        Detail::Reasons
    };
    let glyphs = session.host.glyphs;
    let (named, used) = told
        .results
        .split_at(told.results.partition_point(|result| result.spot.is_none()));
    let page = check::page(named, told.outlook, detail, glyphs);
    session.printer().page(&page)?;
    let mut places = Places::new((told.outlook, detail, glyphs), named.is_empty());
    for file in used.chunk_by(|a, b| a.file() == b.file()) {
        session.printer().page(&places.page(file))?;
    }
    Ok(())
}

/// `12 files read, 9 uses of 4 connectors checked, 2 failed`.
fn summary(results: &[Checked], report: Option<&Report>) -> String {
    let failed = results.iter().filter(|result| !result.is_passed()).count();
    let names = results.iter().filter(|r| r.spot.is_none()).count();
    let uses = results.len() - names;
    let Some(report) = report else {
        let count = text::count(names, "connector", "connectors");
        return format!("{count} checked, {failed} failed");
    };
    let files = text::count(report.files, "file", "files");
    let before = match names {
        0 => String::new(),
        names => format!("{} named, ", text::count(names, "connector", "connectors")),
    };
    if uses == 0 {
        let failed = match failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        return format!("{before}no connector found in {files}{failed}");
    }
    let connectors: HashSet<&str> = results
        .iter()
        .filter(|result| result.spot.is_some())
        .map(|result| result.said.connector.as_deref().unwrap_or(&result.input))
        .collect();
    let connectors = text::count(connectors.len(), "connector", "connectors");
    let uses = text::count(uses, "use", "uses");
    format!("{before}{files} read, {uses} of {connectors} checked, {failed} failed")
}
