//! `compare`: two to four connectors side by side.

use super::{
    Answer, Outcome,
    args::Compare,
    failure::Failure,
    named,
    session::{self, Session},
};
use crate::{
    catalog::Connector,
    view::{
        compare,
        json::{ConnectorJson, Envelope},
    },
};

#[derive(serde::Serialize)]
struct Body<'a> {
    connectors: Vec<ConnectorJson<'a>>,
    differing: Vec<String>,
}

pub(super) fn run(args: &Compare, session: &mut Session<'_>) -> Outcome {
    let loaded = session.load()?;
    let policy = session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let connectors: Vec<&Connector> = args
        .names
        .iter()
        .map(|name| named::one(&loaded.catalog, name))
        .collect::<Result<_, _>>()?;
    for (at, connector) in connectors.iter().enumerate() {
        if connectors[..at]
            .iter()
            .any(|earlier| earlier.key() == connector.key())
        {
            return Err(Failure::usage(format!("{} is named twice", connector.slug)));
        }
    }
    if args.document.is_json() {
        let assessments: Vec<_> = connectors.iter().map(|c| outlook.assess(c)).collect();
        let rows = compare::rows(&connectors, &outlook);
        let body = Body {
            connectors: connectors
                .iter()
                .zip(&assessments)
                .map(|(connector, assessment)| ConnectorJson::new(connector, assessment))
                .collect(),
            differing: rows
                .into_iter()
                .filter(compare::Compared::differs)
                .map(|row| row.word)
                .collect(),
        };
        session.json(&Envelope::new(&outlook, &provenance, body))?;
    } else {
        let page = compare::page(&connectors, &outlook, &provenance, session.host.glyphs);
        session.printer().page(&page)?;
    }
    session.note_staleness(&provenance);
    Ok(Answer::Yes)
}
