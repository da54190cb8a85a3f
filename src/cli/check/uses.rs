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

use super::judge::{Judge, Named};

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
    let strange =
        |named: Named, finding| Some(judge.other(named, Readiness::Unknown, vec![finding]));
    match resolver.resolve(mention) {
        Answer::Connector(connector) => Some(judge.known(connector, named)),
        Answer::Many(candidates) => match judge.meant(&candidates).as_slice() {
            [connector] => Some(judge.known(connector, named)),
            [] => strange(named, ambiguous(&candidates)),
            meant => strange(named, ambiguous(meant)),
        },
        Answer::Custom(why) => Some(custom(named, (&mention.what, why), judge)),
        Answer::Missing(_) => {
            let name = name(&mention.what);
            let name = name.strip_prefix("airbyte/").unwrap_or(name);
            Some(judge.unknown(named, name))
        }
        Answer::NeedsInstance => strange(named, needs_instance()),
        Answer::Contradiction(owner) => strange(named, contradiction(owner, name(&mention.what))),
        Answer::Unsettled => strange(named, unsettled(name(&mention.what))),
        Answer::Nothing => None,
    }
}

/// The name in it, without what says which sort of name it is.
fn name(what: &What) -> &str {
    match what {
        What::Image(name)
        | What::Slug(name)
        | What::AnySlug(name)
        | What::Own(name)
        | What::Definition(name)
        | What::AnyId(name)
        | What::Name(_, name)
        | What::AnyName(name)
        | What::Connection(name)
        | What::Reference(name) => name,
        What::Beside(_, other) => name(other),
    }
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

fn contradiction(owner: &Connector, beside: &str) -> Finding {
    let (owner, beside) = (&owner.slug, Text::name(beside));
    let text = format!("The id is {owner}'s, and \"{beside}\" beside it names another connector.");
    Finding::of_check("check-ambiguous", Severity::Warning, text)
}

fn ambiguous(candidates: &[&Connector]) -> Finding {
    let slugs: Vec<&str> = candidates.iter().map(|c| c.slug.as_str()).collect();
    let count = slugs.len();
    let text = format!("It could be {count} connectors: {}.", slugs.join(", "));
    Finding::of_check("check-ambiguous", Severity::Warning, text)
}

/// Nobody but its owner knows it: it is judged as what the user's own file describes would be.
fn custom(named: Named, (what, why): (&What, &str), judge: &Judge<'_>) -> Checked {
    let called = Text::name(name(what));
    let mut connector = Connector::new(called.clone(), kind(what), called);
    connector.level = Level::Custom;
    connector.is_own = true;
    let mut ruling = judge.ruling(&connector, &named);
    let text = format!("It is a connector of somebody's own: {why}.");
    let finding = Finding::of_check("check-custom", Severity::Warning, text);
    ruling.findings.push(finding);
    ruling.findings.sort_by_key(|finding| finding.severity);
    judge.other(named, ruling.verdict, ruling.findings)
}

fn kind(what: &What) -> Kind {
    if let What::Name(kind, _) = what {
        return *kind;
    }
    let tail = name(what).rsplit('/').next().unwrap_or_default();
    if tail.starts_with("destination") {
        Kind::Destination
    } else {
        Kind::Source
    }
}
