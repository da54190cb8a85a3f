//! From what is named to its result: the verdict, what the requirement says of it, and what moved under it.

use std::rc::Rc;

use crate::{
    catalog::{
        Connector, Seldom, Version,
        lookup::{self, Found},
    },
    cli::named,
    date::Date,
    policy::{self, CheckRule, Finding, Pinning, Requirement, Ruling, Severity, Usage},
    search::Query,
    sort,
    text::Text,
    view::{Outlook, check::Said},
    words::{Kind, Level, Readiness, Registry},
};

use super::{
    changed,
    requirement::{self, Requirements},
};

/// What everything is judged by.
pub(super) struct Judge<'a> {
    pub requirements: Requirements,
    pub outlook: &'a Outlook<'a>,
    /// The facet options: they choose among the candidates of a name, or what to check where nothing is named.
    pub query: Query,
    pub streams: &'a [String],
    pub changed_since: Option<Date>,
}

/// How a connector is asked for, and what is asked of it there.
pub(super) struct Case {
    pub version: Option<Version>,
    pub pinning: Pinning,
    pub requirement: Rc<Requirement>,
}

impl Case {
    /// What is said of something of which nobody can tell what it runs.
    pub fn untold(&self, finding: Finding) -> Said {
        self.is(Ruling {
            verdict: Readiness::Unknown,
            findings: vec![finding],
            fail_on: self.requirement.fail_on,
        })
    }

    /// What is said of something that is no connector of the catalog.
    fn is(&self, ruling: Ruling) -> Said {
        Said {
            connector: None,
            pinned: self.version.clone(),
            latest: None,
            ruling,
        }
    }
}

impl Judge<'_> {
    /// Those of the candidates that the facet options leave.
    pub fn meant<'c>(&self, candidates: &[&'c Connector]) -> Vec<&'c Connector> {
        let is_meant = |candidate: &&Connector| self.outlook.is_found(candidate, &self.query);
        candidates.iter().copied().filter(is_meant).collect()
    }

    /// A name on the command line.
    pub fn bare(&self, version: Option<Version>) -> Case {
        Case {
            version,
            pinning: Pinning::Unasked,
            requirement: self.requirements.at(None),
        }
    }

    /// A connector of the catalog.
    pub fn known(&self, connector: &Connector, asked: &Case) -> Said {
        let mut ruling = self.ruling(connector, asked);
        if !self.outlook.is_found(connector, &self.query) {
            ruling.findings.insert(0, self.outside());
        }
        if let Some(day) = self.changed_since {
            ruling
                .findings
                .extend(changed::since(connector, day, self.outlook));
            sort::by_key(&mut ruling.findings, |finding| finding.severity);
        }
        let latest = policy::latest_on(connector, self.outlook.profile.deployment);
        Said {
            connector: Some(connector.slug.clone()),
            pinned: asked.version.clone(),
            latest: latest.cloned(),
            ruling,
        }
    }

    /// What the requirement says of a connector as it is used.
    fn ruling(&self, connector: &Connector, asked: &Case) -> Ruling {
        let situation = self.outlook.situation();
        let policy = self.outlook.policy;
        let pinned = asked
            .version
            .as_ref()
            .map(|version| policy.pin(connector, version, self.streams, &situation));
        let usage = Usage {
            pinned: pinned.as_ref(),
            pinning: asked.pinning,
            streams: self.streams,
        };
        let assessment = self.outlook.assess(connector);
        let today = self.outlook.today;
        asked
            .requirement
            .rule_on(connector, &assessment, usage, today)
    }

    /// Nobody but its owner knows it: it is judged as what the user's own file describes would be. Of the runner that
    /// the catalog knows all but the version counts, which is the platform's to choose.
    pub fn custom(&self, asked: &Case, (name, kind): (&str, Kind), why: &str) -> Said {
        let mut connector = match lookup::find(self.outlook.catalog, name) {
            Found::One(known) if known.level == Level::Custom => known.clone(),
            _ => {
                let called = Text::name(name);
                Connector::new(called.clone(), kind, called)
            }
        };
        connector.level = Level::Custom;
        connector.is_own = true;
        connector.version = None;
        for registry in [Registry::Cloud, Registry::Oss] {
            connector.side_mut(registry).own = Seldom::default();
        }
        let mut ruling = self.ruling(&connector, asked);
        let text = format!("It is a connector of somebody's own: {why}.");
        let finding = Finding::of_check(CheckRule::Custom, Severity::Warning, text);
        ruling.findings.push(finding);
        sort::by_key(&mut ruling.findings, |finding| finding.severity);
        asked.is(ruling)
    }

    /// Nothing by that name in the catalog.
    pub fn unknown(&self, asked: &Case, name: &str) -> Said {
        let why = named::why_missing(name, self.outlook.catalog);
        asked.is(asked.requirement.rule_on_unknown(why))
    }

    /// Whoever asks about one level and names a connector of another is not told that all is well.
    fn outside(&self) -> Finding {
        Finding::error(
            CheckRule::Facets,
            format!("It is not within what is asked about: {}.", self.query),
            requirement::source(true, None),
        )
    }
}
