//! Everything a refresh needs, made up: a cache folder, a server, registries of any size.

use std::{fs, path::PathBuf};

use portolan::{
    catalog::{Catalog, Listing},
    store::{
        cache,
        fetch::Progress,
        http::HttpFetch,
        refresh::{self, Care, Job, Mode, Outcome, Plan, RefreshError},
    },
    text::clean::is_hostile,
    words::Registry,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    client,
    server::{Server, answer},
};

pub(crate) const COMPOSITE: &str = "/files/registries/v0/composite_registry.json";

pub(crate) const OSS: &str = "/files/registries/v0/oss_registry.json";

pub(crate) const CLOUD: &str = "/files/registries/v0/cloud_registry.json";

pub(crate) const REPORT: &str = "/files/generated_reports/connector_registry_report.json";

pub(crate) const MONDAY: &str = "2026-11-16T08:00:00Z";

pub(crate) const FRIDAY: &str = "2026-11-20T08:00:00Z";

/// A cache folder, a server, and nothing known before.
pub(crate) struct Bench {
    pub(crate) home: TempDir,
    pub(crate) server: Server,
    pub(crate) bundled: Catalog,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
            server: Server::start(),
            bundled: Catalog::default(),
        }
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.home.path().join("cache")
    }

    pub(crate) fn published(&self) -> Plan {
        Plan::published(&self.server.url("/files")).unwrap()
    }

    pub(crate) fn serve(&self, path: &str, body: impl AsRef<[u8]>) -> &Self {
        self.server.on(path, [answer("200 OK", &[], body)]);
        self
    }

    pub(crate) fn fail(&self, path: &str, status: &str) -> &Self {
        self.server.on(path, [answer(status, &[], "")]);
        self
    }

    pub(crate) fn run_at(
        &self,
        now: &str,
        plan: &Plan,
        mode: Mode,
    ) -> Result<Outcome, RefreshError> {
        let dir = self.dir();
        let fetch = http();
        let job = Job {
            plan,
            fetch: &fetch,
            bundled: &self.bundled,
            dir: Some(&dir),
            now: now.parse().unwrap(),
            mode,
            care: Care::Usual,
        };
        refresh::run(&job, &|_: Progress<'_>| {})
    }

    pub(crate) fn run(&self) -> Result<Outcome, RefreshError> {
        self.run_at(FRIDAY, &self.published(), Mode::Write)
    }

    /// Fills the cache on Monday with so many connectors, and forgets how.
    pub(crate) fn known(self, count: usize) -> Self {
        self.serve(COMPOSITE, composite(count));
        self.run_at(MONDAY, &self.published(), Mode::Write).unwrap();
        let Self { home, bundled, .. } = self;
        Self {
            home,
            server: Server::start(),
            bundled,
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(cache::file(&self.dir())).unwrap()
    }

    pub(crate) fn cached(&self) -> cache::Cached {
        cache::read(&self.dir()).unwrap().unwrap()
    }

    /// What went wrong, having made sure that the cache is as it was and what is said is one inert line.
    #[track_caller]
    pub(crate) fn refused(&self, plan: &Plan) -> RefreshError {
        let before = self.bytes();
        let error = self.run_at(FRIDAY, plan, Mode::Write).unwrap_err();
        assert_eq!(self.bytes(), before, "the old cache is untouched");
        let said = error.to_string();
        assert!(!said.chars().any(is_hostile), "{said:?}");
        error
    }
}

pub(crate) fn http() -> HttpFetch {
    HttpFetch::new(client::settings())
}

pub(crate) fn entry(at: usize) -> Value {
    json!({
        "sourceDefinitionId": format!("00000000-0000-4000-8000-{at:012}"),
        "name": format!("Source {at}"),
        "dockerRepository": format!("airbyte/source-{at}"),
        "dockerImageTag": "1.0.0",
        "documentationUrl": format!("https://docs.airbyte.com/integrations/sources/{at}"),
        "supportLevel": "community",
        "releaseStage": "alpha",
        "sourceType": "api",
        "spec": {},
    })
}

pub(crate) fn registry(entries: impl IntoIterator<Item = Value>) -> String {
    let sources: Vec<_> = entries.into_iter().collect();
    json!({"destinations": [], "sources": sources}).to_string()
}

pub(crate) fn plain(count: usize) -> String {
    registry((0..count).map(entry))
}

pub(crate) fn composite(count: usize) -> String {
    registry((0..count).map(|at| with(entry(at), "availability", json!(["cloud", "oss"]))))
}

pub(crate) fn with(mut entry: Value, key: &str, value: Value) -> Value {
    entry[key] = value;
    entry
}

pub(crate) fn offered(catalog: &Catalog, registry: Registry) -> usize {
    let listing = |listing: Listing| listing.is_offered() == Some(true);
    let connectors = catalog.connectors().iter();
    connectors
        .filter(|c| listing(c.side(registry).listing))
        .count()
}

pub(crate) fn said(outcome: &Outcome) -> String {
    let lines: Vec<_> = outcome
        .warnings
        .iter()
        .map(|w| w.message.as_str())
        .collect();
    lines.join("\n")
}
