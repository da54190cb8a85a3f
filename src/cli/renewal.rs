//! What the command `refresh` and a refresh in the browser share: where to fetch from, whether that is allowed, and what
//! is said of what came.

use std::path::PathBuf;

use jiff::Timestamp;
use url::Url;

use super::{
    failure::Failure,
    session::{Basis, Session},
};
use crate::{
    catalog::Connector,
    launch::{self, Fresh, Refresher},
    store::{
        bundled,
        config::RefreshUrls,
        fetch::{self, FetchError, Progress},
        http::{HttpFetch, Settings},
        load::{self, Loaded, Origin},
        refresh::{self, Care, Choice, Job, Mode, Need, Plan, RefreshError, Source},
    },
    words::Registry,
};

/// The documents to ask for: those named, else those of the configuration, else what Airbyte publishes.
pub(super) fn plan(from: &[String], session: &Session<'_>) -> Result<Plan, Failure> {
    let usage = |error: FetchError| Failure::usage(error.to_string());
    if !from.is_empty() {
        let sources = from
            .iter()
            .map(|from| Source::parse(from))
            .collect::<Result<_, _>>();
        return sources.map(Plan::named).map_err(usage);
    }
    let urls = &session.config.refresh;
    match &urls.urls {
        Some(urls) => Ok(Plan::named(urls.iter().cloned().map(Source::Url).collect())),
        None => Plan::published(refresh::PUBLISHED)
            .map(|usual| configured(usual, urls))
            .map_err(usage),
    }
}

/// The usual plan, with the addresses that the configuration puts in place of the published ones.
fn configured(usual: Plan, urls: &RefreshUrls) -> Plan {
    let url = |url: &Option<Url>| url.clone().map(Source::Url);
    let side = |url: &Option<Url>, side| url.clone().map(|url| Source::Side(url, side));
    let own = [
        vec![url(&urls.composite)],
        vec![
            side(&urls.oss, Registry::Oss),
            side(&urls.cloud, Registry::Cloud),
        ],
        vec![url(&urls.report)],
    ];
    let choices: Vec<Choice> = own
        .into_iter()
        .map(|sources| sources.into_iter().flatten().collect())
        .filter(|sources: &Vec<Source>| !sources.is_empty())
        .map(|sources| Choice {
            sources,
            need: Need::Any,
        })
        .collect();
    if choices.is_empty() {
        return usual;
    }
    Plan { choices }
}

/// Whether a plan may be carried out: offline, nothing is fetched.
pub(super) fn allow(plan: &Plan, session: &Session<'_>) -> Result<(), Failure> {
    let is_remote = plan
        .choices
        .iter()
        .flat_map(|choice| &choice.sources)
        .any(|source| !matches!(source, Source::File(_)));
    if is_remote && (session.global.offline || session.host.environment.is_offline()) {
        return Err(Failure::usage(
            "refresh wants the network, and --offline or AIRBYTE_OFFLINE_MODE forbids it",
        )
        .hinted("`portolan refresh --from FILE` reads files"));
    }
    Ok(())
}

/// How far a document has come, on one line.
pub(super) fn line(progress: Progress<'_>) -> String {
    let total = progress
        .total
        .map_or_else(String::new, |total| format!(" of {}", megabytes(total)));
    format!(
        "{} {}{total}",
        progress.source,
        megabytes(progress.received)
    )
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

/// Refreshes while the program runs on.
struct Renewal {
    plan: Plan,
    dir: Option<PathBuf>,
    own: Vec<Connector>,
    clock: fn() -> Timestamp,
    basis: Basis,
}

/// What the browser refreshes with, once it is known which catalog is in use; where that cannot be, it says why each
/// time.
pub(super) fn refresher(session: &Session<'_>) -> impl FnOnce(&Loaded) -> Refresher + Send + use<> {
    let renewal = Renewal::of(session);
    move |loaded| match is_renewable(loaded).and(renewal) {
        Ok(renewal) => Box::new(move |watch| renewal.run(watch)),
        Err(why) => Box::new(move |_| Err(why.clone())),
    }
}

/// What a file of the user's says, no server renews.
fn is_renewable(loaded: &Loaded) -> Result<(), String> {
    match loaded.origin {
        Origin::File(_) => Err(format!(
            "the catalog is a file of yours ({}); `portolan refresh` renews the cache",
            loaded.by
        )),
        Origin::Cache(_) | Origin::Fetched | Origin::Bundled => Ok(()),
    }
}

/// Whoever waits on the screen, told in lines.
struct Screen<'a>(&'a dyn launch::Watch);

impl fetch::Watch for Screen<'_> {
    fn tell(&self, progress: Progress<'_>) {
        self.0.tell(line(progress));
    }

    fn is_called_off(&self) -> bool {
        self.0.is_called_off()
    }
}

impl Renewal {
    fn of(session: &Session<'_>) -> Result<Self, String> {
        let plan = plan(&[], session).map_err(|failure| failure.message)?;
        allow(&plan, session).map_err(|failure| failure.message)?;
        let cache = session.paths.cache.as_ref();
        Ok(Self {
            plan,
            dir: cache.map(|folder| folder.value.clone()),
            own: session.own.clone(),
            clock: session.host.clock,
            basis: session.basis(),
        })
    }

    fn run(&self, watch: &dyn launch::Watch) -> Result<Fresh, String> {
        let bundled = bundled::read()
            .map_err(|error| format!("the bundled catalog: {}", error.found))?
            .catalog;
        let job = Job {
            plan: &self.plan,
            fetch: &HttpFetch::new(Settings::default()),
            bundled: &bundled,
            dir: self.dir.as_deref(),
            now: (self.clock)(),
            mode: Mode::Write,
            care: Care::Usual,
        };
        let mut brought = refresh::run(&job, &Screen(watch)).map_err(|error| briefly(&error))?;
        let known = std::mem::take(&mut brought.catalog);
        brought.catalog = load::with_own(known, self.own.clone());
        let origin = (&brought.origin(), brought.fetched_at);
        Ok(Fresh {
            provenance: self
                .basis
                .provenance(&brought.catalog, origin, &brought.warnings),
            changes: brought.changes,
            is_unchanged: brought.unchanged,
            catalog: brought.catalog,
        })
    }
}

/// What went wrong comes first: on a small screen there is no room for the whole of an address.
fn briefly(error: &RefreshError) -> String {
    match error {
        RefreshError::Network(FetchError { place, trouble }) => format!("{trouble} ({place})"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fetch::Trouble;

    #[test]
    fn the_screen_is_told_the_reason_before_the_address() {
        let error = RefreshError::Network(FetchError {
            place: "https://mirror.example/files/registries/v0/composite_registry.json".to_owned(),
            trouble: Trouble::HostUnknown,
        });
        assert_eq!(
            briefly(&error),
            "no such host is known here; check the network and the proxy \
             (https://mirror.example/files/registries/v0/composite_registry.json)"
        );
    }
}
