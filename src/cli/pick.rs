//! `pick`: the browser as a question, and what was chosen on standard output.

use super::{
    Answer, Outcome,
    args::Pick,
    browse::{self, Start},
    failure::Failure,
    session::{self, Session},
};
use crate::{
    catalog::{Catalog, Connector, Key},
    policy::{Policy, Profile},
    search::{Query, Vocabulary},
    text,
    view::{
        Outlook,
        json::ConnectorJson,
        launch::{Leaving, Many, Purpose},
        outlook::Scope,
        snippet::Snippet,
    },
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
            session.note("no connector matches");
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
        Leaving::Picked { keys, profile } => {
            // A refresh meanwhile may have brought what was chosen.
            let loaded = browse::catalog(session, &mut Vec::new())?;
            let policy = session::policy()?;
            let outlook = outlook_for(&loaded.catalog, &policy, (profile, session));
            print(&keys, &outlook, args, session)
        }
        Leaving::Quit | Leaving::Aborted | Leaving::Failed(_) => Ok(Answer::Aborted),
    }
}

/// The answer that needs no screen, if the user wants one: the only match, or that there is none.
fn without_asking(args: &Pick, query: &Query, outlook: &Outlook<'_>) -> Option<Vec<Key>> {
    if !args.select_one && !args.exit_empty {
        return None;
    }
    let hits = outlook.find(query, Scope::Offered);
    match hits.as_slice() {
        [] if args.exit_empty => Some(Vec::new()),
        [(only, _)] if args.select_one => Some(vec![only.key()]),
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

/// Prints what there is of the chosen ones; of what there is not, the answer is no.
fn print(keys: &[Key], outlook: &Outlook<'_>, args: &Pick, session: &mut Session<'_>) -> Outcome {
    let end = if args.print0 { '\0' } else { '\n' };
    let mut answer = Answer::Yes;
    for key in keys {
        let connectors = outlook.catalog.connectors();
        let connector = connectors.iter().find(|c| c.key() == *key);
        match connector.map(|connector| taken(args.form, connector, outlook)) {
            Some(Ok(text)) => write!(session.host.out, "{text}{end}")?,
            Some(Err(why)) => {
                session.note(&why);
                answer = Answer::No;
            }
            None => {
                session.note(&format!("{} is no longer in the catalog", key.0));
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
