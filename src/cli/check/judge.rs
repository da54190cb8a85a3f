//! From what is named to its result: the verdict, what the requirement says of it, and what moved under it.

use std::rc::Rc;

use crate::{
    catalog::{Connector, Version},
    cli::named,
    date::Date,
    policy::{self, Finding, Pinning, Requirement, Ruling, Usage},
    search::Query,
    text::clean,
    view::{
        Outlook,
        check::{Checked, Spot},
    },
    words::Readiness,
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

/// What names a connector.
pub(super) struct Named {
    pub input: String,
    pub spot: Option<Spot>,
    pub version: Option<Version>,
    pub pinning: Pinning,
}

impl Named {
    /// A name on the command line.
    pub fn bare(input: &str, version: Option<Version>) -> Self {
        Self {
            input: clean::line(input).into_owned(),
            spot: None,
            version,
            pinning: Pinning::Unasked,
        }
    }

    /// What is said of something that is no connector of the catalog.
    fn is(self, ruling: Ruling) -> Checked {
        Checked {
            input: self.input,
            spot: self.spot,
            connector: None,
            pinned: self.version,
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

    /// A connector of the catalog.
    pub fn known(&self, connector: &Connector, named: Named) -> Checked {
        let mut ruling = self.ruling(connector, &named);
        if !self.outlook.is_found(connector, &self.query) {
            ruling.findings.insert(0, self.outside());
        }
        if let Some(day) = self.changed_since {
            ruling
                .findings
                .extend(changed::since(connector, day, self.outlook));
            ruling.findings.sort_by_key(|finding| finding.severity);
        }
        let latest = policy::latest_on(connector, self.outlook.profile.deployment);
        Checked {
            input: named.input,
            spot: named.spot,
            connector: Some(connector.slug.clone()),
            pinned: named.version,
            latest: latest.cloned(),
            ruling,
        }
    }

    /// What the requirement says of a connector as it is used.
    pub fn ruling(&self, connector: &Connector, named: &Named) -> Ruling {
        let situation = self.outlook.situation();
        let policy = self.outlook.policy;
        let pinned = named
            .version
            .as_ref()
            .map(|version| policy.pin(connector, version, self.streams, &situation));
        let usage = Usage {
            pinned: pinned.as_ref(),
            pinning: named.pinning,
            streams: self.streams,
        };
        let assessment = self.outlook.assess(connector);
        let today = self.outlook.today;
        self.asked(named)
            .rule_on(connector, &assessment, usage, today)
    }

    /// What is asked for where it stands.
    fn asked(&self, named: &Named) -> Rc<Requirement> {
        let file = named.spot.as_ref().map(|spot| spot.file.as_str());
        self.requirements.at(file)
    }

    /// Nothing by that name in the catalog.
    pub fn unknown(&self, named: Named, name: &str) -> Checked {
        let why = named::why_missing(name, self.outlook.catalog);
        let ruling = self.asked(&named).rule_on_unknown(why);
        named.is(ruling)
    }

    /// What is no connector of the catalog, and what is said of it.
    pub fn other(&self, named: Named, verdict: Readiness, findings: Vec<Finding>) -> Checked {
        let fail_on = self.asked(&named).fail_on;
        named.is(Ruling {
            verdict,
            findings,
            fail_on,
        })
    }

    /// Whoever asks about one level and names a connector of another is not told that all is well.
    fn outside(&self) -> Finding {
        Finding::error(
            "check-facets",
            format!("It is not within what is asked about: {}.", self.query),
            requirement::source(true, None),
        )
    }
}
