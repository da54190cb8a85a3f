//! One run: the configuration, the profile and the catalog in use, and the streams. Read once, before the command.

use std::{
    mem::ManuallyDrop,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    args::Global,
    failure::{Failure, Kind},
    host::Host,
    terminal::{Printer, Stream},
};
use crate::{
    catalog::{Catalog, Connector, wire::Warning},
    date::{self, Date},
    policy::{Policy, PolicyError, Profile},
    search::Query,
    store::{
        self,
        config::{self, Config},
        custom,
        diagnostic::Diagnostic,
        load::{self, LoadError, Loaded, Origin},
        paths::Paths,
        profile::{self, Files, ProfileChoice, Wishes},
        project::{self, Project},
        provenance::Chosen,
    },
    text::{self, Word, clean},
    view::{Outlook, Provenance},
    words::Words,
};

/// What a command needs to its end. The process ends then, and taking it apart piece by piece would be felt.
pub(super) type Kept<T> = ManuallyDrop<T>;

/// Everything that a command works with.
pub(super) struct Session<'a> {
    pub host: Host<'a>,
    pub global: Global,
    pub paths: Paths,
    pub config_file: Option<Chosen<PathBuf>>,
    pub config: Config,
    pub project_file: Option<PathBuf>,
    pub project: Project,
    pub profile: ProfileChoice,
    pub words: Chosen<Words>,
    pub own: Vec<Connector>,
    /// What is wrong in the configuration.
    slips: Vec<Diagnostic>,
}

impl<'a> Session<'a> {
    /// Reads the configuration, and remembers what is wrong in it until somebody says so.
    pub fn start(global: Global, host: Host<'a>) -> Self {
        let mut told = Vec::new();
        let paths = Paths::find(&host.environment);
        let config_file = config::file(global.config.as_deref(), &paths);
        let config = config::load(config_file.as_ref()).drain_into(&mut told);
        let project_file = host.folder.as_deref().and_then(project::find);
        let mut project = match &project_file {
            Some(file) => project::load(file).drain_into(&mut told),
            None => Project::default(),
        };
        let user = custom::load(paths.custom_file().as_deref()).drain_into(&mut told);
        let own = custom::join(std::mem::take(&mut project.connectors), user).drain_into(&mut told);
        let wishes = Wishes {
            deployment: global.deployment,
            premium_support: global.premium_support,
            enterprise_license: global.enterprise_license,
        };
        let configured = config_file.as_ref().map(|file| &file.value);
        let files = Files {
            project: project_file.as_ref().map(|file| (file, project.profile)),
            config: configured.map(|file| (file, config.profile)),
        };
        let profile = profile::resolve(wishes, &host.environment, files).drain_into(&mut told);
        let words = profile::words(
            global.words,
            &host.environment,
            configured.and_then(|file| Some((file, config.words?))),
        )
        .drain_into(&mut told);
        Self {
            host,
            global,
            paths,
            config_file,
            config,
            project_file,
            project,
            profile,
            words,
            own,
            slips: told,
        }
    }

    /// Says what is wrong in the configuration; a command that judges does not go on with an error in it.
    pub fn settle(&mut self) -> Result<(), Failure> {
        let slips = std::mem::take(&mut self.slips);
        self.tell(&slips)
    }

    /// Says all that is wrong in the configuration, and goes on with what is right.
    pub fn tell_all(&mut self) {
        for slip in self.slips() {
            self.note(&slip.to_string());
        }
    }

    /// What is wrong in the configuration, for whoever goes on with what is right.
    pub fn slips(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.slips)
    }

    /// A deployment that a query names is the one to judge for, here as in the browser, where it is typed last.
    pub fn heed(&mut self, query: &Query) {
        if let Some(deployment) = query.deployment() {
            if let Some(given) = self.global.deployment.filter(|given| *given != deployment) {
                let (asked, given) = (deployment.word(), given.word());
                self.note(&format!("on:{asked} of the query goes before --on {given}"));
            }
            self.profile.deployment = Chosen::new(deployment, store::provenance::ChosenBy::Flag);
        }
    }

    /// The profile that [`Session::heed`] would make of this one.
    pub fn profile_heeding(&self, query: &Query) -> Profile {
        let profile = self.profile();
        Profile {
            deployment: query.deployment().unwrap_or(profile.deployment),
            ..profile
        }
    }

    /// Says what is wrong in the user's files; the first error among it is the failure.
    pub fn tell(&mut self, diagnostics: &[Diagnostic]) -> Result<(), Failure> {
        for warning in diagnostics.iter().filter(|d| !d.is_error()) {
            self.note(&format!("warning: {warning}"));
        }
        match diagnostics.iter().find(|d| d.is_error()) {
            None => Ok(()),
            Some(error) => Err(Failure::new(Kind::Config, error.to_string())),
        }
    }

    /// What decides which catalog is read.
    pub fn request(&self) -> load::Request<'_> {
        load::Request {
            named: &self.global.catalog,
            environment: &self.host.environment,
            paths: &self.paths,
            own: self.own.clone(),
        }
    }

    /// Reads the catalog in use and says what was lost on the way.
    pub fn load(&mut self) -> Result<Kept<Loaded>, Failure> {
        let read = load::load(self.request());
        self.taken(read)
    }

    /// The same without the user's own connectors.
    pub fn load_published(&mut self) -> Result<Kept<Loaded>, Failure> {
        let read = load::load(load::Request {
            own: Vec::new(),
            ..self.request()
        });
        self.taken(read)
    }

    /// Reads one file as a whole catalog, beside the one in use.
    pub fn load_file(&mut self, file: &Path) -> Result<Kept<Loaded>, Failure> {
        self.taken(load::file(file))
    }

    fn taken(&mut self, read: Result<Loaded, LoadError>) -> Result<Kept<Loaded>, Failure> {
        let loaded = read.map_err(|error| Failure::new(Kind::Data, error.to_string()))?;
        self.tell(&loaded.notices)?;
        self.tell_warnings(&loaded.warnings);
        Ok(Kept::new(loaded))
    }

    /// Says what was lost or changed while reading a catalog.
    pub fn tell_warnings(&mut self, warnings: &[Warning]) {
        const SHOWN: usize = 5;
        let shown = if self.global.verbose {
            warnings.len()
        } else {
            SHOWN
        };
        for told in warnings.iter().take(shown) {
            self.note(&warning(told));
        }
        let more = warnings.len().saturating_sub(shown);
        if more > 0 {
            self.note(&format!(
                "warning: {more} more about the catalog's entries (all with -v)"
            ));
        }
    }

    pub fn today(&self) -> Date {
        self.global.as_of.unwrap_or_else(|| date::of(self.host.now))
    }

    pub fn profile(&self) -> Profile {
        Profile {
            deployment: self.profile.deployment.value,
            premium_support: self.profile.premium_support.value,
            enterprise_license: self.profile.enterprise_license.value,
        }
    }

    /// The catalog as seen from the user's profile on the day that is asked about.
    pub fn outlook<'c>(&self, loaded: &'c Loaded, policy: &'c Policy) -> Outlook<'c> {
        let mut outlook = Outlook::new(&loaded.catalog, policy, self.profile(), self.today());
        outlook.words = self.words.value;
        outlook
    }

    pub fn provenance(&self, loaded: &Loaded) -> Provenance {
        let origin = (&loaded.origin, loaded.fetched_at);
        self.provenance_of(&loaded.catalog, origin, &loaded.warnings)
    }

    /// The same for a catalog that was not loaded; with its origin goes when servers confirmed it.
    pub fn provenance_of(
        &self,
        catalog: &Catalog,
        origin: (&Origin, Option<Timestamp>),
        warnings: &[Warning],
    ) -> Provenance {
        self.basis().provenance(catalog, origin, warnings)
    }

    pub fn basis(&self) -> Basis {
        Basis {
            today: self.today(),
            clock: date::of(self.host.now),
            max_age: self.config.max_age(),
            is_deployment_given: !self.profile.deployment.is_assumed(),
        }
    }

    pub fn stdout(&self) -> Stream {
        self.host.stream(self.global.color, self.host.stdout)
    }

    pub fn printer(&mut self) -> Printer<'_> {
        let stream = self.stdout();
        Printer {
            to: self.host.out,
            stream,
            glyphs: self.host.glyphs,
        }
    }

    /// Says something on standard error, unless the user wants quiet. A note that cannot be written is lost.
    pub fn note(&mut self, text: &str) {
        if !self.global.quiet {
            let _ = self.host.out.flush();
            let _ = writeln!(self.host.err, "portolan: {}", clean::line(text));
        }
    }

    /// Says for whom the answer holds and how old the catalog is, where the output itself does not.
    pub fn note_basis(&mut self, answer: &str, provenance: &Provenance) {
        let is_given = provenance.is_deployment_given;
        let profile = crate::view::provenance::profile_phrase(&self.profile(), is_given);
        let hint = if is_given { "" } else { "; choose with --on" };
        self.note(&format!("{answer}, judged for {profile}{hint}"));
        let age =
            staleness(provenance).map_or_else(String::new, |staleness| format!(": {staleness}"));
        self.note(&format!("{}{age}", provenance.phrase()));
    }

    /// Says that a catalog is older than the user wants, where the output itself says how old.
    pub fn note_staleness(&mut self, provenance: &Provenance) {
        if let Some(staleness) = staleness(provenance) {
            self.note(&format!("the catalog is {staleness}"));
        }
    }

    pub fn json<T: serde::Serialize>(&mut self, value: &T) -> Result<(), Failure> {
        text::json::pretty_to(value, self.host.out)?;
        Ok(writeln!(self.host.out)?)
    }

    pub fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.host.out.flush()?)
    }

    /// Says why there is no answer, and what to do next: errors are said in full even to those who want quiet.
    pub fn fail(&mut self, failure: &Failure) {
        if failure.kind == Kind::Closed {
            return;
        }
        let _ = self.host.out.flush();
        let _ = writeln!(self.host.err, "portolan: {}", clean::line(&failure.message));
        for hint in &failure.hints {
            let _ = writeln!(self.host.err, "  {}", clean::line(hint));
        }
    }
}

/// What the age of a catalog is judged by, wherever it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Basis {
    today: Date,
    clock: Date,
    max_age: i64,
    is_deployment_given: bool,
}

impl Basis {
    pub fn provenance(
        self,
        catalog: &Catalog,
        (origin, fetched_at): (&Origin, Option<Timestamp>),
        warnings: &[Warning],
    ) -> Provenance {
        Provenance {
            origin: origin.word(),
            path: match origin {
                Origin::Bundled | Origin::Fetched => None,
                Origin::File(_) | Origin::Cache(_) => Some(origin.to_string()),
            },
            as_of: catalog.as_of,
            fetched_at: fetched_at.map(iso),
            entries: catalog.len(),
            warnings: warnings.to_vec(),
            today: self.today,
            clock: self.clock,
            max_age: self.max_age,
            is_deployment_given: self.is_deployment_given,
        }
    }
}

fn staleness(provenance: &Provenance) -> Option<String> {
    let age = match provenance.age_days() {
        Some(_) => format!("older than {}", text::days(provenance.max_age)),
        None => "of no known age".to_owned(),
    };
    provenance
        .is_old()
        .then(|| format!("{age}; `portolan refresh` fetches a new one"))
}

/// A moment to the second, in UTC.
fn iso(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

pub(super) fn warning(warning: &Warning) -> String {
    let entry = warning
        .entry
        .as_deref()
        .map(|entry| format!("{entry}: "))
        .unwrap_or_default();
    let field = warning
        .field
        .as_deref()
        .map(|field| format!(" ({field})"))
        .unwrap_or_default();
    let loss = if warning.is_loss { "entry lost: " } else { "" };
    format!("warning: {loss}{entry}{}{field}", warning.message)
}

/// The policy that is compiled in.
pub(super) fn policy() -> Result<Kept<Policy>, Failure> {
    Policy::bundled()
        .map(Kept::new)
        .map_err(|error| unusable(&error))
}

/// The policy is a part of the program; a test proves it whole.
pub(super) fn unusable(error: &PolicyError) -> Failure {
    Failure::new(Kind::Data, format!("the bundled policy: {error}"))
}
