//! `deadlines`: which connectors must be upgraded, and by when.

use std::rc::Rc;

use super::{
    Answer, Outcome,
    args::{DeadlineFormat, Deadlines},
    facets,
    format::ics,
    reading::{self, Scan},
    session::{self, Session},
};
use crate::{
    scan::{self, Resolver},
    search::Query,
    text,
    view::{
        Outlook,
        deadlines::{self, DeadlinesJson, Due, Horizon, Use},
        json::Envelope,
    },
};

/// How far is looked ahead unless the user says.
const WITHIN: i64 = 90;

pub(super) fn run(args: &Deadlines, session: &mut Session<'_>) -> Outcome {
    let loaded = session.load()?;
    let mut query = Query::default();
    let vocabulary = facets::vocabulary("", &args.facets, loaded.catalog.connectors());
    facets::add(&args.facets, &vocabulary, &mut query)?;
    let policy = session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let within = args.within.unwrap_or(WITHIN);
    let reach = if args.all {
        Horizon::All
    } else {
        Horizon::Days(within)
    };
    let scan = if args.scan.is_wanted() {
        Some(reading::run(&args.scan, &loaded.catalog, session)?)
    } else {
        None
    };
    if let Some(scan) = &scan {
        reading::tell(&scan.report, session);
    }
    let files = scan.as_ref().map(|scan| scan.report.files);
    let dues = match scan {
        Some(scan) => deadlines::of_uses(&outlook, &uses(scan, &query, &outlook), reach),
        None => deadlines::of(&outlook, &query, reach),
    };
    let is_synced = |due: &Due<'_>| due.pending.change.touches(&args.streams);
    let dues: Vec<Due<'_>> = dues.into_iter().filter(is_synced).collect();
    match format(args, session) {
        DeadlineFormat::Json => {
            session.json(&Envelope::new(
                &outlook,
                &provenance,
                DeadlinesJson::new(&dues),
            ))?;
            session.note_staleness(&provenance);
            return Ok(Answer::Yes);
        }
        DeadlineFormat::Table => session.printer().page(&deadlines::page(&dues))?,
        DeadlineFormat::Tsv => tsv(&dues, session)?,
        DeadlineFormat::Ics => {
            let calendar = ics::of(&dues, &provenance);
            session.host.out.write_all(calendar.as_bytes())?;
        }
    }
    let count = text::count(dues.len(), "deadline", "deadlines");
    let count = match reach {
        Horizon::All => count,
        Horizon::Days(days) => format!("{count} within {}", text::days(days)),
    };
    let count = match files {
        Some(files) => format!("{} read, {count}", text::count(files, "file", "files")),
        None => count,
    };
    session.note_basis(&count, &provenance);
    Ok(Answer::Yes)
}

/// The places that use a connector of the catalog; what could be more than one is told by a check.
fn uses<'c>(scan: Scan, query: &Query, outlook: &Outlook<'c>) -> Vec<Use<'c>> {
    let resolver = Resolver::new(outlook.catalog);
    let mut uses = Vec::new();
    for found in scan.files {
        for mention in found.mentions {
            let scan::Answer::Connector(connector) = resolver.resolve(&mention) else {
                continue;
            };
            if !outlook.is_found(connector, query) {
                continue;
            }
            let (spot, written) = reading::taken_apart(&found.file, mention);
            uses.push(Use {
                connector,
                spot: Rc::new(spot),
                pinned: reading::asked(&written.pin).0,
            });
        }
    }
    uses
}

fn format(args: &Deadlines, session: &Session<'_>) -> DeadlineFormat {
    let usual = if session.stdout().is_terminal {
        DeadlineFormat::Table
    } else {
        DeadlineFormat::Tsv
    };
    args.writing.wanted().unwrap_or(usual)
}

fn tsv(dues: &[Due<'_>], session: &mut Session<'_>) -> std::io::Result<()> {
    for due in dues {
        writeln!(session.host.out, "{}", due.cells().join("\t"))?;
    }
    Ok(())
}
