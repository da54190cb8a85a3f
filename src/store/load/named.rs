//! Catalog files that the user named: by option, by `PORTOLAN_CATALOG`, or by `AIRBYTE_LOCAL_REGISTRY` as Airbyte's
//! Python client has it.

use std::path::{Path, PathBuf};

use super::{LoadError, Loaded, Origin, wire_fault};
use crate::{
    catalog::{
        merge,
        wire::{self, Decoded, Reach},
    },
    date::Date,
    store::{
        diagnostic::{Diagnostic, shown},
        environment::{Environment, Variable},
        provenance::ChosenBy,
        read, sides,
    },
    text,
};

/// So much holds the most entries that are read.
const CAP: u64 = 1 << 30;

/// Files that are the whole catalog.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    files: Vec<PathBuf>,
    by: ChosenBy,
}

impl Named {
    /// The files of the first who named any.
    pub(super) fn choose(
        flag: &[PathBuf],
        environment: &Environment,
        notices: &mut Vec<Diagnostic>,
    ) -> Result<Option<Self>, LoadError> {
        if !flag.is_empty() {
            return Self::of(flag.to_vec(), ChosenBy::Flag).map(Some);
        }
        if let Some(file) = environment.path(Variable::Catalog) {
            return Self::of(vec![file], ChosenBy::Variable(Variable::Catalog)).map(Some);
        }
        let Some(registry) = environment.local_registry() else {
            return Ok(None);
        };
        let by = ChosenBy::Variable(Variable::LocalRegistry);
        let Some(address) = address(&registry) else {
            return Self::of(vec![registry], by).map(Some);
        };
        // There an address is fetched; here only `refresh` fetches.
        let file = url::Url::parse(&address).ok();
        if let Some(file) = file.and_then(|url| url.to_file_path().ok()) {
            return Self::of(vec![file], by).map(Some);
        }
        notices.push(Diagnostic::warning(&format!(
            "{by} names an address and is passed over; to use it: portolan refresh --from \"${by}\""
        )));
        Ok(None)
    }

    pub(super) fn of(files: Vec<PathBuf>, by: ChosenBy) -> Result<Self, LoadError> {
        if files.iter().any(|file| address(file).is_some()) {
            return Err(LoadError(Diagnostic::error(&format!(
                "a catalog to start with is a file, and an address was given; to fetch one: portolan refresh --from URL (named by {by})"
            ))));
        }
        Ok(Self { files, by })
    }

    pub(super) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    pub(super) fn read(self) -> Result<Loaded, LoadError> {
        let mut parts = Vec::with_capacity(self.files.len());
        let mut written = Vec::with_capacity(self.files.len());
        // One for all files: what is given back between them leaves holes among the connectors that stay.
        let mut bytes = Vec::new();
        for file in &self.files {
            let read = decoded(file, &mut bytes);
            let (part, day) = read.map_err(|fault| self.blame(fault, file))?;
            parts.push((shown(file), part));
            written.extend(day);
        }
        drop(bytes);
        let mut parts = self.told_apart(parts)?;
        let warnings = parts
            .iter_mut()
            .flat_map(|part| std::mem::take(&mut part.warnings))
            .collect();
        let mut catalog = merge::join(parts);
        // A copy looks newer than its data: a file's day counts only where the data say none, and then the oldest.
        catalog.as_of = catalog.as_of.or(written.into_iter().min());
        Ok(Loaded {
            catalog,
            origin: Origin::File(self.files),
            by: self.by,
            fetched_at: None,
            warnings,
            notices: Vec::new(),
        })
    }

    fn told_apart(&self, mut parts: sides::Set) -> Result<Vec<Decoded>, LoadError> {
        sides::settle(&mut parts).map_err(|places| {
            let line = format!("{}: {}", places.join(" + "), sides::UNTOLD);
            self.noted(Diagnostic::error(&line))
        })?;
        Ok(parts.into_iter().map(|(_, decoded)| decoded).collect())
    }

    fn blame(&self, fault: Diagnostic, file: &Path) -> LoadError {
        self.noted(fault.in_file(file))
    }

    fn noted(&self, fault: Diagnostic) -> LoadError {
        LoadError(match self.by {
            ChosenBy::Variable(variable) => fault.noting(&format!("named by {}", variable.name())),
            ChosenBy::Flag
            | ChosenBy::Project(_)
            | ChosenBy::Config(_)
            | ChosenBy::System
            | ChosenBy::Assumed => fault,
        })
    }
}

/// What a file holds, and the day on which it was written.
fn decoded(file: &Path, bytes: &mut Vec<u8>) -> Result<(Decoded, Option<Date>), Diagnostic> {
    let written = read::whole_into(bytes, file, CAP)
        .map_err(|unread| Diagnostic::error(&unread.into_message()))?;
    let decoded = wire::decode_within(Reach::Kept, bytes, read::hint(file))
        .map_err(|fault| wire_fault("the catalog", &fault))?;
    if decoded.catalog.is_empty() {
        return Err(nothing_in(&decoded));
    }
    Ok((decoded, written.and_then(read::day)))
}

fn nothing_in(decoded: &Decoded) -> Diagnostic {
    let mut losses = decoded.warnings.iter().filter(|warning| warning.is_loss);
    let found = match losses.next() {
        None => "no connector in it".to_owned(),
        Some(first) => format!(
            "{} of which none can be read (the first: {}{})",
            text::count(1 + losses.count(), "entry", "entries"),
            first
                .field
                .as_ref()
                .map_or_else(String::new, |f| format!("{f}: ")),
            first.message
        ),
    };
    Diagnostic::error(&format!(
        "the catalog cannot be used: found {found}, expected a registry with at least one connector"
    ))
}

/// The address that was given where a file is wanted.
fn address(file: &Path) -> Option<String> {
    let text = shown(file);
    let (scheme, _) = text.split_once("://")?;
    let is_scheme = scheme.len() > 1 && scheme.bytes().all(|b| b.is_ascii_alphabetic());
    is_scheme.then_some(text)
}

/// What a file's name says of the registry in it.
#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::store::{environment::tests::with, tests::write};

    fn chosen(flag: &[&str], environment: &[(&str, &str)]) -> String {
        let flag: Vec<PathBuf> = flag.iter().map(PathBuf::from).collect();
        let mut notices = Vec::new();
        match Named::choose(&flag, &with(environment), &mut notices) {
            Ok(Some(named)) => format!("{:?} by {}", named.files, named.by),
            Ok(None) if notices.is_empty() => "nothing".to_owned(),
            Ok(None) => notices[0].to_string(),
            Err(fault) => format!("error: {fault}"),
        }
    }

    #[test]
    fn the_first_who_names_a_file_is_heard() {
        let own = ("PORTOLAN_CATALOG", "own.json");
        let registry = ("AIRBYTE_LOCAL_REGISTRY", "registry.json");
        assert_eq!(
            chosen(&["a", "b"], &[own, registry]),
            r#"["a", "b"] by command line"#
        );
        assert_eq!(
            chosen(&[], &[own, registry]),
            r#"["own.json"] by PORTOLAN_CATALOG"#
        );
        assert_eq!(
            chosen(&[], &[registry]),
            r#"["registry.json"] by AIRBYTE_LOCAL_REGISTRY"#
        );
        assert_eq!(chosen(&[], &[]), "nothing");
    }

    #[test]
    fn an_address_is_never_fetched_unasked() {
        let registry = |value| chosen(&[], &[("AIRBYTE_LOCAL_REGISTRY", value)]);
        assert_eq!(
            registry("https://example.com/r.json"),
            "AIRBYTE_LOCAL_REGISTRY names an address and is passed over; \
             to use it: portolan refresh --from \"$AIRBYTE_LOCAL_REGISTRY\""
        );
        for off in ["0", "false", "FALSE", ""] {
            assert_eq!(registry(off), "nothing");
        }
        for named in [
            chosen(&["https://example.com/c.json"], &[]),
            chosen(&[], &[("PORTOLAN_CATALOG", "https://example.com/c.json")]),
        ] {
            assert!(
                named.starts_with("error: a catalog to start with is a file"),
                "{named}"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_address_is_a_file() {
        assert_eq!(
            chosen(
                &[],
                &[("AIRBYTE_LOCAL_REGISTRY", "file:///srv/oss%20registry.json")]
            ),
            r#"["/srv/oss registry.json"] by AIRBYTE_LOCAL_REGISTRY"#
        );
    }

    #[test]
    fn a_file_s_own_day_counts_only_where_the_data_say_none() {
        let dir = tempfile::tempdir().unwrap();
        let day = |day: &str, registry: &str| {
            let file = dir.path().join(registry);
            write(
                &file,
                r#"{"sources": [{"name": "A", "dockerRepository": "airbyte/source-a"}]}"#,
            );
            let moment: Timestamp = format!("{day}T12:00:00Z").parse().unwrap();
            let opened = std::fs::File::options().write(true).open(&file).unwrap();
            opened.set_modified(moment.into()).unwrap();
            file
        };
        let snapshot = dir.path().join("snapshot.json");
        write(
            &snapshot,
            r#"{"portolan_catalog":1,"as_of":"2024-01-01","snapshots":[],
                "connectors":[{"slug":"source-b","kind":"source","name":"B"}]}"#,
        );
        let silent = vec![
            day("2025-05-01", "oss.json"),
            day("2025-04-01", "cloud.json"),
        ];
        let as_of = |files: &[PathBuf]| {
            let files = files.to_vec();
            let by = ChosenBy::Flag;
            let loaded = Named { files, by }.read().unwrap();
            loaded.catalog.as_of.map(|day| day.to_string())
        };
        assert_eq!(as_of(&silent).as_deref(), Some("2025-04-01"));
        let mixed = [snapshot, silent[0].clone()];
        assert_eq!(as_of(&mixed).as_deref(), Some("2024-01-01"));
    }

    #[test]
    fn a_large_file_of_the_user_s_is_read_whole() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("oss.json");
        let entries = (0..10_007)
            .map(|at| format!(r#"{{"name": "{at}", "dockerRepository": "a/source-{at}"}}"#));
        let entries: Vec<String> = entries.collect();
        write(&file, format!("{{\"sources\": [{}]}}", entries.join(",")));
        let (decoded, _) = decoded(&file, &mut Vec::new()).unwrap();
        assert_eq!(decoded.catalog.len(), entries.len());
        assert!(decoded.warnings.iter().all(|warning| !warning.is_loss));
    }

    #[test]
    fn what_is_no_catalog_is_told_in_one_line() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("torn.json");
        write(&file, "{\"sources\": [");
        let told = |file: &Path, by| {
            let files = vec![file.to_owned()];
            Named { files, by }.read().unwrap_err().to_string()
        };
        let torn = told(&file, ChosenBy::Flag);
        assert!(torn.starts_with(&format!("{}:", file.display())), "{torn}");
        assert!(
            torn.contains("the catalog cannot be used: found "),
            "{torn}"
        );
        assert_eq!(
            told(dir.path(), ChosenBy::Variable(Variable::Catalog)),
            format!(
                "{}: is a folder, not a file (named by PORTOLAN_CATALOG)",
                dir.path().display()
            )
        );
    }
}
