//! `check`: whether connectors may go into a pipeline: those that are named, and those that files name.

mod changed;
mod init;
mod judge;
mod names;
pub(super) mod requirement;
mod told;
mod uses;

use std::collections::HashSet;

use super::{
    Answer, Outcome,
    args::Check,
    facets,
    failure::Failure,
    reading,
    session::{self, Session},
};
use crate::{
    search::Query,
    view::check::{self, Checked, Gravity, Report},
    words::FailOn,
};
use judge::Judge;

pub(super) fn run(args: &Check, session: &mut Session<'_>) -> Outcome {
    if args.init {
        return init::run(session);
    }
    let loaded = session.load()?;
    let mut query = Query::default();
    let vocabulary = facets::vocabulary("", &args.facets, loaded.catalog.connectors());
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
        let mut scan = reading::run(&args.scan, &loaded.catalog, session)?;
        let found = uses::all(scan.files, &judge);
        scan.report.troubles.extend(found.untold);
        results.extend(found.results);
        let used = used(&results);
        let lapsed = judge.requirements.lapsed(&used, outlook.today);
        scan.report.troubles.extend(lapsed);
        failing(&mut scan.report, &judge);
        reading::tell(&scan.report, session);
        for idle in judge.requirements.idle(&used, outlook.today) {
            session.note(&idle);
        }
        report = Some(scan.report);
    }
    let told = told::Told {
        results: &results,
        report: report.as_ref(),
        outlook: &outlook,
        provenance: &provenance,
    };
    told::write(args, &told, session)?;
    Ok(if check::is_passed(&results, report.as_ref()) {
        Answer::Yes
    } else {
        Answer::No
    })
}

/// The connectors that were found, and the files that name them, each pair once.
fn used(results: &[Checked]) -> HashSet<(&str, Option<&str>)> {
    let used = results.iter();
    used.filter_map(|result| Some((result.said.connector.as_deref()?, result.file())))
        .collect()
}

/// Where warnings fail, so does what was not read: something may be missed there.
fn failing(report: &mut Report, judge: &Judge<'_>) {
    for trouble in &mut report.troubles {
        let requirement = judge.requirements.at(Some(&trouble.file));
        trouble.is_failing =
            trouble.gravity == Gravity::Loss && requirement.fail_on == FailOn::Warning;
    }
}
