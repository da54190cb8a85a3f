//! Which catalog to start with, read whole: files that the user named, else the cache, else the bundled snapshot,
//! with the user's own connectors added. Fetches nothing.

mod large;
mod named;
mod origin;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use self::named::Named;
pub use self::{
    large::{Large, large},
    origin::Origin,
};
use super::{
    bundled,
    cache::{self, Cached, Fault},
    diagnostic::{Diagnostic, Position},
    environment::Environment,
    paths::Paths,
    provenance::ChosenBy,
};
use crate::{
    catalog::{
        Catalog, Connector,
        wire::{Decoded, Warning, WireError},
    },
    date::Date,
};

/// What decides which catalog is read.
pub struct Request<'a> {
    /// The files of `--catalog`.
    pub named: &'a [PathBuf],
    pub environment: &'a Environment,
    pub paths: &'a Paths,
    /// The user's own connectors, from `custom::join`.
    pub own: Vec<Connector>,
}

/// The catalog in use, and what there is to say of it.
#[derive(Debug)]
pub struct Loaded {
    pub catalog: Catalog,
    pub origin: Origin,
    /// Who chose that origin.
    pub by: ChosenBy,
    /// When servers last confirmed it; for a cache that they filled only.
    pub fetched_at: Option<Timestamp>,
    /// What was lost or changed while reading entries.
    pub warnings: Vec<Warning>,
    pub notices: Vec<Diagnostic>,
}

impl Loaded {
    /// All that there is to say of the catalog: what was wrong on the way to it before what is wrong in it.
    pub fn all_warnings(&self) -> Vec<Warning> {
        let notice = |notice: &Diagnostic| Warning {
            entry: None,
            field: None,
            message: notice.to_string(),
            is_loss: false,
        };
        let notices = self.notices.iter().map(notice);
        notices.chain(self.warnings.iter().cloned()).collect()
    }
}

/// Why there is no catalog; its `Display` is one line: file, place, what was found and what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError(pub Diagnostic);

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for LoadError {}

/// Reads the catalog to start with.
pub fn load(request: Request) -> Result<Loaded, LoadError> {
    let mut notices = Vec::new();
    let named = Named::choose(request.named, request.environment, &mut notices)?;
    let loaded = match named {
        Some(named) => named.read()?,
        None => match from_cache(request.paths, &mut notices) {
            Some(cached) => cached,
            None => from_bundled()?,
        },
    };
    Ok(completed(loaded, request.own, notices))
}

/// What was read with the user's own connectors, and with what there was to say before.
fn completed(mut loaded: Loaded, own: Vec<Connector>, mut notices: Vec<Diagnostic>) -> Loaded {
    add_own(&mut loaded.catalog, own, &mut notices);
    loaded.notices.splice(..0, notices);
    loaded
}

fn from_cache(paths: &Paths, notices: &mut Vec<Diagnostic>) -> Option<Loaded> {
    let folder = paths.cache.as_ref()?;
    let cached = usable(cache::read(&folder.value), bundled::day(), notices)?;
    Some(Loaded {
        fetched_at: cached.confirmed_at(),
        catalog: cached.catalog,
        origin: Origin::Cache(cache::file(&folder.value)),
        by: folder.by.clone(),
        warnings: Vec::new(),
        notices: Vec::new(),
    })
}

/// Reads one file as a whole catalog, beside the one in use.
pub fn file(file: &Path) -> Result<Loaded, LoadError> {
    Named::of(vec![file.to_owned()], ChosenBy::Flag)?.read()
}

/// The cache, unless it is absent, broken, or was fetched before the day of the bundled snapshot.
fn usable(
    read: Result<Option<Cached>, Fault>,
    bundled: Option<Date>,
    notices: &mut Vec<Diagnostic>,
) -> Option<Cached> {
    match read {
        Ok(cached) => cached.filter(|cached| cached.outranks(bundled)),
        Err(fault) => {
            let message = format!("{}; the bundled catalog is used instead", fault.message);
            notices.push(Diagnostic::warning(&message).in_file(&fault.path));
            None
        }
    }
}

fn from_bundled() -> Result<Loaded, LoadError> {
    let read = bundled::read();
    let Decoded {
        catalog, warnings, ..
    } = read.map_err(|fault| LoadError(wire_fault("the bundled catalog", &fault)))?;
    Ok(Loaded {
        catalog,
        origin: Origin::Bundled,
        by: ChosenBy::Assumed,
        fetched_at: None,
        warnings,
        notices: Vec::new(),
    })
}

/// A catalog with the user's own connectors in it, as [`load`] adds them.
pub fn with_own(mut catalog: Catalog, own: Vec<Connector>) -> Catalog {
    add_own(&mut catalog, own, &mut Vec::new());
    catalog
}

/// Of an own and a published connector that cannot be told apart the published one stays.
fn add_own(catalog: &mut Catalog, own: Vec<Connector>, notices: &mut Vec<Diagnostic>) {
    if own.is_empty() {
        return;
    }
    for connector in &own {
        let slug = &connector.slug;
        let mut published = catalog.connectors().iter();
        if published.any(|published| published.slug == *slug) {
            notices.push(Diagnostic::warning(&format!(
                "custom connector \"{slug}\" has the slug of a published one; name it by its image to be clear"
            )));
        }
    }
    let (joined, twice) = std::mem::take(catalog).extended(own);
    for lost in twice.iter().filter(|connector| connector.is_own) {
        notices.push(Diagnostic::warning(&format!(
            "custom connector \"{}\" is left out: its image is that of a published one",
            lost.slug
        )));
    }
    *catalog = joined;
}

fn wire_fault(what: &str, fault: &WireError) -> Diagnostic {
    let WireError {
        place,
        found,
        expected,
    } = fault;
    let fault = Diagnostic::error(&format!(
        "{what} cannot be used: found {found}, expected {expected}"
    ));
    match place {
        Some((line, column)) => fault.at(Position {
            line: *line,
            column: Some(*column),
        }),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Version,
        date,
        store::{environment::tests::with, tests::write},
        text::Text,
        words::{Kind, Level},
    };

    fn connector(slug: &str, id: Option<&str>) -> Connector {
        let mut connector = Connector::new(Text::name(slug), Kind::Source, Text::name(slug));
        connector.id = id.map(Text::name);
        connector.image = Some(Text::name(&format!("airbyte/{slug}")));
        connector
    }

    fn own(slug: &str, image: &str) -> Connector {
        let mut own = connector(slug, None);
        own.image = Some(Text::name(image));
        own.level = Level::Custom;
        own.is_own = true;
        own
    }

    fn loaded(named: &[PathBuf], environment: &[(&str, &str)]) -> Result<Loaded, LoadError> {
        load(Request {
            named,
            environment: &with(environment),
            paths: &Paths::default(),
            own: Vec::new(),
        })
    }

    const OSS: &str = r#"{"destinations": [], "sources": [{
        "sourceDefinitionId": "decd338e-5647-4c0b-adf4-da0e75f5a750", "name": "Postgres",
        "dockerRepository": "airbyte/source-postgres", "dockerImageTag": "3.7.2",
        "supportLevel": "certified", "releaseStage": "generally_available"}]}"#;

    #[test]
    fn own_connectors_are_added_and_nothing_published_is_lost() {
        let published = vec![
            connector("source-a", Some("1")),
            connector("source-b", None),
        ];
        let (mut catalog, _) = Catalog::of(published);
        catalog.as_of = date::parse("2026-02-28");
        catalog.snapshots = vec![catalog.as_of.unwrap()];
        let before = catalog.clone();
        let mut notices = Vec::new();
        add_own(&mut catalog, Vec::new(), &mut notices);
        assert_eq!(catalog, before);
        let mine = vec![
            own("source-mine", "acme/source-mine"),
            own("source-a", "acme/source-a"),
            own("source-c", "airbyte/source-b"),
        ];
        add_own(&mut catalog, mine, &mut notices);
        let slugs: Vec<&str> = catalog.connectors().iter().map(|c| &*c.slug).collect();
        assert_eq!(slugs, ["source-a", "source-a", "source-b", "source-mine"]);
        assert_eq!(
            (catalog.as_of, &catalog.snapshots),
            (before.as_of, &before.snapshots)
        );
        let told: Vec<&str> = notices.iter().map(Diagnostic::message).collect();
        assert!(
            told[0].starts_with("custom connector \"source-a\" has the slug"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("custom connector \"source-c\" is left out"),
            "{told:?}"
        );
    }

    #[test]
    fn a_named_file_is_the_whole_catalog() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("oss_registry.json");
        write(&file, OSS);
        let loaded = loaded(&[], &[("PORTOLAN_CATALOG", file.to_str().unwrap())]).unwrap();
        assert_eq!(loaded.origin, Origin::File(vec![file]));
        assert_eq!(loaded.by.to_string(), "PORTOLAN_CATALOG");
        let [postgres] = loaded.catalog.connectors() else {
            panic!("{:?}", loaded.catalog);
        };
        assert_eq!(postgres.version, Some(Version::new("3.7.2")));
        assert!(
            loaded.catalog.as_of.is_some(),
            "the file's own day where the data say none"
        );
        assert_eq!((loaded.fetched_at, loaded.notices), (None, vec![]));
    }

    #[test]
    fn with_nothing_at_all_the_bundled_catalog_serves() {
        let address = ("AIRBYTE_LOCAL_REGISTRY", "https://example.com/r.json");
        let loaded = loaded(&[], &[address]).unwrap();
        assert_eq!(
            (loaded.origin.word(), loaded.by),
            ("bundled", ChosenBy::Assumed)
        );
        assert_eq!(loaded.catalog.as_of, bundled::day());
        assert_eq!(loaded.notices.len(), 1);
    }

    #[test]
    fn a_named_file_that_is_no_catalog_is_never_replaced_by_another() {
        let dir = tempfile::tempdir().unwrap();
        let fault = loaded(&[dir.path().join("none.json")], &[]).unwrap_err();
        assert!(
            fault
                .to_string()
                .ends_with("none.json: there is no such file"),
            "{fault}"
        );
    }

    #[test]
    fn a_cache_is_used_unless_it_is_broken_or_outdone() {
        let cached = |fetched: &str| Cached {
            catalog: Catalog::default(),
            fetched_at: fetched.parse().unwrap(),
            parts: Vec::new(),
        };
        let fault = || Fault {
            path: PathBuf::from("k.json"),
            message: "the checksum is wrong".to_owned(),
        };
        let torn = "k.json: the checksum is wrong; the bundled catalog is used instead";
        let table = [
            (Ok(Some(cached("2026-03-01T00:00:00Z"))), true, None),
            (Ok(Some(cached("2026-01-01T00:00:00Z"))), false, None),
            (Ok(None), false, None),
            (Err(fault()), false, Some(torn)),
        ];
        for (read, is_used, told) in table {
            let mut notices = Vec::new();
            let used = usable(read, date::parse("2026-02-28"), &mut notices);
            assert_eq!(used.is_some(), is_used);
            let notice = notices.first();
            assert_eq!(notice.map(ToString::to_string).as_deref(), told);
            assert!(notice.is_none_or(|notice| !notice.is_error()));
        }
    }
}
