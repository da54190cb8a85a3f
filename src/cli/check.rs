//! `check`: whether connectors may go into a pipeline.

mod requirement;

use super::{
    Answer, Outcome,
    args::{Check, CheckFormat},
    facets,
    failure::Failure,
    format::{github, junit, sarif},
    named,
    session::{self, Session},
};
use crate::{
    catalog::{
        Connector, Version,
        lookup::{self, Found},
    },
    policy::{self, Finding, Requirement, Ruling, Severity, Usage},
    search::{Query, Vocabulary},
    text::{Text, clean},
    view::{
        Outlook, Provenance,
        check::{self, Checked, ChecksJson, Detail},
        json::Envelope,
        outlook::Scope,
        phrase,
    },
    words::Readiness,
};

pub(super) fn run(args: &Check, session: &mut Session<'_>) -> Outcome {
    let loaded = session.load()?;
    let mut query = Query::default();
    let vocabulary = Vocabulary::of(loaded.catalog.connectors());
    facets::add(&args.facets, &vocabulary, &mut query)?;
    if args.names.is_empty() && query.terms.is_empty() {
        return Err(Failure::usage(
            "nothing to check: name a connector, such as source-postgres or source-postgres@3.6.0",
        ));
    }
    let policy = session::policy()?;
    let requirement = requirement::of(args, (&loaded.catalog, &policy), session)?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let checker = Checker {
        requirement,
        outlook: &outlook,
        query,
    };
    let results = checker.all(&args.names)?;
    write(args, &results, (&outlook, &provenance), session)?;
    let is_passed = results.iter().all(Checked::is_passed);
    Ok(if is_passed { Answer::Yes } else { Answer::No })
}

fn write(
    args: &Check,
    results: &[Checked],
    (outlook, provenance): (&Outlook<'_>, &Provenance),
    session: &mut Session<'_>,
) -> Result<(), Failure> {
    let format = if args.json {
        CheckFormat::Json
    } else {
        args.format.unwrap_or(CheckFormat::Human)
    };
    match format {
        CheckFormat::Json => {
            session.json(&Envelope::new(
                outlook,
                provenance,
                ChecksJson::new(results),
            ))?;
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
        CheckFormat::Sarif => session.json(&sarif::of(results, outlook.policy, provenance))?,
        CheckFormat::Junit => session
            .host
            .out
            .write_all(junit::of(results, provenance).as_bytes())?,
        CheckFormat::Github => session.host.out.write_all(github::of(results).as_bytes())?,
    }
    let failed = results.iter().filter(|result| !result.is_passed()).count();
    let count = phrase::count(results.len(), "connector");
    session.note_basis(&format!("{count} checked, {failed} failed"), provenance);
    Ok(())
}

struct Checker<'a> {
    requirement: Requirement,
    outlook: &'a Outlook<'a>,
    /// The facet options: they choose among the candidates of a name, or what to check where nothing is named.
    query: Query,
}

impl Checker<'_> {
    fn all(&self, names: &[String]) -> Result<Vec<Checked>, Failure> {
        if !names.is_empty() {
            return names.iter().map(|name| self.one(name)).collect();
        }
        let hits = self.outlook.find(&self.query, Scope::Offered);
        if hits.is_empty() {
            return Err(Failure::usage(format!(
                "nothing to check: no connector on offer is {}",
                self.query
            )));
        }
        let checked =
            |(connector, _): &(&Connector, _)| self.known(connector, &connector.slug, None);
        Ok(hits.iter().map(checked).collect())
    }

    fn one(&self, input: &str) -> Result<Checked, Failure> {
        let (name, version) = split(input)?;
        match lookup::find(self.outlook.catalog, name) {
            Found::One(connector) => Ok(self.known(connector, input, version)),
            Found::Nothing(near) => Ok(unknown(input, version, &near)),
            Found::Many(candidates) => match self.chosen(&candidates).as_slice() {
                [connector] => Ok(self.known(connector, input, version)),
                [] => Err(named::ambiguous(name, &candidates)),
                chosen => Err(named::ambiguous(name, chosen)),
            },
        }
    }

    fn chosen<'c>(&self, candidates: &[&'c Connector]) -> Vec<&'c Connector> {
        let is_meant = |candidate: &&Connector| self.outlook.is_found(candidate, &self.query);
        candidates.iter().copied().filter(is_meant).collect()
    }

    fn known(&self, connector: &Connector, input: &str, version: Option<Version>) -> Checked {
        let assessment = self.outlook.assess(connector);
        let situation = self.outlook.situation();
        let pinned = version
            .as_ref()
            .map(|version| self.outlook.policy.pin(connector, version, &situation));
        let latest = policy::latest_on(connector, self.outlook.profile.deployment);
        let mut ruling = self.requirement.rule_on(
            connector,
            &assessment,
            Usage::of(pinned.as_ref()),
            self.outlook.today,
        );
        if !self.outlook.is_found(connector, &self.query) {
            ruling.findings.insert(0, self.outside());
        }
        Checked {
            input: clean::line(input).into_owned(),
            connector: Some(connector.slug.clone()),
            pinned: version,
            latest: latest.cloned(),
            ruling,
        }
    }

    /// Whoever asks about one level and names a connector of another is not told that all is well.
    fn outside(&self) -> Finding {
        Finding {
            rule: Text::name("check-facets"),
            subject: None,
            severity: Severity::Error,
            text: format!("It is not within what is asked about: {}.", self.query),
            source: requirement::source(true, None),
        }
    }
}

fn unknown(input: &str, version: Option<Version>, near: &[&Connector]) -> Checked {
    let names: Vec<&str> = near
        .iter()
        .map(|connector| connector.slug.as_str())
        .collect();
    let nearest = match names.as_slice() {
        [] => String::new(),
        names => format!(" Nearest: {}.", names.join(", ")),
    };
    let finding = Finding {
        rule: Text::name("check-unknown"),
        subject: None,
        severity: Severity::Error,
        text: format!("No connector of this name is in the catalog.{nearest}"),
        source: requirement::source(false, None),
    };
    Checked {
        input: clean::line(input).into_owned(),
        connector: None,
        pinned: version,
        latest: None,
        ruling: Ruling {
            verdict: Readiness::Unknown,
            findings: vec![finding],
        },
    }
}

/// `NAME`, `NAME@VERSION` or `image:tag`, the last also with a digest, which is no version.
fn split(input: &str) -> Result<(&str, Option<Version>), Failure> {
    let input = input.trim();
    let (name, version) = match input.rsplit_once('@') {
        Some((name, digest)) if digest.starts_with("sha256:") => return split(name),
        Some((name, version)) => (name, Some(version)),
        None => match input.rsplit_once(':') {
            Some((image, tag)) if image.contains('/') && !tag.contains('/') => (image, Some(tag)),
            _ => (input, None),
        },
    };
    if name.trim().is_empty() {
        return Err(Failure::usage(
            "an empty name; wanted a connector, such as source-postgres or source-postgres@3.6.0",
        ));
    }
    let Some(written) = version else {
        return Ok((name, None));
    };
    let version = Version::new(written);
    if version.is_version() || MOVING_TAGS.contains(&written) {
        return Ok((name, Some(version)));
    }
    let written = clean::line(written);
    Err(Failure::usage(format!(
        "\"{written}\" is no version; wanted one like 3.7.2, 4.0.0-rc.1, or a tag ({})",
        MOVING_TAGS.join(", ")
    )))
}

/// Tags that stand for no one version.
const MOVING_TAGS: [&str; 3] = ["latest", "dev", "nightly"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_versions_are_told_apart() {
        let table = [
            ("source-postgres", "source-postgres", None),
            ("source-postgres@3.7.2", "source-postgres", Some("3.7.2")),
            ("airbyte/source-x:1.0.0", "airbyte/source-x", Some("1.0.0")),
            (
                "host:5000/airbyte/source-x",
                "host:5000/airbyte/source-x",
                None,
            ),
            (
                "airbyte/source-x:1.0.0@sha256:ab",
                "airbyte/source-x",
                Some("1.0.0"),
            ),
            ("source-x@latest", "source-x", Some("latest")),
        ];
        for (input, name, version) in table {
            let (read, pinned) = split(input).unwrap();
            assert_eq!(
                (read, pinned.as_ref().map(Version::as_str)),
                (name, version),
                "{input}"
            );
        }
        for wrong in ["source-x@banana", "", " ", "@1.0.0", "@", "@sha256:ab"] {
            assert!(split(wrong).is_err(), "{wrong:?}");
        }
    }
}
