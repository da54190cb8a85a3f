//! From what is named to its result: the verdict, what the requirement says of it, and what moved under it.

use crate::{
    catalog::{Connector, Version},
    date::Date,
    policy::{self, Finding, Pinning, Requirement, Ruling, Severity, Usage},
    search::Query,
    text::{Text, clean},
    view::{
        Outlook,
        check::{Checked, Spot},
    },
    words::Readiness,
};

use super::{changed, requirement};

/// What everything is judged by.
pub(super) struct Judge<'a> {
    pub requirement: Requirement,
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
    pub fn is(self, verdict: Readiness, findings: Vec<Finding>) -> Checked {
        Checked {
            input: self.input,
            spot: self.spot,
            connector: None,
            pinned: self.version,
            latest: None,
            ruling: Ruling { verdict, findings },
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
            .map(|version| policy.pin(connector, version, &situation));
        let usage = Usage {
            pinned: pinned.as_ref(),
            pinning: named.pinning,
            streams: self.streams,
        };
        let assessment = self.outlook.assess(connector);
        let today = self.outlook.today;
        self.requirement
            .rule_on(connector, &assessment, usage, today)
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

/// Nothing by that name in the catalog.
pub fn unknown(named: Named, near: &[&Connector]) -> Checked {
    let slugs: Vec<&str> = near
        .iter()
        .map(|connector| connector.slug.as_str())
        .collect();
    let nearest = match slugs.as_slice() {
        [] => String::new(),
        slugs => format!(" Nearest: {}.", slugs.join(", ")),
    };
    let finding = Finding {
        rule: Text::name("check-unknown"),
        subject: None,
        severity: Severity::Error,
        text: format!("No connector of this name is in the catalog.{nearest}"),
        source: requirement::source(false, None),
    };
    named.is(Readiness::Unknown, vec![finding])
}
