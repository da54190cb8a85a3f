//! `pick`: the browser as a question, and what was chosen on standard output.

use super::{
    Answer, Outcome,
    args::Pick,
    browse::{self, Start},
    failure::Failure,
    nothing,
    session::{self, Session},
};
use crate::{
    catalog::{Catalog, Connector},
    launch::{Leaving, Many, Purpose},
    policy::{Policy, Profile},
    search::{Query, Vocabulary},
    text,
    view::{Outlook, json::ConnectorJson, outlook::Scope, snippet::Snippet},
};

pub(super) fn run(args: &Pick, session: &mut Session<'_>) -> Outcome {
    let many = if args.multi { Many::Several } else { Many::One };
    let purpose = Purpose::Pick(many);
    let start = Start {
        query: &args.query,
        facets: &args.facets,
        looks: &args.looks,
        purpose,
        // Whether there is anything to ask is for the catalog to say.
        is_patient: !args.select_one && !args.exit_empty,
    };
    let launch = start.launch(session)?;
    let vocabulary = Vocabulary::of(launch.catalog.connectors());
    let query = Query::parse_in(&launch.query, &vocabulary);
    let profile = session.profile_heeding(&query);
    let outlook = outlook_for(&launch.catalog, &launch.policy, (profile, session));
    if let Some(settled) = without_asking(args, &query, &outlook) {
        for notice in &launch.notices {
            session.note(&format!("warning: {notice}"));
        }
        if settled.is_empty() {
            let asked = (&query, Scope::Offered);
            nothing::tell(asked, "`portolan list --all`", &outlook, session);
            return Ok(Answer::No);
        }
        return print(&settled, &outlook, args, session);
    }
    let seat = &session.host.seat;
    if seat.is_dumb || !(seat.is_interactive || (seat.has_terminal)()) {
        return Err(Failure::usage(
            "pick wants a terminal to choose on; `portolan list` writes what matches to any stream",
        ));
    }
    match browse::show(launch, session)? {
        Leaving::Picked(picked) => {
            let policy = session::policy()?;
            let outlook = outlook_for(&picked.catalog, &policy, (picked.profile, session));
            print(&picked.connectors(), &outlook, args, session)
        }
        Leaving::Quit | Leaving::Aborted | Leaving::Failed(_) => Ok(Answer::Aborted),
    }
}

/// The answer that needs no screen, if the user wants one: the only match, or that there is none.
fn without_asking<'a>(
    args: &Pick,
    query: &Query,
    outlook: &Outlook<'a>,
) -> Option<Vec<&'a Connector>> {
    if !args.select_one && !args.exit_empty {
        return None;
    }
    let hits = outlook.find(query, Scope::Offered);
    match hits.as_slice() {
        [] if args.exit_empty => Some(Vec::new()),
        [(only, _)] if args.select_one => Some(vec![*only]),
        _ => None,
    }
}

fn outlook_for<'a>(
    catalog: &'a Catalog,
    policy: &'a Policy,
    (profile, session): (Profile, &Session<'_>),
) -> Outlook<'a> {
    let mut outlook = Outlook::new(catalog, policy, profile, session.today());
    outlook.words = session.words.value;
    outlook
}

/// Prints the chosen ones; where one has no such form, the answer is no.
fn print(
    chosen: &[&Connector],
    outlook: &Outlook<'_>,
    args: &Pick,
    session: &mut Session<'_>,
) -> Outcome {
    let end = if args.print0 { '\0' } else { '\n' };
    let mut answer = Answer::Yes;
    for connector in chosen {
        match taken(args.form, connector, outlook) {
            Ok(text) => write!(session.host.out, "{text}{end}")?,
            Err(why) => {
                session.note(&why);
                answer = Answer::No;
            }
        }
    }
    Ok(answer)
}

/// The text of one connector. JSON is one line of it, so that lines can be read one by one.
fn taken(form: Snippet, connector: &Connector, outlook: &Outlook<'_>) -> Result<String, String> {
    let slug = &connector.slug;
    if form == Snippet::Json {
        let object = ConnectorJson::new(connector, &outlook.assess(connector));
        return text::json::compact(&object).map_err(|fault| format!("{slug}: {fault}"));
    }
    let taken = form.of(connector, outlook);
    taken.map_err(|missing| format!("{slug}: {missing}"))
}
