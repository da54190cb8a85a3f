//! `check`: whether connectors may go into a pipeline: those that are named, and those that files name.

mod changed;
mod init;
mod judge;
mod names;
mod requirement;
mod uses;

use super::{
    Answer, Outcome,
    args::{Check, CheckFormat},
    facets,
    failure::Failure,
    format::{github, junit, sarif},
    reading,
    session::{self, Session},
};
use crate::{
    search::{Query, Vocabulary},
    view::{
        Outlook, Provenance,
        check::{self, Checked, ChecksJson, Detail, Report},
        json::Envelope,
        phrase,
    },
};
use judge::Judge;

pub(super) fn run(args: &Check, session: &mut Session<'_>) -> Outcome {
    if args.init {
        return init::run(session);
    }
    let loaded = session.load()?;
    let mut query = Query::default();
    let vocabulary = Vocabulary::of(loaded.catalog.connectors());
    facets::add(&args.facets, &vocabulary, &mut query)?;
    let is_scan = args.scan.is_wanted();
    if args.names.is_empty() && query.terms.is_empty() && !is_scan {
        return Err(Failure::usage(
            "nothing to check: name a connector, such as source-postgres or source-postgres@3.6.0, or files with --scan",
        ));
    }
    let policy = session::policy()?;
    let requirements = requirement::of(args, (&loaded.catalog, &policy), session)?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let judge = Judge {
        requirements,
        outlook: &outlook,
        query,
        streams: &args.streams,
        changed_since: args.changed_since,
    };
    let mut results = match (args.names.is_empty(), is_scan) {
        (true, true) => Vec::new(),
        (true, false) => names::chosen(&judge)?,
        (false, _) => names::all(&names::given(&args.names, session)?, &judge)?,
    };
    let mut report = None;
    if is_scan {
        let scan = reading::run(&args.scan, &loaded.catalog, session)?;
        reading::tell(&scan.report, session);
        results.extend(uses::all(scan.mentions, &judge));
        for idle in judge.requirements.idle(&used(&results)) {
            session.note(&idle);
        }
        report = Some(scan.report);
    }
    let told = Told {
        results: &results,
        report: report.as_ref(),
        outlook: &outlook,
        provenance: &provenance,
    };
    write(args, &told, session)?;
    let is_passed = results.iter().all(Checked::is_passed);
    Ok(if is_passed { Answer::Yes } else { Answer::No })
}

/// The connectors that were found, and the files that name them.
fn used(results: &[Checked]) -> Vec<(&str, Option<&str>)> {
    let used = results.iter().filter_map(|result| {
        let file = result.spot.as_ref().map(|spot| spot.file.as_str());
        Some((result.connector.as_deref()?, file))
    });
    used.collect()
}

/// What a check has to say.
struct Told<'a> {
    results: &'a [Checked],
    report: Option<&'a Report>,
    outlook: &'a Outlook<'a>,
    provenance: &'a Provenance,
}

fn write(args: &Check, told: &Told<'_>, session: &mut Session<'_>) -> Result<(), Failure> {
    let format = if args.json {
        CheckFormat::Json
    } else {
        args.format.unwrap_or(CheckFormat::Human)
    };
    let (results, outlook, provenance) = (told.results, told.outlook, told.provenance);
    match format {
        CheckFormat::Json => {
            let body = ChecksJson::new(results, told.report);
            session.json(&Envelope::new(outlook, provenance, body))?;
            session.note_staleness(provenance);
            return Ok(());
        }
        CheckFormat::Human => {
            let detail = if session.global.verbose {
                Detail::Everything
            } else {
                Detail::Reasons
            };
            let page = check::page(results, outlook, detail, session.host.glyphs);
            session.printer().page(&page)?;
        }
        CheckFormat::Sarif => {
            let run = sarif::Run {
                results,
                report: told.report,
                policy: outlook.policy,
                provenance,
            };
            session.json(&sarif::of(&run))?;
        }
        CheckFormat::Junit => session
            .host
            .out
            .write_all(junit::of(results, provenance).as_bytes())?,
        CheckFormat::Github => session
            .host
            .out
            .write_all(github::of(results, told.report).as_bytes())?,
    }
    session.note_basis(&summary(results, told.report), provenance);
    Ok(())
}

/// `12 files read, 9 uses of 4 connectors checked, 2 failed`.
fn summary(results: &[Checked], report: Option<&Report>) -> String {
    let failed = results.iter().filter(|result| !result.is_passed()).count();
    let names = results.iter().filter(|r| r.spot.is_none()).count();
    let uses = results.len() - names;
    let Some(report) = report else {
        let count = phrase::count(names, "connector");
        return format!("{count} checked, {failed} failed");
    };
    let files = phrase::count(report.files, "file");
    let before = match names {
        0 => String::new(),
        names => format!("{} named, ", phrase::count(names, "connector")),
    };
    if uses == 0 {
        let failed = match failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        return format!("{before}no connector found in {files}{failed}");
    }
    let mut connectors: Vec<String> = results
        .iter()
        .filter(|result| result.spot.is_some())
        .map(|result| {
            result
                .connector
                .as_deref()
                .map_or_else(|| result.label(), str::to_owned)
        })
        .collect();
    connectors.sort_unstable();
    connectors.dedup();
    let connectors = phrase::count(connectors.len(), "connector");
    let uses = phrase::count(uses, "use");
    format!("{before}{files} read, {uses} of {connectors} checked, {failed} failed")
}
