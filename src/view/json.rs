//! The JSON contract: one mirror of the domain, apart from it, so that the one can change without the other.

mod query;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    catalog::{Connector, Docs, Metrics, State, Version, diff},
    date::Date,
    policy::{Assessment, Basis, Pending, Placement, Reason},
    sort,
    text::{Text, Word},
    words::{
        Answer, Availability, Channel, Deployment, Footnote, Grade, Kind, Level, Maintainer,
        Promise, Readiness, Registry, Sla, Stage,
    },
};

use super::{Outlook, Provenance, links, phrase};
pub use query::QueryJson;

/// The version of every document's shape.
pub const SCHEMA_VERSION: u32 = 1;

/// What every JSON document begins with.
#[derive(Serialize)]
pub struct Envelope<T> {
    pub schema_version: u32,
    pub catalog: CatalogJson,
    pub profile: ProfileJson,
    pub as_of: String,
    #[serde(flatten)]
    pub body: T,
}

#[derive(Serialize)]
pub struct CatalogJson {
    pub origin: &'static str,
    pub path: Option<String>,
    pub as_of: Option<String>,
    pub fetched_at: Option<String>,
    pub age_days: Option<i64>,
    pub entries: usize,
    pub warnings: Vec<crate::catalog::wire::Warning>,
}

#[derive(Serialize)]
pub struct ProfileJson {
    pub deployment: Deployment,
    pub premium_support: Answer,
    pub enterprise_license: Answer,
    /// Whether the deployment was assumed, because the user told none.
    pub assumed: bool,
}

impl<T> Envelope<T> {
    pub fn new(outlook: &Outlook<'_>, provenance: &Provenance, body: T) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            catalog: CatalogJson {
                origin: provenance.origin,
                path: provenance.path.clone(),
                as_of: iso(provenance.as_of),
                fetched_at: provenance.fetched_at.clone(),
                age_days: provenance.age_days(),
                entries: provenance.entries,
                warnings: provenance.warnings.clone(),
            },
            profile: ProfileJson {
                deployment: outlook.profile.deployment,
                premium_support: outlook.profile.premium_support,
                enterprise_license: outlook.profile.enterprise_license,
                assumed: !provenance.is_deployment_given,
            },
            as_of: outlook.today.to_string(),
            body,
        }
    }
}

fn iso(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// A connector with its whole assessment.
#[derive(Serialize)]
pub struct ConnectorJson<'a> {
    slug: &'a str,
    id: Option<&'a str>,
    kind: Kind,
    name: &'a str,
    image: Option<&'a str>,
    version: Option<&'a Version>,
    level: Level,
    stage: Stage,
    #[serde(rename = "type")]
    subtype: Option<&'a str>,
    license: Option<&'a str>,
    languages: Vec<&'a str>,
    docs_url: Option<&'a Docs>,
    maintainer: Maintainer,
    first_released: Option<String>,
    version_released: Option<String>,
    removed: Option<String>,
    registries: BTreeMap<&'static str, RegistryJson<'a>>,
    deployments: DeploymentsJson,
    readiness: Readiness,
    readiness_derived: bool,
    reasons: Vec<ReasonJson>,
    upgrade: UpgradeJson,
    metrics: Option<MetricsJson>,
    history: Vec<StateJson>,
    allowed_hosts: Option<Vec<&'a str>>,
    links: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct RegistryJson<'a> {
    available: Option<bool>,
    image: Option<&'a str>,
    version: Option<&'a Version>,
}

#[derive(Serialize)]
struct DeploymentsJson {
    cloud: PlacementJson,
    powered: PlacementJson,
    self_managed_enterprise: PlacementJson,
    self_managed_community: PlacementJson,
}

#[derive(Serialize)]
struct PlacementJson {
    availability: Availability,
    support: Channel,
    sla: Sla,
    footnote: Option<Footnote>,
    readiness: Readiness,
}

#[derive(Serialize)]
struct ReasonJson {
    rule: Text,
    text: String,
    source: String,
    effect: crate::policy::Effect,
}

#[derive(Serialize)]
struct UpgradeJson {
    promise: Promise,
    text: String,
    median_days: Option<i64>,
    shortest_days: Option<i64>,
    samples: usize,
    basis: Option<&'static str>,
    pending: Vec<PendingJson>,
    past: Vec<PendingJson>,
}

/// A declared breaking change, as seen from a day.
#[derive(Serialize)]
pub struct PendingJson {
    version: Version,
    deadline: Option<String>,
    released: Option<String>,
    window_days: Option<i64>,
    days_left: Option<i64>,
    action: Option<&'static str>,
    streams: Vec<Text>,
    guide: Option<Text>,
    /// Its version is not yet the one that the deployment is offered, so the deadline does not count.
    announced: bool,
}

#[derive(Serialize)]
struct MetricsJson {
    usage: Option<Grade>,
    sync_success: Option<Grade>,
    as_of: Option<String>,
}

#[derive(Serialize)]
struct StateJson {
    as_of: String,
    level: Level,
    stage: Stage,
    cloud: Option<bool>,
    oss: Option<bool>,
}

impl<'a> ConnectorJson<'a> {
    pub fn new(connector: &'a Connector, assessment: &Assessment) -> Self {
        let judgement = &assessment.judgement;
        Self {
            slug: &connector.slug,
            id: connector.id.as_deref(),
            kind: connector.kind,
            name: &connector.name,
            image: connector.image.as_deref(),
            version: connector.version.as_ref(),
            level: connector.level,
            stage: connector.stage,
            subtype: connector.subtype.as_deref(),
            license: connector.license.as_deref(),
            languages: sorted(&connector.languages),
            docs_url: connector.docs_url.as_ref(),
            maintainer: judgement.maintainer,
            first_released: iso(connector.first_released),
            version_released: iso(connector.version_released),
            removed: iso(connector.removed),
            registries: Registry::EACH
                .into_iter()
                .map(|registry| (registry.word(), registry_json(connector, registry)))
                .collect(),
            deployments: DeploymentsJson {
                cloud: judgement.placement(Deployment::Cloud).into(),
                powered: judgement.placement(Deployment::Powered).into(),
                self_managed_enterprise: judgement
                    .placement(Deployment::SelfManagedEnterprise)
                    .into(),
                self_managed_community: judgement
                    .placement(Deployment::SelfManagedCommunity)
                    .into(),
            },
            readiness: judgement.readiness,
            readiness_derived: judgement.is_derived,
            reasons: assessment.reasons.iter().map(ReasonJson::from).collect(),
            upgrade: upgrade(assessment),
            metrics: connector.metrics.as_ref().map(MetricsJson::from),
            history: standings(&connector.history),
            allowed_hosts: connector.allowed_hosts.as_deref().map(sorted),
            links: links::of(connector)
                .into_iter()
                .map(|(link, address)| (link.word(), address))
                .collect(),
        }
    }
}

fn sorted(texts: &[Text]) -> Vec<&str> {
    let mut texts: Vec<&str> = texts.iter().map(Text::as_str).collect();
    sort::plain(&mut texts);
    texts
}

fn registry_json(connector: &Connector, registry: Registry) -> RegistryJson<'_> {
    let available = connector.side(registry).listing.is_offered();
    let is_there = available == Some(true);
    let image = connector.image_on(registry).filter(|_| is_there);
    RegistryJson {
        available,
        image: image.map(Text::as_str),
        version: connector.version_on(registry).filter(|_| is_there),
    }
}

impl From<&Placement> for PlacementJson {
    fn from(placement: &Placement) -> Self {
        Self {
            availability: placement.availability,
            support: placement.support,
            sla: placement.sla,
            footnote: placement.footnote,
            readiness: placement.readiness,
        }
    }
}

impl From<&Reason> for ReasonJson {
    fn from(reason: &Reason) -> Self {
        Self {
            rule: reason.rule.clone(),
            text: reason.text.clone(),
            source: phrase::source(&reason.source),
            effect: reason.effect,
        }
    }
}

fn upgrade(assessment: &Assessment) -> UpgradeJson {
    let upgrade = &assessment.upgrade;
    UpgradeJson {
        promise: upgrade.promise,
        text: upgrade.text.clone(),
        median_days: upgrade.median_days,
        shortest_days: upgrade.shortest_days,
        samples: upgrade.samples,
        basis: upgrade.basis.map(|basis| match basis {
            Basis::Own => "own",
            Basis::Kind => "kind",
        }),
        pending: upgrade.pending.iter().map(PendingJson::from).collect(),
        past: upgrade.past.iter().map(PendingJson::from).collect(),
    }
}

impl From<&Pending> for PendingJson {
    fn from(pending: &Pending) -> Self {
        let change = &pending.change;
        let mut streams = change.streams.clone();
        sort::plain(&mut streams);
        Self {
            version: change.version.clone(),
            deadline: iso(change.deadline),
            released: iso(change.released),
            window_days: pending.window_days,
            days_left: pending.days_left,
            action: phrase::action_word(change.action),
            streams,
            guide: change.guide.clone(),
            announced: pending.is_announced,
        }
    }
}

impl From<&Metrics> for MetricsJson {
    fn from(metrics: &Metrics) -> Self {
        Self {
            usage: metrics.usage,
            sync_success: metrics.sync_success,
            as_of: iso(metrics.as_of),
        }
    }
}

/// The states that differ in what is written of them, and those of another name.
fn standings(history: &[State]) -> Vec<StateJson> {
    let chunks = history.chunk_by(|before, state| state.is_same_but_for_version(before));
    chunks
        .filter_map(|alike| alike.first())
        .map(StateJson::from)
        .collect()
}

impl From<&State> for StateJson {
    fn from(state: &State) -> Self {
        Self {
            as_of: state.as_of.to_string(),
            level: state.level,
            stage: state.stage,
            cloud: state.cloud,
            oss: state.oss,
        }
    }
}

/// One thing that moved.
#[derive(Serialize)]
pub struct ChangeJson<'a> {
    slug: &'a str,
    kind: Kind,
    name: &'a str,
    change: &'static str,
    registry: Option<Registry>,
    version: Option<&'a Version>,
    from: Option<String>,
    to: Option<String>,
    after: Option<String>,
    by: Option<String>,
}

impl<'a> From<&'a diff::Change> for ChangeJson<'a> {
    fn from(change: &'a diff::Change) -> Self {
        let (from, to) = super::changes::from_to(&change.what);
        Self {
            slug: &change.slug,
            kind: change.kind,
            name: &change.name,
            change: change.what.word(),
            registry: match &change.what {
                diff::What::Availability(registry, ..) | diff::What::Granted(registry, _) => {
                    Some(*registry)
                }
                _ => None,
            },
            version: match &change.what {
                diff::What::Breaking(declared) => Some(&declared.version),
                diff::What::Deadline(version, ..) => Some(version),
                _ => None,
            },
            from,
            to,
            after: iso(change.after),
            by: iso(change.by),
        }
    }
}
