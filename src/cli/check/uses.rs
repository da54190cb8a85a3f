//! The places where files name connectors: each becomes a result, unless it names none.

use crate::{
    catalog::Connector,
    cli::reading,
    policy::{Finding, Severity},
    scan::{Answer, Mention, Resolver, What},
    text::Text,
    view::check::{Checked, Spot},
    words::{Kind, Level, Readiness},
};

use super::judge::{self, Judge, Named};

pub(super) fn all(mentions: Vec<(Spot, Mention)>, judge: &Judge<'_>) -> Vec<Checked> {
    let resolver = Resolver::new(judge.outlook.catalog);
    mentions
        .into_iter()
        .filter_map(|(spot, mention)| one(spot, &mention, (&resolver, judge)))
        .collect()
}

fn one(
    spot: Spot,
    mention: &Mention,
    (resolver, judge): (&Resolver<'_>, &Judge<'_>),
) -> Option<Checked> {
    let (version, pinning) = reading::asked(&mention.pin);
    let named = Named {
        input: spot.written.to_string(),
        spot: Some(spot),
        version,
        pinning,
    };
    let answer = resolver.resolve(mention);
    Some(match (answer, &mention.what) {
        (Answer::Connector(connector), _) => judge.known(connector, named),
        (Answer::Many(candidates), _) => match judge.meant(&candidates).as_slice() {
            [connector] => judge.known(connector, named),
            [] => ambiguous(named, &candidates),
            meant => ambiguous(named, meant),
        },
        (Answer::Custom(why), what) => custom(named, (what, why), judge),
        (Answer::Missing(near), _) => judge::unknown(named, &near),
        (Answer::NeedsInstance, _) => named.is(Readiness::Unknown, vec![needs_instance()]),
        (Answer::Nothing, What::Reference(name)) => {
            let finding = unsettled(name);
            named.is(Readiness::Unknown, vec![finding])
        }
        (Answer::Nothing, _) => return None,
    })
}

fn needs_instance() -> Finding {
    let text = "It is a connection's id: only the Airbyte instance knows which connectors it runs.";
    Finding::of_check("check-needs-instance", Severity::Note, text.to_owned())
}

fn unsettled(name: &str) -> Finding {
    let name = Text::name(name);
    let text = format!("\"{name}\" names the connector, and it is settled nowhere in this folder.");
    Finding::of_check("check-unsettled", Severity::Warning, text)
}

fn ambiguous(named: Named, candidates: &[&Connector]) -> Checked {
    let slugs: Vec<&str> = candidates.iter().map(|c| c.slug.as_str()).collect();
    let text = format!(
        "It could be {} connectors: {}.",
        slugs.len(),
        slugs.join(", ")
    );
    let finding = Finding::of_check("check-ambiguous", Severity::Warning, text);
    named.is(Readiness::Unknown, vec![finding])
}

/// Nobody but its owner knows it: it is judged as what the user's own file describes would be.
fn custom(named: Named, (what, why): (&What, &str), judge: &Judge<'_>) -> Checked {
    let name = Text::name(&named.input);
    let mut connector = Connector::new(name.clone(), kind(what), name);
    connector.level = Level::Custom;
    connector.is_own = true;
    let bare = Named {
        input: named.input.clone(),
        spot: None,
        version: None,
        pinning: named.pinning,
    };
    let mut ruling = judge.ruling(&connector, &bare);
    let text = format!("It is a connector of somebody's own: {why}.");
    ruling
        .findings
        .push(Finding::of_check("check-custom", Severity::Warning, text));
    ruling.findings.sort_by_key(|finding| finding.severity);
    named.is(ruling.verdict, ruling.findings)
}

fn kind(what: &What) -> Kind {
    let name = match what {
        What::Name(kind, _) => return *kind,
        What::Image(name) | What::Slug(name) => name.as_str(),
        _ => "",
    };
    let tail = name.rsplit('/').next().unwrap_or_default();
    if tail.starts_with("destination") {
        Kind::Destination
    } else {
        Kind::Source
    }
}
