//! `deadlines`: which connectors must be upgraded, and by when.

use super::{
    Answer, Outcome,
    args::{DeadlineFormat, Deadlines},
    facets,
    format::ics,
    session::{self, Session},
};
use crate::{
    search::{Query, Vocabulary},
    view::{
        deadlines::{self, DeadlinesJson, Due, Reach},
        json::Envelope,
        phrase,
    },
};

/// How far is looked ahead unless the user says.
const WITHIN: i64 = 90;

pub(super) fn run(args: &Deadlines, session: &mut Session<'_>) -> Outcome {
    let loaded = session.load()?;
    let mut query = Query::default();
    let vocabulary = Vocabulary::of(loaded.catalog.connectors());
    facets::add(&args.facets, &vocabulary, &mut query)?;
    let policy = session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let within = args.within.unwrap_or(WITHIN);
    let reach = if args.all {
        Reach::All
    } else {
        Reach::Days(within)
    };
    let dues = deadlines::of(&outlook, &query, reach);
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
            let calendar = ics::of(&dues, outlook.today, &provenance.phrase());
            session.host.out.write_all(calendar.as_bytes())?;
        }
    }
    let count = phrase::count(dues.len(), "deadline");
    let count = match reach {
        Reach::All => count,
        Reach::Days(days) => format!("{count} within {}", phrase::count(days, "day")),
    };
    session.note_basis(&count, &provenance);
    Ok(Answer::Yes)
}

fn format(args: &Deadlines, session: &Session<'_>) -> DeadlineFormat {
    let usual = if session.stdout().is_terminal {
        DeadlineFormat::Table
    } else {
        DeadlineFormat::Tsv
    };
    match args.format {
        _ if args.json => DeadlineFormat::Json,
        Some(format) => format,
        None => usual,
    }
}

fn tsv(dues: &[Due<'_>], session: &mut Session<'_>) -> std::io::Result<()> {
    for due in dues {
        writeln!(session.host.out, "{}", due.cells().join("\t"))?;
    }
    Ok(())
}
