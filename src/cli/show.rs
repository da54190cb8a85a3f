//! `show`: everything about a connector, the verdict first.

use super::{
    Answer, Outcome,
    args::Show,
    named,
    session::{self, Session},
};
use crate::view::{
    json::{ConnectorJson, Envelope},
    page,
};

#[derive(serde::Serialize)]
struct Body<'a> {
    connector: ConnectorJson<'a>,
}

pub(super) fn run(args: &Show, session: &mut Session<'_>) -> Outcome {
    let loaded = session.load()?;
    let policy = session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let connector = named::in_words(&args.name, &outlook)?;
    if args.document.is_json() {
        let assessment = outlook.assess(connector);
        let body = Body {
            connector: ConnectorJson::new(connector, &assessment),
        };
        session.json(&Envelope::new(&outlook, &provenance, body))?;
    } else {
        let page = page::of(connector, &outlook, &provenance, session.host.glyphs);
        session.printer().page(&page)?;
    }
    session.note_staleness(&provenance);
    Ok(Answer::Yes)
}
